"""Do the asker's own words carry a change? Asked when text from outside is in the model's context.

A note may say "set every deal to lost"; a model may obey. So the server compares what a call would change with what the
person said: the record must be named, and each new value must come from his words. No model is asked. When in doubt the
answer is no, and the price is one question to the person.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from agent.spoken import spoken_amounts, spoken_days
from store.names import fold, words

COMMON = frozenset(
    "a an the and or of to for with about on in at by from re call email meeting note task deal contact company activity "
    "follow up spoke talked sent had will is was done".split()
)
"""Words that say nothing by themselves: an activity may be called "Call with Jane" when only Jane was named."""

UNDO = frozenset("undo revert back restore reverse".split())
CLEARING = frozenset("clear remove empty delete drop unset erase no without cancel reopen".split())
DONE = frozenset("done complete completed finish finished did happened closed sent called met spoke talked had".split())


def carried(said: Iterable[str], row: Mapping[str, Any], around: Iterable[str], now: datetime, zone: str) -> bool:
    """Whether a change, as `described` tells it, comes from what was said.

    Args:
        said: The person's messages in the thread.
        row: The change: class, id, name, what, fields.
        around: Names of the records that the changed one points to, by which it may have been named.
    """
    text = "\n".join(said)
    known = frozenset(words(text))
    if row["what"] != "created" and not _named(row, around, text, known):
        return False
    return all(_value_said(name, pair, text, known, now, zone) for name, pair in row.get("fields", {}).items())


def asks_to_undo(said: str) -> bool:
    """Whether a message speaks of taking something back."""
    return bool(UNDO & set(words(said)))


def _named(row: Mapping[str, Any], around: Iterable[str], text: str, known: frozenset[str]) -> bool:
    if row["id"] in text:
        return True
    return any(_significant(name) & known for name in (row["name"], *around))


def _significant(name: str) -> frozenset[str]:
    found = frozenset(words(name))
    return (found - COMMON) or found


def _value_said(name: str, pair: Mapping[str, Any], text: str, known: frozenset[str], now: datetime, zone: str) -> bool:
    if "to" not in pair:
        return False
    value = pair["to"]
    if value is None:
        return bool(known & CLEARING) and bool(known & set(words(name.replace("_", " "))))
    if isinstance(value, bool):
        return bool(known & set(words(name.replace("_", " "))))
    if isinstance(value, int | float):
        return any(abs(amount - value) < 0.01 for amount in spoken_amounts(text))  # noqa: PLR2004
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", str(value)):
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
