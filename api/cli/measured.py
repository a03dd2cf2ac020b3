"""Shows what was measured: a table, and which cases did not pass."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rich.measure import Measurement
from rich.text import Text

from api.cli.rendering import WIDE, clean, console, notice, table
from api.evaluation import figures
from api.evaluation.figures import Figures
from api.evaluation.result import Result

MOST_TOLD = 20
"""Runs that did not pass and are told one by one."""
COLUMNS = (
    "Success", "%", "Side effects", "Unauth. changes", "Asked back", "Median", "p95", "Model calls", "Tokens",
)  # fmt: skip


def show_results(results: Sequence[Result]) -> None:
    """Print the figures of each file and of its families, and on the output for errors what did not pass."""
    lines = list(_lines(results))
    headings = [_heading(one) for one in COLUMNS]
    rows = [[Text(clean(one.name), style), *_cells(one)] for one, style in lines]
    found = table(["", *headings], rows, right=headings)
    out = console()
    found.padding = (0, 1 if out.is_terminal else 2, 0, 0)
    # Where the terminal is too narrow its lines break: better than figures that are cut off.
    out.width = max(out.width, Measurement.get(out, out.options.update(max_width=WIDE), found).maximum)
    out.print(found)
    failed = [one for one in results if one.case.headline and not one.success]
    for one in failed[:MOST_TOLD]:
        notice(f"{one.case.id}: {one.told()}.")
    if len(failed) > MOST_TOLD:
        notice(f"And {len(failed) - MOST_TOLD:,} more did not pass; --out FILE writes all.")


def _lines(results: Sequence[Result]) -> Iterator[tuple[Figures, str]]:
    files = list(figures.by_file(results))
    for whole, families in files:
        yield whole, "bold"
        for one in families if len(families) > 1 else ():
            yield replace(one, name=f"  {one.name}"), ""
    if len(files) > 1:
        yield figures.of("All", results), "bold"


def _heading(column: str) -> str:
    """Return the heading; at a terminal in two lines, since there is little room."""
    return column.replace(" ", "\n") if console().is_terminal else column


def _cells(one: Figures) -> list[str]:
    counts = (one.side_effects, one.unauthorised, one.asked)
    return [
        f"{one.passed}/{one.counted}",
        f"{100 * one.passed / one.counted:.1f}" if one.counted else "-",
        *(f"{count:,}" if count else "·" for count in counts),
        _time(one.median),
        _time(one.p95),
        f"{one.model_calls:,}",
        f"{one.tokens:,}",
    ]


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
