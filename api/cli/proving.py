"""Proves that the CRM works as its description says: `parley prove`, and the end of `parley bootstrap`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.failures import FAILED

if TYPE_CHECKING:
    from api.proof.finding import Finding
    from api.workspace import Workspace
    from store.blueprint.blueprint import Blueprint

REPORT = "proof.md"
COLOURS = {"holds": "green", "fails": "bold red", "left out": "dim"}

Report = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Where the report goes; by default into the home.")
]
All = Annotated[bool, typer.Option("--all", help="Show what holds, too, line by line.")]


def prove(*, report: Report = None, every: All = False) -> None:
    """Prove that the CRM works as its classes say: users who are thrown away try every class and every door.

    It plays in a workspace that is thrown away, with the same classes; yours is only read.

    Exit status: 0 when all holds, 1 when anything does not.
    """
    from api.cli.opening import opened

    with opened() as workspace:
        prove_it(workspace, report=report, every=every)


def prove_it(
    workspace: "Workspace", asked: "Blueprint | None" = None, *, report: Path | None = None, every: bool = False
) -> None:
    """Prove it, show what was found, and write the report.

    Args:
        workspace: The workspace.
        asked: What was asked for; by default what it has.
        report: Where the report goes.
        every: Whether what holds is shown line by line.

    Raises:
        Exit: Something does not hold.
    """
    from datetime import UTC, datetime

    from api.cli.rendering import console, notice, say
    from api.proof.proof import prove
    from api.proof.report import report as page
    from api.proof.report import summary

    with console(errors=True).status("Proving …") as status:
        findings = prove(workspace, asked, tell=lambda about: status.update(f"Proving: {about} …"))
    place = report or workspace.settings.home / REPORT
    place.write_text(page(findings, datetime.now(UTC)), "utf-8")
    _show(findings, every=every)
    say(f"Proof: {summary(findings)}")
    notice(f"The report is in {place}; `parley prove` makes it anew.")
    if any(one.outcome == "fails" for one in findings):
        raise typer.Exit(FAILED)


def _show(findings: "list[Finding]", *, every: bool) -> None:
    from rich.text import Text

    from api.cli.rendering import say, show, table
    from api.proof.report import SIGNS

    say("")
    counts = []
    for about in dict.fromkeys(one.about for one in findings):
        mine = [one.outcome for one in findings if one.about == about]
        held, tried = mine.count("holds"), len(mine) - mine.count("left out")
        counts.append((about, Text(f"{held} of {tried}", COLOURS["holds" if held == tried else "fails"])))
    show(table(["Proof", "Holds"], counts))
    rows = [
        (Text(SIGNS[one.outcome], COLOURS[one.outcome]), one.about, one.tried, one.told)
        for one in findings
        if every or one.outcome != "holds"
    ]
    if rows:
        say("")
        show(table(["", "About", "What must be so", "What was found"], rows))
