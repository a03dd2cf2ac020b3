"""Spans: "from 2 to 3" and "9am-10am" (when it begins), "between Monday and Wednesday", "3-5 March"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import MONTHS, When
from agent.embedded.values.days import Found, Now, low, said
from agent.embedded.values.distances import day_at
from agent.embedded.values.monthdays import with_year
from agent.embedded.values.numerals import ONES
from agent.embedded.values.times import time_at

_BEGINNINGS = words_of("twenty-five at around from between noon midday lunchtime midnight half quarter a") | {*ONES}
"""Words with which a time of the day begins."""
_JOINTS = ("-", "to", "and", "until", "till", "'til", "til")


def hours_at(tokens: Sequence[Token], at: int, half: str = "", *, beside: bool = False) -> tuple[int, time] | None:
    """Return the time that begins at a token; of a span of times its start, and where all of it ends."""
    led = tokens[at].low in ("from", "between")
    place = at + led
    if place >= len(tokens) or (tokens[at].kind == "word" and tokens[at].low not in _BEGINNINGS):
        return None
    first = time_at(tokens, place, half, beside=beside)
    joint = first[0] if first else place + 1
    joined = low(tokens, joint) in _JOINTS and (low(tokens, joint) != "and" or low(tokens, at) == "between")
    if not joined or joint + 1 >= len(tokens):
        return time_at(tokens, at, half, beside=beside)
    last = time_at(tokens, joint + 1, half, beside=True)
    if first:
        return (last[0], first[1]) if last else _open_end(tokens, first, joint, at)
    return _bare_start(tokens, place, joint, last, half, loose=beside and (led or low(tokens, joint) == "-"))


def _open_end(tokens: Sequence[Token], first: tuple[int, time], joint: int, at: int) -> tuple[int, time]:
    """Read "2pm-3", "at 2 to 3": the end is an hour too."""
    hour = _hour(tokens, joint + 1)
    spanned = hour is not None and (low(tokens, joint) == "-" or low(tokens, at) in ("from", "between"))
    return (joint + 2, first[1]) if spanned else first


def _bare_start(
    tokens: Sequence[Token], at: int, joint: int, last: tuple[int, time] | None, half: str, *, loose: bool
) -> tuple[int, time] | None:
    """Read "2-3pm", "10 to 11:30"; beside a day also "10-11", "from 2 to 3"."""
    hour = _hour(tokens, at)
    if hour is None or tokens[at].kind == "time":
        return None
    if not last:
        until = _hour(tokens, joint + 1)
        if not loose or until is None or not _follows(hour, until):
            return None
        begin = hour % 12 + 12 * (half == "p") if half else hour + 12 * (1 <= hour <= 6)
        return joint + 2, time(begin % 24)
    for begin in (hour + 12, hour):
        if begin < 24 and 0 < last[1].hour * 60 + last[1].minute - begin * 60 <= 720:
            return last[0], time(begin)
    return None


def _hour(tokens: Sequence[Token], at: int) -> int | None:
    said = tokens[at].text.strip().lower() if at < len(tokens) else ""
    spelt = ONES.get(said, 0)
    hour = int(said) if re.fullmatch(r"\d{1,2}", said) else spelt * (spelt <= 12)
    return hour if 1 <= hour <= 23 else None


def _follows(hour: int, until: int) -> bool:
    """Whether one hour ends what begins at the other: 10-11, 11-1."""
    return 0 < (until - hour) % 12 <= 5 or until > hour


def days_between(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "between Monday and Wednesday", "from tomorrow until Friday", "3-5 March": all of these days."""
    if tokens[at].low not in ("between", "from"):
        return _dashed(tokens, at, now)
    between = tokens[at].low == "between"
    if between and at + 1 < len(tokens) and (found := _dashed(tokens, at + 1, now, "and")):
        return found
    joints = ("and",) if between else ("until", "till", "through", "thru")
    first = day_at(tokens, at + 1, now) if at + 1 < len(tokens) else None
    if not first or low(tokens, first[0]) not in joints or first[0] + 1 >= len(tokens):
        return None
    last = day_at(tokens, first[0] + 1, now)
    return (last[0], _span(said(tokens, at, last[0]), first[1], last[1])) if last else None


def _span(text: str, first: When, last: When) -> When:
    """Return the days from one to another: of days that return, such as Mondays, those that belong together."""
    begin, end = first.first, last.last
    if not begin or not end:
        return When(text, invalid=True)
    if begin > end and first.before and not last.before:  # "between Monday and Wednesday last week"
        begin = first.before
    elif begin > end and last.before:
        end += (end - last.before) * ((begin - end) // (end - last.before) + 1)
    if begin > end:
        return When(text, invalid=True)
    before = first.before if last.before or end == last.last else None
    return replace(first, text=text, first=begin, last=end, before=before, clock=None, exact=None)


def _dashed(tokens: Sequence[Token], at: int, now: Now, joint: str = "-") -> Found | None:
    """Read "3-5 March", "3rd to 5th of March", "March 3-5", "between 3 and 5 March"."""
    if tokens[at].low in MONTHS:
        first, end = _numbered(tokens, at + 1)
        last, place = _numbered(tokens, end + 1) if first and low(tokens, end) == joint else (0, end)
        number, month = first, tokens[at].low
    else:
        first, end = _numbered(tokens, at)
        last, place = _numbered(tokens, end + 1) if first and low(tokens, end) in (joint, "to") else (0, end)
        place += low(tokens, place) == "of"
        number, month = first, low(tokens, place)
        place += 1
    if not last or month not in MONTHS or not first < last <= 31:
        return None
    end, whole = with_year(tokens, at, place, number, MONTHS[month], now)
    if not whole.first:
        return end, whole
    return end, replace(whole, last=whole.first + timedelta(days=last - first))


def _numbered(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return the day of the month at a token, 0 where there is none, and where it ends."""
    said = tokens[at].text.strip() if at < len(tokens) else ""
    number = int(said) if re.fullmatch(r"\d{1,2}", said) and 1 <= int(said) <= 31 else 0
    return number, at + 1 + (low(tokens, at + 1) in ("st", "nd", "rd", "th"))
