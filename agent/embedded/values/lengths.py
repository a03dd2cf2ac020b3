"""Lengths of time: "two weeks", "a month", "3 days", "a couple of hours"."""

import re
from collections.abc import Sequence

from agent.embedded.language.tokens import Token
from agent.embedded.values.numerals import ONES

UNITS = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "wk": "week",
    "wks": "week",
    "month": "month",
    "months": "month",
    "mo": "month",
    "mos": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "qtr": "quarter",
    "year": "year",
    "years": "year",
    "yr": "year",
    "yrs": "year",
    "d": "day",
    "w": "week",
}
MINUTES = {"hour": 60, "hours": 60, "hr": 60, "hrs": 60, "h": 60, "minute": 1, "minutes": 1, "min": 1, "mins": 1}
Length = tuple[int, int, str]
MOST = 3650


def count_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return a whole number that begins at a token ("3", "two", "a couple of"), and where it ends."""
    words = [token.low for token in tokens[at : at + 3]]
    if not words:
        return None
    if tokens[at].kind == "number" and words[0].isdigit() and int(words[0]) <= MOST:
        return at + 1, int(words[0])
    lead = words[0] in ("a", "the")
    if words[lead : lead + 1] == ["couple"]:
        return at + lead + 1 + (words[lead + 1 : lead + 2] == ["of"]), 2
    number = ONES.get(words[0]) or (1 if words[0] in ("a", "an") else 0)
    return (at + 1, number) if number else None


def length_at(tokens: Sequence[Token], at: int) -> Length | None:
    """Return a length of time that begins at a token: where it ends, how many, of which unit."""
    counted = count_at(tokens, at)
    if [token.low for token in tokens[at : at + 3]] == ["half", "a", "year"]:
        return at + 3, 6, "month"
    if not counted:
        glued = tokens[at].low if at < len(tokens) else ""
        return (at + 1, 2, "week") if glued == "fortnight" else None
    end, number = counted
    end += end < len(tokens) and tokens[end].low in ("full", "whole", "more")
    if end >= len(tokens):
        return None
    if tokens[end].low == "fortnight":
        return end + 1, 2 * number, "week"
    unit = UNITS.get(tokens[end].low)
    return _half_more(tokens, end + 1, number, unit) if unit else None


def _half_more(tokens: Sequence[Token], end: int, number: int, unit: str) -> Length:
    """Read the rest of "a year and a half"; half a week and half a month are days."""
    if [token.low for token in tokens[end : end + 3]] != ["and", "a", "half"] or unit not in _HALVES:
        return end, number, unit
    each, inner = _HALVES[unit]
    return end + 3, number * each + each // 2, inner


_HALVES = {"year": (12, "month"), "month": (30, "day"), "week": (7, "day")}


def minutes_at(tokens: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return a number of minutes that begins at a token ("2 hours", "half an hour"), and where it ends."""
    words = [token.low for token in tokens[at : at + 3]]
    if words == ["half", "an", "hour"]:
        return at + 3, 30
    if (
        tokens[at].kind == "number"
        and re.fullmatch(r"\d{1,2}[.,]\d{1,2}", words[0])
        and words[1:2]
        and words[1] in MINUTES
    ):
        return at + 2, round(float(words[0].replace(",", ".")) * MINUTES[words[1]])
    counted = count_at(tokens, at)
    if not counted or counted[0] >= len(tokens) or tokens[counted[0]].low not in MINUTES:
        return None
    end, minutes = counted[0] + 1, counted[1] * MINUTES[tokens[counted[0]].low]
    if minutes % 60 == 0 and [token.low for token in tokens[end : end + 3]] == ["and", "a", "half"]:
        return end + 3, minutes + 30
    return end, minutes
