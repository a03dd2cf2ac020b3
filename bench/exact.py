"""What search should find: every passage that somebody may read, compared with every question, one by one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy
from sqlalchemy import select

from store.index.embedding import Embed, unpacked
from store.index.search import score
from store.index.sought import Sought
from store.principal import Principal
from store.store import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray


def exactly(store: Store, reader: Principal, asked: Sequence[str], embed: Embed, most: int) -> list[list[str]]:
    """Return the texts of the best passages for each question: by search's score, but not in any way by its search."""
    texts, vectors = _readable(store, reader)
    meant = vectors @ numpy.concatenate([embed([said]) for said in asked]).T
    best = _worded(texts, asked)
    for row in range(len(texts)):
        for column in range(len(asked)):
            best[row, column] = score(float(meant[row, column]), float(best[row, column]))
    return [[texts[n] for n in numpy.argsort(-best[:, column], kind="stable")[:most]] for column in range(len(asked))]


def _readable(store: Store, reader: Principal) -> "tuple[list[str], NDArray[numpy.float32]]":
    """Return the passages of all activities that somebody may read, and their vectors."""
    passage, vector = store.schema.own.passage.c, store.schema.own.vector.c
    with store.reading(reader) as records:
        ids = {row["object_id"] for row in records.columns("Activity", [])}
    statement = select(passage.object_id, passage.text, vector.vector).join_from(
        store.schema.own.passage, store.schema.own.vector, vector.passage == passage.id
    )
    with store.looking() as connection:
        rows = [row for row in connection.execute(statement) if row.object_id in ids]
    return [row.text for row in rows], unpacked([row.vector for row in rows])


def _worded(texts: Sequence[str], asked: Sequence[str]) -> "NDArray[numpy.float32]":
    """Return what the words of each text tell about each question, a column each."""
    sought = [Sought(said) for said in asked]
    return numpy.array([[one.telling(text) for one in sought] for text in texts], dtype=numpy.float32)
