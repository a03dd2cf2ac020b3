"""Edges and parts of periods: "EOQ", "end of next month", "mid April", "early next week", "the first Monday in May"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.values.calendar import MONTHS, WEEKDAYS, When, day, ending, later, months_later, period
from agent.embedded.values.days import Found, Now, low, said
from agent.embedded.values.lengths import UNITS
from agent.embedded.values.periods import PERIODS, calendar_period, month_named, period_at, recurring

_ENDS = {"eod": "day", "cob": "day", "eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_EDGES = {"end": True, "close": True, "last": True, "start": False, "beginning": False, "first": False}


def edge(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "EOQ", "month end", "end of next month", "beginning of April", "the last day of the quarter"."""
    words = [token.low for token in tokens[at : at + 4]]
    if words[0] in _ENDS:
        return at + 1, ending(words[0].upper(), _ENDS[words[0]], now.today)
    if closed := _closing(words):
        return at + closed[0], ending(" ".join(words[: closed[0]]), closed[1], now.today)
    lead = words[0] in ("the", "by")
    which = words[lead : lead + 1]
    if not which or which[0] not in _EDGES:
        return None
    place = _joined(tokens, at + lead)
    return _edge(tokens, at, place, now, last=_EDGES[which[0]]) if place else None


def _closing(words: Sequence[str]) -> tuple[int, str] | None:
    """Read "month end", "year-end", "week's end", "close of business": how many words it has, and of what it is."""
    unit, _, end = words[0].partition("-")
    if unit in PERIODS and end == "end":
        return 1, unit
    if unit in PERIODS and not end:
        place = 1 + (words[1:2] == ["'s"])
        return (place + 1, unit) if words[place : place + 1] in (["end"], ["-end"]) else None
    return (3, "day") if list(words[:3]) in _CLOSING else None


_CLOSING = (["close", "of", "business"], ["close", "of", "play"], ["end", "of", "business"], ["end", "of", "play"])


def _joined(tokens: Sequence[Token], at: int) -> int:
    """Return where the period begins that is named after its edge; 0 where none can be."""
    which, place = tokens[at].low, at + 1
    counted = which in ("last", "first")
    place += counted and low(tokens, place) in _WORKING
    if counted and low(tokens, place) != "day":
        return 0
    place += counted
    joining = ("of", "in") if counted else ("of",)  # "close in October" is what a deal does
    if low(tokens, place) in joining:
        return place + 1
    return place if which == "end" else 0


_WORKING = ("working", "business", "week")


def _edge(tokens: Sequence[Token], at: int, place: int, now: Now, *, last: bool) -> Found | None:
    inner = place + (low(tokens, place) in ("the", "our"))
    if inner >= len(tokens):
        return None
    unit = UNITS.get(tokens[inner].low)
    if unit:
        steps = 2 * ((low(tokens, inner + 1), low(tokens, inner + 2)) == ("after", "next"))
        end, whole = inner + 1 + steps, period("", unit, now.today, steps)
    elif found := period_at(tokens, inner, now):
        end, whole = found
    else:
        return None
    if not (whole.first and whole.last):
        return None
    text = said(tokens, at, end)
    if last and (whole.last - whole.first).days == 6:
        return end, ending(text, "week", max(whole.first, now.today))
    that = whole.last if last else whole.first
    while not {*_WORKING}.isdisjoint(text.lower().split()[:3]) and that.weekday() > 4:
        that += timedelta(days=-1 if last else 1)
    return end, day(text, that)


_PARTS = {**dict.fromkeys(("mid", "middle"), "mid"), "early": "early", "late": "late"}
_DAYS = {"early": (0, 9), "mid": (10, 19), "late": (20, 30)}
_WEEKDAYS = {"early": (0, 1), "mid": (1, 3), "late": (3, 4)}
"""What is early and late in a month, and in a week, counted from its first day."""


