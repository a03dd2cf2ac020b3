"""Times of the day: "3pm", "at 3", "15:30", "noon", "half past two", "ten to four", "14 Uhr"."""

import re
from collections.abc import Sequence
from datetime import time

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import MONTHS, WEEKDAYS
from agent.embedded.values.days import TODAY, low
from agent.embedded.values.halves import half_at, hour_at, measured, working
from agent.embedded.values.numerals import ONES

_WORDS = {"noon": time(12), "midday": time(12), "lunchtime": time(12), "midnight": time(0)}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
_LEADS = ("at", "@", "by", "before", "after", "until", "till", "to")
"""Words before "ten to twelve" that make it a time."""


def time_at(tokens: Sequence[Token], at: int, half: str = "", *, beside: bool = False) -> tuple[int, time] | None:
    """Return the time of day that begins at a token, and where it ends.

    Without "am" or "pm", hours from 1 to 6 are in the afternoon, as in a working day, unless `half` says which half of
    the day it is ("a", "p"). A bare number is a time only after "at", or `beside` a day, where it looks like one.
    """
    led = tokens[at].low in ("at", "@", "around", "from")
    place = at + 1 if led else at
    if led and low(tokens, place) in ("around", "about"):
        place += 1
    if place >= len(tokens) or low(tokens, place + 1) in MONTHS:  # "put it at 4 June"
        return None
    if tokens[place].low in _WORDS:
        return place + 1, _WORDS[tokens[place].low]
    return (
        _past(tokens, place, half, beside=beside or low(tokens, place - 1) in _LEADS)
        or _clock(tokens, place, tokens[at].low in ("at", "@") or (led and low(tokens, place + 1) == "ish"), half)
        or (_beside(tokens, place, half) if beside else None)
    )


_TO = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "5": 5, "20": 20, "25": 25}
_PAST = _TO | {"half": 30, "10": 10}


def _past(tokens: Sequence[Token], at: int, half: str, *, beside: bool) -> tuple[int, time] | None:
    """Read "half past two", "quarter to five", "ten past four", and the British "half two"."""
    at += low(tokens, at) == "a" and low(tokens, at + 1) == "quarter"
    words = [low(tokens, at), low(tokens, at + 1)]
    if words[0] == "half" and 1 <= hour_at(tokens, at + 1) <= 12 and not measured(tokens, at + 2):
        return at + 2, time(working(hour_at(tokens, at + 1), half), 30)
    minutes = (_PAST if words[1] == "past" else _TO).get(words[0], 0)
    hour = hour_at(tokens, at + 2)
    if words[1] not in ("past", "to") or not minutes or not 1 <= hour <= 12:
        return None
    sure = words[1] == "past" or words[0] in ("quarter", "twenty-five") or beside or _alone(tokens, at)
    if not sure or measured(tokens, at + 3):
        return None
    end = at + 3
    said = half_at(tokens, end)
    if said:
        end, half = said
    if words[1] == "to":
        hour, minutes = (hour - 1) or 12, 60 - minutes
    return end, time(working(hour, half), minutes)


def _alone(tokens: Sequence[Token], at: int) -> bool:
    """Whether "five to twelve" ends what is said, and counts nothing: "it takes five to ten days"."""
    spelt = tokens[at].kind == "word" and tokens[at + 2].kind == "word"
    counting = low(tokens, at - 1) in words_of("from of about takes take took with between need needs for")
    return spelt and not counting and (at + 3 >= len(tokens) or tokens[at + 3].kind == "mark")


def _clock(tokens: Sequence[Token], at: int, led: bool, half: str) -> tuple[int, time] | None:
    token = tokens[at]
    match = _CLOCK.fullmatch(token.text.strip()) if token.kind in ("number", "time") else None
    spelled = ONES.get(token.low, -1) if led or half_at(tokens, at + 1) or low(tokens, at + 1) in _OCLOCK else -1
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (spelled, 0)
    if not match and 1 <= spelled <= 12 and low(tokens, at + 1) in _MINUTES:  # "at nine thirty"
        said = half_at(tokens, at + 2)
        found = time(working(spelled, said[1] if said else half), _MINUTES[low(tokens, at + 1)])
        return (said[0] if said else at + 2), found
    if not (0 <= hour <= 24 and minute < 60):
        return None
    end = _oclock(tokens, at + 1)
    said = half_at(tokens, end)
    if said:
        return (said[0], time(working(hour, said[1]), minute)) if 1 <= hour <= 12 else None
    if end > at + 1:
        return end, time(working(hour, half), minute)
    return _plain(tokens, at, hour, minute, led, half)


