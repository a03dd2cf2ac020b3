"""A decision on trial: what would be done, beside what was said and heard."""

from collections.abc import Callable
from dataclasses import dataclass

from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause, Sentence


@dataclass(frozen=True, slots=True)
class Trial:
    """What a guard is asked about: a decision, the message, what the tagger says of it, and the day, as 2026-03-18."""

    decision: Decision
    said: Sentence
    evidence: Evidence
    today: str

    @property
    def intents(self) -> list[Intent]:
        """What would be done."""
        return self.decision.intents

    @property
    def message(self) -> Clause:
        """The whole message."""
        return Clause(self.said, 0, len(self.said.tokens))

    def made(self, *classes: str) -> list[Intent]:
        """Return the intents that make records, of these classes only if any are given."""
        return [one for one in self.intents if one.do == "create" and (not classes or one.cls in classes)]

    def changed(self, *classes: str) -> list[Intent]:
        """Return the intents that change records, of these classes only if any are given."""
        return [one for one in self.intents if one.do == "update" and (not classes or one.cls in classes)]

    def reports(self) -> list[Intent]:
        """Return the intents that write down what was done."""
        return [one for one in self.made() if one.set.get("completed_at")]

    def kept(self) -> str:
        """Return everything that would be done, as JSON in lower case: what was said is lost if it is not in there."""
        return " ".join(intent.model_dump_json() for intent in self.intents).casefold()

    def slot(self, mark: Mark) -> tuple[str, float]:
        """Return what kind of thing words are heard to name, and how surely."""
        return self.evidence.tags.slot(*self._span(mark))

    def role(self, mark: Mark) -> tuple[str, float]:
        """Return whether words are heard as a new value (`plain`), an old one or a condition, and how surely."""
        return self.evidence.tags.role(*self._span(mark))

    def aside(self, mark: Mark) -> float:
        """Return how surely words only tell something."""
        return self.evidence.tags.aside(*self._span(mark))

    def _span(self, mark: Mark) -> tuple[int, int]:
        return self.said.tokens[mark.first].start, self.said.tokens[mark.last - 1].end


Guard = Callable[[Trial], bool]
"""Whether something speaks against doing what a decision says without asking first."""
