"""How a turn ends: with a text, and perhaps a question that stays open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from agent.embedded.language.intents import Intent
from agent.embedded.language.names import Ref
from agent.embedded.sentences.hearing import Hearing


@dataclass
class Asked:
    """A question that is open: its kind (which, value, yes), the intents that wait, and where the answer goes."""

    kind: str
    intents: list[Intent]
    candidates: list[Ref] = field(default_factory=list)
    place: list[Any] = field(default_factory=list)
    rival: list[Intent] = field(default_factory=list)

    def kept(self) -> dict[str, Any]:
        """Return the question as JSON keeps it."""
        return {
            "kind": self.kind,
            "intents": [intent.model_dump(exclude_defaults=True) for intent in self.intents],
            "candidates": [ref.model_dump(exclude_defaults=True) for ref in self.candidates],
            "place": self.place,
            "rival": [intent.model_dump(exclude_defaults=True) for intent in self.rival],
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Asked":
        """Return the question that was kept."""
        return cls(
            str(kept["kind"]),
            [Intent.model_validate(one) for one in kept["intents"]],
            [Ref.model_validate(one) for one in kept["candidates"]],
            list(kept["place"]),
            [Intent.model_validate(one) for one in kept.get("rival", [])],
        )


@dataclass
class Answer:
    """What the turn ends with: the text, and what the thread shall know of it later.

    `changed` are the changes that were made, with their records; `undone` counts those of earlier turns that were
    taken back.
    """

    text: str
    intents: list[Intent] = field(default_factory=list)
    asked: Asked | None = None
    focus: list[Ref] = field(default_factory=list)
    listed: list[Ref] = field(default_factory=list)
    wrote: bool = False
    changed: list[Intent] = field(default_factory=list)
    undone: int = 0


@dataclass(slots=True)
class Followed:
    """What to do because of what was said before: intents, or only a text to say.

    First, the last `undo` changes are taken back. `rest` are the words behind an answer, which
    order or ask something of their own.
    """

    intents: list[Intent] = field(default_factory=list)
    undo: int = 0
    text: str = ""
    rest: Hearing | None = None


class Question(Exception):
    """Something must be asked before anything is done."""

    def __init__(
        self, text: str, kind: str = "", candidates: list[Ref] | None = None, place: list[Any] | None = None
    ) -> None:
        """Take the question, and where its answer goes."""
        super().__init__(text)
        self.kind, self.candidates, self.place = kind, candidates or [], place or []
