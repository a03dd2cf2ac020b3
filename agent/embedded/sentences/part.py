"""A clause with what it does and all the ways to read it."""

from dataclasses import dataclass

from agent.embedded.sentences.acts import Act
from agent.embedded.sentences.reading import Reading
from agent.embedded.sentences.sentence import Clause


@dataclass(slots=True)
class Part:
    """A clause, what it does, and its readings, the best first."""

    clause: Clause
    act: Act
    readings: list[Reading]
    describes: bool = False
    """Whether it only describes the records that the next clause does something to."""

    @property
    def best(self) -> Reading | None:
        """The best reading, if there is one."""
        return self.readings[0] if self.readings else None
