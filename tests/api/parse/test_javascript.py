"""The real JavaScript SDK, against a server: each scene is a script that fails where something is not as it should."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.api.parse.apps import APP_ID, master_key
from tests.api.serving import Server

HERE = Path(__file__).parent
SCENES = sorted(path.stem for path in HERE.glob("*.mjs") if path.stem != "people")
TIMEOUT = 60


def missing() -> str | None:
    """Why the SDK cannot run here; nothing where it can."""
    node = shutil.which("node")
    if node is None:
        return "Node is not installed"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.removeprefix("v").split(".")[0]) < 20:
        return f"Node is too old: {version.strip()}"
    if not (HERE / "node_modules" / "parse").is_dir():
        return "the SDK is not installed: run npm ci in tests/api/parse"
    return None


def test_ci_has_the_sdk() -> None:
    assert not os.environ.get("CI") or missing() is None


@pytest.mark.skipif(missing() is not None, reason=str(missing()))
@pytest.mark.parametrize("scene", SCENES)
def test_the_sdk_plays_the_scene(scene: str, apps: Server) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "APP_ID": APP_ID,
        "MASTER_KEY": master_key(),
        "SERVER_URL": str(apps.client.base_url.join("/parse")),
    }

    played = subprocess.run(
        ["node", f"{scene}.mjs"], cwd=HERE, env=environment, capture_output=True, text=True, timeout=TIMEOUT
    )

    assert played.returncode == 0, played.stderr[-3_000:]
