"""When an activity shall be due instead: the new day or hour of an order, told apart from the old ones."""

from collections.abc import Iterable

from agent.embedded.fields.shifts import date_change
from agent.embedded.language.intents import Change
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.records.agenda import kinds
from agent.embedded.records.slots import attached
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.evidence import AGREED, Evidence
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause
from agent.embedded.values.calendar import When

_TOWARDS = words_of("to till until -> \u2192 into")
_PUTTING = words_of("put set have get schedule book place")
_OLD = words_of("from not than of")
_MORE = words_of("later earlier sooner back forward out")


def moment(own: Clause, scope: Clause, world: World, evidence: Evidence) -> tuple[Change | str, set[int]] | None:
    """Return the new due date of an order, as a value or a change, and its words; nothing where it is not clear."""
    shift = _shift(own, world)
    if shift:
        return shift
    if own.marks("length") and set(own.lows()) & _MORE:
        return None
    mark = _new(own, evidence) or _told(own, scope, evidence)
    if not mark or (not mark.value.day and not mark.value.bare) or mark.value.invalid:
        return None
    when = _within(mark.value, own)
    if not when:
        return None
    places = {*mark.places} | {at for at in range(own.first, own.last) if own.sentence.low(at) in ("same", "instead")}
    if when.bare:
        return Change(unit="clock", day=when.written()), places
    if when.clock or when.exact:
        return when.written(), places
    return Change(unit="to", day=when.written()), places


def _shift(own: Clause, world: World) -> tuple[Change, set[int]] | None:
    """Read "half an hour earlier", "back by two days", "a week later than planned"."""
    lengths = own.marks("length")
    if len(lengths) != 1:
        return None
    draft = Draft(own, world)
    change = date_change(draft, lengths[0])
    named = {at for mark in kinds(own) for at in mark.places}  # "follow up … a week later"
    return (change, {*draft.taken - named, *lengths[0].places}) if change else None


def _new(own: Clause, evidence: Evidence) -> Mark | None:
    """Return the only day or hour in an order that is no old one and does not tell which activity is meant."""
    free = [mark for mark in own.marks("date") if not _possessed(mark, own)]
    marks = [mark for mark in free if not _old(mark, own, evidence)]
    if not marks and len(free) == 1 and _PUTTING & set(own.lows()):
        marks = free  # "put my calls on Monday": without a new day there would be nothing to do
    led = [mark for mark in marks if own.sentence.low(mark.first - 1) in _TOWARDS]
    marks = led or _ordered(own, [mark for mark in marks if mark.value.first and mark.value.day], evidence)
    if len(marks) > 1:
        first = next((at for at, mark in enumerate(marks) if attached(own, mark)), len(marks))
        marks = marks[first + 1 :] or marks  # "the call on Friday should be on Monday"
    return marks[0] if len({mark.value.written() for mark in marks}) == 1 else None


def _possessed(mark: Mark, own: Clause) -> bool:
    return own.sentence.low(mark.last) in ("'s", "'")


def _ordered(own: Clause, marks: list[Mark], evidence: Evidence) -> list[Mark]:
    """Return the days in what orders something: "I won't make it tomorrow. Friday is realistic"."""
    if len(marks) < 2:
        return marks
    for first, last in reversed(list(sentences(own.sentence))):
        here = [mark for mark in marks if first <= mark.first < last]
        cut = [one for one in chunks(own) if evidence.acting(one) >= AGREED and evidence.held(one) < 1 - AGREED]
        said = [mark for mark in here if any(one.first <= mark.first < one.last for one in cut)]
        if here:
            return said or here
    return []


def _told(own: Clause, scope: Clause, evidence: Evidence) -> Mark | None:
    """Return the day that is told beside an order which names none: "move it to that"."""
    if own.marks("date"):
        return None
    marks = [mark for mark in scope.marks("date") if not _old(mark, scope, evidence) and mark.value.day]
    return marks[0] if len(marks) == 1 else None


def _old(mark: Mark, own: Clause, evidence: Evidence) -> bool:
    tokens = own.sentence.tokens
    role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end)
    lead = own.sentence.low(mark.first - 1)
    replaced = lead in _OLD and own.sentence.low(mark.first - 2) in ("instead", "rather", "later", "earlier")
    return (role in ("old", "filter") and sure >= AGREED) or replaced or lead in ("from", "not")


def _within(when: When, own: Clause) -> When | None:
    """Return a day, where a month or week that is named with it holds it: "in October, on the 6th"."""
    periods: Iterable[When] = (mark.value for mark in own.marks("date") if mark.value.first != mark.value.last)
    for period in periods:
        if when.first and period.first and period.last and not period.first <= when.first <= period.last:
            return None
    return when
