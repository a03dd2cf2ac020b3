"""Days of the week: "Friday", "next Friday", "Friday next week", "Friday week", "Friday the 20th", "Wed 4.3."."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import WEEKDAYS, dated, day, later, weekday
from agent.embedded.values.days import NEXT, Found, Now, low, numeric, said
from agent.embedded.values.monthdays import dated_at

_AMBIGUOUS = ("sun", "sat", "wed")


def named(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "Friday", "next Friday", "Friday next week", "Friday week", "Friday the 20th"."""
    lead = tokens[at].low if tokens[at].low in NEXT else ""
    place = at + bool(lead)
    place += bool(lead) and low(tokens, place) == "coming"
    if low(tokens, place) not in WEEKDAYS:
        return None
    if tokens[place].low in _AMBIGUOUS and not (lead or _clear(tokens, at, place)):
        return None
    number, end = WEEKDAYS[tokens[place].low], place + 1
    end += low(tokens, end) == "." and len(tokens[place].low) <= 4 and low(tokens, end + 1).isdigit()
    exact = _same_day(tokens, at, end, number, now)
    if exact:
        return exact
    end = place + 1
    return _with_lead(tokens, at, end, lead, now) if lead else _with_tail(tokens, at, end, number, now)


def _clear(tokens: Sequence[Token], at: int, place: int) -> bool:
    """Whether "sun", "sat" or "wed" is a day here."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    timed = bool(behind) and (behind.kind in ("number", "time", "date") or behind.low == "at")  # type: ignore[union-attr]
    led = low(tokens, at - 1) in words_of("on by until till for before after to since")
    return tokens[place].proper or at == 0 or timed or led


def _with_lead(tokens: Sequence[Token], at: int, end: int, lead: str, now: Now) -> Found:
    """Read "next Friday": that of next week; "last Friday": the one before today."""
    text, number = said(tokens, at, end), WEEKDAYS[tokens[end - 1].low]
    monday = now.today - timedelta(days=now.today.weekday())
    if lead in ("last", "previous", "past"):
        return end, day(text, weekday(text, number, now.today).before or now.today)
    if lead in ("next", "following"):
        return end, day(text, monday + timedelta(days=number + 7))
    this = monday + timedelta(days=number)
    return end, day(text, this) if lead != "coming" or this > now.today else weekday(text, number, now.today)


def _with_tail(tokens: Sequence[Token], at: int, end: int, number: int, now: Now) -> Found:
    """Read "Friday next week", "Friday week", "Friday after next", or "Friday" alone."""
    text = said(tokens, at, end)
    tail = [token.low for token in tokens[end : end + 2]]
    tail = [word.replace("wk", "week") for word in tail]
    monday = now.today - timedelta(days=now.today.weekday())
    coming = weekday(text, number, now.today)
    if tail in (["next", "week"], ["this", "week"], ["last", "week"]):
        return end + 2, day(f"{text} {' '.join(tail)}", monday + timedelta(days=number, weeks=NEXT[tail[0]]))
    if tail == ["after", "next"]:
        return end + 2, day(f"{text} after next", monday + timedelta(days=number + 7))
    if tail[:1] in (["week"], ["fortnight"]):
        weeks = 1 if tail[0] == "week" else 2
        return end + 1, day(f"{text} {tail[0]}", later(coming.first or now.today, weeks, "week"))
    if tail[:1] == ["next"] and (end + 1 >= len(tokens) or tokens[end + 1].kind == "mark"):
        return end + 1, day(f"{text} next", monday + timedelta(days=number + 7))
    if tail == ["just", "gone"] and coming.before:
        return end + 2, day(f"{text} just gone", coming.before)
    return (end + 1, coming) if tail[:1] == ["coming"] else (end, coming)


def _same_day(tokens: Sequence[Token], at: int, end: int, number: int, now: Now) -> Found | None:
    """Read the rest of "Monday, 23 March", "Friday the 20th", "Wed 4.3.", when it is that day of the week."""
    place = end + (low(tokens, end) == ",")
    if place >= len(tokens):
        return None
    found = dated_at(tokens, place, now) or numeric(tokens, place, now) or _dotted(tokens, place, now)
    found = found or _bare(tokens, place, number, now)
    if not found or not found[1].first:
        return None
    if found[1].first.weekday() == number:
        return found
    gone: date | None = found[1].before
    return (found[0], day(said(tokens, at, found[0]), gone)) if gone and gone.weekday() == number else None


def _dotted(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read the "4.3." of "Wed 4.3."."""
    parts = re.fullmatch(r" ?(\d{1,2})\.(\d{1,2})", tokens[at].text) if tokens[at].kind == "number" else None
    if not parts:
        return None
    end = at + 1 + (low(tokens, at + 1) == ".")
    return end, dated(said(tokens, at, end), int(parts[1]), int(parts[2]), None, now.today)


def _bare(tokens: Sequence[Token], at: int, number: int, now: Now) -> Found | None:
    """Read the 27 of "Friday 27", where one of the coming weeks has that day."""
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    ends = (
        behind is None or behind.text in (",", ".", "!", "?", ";") or behind.low in ("at", "instead", "please", "the")
    )
    if tokens[at].kind != "number" or not re.fullmatch(r" ?\d{1,2}", tokens[at].text) or not ends:
        return None
    weeks = (now.today + timedelta(days=days) for days in range(1, WEEKS * 7))
    found = next((one for one in weeks if (one.weekday(), one.day) == (number, int(tokens[at].text))), None)
    return (at + 1, day(said(tokens, at, at + 1), found)) if found else None


WEEKS = 6
"""Weeks in which a day is sought of which only the number was said."""
