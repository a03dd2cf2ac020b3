"""From what was heard to a decision: the rules read, the tagger says what may be passed over."""

from dataclasses import replace

from agent.embedded.compose import Decision, decide
from agent.embedded.draft import World
from agent.embedded.evidence import AGREED, CERTAIN, Evidence
from agent.embedded.hearing import Hearing
from agent.embedded.sentence import Clause, Sentence
from agent.embedded.tagged import tagged
from agent.embedded.tagger import tags

SURE = (0.9, 0.5)
"""How sure the tagger must be that words add nothing, before they are passed over: first strictly, then less so."""


_OPEN = ("", "left", "unknown", "question", "told")
"""What stands against a decision that the tagger may still settle: words that were not understood, or a doubtful form.

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
    whole = decide(said, world)
    if world.evidence is None:
        return whole
    if _clear(whole):
        return (tagged(said, world) if _ordered(whole, said, world.evidence) else None) or whole
    for sure in SURE:
        rest = heard.without(world.evidence.asides(said, sure))
        second = decide(rest, world) if rest else whole
        if _clear(second) and second.intents:
            return second
    return (tagged(said, world) if whole.why in _OPEN else None) or whole


def _ordered(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the tagger hears a change in what the rules took for a question: "contact is Otto"."""
    if any(intent.writes for intent in decision.intents):
        return False
    message = Clause(said, 0, len(said.tokens))
    changing = sum(share for name, share in evidence.shares(message).items() if name.startswith("update."))
    return evidence.acting(message) >= CERTAIN and changing >= AGREED


def _clear(decision: Decision) -> bool:
    return not decision.why and not decision.rival and bool(decision.intents or decision.talk)
