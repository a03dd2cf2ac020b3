"""The records that a condition speaks of as several: "qualified leads in Kent", "open deals that Ann has"."""

from collections.abc import Collection

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import bare
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.sentence import Clause

_PEOPLE = words_of("customers customer clients client accounts account prospects prospect people ones firms")
_LEFT = words_of(
    "i we he she they you my our do does did there's too many few much us me anyone anybody left you other"
)


def many(clause: Clause, world: World, taken: Collection[int] = ()) -> Noun | None:
    """Return the records that all words but those `taken` speak of; nothing where a word is not understood."""
    for cls in world.vocabulary.classes.values():
        noun = _noun(clause, cls, set(taken), world)
        if noun:
            return noun
    return None


def _noun(clause: Clause, cls: Class, taken: set[int], world: World) -> Noun | None:
    """Return the records of a class that a condition speaks of, if all of it is said of them."""
    draft = Draft(clause, world, taken, act="question")
    staged = [mark for mark in draft.open("choice") if any(owner == cls.name for owner, _, _ in mark.value)]
    if not (staged or clause.has("class", cls.name) or (cls.name == "Activity" and clause.has("kind"))):
        return None
    if staged:
        draft.drop(_PEOPLE)
    owner = _owner(draft, cls)
    found = nouns(draft, cls)
    noun = found[0] if found else Noun(cls=cls.name)
    draft.take(*draft.open("class"))
    placed = places(draft, cls)
    if len(found) > 1 or noun.hints or not bare(clause, draft.taken, _LEFT):
        return None
    if cls.name == "Activity":
        if noun.said:
            return None  # what is planned with somebody, another reader knows
        owner = owner or _mine(cls, world)
    known = {one.field for one in noun.where}
    noun.where += [*placed, *(one for one in owner if one.field not in known)]
    noun.many, noun.pronoun, noun.order = True, "", ""
    return noun


def _owner(draft: Draft, cls: Class) -> list[Condition]:
    """Return whose records are meant by "I have", "for me"; who "Ann has" says, the other conditions read."""
    fields = cls.pointing("_User")
    me = draft.world.me
    mine = draft.having({"i", "me", "my", "mine"})
    if not fields or not me or not mine:
        return []
    draft.taken.update(mine)
    return _mine(cls, draft.world)


def _mine(cls: Class, world: World) -> list[Condition]:
    """Return the condition that records are the speaker's."""
    fields = cls.pointing("_User")
    me = Noun(cls="_User", text="me", chosen=[world.me]) if world.me else None
    return [Condition(field=fields[0].name, noun=me)] if fields and me else []


def places(draft: Draft, cls: Class) -> list[Condition]:
    """Read "in London": where the notes of a record, or an address beside it, say so."""
    found = []
    notes = [field.name for field in cls.kinds("long")]
    beside = [
        f"{field.name}.address"
        for field in cls.fields.values()
        for target in field.targets
        if (other := draft.world.vocabulary.classes.get(target)) and "address" in other.fields
    ]
    among = [*notes, *(["address"] if "address" in cls.fields else []), *beside]
    for at in range(draft.clause.first, draft.clause.last):
        token = draft.sentence.tokens[at]
        led = draft.low(at - 1) in ("in", "from", "around", "near")
        if led and token.proper and token.kind == "word" and at not in draft.taken and among:
            draft.taken.update({at - 1, at})
            found.append(Condition(field=among[0], value=token.inner, among=among, cls=cls.name))
    return found
