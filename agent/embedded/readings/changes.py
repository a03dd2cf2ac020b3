"""Readings that change records: "move", "set", "is won", "assign", "clear", "rename", "push back", "done"."""

from collections.abc import Iterator

from agent.embedded.conditions.selecting import CUSTOMERS
from agent.embedded.conditions.things import linked
from agent.embedded.fields.handing import assigning
from agent.embedded.fields.outcomes import ending, turned
from agent.embedded.fields.values import values
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.terms import NOUNS
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import phrases, words_of
from agent.embedded.readings.completions import completion
from agent.embedded.records.nouns import nouns
from agent.embedded.records.referents import many
from agent.embedded.sentences.asking import reads
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.given import Values
from agent.embedded.sentences.reading import Reading, reading

_CHANGING = words_of("set move mark raise lower rename postpone")


def changes(draft: Draft) -> Iterator[Reading]:
    """Yield the ways to read a clause as a change of existing records."""
    if reads(draft):
        return
    for cls in draft.world.vocabulary.classes.values():
        if f"update_{cls.plural}" in cls.tools:
            yield from filter(None, (_change(draft.copy(), cls), _clear(draft.copy(), cls), _append(draft.copy(), cls)))
    yield from filter(None, (completion(draft.copy()),))


def _change(draft: Draft, cls: Class) -> Reading | None:
    owning = assigning(draft)
    found = values(draft, cls, assigning=owning)
    ending(draft, cls, found)
    turned(draft, cls, found)
    linked(draft, cls, found)
    _rename(draft, cls, found)
    if not found.any or _creating(draft):
        return None
    verb = _verbs(draft, owning and bool(found.link))
    if {"phone", "email"} & {cls.fields[name].kind for name in found.set}:
        for mark in draft.open("deed"):
            draft.take(mark)
    if not many(draft.clause, cls):  # "all my tasks of today": there it tells which
        _past(draft)
    if cls.stage and cls.stage.name in found.set:
        draft.drop(words_of("next") if {"stage", "step", "phase", "one"} & set(draft.clause.lows()) else ())
        draft.drop(CUSTOMERS)
    wordy, outcome = draft.clause.has("class", cls.name), draft.clause.has("outcome")
    targets = nouns(draft, cls) or _subject(draft, cls)
    if not targets and not verb and not found.set:
        return None
    _unfinished(cls, targets, {*found.set, *found.change})
    own = {"phone", "email", "url"} & {cls.fields[name].kind for name in found.set}
    if own and any(noun.where and not (noun.said or noun.pronoun) for noun in targets):
        return None
    intent = Intent(
        do="update",
        cls=cls.name,
        targets=targets,
        set=found.set,
        link=found.link,
        change=found.change,
        missing=found.missing,
        offer=found.offer,
        problem=found.problem,
    )
    weight = _weight(draft, cls, intent, verb, wordy=wordy, outcome=outcome, made=_making(draft))
    made = reading(draft, [intent], weight)
    made.doubtful = cls.added and _sweeping(draft, targets)
    return made


def _sweeping(draft: Draft, targets: list[Noun]) -> bool:
    """Whether all records of a class would change, and nobody said "all": "sell the boats"."""
    bare = [one for one in targets if one.many and not (one.said or one.where or one.hints or one.pronoun)]
    return bool(bare) and not {"all", "every", "each"} & set(draft.clause.lows())


def _weight(
    draft: Draft,
    cls: Class,
    intent: Intent,
    verb: bool,
    *,
    wordy: bool = False,
    outcome: bool = False,
    made: bool = False,
) -> float:
    weight = 1.0 if verb else 0.85
    if all(noun.pronoun for noun in intent.targets):
        topic = draft.world.listed if any(noun.ordinals for noun in intent.targets) else draft.world.topic
        weight += 0.1 * (cls.name == topic) - 0.07 * (cls.name not in NOUNS)
    direct = [noun for noun in intent.targets if any(ref.cls == cls.name for group in noun.said for ref in group)]
    weight += 0.15 if direct else 0.0
    weight -= 0.15 if not intent.targets else 0.0
    loose = not verb and not direct and not wordy and any(noun.said for noun in intent.targets)
    plain = {field.name for field in cls.kinds("number")} & {*intent.set, *intent.change}
    weight -= 0.4 if loose and not outcome and plain else 0.1 if loose else 0.0
    weight -= 0.5 if made else 0.0
    return weight - 0.05 * (cls.name == "Activity")


