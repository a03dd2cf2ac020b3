"""What applying a blueprint would do, so that a person can say yes to exactly that."""

import json
from hashlib import sha256
from typing import Literal

from pydantic import Field

from store.blueprint.blueprint import Blueprint, Part
from store.blueprint.moves import Scalar

Deed = Literal["create", "alter", "rename", "drop"]


class Step(Part):
    """One thing that is done."""

    deed: Deed
    """What is done."""
    about: str
    """A class, `Deal`, or a field of one, `Deal.amount`; `preset` for who sees what."""
    sentence: str
    """The same in words."""
    destructive: bool = False
    """Whether something is lost by it that no other blueprint brings back."""
    inferred: bool = False
    """Whether a language model, and not the grammar, understood some of it so."""


class Need(Part):
    """A question that must be answered in the mapping before anything can be done."""

    key: str
    """Where the mapping has its answer: `Deal.stage=lead`."""
    sentence: str
    """The question."""
    records: int
    """How many records it is about."""
    suggestion: Scalar = None


class Question(Part):
    """Something that the blueprint leaves open, and what holds unless another blueprint says more."""

    about: str
    """The class or field that it is about."""
    question: str
    """The question, in words."""
    default: str
    """What holds unless more is said."""


class Plan(Part):
    """The difference between a blueprint and what is there."""

    number: int
    """Of the blueprint that holds now; 0 for none."""
    steps: tuple[Step, ...] = ()
    leaves: tuple[str, ...] = ()
    """What stays as it is, in sentences."""
    permissions: tuple[str, ...] = ()
    """Who sees and changes what, in sentences with an example."""
    questions: tuple[Question, ...] = ()
    needs: tuple[Need, ...] = ()
    mapping: dict[str, Scalar] = Field(default_factory=dict)
    blueprint: Blueprint = Blueprint()
    """All classes as they will be, with nothing unsaid."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.steps and not self.needs

    @property
    def is_destructive(self) -> bool:
        """Whether something would be lost."""
        return bool(self.needs) or any(step.destructive for step in self.steps)

    @property
    def risk(self) -> str:
        """What may go wrong, in a sentence."""
        if self.is_empty:
            return "None: nothing changes."
        lost = [step.sentence for step in self.steps if step.destructive]
        if not self.is_destructive:
            return "Low: classes and fields are only added or described otherwise; no value changes."
        return " ".join(["High: what is there is changed or lost; an archive is written first.", *lost])

    @property
    def hash(self) -> str:
        """A name for exactly this plan: another one as soon as anything that it does is different."""
        said = self.model_dump(mode="json", include={"number", "steps", "needs", "mapping", "blueprint"})
        return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:32]
