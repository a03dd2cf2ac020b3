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
    if other := _handed(message, world):
        return other
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


def _handed(message: Clause, world: World) -> Decision | None:
    """Return the handover of a deal to somebody who is not named yet: "give my pilot to another colleague"."""
    said, lows = message.sentence, message.lows()
    names = [mark for mark in message.marks("name") if name_of(mark).of("Deal")]
    others = [mark for mark in message.marks("name") if not name_of(mark).of("Deal")]
    at = next(
        (place for place in range(message.first, message.last) if said.low(place) == "to" and _other(said, place)), 0
    )
    giving = _GIVING & set(lows[:at])
    rest = {low for place, low in enumerate(lows) if place < at and not any(place in mark.places for mark in names)}
    if not at or not giving or len(names) != 1 or others or not rest <= FREE | _SMALL | _GIVING | {"to"}:
        return None
    return _change("reassign", names[0], [], world)


def _other(said: Sentence, at: int) -> bool:
    """Whether somebody else is who gets it: "to another colleague", "to someone else"."""
    words = [said.low(at + step) for step in range(1, 4)]
    if words[0] in ("someone", "somebody"):
        return words[1] == "else"
    words = words[1:] if words[0] in ("an", "a", "some") else words
    return words[0] in ("another", "other", "different", "colleague") and (
        words[0] == "colleague" or words[1] in ("colleague", "rep", "person", "salesperson", "seller", "teammate")
    )


_GIVING = words_of("give hand pass assign reassign transfer move")


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
