"""Feasts: "Christmas Eve", "before Christmas", "New Year's Eve", "Easter Monday 2027"."""

from collections.abc import Sequence
from datetime import date, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import When, day, months_later
from agent.embedded.values.days import Found, Now, low, said
from agent.embedded.values.monthdays import year_at

_FIXED = {
    ("christmas", "eve"): (12, 24),
    ("xmas", "eve"): (12, 24),
    ("christmas", "day"): (12, 25),
    ("xmas", "day"): (12, 25),
    ("boxing", "day"): (12, 26),
    ("new", "year", "'s", "eve"): (12, 31),
    ("new", "years", "eve"): (12, 31),
    ("new", "year", "eve"): (12, 31),
    ("new", "year", "'s", "day"): (1, 1),
    ("new", "years", "day"): (1, 1),
    ("new", "year", "'s"): (1, 1),
    ("valentine", "'s", "day"): (2, 14),
    ("valentines", "day"): (2, 14),
    ("christmas",): (12, 25),
    ("xmas",): (12, 25),
    ("nye",): (12, 31),
}
_EASTER = {
    ("good", "friday"): -2,
    ("easter", "sunday"): 0,
    ("easter", "monday"): 1,
    ("ascension", "day"): 39,
    ("whit", "monday"): 50,
    ("easter",): 0,
}
_KEYS = {first: [key for key in (*_FIXED, *_EASTER) if key[0] == first] for first, *_ in (*_FIXED, *_EASTER)}
_LEADS = words_of(
    "before after by until till since on at to around than from next this last due closes closing between"
)
_PARTIES = words_of("party dinner lunch card cards gift gifts present presents hamper hampers campaign market special")
_TURN = words_of("by until till before after since from to around and")


def feast(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read a feast: the next one, backwards the last one. "Christmas" and "Easter" alone only where a day is due."""
    turn = _turn_of_year(tokens, at, now)
    if turn:
        return turn
    lead = tokens[at].low in ("next", "this", "last")
    place = at + lead
    keys = _KEYS.get(low(tokens, place), ())
    key = next((key for key in keys if _stands(tokens, place, key)), None)
    if not key:
        return None
    end = place + len(key)
    if len(key) == 1 and not (lead or low(tokens, at - 1) in _LEADS or year_at(tokens, end, now)[1]):
        return None
    if low(tokens, end) in _PARTIES or (end < len(tokens) and tokens[end].proper):
        return None
    end, year = year_at(tokens, end, now)
    text = said(tokens, at, end)
    if year:
        return end, day(text, _day(key, year))
    coming = _day(key, now.today.year + (_day(key, now.today.year) < now.today))
    gone = _day(key, now.today.year - (_day(key, now.today.year) > now.today))
    return end, day(text, gone) if low(tokens, at) == "last" else day(text, coming, gone)


def _stands(tokens: Sequence[Token], at: int, key: tuple[str, ...]) -> bool:
    return tuple(token.low for token in tokens[at : at + len(key)]) == key


def _day(key: tuple[str, ...], year: int) -> date:
    if key in _FIXED:
        return date(year, *_FIXED[key])
    return easter(year) + timedelta(days=_EASTER[key])


def easter(year: int) -> date:
    """Return Easter Sunday, after the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, number = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, number + 1)


def _turn_of_year(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "in the new year": all of it; "before the new year": its first day."""
    place = at + (tokens[at].low == "the")
    if not _stands(tokens, place, ("new", "year")) or low(tokens, place + 2) in ("'s", "eve", "day"):
        return None
    first = date(now.today.year + 1, 1, 1)
    if low(tokens, at - 1) in _TURN:
        return place + 2, day("the new year", first)
    if low(tokens, at - 1) != "in":
        return None
    return place + 2, When("the new year", first, months_later(first, 12) - timedelta(days=1))
