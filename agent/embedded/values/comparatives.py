"""Sums that only tell how much more or less it is than before: "2,000 smaller than it was", "5k below what we have"."""

from collections.abc import Sequence

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.bases import base_at
from agent.embedded.values.days import low

_BIGGER = words_of("bigger larger higher greater dearer pricier costlier")
_SMALLER = words_of("smaller lower cheaper lighter leaner")
_MORE = words_of("more up above over extra better richer")
_LESS = words_of("less down below under short fewer poorer worse")
COMPARING = _BIGGER | _SMALLER | _MORE | _LESS
"""Words that compare a sum with another one."""
_BEFORE = words_of(
    "it that this is was 's what we had have got now before beforehand originally original planned agreed said says "
    "currently so far today there in quoted written down noted at present been the deal amount stands yet already "
    "i you"
)
"""Words for a sum as it is in the CRM."""
_ENDS = words_of(". , ! ? ; - and so please pls now then")
_LEAST = 20
"""A smaller number counts something."""


def compared(cut: Sequence[Token], mark: Mark) -> tuple[int, int] | None:
    """Return where a sum with its comparison ends, and 1 where it is so much more, -1 where it is less."""
    word, at = low(cut, mark.last), mark.last + 1
    if word not in COMPARING or mark.value.value < _LEAST:
        return None
    sign = 1 if word in _BIGGER | _MORE else -1
    if low(cut, at) in ("than", "compared") or (low(cut, at), word) in (("on", "up"), ("on", "down"), ("of", "short")):
        end = _old(cut, at + 1 + (low(cut, at + 1) in ("to", "with")))
        return (end, sign) if end else None
    if word in ("above", "below", "under", "over"):
        end = base_at(cut, at)
        return (end, sign) if end else None
    alone = low(cut, at) in _ENDS or at >= len(cut)
    return (at, sign) if alone and word in _BIGGER | _SMALLER else None


def _old(cut: Sequence[Token], at: int) -> int:
    """Return where the words for the old sum end; 0 where it is compared with another one: "than the pilot"."""
    end = base_at(cut, at)
    place = end or at
    while low(cut, place) in _BEFORE:
        place += 1
    return place if place > at and (place >= len(cut) or low(cut, place) in _ENDS) else 0
