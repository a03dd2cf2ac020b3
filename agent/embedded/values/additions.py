"""Sums of sums, and what lies in the middle of two: "12,000 plus 800 for freight", "150k to 160k, the middle"."""

from collections.abc import Sequence
from dataclasses import replace

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import openings, words_of
from agent.embedded.values.days import low
from agent.embedded.values.growth import way
from agent.embedded.values.money import Amount

_PLUS = words_of("plus +")
_MINUS = words_of("minus less")
_TAXES = words_of("vat tax gst mwst ust iva tva btw sales")
_ARTICLES = words_of("a an the another")
_MIDDLE = openings("the middle|the mid-point|the midpoint|halfway|half-way|midway|the mean|the average|middle value")
LEAST = 50
"""Of two numbers that are added, none may be smaller: it counts something."""
SURELY = 1_000
"""A middle that is smaller may be in thousands."""


def added(marks: Sequence[Mark], cut: Sequence[Token]) -> list[Mark]:
    """Return the marks, with two sums that are added, or of which one is taken off the other, as one."""
    made: list[Mark] = []
    for mark in marks:
        joined = _joined(made[-1], mark, cut) if made else None
        if joined:
            made[-1] = joined
        else:
            made.append(mark)
    return made


def _joined(one: Mark, other: Mark, cut: Sequence[Token]) -> Mark | None:
    if one.kind != "amount" or other.kind != "amount" or one.value.percent or one.value.by is not None:
        return None
    at = one.last + (low(cut, one.last) == ",")
    sign = 1 if low(cut, at) in _PLUS else -1 if low(cut, at) in _MINUS else 0
    between = [low(cut, place) for place in range(at + 1, other.first)]
    named = between[-1:] == ["of"] and len(between) <= NAMED and all(word.isalpha() for word in between)
    if not sign or not (named or all(word in _ARTICLES for word in between)) or _small(one) or _small(other):
        return None
    total = _total(one, other, sign)
    if low(cut, other.last) in _TAXES:  # with the tax, or without it: who knows which of them is wanted
        return Mark("rate", one.first, other.last + 1, one.value) if other.value.percent else None
    last = other.last + (way(low(cut, other.last)) == sign)
    return Mark("amount", one.first, last, replace(one.value, value=total, money=True, counts=False))


NAMED = 4
"""Words that may name what a sum is added for: "plus a delivery charge of"."""


def _small(mark: Mark) -> bool:
    return not (mark.value.percent or mark.value.money) and (mark.value.counts or mark.value.value < LEAST)


def _total(one: Mark, other: Mark, sign: int) -> float:
    more = one.value.value * other.value.value / 100 if other.value.percent else other.value.value
    return float(round(one.value.value + sign * more, 2))


def halved(marks: Sequence[Mark], cut: Sequence[Token]) -> list[Mark]:
    """Return the marks, with two sums of which the middle is wanted as that."""
    places = [at for at in range(len(cut)) if _middle(cut, at)]
    if len(places) != 1:
        return list(marks)
    sums = [mark for mark in marks if mark.kind in ("amount", "range") and _beside(cut, places[0], mark)]
    ends = _ends(sums, cut)
    if not ends or sum(ends) / 2 < SURELY:
        return list(marks)
    first = sums[0]
    known = first.value if first.kind == "amount" else Amount(0.0)
    middle = Mark("amount", first.first, sums[-1].last, replace(known, value=sum(ends) / 2, money=True, counts=False))
    return sorted((middle, *(mark for mark in marks if mark not in sums)), key=lambda mark: mark.first)


def _middle(cut: Sequence[Token], at: int) -> bool:
    words = tuple(token.low for token in cut[at : at + 2])
    return any(words[: len(one)] == one for one in _MIDDLE)


def _beside(cut: Sequence[Token], at: int, mark: Mark) -> bool:
    """Whether a sum stands in the sentence of the middle, or the one before."""
    first, last = sorted((at, mark.first))
    return sum(low(cut, place) in (".", "!", "?") for place in range(first, last)) <= 1


def _ends(sums: Sequence[Mark], cut: Sequence[Token]) -> tuple[float, float] | None:
    if len(sums) == 1 and sums[0].kind == "range":
        least, most = sums[0].value
        return least, most
    if len(sums) != 2 or any(mark.kind != "amount" or mark.value.percent for mark in sums):
        return None
    one, other = sums
    joined = other.first - one.last == 1 and low(cut, one.last) in ("and", "to", "-", "or")
    if not joined:
        return None
    scale = next((size for size in (1e6, 1e3) if other.value.value >= size), 1.0) if other.value.money else 1.0
    least = one.value.value * (scale if one.value.value < 1_000 and not one.value.money else 1)
    return (least, other.value.value) if least < other.value.value else None
