"""Times of the day: "3pm", "at 3", "15:30", "noon", "half past two"."""

import re
from collections.abc import Sequence
from datetime import time

from agent.embedded.money import ONES
from agent.embedded.tokens import Token
from agent.embedded.words import words_of

_WORDS = {"noon": time(12), "midday": time(12), "lunchtime": time(12), "midnight": time(0)}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


def time_at(tokens: Sequence[Token], at: int) -> tuple[int, time] | None:
    """Return the time of day that begins at a token, and where it ends.

    Without "am" or "pm", hours from 1 to 6 are in the afternoon, as in a working day. A bare number is a time only
    after "at".
    """
    led = tokens[at].low in ("at", "@", "around", "from")
    place = at + 1 if led else at
    if led and place < len(tokens) and tokens[place].low in ("around", "about"):
        place += 1
    if place >= len(tokens):
        return None
    if tokens[place].low in _WORDS:
        return place + 1, _WORDS[tokens[place].low]
    return _past(tokens, place) or _clock(tokens, place, led and tokens[at].low in ("at", "@"))


def _past(tokens: Sequence[Token], at: int) -> tuple[int, time] | None:
    """Read "half past two", "quarter to five"."""
    words = [token.low for token in tokens[at : at + 3]]
    if words[:1] == ["half"] and 1 <= ONES.get(_low(tokens, at + 1), 0) <= 12:  # British: half two is half past two
        return at + 2, time(_working(ONES[words[1]]), 30)
    if len(words) < 3 or words[0] not in ("half", "quarter") or words[1] not in ("past", "to"):
        return None
    hour = ONES.get(words[2]) or (int(words[2]) if words[2].isdigit() else 0)
    if not 1 <= hour <= 12:
        return None
    minutes = 30 if words[0] == "half" else 15
    if words[1] == "to":
        hour, minutes = hour - 1, 60 - minutes
    return at + 3, time(_working(hour), minutes)


def _clock(tokens: Sequence[Token], at: int, led: bool) -> tuple[int, time] | None:
    token = tokens[at]
    match = _CLOCK.fullmatch(token.text.strip()) if token.kind in ("number", "time") else None
    spelled = ONES.get(token.low, -1) if led or _half(tokens, at + 1) or _low(tokens, at + 1) in _OCLOCK else -1
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (spelled, 0)
    if not match and 1 <= spelled <= 12 and _low(tokens, at + 1) in _MINUTES:  # "at nine thirty"
        half = _half(tokens, at + 2)
        later = half is not None and half[1] == "p"
        found = time(spelled % 12 + 12 * later if half else _working(spelled), _MINUTES[_low(tokens, at + 1)])
        return (half[0] if half else at + 2), found
    if not (0 <= hour <= 24 and minute < 60):
        return None
    oclock = _low(tokens, at + 1) in _OCLOCK
    half = _half(tokens, at + 1 + oclock)
    if half:
        return (half[0], time(hour % 12 + 12 * (half[1] == "p"), minute)) if 1 <= hour <= 12 else None
    if oclock:
        return at + 2, time(_working(hour), minute)
    return _plain(tokens, at, hour, minute, led)


_MINUTES = {"fifteen": 15, "thirty": 30, "forty-five": 45, "twenty": 20, "ten": 10, "forty": 40, "fifty": 50}
_OCLOCK = ("o'clock", "oclock")


def _plain(tokens: Sequence[Token], at: int, hour: int, minute: int, led: bool) -> tuple[int, time] | None:
    """Read an hour that says nothing of morning or afternoon: "15:30", "at 3", "16h"."""
    after = _low(tokens, at + 1)
    if after in ("h", "hrs") and _low(tokens, at + 2) in _LENGTHS:
        return None
    if after in ("h", "hrs", "uhr"):
        more = tokens[at + 2] if at + 2 < len(tokens) else None
        joined = more and more.kind == "number" and len(more.text) == 2 and more.start == tokens[at + 1].end
        if more and joined and more.text.isdigit() and int(more.text) < 60:
            return at + 3, time(hour % 24, int(more.text))
        return at + 2, time(hour % 24, minute)
    if after in words_of("% k m percent / € $ £"):
        return None
    exact = tokens[at].kind == "time" and (hour >= 7 or tokens[at].text.strip().startswith("0"))
    if tokens[at].kind == "time" or (led and 1 <= hour <= 23):
        return at + 1, time(hour % 24 if exact else _working(hour), minute)
    return None


_LENGTHS = words_of("later earlier more less long longer before after ago sooner back forward")
"""Words behind hours that are a length: "2h later"."""


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if at < len(tokens) else ""


def _half(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Read "am", "pm", "a.m.", "in the afternoon" after an hour."""
    words = [token.low for token in tokens[at : at + 4]]
    if words and words[0] in ("am", "pm"):
        return at + 1, words[0][0]
    if len(words) > 2 and words[0] in ("a", "p") and words[1] == "." and words[2] == "m":
        return at + 3 + (len(words) > 3 and words[3] == "."), words[0]
    if words[:2] == ["in", "the"] and len(words) > 2 and words[2] in ("morning", "afternoon", "evening"):
        return at + 3, "a" if words[2] == "morning" else "p"
    return None


def _working(hour: int) -> int:
    return hour + 12 if 1 <= hour <= 6 else hour % 24
