"""The same price of one for another number of pieces: "it was for ten; now they want twelve at the same unit price"."""

from collections.abc import Sequence

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.counts import plainly
from agent.embedded.values.days import low
from agent.embedded.values.money import Amount

_PRICES = words_of("price prices rate rates cost costs conditions terms")
_ONES = words_of("unit piece per-unit each item")
_OLD = words_of("was were been instead rather not from originally initially first quoted than covered had")
_NEW = words_of(
    "now want wants need needs take takes order orders to becomes make makes asks ask going go will up down"
)
_ENDS = words_of(". ! ? ; ,")
SUM = 1_000
"""The old sum is not smaller; a number of pieces is."""


def scaled(marks: Sequence[Mark], cut: Sequence[Token]) -> list[Mark]:
    """Return the marks, with two numbers of pieces at the same price as the growth of the old sum.

    Where it is not certain which of them was and which will be, both tell only how many there are.
    """
    price = next((at for at in range(len(cut)) if _same(cut, at)), None)
    numbers = [mark for mark in marks if mark.kind == "amount" and plainly(mark.value) and mark.value.value < SUM]
    if price is None or not numbers:
        return list(marks)
    rest = [mark for mark in marks if mark not in numbers]
    sums = [mark for mark in rest if mark.kind == "amount" and not mark.value.percent]
    ways = {_way(cut, mark): mark for mark in numbers}
    if len(numbers) != 2 or set(ways) != {"old", "new"} or len(sums) > 1:
        return [Mark("rate", mark.first, mark.last, mark.value) if mark in numbers else mark for mark in marks]
    new, old = ways["new"], ways["old"]
    by = 100 * (new.value.value / old.value.value - 1)
    worth = sums[0].value.value if sums else None
    made = Mark("amount", new.first, new.last, Amount(abs(by), percent=True, by=by, old=worth))
    return sorted((made, *(mark for mark in rest if mark not in sums)), key=lambda mark: mark.first)


def _same(cut: Sequence[Token], at: int) -> bool:
    """Whether "the same unit price", "the same price each" stands here."""
    if low(cut, at) not in ("same", "unchanged") or at + 2 > len(cut):
        return False
    words = [low(cut, place) for place in range(at + 1, at + 5)]
    if words[0] in _ONES and words[1] in _PRICES:
        return True
    return words[0] in _PRICES and (words[1] in ("each", "apiece", "per", "a") or low(cut, at - 2) == "at")


def _way(cut: Sequence[Token], mark: Mark) -> str:
    """Return whether a number of pieces was ("old"), or will be ("new"); nothing where that is not told."""
    words = []
    at = mark.first - 1
    while at >= 0 and low(cut, at) not in _ENDS and mark.first - at <= _WORDS:
        words.append(low(cut, at))
        at -= 1
    told = next((word for word in words if word in _OLD | _NEW), "")
    return "old" if told in _OLD else "new" if told else ""


_WORDS = 6
"""Words before a number that tell whether it was, or will be."""
