"""What the README shows is what happens."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SEEN = re.search(r"## What it is like\n\n```\n(.*?)```", README, re.S)


def scene() -> list[tuple[str, str]]:
    """Return what the README's person says, and what is answered."""
    assert SEEN
    parts = re.split(r"^> (.*)$", SEEN[1], flags=re.M)[1:]
    return [(said, answer.strip()) for said, answer in zip(parts[::2], parts[1::2], strict=True)]


def test_the_transcript_is_real(tmp_path: Path) -> None:
    said = "".join(f"{line}\n" for line, _ in scene())
    environment = {**os.environ, "PARLEY_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for name in ("DATABASE_URL", "PARLEY_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        environment.pop(name, None)

    ended = subprocess.run(
        [sys.executable, "-m", "api.cli", "chat"],
        input=said, env=environment, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip

    answered = " ".join(ended.stdout.split())
    for _, answer in scene():
        assert " ".join(answer.split()) in answered


def test_every_setting_of_the_readme_is_read() -> None:
    settings = (ROOT / "api" / "settings.py").read_text(encoding="utf-8")

    for name in re.findall(r"`(PARLEY_[A-Z]+|DATABASE_URL|OPENAI_[A-Z_]+)`", README):
        assert f'"{name}"' in settings


def test_every_page_that_the_documents_link_is_there() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")):
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} links {link}"
