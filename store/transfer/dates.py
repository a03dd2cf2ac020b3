"""Dates as people write them, where they can be read in one way only."""

import re
from datetime import datetime, tzinfo
from reprlib import repr as short

from store.errors import InvalidValues
from store.values import check_moment

MONTH_FIRST = {"en-US", "en-PH", "es-PR", "es-US"}
"""Locales that write 3/31/2026 (Unicode CLDR, dates)."""
UNCLEAR = {"en", "hu", "ja", "ko", "lt", "mn", "zh"}
"""Languages that do not tell whether the day or the month is first: English without a region, and those of the year."""
MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
]  # fmt: skip

SHORTEST_MONTH = 3
NUMERIC = re.compile(r"(?P<one>[0-9]{1,2})(?P<by>[./-])(?P<two>[0-9]{1,2})(?P=by)(?P<year>[0-9]{4})")
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})(?P<by>[./-])(?P<month>[0-9]{1,2})(?P=by)(?P<day>[0-9]{1,2})")
DAY_MONTH = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?[ -](?P<name>[a-z]+)\.?,?[ -](?P<year>[0-9]{4})")
MONTH_DAY = re.compile(r"(?P<name>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})")
CLOCK = re.compile(
    r"(?P<date>.+?),?[ t]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))? ?(?P<half>[ap]m)?"
)


def moment(key: str, text: str, *, locale: str, zone: tzinfo) -> datetime:
    """Return a date in ISO 8601 or as the locale writes it, with or without a clock; months may have English names.

    Args:
        key: The field, for the sentence that refuses.
        text: As it was written; at most a line.
        locale: As BCP 47 writes it. It says whether the day or the month comes first in 3/4/2026.
        zone: Where it is midnight when there is no clock, and whose clock it is when there is no offset.

    Raises:
        InvalidValues: It is no date, or day and month cannot be told apart.
    """
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        found = _spelled(key, text, locale)
    return check_moment(key, found if found.tzinfo else found.replace(tzinfo=zone))


def _spelled(key: str, text: str, locale: str) -> datetime:
    said = " ".join(text.lower().split())
    clock = CLOCK.fullmatch(said)
    try:
        year, month, day = _date(clock["date"] if clock else said, locale)
        return datetime(year, month, day, *(_clock(clock) if clock else ()))
    except _Unclear:
        raise InvalidValues(f"{key}: {short(text)} may be two dates; write 2026-03-31, or set the locale.") from None
    except ValueError:
        raise InvalidValues(f"{key}: {short(text)} is no date; one is 2026-03-31.") from None


class _Unclear(Exception):
    """Day and month cannot be told apart."""


def _date(said: str, locale: str) -> tuple[int, int, int]:
    if found := YEAR_FIRST.fullmatch(said):
        return int(found["year"]), int(found["month"]), int(found["day"])
    if found := DAY_MONTH.fullmatch(said) or MONTH_DAY.fullmatch(said):
        return int(found["year"]), _month(found["name"]), int(found["day"])
    if found := NUMERIC.fullmatch(said):
        one, two = int(found["one"]), int(found["two"])
        return int(found["year"]), *((one, two) if _month_first(one, two, found["by"], locale) else (two, one))
    raise ValueError(said)


def _month_first(one: int, two: int, by: str, locale: str) -> bool:
    """Whether the month comes first. The locale says it, if it does; points are written after days."""
    language = locale.partition("-")[0]
    if locale in MONTH_FIRST and by != ".":
        return True
    if locale not in MONTH_FIRST and (by == "." or language not in UNCLEAR or (language == "en" and locale != "en")):
        return False
    if one != two and max(one, two) <= len(MONTHS):
        raise _Unclear
    return two > len(MONTHS)


def _month(name: str) -> int:
    """Return the number of a month by its English name, or its first three letters or more."""
    found = [number for number, month in enumerate(MONTHS, start=1) if month.startswith(name)]
    if len(name) < SHORTEST_MONTH or len(found) != 1:
        raise ValueError(name)
    return found[0]


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    return hour, int(found["minute"]), int(found["second"] or 0)
