"""Whether an index is what the records say."""

from typing import Any

from sqlalchemy import select, text

from store.index.chroma import Chroma
from store.index.cutting import pieces
from store.index.embedding import packed
from store.store import Store
from tests.embedding import Letters

COUNT_WORDS = {"sqlite": "SELECT count(*) FROM parley_words_docsize", "postgresql": "SELECT count(*) FROM parley_words"}


def disagreements(store: Store, letters: Letters | None = None) -> list[str]:
    """Return what differs between records, passages, words and vectors: nothing, when the upkeep has ended."""
    own = store.schema.own
    with store.looking() as connection:
        kept = connection.execute(select(own.passage)).mappings().all()
        wanted = []
        for cls in store.schema.classes.values():
            rows: Any = connection.execute(select(cls.table)).mappings()
            for row in rows:
                wanted += [
                    (cls.name, row["object_id"], one.field, one.first, one.last, one.text) for one in pieces(cls, row)
                ]
        there = [(one["cls"], one["object_id"], one["field"], one["first"], one["last"], one["text"]) for one in kept]
        found = [] if sorted(wanted) == sorted(there) else [f"passages: {sorted(set(wanted) ^ set(there))}"]
        words = connection.scalar(text(COUNT_WORDS[connection.dialect.name]))
        found += [] if words == len(kept) else [f"words of {words} passages, not of {len(kept)}"]
        if letters is None:
            return found
        indexes = connection.execute(select(own.index)).mappings().all()
        found += [] if [one["current"] for one in indexes] == [True] else [f"indexes: {indexes}"]
        rows = connection.execute(select(own.vector).where(own.vector.c.vector.is_not(None))).mappings().all()
        vectors = {row["passage"]: row["vector"] for row in rows}
    if vectors != {one["id"]: packed(letters([one["text"]]))[0] for one in kept}:
        found.append("vectors")
    return found


def in_chroma(store: Store, chroma: Chroma) -> set[int]:
    """Return the passages that Chroma has of the current index."""
    with store.looking() as connection:
        index = connection.scalar(select(store.schema.own.index.c.id))
    collection = chroma._collection(str(index))
    return {int(one) for one in collection.get(include=[])["ids"]}


def passages(store: Store) -> set[int]:
    with store.looking() as connection:
        return set(connection.scalars(select(store.schema.own.passage.c.id)))
