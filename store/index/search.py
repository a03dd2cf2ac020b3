"""Search over passages: by meaning and by words, in one score, through the gate.

Whoever may read few passages has all of them compared, exactly, whatever else there is: he gets his best ones, not what
is left of everybody's. Of many, Chroma names the nearest, and more of them until enough may be read.
A passage is told when its record is read, through the gate, and has the very text that was indexed. Its score is of the
question and the passage alone, so that nothing about other records can be told from it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select

from store.fields import Pointer
from store.index.nearest import Nearest
from store.index.question import Found, Meaning, Question
from store.index.readable import Columns, Readable
from store.index.sought import Sought
from store.index.words import with_words
from store.rows import Row, to_row
from store.schema import Class, Schema

FEW = 5_000
"""Passages that are compared one by one: reading so many vectors takes about as long as asking Chroma."""
POOL = 60
"""Passages that are ranked at once, at least; twice as many as are told."""
NEAR, WORDED = 400, 200
"""Hits that each half is asked for where all may be read."""
FIRST, FARTHEST = 800, 6_400
"""Hits that each half is asked for where not all may be read, at first and at most."""
SPARE = 5
"""Passages that are read beyond those to be told: the record of one may have changed since it was indexed."""
WORDS_WEIGHT = 0.3
"""What having all words counts, compared with the very same meaning: measured, docs/memory.md."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage and how well it answers."""

    passage: int
    score: float
    likeness: float
    words: float


