"""The documents that are made from the classes: `parley docs`."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.failures import FAILED

PROJECT = Path("docs")
"""Where this project keeps its own."""


def docs(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where they go; without it, docs/ of this project.")
    ] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only tell which are not current; exit status 1 then.")
    ] = False,
) -> None:
    """Write the documents that follow from the classes of this CRM, as it is now, into a folder.

    They are the data dictionary, the ER diagram, a sequence diagram, the classes as JSON, and what programs need: the
    OpenAPI document and GraphQL's schema. Without a folder those that this project keeps in docs/ are written, which
    tell of the classes that every CRM begins with.
    """
    from api.cli.rendering import say
    from store.documents import stale, write

    texts, folder = _texts(folder), folder or PROJECT
    if not check:
        written = write(texts, folder)
        say(*(f"Wrote {path}" for path in written) if written else ["Everything is current."])
        return
    if found := stale(texts, folder):
        say(*(f"{path} is not current; `parley docs` writes it." for path in found))
        raise typer.Exit(FAILED)


def _texts(folder: Path | None) -> dict[str, str]:
    if folder is None:
        from store.documents import documents
        from store.schema import Schema

        return documents(Schema.of())
    from api.cli.opening import present
    from api.documents import all_documents

    return all_documents(present())
