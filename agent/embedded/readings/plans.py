"""Readings of what shall be done later: reminders, tasks, meetings, calls to make."""

from collections.abc import Iterator

from agent.embedded.conditions.things import called_for
from agent.embedded.language import words
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.terms import NOUNS
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.acts import head
from agent.embedded.sentences.beginnings import asked, imperative, verbless
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import AGREED, SURE
from agent.embedded.sentences.reading import Reading, reading
from agent.embedded.values.calendar import When

THERE = 0.95
"""Words that say so much of an activity's subject name that activity: it is not planned once more."""
_TYPES = {
    "call": "call",
    "email": "email",
    "meet": "meeting",
    "send": "task",
    "reach": "task",
    "follow": "task",
    "prepare": "task",
}


def _stating(draft: Draft, at: int) -> bool:
    """Whether something is said of a record of an added class: "Tern in the bay is on Friday"."""
    name = draft.sentence.at(at, "name")
    stated = name and draft.low(name.last) in ("is", "was", "has", "are")
    return bool(name and stated and all(ref.cls not in NOUNS for ref in name_of(name).refs))


_BRIEFING = words_of("prep prepare brief walk run fill catch")
"""Verbs that ask to be told something, when it is "me" who they are for."""
_LEADS = words_of("on by at for due until before this around the , @ to till from : -")
_OPENING = words_of(
    "a an the to me us that about of new for : , - i we should need have must quick please another and also then "
    "reminder task todo will -"
)
_CLOSING = words_of("please pls thanks thx . ! ? , on by at for thank you ok me - due cheers from until : ; the")


def plans(draft: Draft) -> Iterator[Reading]:
    """Yield the reading of a clause as something to be done later."""
    cls = draft.world.vocabulary.classes.get("Activity")
    if not cls or not {"type", "subject", "due_date"} <= cls.fields.keys() or called_for(draft):
        return
    at = head(draft.clause)
    if _stating(draft, at) or (draft.low(at) in _BRIEFING and draft.low(at + 1) in ("me", "us")):
        return
    dated = draft.sentence.at(at, "date")
    if dated and dated.first == at and dated.last < draft.clause.last:
        at = dated.last + (draft.low(dated.last) in (":", ",", "-"))
    named = draft.sentence.at(at, "name")
    if named and named.first == at and draft.low(named.last) == ":":
        at = named.last + 1
    start = asked(draft, at) or imperative(draft, at) or verbless(draft, at) or _heard(draft, at)
    if start:
        yield _plan(draft.copy(), cls, *start)


def _heard(draft: Draft, at: int) -> tuple[int, float, bool] | None:
    """Read what the tagger hears as something to be done later: its words without those that add nothing."""
    evidence = draft.world.evidence
    shares = evidence.shares(draft.clause) if evidence else {}
    planned = sum(share for name, share in shares.items() if name.startswith("plan."))
    if not evidence or planned < AGREED or evidence.acting(draft.clause) < SURE or _others(draft, at):
        return None
    passed = evidence.passed(draft.clause)
    while at < draft.clause.last - 1 and at in passed:
        at += 1
    return at, 0.75, False


def _others(draft: Draft, at: int) -> bool:
    """Whether somebody else is to be reminded: "remind Raj to call Jane"."""
    named = draft.sentence.at(at + 1, "name")
    return draft.low(at) in ("remind", "ask", "tell") and named is not None and bool(name_of(named).of("_User"))


def _plan(draft: Draft, cls: Class, start: int, weight: float, dated: bool) -> Reading:
    intent = Intent(do="create", cls=cls.name)
    draft.span(draft.clause.first, start)
    guards = [
        at for at in range(draft.clause.first, start) if draft.low(at) in words.GUARDS and draft.low(at) != "don't"
    ]
    _due(draft, intent, dated=dated)
    places = _placed(draft, _subject_places(draft, start))
    intent.set["type"] = _type(draft, places[0] if places else start)
    text = _spoken(draft, places)
    intent.set["subject"] = text[:1].upper() + text[1:]
    _relate(draft, cls, intent)
    draft.span(start, draft.clause.last)
    draft.taken.difference_update(guards)
    if not text:
        intent.missing = "subject"
    if {"every", "each", "weekly", "daily", "monthly", "recurring", "everyday"} & set(draft.clause.lows()):
        intent.problem = "I can plan single activities only, nothing that repeats"
    others = [mark for mark in draft.clause.marks("date") if mark.value.day and not mark.value.invalid]
    if len(others) > 1 and "due_date" in intent.set and len({mark.value.written() for mark in others}) > 1:
        intent.missing, intent.offer = "due_date", intent.set.pop("due_date")
    known = [mark for mark in draft.clause.marks("phrase") if mark.last - mark.first > 1]
    there = any(name_of(mark).refs[0].score >= THERE for mark in known)
    return reading(draft, [intent], weight - 0.4 * there)


def _due(draft: Draft, intent: Intent, *, dated: bool) -> None:
    today = draft.world.now.today
    marks = draft.clause.marks("date")
    for mark in marks:
        when: When = mark.value
        draft.take(mark)
        if when.invalid:
            intent.problem = f"there is no such day as “{when.text}”"
        elif not when.day:
            intent.missing, intent.offer = "due_date", str(max(when.first or today, today))
        elif when.first and when.first < today:
            intent.problem = f"{when.text} is in the past"
        else:
            intent.set["due_date"] = when.written()
        return
    if dated:
        intent.missing = "due_date"


