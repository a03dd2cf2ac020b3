"""A description of a CRM on its way from a file to a blueprint: read, inferred, and renamed where it must be."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from api.cli.failures import FAILED

if TYPE_CHECKING:
    from store.blueprint.blueprint import Blueprint
    from store.blueprint.reading.reading import Reading
    from store.schema import Schema

PIPE = "-"


def text_of(file: str) -> str:
    """Return what stands in a file or comes from standard input.

    Raises:
        NotABlueprint: It is no text, or too large to be one that is read.
    """
    from store.blueprint.reading.text import LARGEST
    from store.errors import NotABlueprint

    most = 2 * LARGEST + 2  # in UTF-16
    if file == PIPE:
        said = sys.stdin.buffer.read(most + 1)
    else:
        with Path(file).open("rb") as source:
            said = source.read(most + 1)
    coding = "utf-16" if said.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return said.decode(coding)
    except UnicodeDecodeError:
        raise NotABlueprint("This is no text in UTF-8; nothing was changed.") from None


def inferred(reading: "Reading", schema: "Schema") -> "Reading":
    """Let the model of the settings read what the grammar did not; one that cannot be made is told of."""
    from agent.errors import ModelMisconfigured
    from agent.inferring import Inferring
    from agent.models import make_model
    from api.cli.rendering import console, notice
    from api.settings import Settings
    from store.blueprint.reading.inferred import sentences

    if not sentences(reading):
        return reading
    s = Settings.of()
    try:
        model = make_model(s.model, key=s.openai_api_key, base_url=s.openai_base_url, timeout=s.timeout)
    except ModelMisconfigured as error:
        notice(f"{error} It was not asked what the sentences below mean.")
        return reading
    with console(errors=True).status("Asking the language model …"):
        return Inferring(model).read(reading, schema)


def renamed(blueprint: "Blueprint", there: "Blueprint") -> "Blueprint":
    """Return the blueprint with names that can be had, and tell which were changed."""
    from api.cli.rendering import say
    from store.blueprint.suggested import with_usable_names

    found, names = with_usable_names(blueprint, there)
    if names:
        say("", "Called otherwise", *(f"· {old} is called {new}." for old, new in names.items()))
    return found


@contextmanager
def suggesting() -> Iterator[None]:
    """Say how names that are suggested are taken.

    Raises:
        Exit: A name cannot be had.
    """
    from api.cli.failures import complain
    from api.cli.rendering import notice
    from store.errors import InvalidNames

    try:
        yield
    except InvalidNames as error:
        complain(error.code, str(error))
        notice("--accept-suggestions calls them so; nothing was changed.")
        raise typer.Exit(FAILED) from None
