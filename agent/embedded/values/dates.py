"""Dates with their times: the longest day or period at a place, and the time of day beside it."""

from collections.abc import Sequence
from datetime import time, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import phrases
from agent.embedded.values.calendar import When
from agent.embedded.values.days import Found, Now, longest, low, said
from agent.embedded.values.distances import day_at
from agent.embedded.values.edges import edge, nth_weekday, part, piece
from agent.embedded.values.neighbours import neighbour
from agent.embedded.values.periods import period_at
from agent.embedded.values.ranges import days_between, hours_at
from agent.embedded.values.weeks import numbered_week, weekday_of_week

_HALVES = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p", "tonight": "p"}
_ASIDES = tuple(
    tuple(phrase.split())
    for phrase in phrases(
        "first thing|first thing in the morning|eod|cob|close of business|end of business|end of day|end of the day|"
        "close of play|end of play|sometime|some time|the morning of|the afternoon of|the evening of|morning of"
    )
)
"""What is said beside a day and means all of it."""
_ASIDE_WORDS = {words[0] for words in _ASIDES}


def date_at(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Return the day, moment or period that begins at a token, and where it ends.

    A time without a day is the next such moment; backwards, today's.
    """
    found = _longest(tokens, at, now)
    if found:
        return _timed(tokens, *found)
    parted = tokens[at].low in _HALVES and low(tokens, at + 1) == "at"  # "in the evening at 7"
    clock = hours_at(tokens, at + 1, _HALVES[tokens[at].low]) if parted else hours_at(tokens, at)
    timed = _before_day(tokens, at, clock or hours_at(tokens, at, beside=True), now)
    if timed or not clock:
        return timed
    end, hour = clock
    coming = now.today + timedelta(days=hour < now.moment.time())
    return end, When(said(tokens, at, end), coming, coming, hour, now.today, bare=True)


def _before_day(tokens: Sequence[Token], at: int, clock: tuple[int, time] | None, now: Now) -> Found | None:
    """Read "2pm on Friday", "1630 tomorrow", "at 7 this evening": a time before its day."""
    if not clock:
        return None
    place = clock[0] + (low(tokens, clock[0]) in ("on", ","))
    after = _longest(tokens, place, now) if place < len(tokens) else None
    if not after or not after[1].day:
        return None
    end, half = _part(tokens, place, after[0])
    again = hours_at(tokens, at, half, beside=True) if half else None
    return end, after[1].at((again or clock)[1])


def _longest(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    readers = (
        day_at,
        edge,
        period_at,
        nth_weekday,
        part,
        piece,
        neighbour,
        numbered_week,
        weekday_of_week,
        days_between,
    )
    return _beside(tokens, at, now) or longest([reader(tokens, at, now) for reader in readers])


def _beside(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "first thing Monday", "EOD Friday", "close of business tomorrow", "sometime next week"."""
    by = int(low(tokens, at) == "by" and low(tokens, at + 1) in ("end", "close"))
    place = _aside(tokens, at + by)
    if place == at + by:
        return None
    place += low(tokens, place) in ("on", "of", ",")
    found = _longest(tokens, place, now) if place < len(tokens) else None
    return found if found and (found[1].day or low(tokens, at).startswith("some")) else None


def _aside(tokens: Sequence[Token], at: int) -> int:
    """Return where such words end; `at` where there are none."""
    if low(tokens, at) not in _ASIDE_WORDS:
        return at
    words = tuple(token.low for token in tokens[at : at + 5])
    return at + max((len(one) for one in _ASIDES if words[: len(one)] == one), default=0)


def _part(tokens: Sequence[Token], at: int, end: int) -> tuple[int, str]:
    """Return where the part of a day ends that was named with it ("Friday night"), and its half of the day."""
    words = [token.low for token in tokens[end : end + 3]]
    if words[:1] and words[0] in _HALVES:
        return end + 1, _HALVES[words[0]]
    if words[:1] in (["am"], ["pm"]) and words[1:2] not in (["i"], ["not"]):
        return end + 1, words[0][0]
    if words[:2] in (["in", "the"], [",", "in"]) and words[2:3] and words[2] in _HALVES:
        return end + 3, _HALVES[words[2]]
    named = [_HALVES[token.low] for token in tokens[at:end] if token.low in _HALVES]
    return end, named[0] if named else ""


def _timed(tokens: Sequence[Token], end: int, when: When) -> Found:
    if not when.day or when.exact:
        return end, when
    end, half = _part(tokens, end, end)
    half = half or next((_HALVES[word] for word in when.text.lower().split() if word in _HALVES), "")
    end = _aside(tokens, end)
    place = end + (low(tokens, end) in (",", "-", "by", "before"))
    clock = hours_at(tokens, place, half, beside=True) if place < len(tokens) and not when.clock else None
    if when.before or when.text in ("today", "tomorrow", "tonight"):
        clock = clock or _bare(tokens, end, half)
    if not clock:
        return end, when
    return _aside(tokens, clock[0]), when.at(clock[1])


def _bare(tokens: Sequence[Token], at: int, half: str) -> tuple[int, time] | None:
    """Read the 10 of "mon 10", when nothing follows that it could count."""
    said = low(tokens, at).strip()
    if not said.isdigit() or not 1 <= int(said) <= 12:
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    counting = after and (after.kind != "mark" or after.text in "/-%€$")
    if counting and low(tokens, at + 1) not in ("with", "about", "re", "and", "to"):
        return None
    hour = int(said)
    if half:
        return at + 1, time(hour % 12 + 12 * (half == "p"))
    return at + 1, time(hour + 12 if hour < 7 else hour % 24)
