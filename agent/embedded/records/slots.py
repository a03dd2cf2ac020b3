"""When the activities that are meant are due: "tomorrow's", "that day", "before then", "overdue", "the next one"."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from agent.embedded.conditions.hours import hourly
from agent.embedded.language.intents import Condition
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.sentence import Clause
from agent.embedded.values.calendar import When

_FORMAT = "%Y-%m-%dT%H:%M"
_ON = words_of("on of for at from in during within over between")
_ARTICLES = words_of("the this coming next of")
_FIRST = words_of("first earliest")
_NEXT = words_of("next upcoming")
_LAST = words_of("last latest final")
_COMING = words_of("future upcoming")


@dataclass(slots=True)
class Due:
    """Conditions on the day of activities, their order, and the words that told them."""

    where: list[Condition] = field(default_factory=list)
    order: str = ""
    taken: set[int] = field(default_factory=set)
    dated: bool = False


def due(own: Clause, scope: Clause, new: Collection[int], world: World, *, many: bool) -> Due:
    """Return what is told of when the activities are due that an order means; `new` are the words of new values."""
    found = Due()
    for mark in own.marks("date"):
        if not set(mark.places) & set(new) and attached(own, mark, many=many):
            others = [one for one in own.marks("date") if one is not mark and not set(one.places) & set(new)]
            told = hourly(own, mark, others)
            if told and told[0]:
                found.where += told[0]
                found.taken |= told[1]
                found.dated = True
                continue
            _add(found, mark, own.sentence.low(mark.first - 1), world)
    if not found.dated:
        _pointed(found, own, scope, new, world)
    if found.dated and _COMING & set(own.lows()):
        now = world.now.moment.strftime(_FORMAT)
        found.where.append(Condition(field="due_date", op="at_least", value=now))
    _late(found, own, world)
    _nearest(found, own, world)
    return found


def attached(own: Clause, mark: Mark, *, many: bool = False) -> bool:
    """Whether a day tells which activity is meant: "tomorrow's call", "my meeting on Thursday"."""
    said = own.sentence
    when: When = mark.value
    if when.invalid or when.bare or not (when.first and when.last):
        return False
    if said.low(mark.last) in ("'s", "'"):
        return True
    lead = mark.first - 1
    while said.low(lead) in _ARTICLES:
        lead -= 1
    before = said.low(lead)
    whose = said.at(lead - 1, "name")
    place = whose.first - 1 if whose and said.low(whose.first - 1) in ("with", "for") else lead  # "with Ann on Friday"
    behind = bool(
        said.at(place - 1, "kind") or said.at(place - 1, "class") or said.at(lead, "kind") or said.at(lead, "class")
    )
    bounded = many and before in ("before", "after", "until", "till", "since")
    return (
        bounded or (behind and (before in _ON or said.at(lead, "kind") is not None or many)) or (many and before in _ON)
    )


def _add(found: Due, mark: Mark, lead: str, world: World) -> None:
    when: When = mark.value
    found.taken |= {*mark.places}
    found.dated = True
    start, end = _moment(when, world)
    if lead in ("before", "until", "till", "by"):
        upto = lead in ("until", "till", "by") and not when.clock
        found.where += _of_day(when) if when.clock else []
        found.where.append(Condition(field="due_date", op="at_most" if upto else "under", value=end if upto else start))
    elif lead in ("after", "since"):
        found.where.append(
            Condition(field="due_date", op="at_least" if when.clock or lead == "since" else "over", value=end)
        )
    elif when.clock:
        found.where.append(Condition(field="due_date", op="is", value=start))
    else:
        found.where += _of_day(when)


def _moment(when: When, world: World) -> tuple[str, str]:  # noqa: ARG001
    if when.clock and when.first:
        text = datetime.combine(when.first, when.clock).strftime(_FORMAT)
        return text, text
    return str(when.first), str(when.last)


def _of_day(when: When) -> list[Condition]:
    """Return that something is due on a day, or within a time; where an hour bounds it, on the day of the hour."""
    if when.first == when.last:
        return [Condition(field="due_date", value=str(when.first))]
    return [
        Condition(field="due_date", op="at_least", value=str(when.first)),
        Condition(field="due_date", op="at_most", value=str(when.last)),
    ]


def _pointed(found: Due, own: Clause, scope: Clause, new: Collection[int], world: World) -> None:
    """Read "that day", "then", "before then": the only day that was told besides."""
    said = own.sentence
    for at in pointing(own):
        that = said.low(at) != "then"
        if at in new:
            continue
        told = [mark for mark in scope.marks("date") if mark.last <= at and not mark.value.bare and mark.value.first]
        told = [mark for mark in told if not mark.value.invalid and not set(mark.places) & set(new)]
        if len({mark.value.written() for mark in told}) != 1:
            continue
        mark = told[-1]
        if said.low(at - 1) in ("before", "until", "till") or not mark.value.clock:
            _add(found, mark, said.low(at - 1), world)
        else:
            found.where += _of_day(mark.value)
            found.dated = True
        found.taken |= {at, at + 1} if that else {at}
        return


def pointing(own: Clause) -> list[int]:
    """Return where a clause points to a day that was told: "then", "that day"."""
    said = own.sentence
    places = range(own.first, own.last)
    return [
        at
        for at in places
        if (said.low(at), said.low(at + 1)) in _THAT or (said.low(at) == "then" and _closes(own, at))
    ]


_THAT = {
    ("that", "day"),
    ("that", "week"),
    ("that", "morning"),
    ("that", "afternoon"),
    ("that", "date"),
    ("those", "days"),
}


def _closes(own: Clause, at: int) -> bool:
    """Whether "then" ends what is said, and does not only go on with it."""
    behind = own.sentence.low(at + 1)
    return own.sentence.low(at - 1) not in ("", ",", ".", "and", ";", "-") and behind in (
        "",
        ".",
        ",",
        "!",
        "?",
        ";",
        "please",
    )


def _late(found: Due, own: Clause, world: World) -> None:
    for at in range(own.first, own.last):
        two = (own.sentence.low(at), own.sentence.low(at + 1))
        if two[0] == "overdue" or two in {("past", "due"), ("over", "due"), ("past", "their"), ("past", "its")}:
            now = world.now.moment.strftime(_FORMAT)
            found.taken |= {at} if two[0] == "overdue" else {at, at + 1}
            if not any(one.value == now for one in found.where):
                found.where.append(Condition(field="due_date", op="under", value=now))


def _nearest(found: Due, own: Clause, world: World) -> None:
    """Read "my next call", "the first meeting on Thursday", "the last one tomorrow"."""
    said = own.sentence
    for at in range(own.first, own.last):
        low = said.low(at)
        if low not in _FIRST | _NEXT | _LAST or at in found.taken or said.at(at, "date") or said.at(at, "name"):
            continue
        kind = said.at(at + 1, "kind") or said.at(at + 1, "class")
        if not kind and said.low(at + 1) not in ("one", "thing", "appointment"):
            continue
        now = world.now.moment.strftime(_FORMAT)
        if low in _LAST and not found.dated:
            continue  # the last one that was, or the last one to come
        found.order = "-due_date" if low in _LAST else "due_date"
        found.taken.add(at)
        today = str(world.now.moment.date())
        if low in _NEXT or not found.dated or any(one.value == today for one in found.where):
            found.where.append(Condition(field="due_date", op="at_least", value=now))
        return
