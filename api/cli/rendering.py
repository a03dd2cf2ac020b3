"""What the terminal shows. Text of records is data here, too: it can give the terminal no orders."""

import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

COMMANDS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f]"  # what terminals obey: escapes, backspaces, carriage returns
    "|[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"  # turns the order of letters: shows another text than there is
    "|[\u2028\u2029\ufffe\uffff\ud800-\udfff]"
)
WIDE = 10_000
"""Columns where there is no terminal: there, a line is for another program, and breaks nowhere."""


def clean(text: object) -> str:
    """Return text without anything that a terminal would obey; control characters become visible ones."""
    return COMMANDS.sub(lambda found: _seen(ord(found[0])), str(text).replace("\r\n", "\n"))


def _seen(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)  # the picture of the control character
    if 0x200E <= code <= 0x2069 or code == 0x061C:
        return " " if code in (0x2028, 0x2029) else ""
    return "\ufffd"


def console(*, errors: bool = False) -> Console:
    """Return where to print: standard output, or that of errors. What is printed is text, never markup."""
    found = Console(stderr=errors, markup=False, emoji=False, highlight=False)
    if not found.is_terminal:
        found = Console(stderr=errors, markup=False, emoji=False, highlight=False, width=WIDE)
    return found


def say(*lines: str) -> None:
    """Print lines on standard output."""
    out = console()
    for line in lines:
        out.print(Text(clean(line)))


def notice(line: str) -> None:
    """Print a line that belongs to no result, where it does not disturb one."""
    out = console(errors=True)
    out.print(Text(clean(line), "dim"))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[str] = ()) -> Table:
    """Return a table of text; the columns in `right` are numbers."""
    plain = not console().is_terminal
    found = Table(box=None if plain else box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        number = column in right
        found.add_column(column, justify="right" if number else "left", overflow="fold", no_wrap=number)
    for row in rows:
        found.add_row(*(value if isinstance(value, Text) else Text(clean(value)) for value in row))
    return found


def show(found: Table) -> None:
    """Print a table."""
    console().print(found)
