"""One way to understand a clause, and how much of it was understood."""

from dataclasses import dataclass, field

from agent.embedded.language.intents import Intent
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.sentences.draft import Draft

CLEAR = 0.6
"""A reading below this score is not acted upon."""


_ORDINARY = 0.04
"""What an ordinary word without a place costs a reading."""
_OTHERWISE = 0.2
"""What it costs to ask about a record of another class than the one that is heard."""
MARGIN = 0.06
"""Two changes closer than this are told apart by asking."""


@dataclass(slots=True)
class Reading:
    """What a clause may ask for.

    `left` are the words that found no place; `weight` is how strongly the words point to this reading; a `doubtful`
    one is only ever offered. Of a report or plan, only the words before `head` say what the speaker does.
    """

    intents: list[Intent]
    left: list[str] = field(default_factory=list)
    weight: float = 1.0
    doubtful: bool = False
    head: int = 0

    @property
    def score(self) -> float:
        """How good the reading is: each word without a place counts against it, and each part that nobody said."""
        missing = sum(bool(intent.missing) for intent in self.intents)
        return self.weight - 0.3 * len(self.left) - 0.25 * missing

    @property
    def writes(self) -> bool:
        """Whether it would change anything."""
        return any(intent.writes for intent in self.intents)


def reading(draft: Draft, intents: list[Intent], weight: float = 1.0) -> Reading:
    """Return the reading of a draft that is complete.

    Ordinary words around a change are no riddle; around an order to delete, or to share, every word counts. Of what
    asks for several records too: it may be a condition.
    """
    places = draft.left()
    evidence = draft.world.evidence
    if evidence:
        selecting = all(intent.do in ("find", "totals") for intent in intents)
        passed = evidence.passed(draft.clause) if selecting else set()
        places = (
            [at for at in places if at not in passed] if selecting else evidence.open(draft.clause, intents, places)
        )
        weight += evidence.weight(draft.clause, intents) - _OTHERWISE * evidence.otherwise(draft.clause, intents)
    left = [draft.sentence.tokens[at].text.strip() for at in places]
    plain = all(
        intent.do in ("update", "create") and (intent.set or intent.link or intent.change) for intent in intents
    )
    kept = [word for at, word in zip(places, left, strict=True) if word and not (plain and draft.low(at) in ORDINARY)]
    return Reading(intents, kept, weight - _ORDINARY * (len(left) - len(kept)))
