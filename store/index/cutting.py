"""Cuts the searchable text of a record into passages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from store.schema import Class

LONGEST = 400
"""Characters of a passage: a few sentences, which the embedded model reads whole."""
ENOUGH = 120
"""Characters after which a new line begins a new passage."""
HEADING = 200
"""Characters of the record's title that a passage is embedded with."""
UNIT = re.compile(r"[^\n]*?(?:[.!?…](?=\s)|\n|$)\s*")
"""A sentence or a line, with the space behind it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of a record: where in which field it stands, and what is embedded of it."""

    field: str
    first: int
    last: int
    text: str

    @property
    def digest(self) -> str:
        """A short text that differs whenever the text does."""
        return blake2b(f"{self.field}\0{self.text}".encode(), digest_size=16).hexdigest()


def pieces(cls: Class, row: Mapping[str, Any]) -> list[Piece]:
    """Return the passages of a record, given its columns, in the order of its fields.

    What is embedded of a field stands below the record's title, so that "she wants it cheaper" is about something.
    """
    found = []
    for field in cls.model.searchable:
        value = row[field]
        for first, last in cut(value) if isinstance(value, str) else ():
            found.append(Piece(field, first, last, embedded_text(cls, row, field, value[first:last])))
    return found


def embedded_text(cls: Class, row: Mapping[str, Any], field: str, said: str) -> str:
    """Return a passage of a field as it is embedded."""
    title = str(row[cls.model.title_field] or "").strip()[:HEADING]
    return said if field == cls.model.title_field or not title else f"{title}\n{said}"


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the passages of a text begin and end: whole sentences of a paragraph, at most 400 characters."""
    first = last = 0
    for begin, end, body in _units(text):
        new = first < last and (end - first > LONGEST or _breaks(text[last:begin], last - first))
        if new or first == last:
            if first < last:
                yield first, last
            first = begin
        last = begin + len(body)
    if first < last:
        yield first, last


def moment(cls: Class, row: Mapping[str, Any]) -> datetime:
    """Return when what a record says happened, or is to happen; else when it was written."""
    doing = (cls.model.done_field, cls.model.due_field) if cls.model.done_field else ()
    known = [row[name] for name in doing if name and row[name]]
    at: datetime = known[0] if known else row["created_at" if doing else "updated_at"]
    return at


def _units(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield sentences and lines as first and last place, and the text without the space around it."""
    for match in UNIT.finditer(text):
        body = match.group().strip()
        place = match.start() + len(match.group()) - len(match.group().lstrip())
        while len(body) > LONGEST:
            cut_at = body.rfind(" ", LONGEST // 2, LONGEST)
            cut_at = cut_at if cut_at > 0 else LONGEST
            yield place, place + cut_at, body[:cut_at]
            rest = body[cut_at:].lstrip()
            place += len(body) - len(rest)
            body = rest
        if body:
            yield place, place + len(body), body


def _breaks(between: str, length: int) -> bool:
    """Whether the space between two units ends a passage: an empty line does, a new line when there is enough."""
    return between.count("\n") > 1 or ("\n" in between and length >= ENOUGH)
