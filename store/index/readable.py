"""Which passages somebody may read, as the gate says, and the records that they stand in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Select, Table, and_, func, select

from store.index.cutting import embedded_text
from store.index.question import Question
from store.prepared import Prepared
from store.schema import Class, Schema
from store.several import one_of

Columns = Mapping[str, Any]
"""A row of a table."""


class Readable:
    """The passages that one principal may read and that meet the filters of his question."""

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
        self.classes = [schema[name] for name in question.where if schema[name].model.searchable]
        self._connection = connection
        self._question = question
        self._read = read
        self._who = dict(who)
        self._passage = schema.own.passage
        self._listed = {cls.name: listed(cls) for cls in self.classes}
        self._rows: dict[int, tuple[Columns, Columns] | None] = {}
        searched = {cls.name for cls in schema.classes.values() if cls.model.searchable}
        everywhere = searched == set(self._listed) and all(one is None for one in self._listed.values())
        self.whole = everywhere and not (question.since or question.until)
        """Whether these are all passages there are."""

    @property
    def missed(self) -> bool:
        """Whether something that was looked at could not be told: it may not be read, is gone, or has changed."""
        return None in self._rows.values()

    def few(self, most: int) -> list[int] | None:
        """Return all of them; nothing when there are more than so many."""
        found: list[int] = []
        if self.whole:
            passages = select(self._passage.c.id).limit(most + 1)
            if (self._connection.scalar(select(func.count()).select_from(passages.subquery())) or 0) > most:
                return None
            return list(self._connection.scalars(passages).all())
        for statement in self.ids():
            found += self._connection.scalars(statement.limit(most + 1 - len(found)), self._who).all()
            if len(found) > most:
                return None
        return found

    def newest(self, most: int) -> list[int]:
        """Return the newest of each class that are more than a title, the newest first."""
        found: list[Any] = []
        passage = self._passage.c
        for cls in self.classes:
            here = (self._here(cls), passage.field != cls.model.title_field)
            statement = select(passage.at, passage.id).where(*here).order_by(passage.at.desc(), passage.id)
            found += self._connection.execute(statement.limit(most), self._who).all()
        return [row.id for row in sorted(found, key=lambda row: row.at, reverse=True)]

    def ids(self) -> list[Select[Any]]:
        """Return a statement for each class, of the ids of its passages; to be executed with `values`."""
        return [select(self._passage.c.id).where(self._here(cls)) for cls in self.classes]

    @property
    def values(self) -> dict[str, Any]:
        """What these statements are executed with."""
        return self._who

    def texts(self, ids: Sequence[int]) -> dict[int, str]:
        """Return what is indexed of some passages, whoever may read them: to be ranked, and not to be told."""
        known = {one: str(row[0]["text"]) for one in ids if (row := self._rows.get(one))}
        wanted = list(dict.fromkeys(one for one in ids if one not in known))
        if wanted:
            rows = _texts(self._passage, self._connection.dialect).rows(self._connection, {"wanted": wanted})
            known |= {row["id"]: row["text"] for row in rows}
        return known

    def kept(self, ids: Iterable[int]) -> set[int]:
        """Return those of some passages that may be told; they are read, through the gate, with their records."""
        ids = list(ids)
        self._look(ids)
        return {one for one in ids if self._rows[one]}

    def __getitem__(self, passage: int) -> tuple[Columns, Columns]:
        """Return the row of a passage that may be told, and of its record."""
        found = self._rows[passage]
        if found is None:
            raise KeyError(passage)
        return found

    def _here(self, cls: Class) -> ColumnElement[bool]:
        """Return the condition of a class's passages that may be read and meet the filters."""
        passage = self._passage.c
        conditions: list[ColumnElement[bool]] = [passage.cls == cls.name]
        if (listed := self._listed[cls.name]) is not None:
            conditions.append(passage.object_id.in_(listed))
        if self._question.since:
            conditions.append(passage.at >= self._question.since)
        if self._question.until:
            conditions.append(passage.at < self._question.until)
        return and_(*conditions)

    def _look(self, ids: Sequence[int]) -> None:
        """Read passages and their records; what may not be read, or says something else by now, is none."""
        wanted = [one for one in dict.fromkeys(ids) if one not in self._rows]
        if not wanted:
            return
        self._rows.update(dict.fromkeys(wanted))
        by_class: dict[str, list[Columns]] = {}
        statement = select(self._passage).where(one_of(self._passage.c.id, "wanted"))
        rows: Any = self._connection.execute(statement, {"wanted": wanted}).mappings()
        for row in rows:
            if self._is_timely(row):
                by_class.setdefault(row["cls"], []).append(row)
        for cls in self.classes:
            self._rows.update(self._standing(cls, by_class.get(cls.name, [])))

    def _standing(self, cls: Class, rows: Sequence[Columns]) -> dict[int, tuple[Columns, Columns]]:
        """Return those passages of a class whose records may be read and have their text."""
        if not rows:
            return {}
        ids = sorted({row["object_id"] for row in rows})
        found: Any = self._connection.execute(self._read(cls), {**self._who, "ids": ids}).mappings()
        records = {record["object_id"]: record for record in found}
        both = [(row, records.get(row["object_id"])) for row in rows]
        return {row["id"]: (row, record) for row, record in both if record is not None and _stands(cls, record, row)}

    def _is_timely(self, row: Columns) -> bool:
        since, until = self._question.since, self._question.until
        return (since is None or row["at"] >= since) and (until is None or row["at"] < until)


@lru_cache(maxsize=20)
def _texts(passage: Table, dialect: Dialect) -> Prepared:
    return Prepared(select(passage.c.id, passage.c.text).where(one_of(passage.c.id, "wanted")), dialect)


def _stands(cls: Class, record: Columns, passage: Columns) -> bool:
    """Whether a record still has the text of a passage, in its place and below the same title."""
    if passage["field"] not in cls.model.searchable:
        return False
    said = str(record[passage["field"]] or "")[passage["first"] : passage["last"]]
    return embedded_text(cls, record, passage["field"], said) == str(passage["text"])
