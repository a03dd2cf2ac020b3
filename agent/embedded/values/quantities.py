"""The days, lengths and sums of a sentence."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import Name
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.anchors import anchored
from agent.embedded.values.dates import date_at
from agent.embedded.values.days import Now
from agent.embedded.values.echoes import echoed
from agent.embedded.values.lengths import length_at, minutes_at
from agent.embedded.values.money import Amount, amount_at, share_at
from agent.embedded.values.products import priced
from agent.embedded.values.reckoned import reckoned

_DATE_LEADS = words_of("in by until till since before after next last this of on for")


def quantities(cut: Sequence[Token], opaque: set[int], names: Sequence[Name], now: Now, timed: set[int]) -> list[Mark]:
    """Return the marks of days, lengths, sums and ranges of sums; tokens of days are added to `timed`.

    What is `opaque`, or surely a name, is none.
    """
    spans = [(name.first, name.last, max(ref.fit for ref in name.refs) >= SURE) for name in names if not name.weak]
    made, days = _read(tuple(cut), frozenset(opaque), tuple(spans), now)
    timed.update(days)
    return list(made)


SURE = 0.99
"""Words that fit a name so well are that name."""
Span = tuple[int, int, bool]
"""Where a name begins and ends, and whether it is surely one."""


@lru_cache(maxsize=64)
def _read(
    cut: tuple[Token, ...], opaque: frozenset[int], names: tuple[Span, ...], now: Now
) -> tuple[tuple[Mark, ...], frozenset[int]]:
    """Return the marks, and the tokens of days: a message is read several times in a turn."""
    made: list[Mark] = []
    timed: set[int] = set()
    owner = {at: name for name in names for at in range(name[0], name[1])}
    at = 0
    while at < len(cut):
        if at in opaque:
            at += 1
            continue
        found = _date(cut, at, owner, now)
        if found:
            made.append(found)
            timed.update(found.places)
        else:
            found = _amount(cut, at, owner)
            if found:
                made.append(found)
        at = found.last if found else at + 1
    told = anchored(made, cut)
    anchors = {at for mark in told if mark not in made for at in mark.places}
    barred = opaque.union(owner)
    made = echoed(told, cut, now, barred | anchors)
    timed.update(at for mark in made if mark.kind in ("date", "echo") for at in mark.places)
    return tuple(reckoned(_joined(made, cut), cut, barred)), frozenset(timed)


def _joined(marks: list[Mark], cut: Sequence[Token]) -> list[Mark]:
    """Give a day the time that stands apart from it: "that's the 11th, and eleven would be perfect"."""
    dates = [mark for mark in marks if mark.kind == "date"]
    hours = [mark for mark in dates if mark.value.bare]
    days = [mark for mark in dates if not mark.value.bare]
    if len(hours) != 1 or len(days) != 1 or days[0].value.clock or days[0].value.exact or not days[0].value.day:
        return marks
    first, last = sorted((hours[0], days[0]), key=lambda mark: mark.first)
    if any(cut[at].low in (".", "!", "?", ";") for at in range(first.last, last.first)):
        return marks
    day = Mark("date", days[0].first, days[0].last, days[0].value.at(hours[0].value.clock))
    hour = Mark("courtesy", hours[0].first, hours[0].last, ["time"])
    return [day if mark is days[0] else hour if mark is hours[0] else mark for mark in marks]


def _date(cut: Sequence[Token], at: int, owner: Mapping[int, Span], now: Now) -> Mark | None:
    found = date_at(cut, at, now)
    if not found:
        return None
    end, when = found
    if end < len(cut) and cut[end].low in _FIRMS and cut[end].proper:
        return None
    if when.bare and priced(cut, end):  # "at 6.50 apiece"
        return None
    rivals = [owner[place] for place in range(at, end) if place in owner]
    led = at > 0 and cut[at - 1].low in _DATE_LEADS
    wide = [last - first for first, last, sure in rivals if sure]
    if cut[at].kind in ("iso", "date"):  # a whole date is no part of a name that has its year
        wide = [width for width in wide if width > end - at]
    if any(width >= end - at and not (led and width == 1) for width in wide):
        return None
    return Mark("date", at, end, when)


_FIRMS = words_of("ltd inc gmbh llc plc corp ag bv sa srl oy ab limited group holdings")
"""Words behind the name of a company, which may be called like a day."""


def _amount(cut: Sequence[Token], at: int, owner: Mapping[int, Span]) -> Mark | None:
    if at in owner:
        return None
    clock = minutes_at(cut, at)
    if clock:
        return Mark("length", at, clock[0], (clock[1], "minute"))
    share = share_at(cut, at)
    if share:
        return Mark("amount", at, *share)
    length = length_at(cut, at)
    if length and cut[at].low not in ("a", "the") and not _summed(cut, at, length[0]):
        return Mark("length", at, length[0], (length[1], length[2]))
    found = amount_at(cut, _nearly(cut, at))
    if found and found[0] - at > 1 and not found[1].money and _nearly(cut, at) > at:
        return None
    if found and cut[at].low == "one" and found[0] == at + 1:
        return None
    if not found:
        return Mark("length", at, length[0], (length[1], length[2])) if length else None
    span = _span(cut, found)
    return Mark("range", at, *span) if span else Mark("amount", at, found[0], found[1])


def _span(cut: Sequence[Token], found: tuple[int, Amount]) -> tuple[int, tuple[float, float]] | None:
    """Read the rest of "60-100k": the two sums it lies between, of which none is a value."""
    end, low = found
    dashed = end + 1 < len(cut) and cut[end].low == "-" and not low.percent
    high = amount_at(cut, end + 1) if dashed else None
    if not high or not high[1].money:
        return None
    glued = cut[end - 1].end == cut[end].start and cut[end].end == cut[end + 1].start  # no "Kite 2 - 40k"
    scale = next((size for size in (1e9, 1e6, 1e3) if high[1].value >= size), 1) if low.value < 1000 else 1
    least = low.value * scale
    return (high[0], (least, high[1].value)) if least < high[1].value and (glued or low.money) else None


def _summed(cut: Sequence[Token], at: int, end: int) -> bool:
    """Whether what looks like a length is the beginning of a sum: "three quarters of a million"."""
    found = amount_at(cut, at)
    return found is not None and found[0] > end


def _nearly(cut: Sequence[Token], at: int) -> int:
    """Return where the words end that make a new sum a rough one: "to just under 40k"; `at` without them."""
    told = at > 0 and cut[at - 1].low in _VALUED
    low = [token.low for token in cut[at : at + 3]]
    if not told or len(low) < 3:
        return at
    place = 2 if low[:2] in (["a", "bit"], ["a", "little"]) else int(low[0] in ("just", "slightly"))
    if place and low[place] in ("under", "over", "below", "above"):
        return at + place + 1
    return at + 1 if low[0] in ("nearly", "almost") else at


_VALUED = words_of("to at is now be = : 's it comes came in lands around")
"""Words before a new sum."""
