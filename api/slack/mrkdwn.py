"""Replies, which are Markdown, in what Slack calls mrkdwn. It has no tables, and phones have no room for them."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"])
ADDRESS = re.compile(r"https?://[^\s<>|\"]+[^\s<>|\".,;:!?)\]]")
LINKED = ("http://", "https://", "mailto:")
MARKS = {"strong_open": "*", "strong_close": "*", "em_open": "_", "em_close": "_", "s_open": "~", "s_close": "~"}
INDENT = "    "


def mrkdwn(text: str) -> str:
    """Return a reply as mrkdwn. Nothing in it notifies anybody: `<!channel>` in a record's name is text."""
    writer = _Writer()
    writer.write(PARSER.parse(text))
    return "\n".join(writer.lines).strip()


def escaped(text: str) -> str:
    """Return text as it is, in mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def pieces(text: str, longest: int) -> Iterator[str]:
    """Yield the text in pieces that have at most so many characters, cut between lines where that is possible."""
    while len(text) > longest:
        at = text.rfind("\n", 1, longest + 1)
        at = at if at > 0 else longest
        yield text[:at]
        text = text[at:].lstrip("\n")
    if text:
        yield text


class _Writer:
    """Writes a document line by line, with an empty one between its parts."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._lists: list[int | None] = []
        self._bullet = ""
        self._in_heading = False

    def write(self, tokens: Sequence[Token]) -> None:
        """Write all of it."""
        rest = iter(tokens)
        for token in rest:
            if token.type == "table_open":
                self.lines += _table(list(takewhile(lambda one: one.type != "table_close", rest)))
            elif token.type in ("fence", "code_block"):
                self.lines += [f"```\n{escaped(token.content.rstrip())}\n```", ""]
            elif token.type == "inline":
                self._say(_inline(token.children or [], plain=self._in_heading))
            else:
                self._note(token)

    def _note(self, token: Token) -> None:
        """Remember in what the next lines stand."""
        kind = token.type
        self._in_heading = kind == "heading_open"
        if kind in ("bullet_list_open", "ordered_list_open"):
            self._lists.append(int(token.attrGet("start") or 1) if kind == "ordered_list_open" else None)
        elif kind == "list_item_open":
            number = self._lists[-1]
            self._bullet = "• " if number is None else f"{number}. "
            self._lists[-1] = None if number is None else number + 1
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
            self.lines += [] if self._lists else [""]

    def _say(self, said: str) -> None:
        first, *rest = (f"*{said}*" if self._in_heading and said else said).split("\n")
        before = INDENT * max(0, len(self._lists) - 1)
        self.lines.append(f"{before}{self._bullet}{first}")
        self.lines += [f"{before}{INDENT if self._lists else ''}{line}" for line in rest]
        self.lines += [] if self._lists else [""]
        self._bullet = ""


def _table(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield each row as an entry of a list, with its other cells named by the heads of their columns."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token.children or [], plain=len(rows) == 1))
    heads, *body = rows or [[]]
    for cells in body:
        first, *rest = [(head, cell) for head, cell in zip(heads, cells, strict=False) if cell.strip()] or [("", "")]
        yield f"• *{first[1].strip('*')}*"
        if rest:
            yield INDENT + " · ".join(f"{head}: {cell}" if head else cell for head, cell in rest)
    yield ""


def _inline(children: Sequence[Token], *, plain: bool = False) -> str:
    """Return a line with its marks; without those of bold and the like where all of it is bold anyway."""
    parts: list[str] = []
    linked = ""
    for child in children:
        if child.type == "link_open":
            linked = str(child.attrGet("href") or "")
            parts.append(f"<{escaped(linked).replace('|', '%7C')}|" if linked.startswith(LINKED) else "")
        elif child.type == "link_close":
            parts.append(">" if linked.startswith(LINKED) else "")
            linked = ""
        elif child.type == "code_inline":
            parts.append(f"`{escaped(child.content)}`")
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in MARKS:
            parts.append("" if plain else MARKS[child.type])
        else:
            parts.append(_text(child.content, linked=bool(linked)))
    return "".join(parts)


def _text(text: str, *, linked: bool) -> str:
    if linked:
        return escaped(text)
    found, at = [], 0
    for match in ADDRESS.finditer(text):
        found += [escaped(text[at : match.start()]), f"<{escaped(match[0])}>"]
        at = match.end()
    return "".join([*found, escaped(text[at:])])
