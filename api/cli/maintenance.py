"""Bringing the database up to date: `parley migrate`."""

from typing import Annotated

import typer

from api.cli.failures import FAILED
from api.cli.opening import Nowhere, place
from store.errors import NoWorkspace


def migrate(
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only tell what is to be done; exit status 1 if anything is.")
    ] = False,
) -> None:
    """Bring the database up to date. Where there is none, an empty workspace is made. Other commands do it, too."""
    from api.cli.rendering import say
    from api.settings import Settings
    from api.workspace import migrate_workspace

    settings = Settings.of()
    try:
        done = migrate_workspace(settings, check=check)
    except NoWorkspace:
        raise Nowhere(place(settings.database_url)) from None
    say(*done or ["Everything is up to date."])
    if check and done:
        raise typer.Exit(FAILED)
