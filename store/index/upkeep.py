"""Keeps passages and indexes up to the change log, in small steps; each may be broken off and is then done again.

1. `_follow` takes in the changes behind the cursor: passages are added and removed (the triggers keep their words).
2. `_scan` goes through the tables once, when there is no cursor yet, or to rebuild.
3. `_embed` makes the vectors of passages that an index lacks. Nothing is locked meanwhile: who comes second gives way.
4. `_swap` lets an index that was built beside the current one take its place.
5. `_file` brings Chroma up to what the index has.

Passages are numbered in the order of their commits, since whoever adds some holds the cursor; so each consumer needs no
more than the number that it has come to.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, text, union, update

from store.index import passages
from store.index.chroma import Chroma
from store.index.embedding import Embed, packed, unpacked
from store.schema import Class

if TYPE_CHECKING:
    from store.store import Store

LOG_CURSOR = "log"
LOCK = 7_220_043
"""Key of the advisory lock on PostgreSQL under which the cursor and indexes are made."""
WORTH = 5_000
"""Vectors of an index from which Chroma is used: fewer are compared one by one as fast (docs/memory.md)."""
CHANGES, RECORDS, TEXTS, FILED, OLD = 200, 200, 64, 500, 2_000
"""What one step takes in: changes, records of a table, texts to embed, vectors for Chroma, vectors to remove."""


class Upkeep:
    """The upkeep of one workspace; several processes may do it at once."""

    def __init__(self, store: "Store", embed: Embed | None, chroma: Callable[[], Chroma | None]) -> None:
        self._store = store
        self._own = store.schema.own
        self._embedding = embed
        self._chroma = chroma
        self._tidied = False

    @property
    def _classes(self) -> list[Class]:
        return [cls for _, cls in sorted(self._store.schema.classes.items()) if cls.model.searchable]

    def step(self) -> bool:
        """Do the next piece of work, and return whether there was any.

        Raises:
            EmbeddingDown: No vectors can be made. Passages and their words are up to date by then.
            ChromaDown: Chroma cannot be used. All else is up to date by then.
        """
        return self._begin() or self._follow() or self._scan() or self._embed() or self._swap() or self._file()

    def begin_again(self) -> None:
        """Go through the tables again, and build an index beside the current one; one that is being built goes on."""
        own = self._own
        self._begin()
        with self._store.writing() as connection:
            self._lock(connection)
            if not self._building(connection):
                first = self._classes[0].name if self._classes else None
                connection.execute(update(own.cursor).values(cls=first, object_id=""))
                if self._embedding:
                    self._add_index(connection, self._embedding.model, current=False)

    def _begin(self) -> bool:
        """Make the cursor and an index of the model, where there are none."""
        own = self._own
        with self._store.looking() as connection:
            if self._has_begun(connection):
                return False
        with self._store.writing() as connection:
            self._lock(connection)
            if self._cursor(connection) is None:
                seq = connection.scalar(select(func.max(own.change.c.seq))) or 0
                first = self._classes[0].name if self._classes else None
                values = {"name": LOG_CURSOR, "seq": seq, "cls": first, "object_id": ""}
                connection.execute(insert(own.cursor).values(values))
            if self._embedding and not self._indexes(connection):
                there = connection.scalar(select(own.index.c.id).where(own.index.c.current))
                self._add_index(connection, self._embedding.model, current=there is None)
        return True

    def _has_begun(self, connection: Connection) -> bool:
        return self._cursor(connection, lock=False) is not None and (
            not self._embedding or bool(self._indexes(connection))
        )

    def _follow(self) -> bool:
        """Take in the next changes."""
        own = self._own
        with self._store.looking() as connection:
            cursor = self._cursor(connection, lock=False)
            if cursor is None or not self._changes(connection, cursor["seq"], 1):
                return False
        with self._store.writing() as connection:
            cursor = self._cursor(connection)
            found = self._changes(connection, cursor["seq"], CHANGES) if cursor else []
            ids: dict[str, list[str]] = {}
            for row in found:
                ids.setdefault(row["cls"], []).append(row["object_id"])
            for name, several in ids.items():
                if name in self._store.schema.classes:
                    cls = self._store.schema[name]
                    passages.refresh(connection, self._store.schema, cls, list(dict.fromkeys(several)))
            if found:
                connection.execute(update(own.cursor).values(seq=found[-1]["seq"]))
        return True

    def _scan(self) -> bool:
        """Go through the next records of the tables, and the passages of those that are there no more."""
        own = self._own
        with self._store.looking() as connection:
            cursor = self._cursor(connection, lock=False)
            if cursor is None or cursor["cls"] is None:
                return False
        with self._store.writing() as connection:
            cursor = self._cursor(connection)
            if cursor is None or cursor["cls"] is None:
                return True
            at = next((n for n, cls in enumerate(self._classes) if cls.name >= cursor["cls"]), None)
            if at is None:
                self._forget_classes(connection)
                connection.execute(update(own.cursor).values(cls=None, object_id=None))
                return True
            cls = self._classes[at]
            ids = self._next_records(connection, cls, cursor["object_id"])
            passages.refresh(connection, self._store.schema, cls, ids)
            behind = self._classes[at + 1].name if at + 1 < len(self._classes) else f"{cls.name}~"
            place = {"cls": cls.name, "object_id": ids[-1]} if ids else {"cls": behind, "object_id": ""}
            connection.execute(update(own.cursor).values(place))
        return True

    def _embed(self) -> bool:
        """Make the next vectors of an index that lacks some."""
        own = self._own
        if self._embedding is None:
            return False
        with self._store.looking() as connection:
            for index in self._indexes(connection):
                behind = own.passage.c.id > index["embedded"]
                statement = select(own.passage.c.id, own.passage.c.text).where(behind).order_by(own.passage.c.id)
                if rows := connection.execute(statement.limit(TEXTS)).all():
                    break
            else:
                return False
        vectors = self._embedding([row.text for row in rows])
        self._keep(index, dict(zip([row.id for row in rows], packed(vectors), strict=True)))
        return True

    def _keep(self, index: RowMapping, vectors: dict[int, bytes]) -> None:
        """Write vectors, unless another process has done so; of passages that are gone meanwhile, none."""
        own = self._own
        with self._store.writing() as connection:
            here = (own.index.c.id == index["id"], own.index.c.embedded == index["embedded"])
            step = connection.scalar(select(own.index.c.step).where(*here).with_for_update())
            if step is None:
                return
            there = connection.scalars(select(own.passage.c.id).where(own.passage.c.id.in_(vectors))).all()
            rows = [
                {"index": index["id"], "passage": passage, "step": step + n, "vector": vectors[passage]}
                for n, passage in enumerate(sorted(there), 1)
            ]
            if rows:
                connection.execute(insert(own.vector), rows)
            done = {"embedded": max(vectors), "step": step + len(rows)}
            connection.execute(update(own.index).where(own.index.c.id == index["id"]).values(done))

    def _swap(self) -> bool:
        """Let an index that is complete take the place of the current one."""
        own = self._own
        with self._store.looking() as connection:
            if not self._complete(connection):
                return False
        with self._store.writing() as connection:
            if built := self._complete(connection):
                connection.execute(delete(own.index).where(own.index.c.id != built))
                connection.execute(update(own.index).values(current=True))
                self._tidied = False
        return True

    def _complete(self, connection: Connection) -> str | None:
        """Return the index that is built beside the current one and lacks nothing."""
        own = self._own
        cursor = self._cursor(connection, lock=False)
        built = self._building(connection)
        if built is None or cursor is None or cursor["cls"] is not None:
            return None
        last = connection.scalar(select(func.max(own.passage.c.id))) or 0
        return str(built["id"]) if built["embedded"] >= last else None

    def _file(self) -> bool:
        """Bring Chroma up to an index; remove what is left of indexes that are no more."""
        if not self._tidied and self._tidy():
            return True
        own = self._own
        with self._store.looking() as connection:
            large = select(own.index).where(own.index.c.step >= WORTH).order_by(own.index.c.current.desc())
            indexes = connection.execute(large).mappings().all()
            if not indexes or (chroma := self._chroma()) is None:
                return False
            for index in indexes:
                filed = chroma.filed(index["id"])
                if filed > index["step"]:  # the database is older than Chroma: it was put back
                    chroma.forget(index["id"])
                    return True
                vector = own.vector.c
                behind = (vector.index == index["id"], vector.step > filed)
                statement = select(own.vector).where(*behind).order_by(vector.step).limit(FILED)
                if rows := connection.execute(statement).mappings().all():
                    break
            else:
                return False
        self._take_in(chroma, index["id"], rows)
        return True

    def _take_in(self, chroma: Chroma, index: str, rows: Sequence[RowMapping]) -> None:
        there = [row for row in rows if row["vector"] is not None]
        vectors: Any = unpacked([row["vector"] for row in there]) if there else []
        gone = [row["passage"] for row in rows if row["vector"] is None]
        chroma.file(index, rows[-1]["step"], {row["passage"]: v for row, v in zip(there, vectors, strict=True)}, gone)

    def _tidy(self) -> bool:
        """Remove the vectors of indexes that are no more, some at a time; return whether there were any."""
        own = self._own
        known = select(own.index.c.id)
        behind = select(own.vector.c.index, own.vector.c.passage).where(own.vector.c.index.not_in(known)).limit(OLD)
        with self._store.looking() as connection:
            old = connection.execute(behind).all()
            kept = connection.execute(select(own.index.c.id, own.index.c.step)).all()
        if old:
            with self._store.writing() as connection:
                for index in {row.index for row in old}:
                    ids = [row.passage for row in old if row.index == index]
                    here = (own.vector.c.index == index, own.vector.c.passage.in_(ids))
                    connection.execute(delete(own.vector).where(*here))
            return True
        if any(one.step >= WORTH for one in kept) and (chroma := self._chroma()):
            chroma.keep([one.id for one in kept])
        self._tidied = True
        return False

    @staticmethod
    def _lock(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})

    def _cursor(self, connection: Connection, *, lock: bool = True) -> RowMapping | None:
        """Return the cursor; with its lock, on PostgreSQL, so that passages are numbered in the order of commits."""
        statement = select(self._own.cursor).where(self._own.cursor.c.name == LOG_CURSOR)
        return connection.execute(statement.with_for_update() if lock else statement).mappings().one_or_none()

    def _changes(self, connection: Connection, seq: int, most: int) -> Sequence[RowMapping]:
        c = self._own.change.c
        statement = select(c.seq, c.cls, c.object_id).where(c.seq > seq).order_by(c.seq).limit(most)
        return connection.execute(statement).mappings().all()

    def _next_records(self, connection: Connection, cls: Class, after: str) -> list[str]:
        """Return the ids of the next records of a class, and of the next records that have passages."""
        passage = self._own.passage.c
        one = select(cls.table.c.object_id).where(cls.table.c.object_id > after).order_by(cls.table.c.object_id)
        two = select(passage.object_id).where(passage.cls == cls.name, passage.object_id > after).distinct()
        first = one.limit(RECORDS).subquery()
        second = two.order_by(passage.object_id).limit(RECORDS).subquery()
        both = union(select(first.c.object_id), select(second.c.object_id)).subquery()  # ordered as the database does
        return list(connection.scalars(select(both.c.object_id).order_by(both.c.object_id).limit(RECORDS)))

    def _forget_classes(self, connection: Connection) -> None:
        """Remove the passages of classes that are no longer there, or searched."""
        table = self._own.passage
        known = [cls.name for cls in self._classes]
        gone = connection.scalars(select(table.c.id).where(table.c.cls.not_in(known))).all()
        for first in range(0, len(gone), RECORDS):
            passages.remove(connection, self._store.schema, gone[first : first + RECORDS])

    def _indexes(self, connection: Connection) -> Sequence[RowMapping]:
        """Return the indexes that are kept up: those of the model in use, the current one first."""
        index = self._own.index
        model = self._embedding.model if self._embedding else None
        statement = select(index).where(index.c.model == model).order_by(index.c.current.desc())
        return connection.execute(statement).mappings().all()

    def _building(self, connection: Connection) -> RowMapping | None:
        """Return the index that is being built beside the current one."""
        return next((index for index in self._indexes(connection) if not index["current"]), None)

    def _add_index(self, connection: Connection, model: str, *, current: bool) -> None:
        values: dict[str, Any] = {"id": secrets.token_hex(8), "model": model, "made_at": datetime.now(UTC)}
        connection.execute(insert(self._own.index).values(values | {"embedded": 0, "step": 0, "current": current}))