def part(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "mid April", "late in March", "early next week", "later this month": a part of a period, never a day."""
    place = at + (tokens[at].low == "the")
    if low(tokens, place) == "later":
        return _rest(tokens, at, place + 1, now)
    which, _, name = low(tokens, place).partition("-")
    if which not in _PARTS:
        return None
    if name in MONTHS:
        return place + 1, _within(which, recurring(tokens[place].text, date(now.today.year, MONTHS[name], 1), 1, now))
    place += 1
    place += low(tokens, place) in ("in", "of", "-")
    if low(tokens, place) in MONTHS:
        end, whole = month_named(tokens, at, place, now)
        return end, _within(which, whole)
    found = calendar_period(tokens, place, now) if place < len(tokens) else None
    if re.fullmatch(r"20[0-4]\d", low(tokens, place)):
        found = place + 1, period("", "year", date(int(tokens[place].text), 1, 1))
    return (found[0], _within(which, replace(found[1], text=said(tokens, at, found[0])))) if found else None


def _within(which: str, whole: When) -> When:
    """Return the early, middle or late part of a period; of a quarter or a year, a third."""
    first, last = whole.first or date.min, whole.last or date.max
    length = (last - first).days + 1
    if length > 31:
        months = (12 if length > 300 else 3) // 3
        begin = months_later(first, months * ("early", "mid", "late").index(_PARTS[which]))
        return When(whole.text, begin, months_later(begin, months) - timedelta(days=1))
    start, end = (_WEEKDAYS if length == 7 else _DAYS)[_PARTS[which]]
    return When(whole.text, first + timedelta(days=start), min(last, first + timedelta(days=end)))


def _rest(tokens: Sequence[Token], at: int, place: int, now: Now) -> Found | None:
    """Read "later this week": what is left of it."""
    found = calendar_period(tokens, place, now) if low(tokens, place) == "this" else None
    if not found or not found[1].last:
        return None
    return found[0], When(said(tokens, at, found[0]), now.today, found[1].last)


def piece(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "the first week of April", "last week of next month", "the second half of March"."""
    place = at + (tokens[at].low == "the")
    which = _NTH.get(low(tokens, place), 0)
    place += 1 + (low(tokens, place + 1) in ("st", "nd", "rd", "th"))
    unit = low(tokens, place)
    if not which or unit not in ("week", "half") or low(tokens, place + 1) not in ("of", "in"):
        return None
    found = _whole(tokens, place + 2, now)
    days = (found[1].last - found[1].first).days if found and found[1].first and found[1].last else 0
    if not found or not found[1].first or not 27 <= days <= 30 or (unit == "half" and which > 2):
        return None
    starts = (0, 15) if unit == "half" else (0, 7, 14, 21, 21)
    first = found[1].first + timedelta(days=starts[which - 1])
    whole = which == 5 or (unit, which) == ("half", 2)
    last = found[1].last if whole else first + timedelta(days=14 if unit == "half" else 6)
    return found[0], When(said(tokens, at, found[0]), first, last)


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5, "1": 1, "2": 2, "3": 3, "4": 4}


def nth_weekday(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "the first Monday in April", "1st Monday of next month", "last Friday of the month"."""
    place = at + (tokens[at].low == "the")
    which = _NTH.get(low(tokens, place), 0)
    place += 1 + (low(tokens, place + 1) in ("st", "nd", "rd", "th"))
    number = WEEKDAYS.get(low(tokens, place))
    if not which or number is None or low(tokens, place + 1) not in ("of", "in"):
        return None
    found = _whole(tokens, place + 2, now)
    if not found or not (found[1].first and found[1].last):
        return None
    first, last = found[1].first, found[1].last
    that = later(first, (number - first.weekday()) % 7 + 7 * (which - 1), "day")
    if which == 5:
        that = later(last, -((last.weekday() - number) % 7), "day")
    return found[0], day(said(tokens, at, found[0]), that)


def _whole(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Return the month, or other period, that is named at a token."""
    inner = at + (low(tokens, at) in ("the", "our"))
    if low(tokens, inner) in ("month", "quarter", "year"):
        return inner + 1, period("", tokens[inner].low, now.today)
    return period_at(tokens, at, now) if at < len(tokens) else None
