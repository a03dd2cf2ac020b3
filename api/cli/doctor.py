"""Looks whether everything that Parley needs is there: `parley doctor`."""

import typer

from api.cli.failures import FAILED

COLOURS = {"ok": "green", "warn": "yellow", "fail": "bold red"}


def doctor() -> None:
    """Check Python, settings, home, database, model and disk; tell what to do. Exit status 1 if something fails."""
    from rich.text import Text

    from api.cli import checks
    from api.cli.rendering import console, show, table

    found = list(checks.every())
    rows = [[Text(check.state, COLOURS[check.state]), check.name, check.told] for check in found]
    show(table(["", "What", "How it is"], rows))
    settings = checks.settings_told()
    if settings:
        show(table(["Setting", "Value", "From"], settings))
    if any(check.state == "fail" for check in found):
        raise typer.Exit(FAILED)
    console(errors=True).print(Text("Nothing stands in the way.", "dim"))
