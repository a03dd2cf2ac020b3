"""From what the tagger hears to a decision, where the rules find no clear reading of a message.

The tagger says which segments order which operations, and which words name what; the records and values are linked as
everywhere else. Every operation that was heard must find its value and its record, or nothing is done.
"""

from collections.abc import Iterator
from dataclasses import replace

from agent.embedded.compose import Decision
from agent.embedded.draft import Draft, World
from agent.embedded.evidence import ALTERING, FIELDS, LOUD, SURE, Evidence, foreign
from agent.embedded.heard import taken_values
from agent.embedded.intents import Condition, Intent, Noun
from agent.embedded.nouns import nouns
from agent.embedded.referents import many, referents
from agent.embedded.segments import Segment, chunks, segments
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.vocabulary import Class
from agent.embedded.words import GUARDS, words_of

_RELATIVE = words_of(
    "add plus more less extra another by raise raised increase increased bump bumped cut reduce reduced knock off "
    "percent % lower lowered drop dropped deduct subtract minus discount"
)
"""Words beside an amount that may tell how much more or less it is, and not how much."""
HELD = 0.5
"""A segment holds back what the others order from here on."""


def tagged(said: Sentence, world: World) -> Decision | None:
    """Return what to do with a message, heard as changes of records; nothing when it is none, or not all of it."""
    evidence = world.evidence
    if not evidence:
        return None
    found = segments(said, evidence)
    orders = [one for one in found if one.acting >= SURE and one.about != "none"]
    rest = [one for one in found if one not in orders]
    if not orders or any(_stops(one, orders) for one in rest):
        return None
    intents: list[Intent] = []
    for order in orders:
        made = _updates(order, said, world, evidence)
        if not made:
            return None
        intents += made
        world = replace(world, topic=made[-1].cls)
    return Decision(intents)


def _stops(segment: Segment, orders: list[Segment]) -> bool:
    """Whether a segment takes an order back, or asks something of its own."""
    if segment.held >= HELD:
        return segment.act != "forbidden" or any(segment.about in (one.about, "none") for one in orders)
    valued = segment.clause.has("amount") or segment.clause.has("date") or segment.clause.has("choice")
    return segment.act in ("question", "how", "outside") and (segment.about != "none" or valued)


def _updates(segment: Segment, said: Sentence, world: World, evidence: Evidence) -> list[Intent]:
    """Return the changes that a segment orders; none, unless all that was heard in it is a change that can be made."""
    beside = aside(segment.clause)
    if foreign(segment.clause) or beside is None:
        return []
    loud = [name for name, share in segment.shares.items() if share >= LOUD]
    if not loud or not all(name.startswith("update.") for name in loud):
        return []
    fields = {name.removeprefix("update.") for name in loud}
    found: list[Intent] = []
    for cls in world.vocabulary.classes.values():
        names = [name for name in cls.fields if FIELDS.get(name, name) in fields]
        if names and f"update_{cls.plural}" in cls.tools:
            made = _update(segment.clause, said, world, cls, names, evidence, beside)
            if made and len(names) == len(fields):
                found.append(made)
    direct = [one for one in found if _direct(one)]
    return direct[:1] or (found if len(found) == 1 else [])


def aside(clause: Clause) -> set[int] | None:
    """Return the words of the chunks of a clause that only tell why: "Helen can't come on Monday, so …".

    They have a word in them that may take back or alter an order. Nothing, when such a word stands in the order itself:
    in its only chunk, or at the head of one ("not Acme, …").
    """
    cut = chunks(clause)
    found: set[int] = set()
    for chunk in cut:
        guards = list(_guards(chunk))
        if guards and (len(cut) == 1 or (guards[0] <= chunk.first + 1 and chunk.sentence.low(guards[0]) in _HEADS)):
            return None
        if guards:
            found.update(range(chunk.first, chunk.last))
    return found if len(found) < clause.last - clause.first else None


def _guards(clause: Clause) -> Iterator[int]:
    for at in range(clause.first, clause.last):
        if clause.sentence.low(at) in GUARDS | ALTERING and not clause.sentence.at(at, "courtesy"):
            yield at


_HEADS = words_of("don't dont not never if unless or stop instead rather only without except but except")
"""Words that, at the head of a chunk, alter what the others order."""


def _direct(intent: Intent) -> bool:
    return any(ref.cls == intent.cls for noun in intent.targets for group in noun.said for ref in group)


def _update(
    clause: Clause, said: Sentence, world: World, cls: Class, names: list[str], evidence: Evidence, beside: set[int]
) -> Intent | None:
    draft = Draft(clause, world, stated=True)
    passed = evidence.passed(clause) | beside
    draft.taken.update(passed)
    values = taken_values(draft, cls, names, evidence)
    if len({*values.set, *values.link, *values.change}) < len(names) or values.missing:
        return None
    relative = _RELATIVE & {draft.low(at) for at in range(clause.first, clause.last) if at not in passed}
    if relative and any(field.name in values.set for field in cls.kinds("number")):
        return None
    draft.taken -= passed - beside
    intent = Intent(
        do="update", cls=cls.name, set=values.set, link=values.link, change=values.change, problem=values.problem
    )
    intent.targets = _targets(draft, said, cls, evidence, beside)
    if "completed_at" in names:
        for noun in intent.targets:
            noun.where.append(Condition(field="completed_at", op="empty"))
    return intent if intent.targets else None


def _targets(draft: Draft, said: Sentence, cls: Class, evidence: Evidence, beside: set[int]) -> list[Noun]:
    """Return the records to change: those of the segment, else of the message, else what the thread is about."""
    if many(draft.clause, cls):
        return nouns(draft, cls)
    found = referents(draft, cls, evidence)
    if found:
        return found
    whole = Draft(Clause(said, 0, len(said.tokens)), draft.world, draft.taken - beside)
    found = referents(whole, cls, evidence)
    if found:
        return found
    pointing = {"it", "its", "that", "this", "them", "her", "his", "him", "she", "he"} & set(draft.clause.lows())
    if pointing or cls.name == draft.world.topic:
        return [Noun(cls=cls.name, pronoun="class", text=cls.word)]
    loose = [noun for noun in nouns(draft, cls, filtered=False) if noun.said or noun.hints]
    for noun in loose:
        noun.loose = True
    return loose