def _past(draft: Draft) -> None:
    """Take "today", "yesterday" from what has just happened: "they signed yesterday"."""
    for mark in draft.open("date"):
        if mark.value.text.lower() in words_of("today yesterday now") or mark.value.text.lower() in _EARLIER:
            draft.take(mark)


_EARLIER = phrases("this morning|this afternoon|right now|last night|just now")


def _subject(draft: Draft, cls: Class) -> list[Noun]:
    """Return what the thread is about, for an order that names nothing."""
    return [Noun(cls=cls.name, pronoun="class", text=cls.word)] if draft.world.topic == cls.name else []


def _creating(draft: Draft) -> bool:
    """Whether the clause clearly makes something new instead."""
    verbs = {concept for mark in draft.open("verb") for concept, _ in mark.value}
    return bool(verbs & {"create", "log", "plan"}) and not verbs & {*_CHANGING, "assign"}


def _making(draft: Draft) -> bool:
    """Whether a verb makes something: "make a deal", "put in a new contact"."""
    for mark in draft.clause.marks("class"):
        made = not draft.plural(mark) and not draft.sentence.at(mark.first, "field")
        if draft.low(mark.first - 1) == "new" and made:
            return True
    for mark, _ in draft.clause.verbs("create"):
        if draft.low(mark.last) in ("a", "an", "new", "another") and draft.clause.has("class"):
            return draft.low(mark.first) in ("make", "put", "add")
    return False


def _unfinished(cls: Class, targets: list[Noun], changed: set[str]) -> None:
    """Of many activities that are put off, only those are meant that are still to be done."""
    if "due_date" in changed and "completed_at" in cls.fields:
        for noun in targets:
            if noun.many and not any(one.field == "completed_at" for one in noun.where):
                noun.where.append(Condition(field="completed_at", op="empty"))


def _verbs(draft: Draft, assigning: bool) -> bool:
    """Take the verbs that mean a change."""
    allowed = (*_CHANGING, "assign") if assigning else _CHANGING
    found = False
    for mark, _ in draft.clause.verbs(*allowed):
        draft.take(mark)
        found = True
    if found:
        draft.taken.update(
            at
            for at in range(draft.clause.first, draft.clause.last)
            if draft.low(at) in ("back", "forward", "out", "over", "off", "on")
        )
    if assigning:
        for mark in draft.open("field"):
            if any((field := draft.world.vocabulary.field(*one)) and "_User" in field.targets for one in mark.value):
                draft.take(mark)
    return found


def _rename(draft: Draft, cls: Class, found: Values) -> None:
    """Read "rename X to Y": the title."""
    verbs = [mark for mark, _ in draft.clause.verbs("rename")]
    if not verbs or cls.title in found.set:
        return
    for at in range(draft.clause.last - 1, verbs[0].last, -1):
        if draft.low(at) in ("to", "as", "->", "→", "into") and at + 1 < draft.clause.last:
            last = _courteous(draft, at + 1)
            text = draft.sentence.words(at + 1, last).strip(" \"“”«»`'.!?")
            found.set = {cls.title: text}
            found.link.clear()
            draft.span(at, draft.clause.last)
            return


def _courteous(draft: Draft, first: int) -> int:
    """Return where a new name ends before the words that only ask nicely: "… please", "… for me"."""
    last = draft.clause.last
    while last > first + 1 and not draft.sentence.at(last - 1, "quote"):
        courtesy = draft.sentence.at(last - 1, "courtesy")
        if draft.low(last - 1) not in _NICE and not (courtesy and courtesy.first > first):
            break
        last -= 1
    return last


_NICE = words_of("please pls plz thanks thank you thx ty cheers kindly . ! ? ,")