class Search:
    """One search on behalf of one principal."""

    def __init__(
        self,
        connection: Connection,
        schema: Schema,
        question: Question,
        *,
        listed: Callable[[Class], Select[Any] | None],
        read: Callable[[Class], Select[Any]],
        who: Mapping[str, Any],
    ) -> None:
        """Take what the gate says, as `Readable` does."""
        self._connection = connection
        self._schema = schema
        self._question = question
        self._readable = Readable(connection, schema, question, listed=listed, read=read, who=who)
        self._sought = Sought(question.text)
        self._pool = max(POOL, 2 * question.limit)

    def find(self, meaning: Meaning | None) -> list[Found]:
        """Return the passages that answer best, the best first; without `meaning` those with words of the question."""
        if not self._readable.classes:
            return []
        if not self._question.text.strip():
            return self._told([Ranked(one, 0.0, 0.0, 0.0) for one in self._readable.newest(self._pool)])
        nearest = Nearest(self._connection, self._schema, meaning, self._readable) if meaning else None
        few = self._readable.few(FEW)
        if few is not None or self._readable.whole:  # all of them may be told, unless a record has just changed
            found = self._told(self._ranked(nearest, few, lambda ask, most, _: ask(most)))
            if len(found) == self._question.limit or not self._readable.missed:
                return found
        return self._told(self._ranked(nearest, few, self._widening))

    def _ranked(self, nearest: Nearest | None, few: Sequence[int] | None, first: Callable[..., Any]) -> list[Ranked]:
        """Return passages by their score, the best first; `first` takes of a way to ask the first hits to be told.

        Passages without telling words need not be looked at as long as none can be better than what is known: the
        nearest come first, and their likeness is the most that they have.
        """
        worded: list[int] = first(self._words(few, telling=nearest is not None), WORDED, lambda hit: hit)
        place = {one: n for n, one in enumerate(worded)}
        if nearest is None:
            ranked = [Ranked(one, words, 0.0, words) for one, (words, _) in self._said(worded).items()]
            return sorted(ranked, key=lambda one: (-one.score, place[one.passage]))
        near = self._near(nearest, few, first)
        likeness = dict(near)
        if far := [one for one in worded if one not in likeness]:
            likeness |= dict(nearest.among(far, len(far)))
        ranked = self._scored(worded, likeness)
        best = 1.0 if len(worded) >= WORDED or first == self._widening else 0.0  # what words of another may tell
        at, size = 0, self._pool
        while at < len(near) and not self._enough(ranked, score(near[at][1], best)):
            ranked += self._scored([one for one, _ in near[at : at + size] if one not in place], likeness)
            at, size = at + size, size * 2
        return sorted(ranked, key=lambda one: (-one.score, -one.likeness, one.passage))

    def _words(self, few: Sequence[int] | None, *, telling: bool) -> Callable[[int], list[int]]:
        return lambda most: with_words(self._connection, self._sought, most, few, telling=telling)

    def _near(self, nearest: Nearest, few: Sequence[int] | None, first: Callable[..., Any]) -> list[tuple[int, float]]:
        if few is not None:
            return list(first(lambda most: nearest.among(few, most), FEW, lambda hit: hit[0]))
        near: list[tuple[int, float]] = first(nearest.of_all, NEAR, lambda hit: hit[0])
        return near if len(near) >= self._question.limit else nearest.of_readable(self._pool)

    def _said(self, passages: Sequence[int]) -> dict[int, tuple[float, float]]:
        """Return how much of the question's words passages have, and how much that tells."""
        texts = self._readable.texts(passages)
        return {one: (self._sought.share(text), self._sought.telling(text)) for one, text in texts.items()}

    def _scored(self, passages: Sequence[int], likeness: Mapping[int, float]) -> list[Ranked]:
        ranked = []
        for one, (words, telling) in self._said(passages).items():
            like = likeness.get(one, 0.0)
            ranked.append(Ranked(one, score(like, telling), like, words))
        return ranked

    def _enough(self, ranked: Sequence[Ranked], least: float) -> bool:
        """Whether so many are at least so good that the first of them are those to be told."""
        return sum(one.score >= least for one in ranked) >= self._question.limit + SPARE

    def _widening(self, ask: Callable[[int], Sequence[Any]], _: int, passage: Callable[[Any], int]) -> list[Any]:
        """Return those of the first hits that may be read; more are asked for until there are enough."""
        most = FIRST
        while True:
            hits = ask(most)
            kept: list[Any] = []
            for at in range(0, len(hits), self._pool):
                part = hits[at : at + self._pool]
                readable = self._readable.kept(passage(hit) for hit in part)
                kept += [hit for hit in part if passage(hit) in readable]
                if len(kept) >= self._pool:
                    return kept
            if len(kept) >= self._question.limit or len(hits) < most or most >= FARTHEST:
                return kept
            most *= 4

    def _told(self, ranked: Sequence[Ranked]) -> list[Found]:
        """Return the first that may be read and stand as they were indexed, as many as are wanted."""
        found: list[Found] = []
        size = self._question.limit + SPARE
        for at in range(0, len(ranked), size):
            part = ranked[at : at + size]
            readable = self._readable.kept(one.passage for one in part)
            found += [self._found(one) for one in part if one.passage in readable]
            if len(found) >= self._question.limit:
                break
        return found[: self._question.limit]

    def _found(self, one: Ranked) -> Found:
        kept, record = self._readable[one.passage]
        cls = self._schema[kept["cls"]]
        row = to_row(cls, record)
        quote = str(record[kept["field"]])[kept["first"] : kept["last"]]
        author = _author(cls, record, row)
        return Found(cls.name, row, kept["field"], quote, kept["at"], author, one.score, one.likeness, one.words)


def score(likeness: float, telling: float) -> float:
    """Return how well a passage answers, from 0 to 1: by its meaning, and by its words where they tell something."""
    return (max(0.0, likeness) + WORDS_WEIGHT * telling) / (1 + WORDS_WEIGHT)


def _author(cls: Class, record: Columns, row: Row) -> str | None:
    for name in cls.model.stamped:
        if isinstance(row[name], Pointer):
            return str(row[name].id)
    if record["creator"]:
        return str(record["creator"])
    return next((row[name].id for name in cls.model.owners if isinstance(row.get(name), Pointer)), None)
