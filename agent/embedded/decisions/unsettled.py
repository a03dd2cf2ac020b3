"""What waits for a condition that nobody has settled: it is held back, and not done as if nothing had been said."""

from dataclasses import replace

from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.branches import divided, provided, waiting
from agent.embedded.sentences.cases import alternatives, begins
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.sentence import Clause, Sentence

ORDERED = 0.5
"""Words for another case order something from here on."""


def unsettled(decision: Decision, said: Sentence, world: World) -> Decision:
    """Hold back a change in whose message other things are ordered for other cases: they are not all done at once."""
    if decision.why or not world.evidence or not any(intent.writes for intent in decision.intents):
        return decision
    if _noted(decision):
        return decision
    if next(waiting(said), None):
        return replace(decision, why="supposed")
    evidence = world.evidence
    opened = any(True for _ in divided(said))
    for case in alternatives(said):
        heard = opened and evidence.acting(Clause(said, case.first, case.last)) >= ORDERED
        if heard or begins(said, case.first):
            return replace(decision, why="supposed")
    titled = [str(intent.set.get("subject") or intent.set.get("title") or "") for intent in decision.intents]
    swallowed = opened and any(_SWALLOWED & set(text.lower().split()) for text in titled)
    return replace(decision, why="supposed") if swallowed or provided(said) else decision


_SWALLOWED = words_of("if unless otherwise")
"""Words of a condition that are no part of what something is called."""


def _noted(decision: Decision) -> bool:
    """Whether something is only written down, in which conditions may be told: "log a call: if they sign, …"."""
    return all(
        "completed_at" in intent.set
        if intent.do == "create"
        else intent.append or {"notes", "description"} & set(intent.set)
        for intent in decision.intents
        if intent.writes
    )
