"""Words for what something is worth now: "the current amount", "what is in the deal", "what we have down"."""

from collections.abc import Sequence

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.days import low

_SUMS = words_of("amount value price sum figure total worth volume fee quote cost budget number")
_LEADS = words_of("the its their our this that his her whatever")
_NOW = words_of(
    "current present existing old original agreed deal contract order whole full total entire previous former quoted "
    "overall initial given"
)
_WHAT = words_of(
    "is 's was we it they he she you stands there have has had got in on down already now currently written noted "
    "quoted agreed said says say entered recorded before at present today the deal system record so far file paper "
    "originally planned cost costs been book books"
)


def base_at(cut: Sequence[Token], at: int) -> int:
    """Return where the words end that tell what something is worth now; 0 where there are none."""
    place = at
    if low(cut, place) in ("what", "whatever"):
        return _told(cut, place + 1)
    place += low(cut, place) in _LEADS
    led = place > at
    while low(cut, place) in _NOW and (low(cut, place) not in ("total", "quoted") or low(cut, place + 1) in _SUMS):
        place += 1
    named = low(cut, place) in _SUMS
    return _tail(cut, place + 1) if named and (led or place > at) else 0


def _told(cut: Sequence[Token], at: int) -> int:
    """Return where "what" ends that is told of: "… is in the deal", "… we have in there"; 0 for a question."""
    place = at
    while low(cut, place) in _WHAT and (low(cut, place) != "the" or low(cut, place + 1) in _WHAT):
        place += 1
    return place if place > at else 0


def _tail(cut: Sequence[Token], at: int) -> int:
    """Return where "… we have now", "… in there" behind a sum ends."""
    place = at
    place += low(cut, place) in ("that", "which") and low(cut, place + 1) in ("is", "we", "'s")
    if low(cut, place) == "we" or place > at:
        while low(cut, place) in _WHAT - words_of("the deal"):
            place += 1
        return place
    return at + (low(cut, at) in ("now", "already", "currently"))
