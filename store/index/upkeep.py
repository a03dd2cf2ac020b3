"""Keeps passages and indexes up to the change log, in small steps; each may be broken off and is then done again.

1. `_follow` takes in the changes behind the cursor: passages are added and removed (the triggers keep their words).
2. `_scan` goes through the tables once, when there is no cursor yet, or to rebuild.
3. `_embed` makes the vectors of passages that an index lacks. Nothing is locked meanwhile: who comes second gives way.
4. `_swap` lets an index that was built beside the current one take its place.
5. `Filing` brings Chroma up to what the index has.

Passages are numbered in the order of their commits, since whoever adds some holds the cursor; so each consumer needs no
more than the number that it has come to.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, text, update

from store.index import passages
from store.index.chroma import Chroma
from store.index.cursor import CHANGES, Cursor
from store.index.embedding import Embed, packed
from store.index.filing import Filing
from store.schema import Class

if TYPE_CHECKING:
    from store.store import Store

LOCK = 7_220_043
"""Key of the advisory lock on PostgreSQL under which the cursor and indexes are made."""
TEXTS, GONE = 64, 200
"""What one step takes in: texts to embed, passages of classes that are gone."""


class Upkeep:
    """The upkeep of one workspace; several processes may do it at once."""

    def __init__(self, store: "Store", embed: Embed | None, chroma: Callable[[], Chroma | None]) -> None:
        self._store = store
        self._own = store.schema.own
        self._embedding = embed
        self._cursor = Cursor(store.schema)
        self._filing = Filing(store, chroma)

    @property
    def _classes(self) -> list[Class]:
        return [cls for _, cls in sorted(self._store.schema.classes.items()) if cls.model.searchable]

    def step(self) -> bool:
        """Do the next piece of work, and return whether there was any.

        Raises:
            EmbeddingDown: No vectors can be made. Passages and their words are up to date by then.
            ChromaDown: Chroma cannot be used. All else is up to date by then.
        """
        return self._begin() or self._follow() or self._scan() or self._embed() or self._swap() or self._filing.step()

    def begin_again(self) -> None:
        """Go through the tables again, and build an index beside the current one; one that is being built goes on.

        Where the current one has nothing yet, it is that which is built: nothing is embedded twice.
        """
        self._begin()
        with self._store.writing() as connection:
            self._lock(connection)
            if not self._building(connection):
                first = self._classes[0].name if self._classes else None
                self._cursor.move(connection, cls=first, object_id="")
                if self._embedding and not self._begun_anew(connection, self._embedding.model):
                    self._add_index(connection, self._embedding.model, current=False)

    def _begin(self) -> bool:
        """Make the cursor and an index of the model, where there are none."""
        own = self._own
        with self._store.looking() as connection:
            if self._has_begun(connection):
                return False
        with self._store.writing() as connection:
            self._lock(connection)
            if self._cursor.read(connection) is None:
                self._cursor.begin(connection, self._classes[0] if self._classes else None)
            if self._embedding and not self._indexes(connection):
                there = connection.scalar(select(own.index.c.id).where(own.index.c.current))
                self._add_index(connection, self._embedding.model, current=there is None)
        return True

    def _has_begun(self, connection: Connection) -> bool:
        return self._cursor.read(connection, lock=False) is not None and (
            not self._embedding or bool(self._indexes(connection))
        )

    def _follow(self) -> bool:
        """Take in the next changes, and return whether there may be more: those that come meanwhile are for later."""
        with self._store.looking() as connection:
            cursor = self._cursor.read(connection, lock=False)
            if cursor is None or not self._cursor.changes(connection, cursor["seq"], 1):
                return False
        with self._store.writing() as connection:
            cursor = self._cursor.read(connection)
            found = self._cursor.changes(connection, cursor["seq"]) if cursor else []
            ids: dict[str, list[str]] = {}
            for row in found:
                ids.setdefault(row["cls"], []).append(row["object_id"])
            for name, several in ids.items():
                if name in self._store.schema.classes:
                    cls = self._store.schema[name]
                    passages.refresh(connection, self._store.schema, cls, list(dict.fromkeys(several)))
            if found:
                self._cursor.move(connection, seq=found[-1]["seq"])
        return len(found) == CHANGES

    def _scan(self) -> bool:
        """Go through the next records of the tables, and the passages of those that are there no more."""
        with self._store.looking() as connection:
            cursor = self._cursor.read(connection, lock=False)
            if cursor is None or cursor["cls"] is None:
                return False
        with self._store.writing() as connection:
            cursor = self._cursor.read(connection)
            if cursor is None or cursor["cls"] is None:
                return True
            at = next((n for n, cls in enumerate(self._classes) if cls.name >= cursor["cls"]), None)
            if at is None:
                self._forget_classes(connection)
                self._cursor.move(connection, cls=None, object_id=None)
                return True
            cls = self._classes[at]
            ids = self._cursor.next_records(connection, cls, cursor["object_id"])
            passages.refresh(connection, self._store.schema, cls, ids)
            behind = self._classes[at + 1].name if at + 1 < len(self._classes) else f"{cls.name}~"
            place = {"cls": cls.name, "object_id": ids[-1]} if ids else {"cls": behind, "object_id": ""}
            self._cursor.move(connection, **place)
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
                self._filing.is_tidy = False
        return True

    def _complete(self, connection: Connection) -> str | None:
        """Return the index that is built beside the current one and lacks nothing."""
        own = self._own
        cursor = self._cursor.read(connection, lock=False)
        built = self._building(connection)
        if built is None or cursor is None or cursor["cls"] is not None:
            return None
        last = connection.scalar(select(func.max(own.passage.c.id))) or 0
        return str(built["id"]) if built["embedded"] >= last else None

    @staticmethod
    def _lock(connection: Connection) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})

    def _forget_classes(self, connection: Connection) -> None:
        """Remove the passages of classes that are no longer there, or searched."""
        table = self._own.passage
        known = [cls.name for cls in self._classes]
        gone = connection.scalars(select(table.c.id).where(table.c.cls.not_in(known))).all()
        for first in range(0, len(gone), GONE):
            passages.remove(connection, self._store.schema, gone[first : first + GONE])

    def _indexes(self, connection: Connection) -> Sequence[RowMapping]:
        """Return the indexes that are kept up: those of the model in use, the current one first."""
        index = self._own.index
        model = self._embedding.model if self._embedding else None
        statement = select(index).where(index.c.model == model).order_by(index.c.current.desc())
        return connection.execute(statement).mappings().all()

    def _building(self, connection: Connection) -> RowMapping | None:
        """Return the index that is being built beside the current one."""
        return next((index for index in self._indexes(connection) if not index["current"]), None)

    def _begun_anew(self, connection: Connection, model: str) -> bool:
        """Let the index of a model that has nothing yet be one that is being built; return whether there was one."""
        index = self._own.index
        empty = update(index).where(index.c.model == model, index.c.embedded == 0).values(current=False)
        return connection.execute(empty).rowcount > 0

    def _add_index(self, connection: Connection, model: str, *, current: bool) -> None:
        values: dict[str, Any] = {"id": secrets.token_hex(8), "model": model, "made_at": datetime.now(UTC)}
        connection.execute(insert(self._own.index).values(values | {"embedded": 0, "step": 0, "current": current}))
