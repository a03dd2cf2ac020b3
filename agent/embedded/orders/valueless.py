"""Orders that lack only the new value: "change the amount of the pilot", "reassign the renewal". It is asked for."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.acts import head
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.sentence import Clause, Sentence

_CHANGING = words_of("change update set adjust edit correct fix modify amend alter")
_VERBS = {
    "rename": ("title", "name", "subject"), "reassign": ("assigned_to",), "reschedule": ("due_date",),
    "postpone": ("due_date",), "move": ("stage", "due_date"),
}  # fmt: skip
_VALUES = ("amount", "date", "length", "choice", "outcome", "email", "phone", "url", "quote", "undo", "kind")
_SMALL = words_of("of for on to at in new current 's ' please pls . ! , deal contact company account")
MOST_WORDS = 14


def valueless(said: Sentence, world: World) -> Decision | None:
    """Return the change of one record, with the field of which the value is missing; nothing for any other order."""
    message = Clause(said, 0, len(said.tokens))
    at, evidence = head(message), world.evidence
    verb = said.low(at)
    if not evidence or len(said.tokens) > MOST_WORDS or verb not in {*_CHANGING, *_VERBS} or said.at(at, "name"):
        return None
    names = [mark for mark in message.marks("name", "phrase") if not name_of(mark).of("_User")]
    if not names or said.tokens[-1].low == "?":
        return None
    name = max(names, key=lambda mark: (mark.last - mark.first, mark.kind == "name"))
    marks = [mark for mark in message.marks("field") if not set(mark.places) & set(name.places)]
    taken = {place for mark in (name, *marks) for place in mark.places}
    if any(taken.isdisjoint(mark.places) for mark in message.marks(*_VALUES)):
        return None
    known = {at, *name.places, *(place for mark in (*marks, *message.marks("class")) for place in mark.places)}
    rest = {said.low(place) for place in range(at, len(said.tokens)) if place not in known}
    return _change(verb, name, marks, world) if rest <= FREE | _SMALL else None


def _change(verb: str, name: Mark, marks: list[Mark], world: World) -> Decision | None:
    """Return the change of the field that the verb or a word for it names, where the record has one."""
    refs = name_of(name).refs
    best = max(refs, key=lambda ref: (ref.fit, ref.score))
    for cls in [best.cls, *(one for one in ("Deal", "Contact", "Company", "Activity") if one != best.cls)]:
        known = world.vocabulary.classes.get(cls)
        own = name_of(name).of(cls)
        if not known or not own:
            continue
        wanted = _VERBS.get(verb) or tuple(field for mark in marks for owner, field in mark.value if owner == cls)
        if verb in _VERBS and marks and not any(field in wanted for mark in marks for _, field in mark.value):
            return None
        fields = [field for field in wanted if field in known.fields and not known.fields[field].fixed]
        if len(set(fields)) == 1:
            noun = Noun(cls=cls, text=name_of(name).text, said=[own])
            return Decision([Intent(do="update", cls=cls, targets=[noun], missing=fields[0])])
    return None
