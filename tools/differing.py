"""Where what a passage says is not what the record says now: both are told, and which is which.

An amount, a day or a listed value that stands in a text is compared with the record that it is in, or is about. Nothing
is compared that the text does not say in so many words, and a text that names the record's own value, too, agrees.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from store.fields import Spec
from store.rows import Row
from store.schema import Class
from tools.claims import Amount, amounts, days, sentences, values
from tools.moments import shown
from tools.present import plain

Difference = dict[str, Any]
"""A `field`, what was `said` of it, and what it `is` in the record."""
NEAR = 3.0
"""An amount with no word beside it that says so is taken for the record's when neither is so many times the other."""
CUES: Mapping[str, str] = {"expected_close_date": r"clos(?:e|es|ed|ing)|sign(?:s|ed|ing)?|decid(?:e|es|ed)|decision"}
"""Words by which people speak of a field, where its own name has others."""


def differing(cls: Class, row: Row, text: str, zone: str) -> list[Difference]:
    """Return the fields of a record of which a text says something else, in the order of the class.

    Args:
        cls: Class of the record.
        row: The record.
        text: What was written.
        zone: Where its days are reckoned.
    """
    said = sentences(text)
    found = []
    for spec in _compared(cls):
        value = row.get(spec.name)
        if value is None or value == "":
            continue
        now: Any = value
        if isinstance(value, datetime):
            claims, now = _days(spec, value, said, zone), shown(value, zone)
        elif spec.choices:
            claims = _values(spec, str(value), said)
        else:
            claims, now = _amounts(float(value), said), plain(float(value))
        if claims:
            found.append({"field": spec.name, "said": claims, "is": now})
    return found


def _compared(cls: Class) -> Iterator[Spec]:
    """Yield the fields that a text can be compared with: of several numbers none, for which is meant is not known."""
    specs = [spec for spec in cls.fields.values() if not spec.secret]
    numbers = [spec for spec in specs if spec.type in (int, float)]
    times = (cls.model.done_field, cls.model.due_field)
    for spec in specs:
        listed = spec.choice is not None and bool(spec.choice.terminal)
        if listed or (spec.type is datetime and spec.name not in times) or (len(numbers) == 1 and spec is numbers[0]):
            yield spec


def _amounts(value: float, said: Iterable[str]) -> str | None:
    found = [one for sentence in said for one in amounts(sentence) if _meant(one, value)]
    if not found or any(one.agrees(value) for one in found):
        return None
    return ", ".join(dict.fromkeys(one.said for one in found))


def _meant(one: Amount, value: float) -> bool:
    return (
        value > 0 and (one.sure or value / NEAR <= one.value) and value / (NEAR * NEAR) <= one.value <= value * NEAR**2
    )


def _days(spec: Spec, value: datetime, said: Iterable[str], zone: str) -> str | None:
    named = spec.name.removesuffix("_date").removesuffix("_at").split("_")
    cue = CUES.get(spec.name) or "|".join(map(re.escape, named))
    found = [one for text in said if re.search(rf"\b(?:{cue})\b", text, re.IGNORECASE) for one in days(text)]
    if not found or any(one.agrees(value.astimezone(ZoneInfo(zone)).date()) for one in found):
        return None
    return ", ".join(dict.fromkeys(one.said for one in found))


def _values(spec: Spec, value: str, said: Iterable[str]) -> str | None:
    terminal = spec.choice.terminal if spec.choice else ()
    found = [one for sentence in said for one in values(sentence, spec.choices, terminal, spec.name)]
    return None if not found or value in found else ", ".join(dict.fromkeys(found))
