"""What is generated is compiled strictly, and works with the real SDK against a server."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from pydantic import create_model

from api.codegen.typescript import typescript
from store.documents import write
from store.fields import Record
from store.schema import Schema
from tests.api.codegen.awkward import awkward
from tests.api.parse.apps import APP_ID
from tests.api.parse.test_javascript import HERE as SDK
from tests.api.parse.test_javascript import missing
from tests.api.serving import Server, on_either

HERE = Path(__file__).parent
COMPILER = SDK / "node_modules" / "typescript" / "bin" / "tsc"
OPTIONS = [
    "--strict",
    "--noUncheckedIndexedAccess",
    "--noImplicitOverride",
    "--noUnusedLocals",
    "--skipLibCheck",
    *("--types", "node"),
    *("--target", "es2022"),
    *("--module", "esnext"),
    *("--moduleResolution", "bundler"),
]
TIMEOUT = 60

pytestmark = pytest.mark.skipif(
    missing() is not None or not COMPILER.exists(), reason=missing() or "run npm ci in tests/api/parse"
)


def project(folder: Path, schema: Schema, *more: str) -> list[str]:
    """Write the models of a schema and files of ours where Node finds the SDK, and return their names."""
    texts = typescript(schema)
    texts["sdk.ts"] = texts["sdk.ts"].replace('"parse"', '"parse/node"')
    write(texts, folder)
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    (folder / "node_modules").symlink_to(SDK / "node_modules")
    for name in more:
        copyfile(HERE / name, folder / name)
    return [*texts, *more]


def compiled(folder: Path, names: list[str]) -> str:
    """What the compiler complains about."""
    done = subprocess.run(
        ["node", str(COMPILER), *OPTIONS, *names], cwd=folder, capture_output=True, text=True, timeout=TIMEOUT
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Path:
    """A folder with the compiled scene."""
    folder = tmp_path_factory.mktemp("scene")
    assert compiled(folder, project(folder, schema, "scene.ts", "misuse.ts")) == ""
    return folder


@pytest.fixture(params=["sqlite", "postgres"])
def crm(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server on either database."""
    with on_either(request, tmp_path, app_id=APP_ID) as server:
        yield server


def test_the_steps_and_models_work_against_a_server(scene: Path, crm: Server) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "APP_ID": APP_ID,
        "SERVER_URL": str(crm.client.base_url.join("/parse")),
    }

    played = subprocess.run(
        ["node", "scene.js"], cwd=scene, env=environment, capture_output=True, text=True, timeout=TIMEOUT
    )

    assert played.returncode == 0, played.stderr[-3_000:]


def test_the_types_refuse_what_the_server_would(scene: Path) -> None:
    assert (scene / "misuse.js").exists()


def test_names_that_are_taken_are_compiled_as_others(tmp_path: Path) -> None:
    assert compiled(tmp_path, project(tmp_path, awkward())) == ""


def test_without_a_pipeline_the_steps_leave_it_out(tmp_path: Path) -> None:
    deal = create_model("Deal", __base__=Record, __doc__="A visit.", name=(str, ...))
    log = create_model("Activity", __base__=Record, __doc__="A note.", name=(str, ...))

    found = typescript(Schema.of({"Deal": deal, "Activity": log}))["steps.ts"]

    assert "move" not in found
    assert "notes" not in found


def test_the_same_classes_make_the_same_files(schema: Schema) -> None:
    assert typescript(schema) == typescript(schema)
    assert list(typescript(schema)) == ["sdk.ts", "models.ts", "steps.ts"]
