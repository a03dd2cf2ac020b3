"""Replies, which are Markdown: set for a terminal, or as plain text that is still Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from markdown_it import MarkdownIt
from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, JustifyMethod, RenderableType, RenderResult
from rich.markdown import Markdown, TableElement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.cli.rendering import clean

RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
NUMBER = re.compile(r"[-+]?[\d.,' \u202f\u00a0]*\d[\d.,]*\s?%?")
PIPE = re.compile(r"(?<!\\)\|")
EMPTY = ("", "-", "\N{EM DASH}")
GAP = 2
"""Columns of the terminal between two columns of a table."""
PARSER = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])


class _Grid(TableElement):
    """A table in a terminal: numbers to the right; where the columns have no room, record by record."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        heads = [cell.content for cell in self.header.row.cells] if self.header and self.header.row else []
        rows = [[cell.content for cell in row.cells] for row in self.body.rows] if self.body else []
        columns = [[row[n] for row in rows if n < len(row)] for n in range(len(heads))]
        least = sum(_longest_word([head, *column]) + GAP for head, column in zip(heads, columns, strict=True))
        if least > options.max_width + GAP:
            yield from _one_by_one(heads, rows)
            return
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True, header_style="bold")
        for head, column in zip(heads, columns, strict=True):
            number = _is_numeric([cell.plain for cell in column])
            justify: JustifyMethod = "right" if number else "left"
            for cell in (head, *column):
                cell.justify = justify
            table.add_column(head, justify=justify, no_wrap=number, overflow="fold")
        for row in rows:
            table.add_row(*row)
        yield table


def _longest_word(cells: Sequence[Text]) -> int:
    return max(cell_len(word) for cell in cells for word in (cell.plain.split() or [""]))


def _one_by_one(heads: Sequence[Text], rows: Sequence[Sequence[Text]]) -> Iterator[RenderableType]:
    """Yield each row as a title with the other cells below it."""
    for first, *rest in rows:
        yield Text.assemble(first, style="bold")
        below = Table(box=None, show_header=False, pad_edge=False)
        below.add_column(style="dim", no_wrap=True)
        below.add_column(overflow="fold")
        for head, cell in zip(heads[1:], rest, strict=False):
            if cell.plain.strip():
                below.add_row(head, cell)
        yield Padding(below, (0, 0, 0, 2))


class Document(Markdown):
    """A reply for a terminal. A line stays a line, HTML is text, and a link shows where it leads."""

    elements: ClassVar = Markdown.elements | {"table_open": _Grid}

    def __init__(self, text: str) -> None:
        super().__init__("", hyperlinks=False)
        self.markup = clean(text)
        self.parsed = PARSER.parse(self.markup)
        for token in self.parsed:
            for child in token.children or ():
                if child.type == "softbreak":
                    child.type = "hardbreak"


def plain(text: str) -> str:
    """Return a reply as plain text: the Markdown as it is, with the columns of its tables in line."""
    lines = clean(text).splitlines()
    found: list[str] = []
    while lines:
        size = _table(lines)
        found += _aligned(lines[:size]) if size else [lines[0]]
        del lines[: size or 1]
    return "\n".join(found)


def _table(lines: Sequence[str]) -> int:
    """Return how many of the lines, from the first one on, are a table."""
    if len(lines) < 2 or "|" not in lines[0] or not RULE.fullmatch(lines[1].strip()):
        return 0
    return next((n for n, line in enumerate(lines) if "|" not in line), len(lines))


def _aligned(lines: Sequence[str]) -> list[str]:
    """Return a table with each cell as wide as its column, numbers on the right."""
    rows = [[cell.strip() for cell in PIPE.split(line.strip().removeprefix("|").removesuffix("|"))] for line in lines]
    del rows[1]
    count = max(map(len, rows))
    columns = [_column([row[n] if n < len(row) else "" for row in rows]) for n in range(count)]
    return [f"| {' | '.join(row)} |" for row in zip(*columns, strict=True)]


def _column(cells: Sequence[str]) -> list[str]:
    """Return the cells of a column with the rule below its head, all of one width."""
    width, number = max(3, *map(cell_len, cells)), _is_numeric(cells[1:])
    room = [" " * (width - cell_len(cell)) for cell in cells]
    head, *rest = [space + cell if number else cell + space for space, cell in zip(room, cells, strict=True)]
    return [head, "-" * (width - 1) + (":" if number else "-"), *rest]


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip() not in EMPTY]
    return bool(filled) and all(NUMBER.fullmatch(cell) for cell in filled)