def _clear(draft: Draft, cls: Class) -> Reading | None:
    """Read "clear the amount of Acme", "remove Jane's phone", "no close date for Acme any more"."""
    verbs = [mark for mark, _ in draft.clause.verbs("clear", "delete")]
    if not verbs or not any(form == "base" for _, form in draft.clause.verbs("clear", "delete")):
        return None
    fields: list[str] = []
    for mark in draft.open("field"):
        names = [name for owner, name in mark.value if owner == cls.name]
        given = names and draft.sentence.at(mark.last, cls.fields[names[0]].kind)
        if names and not given and not _class_word(draft, mark):
            fields.append(names[0])
            draft.take(mark)
    if not fields or any(cls.fields[name].required for name in fields):
        return None
    draft.take(*verbs)
    targets = nouns(draft, cls)
    for at in range(draft.clause.first, draft.clause.last):
        if draft.low(at) in ("out", "field", "value"):
            draft.taken.add(at)
    intent = Intent(do="update", cls=cls.name, targets=targets, clear=fields)
    return reading(draft, [intent], _weight(draft, cls, intent, verb=True))


def _class_word(draft: Draft, mark: Mark) -> bool:
    """Whether a field's word rather names the class of the record here ("delete the contact Jane")."""
    other = draft.sentence.at(mark.first, "class")
    if not other:
        return False
    possessed = draft.low(mark.first - 1) in ("'s", "'", "its", "his", "her", "their")
    of = draft.low(mark.last) in ("of", "from", "on", "for")
    return not possessed and not of


def _append(draft: Draft, cls: Class) -> Reading | None:
    """Read "add to Acme's notes: …", "note on the Acme deal: …", "please add that she prefers e-mail"."""
    if not cls.added and _activity(draft):
        return None
    longs = [one.name for one in cls.kinds("long")]
    fields = [mark for mark in draft.open("field") if any(o == cls.name and name in longs for o, name in mark.value)]
    verbs = [mark for mark, form in draft.clause.verbs("append", "log") if form in ("base", "past", "done")]
    payload = _payload(draft)
    if not longs or not payload or not (fields or _noting(draft, verbs, payload[0])):
        return None
    if any(True for _ in draft.clause.verbs("set", "clear", "show", "delete")) and not verbs:
        return None
    name = next((name for mark in fields for owner, name in mark.value if owner == cls.name), longs[0])
    start, end, text = payload
    draft.span(start, end)
    draft.take(*fields, *(mark for mark in verbs if mark.first < start))
    draft.take(*(mark for mark, _ in draft.clause.verbs("set", "create") if mark.first < start))
    draft.drop({"record", "file", "entry", "card"})
    targets = nouns(draft, cls, filtered=False)
    intent = Intent(do="update", cls=cls.name, targets=targets, append={name: text})
    own = cls.added and any(ref.cls == cls.name for noun in targets for group in noun.said for ref in group)
    named = any(ref.cls == cls.name and ref.score >= EXACT for noun in targets for group in noun.said for ref in group)
    return reading(draft, [intent], _weight(draft, cls, intent, bool(verbs)) + 0.1 + 0.1 * (own or named))


def _activity(draft: Draft) -> bool:
    """Whether a note is meant that stands by itself, in the timeline: "a note on Acme: …", not "in Acme's notes"."""
    evidence = draft.world.evidence
    lows = set(draft.clause.lows())
    if not evidence or "notes" in lows or "note" not in lows:
        return False
    return evidence.shares(draft.clause).get("log.note", 0.0) >= _LOGGED


_LOGGED = 0.4
"""A note is heard as an activity from this share on."""


def _noting(draft: Draft, verbs: list[Mark], start: int) -> bool:
    """Whether a verb by itself means to write something down: "jot down on …: …", "add that …"."""
    said = [draft.low(mark.first) for mark in verbs]
    return any(word in ("note", "jot") for word in said) or ("add" in said and draft.low(start) == "that")


def _payload(draft: Draft) -> tuple[int, int, str] | None:
    """Return the text to be noted: where it stands, and its words."""
    quotes = draft.open("quote")
    if quotes:
        return quotes[0].first, quotes[0].last, str(quotes[0].value)
    for at in range(draft.clause.first + 1, draft.clause.last - 1):
        word = draft.low(at)
        if word in words_of(": that saying - stating") and _far_enough(draft, at):
            last = _courteous(draft, at + 1)
            text = draft.sentence.words(at + 1, last).strip()
            return (at, draft.clause.last, text[:1].upper() + text[1:]) if text else None
    return None


def _far_enough(draft: Draft, at: int) -> bool:
    """Whether a name, pronoun or field stands before: "note that" alone does not yet say on what."""
    if draft.low(at) == "that":
        return draft.low(at - 1) not in ("on", "for", "of", "in", "to")
    return True
