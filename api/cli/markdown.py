"""Replies, which are Markdown: set for a terminal, or as plain text that is still Markdown."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.cells import cell_len
from rich.markdown import Markdown

from api.cli.rendering import clean

RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
NUMBER = re.compile(r"[-+]?[\d.,' \u202f\u00a0]*\d[\d.,]*\s?%?")
PIPE = re.compile(r"(?<!\\)\|")
PARSER = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])


class Document(Markdown):
    """A reply for a terminal. A line stays a line, HTML is text, and a link shows where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__("", hyperlinks=False)
        self.markup = clean(text)
        self.parsed = list(_numbered(_broken(PARSER.parse(self.markup))))


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
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(NUMBER.fullmatch(cell) for cell in filled)


def _broken(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens with line breaks where the text has them."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "softbreak":
                child.type = "hardbreak"
        yield token


def _numbered(tokens: Iterator[Token]) -> Iterator[Token]:
    """Yield the tokens with the cells of numeric columns set to the right."""
    table: list[Token] | None = None
    for token in tokens:
        if token.type == "table_open":
            table = []
        if table is None:
            yield token
            continue
        table.append(token)
        if token.type == "table_close":
            _set_right(table)
            yield from table
            table = None


def _set_right(table: Sequence[Token]) -> None:
    rows: list[list[tuple[Token, str]]] = []
    for token, inside in zip(table, table[1:], strict=False):
        if token.type == "tr_open":
            rows.append([])
        if token.type in ("th_open", "td_open"):
            rows[-1].append((token, inside.content))
    for column in zip(*rows, strict=False):
        if _is_numeric([text for _, text in column[1:]]):
            for token, _ in column:
                token.attrs["style"] = "text-align:right"
