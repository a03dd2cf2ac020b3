"""What was found, as Markdown."""

from collections.abc import Sequence
from datetime import datetime

from api.proof.finding import Finding

SIGNS = {"holds": "✓", "fails": "✗", "left out": "·"}


def summary(findings: Sequence[Finding]) -> str:
    """Return what was found in a sentence."""
    count = {outcome: sum(one.outcome == outcome for one in findings) for outcome in SIGNS}
    beside = f" {count['left out']} could not be tried with these classes." if count["left out"] else ""
    if count["fails"]:
        return f"{count['fails']} of {count['fails'] + count['holds']} do not hold.{beside}"
    return f"All {count['holds']} hold.{beside}"


def report(findings: Sequence[Finding], at: datetime) -> str:
    """Return a page with a table of everything that was tried."""
    rows = [f"| {SIGNS[one.outcome]} | {one.about} | {_cell(one.tried)} | {_cell(one.told)} |" for one in findings]
    lines = [
        "# Proof",
        "",
        f"{summary(findings)} Tried {at:%Y-%m-%d %H:%M} UTC, in a workspace that was thrown away, with these classes.",
        "",
        "| | About | What must be so | What was found |",
        "| --- | --- | --- | --- |",
        *rows,
    ]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
