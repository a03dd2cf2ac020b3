"""Times of the day: "3pm", "at 3", "15:30", "noon", "half past two"."""

import re
from collections.abc import Sequence
from datetime import time

from agent.embedded.money import ONES
from agent.embedded.tokens import Token

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
    hour = int(match[1]) if match else (ONES.get(token.low, -1) if led or _half(tokens, at + 1) else -1)
    minute = int(match[2] or 0) if match else 0
    if not (0 <= hour <= 24 and minute < 60):
        return None
    half = _half(tokens, at + 1)
    if half:
        end, which = half
        return (end, time(hour % 12 + (12 if which == "p" else 0), minute)) if 1 <= hour <= 12 else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after and after.low in ("o'clock", "oclock", "h", "hrs", "uhr"):
        return at + 2, time(_working(hour) if after.low[0] == "o" else hour % 24, minute)
    if after and (after.low in ("%", "k", "m", "percent", "/") or after.text in "€$£"):
        return None
    if token.kind == "time" or (led and 1 <= hour <= 23):
        return at + 1, time(_working(hour) if token.kind != "time" or hour < 7 else hour % 24, minute)
    return None


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
