"""Brings Chroma up to the vectors in SQL, and removes what is left of indexes that are no more."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import RowMapping, delete, select

from store.index.chroma import Chroma
from store.index.embedding import unpacked

if TYPE_CHECKING:
    from store.store import Store

WORTH = 5_000
"""Vectors of an index from which Chroma is used: fewer are compared one by one as fast (docs/memory.md)."""
FILED, OLD = 500, 2_000
"""What one step takes in: vectors for Chroma, vectors to remove."""


class Filing:
    """The part of the upkeep that is Chroma's; whatever is broken off is done again."""

    def __init__(self, store: "Store", chroma: Callable[[], Chroma | None]) -> None:
        self._store = store
        self._own = store.schema.own
        self._chroma = chroma
        self.is_tidy = False
        """Whether nothing is left of indexes that are no more."""

    def step(self) -> bool:
        """Do the next piece of work, and return whether there was any.

        Raises:
            ChromaDown: Chroma cannot be used.
        """
        if not self.is_tidy and self._tidy():
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
        self.is_tidy = True
        return False
