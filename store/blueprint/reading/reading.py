"""What came of reading: the blueprint, and what became of every line."""

from dataclasses import dataclass
from typing import Literal

from store.blueprint.blueprint import Blueprint
from store.blueprint.plan import Question
from store.blueprint.proposal import Proposal

Form = Literal["prompt", "classes", "schemas", "diagram"]
"""How the classes were described. classes: `{"classes": […]}`; schemas: a Parse `/schemas` answer."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A line or sentence, and what it gave."""

    line: int
    text: str
    gave: str
    inferred: bool = False
    """Whether a language model understood it so, and not the grammar."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line, sentence or word that gave nothing, and why, where that is known."""

    line: int
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Lines are counted from one, in the text as it was given."""

    form: Form
    blueprint: Blueprint
    understood: tuple[Understood, ...]
    not_understood: tuple[Unread, ...]
    assumed: tuple[str, ...]
    """What the text does not say and was taken all the same, in sentences."""
    questions: tuple[Question, ...]
    """What the text leaves open; the default holds until it says more."""
    inferred: tuple[Proposal, ...] = ()
    """What a language model proposed, and is in the blueprint."""
