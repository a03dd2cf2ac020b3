"""What one trial found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from api.proof.stage import Stage

Outcome = Literal["holds", "fails", "left out"]


@dataclass(frozen=True)
class Finding:
    """One thing that was tried.

    Attributes:
        about: What it belongs to, in a few words.
        tried: What must be so, as a sentence.
        outcome: Whether it is; `left out` where the classes have nothing to try it with.
        told: What was found instead, or why it was left out.
    """

    about: str
    tried: str
    outcome: Outcome
    told: str = ""


Trial = Callable[["Stage"], Iterator[Finding]]


def found(about: str, tried: str, *, wrong: object = "") -> Finding:
    """Return that it holds; with anything in `wrong`, that it does not."""
    return Finding(about, tried, "fails" if wrong else "holds", str(wrong)[:MOST] if wrong else "")


def left_out(about: str, tried: str, why: str) -> Finding:
    """Return that it was not tried."""
    return Finding(about, tried, "left out", why)


MOST = 500
"""Characters of what is told."""
