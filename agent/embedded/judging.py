"""From what was heard to a decision: the rules read, the tagger says what may be passed over."""

from dataclasses import replace

from agent.embedded.asked import asked, both
from agent.embedded.compose import Decision, decide
from agent.embedded.draft import World
from agent.embedded.evidence import AGREED, CERTAIN, HARDLY, Evidence
from agent.embedded.hearing import Hearing
from agent.embedded.inquiries import inquired
from agent.embedded.intents import Intent
from agent.embedded.losses import loses, lost_words
from agent.embedded.merging import inherited, spoken_of
from agent.embedded.segments import segments
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.tagged import tagged
from agent.embedded.tagger import tags
from agent.embedded.whole import whole

SURE = (0.9, 0.5)
"""How sure the tagger must be that words add nothing, before they are passed over: first strictly, then less so."""


_OPEN = ("", "left", "unknown", "question", "told", "guarded")
"""What stands against a decision that the tagger may still settle.

Words were not understood, the form is doubtful, or a negation may stand beside the order and not in it.
What the rules heard as forbidden, supposed, doubted or said by others stays undone.
"""


def witnessed(heard: Hearing, world: World) -> World:
    """Return the world with what the tagger says of the message.

    Raises:
        WeightsMissing: The tagger's weights cannot be read.
    """
    return replace(world, evidence=Evidence(tags(heard.text), world.vocabulary))


def judged(heard: Hearing, world: World) -> Decision:
    """Return what to do with a message.

    It is read whole. Where that is no clear order or question, it is read once more without the words that add nothing.
    """
    said = heard.sentence()
    made = _judged(heard, said, world)
    spoken_of(made.intents, said)
    for noun in (noun for intent in made.intents for noun in intent.targets if noun.said and not noun.many):
        noun.beside = [token.inner for token in said.tokens if token.kind in ("word", "number")]
    if not world.evidence or not _clear(made) or not loses(made, said, world.evidence, str(world.now.today)):
        return made
    return replace(made, why="left", left=lost_words(made, said, world.evidence))


def _judged(heard: Hearing, said: Sentence, world: World) -> Decision:
    read = _read(said, world)
    if world.evidence is None:
        return read
    if read.rival and not read.why:
        read = _likelier(read, said, world.evidence)
    question = _asked(heard, said, read, world)
    if question:
        return question
    if _clear(read) and not (_doubled(read) or loses(read, said, world.evidence, str(world.now.today))):
        return (tagged(said, world) if _ordered(read, said, world.evidence) else None) or read
    if _contradicted(read):
        return _certain(said, world, world.evidence) or read
    return _composed(heard, said, read, world, world.evidence) or read


def _asked(heard: Hearing, said: Sentence, read: Decision, world: World) -> Decision | None:
    """Return the answer to look for, where the rules hear fewer questions, none, or clearly another one."""
    if any(intent.writes for intent in read.intents):
        return None
    two = both(heard, said, world)
    if two or not world.evidence or not _differently(read, said, world.evidence):
        return two
    intents = inquired(said, world, unread=not _clear(read))
    return Decision(intents) if intents else None


def _composed(heard: Hearing, said: Sentence, read: Decision, world: World, evidence: Evidence) -> Decision | None:
    """Return what the tagger hears, of a message that the rules do not read clearly."""
    open_ = read.why in _OPEN or _overruled(said, evidence)
    if open_ and (one := whole(said, world)):
        return one
    for sure in SURE:
        rest = heard.without(evidence.asides(said, sure))
        second = decide(rest, world) if rest else read
        if _clear(second) and second.intents and not loses(second, said, evidence, str(world.now.today)):
            return second
    return (tagged(said, world) or _mixed(heard, said, world) or asked(heard, said, world)) if open_ else None


