"""The decisions that may be meant: read by the rules, by the form of the message, or from what the tagger hears."""

from dataclasses import replace

from agent.embedded.decisions.doubts import clear, doubled, doubted, unmade, wondered
from agent.embedded.decisions.inquiring import inquired
from agent.embedded.decisions.mixtures import mixed
from agent.embedded.decisions.rivals import certain, contradicted, likelier, naming, ordered, overruled
from agent.embedded.decisions.tangles import tangled
from agent.embedded.decisions.uninvited import invited
from agent.embedded.guards.roster import loses
from agent.embedded.guards.trial import Trial
from agent.embedded.orders.noted import noted
from agent.embedded.orders.noting import filed
from agent.embedded.orders.settled import settled
from agent.embedded.orders.shared import shared
from agent.embedded.orders.storied import storied
from agent.embedded.orders.sweeps import swept
from agent.embedded.orders.tagged import tagged
from agent.embedded.orders.whole import enlisted, whole
from agent.embedded.questions.asked import asked
from agent.embedded.readings.compose import Decision, decide
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Sentence

SURE = (0.9, 0.5)
"""How sure the tagger must be that words add nothing, before they are passed over: first strictly, then less so."""
_OPEN = ("", "left", "unknown", "question", "told", "guarded")
"""What stands against a decision that the tagger may still settle.

Words were not understood, the form is doubtful, or a negation may stand beside the order and not in it.
What the rules heard as forbidden, supposed, doubted or said by others stays undone.
"""
MOST_LEFT = 12
"""Words that are named when a message was not understood."""


def candidate(heard: Hearing, said: Sentence, world: World) -> Decision:
    """Return the decision that is most likely meant; where it is not clear, with what speaks against it."""
    read = _read(said, world)
    if world.evidence is None:
        return read
    if read.rival and not read.why:
        read = likelier(read, said, world.evidence)
    read = invited(read, said, world.evidence)
    if made := _formed(heard, said, read, world):
        return made
    if _kept(read, said, world, world.evidence):
        other = ordered(read, said, world.evidence) or naming(read, said, world)
        return (tagged(said, world) if other else None) or read
    if contradicted(read):
        return certain(said, world, world.evidence) or read
    made = _composed(heard, said, read, world, world.evidence)
    if not made and clear(read) and doubted(read, said, world.evidence):
        return replace(read, why="left")
    return made or read


def _read(said: Sentence, world: World) -> Decision:
    """Return what the rules read; thanks beside a record and a value are not all of a message."""
    read = decide(said, world)
    if read.talk and _said_more(said):  # "… no close date: 18 September. Thank you."
        return Decision(why="left", left=[token.text for token in said.tokens if token.kind == "word"][:MOST_LEFT])
    return read


def _said_more(said: Sentence) -> bool:
    """Whether a record and a value are named, in what sounds like mere courtesy."""
    kinds = {mark.kind for mark in said.marks}
    return "name" in kinds and bool(kinds & {"date", "amount", "choice"})


def _formed(heard: Hearing, said: Sentence, read: Decision, world: World) -> Decision | None:
    """Return what to do with a message whose form tells it: an order on many, a question, a story with its order."""
    if sets := swept(said, world):
        return sets
    if question := inquired(heard, said, read, world):
        return question
    told = (
        filed(said, world)
        or enlisted(said, world)
        or storied(said, world)
        or shared(said, world)
        or settled(said, world)
    )
    sure = told and world.evidence and _passes(told, said, world, world.evidence)
    return told if told and (told.why or sure) else None


def _kept(read: Decision, said: Sentence, world: World, evidence: Evidence) -> bool:
    """Whether what the rules read is clear, and nothing that was said gets lost in it."""
    unsure = doubled(read) or tangled(read) or doubted(read, said, evidence)
    return clear(read) and not unsure and _passes(read, said, world, evidence)


def _passes(made: Decision, said: Sentence, world: World, evidence: Evidence) -> bool:
    """Whether no guard speaks against a decision."""
    return not loses(Trial(made, said, evidence, str(world.now.today)))


def _composed(heard: Hearing, said: Sentence, read: Decision, world: World, evidence: Evidence) -> Decision | None:
    """Return what the tagger hears, of a message that the rules do not read clearly."""
    open_ = read.why in _OPEN or overruled(said, evidence)
    made = (noted(said, world) or tagged(said, world)) if open_ else None
    if made and _passes(made, said, world, evidence):
        return made
    if open_ and (one := whole(said, world)):
        return one
    for sure in SURE:
        rest = heard.without(evidence.asides(said, sure))
        second = decide(rest, world) if rest else read
        unsure = doubled(second) or wondered(second, said, evidence) or unmade(second, said, evidence)
        if clear(second) and second.intents and not unsure and _passes(second, said, world, evidence):
            return second
    return (made or mixed(heard, said, world) or asked(heard, said, world)) if open_ else None
