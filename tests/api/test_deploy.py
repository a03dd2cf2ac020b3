"""What stands beside the program to run it elsewhere fits it."""

import re
from dataclasses import fields
from pathlib import Path

from api.settings import Settings

HERE = Path(__file__).parents[2]
COMPOSE = (HERE / "compose.yaml").read_text(encoding="utf-8")
DOCKERFILE = (HERE / "Dockerfile").read_text(encoding="utf-8")
ITS_OWN = {"PARLEY_WORKERS", "PARLEY_PORT", "CHROMA_URL"}
"""Of the composition itself, and of the server that it runs beside."""
SETTINGS = {field.metadata["variable"] for field in fields(Settings)} | ITS_OWN


def test_what_is_composed_sets_only_what_is_a_setting() -> None:
    named = set(re.findall(r"\b(?:PARLEY|OPENAI|SLACK|CHROMA)_[A-Z_]+|\bDATABASE_URL\b", COMPOSE))

    assert len(named) > 10
    assert named <= SETTINGS


def test_what_is_composed_has_no_secret_in_it() -> None:
    for name, value in re.findall(r"(\w*(?:PASSWORD|KEY|TOKEN|SECRET)\w*): (.+)", COMPOSE):
        assert value.startswith("${"), name


def test_every_image_that_is_composed_has_its_version_and_a_health_check() -> None:
    foreign = re.findall(r"image: (\S+:\S+)", COMPOSE)

    assert len(foreign) == 2
    assert not any(image.endswith(":latest") for image in foreign)
    assert COMPOSE.count("healthcheck:") == len(foreign)
    assert "HEALTHCHECK" in DOCKERFILE


def test_the_image_runs_as_a_user_of_its_own_and_holds_every_package() -> None:
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE)[-1] == "10001:10001"
    copied = set(re.findall(r"^COPY (\w+) /src/", DOCKERFILE, re.MULTILINE))
    assert copied == {"store", "tools", "prompts", "agent", "api", "web"}
    assert "COPY --from=pages /src/api/web/static" in DOCKERFILE
    ignored = (HERE / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in copied} <= set(ignored)


def test_every_setting_is_named_in_a_document() -> None:
    documents = "\n".join(path.read_text(encoding="utf-8") for path in [HERE / "README.md", *HERE.glob("docs/*.md")])

    assert [name for name in sorted(SETTINGS - ITS_OWN) if name not in documents] == []
