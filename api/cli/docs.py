"""The documents that are made from the classes: `parley docs`. They need no workspace."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.failures import FAILED


def docs(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where they are.")] = Path("docs"),
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only tell which are not current; exit status 1 then.")
    ] = False,
) -> None:
    """Write the data dictionary and the ER diagram, which follow from the classes."""
    from api.cli.rendering import say
    from store.documents import stale_documents, write_documents
    from store.schema import Schema

    if not check:
        written = write_documents(Schema.of(), folder)
        say(*(f"Wrote {path}" for path in written) if written else ["Everything is current."])
        return
    if stale := stale_documents(Schema.of(), folder):
        say(*(f"{path} is not current; `parley docs` writes it." for path in stale))
        raise typer.Exit(FAILED)
