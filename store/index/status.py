"""How far the index is, counted against the tables."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, or_, select

from store.index.chroma import Chroma, ChromaDown
from store.schema import Class, Schema


@dataclass(frozen=True, slots=True)
class Counted:
    """A class: its records with text that is searched, those of them that have passages, and these passages."""

    cls: str
    records: int
    indexed: int
    passages: int


@dataclass(frozen=True, slots=True)
class Built:
    """An index: its model, its vectors, how many passages it lacks, and how many vectors Chroma has of it, if known."""

    model: str
    made_at: datetime
    current: bool
    vectors: int
    lacking: int
    filed: int | None


@dataclass(frozen=True, slots=True)
class Status:
    """How far the index is.

    Attributes:
        model: What makes vectors now; nothing when search goes by words only.
        behind: Changes that were not taken in yet.
        scanning: The class whose records are being gone through, while they are.
        classes: What there is of each class.
        indexes: The current one first.
        chroma: Why nothing is known of Chroma, where that is so.
    """

    model: str | None
    behind: int
    scanning: str | None
    classes: list[Counted]
    indexes: list[Built]
    chroma: str | None

    @property
    def complete(self) -> bool:
        """Whether everything is indexed."""
        built = any(one.current and one.model == self.model and not one.lacking for one in self.indexes)
        same = all(one.records == one.indexed for one in self.classes)
        return not self.behind and self.scanning is None and same and (built or self.model is None)


def status(connection: Connection, schema: Schema, model: str | None, chroma: Chroma | str | None) -> Status:
    """Return how far the index is; `chroma` may be the reason why it cannot be asked."""
    own = schema.own
    cursor = connection.execute(select(own.cursor)).mappings().one_or_none()
    behind = select(func.count()).select_from(own.change).where(own.change.c.seq > (cursor["seq"] if cursor else 0))
    indexes = connection.execute(select(own.index).order_by(own.index.c.current.desc())).mappings().all()
    why = chroma if isinstance(chroma, str) else None
    built = []
    for one in indexes:
        filed: int | None = None
        if isinstance(chroma, Chroma):
            try:
                filed = chroma.count(one["id"])
            except ChromaDown as error:
                why = str(error)
        built.append(_built(connection, schema, one, filed))
    return Status(
        model=model,
        behind=connection.scalar(behind) or 0,
        scanning=(cursor["cls"] if cursor else "everything"),
        classes=[_counted(connection, schema, cls) for cls in schema.classes.values() if cls.model.searchable],
        indexes=built,
        chroma=why,
    )


def _counted(connection: Connection, schema: Schema, cls: Class) -> Counted:
    passage = schema.own.passage
    texts: list[Any] = [func.trim(cls.table.c[name], " \n\r\t") != "" for name in cls.model.searchable]
    records = select(func.count()).select_from(cls.table).where(or_(*texts))
    mine = select(func.count(passage.c.object_id.distinct()), func.count()).where(passage.c.cls == cls.name)
    indexed, passages = connection.execute(mine).one()
    return Counted(cls.name, connection.scalar(records) or 0, indexed, passages)


def _built(connection: Connection, schema: Schema, index: RowMapping, filed: int | None) -> Built:
    own = schema.own
    here = (own.vector.c.index == index["id"], own.vector.c.vector.is_not(None))
    vectors = connection.scalar(select(func.count()).select_from(own.vector).where(*here)) or 0
    lacking = select(func.count()).select_from(own.passage).where(own.passage.c.id > index["embedded"])
    left = connection.scalar(lacking) or 0
    return Built(index["model"], index["made_at"], bool(index["current"]), vectors, left, filed)
