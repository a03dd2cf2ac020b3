"""Do the asker's own words carry a change? Asked when text from outside is in the model's context.

A note may say "set every deal to lost"; a model may obey. So the server compares what a call would change with what the
person said: the record must be named, and each new value must come from his words. No model is asked. When in doubt the
answer is no, and the price is one question to the person.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from agent.quoting import names, own
from agent.spoken import spoken_amounts, spoken_days
from store.changes import Change
from store.names import fold, words

COMMON = frozenset(
    {
        "a",
        "an",
        "the",
        "and",
        "or",
        "of",
        "to",
        "for",
        "with",
        "about",
        "on",
        "in",
        "at",
        "by",
        "from",
        "re",
        "call",
        "email",
        "meeting",
        "note",
        "task",
        "deal",
        "contact",
        "company",
        "activity",
        "follow",
        "up",
        "spoke",
        "talked",
        "sent",
        "had",
        "will",
        "is",
        "was",
        "done",
    }
)
"""Words that say nothing by themselves: an activity may be called "Call with Jane" when only Jane was named."""

UNDO = re.compile(
    r"\b(undo|revert|restore|reverse|roll(ed)?\W+back|(take|put|bring|change|set|turn|move)\b.{0,40}\bback)\b",
    re.IGNORECASE | re.DOTALL,
)
CLEARING = frozenset(
    {"clear", "remove", "empty", "delete", "drop", "unset", "erase", "no", "without", "cancel", "reopen"}
)
ME = frozenset({"me", "my", "mine", "myself", "i"})
DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")
CENT = 0.01
DONE = frozenset(
    {
        "done",
        "complete",
        "completed",
        "finish",
        "finished",
        "did",
        "happened",
        "closed",
        "sent",
        "called",
        "met",
        "spoke",
        "talked",
        "had",
    }
)


def carried(said: Iterable[str], change: Change, row: Mapping[str, Any], now: datetime, zone: str) -> bool:
    """Whether a change comes from what was said.

    Args:
        said: The person's messages in the thread. A name that a door has put into one counts as naming that user, as
            in "assign it to @bob", and for nothing else.
        row: The change as `tools.described` tells it, with what it points to.
    """
    whole = "\n".join(said)
    text, pointed_at = own(whole), names(whole)
    known = frozenset(words(text))
    if row["what"] != "created" and not _named(row, text, known):
        return False
    return all(
        _record_said(pair, known, mine=name in row["mine"])
        or (name in row["people"] and fold(str(pair.get("to"))) in pointed_at)
        if name in row["pointers"]
        else _value_said(name, _raw(change, name, pair), text, known, now, zone)
        for name, pair in row.get("fields", {}).items()
    )


def asks_to_undo(said: str) -> bool:
    """Whether a message speaks of taking something back."""
    return UNDO.search(own(said)) is not None


def _raw(change: Change, name: str, pair: Mapping[str, Any]) -> Any:
    """Return the whole new value of a text, which a card only begins to show; of a longer note, what was added."""
    new, old = ((image or {}).get(name) for image in (change.after, change.before))
    if not isinstance(new, str) or not isinstance(pair.get("to"), str) or DAY.fullmatch(pair["to"]):
        return pair.get("to")
    return new.removeprefix(old) if isinstance(old, str) and old else new


def _record_said(pair: Mapping[str, Any], known: frozenset[str], *, mine: bool) -> bool:
    """Whether the record that a field comes to name was named; emptied, that was said."""
    if pair.get("to") is None:
        return bool(known & CLEARING)
    return bool(_significant(str(pair["to"])) & known) or (mine and bool(known & ME))


def _named(row: Mapping[str, Any], text: str, known: frozenset[str]) -> bool:
    if row["id"] in text:
        return True
    return any(_significant(name) & known for name in (row["name"], *row["around"]))


def _significant(name: str) -> frozenset[str]:
    found = frozenset(words(name))
    return (found - COMMON) or found


def _value_said(name: str, value: Any, text: str, known: frozenset[str], now: datetime, zone: str) -> bool:
    if value is None:
        return bool(known & CLEARING) and bool(known & set(words(name.replace("_", " "))))
    if isinstance(value, bool):
        return bool(known & set(words(name.replace("_", " "))))
    if isinstance(value, int | float):
        return any(abs(amount - value) < CENT for amount in spoken_amounts(text))
    if DAY.fullmatch(str(value)):
        day = str(value)[:10]
        if name.startswith("completed") and day == now.date().isoformat() and known & DONE:
            return True
        return day in spoken_days(text, now, zone)
    return _text_said(str(value), text, known)


def _text_said(value: str, text: str, known: frozenset[str]) -> bool:
    """Whether the value stands in the text, or is made of its words."""
    if fold(value.strip()) in fold(text):
        return True
    return not (frozenset(words(value)) - COMMON - known)
