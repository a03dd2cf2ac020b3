"""Search over passages: by meaning and by words, fused by rank, through the gate.

Whoever may read few passages has all of them compared, exactly, whatever else there is: he gets his best ones, not what
is left of everybody's. Of many, Chroma names the nearest, and more of them until enough may be read.
A passage is told when its record is read, through the gate, and has the very text that was indexed. Ranks count only
what may be read, so that nothing about other records can be told from a score.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, select, text, true

from store.fields import Pointer
from store.index.chroma import Chroma, ChromaDown
from store.index.cutting import embedded_text
from store.index.embedding import likest
from store.index.words import share, sought_words, with_words
from store.rows import Row, to_row
from store.schema import Class, Schema

if TYPE_CHECKING:
    from store.index.embedding import Vectors

Columns = Mapping[str, Any]
"""A row of a table."""
FEW = 5_000
"""Passages that are compared one by one: reading so many vectors takes about as long as asking Chroma."""
POOL = 50
"""Passages of each half that are fused."""
FIRST, FARTHEST = 800, 6_400
"""Nearest passages that Chroma is asked for, at first and at most; beyond, all that may be read are compared."""
AT_ONCE = 5_000
"""Vectors that are in memory at once."""
SMOOTH = 10
"""Of reciprocal rank fusion; with the usual 60 a rank says little, measured in docs/memory.md."""
WORDS_WEIGHT = 0.7
"""What the rank by words counts, compared with the rank by meaning: measured, docs/memory.md."""


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
class Found:
    """A passage of a record that may be read.

    Attributes:
        cls: Class of the record.
        row: The record.
        field: Which of its fields has the passage.
        quote: The passage, word by word.
        at: When it happened, or was written.
        author: Id of the user who made the record, or owns it; nobody for some imported ones.
        score: How well it ranks, 1 is first by meaning and by words.
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


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the half that knows meaning needs: the question's vector, the index, and Chroma where it can be asked."""

    index: str
    vector: "Vectors"
    chroma: Callable[[], Chroma | None] = lambda: None
    """Opens it: that takes a second, and is done only when there are many passages."""


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
        """Take what the gate says.

        Args:
            connection: To the database.
            schema: The classes.
            question: What is sought.
            listed: The ids of a class's records that may be read and meet the filter; `None` when all do.
            read: The statement that reads those of some `ids`.
            who: What these are executed with.
        """
        self._connection = connection
        self._schema = schema
        self._question = question
        self._listed = listed
        self._read = read
        self._who = who
        self._passage = schema.own.passage
        self._classes = [schema[name] for name in question.where if schema[name].model.searchable]
        self._rows: dict[int, tuple[Columns, Columns] | None] = {}

    def find(self, meaning: Meaning | None) -> list[Found]:
        """Return the passages that answer best, the best first; without `meaning` those with words of the question."""
        if not self._classes:
            return []
        if not self._question.text.strip():
            return self._newest()
        few = self._few()
        if few is None:
            near, worded = self._among_many(meaning)
        else:
            near = self._nearest(meaning, few)[:POOL] if meaning and few else []
            worded = with_words(self._connection, self._question.text, POOL, few) if few else []
            self._look([passage for passage, _ in near] + worded)
        near = [(passage, likeness) for passage, likeness in near if self._rows.get(passage)][:POOL]
        shares = self._shares([passage for passage in worded if self._rows.get(passage)][:POOL])
        best = _fused(near, shares)[: self._question.limit]
        return [self._found(one, score, likeness, shares.get(one, 0.0)) for one, score, likeness in best]

    def _shares(self, passages: Sequence[int]) -> dict[int, float]:
        """Return how much of the question's words each passage has, the most first; else in their order."""
        sought = sought_words(self._question.text)
        texts = {one: self._rows[one] for one in passages}
        shares = {one: share(sought, known[0]["text"]) for one, known in texts.items() if known}
        return dict(sorted(shares.items(), key=lambda hit: -hit[1]))

    def _newest(self) -> list[Found]:
        """Return the newest passages that are more than a title."""
        passage = self._passage.c
        ids: list[int] = []
        for cls in self._classes:
            here = (self._here(cls), passage.field != cls.model.title_field)
            statement = select(passage.id).where(*here).order_by(passage.at.desc(), passage.id)
            ids += self._connection.scalars(statement.limit(POOL), dict(self._who))
        self._look(ids)
        found = [self._found(one, 0.0, 0.0, 0.0) for one in ids if self._rows.get(one)]
        return sorted(found, key=lambda one: one.at, reverse=True)[: self._question.limit]

    def _few(self) -> list[int] | None:
        """Return the passages that may be read and meet the filters; `None` when there are many."""
        found: list[int] = []
        for cls in self._classes:
            statement = select(self._passage.c.id).where(self._here(cls)).limit(FEW + 1 - len(found))
            found += self._connection.scalars(statement, dict(self._who))
            if len(found) > FEW:
                return None
        return found

    def _here(self, cls: Class) -> ColumnElement[bool]:
        """Return the condition of a class's passages that may be read and meet the filters."""
        passage = self._passage.c
        conditions: list[ColumnElement[bool]] = [passage.cls == cls.name]
        if (listed := self._listed(cls)) is not None:
            conditions.append(passage.object_id.in_(listed))
        if self._question.since:
            conditions.append(passage.at >= self._question.since)
        if self._question.until:
            conditions.append(passage.at < self._question.until)
        return and_(*conditions)

    def _among_many(self, meaning: Meaning | None) -> tuple[list[tuple[int, float]], list[int]]:
        """Return the nearest passages and those with the words, all of which may be read: enough, if there are."""
        near: list[tuple[int, float]] = []
        if meaning:
            near = self._widening(lambda most: self._nearest_of_all(meaning, most), lambda hit: hit[0]) or []
            if len(near) < self._question.limit:
                near = self._nearest(meaning, None)[:POOL]
                self._look([passage for passage, _ in near])
        worded = self._widening(lambda most: with_words(self._connection, self._question.text, most), lambda hit: hit)
        return near, worded or []

    def _widening(self, ask: Callable[[int], Sequence[Any]], passage: Callable[[Any], int]) -> list[Any]:
        """Return those of the first hits that may be read; more are asked for until there are enough."""
        most = FIRST
        while True:
            hits = ask(most)
            kept: list[Any] = []
            for first in range(0, len(hits), POOL):
                part = hits[first : first + POOL]
                self._look([passage(hit) for hit in part])
                kept += [hit for hit in part if self._rows.get(passage(hit))]
                if len(kept) >= POOL:
                    return kept
            if len(kept) >= self._question.limit or len(hits) < most or most >= FARTHEST:
                return kept
            most *= 4

    def _nearest_of_all(self, meaning: Meaning, most: int) -> list[tuple[int, float]]:
        """Return the nearest of all passages: those that Chroma has, and those that it does not have yet."""
        try:
            if (chroma := meaning.chroma()) is None:
                return self._nearest(meaning, None, most)
            filed = chroma.filed(meaning.index)
            near = chroma.nearest(meaning.index, meaning.vector, most)
        except ChromaDown:
            return self._nearest(meaning, None, most)
        behind = self._compared(meaning, self._vectors(meaning, self._schema.own.vector.c.step > filed), most)
        best = dict(near) | dict(behind)
        return sorted(best.items(), key=lambda hit: (-hit[1], hit[0]))[:most]

    def _nearest(self, meaning: Meaning, among: Sequence[int] | None, most: int = POOL) -> list[tuple[int, float]]:
        """Return the nearest of some passages, or of all that may be read, compared one by one."""
        if among is not None:
            vector = self._schema.own.vector.c
            here = (vector.index == meaning.index, vector.vector.is_not(None), self._of(among))
            rows = self._connection.execute(select(vector.passage, vector.vector).where(*here)).all()
            return self._compared(meaning, ((row.passage, row.vector) for row in rows), most)
        ids = [select(self._passage.c.id).where(self._here(cls)) for cls in self._classes]
        free = all(self._listed(cls) is None for cls in self._classes)
        whole = free and not (self._question.since or self._question.until)
        conditions = [true()] if whole else [self._schema.own.vector.c.passage.in_(one) for one in ids]
        every = (row for condition in conditions for row in self._vectors(meaning, condition))
        return self._compared(meaning, every, most)

    def _vectors(self, meaning: Meaning, condition: ColumnElement[bool]) -> Iterator[tuple[int, bytes]]:
        """Yield vectors in the order of the index's steps, so many at once as memory is to hold."""
        vector, last = self._schema.own.vector.c, -1
        while True:
            here = (vector.index == meaning.index, vector.vector.is_not(None), vector.step > last, condition)
            statement = select(vector.passage, vector.vector, vector.step).where(*here).order_by(vector.step)
            rows = self._connection.execute(statement.limit(AT_ONCE), dict(self._who)).all()
            yield from ((row.passage, row.vector) for row in rows)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1].step

    def _of(self, ids: Sequence[int]) -> ColumnElement[bool]:
        """Return the condition of vectors of some passages; a list of thousands is one value, not as many."""
        passage = self._schema.own.vector.c.passage
        if self._connection.dialect.name == "postgresql":
            return passage == func.any(text("CAST(:ids AS bigint[])").bindparams(ids=list(ids)))
        return passage.in_(text("SELECT value FROM json_each(:ids)").bindparams(ids=orjson.dumps(list(ids)).decode()))

    @staticmethod
    def _compared(meaning: Meaning, rows: Iterable[tuple[int, bytes]], most: int) -> list[tuple[int, float]]:
        """Return the passages whose vectors are nearest, each with its likeness."""
        best: list[tuple[int, float]] = []
        for part in _parts(rows, AT_ONCE):
            best += likest(part, meaning.vector, most)
            best = sorted(best, key=lambda hit: (-hit[1], hit[0]))[:most]
        return best

    def _look(self, ids: Sequence[int]) -> None:
        """Read passages and their records, through the gate; what may not be read, or says something else, is none."""
        wanted = [one for one in dict.fromkeys(ids) if one not in self._rows]
        if not wanted:
            return
        self._rows.update(dict.fromkeys(wanted))
        statement = select(self._passage).where(self._passage.c.id.in_(bindparam("wanted", expanding=True)))
        by_class: dict[str, list[Columns]] = {}
        kept_rows: Any = self._connection.execute(statement, {"wanted": wanted}).mappings()
        for row in kept_rows:
            if self._timely(row["at"]):
                by_class.setdefault(row["cls"], []).append(row)
        for cls in self._classes:
            kept = by_class.get(cls.name, [])
            ids_of = sorted({row["object_id"] for row in kept})
            found: Any = (
                self._connection.execute(self._read(cls), {**self._who, "ids": ids_of}).mappings() if kept else ()
            )
            records = {row["object_id"]: row for row in found}
            for row in kept:
                record = records.get(row["object_id"])
                if record is not None and _stands(cls, record, row):
                    self._rows[row["id"]] = (row, record)

    def _timely(self, at: datetime) -> bool:
        since, until = self._question.since, self._question.until
        return (since is None or at >= since) and (until is None or at < until)

    def _found(self, passage: int, score: float, likeness: float, words: float) -> Found:
        known = self._rows[passage]
        if known is None:
            raise KeyError(passage)
        kept, record = known
        cls = self._schema[kept["cls"]]
        row = to_row(cls, record)
        quote = str(record[kept["field"]])[kept["first"] : kept["last"]]
        return Found(cls.name, row, kept["field"], quote, kept["at"], _author(cls, record, row), score, likeness, words)


