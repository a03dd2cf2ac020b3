"""Pieces times price: "12 chairs at 2,150 each", "24 days at 450 a day", "£35 a head for 120 guests", "3 x 1,500".

A price of one piece is no sum: where it does not tell how many there are, or may count several things, it becomes a
`rate`, which no reader takes for an amount.
"""

from collections.abc import Sequence
from dataclasses import replace

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.counts import noun_end, plainly
from agent.embedded.values.days import low
from agent.embedded.values.lengths import MINUTES, UNITS

_TIMES = words_of("x \u00d7 * times")
_PIECES = words_of("each apiece piece unit item pc pce head person pop one")
"""Words for one of whatever is counted."""
_ENDS = words_of(". ! ? ;")
_HOURS = {"hour": 60, "hr": 60, "h": 60}


def multiplied(marks: Sequence[Mark], cut: Sequence[Token]) -> list[Mark]:
    """Return the marks, with a price of one and the number of pieces as what they are all worth."""
    made = list(marks)
    for each in [mark for mark in marks if mark.kind == "amount" and not mark.value.percent]:
        end, unit, first = _priced(cut, each)
        numbers = _numbers(made, each, end, unit, cut) if end else _timed(made, each, cut)
        if not end and not numbers:
            if each in made and _unclear(made, each, cut):
                made[made.index(each)] = Mark("rate", each.first, each.last, each.value)
            continue
        at = made.index(each) if each in made else -1
        if at < 0:
            continue
        made[at] = _lasting(made, _whole(each, numbers, first, max(end, each.last)), cut)
        whole, number = made[at], numbers[0][0] if made[at].kind == "amount" else None
        if number and _more(number, cut):
            whole = made[at] = Mark("amount", whole.first, whole.last, replace(whole.value, by=whole.value.value))
        made = [mark for mark in made if mark is whole or (mark is not number and not _inside(mark, whole))]
        made += [Mark("count", number.first, noun_end(cut, number.last) or number.last, number.value)] if number else []
    return [*made, *_totals(cut)] if any(mark.kind == "count" for mark in made) else made


def _unclear(marks: Sequence[Mark], each: Mark, cut: Sequence[Token]) -> bool:
    """Whether a sum may be the price of one as well as that of all: "three pumps at 4,000"."""
    if low(cut, each.first - 1) not in ("at", "@") or low(cut, each.last) in _WHOLE:
        return False
    return any(
        mark.kind == "amount" and plainly(mark.value) and mark.value.value > 1 and _ends_at(mark, each.first - 1, cut)
        for mark in marks
    )


def _ends_at(mark: Mark, at: int, cut: Sequence[Token]) -> bool:
    end = noun_end(cut, mark.last)
    return end == at or (low(cut, mark.last) == "of" and mark.last + 2 == at)


_WHOLE = words_of("altogether total overall all together flat")
"""Words behind the price of all."""


def _totals(cut: Sequence[Token]) -> list[Mark]:
    """Return the marks of words that only point to what all pieces are worth: "with the total as the amount"."""
    found = []
    for at in range(len(cut) - 1):
        if low(cut, at) in ("the", "that", "this") and low(cut, at + 1) in _ALL:
            first = at - (low(cut, at - 1) == "with")
            end = at + 2 + (low(cut, at + 2) == "in")
            end += 3 * ([low(cut, end), low(cut, end + 1), low(cut, end + 2)] in _AS)
            found.append(Mark("courtesy", first, end, ["total"]))
    return found


_ALL = words_of("total sum product result outcome")
_AS = (["as", "the", "amount"], ["as", "its", "amount"], ["as", "the", "value"], ["as", "its", "value"])


def _inside(one: Mark, other: Mark) -> bool:
    return other.first <= one.first and one.last <= other.last


def _more(number: Mark, cut: Sequence[Token]) -> bool:
    """Whether the pieces come on top of those that were there: "four additional stops", "another ten seats"."""
    end = noun_end(cut, number.last) or number.last
    words = {low(cut, at) for at in range(number.first - 1, end + 1)}
    return bool(words & _FURTHER)


_FURTHER = words_of("more additional extra another further")


def _whole(each: Mark, numbers: Sequence[tuple[Mark, float]], first: int, last: int) -> Mark:
    """Return what all pieces are worth; the mere price of one, unless one number of them is known."""
    if len(numbers) != 1:
        return Mark("rate", first, last, each.value)
    total = round(each.value.value * numbers[0][1], 2)
    return Mark("amount", first, last, replace(each.value, value=total, money=True, counts=False))


