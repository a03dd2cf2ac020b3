"""From what was heard to a decision: the rules read, the tagger says what may be passed over."""

from dataclasses import replace

from agent.embedded.compose import Decision, decide
from agent.embedded.draft import World
from agent.embedded.evidence import AGREED, CERTAIN, Evidence
from agent.embedded.hearing import Hearing
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
    read = decide(said, world)
    if world.evidence is None:
        return read
    if _clear(read) and not _doubled(read) and not _dateless(read, said):
        return (tagged(said, world) if _ordered(read, said, world.evidence) else None) or read
    if _contradicted(read):
        return read
    if read.why in _OPEN and (one := whole(said, world)):
        return one
    for sure in SURE:
        rest = heard.without(world.evidence.asides(said, sure))
        second = decide(rest, world) if rest else read
        if _clear(second) and second.intents and not _dateless(second, said):
            return second
    made = tagged(said, world) if read.why in _OPEN else None
    return made or (replace(read, why="left") if _dateless(read, said) and not read.why else read)


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


def _doubled(decision: Decision) -> bool:
    """Whether one thing seems to be made twice, or something without its name: one order was taken for several."""
    made = [intent for intent in decision.intents if intent.do == "create"]
    kinds = {(intent.cls, "completed_at" in intent.set) for intent in made}
    return len(made) > len(kinds) or any(intent.missing for intent in made)


def _dateless(decision: Decision, said: Sentence) -> bool:
    """Whether something is planned without a day although one was named, in another clause."""
    planned = [intent for intent in decision.intents if intent.do == "create" and intent.cls == "Activity"]
    days = any(mark.kind == "date" and mark.value.day for mark in said.marks)
    return days and any(not {"due_date", "completed_at"} & set(intent.set) for intent in planned)


def _clear(decision: Decision) -> bool:
    return not decision.why and not decision.rival and bool(decision.intents or decision.talk)
