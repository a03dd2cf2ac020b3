"""Periods and their edges: "this month", "Q3", "last 30 days", "in March", "end of next quarter", "EOQ"."""

import re
from collections.abc import Sequence
from datetime import date

from agent.embedded.calendar import MONTHS, WEEKDAYS, When, day, ending, later, months_later, period
from agent.embedded.days import NEXT, Found, Now, said
from agent.embedded.lengths import UNITS, length_at
from agent.embedded.tokens import Token
from agent.embedded.words import words_of

_ENDS = {"eod": "day", "cob": "day", "eow": "week", "eom": "month", "eoq": "quarter", "eoy": "year"}
_PERIODS = ("week", "month", "quarter", "year")
_EDGES = {"end": True, "close": True, "last": True, "start": False, "beginning": False, "first": False}


def calendar_period(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "this month", "next quarter", "the current year"."""
    place = at + (tokens[at].low in ("the", "our"))
    if place + 1 >= len(tokens) or tokens[place].low not in NEXT:
        return None
    unit = UNITS.get(tokens[place + 1].low)
    if unit not in _PERIODS or tokens[place + 1].low in ("weeks", "months", "quarters", "years"):
        return None
    return place + 2, period(said(tokens, at, place + 2), unit, now.today, NEXT[tokens[place].low])


def window(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "the last 30 days", "the next two weeks", "within two weeks"."""
    place = at + (tokens[at].low == "the")
    if place + 1 >= len(tokens) or tokens[place].low not in ("last", "past", "previous", "next", "coming", "within"):
        return None
    back = tokens[place].low in ("last", "past", "previous")
    inner = place + 1
    while tokens[place].low == "within" and inner < len(tokens) and tokens[inner].low in ("the", "next"):
        inner += 1
    length = length_at(tokens, inner)
    if not length:
        return None
    end, number, unit = length
    edge = later(now.today, -number if back else number, unit)
    return end, When(said(tokens, at, end), *((edge, now.today) if back else (now.today, edge)))


def month(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "March", "next March", "March 2027": the month of this year, or the coming one if it is long over."""
    lead = tokens[at].low if tokens[at].low in NEXT else ""
    place = at + bool(lead)
    if place >= len(tokens) or tokens[place].low not in MONTHS:
        return None
    token = tokens[place]
    led = at > 0 and tokens[at - 1].low in words_of("in by until till since before after of for to")
    if token.low in words_of("may march mar dec jan sep oct") and not (led or lead or token.proper):
        return None
    if token.low in ("may", "april", "june", "jan", "august") and at == 0:
        return None
    end = place + 1
    number = MONTHS[token.low]
    first = now.today.replace(month=number, day=1)
    if end < len(tokens) and re.fullmatch(r" ?(?:19|20)\d\d", tokens[end].text):
        return end + 1, _months(said(tokens, at, end + 1), first.replace(year=int(tokens[end].text)), 1)
    if lead in ("last", "previous", "past"):
        first = first if number < now.today.month else months_later(first, -12)
    elif number < now.today.month:
        first = months_later(first, 12)
    before = first if number <= now.today.month and first <= now.today else months_later(first, -12)
    whole = _months(said(tokens, at, end), first, 1)
    return end, When(whole.text, whole.first, whole.last, before=before)


def quarter(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "Q3", "Q1 2027", "the third quarter"."""
    match = re.fullmatch(r"q", tokens[at].low)
    if not match or at + 1 >= len(tokens) or tokens[at + 1].text not in ("1", "2", "3", "4"):
        return None
    number, end, year = int(tokens[at + 1].text), at + 2, now.today.year
    if end < len(tokens) and re.fullmatch(r" ?20\d\d", tokens[end].text):
        year, end = int(tokens[end].text), end + 1
    return end, _months(said(tokens, at, end).replace("Q ", "Q"), now.today.replace(year, 3 * number - 2, 1), 3)


def calendar_year(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "2025" after "in", "since", "before" or "of"."""
    led = at > 0 and tokens[at - 1].low in ("in", "since", "before", "after", "of", "during")
    if not led or not re.fullmatch(r"20[0-4]\d", tokens[at].text):
        return None
    return at + 1, _months(tokens[at].text, now.today.replace(int(tokens[at].text), 1, 1), 12)


def edge(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "EOQ", "month end", "end of next month", "beginning of April", "the last day of the quarter"."""
    words = [token.low for token in tokens[at : at + 4]]
    if words[0] in _ENDS:
        return at + 1, ending(words[0].upper(), _ENDS[words[0]], now.today)
    if words[1:2] in (["end"], ["-end"]) and words[0] in _PERIODS:
        return at + 2, ending(" ".join(words[:2]), words[0], now.today)
    lead = words[0] in ("the", "by")
    which = words[lead : lead + 1]
    if not which or which[0] not in _EDGES:
        return None
    place = at + lead + 1
    if which[0] in ("last", "first"):
        if words[lead + 1 : lead + 2] != ["day"]:
            return None
        place += 1
    joining = ("of", "in") if which[0] in ("last", "first") else ("of",)  # "close in October" is what a deal does
    if place < len(tokens) and tokens[place].low in joining:
        place += 1
    elif which[0] != "end":
        return None
    return _edge(tokens, at, place, now, last=_EDGES[which[0]])


def _edge(tokens: Sequence[Token], at: int, place: int, now: Now, *, last: bool) -> Found | None:
    inner = place + (place < len(tokens) and tokens[place].low in ("the", "our"))
    if inner >= len(tokens):
        return None
    unit = UNITS.get(tokens[inner].low)
    if unit:
        end, whole = inner + 1, period("", unit, now.today)
    elif found := period_at(tokens, inner, now):
        end, whole = found
    else:
        return None
    if not (whole.first and whole.last):
        return None
    text = said(tokens, at, end)
    if last and (whole.last - whole.first).days == 6:
        return end, ending(text, "week", max(whole.first, now.today))
    return end, day(text, whole.last if last else whole.first)


def part_of_month(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "mid April", "first week of April": a part of a month, never a day of it."""
    words = [token.low for token in tokens[at : at + 5]]
    lead = words[0] == "the"
    part, _, name = words[0].partition("-")
    if part in ("mid", "early", "late") and name in MONTHS:
        whole = _named_month(MONTHS[name], now)
        first = whole.replace(day={"early": 1, "mid": 11, "late": 21}[part])
        end = later(months_later(whole, 1), -1, "day") if part == "late" else first.replace(day=first.day + 9)
        return at + 1, When(tokens[at].text, first, end)
    if words[lead : lead + 1] in (["mid"], ["middle"], ["mid-"]):
        place = at + lead + 1 + (words[lead + 1 : lead + 2] == ["of"])
    elif words[lead + 1 : lead + 3] == ["week", "of"]:
        place = at + lead + 3
    else:
        return None
    found = month(tokens, place, now) if place < len(tokens) else None
    if not found or not (found[1].first and found[1].last):
        return None
    first = found[1].first.replace(day=_WEEKS.get(words[lead], 8))
    last = found[1].last if words[lead] == "last" else later(first, 6 if words[lead] in _WEEKS else 14, "day")
    return found[0], When(said(tokens, at, found[0]), first, last)


def _named_month(number: int, now: Now) -> date:
    """Return the first of a month that is not over yet."""
    first = now.today.replace(month=number, day=1)
    return first if number >= now.today.month else months_later(first, 12)


_WEEKS = {"first": 1, "second": 8, "third": 15, "last": 22, "1st": 1, "2nd": 8, "3rd": 15}


def nth_weekday(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "the first Monday in April", "last Friday of the month"."""
    lead = tokens[at].low == "the"
    words = [token.low for token in tokens[at + lead : at + lead + 3]]
    if len(words) < 3 or words[0] not in _NTH or words[1] not in WEEKDAYS or words[2] not in ("of", "in"):
        return None
    place = at + lead + 3
    found = _whole(tokens, place, now)
    if not found or not (found[1].first and found[1].last):
        return None
    first, last, number = found[1].first, found[1].last, WEEKDAYS[words[1]]
    if words[0] == "last":
        that = later(last, -((last.weekday() - number) % 7), "day")
    else:
        that = later(first, (number - first.weekday()) % 7 + 7 * (_NTH[words[0]] - 1), "day")
    return found[0], day(said(tokens, at, found[0]), that)


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def _whole(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Return the month, or other period, that is named at a token."""
    inner = at + (at < len(tokens) and tokens[at].low in ("the", "our"))
    if inner < len(tokens) and tokens[inner].low in ("month", "quarter", "year"):
        return inner + 1, period("", tokens[inner].low, now.today)
    return period_at(tokens, at, now) if at < len(tokens) else None


def _months(text: str, first: date, count: int) -> When:
    return When(text, first, later(months_later(first, count), -1, "day"))


def period_at(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Return the period that begins at a token, by the longest reading."""
    readers = (calendar_period, window, month, quarter, calendar_year, part_of_month)
    found = [hit for hit in (reader(tokens, at, now) for reader in readers) if hit]
    return max(found, key=lambda hit: hit[0]) if found else None