def _lasting(marks: Sequence[Mark], whole: Mark, cut: Sequence[Token]) -> Mark:
    """Return what all pieces are worth for as long as they are paid for: "… each per month, for four months".

    For how long must be said in the same sentence.
    """
    end = priced(cut, whole.last)
    unit = UNITS.get(low(cut, end - 1), "") if end else ""
    if not unit or whole.kind != "amount":
        return whole
    lengths = [mark for mark in marks if mark.kind == "length" and mark.value[1] == unit]
    near = [mark for mark in lengths if _together(mark, whole, cut)]
    if len(near) != 1:
        return Mark("rate", whole.first, end, whole.value)
    total = round(whole.value.value * near[0].value[0], 2)
    return Mark("amount", whole.first, end, replace(whole.value, value=total))


def priced(cut: Sequence[Token], at: int) -> int:
    """Return where the words end that make the number before them the price of one: "apiece", "a day", "/unit"."""
    words = [low(cut, at), low(cut, at + 1)]
    if words[0] in ("each", "apiece"):
        return at + 1
    of_one = words[1] in _PIECES or words[1] in UNITS or words[1] in MINUTES
    if words[0] in ("per", "/") and at + 1 < len(cut) and cut[at + 1].kind == "word":
        return at + 2
    return at + 2 if words[0] in ("a", "an") and of_one and low(cut, at + 2) not in _LATER else 0


_LATER = words_of("later earlier ago back before after sooner from and")
"""Words behind a length of time that is no unit of a price: "at 450 a day later"."""


def _priced(cut: Sequence[Token], each: Mark) -> tuple[int, str, int]:
    """Return where the price of one ends (0 where it is none), of what it is the price, and where it begins."""
    end = priced(cut, each.last)
    if end:
        return end, low(cut, end - 1), each.first
    named = low(cut, each.last) in ("a", "an") and each.last + 1 < len(cut) and cut[each.last + 1].kind == "word"
    if named:
        return 0, "", each.first
    place = each.first - 1
    place -= low(cut, place) in ("of", "is", ":", "at")
    unit = low(cut, place) in ("price", "rate", "cost") and low(cut, place - 1) in ("unit", "piece", "daily", "hourly")
    return (each.last, "unit", place - 1) if unit else (0, "", each.first)


def _numbers(marks: Sequence[Mark], each: Mark, end: int, unit: str, cut: Sequence[Token]) -> list[tuple[Mark, float]]:
    """Return the numbers of pieces in the same sentence: those before the price, else those right behind it."""
    found = [
        (mark, number)
        for mark in marks
        if mark is not each and _together(mark, each, cut) and (number := _number(mark, unit, cut))
    ]
    before = [one for one in found if one[0].last <= each.first]
    return before or [one for one in found if one[0].first >= end]


def _together(mark: Mark, each: Mark, cut: Sequence[Token]) -> bool:
    first, last = sorted((mark, each), key=lambda one: one.first)
    return not any(low(cut, at) in _ENDS for at in range(first.last, last.first))


def _number(mark: Mark, unit: str, cut: Sequence[Token]) -> float:
    """Return how many pieces a mark tells of: days of a price a day; 0 where it tells of something else."""
    if mark.kind == "length":
        count, of = mark.value
        if of == "minute":
            return count / _HOURS[unit] if unit in _HOURS else 0
        return float(count) if UNITS.get(unit) == of else 0
    if mark.kind != "amount" or not plainly(mark.value) or mark.value.value < 2:
        return 0
    end = noun_end(cut, mark.last)
    if unit in UNITS or unit in MINUTES:  # two fitters for five days: who knows what is paid a day
        return float(mark.value.value) if end else 0
    if unit in _PIECES:
        return float(mark.value.value)
    named = {low(cut, at).rstrip("s") for at in range(mark.last, end)}
    return float(mark.value.value) if unit.rstrip("s") in named or low(cut, mark.last) == "of" else 0


def _timed(marks: Sequence[Mark], each: Mark, cut: Sequence[Token]) -> list[tuple[Mark, float]]:
    """Read "3 x 1,500", "12 licences x 80", and "14 doors, 1,200 a door"."""
    for mark in marks:
        if mark.kind != "amount" or mark.last > each.first or not plainly(mark.value):
            continue
        end = noun_end(cut, mark.last) or mark.last
        if end == each.first - 1 and low(cut, end) in _TIMES:
            return [(mark, mark.value.value)]
        one = low(cut, each.last + 1) if low(cut, each.last) in ("a", "an") else ""
        if one and end > mark.last and low(cut, end - 1).rstrip("s") == one.rstrip("s") and _together(mark, each, cut):
            return [(mark, mark.value.value)]
    return []