def _subject_places(draft: Draft, start: int) -> list[int]:
    """Return the tokens of the subject: all but the date with its preposition, and what opens and closes the clause."""
    dated: set[int] = set()
    for mark in draft.clause.marks("date"):
        if mark.first < start - 1 and mark.last <= start:
            continue
        dated.update(mark.places)
        place = mark.first - 1
        while place >= start and draft.low(place) in words_of("on by at for due until before , @ till :"):
            dated.add(place)
            place -= 1
    courteous = {at for mark in draft.clause.marks("courtesy") for at in mark.places}
    places = [at for at in range(start, draft.clause.last) if at not in dated and at not in courteous]
    while places and draft.low(places[0]) in _OPENING and not draft.sentence.at(places[0], "name"):
        places.pop(0)
    while places and draft.low(places[-1]) in _CLOSING:
        places.pop()
    return places


def _placed(draft: Draft, places: list[int]) -> list[int]:
    """Leave out the words that only put something in the calendar: "put a handover call … in my diary"."""
    gone: set[int] = set()
    for at in places:
        if draft.low(at) in _BOOKS and draft.low(at - 1) == "my" and draft.low(at - 2) in ("in", "into", "on", "to"):
            gone.update((at - 2, at - 1, at))
    lead = places[0] if places else -1
    if draft.low(lead) in _PUTTING and draft.low(lead + 1) in ("a", "an", "another", "the"):
        near = range(lead + 2, min(lead + 6, draft.clause.last))
        gone.update((lead, lead + 1) if any(draft.sentence.at(at, "kind") for at in near) else ())
    return [at for at in places if at not in gone]


_PUTTING = words_of("put add enter block slot place pop stick")
_BOOKS = words_of("plan diary calendar agenda schedule planner planning")


def _spoken(draft: Draft, places: list[int]) -> str:
    """Join tokens as they were written; where some were left out, with a space."""
    parts: list[str] = []
    for index, at in enumerate(places):
        token = draft.sentence.tokens[at]
        near = index > 0 and places[index - 1] == at - 1
        gap = draft.sentence.text[draft.sentence.tokens[at - 1].end : token.start] if near else " "
        parts.append((gap if index else "") + token.text.strip())
    return "".join(parts).strip(" ,.;:-")


def _type(draft: Draft, at: int) -> str:
    deed = draft.sentence.at(at, "deed")
    concepts = (
        {concept for concept, form in deed.value if form in ("base", "ing")} if deed and deed.first == at else set()
    )
    for concept in ("call", "email", "meet"):
        if concept in concepts:
            return _TYPES[concept]
    near = [draft.sentence.at(place, "kind") for place in range(at, min(at + 3, draft.clause.last))]
    kind = next((mark for mark in near if mark), None)
    if kind and not concepts:
        return str(kind.value[0])
    return "task" if concepts else _heard_type(draft)


def _heard_type(draft: Draft) -> str:
    """Return the type that the tagger hears; a task, when it hears none."""
    evidence = draft.world.evidence
    shares = evidence.shares(draft.clause) if evidence else {}
    planned = {name.removeprefix("plan."): share for name, share in shares.items() if name.startswith("plan.")}
    best = max(planned, key=lambda name: planned[name], default="task")
    return best if planned.get(best, 0.0) >= AGREED else "task"


def _relate(draft: Draft, cls: Class, intent: Intent) -> None:
    """Link the plan to whom it names: the person it is with, else the deal, else the company."""
    targets = cls.fields["related_to"].targets if "related_to" in cls.fields else ()
    marks = [mark for mark in draft.clause.marks("name") if name_of(mark).of(*targets, "Company")]
    people = [mark for mark in marks if name_of(mark).of("Contact")]
    chosen = people[0] if people else marks[0] if marks else None
    if not chosen:
        for at in range(draft.clause.first, draft.clause.last):
            if draft.low(at) in ("him", "her", "them") and targets:
                intent.link["related_to"] = Noun(cls=targets[0], pronoun="person", text=draft.low(at))
            elif draft.low(at) in ("it", "this", "that") and draft.low(at - 1) in ("on", "about", "for") and targets:
                intent.link["related_to"] = Noun(cls=targets[-1], pronoun="one", text=draft.low(at))
        return
    name = name_of(chosen)
    refs = name.of("Contact") or name.of(*targets) or name.of("Company")
    if name.of("Contact") and name.of("Company", "Deal"):
        best = max(ref.score for ref in name.refs)
        refs = [ref for ref in name.of("Contact", "Deal", "Company") if ref.score >= best - 0.01]
    intent.link["related_to"] = Noun(cls=refs[0].cls, text=name.text, said=[refs])
    company = [mark for mark in marks if mark is not chosen and name_of(mark).of("Company")]
    if company and len(refs) > 1 and refs[0].cls == "Contact":
        intent.link["related_to"].said.append(name_of(company[0]).of("Company"))
