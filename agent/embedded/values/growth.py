"""How much more or less than now a sum shall be: "a 15% surcharge", "a discount of 500", "800 for freight on top".

What was said becomes one amount that tells by how much the old one grows or shrinks; a plain sum stays what it is.
"""

from collections.abc import Sequence
from dataclasses import replace

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.values.bases import base_at
from agent.embedded.values.comparatives import compared
from agent.embedded.values.days import low

_RAISES = words_of(
    "surcharge surcharges uplift markup mark-up premium increase rise supplement contingency upcharge upgrade raise"
)
_CUTS = words_of("discount discounts rebate reduction deduction allowance rabatt markdown")
_ARTICLES = words_of("a an the of about roughly some around another further extra additional just only")
_EXTRA = words_of("another extra additional further")
_FOR = words_of("for in as because")
_TO = words_of("to on onto")


def grown(marks: Sequence[Mark], cut: Sequence[Token]) -> list[Mark]:
    """Return the marks, with those of sums that are added to the old one, or taken off it, told apart."""
    made: list[Mark] = []
    for mark in marks:
        free = mark.kind == "amount" and mark.value.by is None and not mark.value.counts
        made.append((_grown(mark, cut) or mark) if free else _topped(mark, cut))
    return [one for one in made if not any(_inside(one, other) for other in made)]


def _topped(mark: Mark, cut: Sequence[Token]) -> Mark:
    """Return what is added as it is known, with the "on top of what is there" behind it."""
    added = mark.kind == "amount" and mark.value.by is not None and not mark.value.percent
    return Mark("amount", mark.first, _on_top(cut, mark.last) or mark.last, mark.value) if added else mark


def _inside(one: Mark, other: Mark) -> bool:
    whole = other.kind == "amount" and other.value.by is not None
    return one is not other and whole and one.kind == "amount" and other.first <= one.first and one.last <= other.last


def _grown(mark: Mark, cut: Sequence[Token]) -> Mark | None:
    """Return a sum with the words that make it so much more or less; nothing for one that is a value."""
    named = _named(cut, mark) or _of(cut, mark)
    if named:
        first, last, sign = named
        return _told(mark, first, _on_top(cut, last) or _onto(cut, last) or last, sign)
    top = _on_top(cut, mark.last)
    if top and low(cut, top) not in ("of", "the"):
        return _told(mark, _begin(cut, mark.first), top, 1)
    smaller = compared(cut, mark)
    return _told(mark, mark.first, *smaller) if smaller else _added(cut, mark)


def _told(mark: Mark, first: int, last: int, sign: int) -> Mark:
    return Mark("amount", first, last, replace(mark.value, by=sign * mark.value.value, money=not mark.value.percent))


def _begin(cut: Sequence[Token], at: int) -> int:
    """Return where "add", "plus another", "a further" before a sum begin."""
    while low(cut, at - 1) in _ARTICLES | {"plus", "add", "put", "with"}:
        at -= 1
    return at


def way(word: str) -> int:
    """Return 1 for a word that names what is added to a sum, -1 for what is taken off it, else 0."""
    return 1 if word in _RAISES else -1 if word in _CUTS else 0


def _named(cut: Sequence[Token], mark: Mark) -> tuple[int, int, int] | None:
    """Read "a 15% surcharge", "10 percent loyalty discount": where it begins and ends, and which way it goes."""
    for place in range(mark.last, min(mark.last + 2, len(cut))):
        sign = way(cut[place].low)
        named = place == mark.last or (cut[mark.last].kind == "word" and cut[mark.last].low not in _BETWEEN)
        if sign and named and low(cut, place + 1) not in _DONE:
            return _begin(cut, mark.first), place + 1, sign
    return None


_BETWEEN = FREE | GUARDS | words_of("after incl including net less minus plus more")
_DONE = words_of("included applied already deducted considered")
"""Words behind a discount that is in the sum before it."""


def _of(cut: Sequence[Token], mark: Mark) -> tuple[int, int, int] | None:
    """Read "a discount of 500", "plus freight of 800": where it begins and ends, and which way it goes."""
    place = mark.first - 1
    while low(cut, place) in _ARTICLES - {"of"}:
        place -= 1
    if low(cut, place) not in ("of", ":", "at"):
        return None
    sign = way(low(cut, place - 1))
    if sign:
        return _begin(cut, place - 1), mark.last, sign
    for first in range(place - 2, max(place - 5, -1), -1):
        if low(cut, first) in ("plus", "add") and all(cut[at].kind == "word" for at in range(first, place)):
            return first, mark.last, 1
    return None


def _on_top(cut: Sequence[Token], at: int) -> int:
    """Return where "on top", "on top of what is in the deal" ends; 0 where nothing is put on top."""
    at += low(cut, at) == ","
    while low(cut, at) in ("is", "comes", "goes", "go", "come", "put"):
        at += 1
    if low(cut, at) in _FOR:  # "800 for the freight on top"
        at = _reason(cut, at)
    if (low(cut, at), low(cut, at + 1)) not in (("on", "top"), ("in", "addition")):
        return 0
    end = at + 2
    if low(cut, end) not in ("of", "to"):
        return end
    return base_at(cut, end + 1) or (end + 2 if low(cut, end + 1) in ("that", "it") else end)


def _onto(cut: Sequence[Token], at: int) -> int:
    """Return where "to the amount", "on the current price" ends; 0 where nothing of that stands there."""
    return base_at(cut, at + 1) if low(cut, at) in _TO else 0


def _added(cut: Sequence[Token], mark: Mark) -> Mark | None:
    """Read "add 4% to the amount", "add 1,000 for project management to …", "plus another 800 for freight"."""
    place = _begin(cut, mark.first)
    words = {low(cut, at) for at in range(place, mark.first)}
    if not words & ({"plus", "add"} | _EXTRA):
        return None
    told = _onto(cut, mark.last)
    if told and "add" in words:
        return _told(mark, place, told, 1)
    if low(cut, mark.last) not in ("for",) or not mark.value.value >= _LEAST:
        return None
    end = _reason(cut, mark.last)
    onto = low(cut, end) in _TO
    closed = end >= len(cut) or low(cut, end) in _CLOSING
    return _told(mark, place, _onto(cut, end) or end, 1) if end > mark.last and (onto or closed) else None


_LEAST = 20
"""A smaller number that is added counts something."""
_CLOSING = words_of(". , ! ? ; please pls and as so thanks now")


def _reason(cut: Sequence[Token], at: int) -> int:
    """Return where "for the freight" ends; nobody's name is in it."""
    place = at + 1
    while place < min(at + _WORDS, len(cut)) and cut[place].kind == "word" and not cut[place].proper:
        if cut[place].low in _TO | _CLOSING or cut[place].low in _OTHERS:
            break
        place += 1
    return place if place > at + 1 and not (place < len(cut) and cut[place].proper) else at


_WORDS = 6
_OTHERS = words_of("every each all deal deals me us him her it them that this who which tomorrow today")
"""Words that tell no reason."""
