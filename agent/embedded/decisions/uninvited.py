"""Activities that are read off words which only tell something: "she prefers e-mail. Cancel our meetings"."""

from dataclasses import replace

from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.segments import segments
from agent.embedded.sentences.sentence import Sentence

HEARD = 0.3
"""Below this share, nothing is heard to be logged or planned."""


def invited(decision: Decision, said: Sentence, evidence: Evidence) -> Decision:
    """Return a decision without the activities that nobody asked for: made beside another order, and heard nowhere."""
    made = [one for one in decision.intents if one.do == "create" and one.cls == "Activity"]
    orders = [one for one in decision.intents if one not in made]
    if not made or not any(one.writes for one in orders):
        return decision
    shares = [part.shares for part in segments(said, evidence)]
    heard = any(
        sum(share for name, share in known.items() if name.startswith(("log.", "plan."))) >= HEARD for known in shares
    )
    return decision if heard else replace(decision, intents=orders)
