"""Periods: "this month", "Q3", "the first quarter of next year", "last 30 days", "in March", "the weekend"."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import MONTHS, When, later, months_later, period
from agent.embedded.values.days import NEXT, Found, Now, longest, low, said
from agent.embedded.values.lengths import UNITS, length_at
from agent.embedded.values.monthdays import year_at

PERIODS = ("week", "month", "quarter", "year")
_BACK = ("last", "previous", "past")


def calendar_period(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "this month", "next quarter", "the current year", "the week after next", "this weekend"."""
    place = at + (tokens[at].low in ("the", "our"))
    if low(tokens, place) == "weekend" and place > at:
        return _weekend(tokens, at, place, now, 0)
    if place + 1 >= len(tokens):
        return None
    if tokens[place].low in PERIODS and (low(tokens, place + 1), low(tokens, place + 2)) == ("after", "next"):
        return place + 3, period(said(tokens, at, place + 3), tokens[place].low, now.today, 2)
    if tokens[place].low not in NEXT:
        return None
    if low(tokens, place + 1) == "weekend":
        return _weekend(tokens, at, place + 1, now, NEXT[tokens[place].low])
    unit = UNITS.get(tokens[place + 1].low)
    if unit not in PERIODS or tokens[place + 1].low in ("weeks", "months", "quarters", "years"):
        return None
    return place + 2, period(said(tokens, at, place + 2), unit, now.today, NEXT[tokens[place].low])


def _weekend(tokens: Sequence[Token], at: int, place: int, now: Now, steps: int) -> Found:
    """Read "the weekend", "this weekend": Saturday and Sunday."""
    saturday = now.today + timedelta(days=5 - now.today.weekday(), weeks=steps)
    return place + 1, When(said(tokens, at, place + 1), saturday, saturday + timedelta(days=1))


def window(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "the last 30 days", "the next two weeks", "within two weeks"."""
    place = at + (tokens[at].low == "the")
    if place + 1 >= len(tokens) or tokens[place].low not in (*_BACK, "next", "coming", "within"):
        return None
    back = tokens[place].low in _BACK
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
    """Read "March", "next March", "March 2027", "Feb '27": without a year the month that is not over yet."""
    lead = tokens[at].low if tokens[at].low in NEXT else ""
    place = at + bool(lead)
    if low(tokens, place) not in MONTHS or not (lead or _a_month(tokens, at)):
        return None
    return month_named(tokens, at, place, now, lead)


def month_named(tokens: Sequence[Token], at: int, place: int, now: Now, lead: str = "") -> Found:
    """Return the month whose name stands at `place`, in words that begin at `at`, with the year behind it."""
    end, year = year_at(tokens, place + 1, now)
    number = MONTHS[tokens[place].low]
    if year:
        return end, _months(said(tokens, at, end), date(year, number, 1), 1)
    return end, recurring(said(tokens, at, end), date(now.today.year, number, 1), 1, now, lead or _told(tokens, at))


def _a_month(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may be a month is one here: not the "may" of "may I"."""
    token = tokens[at]
    led = low(tokens, at - 1) in words_of("in by until till since before after of for to")
    if token.low in words_of("may march mar dec jan sep oct") and not (led or token.proper):
        return False
    return at > 0 or token.low not in ("may", "april", "june", "jan", "august")


def _told(tokens: Sequence[Token], at: int) -> str:
    """Return "past" for a period in which something has happened: "won in January", "what did we sell in Q4"."""
    near = {token.low for token in tokens[max(0, at - 7) : at]}
    led = low(tokens, at - 1 - (low(tokens, at - 1) == "the")) in ("in", "during", "of", "from", "for")
    return "past" if led and near & _HAPPENED and not near & _EXPECTED else ""


_HAPPENED = words_of("won lost closed sold signed booked earned did happened landed")
_EXPECTED = words_of("be to will won't should would can could might may expect expected not set move if when until by")


def recurring(text: str, first: date, count: int, now: Now, lead: str = "") -> When:
    """Return the months from `first` on of the year that is meant: this one's or the next, backwards the last."""
    over = months_later(first, count) <= now.today
    if lead in _BACK:
        ended = over or (lead == "past" and first <= now.today)
        return _months(text, first if ended else months_later(first, -12), count)
    before = first if first <= now.today else months_later(first, -12)
    whole = _months(text, months_later(first, 12) if over else first, count)
    return When(whole.text, whole.first, whole.last, before=before)


def quarter(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "Q3", "Q1 2027", "Q1 next year", "the third quarter", "H2", "the first half of next year"."""
    named = _named_part(tokens, at) or _told_part(tokens, at)
    if not named or named[1] * named[2] > 12:
        return None
    end, number, count = named
    last, year = year_at(tokens, end, now)
    if (low(tokens, end), low(tokens, end + 1), low(tokens, end + 2)) == ("of", "the", "year"):
        last = end + 3
    elif not year and _vague(tokens, at, end):
        return None
    text = said(tokens, at, last).replace("Q ", "Q").replace("H ", "H")
    start = count * (number - 1) + 1
    if year:
        return last, _months(text, date(year, start, 1), count)
    return last, recurring(text, date(now.today.year, start, 1), count, now, _told(tokens, at))


def _vague(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether it is not clear of what: "the first half", "last quarter", a deal called "First quarter audit"."""
    if low(tokens, end - 1) == "half" or low(tokens, end - 2) == "last":
        return True
    led = tokens[at].low == "the" or low(tokens, at - 1) in words_of("in by until till since before after of for to")
    return low(tokens, end - 1) == "quarter" and not led and end < len(tokens) and tokens[end].kind == "word"


def _named_part(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """Read "Q3", "H2": where it ends, its number in the year, and how many months it has."""
    if tokens[at].low not in ("q", "h") or low(tokens, at + 1) not in ("1", "2", "3", "4"):
        return None
    return at + 2, int(tokens[at + 1].text), 3 if tokens[at].low == "q" else 6


def _told_part(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """Read "the third quarter", "first half", "last quarter"."""
    place = at + (tokens[at].low == "the")
    place += 1 + (low(tokens, place + 1) in ("st", "nd", "rd", "th"))
    number = _NTH.get(low(tokens, place - 1), 0) or _NTH.get(low(tokens, place - 2), 0)
    months = {"quarter": 3, "half": 6}.get(low(tokens, place), 0)
    number = number if number < 5 else 12 // months if months else 0
    return (place + 1, number, months) if number and months else None


_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4, "last": 5}


def calendar_year(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "2025" after "in", "since", "before" or "of"."""
    led = low(tokens, at - 1) in ("in", "since", "before", "after", "of", "during")
    if not led or not re.fullmatch(r"20[0-4]\d", tokens[at].text):
        return None
    return at + 1, _months(tokens[at].text, now.today.replace(int(tokens[at].text), 1, 1), 12)


def _months(text: str, first: date, count: int) -> When:
    return When(text, first, later(months_later(first, count), -1, "day"))


def period_at(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Return the period that begins at a token, by the longest reading."""
    readers = (calendar_period, window, month, quarter, calendar_year)
    return longest([reader(tokens, at, now) for reader in readers])