def _differently(read: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the rules read no question, or clearly another one than the tagger hears."""
    if any(intent.writes for intent in read.intents) or read.talk:
        return False
    return not _clear(read) or evidence.agrees(Clause(said, 0, len(said.tokens)), read.intents) < HARDLY


def _read(said: Sentence, world: World) -> Decision:
    """Return what the rules read; thanks beside a record and a value are not all of a message."""
    read = decide(said, world)
    if read.talk and _said_more(said):  # "… no close date: 18 September. Thank you."
        return Decision(why="left", left=[token.text for token in said.tokens if token.kind == "word"][:MOST_LEFT])
    return read


MOST_LEFT = 12
"""Words that are named when a message was not understood."""


def _said_more(said: Sentence) -> bool:
    """Whether a record and a value are named, in what sounds like mere courtesy."""
    kinds = {mark.kind for mark in said.marks}
    return "name" in kinds and bool(kinds & {"date", "amount", "choice"})


def _certain(said: Sentence, world: World, evidence: Evidence) -> Decision | None:
    """Return what the tagger hears against the rules, where nearly all of the message is that."""
    made = tagged(said, world)
    message = Clause(said, 0, len(said.tokens))
    return made if made and evidence.agrees(message, made.intents) >= CERTAIN else None


def _likelier(read: Decision, said: Sentence, evidence: Evidence) -> Decision:
    """Return the one of two ways to read a message that the tagger clearly hears; both, where it hears neither so."""
    message = Clause(said, 0, len(said.tokens))
    one, other = (evidence.agrees(message, way) + _named(way) for way in (read.intents, read.rival))
    if abs(one - other) < LIKELIER:
        return read
    return replace(read, intents=read.intents if one > other else read.rival, rival=[])


def _named(intents: list[Intent]) -> float:
    """Return how much of a record's own name was said, of the one that names it least."""
    said = [group for intent in intents for noun in intent.targets for group in noun.said if group]
    return min((max(ref.score for ref in group) for group in said), default=0.0)


LIKELIER = 0.4
"""Of two ways to read a message, one is taken that the tagger agrees with by so much more."""


def _ordered(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the tagger hears a change in what the rules took for a question: "contact is Otto"."""
    if any(intent.writes for intent in decision.intents):
        return False
    message = Clause(said, 0, len(said.tokens))
    changing = sum(share for name, share in evidence.shares(message).items() if name.startswith("update."))
    return evidence.acting(message) >= CERTAIN and changing >= AGREED


def _contradicted(decision: Decision) -> bool:
    """Whether the rules understood every word, and the tagger hears something else: then a person is asked."""
    return decision.why == "left" and not decision.left and any(intent.writes for intent in decision.intents)


def _mixed(heard: Hearing, said: Sentence, world: World) -> Decision | None:
    """Return what to do with orders that a question follows or leads: each read by itself, as if nothing else was said.

    "Acme to won. And when is the next call?"
    """
    evidence = world.evidence
    found = segments(said, evidence) if evidence else []
    asking = [one for one in found if one.act == "question" and one.acting < HARDLY and one.about != "none"]
    if not asking or len(asking) == len(found):
        return None
    places = {at for one in asking for at in range(one.clause.first, one.clause.last)}
    orders, asked = heard.without(places), heard.without(set(range(len(said.tokens))) - places)
    if not orders or not asked:
        return None
    ways = (decide(orders, world), tagged(orders, world))
    first = next((one for one in ways if one and _clear(one) and any(intent.writes for intent in one.intents)), None)
    if not first:
        return None
    second = decide(asked, replace(world, topic=first.intents[-1].cls))
    if not _clear(second) or any(intent.writes for intent in second.intents):
        return None
    return Decision(inherited([*first.intents, *second.intents]))


def _overruled(said: Sentence, evidence: Evidence) -> bool:
    """Whether the tagger hears clear orders, and nothing that may hold them back: "she wants …, so …".

    What is held back beside them, `tagged` weighs.
    """
    found = segments(said, evidence)
    orders = [one for one in found if one.acting >= SURELY and one.about != "none"]
    return bool(orders) and all(one.held <= HELD or one.act == "forbidden" for one in found)


HELD = 0.2
"""Nothing is held back that is heard so with this share or less."""
SURELY = 0.75
"""An order is clear from here on, whatever a word of it may say."""


def _doubled(decision: Decision) -> bool:
    """Whether one thing seems to be made twice, or something without its name: one order was taken for several."""
    made = [intent for intent in decision.intents if intent.do == "create"]
    kinds = {(intent.cls, "completed_at" in intent.set) for intent in made}
    return len(made) > len(kinds) or any(intent.missing for intent in made)


def _clear(decision: Decision) -> bool:
    return not decision.why and not decision.rival and bool(decision.intents or decision.talk)