_MINUTES = {"fifteen": 15, "thirty": 30, "forty-five": 45, "twenty": 20, "ten": 10, "forty": 40, "fifty": 50}
_OCLOCK = ("o'clock", "oclock")


def _oclock(tokens: Sequence[Token], at: int) -> int:
    """Return where "o'clock" ends, if it stands there, also as "o clock"."""
    if low(tokens, at) in _OCLOCK:
        return at + 1
    return at + 2 if (low(tokens, at), low(tokens, at + 1)) == ("o", "clock") else at


def _plain(tokens: Sequence[Token], at: int, hour: int, minute: int, led: bool, half: str) -> tuple[int, time] | None:
    """Read an hour that says nothing of morning or afternoon: "15:30", "at 3", "16h", "14 Uhr 30"."""
    after = low(tokens, at + 1)
    if after in ("h", "hrs") and low(tokens, at + 2) in _LENGTHS:
        return None
    if after in ("h", "hrs", "uhr"):
        more = tokens[at + 2] if at + 2 < len(tokens) else None
        joined = more and more.kind == "number" and len(more.text.strip()) == 2
        joined = joined and more and (more.start == tokens[at + 1].end or after == "uhr")
        if more and joined and more.text.strip().isdigit() and int(more.text) < 60:
            return at + 3, time(hour % 24, int(more.text))
        return at + 2, time(hour % 24, minute)
    if after in words_of("% k m percent / € $ £"):
        return None
    if after == "ish" and led and 1 <= hour <= 12:
        return at + 2, time(working(hour, half), minute)
    if led and tokens[at].kind == "number" and _in_a_street(tokens, at + 1):
        return None
    exact = tokens[at].kind == "time" and (hour >= 7 or tokens[at].text.strip().startswith("0")) and not half
    if tokens[at].kind == "time" or (led and 1 <= hour <= 23):
        return at + 1, time(hour % 24 if exact else working(hour, half), minute)
    return None


def _in_a_street(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number is that of a house: "at 12 High Street"."""
    behind = tokens[at] if at < len(tokens) else None
    if not behind or not behind.proper or behind.text.isupper():
        return False
    return behind.low not in WEEKDAYS and behind.low not in MONTHS and behind.low not in TODAY


_LENGTHS = words_of("later earlier more less long longer before after ago sooner back forward")
"""Words behind hours that are a length: "2h later"."""


def _beside(tokens: Sequence[Token], at: int, half: str) -> tuple[int, time] | None:
    """Read what is a time only beside a day: "9ish", "1630", "0900", "16.30", the 5 of "by 5 today"."""
    token = tokens[at]
    if 1 <= ONES.get(token.low, 0) <= 12 and low(tokens, at + 1) in _MINUTES:  # "Tuesday five thirty"
        return at + 2, time(working(ONES[token.low], half), _MINUTES[tokens[at + 1].low])
    if _until(tokens, at):
        return at + 1, time(working(hour_at(tokens, at), half) % 24)
    ish = at + 1 + (low(tokens, at + 1) == "-")
    if low(tokens, ish) == "ish" and 1 <= hour_at(tokens, at) <= 12:
        return ish + 1, time(working(hour_at(tokens, at), half))
    match = re.fullmatch(r" ?(0\d|1\d|2[0-3])([0-5]\d)|([01]?\d|2[0-3])\.([0-5]\d)", token.text)
    if token.kind not in ("number", "time") or not match or measured(tokens, at + 1):
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4])
    told = minute in (15, 30, 45) or token.text.strip().startswith("0") or (bool(match[3]) and minute == 0)
    said = half_at(tokens, at + 1)
    if said and told and 1 <= hour <= 12:
        return said[0], time(working(hour, said[1]), minute)
    return (at + 1, time(working(hour, half) if hour < 7 else hour, minute)) if told else None


def _until(tokens: Sequence[Token], at: int) -> bool:
    """Whether an hour stands behind "by" or "before", where nothing grows or shrinks by so much."""
    if low(tokens, at - 1) not in ("by", "before", "after", "until", "till") or not 1 <= hour_at(tokens, at) <= 12:
        return False
    growing = any(token.low in _GROWING for token in tokens[:at]) and low(tokens, at - 1) == "by"
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    counted = behind and behind.kind == "word" and behind.low not in {*WEEKDAYS, *TODAY, "on", "this", "and", "please"}
    return not growing and not counted and not measured(tokens, at + 1)


_GROWING = words_of(
    "raise raised increase increased lower lowered reduce reduced cut bump bumped up down drop dropped grow grew "
    "shrink more less push pushed move moved postpone delay extend shift"
)
