"""Days and weeks beside a day that is named: "the day after the 5th", "the week before Easter"."""

from collections.abc import Sequence
from datetime import date, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import WEEKDAYS, When, day, months_later, period
from agent.embedded.values.days import Found, Now, low, said
from agent.embedded.values.distances import day_at

DAYS = words_of("day morning afternoon evening night")
"""Words for the next or the last day, seen from one that is named."""
BESIDE = {"after": 1, "following": 1, "before": -1, "preceding": -1}


def neighbour(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "the day after the 5th", "the week before Easter", "the first Monday after 1 May"."""
    place = at + (tokens[at].low == "the")
    place += low(tokens, place) == "first" and low(tokens, place + 1) in WEEKDAYS
    what, steps = low(tokens, place), BESIDE.get(low(tokens, place + 1), 0)
    known = what in WEEKDAYS or (place > at and what in DAYS | {"week", "month"})
    if not known or not steps or place + 2 >= len(tokens):
        return None
    found = day_at(tokens, place + 2, now)
    if not found or not found[1].first:
        return None
    return found[0], beside(said(tokens, at, found[0]), what, steps, found[1])


def beside(text: str, what: str, steps: int, base: When) -> When:
    """Return the day, week or month that stands so many steps from a day: of a day of the week, the next such."""
    first = base.first or date.min
    if what in WEEKDAYS:
        gone = _weekday(WEEKDAYS[what], steps, base.before) if base.before else None
        return day(text, _weekday(WEEKDAYS[what], steps, first), gone)
    if what == "week":
        return period(text, "week", first, steps)
    if what == "month":
        return period(text, "month", months_later(first.replace(day=1), steps))
    return day(text, first + timedelta(days=steps), base.before + timedelta(days=steps) if base.before else None)


def _weekday(number: int, steps: int, that: date) -> date:
    """Return the first such day of the week behind a day, or before it."""
    away = (number - that.weekday()) * steps % 7 or 7
    return that + timedelta(days=steps * away)
