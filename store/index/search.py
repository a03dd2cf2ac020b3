"""Search over passages: by meaning and by words, in one score, through the gate.

Whoever may read few passages has all of them compared, exactly, whatever else there is: he gets his best ones, not what
is left of everybody's. Of many, Chroma names the nearest, and more of them until enough may be read.
A passage is told when its record is read, through the gate, and has the very text that was indexed. Its score is of the
question and the passage alone, so that nothing about other records can be told from it.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from sqlalchemy import Connection, Select

from store.fields import Pointer
from store.index.nearest import Nearest
from store.index.question import Found, Meaning, Question
from store.index.readable import Columns, Readable
from store.index.sought import SHARE, Sought
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
WORDS_WEIGHT = 0.5
"""What having all words counts, compared with the very same meaning: measured, docs/memory.md."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage and how well it answers."""

    passage: int
    score: float
    likeness: float


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
            return self._told([Ranked(one, 0.0, 0.0) for one in self._readable.newest(self._pool)])
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
        if nearest is None:
            place = {one: n for n, one in enumerate(worded)}
            return sorted(self._by_words(worded), key=lambda one: (-one.score, place[one.passage]))
        near = self._near(nearest, few, first)
        at, size = self._pool, self._pool * 2
        telling = self._telling([*worded, *(one for one, _ in near[:at])])
        likeness = dict(near)
        if far := [one for one in worded if telling.get(one) and one not in likeness]:
            likeness |= dict(nearest.among(far, len(far)))
        ranked = scored({one: told for one, told in telling.items() if told or one in likeness}, likeness)
        all_worded = len(worded) < WORDED and first != self._widening
        best = 0.0 if all_worded else self._sought.most  # what the words of another may tell
        while (possible := self._possible(near, ranked, best)) > at:
            begun = at
            while at < possible:  # somewhat more at once: the words of some that are not worded tell something, too
                at, size = at + size, size * 2
            ranked += scored(self._telling([one for one, _ in near[begun:at] if one not in telling]), likeness)
        return sorted(ranked, key=lambda one: (-one.score, -one.likeness, one.passage))

    def _words(self, few: Sequence[int] | None, *, telling: bool) -> Callable[[int], list[int]]:
        return lambda most: with_words(self._connection, self._sought, most, few, telling=telling)

    def _near(self, nearest: Nearest, few: Sequence[int] | None, first: Callable[..., Any]) -> list[tuple[int, float]]:
        if few is not None:
            return list(first(lambda most: nearest.among(few, most), FEW, lambda hit: hit[0]))
        near: list[tuple[int, float]] = first(nearest.of_all, NEAR, lambda hit: hit[0])
        return near if len(near) >= self._question.limit else nearest.of_readable(self._pool)

    def _telling(self, passages: Sequence[int]) -> dict[int, float]:
        """Return how much the words of passages tell."""
        return {one: self._sought.telling(text) for one, text in self._readable.texts(passages).items()}

    def _by_words(self, passages: Sequence[int]) -> list[Ranked]:
        """Return passages with a score of their words alone: what they tell, and then how many of them there are."""
        sought, texts = self._sought, self._readable.texts(passages)
        scores = {one: (sought.telling(text) + SHARE * sought.share(text)) / (1 + SHARE) for one, text in texts.items()}
        return [Ranked(one, score, 0.0) for one, score in scores.items()]

    def _possible(self, near: Sequence[tuple[int, float]], ranked: Sequence[Ranked], best: float) -> int:
        """Return how many of the nearest may be among those to be told, if their words tell no more than the best."""
        most = self._question.limit + SPARE
        known = nlargest(most, (one.score for one in ranked))
        least = known[-1] if len(known) == most else -1.0
        return bisect_left(near, -least, key=lambda hit: -score(hit[1], best))

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
        author, words = _author(cls, record, row), self._sought.share(kept["text"])
        return Found(cls.name, row, kept["field"], quote, kept["at"], author, one.score, one.likeness, words)


def score(likeness: float, telling: float) -> float:
    """Return how well a passage answers, from 0 to 1: by its meaning, and by its words where they tell something."""
    return (max(0.0, likeness) + WORDS_WEIGHT * telling) / (1 + WORDS_WEIGHT)


def scored(telling: Mapping[int, float], likeness: Mapping[int, float]) -> list[Ranked]:
    """Return passages with their score, of what their words tell and their likeness."""
    return [Ranked(one, score(like := likeness.get(one, 0.0), told), like) for one, told in telling.items()]


def _author(cls: Class, record: Columns, row: Row) -> str | None:
    for name in cls.model.stamped:
        if isinstance(row[name], Pointer):
            return str(row[name].id)
    if record["creator"]:
        return str(record["creator"])
    return next((row[name].id for name in cls.model.owners if isinstance(row.get(name), Pointer)), None)
