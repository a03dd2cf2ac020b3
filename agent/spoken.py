"""The amounts and days that a text names, wherever they stand in it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from agent.embedded.language.tokens import tokens
from agent.embedded.values.dates import date_at
from agent.embedded.values.days import Now
from agent.embedded.values.money import amount_at


def spoken_amounts(text: str) -> set[float]:
    """Return every amount or number in the text: "50k" is 50,000."""
    parts = tokens(text)
    found = (amount_at(parts, at) for at in range(len(parts)))
    return {hit[1].value for hit in found if hit}


def spoken_days(text: str, now: datetime, zone: str) -> set[str]:
    """Return every day that the text may mean, as `2026-03-20`; "Friday" is the last one and the next."""
    parts = tokens(text)
    local = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    found: set[str] = set()
    for month_first in (True, False):
        hits = (date_at(parts, at, Now(local, month_first)) for at in range(len(parts)))
        for _, when in (hit for hit in hits if hit):
            found |= {day.isoformat() for day in (when.first, when.last, when.before) if day}
            found |= {when.exact.date().isoformat()} if when.exact else set()
    return found
