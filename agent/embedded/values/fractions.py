"""Parts and multiples of what something is worth: "two thirds of the amount", "a third less", "half as much again"."""

from collections.abc import Collection, Sequence

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.bases import base_at
from agent.embedded.values.days import low
from agent.embedded.values.money import Amount

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8} | {
    "ninth": 9,
    "tenth": 10,
    "twelfth": 12,
    "twentieth": 20,
}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_MULTIPLES = {"twice": 2, "double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_LESS = words_of("less off lower cheaper down smaller")
_MORE = words_of("more extra higher dearer bigger again")
_OFF = words_of("off by knock take cut deduct less minus drop")


def fractions(marks: Sequence[Mark], cut: Sequence[Token], barred: Collection[int] = ()) -> list[Mark]:
    """Return the marks, with those of parts and multiples of an old sum among them."""
    places = [at for at in range(len(cut)) if at not in barred and cut[at].low.partition("-")[0] in _FIRST]
    made = [found for at in places if (found := _part(cut, at))]
    made += [found for mark in marks if mark.kind == "amount" and mark.value.percent and (found := _percent(cut, mark))]
    if not made:
        return list(marks)
    taken = {at for mark in made for at in mark.places}
    return sorted((*made, *(mark for mark in marks if taken.isdisjoint(mark.places))), key=lambda mark: mark.first)


_FIRST = frozenset((*_COUNTS, *_MULTIPLES, *_PARTS))


def _share(cut: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Return where "two thirds", "half", "a quarter" ends, and what part it is."""
    if low(cut, at) == "half":
        return at + 1, 0.5
    which, _, parts = low(cut, at).partition("-")
    parts, end = (parts, at + 1) if parts else (low(cut, at + 1), at + 2)
    size = _PARTS.get(parts) or _PARTS.get(parts.removesuffix("s")) or (2 if parts == "halves" else 0)
    count = _COUNTS.get(which, 0)
    return (end, count / size) if count and size and count < size else None


def _part(cut: Sequence[Token], at: int) -> Mark | None:
    """Return the part or multiple that is told from a token on."""
    if low(cut, at) in _MULTIPLES:
        base = _much(cut, at + 1) or base_at(cut, at + 1 + (low(cut, at + 1) == "of"))
        return _mark(at, base, 100.0 * (_MULTIPLES[low(cut, at)] - 1)) if base else None
    share = _share(cut, at)
    if not share or low(cut, at - 1) in ("-", "and") or (low(cut, at - 1) in _COUNTS and low(cut, at) == "half"):
        return None
    end, size = share
    if low(cut, end) in _LESS | _MORE and not _longer(cut, end):
        return _mark(at, end + 1, 100 * size * (-1 if low(cut, end) in _LESS else 1))
    if more := _much(cut, end):
        return _mark(at, more, 100 * (size if low(cut, more - 1) == "again" else size - 1))
    return _of_base(cut, at, end, size)


def _longer(cut: Sequence[Token], at: int) -> bool:
    """Whether what is more or less is named: "half more people"."""
    behind = cut[at + 1] if at + 1 < len(cut) else None
    return bool(behind and behind.kind == "word" and behind.low in ("people", "staff", "time", "than"))


def _much(cut: Sequence[Token], at: int) -> int:
    """Return where "as much", "as much again" ends; 0 where nothing of that stands there."""
    if (low(cut, at), low(cut, at + 1)) == ("as", "much"):
        return at + 2 + (low(cut, at + 2) == "again")
    return 0


def _of_base(cut: Sequence[Token], at: int, end: int, size: float) -> Mark | None:
    """Read the rest of "two thirds of the current amount": that much is left, goes, or is added."""
    of = low(cut, end) == "of"
    base = base_at(cut, end + of)
    if not base or not (of or size == 0.5):
        return None
    if low(cut, base) == "off" or low(cut, at - 1) in _OFF:
        return _mark(at, base + (low(cut, base) == "off"), -100 * size)
    added = low(cut, at - 1) in ("add", "plus", "another") or (low(cut, base), low(cut, base + 1)) == ("on", "top")
    return _mark(at, base, 100 * size if added else 100 * (size - 1))


def _percent(cut: Sequence[Token], mark: Mark) -> Mark | None:
    """Read "80% of the current amount"."""
    of = low(cut, mark.last) == "of"
    return _of_base(cut, mark.first, mark.last, mark.value.value / 100) if of else None


def _mark(first: int, last: int, by: float) -> Mark:
    return Mark("amount", first, last, Amount(abs(by), percent=True, by=by))
