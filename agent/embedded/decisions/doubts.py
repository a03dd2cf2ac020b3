"""What speaks against a reading of the rules: it seems to be another thing than was heard, or twice one thing."""

from agent.embedded.language.intents import Noun
from agent.embedded.language.names import EXACT
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.evidence import CERTAIN, HARDLY, Evidence
from agent.embedded.sentences.segments import segments
from agent.embedded.sentences.sentence import Clause, Sentence

SURELY = 0.75
"""An order is clear from here on, whatever a word of it may say."""


def clear(decision: Decision) -> bool:
    """Whether it is clear what to do or say: nothing stands against it, and there is one way to read it."""
    return not decision.why and not decision.rival and bool(decision.intents or decision.talk)


def doubted(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether what the rules read clearly is heard as something else."""
    return wondered(decision, said, evidence) or _mistimed(decision, said, evidence) or unmade(decision, said, evidence)


def unmade(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether records are only changed, where a new one is heard: "… a second machine. Put it in as a lead"."""
    changed = bool(decision.intents) and all(intent.do == "update" for intent in decision.intents)
    shares = evidence.shares(Clause(said, 0, len(said.tokens)))
    best = max(shares, key=lambda name: shares[name], default="")
    return changed and best.startswith("create.") and shares[best] >= CERTAIN


def wondered(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something is looked up beside a change, although no question is heard: "Jo Doe is the contact"."""
    writes = any(intent.writes for intent in decision.intents)
    asks = any(intent.do in ("about", "timeline", "history") for intent in decision.intents)
    return writes and asks and all(one.act != "question" for one in segments(said, evidence))


def _mistimed(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something is planned that is heard as a report: "he came last Friday, enter that on the 11th"."""
    planned = any(intent.do == "create" and "due_date" in intent.set for intent in decision.intents)
    shares = evidence.shares(Clause(said, 0, len(said.tokens)))
    told = sum(share for name, share in shares.items() if name.startswith("log."))
    coming = sum(share for name, share in shares.items() if name.startswith("plan."))
    return planned and len(decision.intents) == 1 and told >= SURELY and coming < HARDLY


def doubled(decision: Decision) -> bool:
    """Whether one thing seems to be made or changed twice, or made without its name: one order was taken for several.

    Nor is a record that its own name tells also told by conditions: "Kilbride roof: they signed yesterday".
    """
    changed = [intent for intent in decision.intents if intent.do == "update"]
    twice = [(name, repr(one.targets)) for one in changed for name in (*one.set, *one.change, *one.link)]
    if len(set(twice)) < len(twice) or any(_over(noun) for one in changed for noun in one.targets):
        return True
    made = [intent for intent in decision.intents if intent.do == "create"]
    kinds = {(intent.cls, "completed_at" in intent.set) for intent in made}
    return len(made) > len(kinds) or any(intent.missing in _NAMES for intent in made)


_NAMES = ("name", "title", "subject")


def _over(noun: Noun) -> bool:
    """Whether the only record of a name has conditions besides that a value of the order may be."""
    groups = noun.said if len(noun.said) == 1 else []
    exact = [ref for group in groups for ref in group if ref.cls == noun.cls and ref.score >= EXACT]
    return len(exact) == 1 and any(one.field != "completed_at" for one in noun.where)
