"""New values that the tagger hears, where the words themselves fit no pattern.

"It would be more honest to expect it on the 3rd of July" has no word for a change, and is one.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from agent.embedded.fields.addresses import addressed
from agent.embedded.fields.colleagues import receiver, torn
from agent.embedded.fields.meaning import ABOUT
from agent.embedded.fields.outcomes import ending, outcome
from agent.embedded.fields.shifts import date_change
from agent.embedded.fields.values import chosen, plain, values
from agent.embedded.language.intents import Change, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.given import INTO, Values

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "industry": ("industry",),
    "address": ("address",),
    "website": ("url",),
    "name": ("contact", "company"),
    "title": ("deal",),
    "subject": ("activity",),
    "phone": ("phone",),
}
"""The slots that hold the new value of a text field."""
_SLOTS: Mapping[str, tuple[str, ...]] = {
    "amount": ("amount", "number", "percent"),
    "date": ("date", "time", "period"),
    "length": ("date", "time", "period", "number"),
    "choice": ("stage",),
}
"""The slots that a value of each kind may be heard as."""
OTHER = 0.5
"""A value is an old one, or only tells which record is meant, from here on."""
_MULTIPLES = {"halve": -50, "half": -50, "halved": -50, "double": 100, "doubled": 100, "triple": 200, "treble": 200}
_COUNTED = words_of("hours hour hrs hr h days day weeks week months month minutes minute min")


def taken_values(draft: Draft, cls: Class, names: list[str], evidence: Evidence) -> Values:
    """Return the new values of fields of a class that a clause was heard to give; takes the words for them."""
    told = {at for mark in filters(draft, evidence) for at in mark.places}
    draft.taken |= told | {at for mark in others(draft, evidence) for at in mark.places}
    found = values(draft, cls, assigning=bool(cls.owner and cls.owner.name in names))
    ending(draft, cls, found)
    for kept in (found.set, found.link, found.change):
        for name in [one for one in kept if one not in names]:
            del kept[name]
    if "phone" in names:  # a number in groups is one number
        found.set.pop("phone", None)
    for name in names:
        if cls.fields[name].kind == "long":
            found.set.pop(name, None)
            _noted(draft, name, found, evidence)
        elif name not in found.link and name not in found.change:
            _given(draft, cls.fields[name], found, evidence)
    addressed(draft, found)
    _verdict(draft, cls.stage if cls.stage and cls.stage.name in names else None, found, evidence)
    draft.taken -= told
    return found


def _verdict(draft: Draft, stage: Field | None, found: Values, evidence: Evidence) -> None:
    """Give a record the end that a clause tells in its own words, where it names no value: "they bit"."""
    if not stage or stage.name in found.set or stage.name in found.change:
        return
    if any(chosen(mark, stage) for mark in draft.clause.marks("choice")) or any(draft.clause.verbs("delete")):
        return  # "drop the pilot" may mean either
    if value := outcome(stage, *evidence.outcome(draft.clause)):
        found.set[stage.name] = value


def filters(draft: Draft, evidence: Evidence) -> list[Mark]:
    """Return the values that only tell which records are meant."""
    tokens = draft.sentence.tokens
    marks = draft.open("amount", "date", "choice")
    roles = [evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end) for mark in marks]
    return [mark for mark, (role, sure) in zip(marks, roles, strict=True) if role == "filter" and sure >= OTHER]


def _given(draft: Draft, known: Field, found: Values, evidence: Evidence) -> None:
    if known.name == "completed_at":
        found.set[known.name] = ended(draft)
    elif known.name not in found.set or known.name in ("address", "name"):  # of these, all the words that were heard
        _only(draft, known, found, evidence)
        slotted(draft, known.name, found, evidence)


def _noted(draft: Draft, name: str, found: Values, evidence: Evidence) -> None:
    """Take the text that shall be written down: from its first words on, or from the "that" or colon before them."""
    tokens = draft.sentence.tokens
    places = range(draft.clause.first, draft.clause.last)
    heard = [at for at in places if evidence.tags.note(tokens[at].start, tokens[at].end) >= OTHER]
    if not heard:
        return
    first = heard[0]
    lead = next(
        (at for at in range(first - 1, max(first - _LEAD, draft.clause.first), -1) if draft.low(at) in _INTRO), 0
    )
    first = lead + 1 if lead else first
    text = draft.sentence.words(first, draft.clause.last).strip(' ,;:."“”«»')
    found.append[name] = text[:1].upper() + text[1:]
    draft.span(first, draft.clause.last)


_INTRO = words_of("that : - saying")
_LEAD = 8
"""Words before the first that is heard as text, among which its "that" may stand."""


def others(draft: Draft, evidence: Evidence) -> Iterator[Mark]:
    """Yield the values that are no new ones: heard as old, as a condition, or as something else where one is heard."""
    tokens = draft.sentence.tokens
    for mark in draft.open("amount", "date", "choice"):
        role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end)
        if role != "plain" and sure >= OTHER:
            yield mark
            continue
        heard = {at for slot in _SLOTS[mark.kind] for run in evidence.runs(draft.clause, slot) for at in range(*run)}
        if heard and heard.isdisjoint(mark.places) and draft.low(mark.last) not in _COUNTED:
            yield mark


def _only(draft: Draft, known: Field, found: Values, evidence: Evidence) -> None:
    """Give a field the only value in the clause that fits it."""
    if known.targets == ("_User",):
        _user(draft, known, found, evidence)
    elif known.targets in (("Company",), ("Contact",)):
        _record(draft, known, found, evidence)
    elif known.kind == "choice":
        _single(draft, known, found, {chosen(mark, known): mark for mark in draft.open("choice", "kind")})
    elif known.kind == "number":
        _multiple(draft, known, found)
        marks = [mark for mark in draft.open("amount") if new_sum(draft, mark)]
        _single(draft, known, found, {plain(mark.value.value): mark for mark in marks})
    elif known.kind == "date" and _shifted(draft, known, found):
        return
    elif known.kind == "date" and not draft.open("length"):
        marks = [mark for mark in draft.open("date") if mark.value.day and not mark.value.invalid]
        marks = marks or _pointed(draft)
        _single(draft, known, found, {mark.value.written(): mark for mark in marks})


def new_sum(draft: Draft, mark: Mark) -> bool:
    """Whether a number may be what something is worth now: "they want twelve" tells how many."""
    amount = mark.value
    if amount.percent or amount.counts or amount.by is not None:
        return False
    return bool(amount.money or amount.value >= COUNT or draft.before(mark, ABOUT) in INTO)


def _shifted(draft: Draft, known: Field, found: Values) -> bool:
    """Read by how much a day moves: "could we have that one day earlier"."""
    marks = draft.open("length")
    change = date_change(draft, marks[0]) if len(marks) == 1 else None
    if not change:
        return False
    found.change[known.name] = change
    draft.take(marks[0])
    return True


def _pointed(draft: Draft) -> list[Mark]:
    """Return the day that "that day" means: the only one that was told."""
    lows = draft.clause.lows()
    if not any(pair in _THAT for pair in pairwise(lows)):
        return []
    return [mark for mark in draft.clause.marks("date") if mark.value.day and not mark.value.invalid]


_THAT = {("that", "day"), ("that", "date"), ("this", "date"), ("then", "instead"), ("that", "deadline")}


def _single(draft: Draft, known: Field, found: Values, said: Mapping[Any, Mark]) -> None:
    """Set a field that has no new value yet, when there is one for it."""
    fitting = {value: mark for value, mark in said.items() if value}
    if len(fitting) == 1 and known.name not in found.change and known.name not in found.set:
        found.set[known.name], mark = fitting.popitem()
        draft.take(mark)


def _user(draft: Draft, known: Field, found: Values, evidence: Evidence) -> None:
    """Give an owner the only colleague that is named, and not only mentioned; or whom "him" means."""
    if pointed := receiver(draft):
        _own(draft, known, found, *pointed)
        return
    if torn(draft):
        return
    tokens = draft.sentence.tokens
    people = []
    for mark in draft.names():
        role, sure = evidence.tags.role(tokens[mark.first].start, tokens[mark.last - 1].end)
        if name_of(mark).of("_User") and not (role != "plain" and sure >= OTHER):
            people.append(mark)
    heard = {at for run in evidence.runs(draft.clause, "user") for at in range(*run)}
    people = [mark for mark in people if heard & set(mark.places)] or people
    if len(people) == 1:
        draft.take(people[0])
        found.link[known.name] = Noun(cls="_User", text=name_of(people[0]).text, said=[name_of(people[0]).of("_User")])


def _own(draft: Draft, known: Field, found: Values, at: int, mark: Mark) -> None:
    """Give an owner the colleague whom a pronoun means; the others are only spoken of."""
    draft.taken.add(at)
    draft.take(*(one for one in draft.names() if all(ref.cls == "_User" for ref in name_of(one).refs)))
    found.link[known.name] = Noun(cls="_User", text=name_of(mark).text, said=[name_of(mark).of("_User")])


def _record(draft: Draft, known: Field, found: Values, evidence: Evidence) -> None:
    """Give a pointer the only record of its class that is named: "move Otto to Hooli Retail"."""
    slot = known.targets[0].lower()
    heard = {at for run in evidence.runs(draft.clause, slot) for at in range(*run)}
    marks = [
        mark
        for mark in draft.names()
        if name_of(mark).of(known.targets[0]) and heard & set(mark.places) and draft.before(mark) in _BECOMING
    ]
    if len(marks) == 1:
        draft.take(marks[0])
        refs = name_of(marks[0]).of(known.targets[0])
        found.link[known.name] = Noun(cls=known.targets[0], text=name_of(marks[0]).text, said=[refs])
    elif not marks and known.targets == ("Contact",) and not heard:
        told = [at for at in range(draft.clause.first, draft.clause.last) if draft.low(at) in ("her", "him")]
        if len(told) == 1 and draft.low(told[0] - 1) in ("make", "put", "set", "have", "with", "to", "is"):
            found.link[known.name] = Noun(cls="Contact", pronoun="person", text=draft.low(told[0]))


_BECOMING = words_of("to at with into under is becomes for")
"""Words before what a record comes to belong to."""
COUNT = 100
"""A smaller number without a currency counts things, and is no amount."""


def _multiple(draft: Draft, known: Field, found: Values) -> None:
    """Read "halve it", "double the amount"."""
    said = [at for at in range(draft.clause.first, draft.clause.last) if _multiplies(draft, at)]
    if len(said) == 1 and not any(mark.value.money or mark.value.value >= COUNT for mark in draft.open("amount")):
        draft.taken.add(said[0])
        found.change[known.name] = Change(by=_MULTIPLES[draft.low(said[0])], percent=True)


def _multiplies(draft: Draft, at: int) -> bool:
    """Whether a word tells how an amount changes: "halve it", "cut it in half", not "half of the shops"."""
    word = draft.low(at)
    if word in ("half", "double", "triple") and draft.low(at + 1) in ("of", "that"):
        return False
    return word in _MULTIPLES and (word != "half" or draft.low(at - 1) in ("in", "by"))


def ended(draft: Draft) -> str:
    """Return when something ended: on the day that was said, or now."""
    for mark in draft.open("date"):
        day = mark.value.before or mark.value.first
        if mark.value.day and day and day <= draft.world.now.today:
            draft.take(mark)
            return str(mark.value.written(past=True))
    return draft.world.now.moment.strftime("%Y-%m-%dT%H:%M")


def slotted(draft: Draft, name: str, found: Values, evidence: Evidence) -> None:
    """Take the words that the tagger says are the new value of a text field: the last of them."""
    runs = [run for slot in _TEXTS.get(name, ()) for run in evidence.runs(draft.clause, slot)]
    if name == "phone":  # a number in groups is one, and ends with its line
        runs = [(first, _line(draft, first, last)) for first, last in runs]
    if name == "address":
        runs = _joined(draft, runs, evidence)
    free = [run for run in runs if draft.taken.isdisjoint(range(*run)) or name in ("phone", "address")]
    if name in ("name", "title", "subject"):
        free = [run for run in free if not any(_known(draft, at) for at in range(*run))]
        free = [run for run in free if not all(draft.sentence.at(at, "name") for at in range(*run))] or (
            free if name == "name" and len(free) == 1 and len(runs) == 1 else []
        )
    if free:
        first, last = max(free)
        found.set[name] = draft.sentence.words(first, last).strip(" \"“”«»`'.,!")
        draft.span(first, last)


def _line(draft: Draft, first: int, last: int) -> int:
    tokens = draft.sentence.tokens
    ends = (at for at in range(first + 1, last) if "\n" in draft.sentence.text[tokens[at - 1].end : tokens[at].start])
    return next(ends, last)


def _known(draft: Draft, at: int) -> bool:
    """Whether a word is part of a name that is there, well said."""
    mark = draft.sentence.at(at, "name")
    return bool(mark and mark.last - mark.first > 1) or bool(
        mark and not draft.sentence.tokens[at].proper and not draft.low(mark.first - 1)
    )


def _joined(draft: Draft, runs: list[tuple[int, int]], evidence: Evidence) -> list[tuple[int, int]]:
    """Return the runs of an address as one: between them stand only marks, numbers, and words written like names."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if found and all(_within(draft, at, evidence) for at in range(found[-1][1], first)):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return found


def _within(draft: Draft, at: int, evidence: Evidence) -> bool:
    token = draft.sentence.tokens[at]
    kind, _ = evidence.tags.slot(token.start, token.end)
    if token.kind in ("url", "email"):
        return False
    return token.kind != "word" or token.proper or kind in ("address", "phone", "number")
