"""New values that a clause gives, and the words that lead to them."""

from dataclasses import dataclass, field
from typing import Any

from agent.embedded.language.intents import Change, Noun
from agent.embedded.language.words import words_of


@dataclass(slots=True)
class Values:
    """The values found: to be set, to be linked, to be changed relative to the old ones; and what was wrong."""

    set: dict[str, Any] = field(default_factory=dict)
    link: dict[str, Noun] = field(default_factory=dict)
    change: dict[str, Change] = field(default_factory=dict)
    append: dict[str, str] = field(default_factory=dict)
    missing: str = ""
    offer: Any = None
    problem: str = ""

    @property
    def any(self) -> bool:
        """Whether there is a value."""
        return bool(self.set or self.link or self.change or self.missing or self.problem)


INTO = words_of(
    "to into as is are = : at be -> => → was now becomes in till until on with should reads has for become get he she"
)
