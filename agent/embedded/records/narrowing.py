"""Rows narrowed down by the words that were said of them."""

import re
from collections.abc import Sequence
from typing import Any

from agent.embedded.language.intents import Noun
from agent.embedded.language.names import Ref, ref_of
from agent.embedded.language.words import FREE
from agent.embedded.records.fits import fitting

_WORD = re.compile(r"[^\W_]{3,}")
Rows = list[dict[str, Any]]
"""Records as the find tools return them."""


def narrowed(rows: Rows, noun: Noun) -> Rows:
    """Return the rows that have the hints: all of them, or of a loose noun the most, and at least half.

    Where words of the subject itself were said already, hints that no row has say nothing of it.
    """
    rows = fitting(rows, noun.called) if noun.called else rows
    if not noun.loose or not noun.hints:
        return [row for row in rows if hinted(row, noun.hints)]
    counts = [sum(hinted(row, [hint]) for hint in noun.hints) for row in rows]
    best = max(counts, default=0)
    if not best and noun.said:
        return rows
    if not best or 2 * best < len(noun.hints):
        return []
    return [row for row, count in zip(rows, counts, strict=True) if count == best]


def beside(rows: Rows, noun: Noun) -> dict[str, Any] | None:
    """Return the row of whose name the message says more elsewhere: "they signed the renewal, so mark Acme"."""
    spoken = {stem(word) for word in noun.beside} - {stem(word) for word in noun.text.split()}
    counts = [len({stem(word) for word in _WORD.findall(ref_of(row).name)} & spoken) for row in rows]
    best = max(counts, default=0)
    found = [row for row, count in zip(rows, counts, strict=True) if count == best]
    if best and len(found) == 1:
        return found[0]
    counts = [len(_around(row) & spoken) for row in rows]  # "Gabe passed on the ads": the ads that he is the contact of
    return rows[counts.index(max(counts))] if sum(count > 0 for count in counts) == 1 else None


def _around(row: dict[str, Any]) -> set[str]:
    """Return the words of the names that a record points to, without those of its owner."""
    named = [value for name, value in row.items() if isinstance(value, dict) and name not in _OWNERS]
    words = (word for value in named for word in _WORD.findall(str(value.get("name", ""))))
    return {stem(word) for word in words if len(word) >= LONG and word.casefold() not in FREE}


_OWNERS = ("assigned_to", "created_by")
LONG = 3
"""A shorter word of a name tells nobody."""


def hinted(row: dict[str, Any], hints: Sequence[str]) -> bool:
    """Whether every hint is in the record's visible text; endings may differ."""
    text = " ".join(
        str(value.get("name", "")) if isinstance(value, dict) else str(value) for value in row.values()
    ).casefold()
    words = text.replace("-", " ").split()
    return all(stem(hint) in text or any(word.startswith(stem(hint)) for word in words) for hint in hints)


def stem(word: str) -> str:
    """Return a word without its ending."""
    low = word.casefold()
    for ending in ("ing", "ed", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


def nth(listed: Sequence[Ref], place: int) -> Ref | None:
    """Return the record at a place of a list; -1 is the last."""
    index = place - 1 if place > 0 else place
    return listed[index] if -len(listed) <= index < len(listed) else None


def row_of(ref: Ref) -> dict[str, Any]:
    """Return a record as a row of which only the identity is known."""
    return {"class": ref.cls, "id": ref.id, "name": ref.name}
