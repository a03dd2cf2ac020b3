"""Several records that are described before something is done to them: "there are a few leads without a close date"."""

from agent.embedded.conditions.selecting import ASKING, CUSTOMERS, class_said, standing, take_verbs
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.records.nouns import nouns
from agent.embedded.sentences.draft import Draft, World
from agent.embedded.sentences.part import Part
from agent.embedded.sentences.reading import Reading

_TELLING = words_of(
    "there there's theres exist exists few some several couple various handful bunch still really apparently i we "
    "think believe see noticed saw seem seems that which who whose they those these guess suspect remember know "
    "a an also then so well ok okay right of quite number lot lots many too yes hey hi please just look at take"
)


def described(parts: list[Part], number: int, world: World) -> Part:
    """Return a clause as the description of several records, where the next one does something to "them"."""
    part = parts[number]
    after = parts[number + 1] if number + 1 < len(parts) else None
    if not after or not _points(after) or (part.best and part.best.writes and not part.best.left):
        return part
    found = [one for one in _readings(part, world) if not one.left]
    wanted = after.readings[0].intents[0].cls
    found.sort(key=lambda one: one.intents[0].cls != wanted)
    if not found or found[0].intents[0].cls != wanted:
        return part
    return Part(part.clause, "order", found[:1], describes=True)


def _points(part: Part) -> bool:
    """Whether a clause changes or deletes what "them" stands for, and describes nothing itself."""
    best = part.best
    if not best or best.left or not best.writes or best.intents[0].do not in ("update", "delete"):
        return False
    return all(noun.pronoun == "many" and not (noun.said or noun.where) for noun in best.intents[0].targets)


def _readings(part: Part, world: World) -> list[Reading]:
    found = []
    for cls in world.vocabulary.classes.values():
        if f"find_{cls.plural}" in cls.tools:
            made = _described(Draft(part.clause, world, act="question"), cls)
            if made:
                found.append(made)
    return found


def _described(draft: Draft, cls: Class) -> Reading | None:
    customers = draft.having(CUSTOMERS) if cls.stage else []
    said = class_said(draft, cls) or standing(draft, cls)
    if not customers and not any(draft.plural(mark) for mark in said):
        return None
    draft.taken.update(customers)
    found = nouns(draft, cls)
    noun = found[0] if len(found) == 1 else Noun(cls=cls.name)
    conditions = noun.where or noun.quiet_since or noun.no_next_step
    if not conditions or noun.pronoun in ("one", "person", "many"):
        return None
    noun.many, noun.pronoun = True, ""
    take_verbs(draft)
    draft.drop(ASKING | _TELLING)
    left = [draft.sentence.tokens[at].text for at in draft.left()]
    return Reading([Intent(do="find", cls=cls.name, targets=[noun])], left, 1.0)
