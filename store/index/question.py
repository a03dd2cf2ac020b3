"""What is sought among passages, and what is found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from store.index.chroma import Chroma
from store.rows import Row

if TYPE_CHECKING:
    from store.index.embedding import Vectors


@dataclass(frozen=True, slots=True)
class Question:
    """What is sought.

    Attributes:
        text: In words; empty for the newest passages.
        where: The classes to look in, each with a filter on its records.
        since: Passages from this moment on.
        until: Passages before this moment.
        limit: How many are told.
    """

    text: str
    where: Mapping[str, Mapping[str, Any]]
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the half that knows meaning needs: the question's vector, the index, and Chroma where it can be asked."""

    index: str
    vector: "Vectors"
    chroma: Callable[[], Chroma | None] = lambda: None
    """Opens it: that takes a second, and is done only when there are many passages."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage of a record that may be read.

    Attributes:
        cls: Class of the record.
        row: The record.
        field: Which of its fields has the passage.
        quote: The passage, word by word.
        at: When it happened, or was written.
        author: Id of the user who made the record, or owns it; nobody for some imported ones.
        score: How well it answers, from 0 to 1; what else there is to be found does not matter.
        likeness: How like its meaning is to the question's, 1 is the same; 0 when that could not be asked.
        words: How much of the question's words it has, 1 is all.
    """

    cls: str
    row: Row
    field: str
    quote: str
    at: datetime
    author: str | None
    score: float
    likeness: float
    words: float
