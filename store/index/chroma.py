"""The vectors in Chroma: a folder that one process holds, or a server that several share.

Chroma decides nothing and keeps nothing that SQL has not: a collection is named after its index, remembers up to which
step of the index it has come, and is made anew from the vectors in SQL when it is not there.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from store.errors import StoreError

if TYPE_CHECKING:
    from store.index.embedding import Vectors

PREFIX = "parley-"
FILED = "filed"
SPACE = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}}
"""More than Chroma's own: notes that many records share hide others from a sparse graph (docs/memory.md)."""
TIMEOUT = 10.0
"""Seconds in which a server is to answer."""
LOG = logging.getLogger("parley.index")


class ChromaDown(StoreError):
    """Chroma does not answer, or its folder is damaged; the vectors in SQL are searched instead."""

    code = "chroma_down"


class Chroma:
    """The collections of one workspace."""

    def __init__(self, place: Path | str) -> None:
        """Open them.

        Args:
            place: A folder, which no other process may have open; or the address of a server.

        Raises:
            ChromaDown: It cannot be opened.
        """
        self.place = place
        self._collections: dict[str, Any] = {}
        with _told(place):
            self._client = _server(place) if isinstance(place, str) else _folder(place)

    def close(self) -> None:
        """Let go of the folder, or of the server."""
        if isinstance(self.place, str):
            for connections in _connections(self._client):
                connections.close()
        self._client.close()

    def filed(self, index: str) -> int:
        """Return up to which step of an index its collection has come."""
        with _told(self.place):
            return int((self._collection(index).metadata or {}).get(FILED, 0))

    def count(self, index: str) -> int:
        """Return how many vectors the collection of an index has."""
        with _told(self.place):
            found: int = self._collection(index).count()
            return found

    def file(self, index: str, step: int, vectors: dict[int, Any], gone: Sequence[int]) -> None:
        """Take in what changed in an index up to a step: vectors by passage, and passages that are gone.

        Doing it again changes nothing, so that it may be broken off anywhere.
        """
        with _told(self.place):
            collection = self._collection(index)
            if gone:
                collection.delete(ids=[str(passage) for passage in gone])
            if vectors:
                collection.upsert(ids=[str(passage) for passage in vectors], embeddings=list(vectors.values()))
            collection.modify(metadata={FILED: step})

    def nearest(self, index: str, vector: "Vectors", most: int) -> list[tuple[int, float]]:
        """Return the passages whose vectors are nearest, at most so many, each with its similarity (1: the same)."""
        with _told(self.place):
            found = self._collection(index).query(query_embeddings=[vector], n_results=most, include=["distances"])
        ids, distances = found["ids"][0], found["distances"][0]
        return [(int(passage), 1.0 - distance) for passage, distance in zip(ids, distances, strict=True)]

    def forget(self, index: str) -> None:
        """Remove the collection of an index, so that it is made anew."""
        with _told(self.place):
            self._collections.pop(index, None)
            if PREFIX + index in self._names():
                self._client.delete_collection(PREFIX + index)

    def keep(self, indexes: Sequence[str]) -> None:
        """Remove the collections of all other indexes of Parley."""
        with _told(self.place):
            kept = {PREFIX + index for index in indexes}
            for name in self._names():
                if name.startswith(PREFIX) and name not in kept:
                    self._client.delete_collection(name)

    def fresh(self) -> None:
        """Look again at what others may have changed on a server."""
        self._collections.clear()

    def _collection(self, index: str) -> Any:
        if index not in self._collections:
            self._collections[index] = self._client.get_or_create_collection(
                PREFIX + index, embedding_function=None, configuration=SPACE
            )
        return self._collections[index]

    def _names(self) -> list[str]:
        return [collection.name for collection in self._client.list_collections()]


@contextmanager
def _told(place: Path | str) -> Iterator[None]:
    """Turn whatever Chroma raises, a panic of its engine too, into an error of ours; what it says names no text."""
    try:
        yield
    except StoreError:
        raise
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
            raise
        LOG.warning("Chroma failed: %s", type(error).__name__)
        server = isinstance(place, str)
        what = "The Chroma server" if server else f"Chroma's folder {place}"
        mend = "when it is back, it is filled by itself" if server else "`parley index rebuild` makes it anew"
        raise ChromaDown(
            f"{what} cannot be used ({type(error).__name__}). Until it can, search reads the vectors from the database,"
            f" which is slower; {mend}."
        ) from error


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


def _folder(place: Path) -> Any:
    import chromadb

    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return chromadb.PersistentClient(str(place), settings=_settings())


def _server(address: str) -> Any:
    import chromadb

    found = urlsplit(address)
    ssl = found.scheme == "https"
    port = found.port or (443 if ssl else 8000)
    made: Callable[..., Any] = chromadb.HttpClient
    client = made(host=found.hostname or "localhost", port=port, ssl=ssl, settings=_settings())
    for connections in _connections(client):
        connections.timeout = TIMEOUT
    return client


def _connections(client: Any) -> list[Any]:
    """Return what a client calls a server with: it would wait for ever, and close nothing (chromadb 1.5)."""
    return [one._server._session for one in (client, client._admin_client)]  # noqa: SLF001 - there is no other way
