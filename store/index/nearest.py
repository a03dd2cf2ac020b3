"""The half that goes by meaning: which passages have the vectors that are nearest to a question's."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, select, true

from store.index.chroma import ChromaDown
from store.index.embedding import likest
from store.index.question import Meaning
from store.index.readable import Readable
from store.schema import Schema
from store.several import one_of

Near = tuple[int, float]
"""A passage, and its likeness."""
AT_ONCE = 5_000
"""Vectors that are in memory at once."""


class Nearest:
    """The nearest passages to one question, each with its likeness, the nearest first."""

    def __init__(self, connection: Connection, schema: Schema, meaning: Meaning, readable: Readable) -> None:
        self._connection = connection
        self._vector = schema.own.vector.c
        self._meaning = meaning
        self._readable = readable

    def among(self, passages: Sequence[int], most: int) -> list[Near]:
        """Return the nearest of some passages, compared one by one."""
        vector = self._vector
        here = (*self._here(), one_of(vector.passage, "passages"))
        statement = select(vector.passage, vector.vector).where(*here)
        rows = self._connection.execute(statement, {"passages": list(passages)}).all()
        return self._compared(((row.passage, row.vector) for row in rows), most)

    def of_all(self, most: int) -> list[Near]:
        """Return the nearest of all passages: those that Chroma has, and those that it does not have yet.

        Where Chroma cannot be asked, all that may be read are compared.
        """
        meaning = self._meaning
        try:
            if (chroma := meaning.chroma()) is None:
                return self.of_readable(most)
            filed = chroma.filed(meaning.index)
            near = chroma.nearest(meaning.index, meaning.vector, most)
        except ChromaDown:
            return self.of_readable(most)
        behind = self._compared(self._stepwise(true(), filed), most)
        best = dict(near) | dict(behind)
        return sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))[:most]

    def of_readable(self, most: int) -> list[Near]:
        """Return the nearest of all passages that may be read, compared one by one."""
        ids = self._readable.ids()
        conditions = [true()] if self._readable.whole else [self._vector.passage.in_(one) for one in ids]
        return self._compared((row for condition in conditions for row in self._stepwise(condition)), most)

    def _here(self) -> tuple[ColumnElement[bool], ...]:
        return self._vector.index == self._meaning.index, self._vector.vector.is_not(None)

    def _stepwise(self, condition: ColumnElement[bool], last: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield vectors in the order of the index's steps, behind one, so many at once as memory is to hold."""
        vector = self._vector
        while True:
            here = (*self._here(), vector.step > last, condition)
            statement = select(vector.passage, vector.vector, vector.step).where(*here).order_by(vector.step)
            rows = self._connection.execute(statement.limit(AT_ONCE), self._readable.values).all()
            yield from ((row.passage, row.vector) for row in rows)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1].step

    def _compared(self, rows: Iterable[tuple[int, bytes]], most: int) -> list[Near]:
        best: list[Near] = []
        for part in _parts(rows, AT_ONCE):
            best += likest(part, self._meaning.vector, most)
            best = sorted(best, key=lambda hit: (-hit[1], hit[0]))[:most]
        return best


def _parts(rows: Iterable[tuple[int, bytes]], size: int) -> Iterator[list[tuple[int, bytes]]]:
    part: list[tuple[int, bytes]] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
