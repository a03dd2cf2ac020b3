"""Weeks by their number (ISO 8601, from Monday): "week 25", "CW 25", "Friday of calendar week 25"."""

from collections.abc import Sequence
from datetime import date, timedelta

from agent.embedded.calendar import WEEKDAYS, When, day
from agent.embedded.days import Found, Now, said
from agent.embedded.tokens import Token

_FILLING = ("of", "in", "on", "at", "the", ",", "a")


def numbered_week(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "week 25", "calendar week 25", "wk 25": the next such week, unless it is this year's and not over."""
    found = _week(tokens, at, now)
    if not found:
        return None
    end, monday = found
    return end, When(said(tokens, at, end), monday, monday + timedelta(days=6))


def weekday_of_week(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "Friday of week 25", "week 25, on the Friday"."""
    weekday = WEEKDAYS.get(tokens[at].low)
    if weekday is not None:
        found = _week(tokens, _skipped(tokens, at + 1), now)
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
