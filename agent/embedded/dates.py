"""Dates with their times: the longest day or period at a place, and the time of day beside it."""

from collections.abc import Sequence
from datetime import time, timedelta

from agent.embedded.calendar import When
from agent.embedded.days import Found, Now, day_at, said
from agent.embedded.periods import edge, nth_weekday, period_at
from agent.embedded.times import time_at
from agent.embedded.tokens import Token
from agent.embedded.weeks import numbered_week, weekday_of_week

_PARTS = ("morning", "afternoon", "evening", "night")


def date_at(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Return the day, moment or period that begins at a token, and where it ends.

    A time without a day is the next such moment; backwards, today's.
    """
    found = _longest(tokens, at, now)
    if found:
        return _timed(tokens, *found)
    clock = time_at(tokens, at)
    if not clock:
        return None
    end, hour = clock
    place = end + (end < len(tokens) and tokens[end].low in ("on", ","))
    after = _longest(tokens, place, now) if place < len(tokens) else None
    if after and after[1].day:
        return after[0], after[1].at(hour)
    coming = now.today + timedelta(days=hour < now.moment.time())
    text = said(tokens, at, end)
    return end, When(text, coming, coming, hour, now.today, bare=True)


def _longest(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    readers = (day_at, edge, period_at, nth_weekday, numbered_week, weekday_of_week)
    found = [hit for hit in (reader(tokens, at, now) for reader in readers) if hit]
    return max(found, key=lambda hit: hit[0]) if found else None


def _timed(tokens: Sequence[Token], end: int, when: When) -> Found:
    if not when.day or when.exact:
        return end, when
    words = [token.low for token in tokens[end : end + 3]]
    if words[:1] and words[0] in _PARTS:
        end += 1
    elif words[:2] in (["in", "the"], [",", "in"]) and words[2:3] and words[2] in _PARTS:
        end += 3
    place = end + (end < len(tokens) and tokens[end].text in (",", "-"))
    clock = time_at(tokens, place) if place < len(tokens) else None
    clock = clock or (_bare(tokens, end) if when.before or when.text in ("today", "tomorrow", "tmrw") else None)
    return (clock[0], when.at(clock[1])) if clock else (end, when)


def _bare(tokens: Sequence[Token], at: int) -> tuple[int, time] | None:
    """Read the 10 of "mon 10", when nothing follows that it could count."""
    if at >= len(tokens) or not tokens[at].text.strip().isdigit() or not 1 <= int(tokens[at].text) <= 12:
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if (
        after
        and (after.kind != "mark" or after.text in "/-%€$")
        and after.low not in ("with", "about", "re", "and", "to")
    ):
        return None
    hour = int(tokens[at].text)
    return at + 1, time(hour + 12 if hour < 7 else hour % 24)
