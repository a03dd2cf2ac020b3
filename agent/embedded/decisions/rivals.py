"""Whose reading counts where they differ: that of the rules, or what the tagger hears."""

from dataclasses import replace

from agent.embedded.decisions.doubts import SURELY
from agent.embedded.language.intents import Intent
from agent.embedded.orders.tagged import composed, tagged
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.evidence import AGREED, CERTAIN, CLEARLY, Evidence
from agent.embedded.sentences.segments import segments
from agent.embedded.sentences.sentence import Clause, Sentence

LIKELIER = 0.4
"""Of two ways to read a message, one is taken that the tagger agrees with by so much more."""


def likelier(read: Decision, said: Sentence, evidence: Evidence) -> Decision:
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


def ordered(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether the tagger hears a change in what the rules took for a question: "contact is Otto"."""
    if any(intent.writes for intent in decision.intents):
        return False
    message = Clause(said, 0, len(said.tokens))
    changing = sum(share for name, share in evidence.shares(message).items() if name.startswith("update."))
    return evidence.acting(message) >= CERTAIN and changing >= AGREED


def naming(decision: Decision, said: Sentence, world: World) -> bool:
    """Whether the rules read as one order what is said in several sentences: a new name, a note, how deals ended."""
    made = [one for one in decision.intents if one.do in ("create", "update", "about") and one.cls in _RENAMED]
    told = any(one.do != "update" or one.append or one.set.keys() & _TOLD for one in made)
    return told and bool(composed(said, world))


_RENAMED = ("Contact", "Company", "Deal")
_TOLD = {"name", "title", "email", "phone", "notes", "description", "stage"}
"""Fields that may be told in several sentences."""


def contradicted(decision: Decision) -> bool:
    """Whether the rules understood every word, and the tagger hears something else: then a person is asked."""
    return decision.why == "left" and not decision.left and any(intent.writes for intent in decision.intents)


def certain(said: Sentence, world: World, evidence: Evidence) -> Decision | None:
    """Return what the tagger hears against the rules, where nearly all of the message is that."""
    made = tagged(said, world)
    message = Clause(said, 0, len(said.tokens))
    sure = CERTAIN
    if made and all(_existing(intent) for intent in made.intents):
        sure = AGREED / 2 if all(_shifted(intent) for intent in made.intents) else CLEARLY
    return made if made and evidence.agrees(message, made.intents) >= sure else None


def _existing(intent: Intent) -> bool:
    """Whether an activity is put off that is there, by what it is called: no plan that only sounds like one."""
    return intent.do == "update" and intent.cls == "Activity" and any(noun.called for noun in intent.targets)


def _shifted(intent: Intent) -> bool:
    """Whether it is told by how much a day moves: what has none could not be moved."""
    return any(change.unit not in ("to", "clock", "swap") for change in intent.change.values())


HELD = 0.2
"""Nothing is held back that is heard so with this share or less."""


def overruled(said: Sentence, evidence: Evidence) -> bool:
    """Whether the tagger hears clear orders, and nothing that may hold them back: "she wants …, so …".

    What is held back beside them, `tagged` weighs.
    """
    found = segments(said, evidence)
    orders = [one for one in found if one.acting >= SURELY and one.about != "none"]
    return bool(orders) and all(one.held <= HELD or one.act == "forbidden" for one in found)
