"""Typed models of the classes for apps: `parley codegen`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.failures import FAILED


class Language(StrEnum):
    """In which models can be written."""

    DART = "dart"
    TYPESCRIPT = "typescript"


def codegen(
    language: Annotated[Language, typer.Argument(help="For Parse's Flutter SDK, or its JavaScript SDK.")],
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where they go; by default a folder named as the language.")
    ] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only tell which are not current; exit status 1 then.")
    ] = False,
) -> None:
    """Write typed models of the classes of this CRM, as it is now, and the first steps of an app with them."""
    from api.cli.opening import present
    from api.cli.rendering import say
    from api.codegen import dart, typescript
    from store.documents import stale, write

    made = dart.dart if language is Language.DART else typescript.typescript
    texts, folder = made(present()), folder or Path(language.value)
    if not check:
        written = write(texts, folder)
        say(*(f"Wrote {path}" for path in written) if written else ["Everything is current."])
        return
    if found := stale(texts, folder):
        say(*(f"{path} is not current; `parley codegen {language.value}` writes it." for path in found))
        raise typer.Exit(FAILED)
