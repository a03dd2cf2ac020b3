"""Weeks and the days in them: "week 25" (ISO 8601, from Monday), "w/c 7 Dec", "Friday of next week"."""

from collections.abc import Sequence
from datetime import date, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.values.calendar import WEEKDAYS, When, day
from agent.embedded.values.days import NEXT, Found, Now, low, said
from agent.embedded.values.distances import day_at

_FILLING = ("of", "in", "on", "at", "the", ",", "a")
_WEEK = ("week", "wk")


def numbered_week(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "week 25", "calendar week 25", "wk 25": the next such week, unless it is this year's and not over."""
    found = _numbered(tokens, at, now) or _week_of(tokens, at, now)
    if not found:
        return None
    end, monday = found
    return end, When(said(tokens, at, end), monday, monday + timedelta(days=6))


def weekday_of_week(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "Friday of week 25", "Monday of next week", "week 25, on the Friday", "next week Friday"."""
    weekday = WEEKDAYS.get(tokens[at].low)
    if weekday is not None:
        place = _skipped(tokens, at + 1)
        found = _week(tokens, place, now) if place < len(tokens) else None
        return (found[0], day(said(tokens, at, found[0]), found[1] + timedelta(days=weekday))) if found else None
    found = _week(tokens, at, now)
    place = _skipped(tokens, found[0]) if found else len(tokens)
    weekday = WEEKDAYS.get(tokens[place].low) if place < len(tokens) else None
    if not found or weekday is None:
        return None
    return place + 1, day(said(tokens, at, place + 1), found[1] + timedelta(days=weekday))


def _skipped(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].low in _FILLING:
        at += 1
    return at


def _week(tokens: Sequence[Token], at: int, now: Now) -> tuple[int, date] | None:
    """Return where a week ends, and its Monday."""
    return _numbered(tokens, at, now) or _near(tokens, at, now) or _week_of(tokens, at, now)


def _near(tokens: Sequence[Token], at: int, now: Now) -> tuple[int, date] | None:
    """Read "next week", "last week", "the week after next"."""
    monday = now.today - timedelta(days=now.today.weekday())
    if tokens[at].low in _WEEK and (low(tokens, at + 1), low(tokens, at + 2)) == ("after", "next"):
        return at + 3, monday + timedelta(weeks=2)
    if tokens[at].low not in NEXT or low(tokens, at + 1) not in _WEEK:
        return None
    return at + 2, monday + timedelta(weeks=NEXT[tokens[at].low])


def _week_of(tokens: Sequence[Token], at: int, now: Now) -> tuple[int, date] | None:
    """Read "the week of 7 December", "week commencing 7 Dec", "w/c 7/12", "week ending 11 Dec"."""
    place = at + (tokens[at].low == "the")
    how = low(tokens, place + 1)
    if tokens[at].text.lower() == "w" and how == "/":
        place, how = place + 1, low(tokens, place + 2)
    elif low(tokens, place) not in _WEEK:
        return None
    if how not in ("of", "commencing", "beginning", "starting", "c", "ending", "e"):
        return None
    place += 2
    place += low(tokens, place) == "on"
    found = day_at(tokens, place, now) if place < len(tokens) else None
    if not found or not found[1].first:
        return None
    return found[0], found[1].first - timedelta(days=found[1].first.weekday())


def _numbered(tokens: Sequence[Token], at: int, now: Now) -> tuple[int, date] | None:
    """Return where a numbered week ends, and its Monday."""
    words = [token.low for token in tokens[at : at + 2]]
    lead = words == ["calendar", "week"]
    if not words or (not lead and words[0] not in ("week", "wk", "cw", "kw")):
        return None
    place = at + 1 + lead
    if place >= len(tokens) or not tokens[place].text.isdigit() or not 1 <= int(tokens[place].text) <= 53:
        return None
    for year in (now.today.year, now.today.year + 1):
        try:
            monday = date.fromisocalendar(year, int(tokens[place].text), 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= now.today:
            return place + 1, monday
    return None