def _stands(cls: Class, record: Columns, kept: Columns) -> bool:
    """Whether a record still has the text of a passage, in its place and below the same title."""
    if kept["field"] not in cls.model.searchable:
        return False
    said = str(record[kept["field"]] or "")[kept["first"] : kept["last"]]
    return embedded_text(cls, record, kept["field"], said) == str(kept["text"])


def _author(cls: Class, record: Columns, row: Row) -> str | None:
    for name in cls.model.stamped:
        if isinstance(row[name], Pointer):
            return str(row[name].id)
    if record["creator"]:
        return str(record["creator"])
    return next((row[name].id for name in cls.model.owners if isinstance(row.get(name), Pointer)), None)


def _fused(near: Sequence[tuple[int, float]], shares: Mapping[int, float]) -> list[tuple[int, float, float]]:
    """Return passages with their score and likeness, the best first.

    A rank by words counts by the square of the share of the words that are there: one word of five is mostly chance.
    """
    likeness = dict(near)
    whole = (1 + WORDS_WEIGHT) / (SMOOTH + 1)
    scores = {passage: 1 / (SMOOTH + rank) / whole for rank, passage in enumerate(likeness, 1)}
    for rank, (passage, part) in enumerate(shares.items(), 1):
        scores[passage] = scores.get(passage, 0.0) + WORDS_WEIGHT * part**2 / (SMOOTH + rank) / whole
    ordered = sorted(scores, key=lambda one: (-scores[one], -likeness.get(one, 0.0), one))
    return [(one, scores[one], likeness.get(one, 0.0)) for one in ordered]


def _parts(rows: Iterable[tuple[int, bytes]], size: int) -> Iterator[list[tuple[int, bytes]]]:
    part: list[tuple[int, bytes]] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
