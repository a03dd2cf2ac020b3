"""The index of a workspace, as the rest of the program knows it."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, func, select

from store.errors import StoreError
from store.index.chroma import Chroma, ChromaDown
from store.index.embedding import Embed, EmbeddingDown
from store.index.keeping import Hold, Keeper
from store.index.search import Found, Meaning, Question
from store.index.status import Status, status
from store.index.upkeep import Upkeep
from store.principal import Principal
from store.transfer.progress import Progress, ignore

if TYPE_CHECKING:
    from store.store import Store

BRIEFLY = 5.0
"""Seconds that a search may spend on bringing the index up to date, where no process keeps it."""
AGAIN = 60.0
"""Seconds after which Chroma, when it failed, is tried again."""
FRESH = 5.0
"""Seconds after which a Chroma server is asked how far it has come: what it lacks is read from SQL meanwhile."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found, the best first, and a sentence for each thing that it could not do."""

    found: list[Found]
    notes: list[str]


class Index:
    """Search and upkeep. Safe to use from several threads and processes at once."""

    def __init__(
        self,
        store: "Store",
        embed: Embed | None = None,
        *,
        others: Callable[[str], Embed | None] = lambda _: None,
        folder: Path | None = None,
        chroma_url: str | None = None,
    ) -> None:
        """Take the parts; nothing is opened before it is needed.

        Args:
            store: The workspace's data.
            embed: Makes the vectors; without it search goes by words.
            others: Makes those of another model, which an index has that was made before; nothing when it cannot.
            folder: Where Chroma's folder, and the file that says who holds it, are; without it Chroma is not used.
            chroma_url: Address of a Chroma server, used instead of a folder.
        """
        self._store = store
        self._embed = embed
        self._others = lru_cache(maxsize=4)(others)
        self._folder = folder
        self._url = chroma_url
        self._hold = Hold(folder) if folder else None
        self._keeper: Keeper | None = None
        self._chroma: Chroma | None = None
        self._opening = Lock()
        self._failed: tuple[float, ChromaDown] | None = None
        self._looked = 0.0
        self._upkeep = Upkeep(store, embed, lambda: self._opened() if self._files else None)

    @property
    def _files(self) -> bool:
        """Whether this process brings Chroma up to date."""
        return self._hold is not None and self._hold.held

    def search(self, principal: Principal, question: Question, now: datetime | None = None) -> Answer:
        """Return the passages that answer a question best, of those that `principal` may read.

        Where no process keeps the index, it is brought up to date first, for five seconds at most. Whatever of the
        index cannot be used is told in the notes, and what is left of it is searched.
        """
        notes = self._caught_up()
        meaning = None
        if question.text.strip():
            try:
                meaning = self._meaning(question.text)
            except EmbeddingDown as error:
                notes = [f"Searched by words only. {error}"]
        with self._store.reading(principal, now=now) as records:
            return Answer(records.search(question, meaning), notes)

    def catch_up(self, seconds: float | None = None) -> bool:
        """Bring the index up to the change log, and return whether it is.

        Args:
            seconds: After which to stop at the next step.

        Raises:
            StoreError: Something of it cannot be done, as `Upkeep.step` says.
        """
        end = None if seconds is None else time.monotonic() + seconds
        while self._upkeep.step():
            if end is not None and time.monotonic() >= end:
                return False
        return True

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the index up to date while the block lasts, unless another process of this machine does."""
        if self._hold is None:
            yield
            return
        self._keeper = Keeper(self._hold, self._upkeep.step)
        self._keeper.start()
        try:
            yield
        finally:
            self._keeper.stop()
            self._keeper = None
            self.close()

    def rebuild(self, progress: Progress = ignore) -> None:
        """Build an index beside the current one, from the tables, and let it take the place; one begun before goes on.

        Args:
            progress: Told how many passages are embedded, of how many there are so far.

        Raises:
            EmbeddingDown: No vectors can be made; done again, it goes on from there.
            ChromaDown: Chroma cannot be used; the index itself is complete.
        """
        mine = self._hold is not None and not self._files and self._hold.take()
        try:
            if mine and self._folder and not self._url:
                self._make_folder_anew()
            self._upkeep.begin_again()
            while self._upkeep.step():
                progress(*self._progress())
        finally:
            if mine and self._hold:
                self.close()
                self._hold.give_back()

    def begin_again(self) -> None:
        """Begin to build an index anew beside the current one; whoever keeps the index goes on, or else a search."""
        self._upkeep.begin_again()

    def status(self) -> Status:
        """Return how far the index is, counted against the tables."""
        files = self._hold is not None and (self._files or self._hold.take())
        try:
            chroma: Chroma | str | None = None
            if self._url or files:
                with suppress(ChromaDown):
                    chroma = self._opened()
                if chroma is None:
                    chroma = str(self._failed[1]) if self._failed else None
            elif self._hold:
                chroma = "Another process holds Chroma's folder and keeps the index."
            with self._store.looking() as connection:
                return status(connection, self._store.schema, self._embed.model if self._embed else None, chroma)
        finally:
            if files and self._keeper is None and self._hold:
                self.close()
                self._hold.give_back()

    def close(self) -> None:
        """Let go of Chroma."""
        if self._chroma is not None:
            with suppress(Exception):
                self._chroma.close()
            self._chroma = None

    def _caught_up(self) -> list[str]:
        """Bring the index up to date where nobody else does; return what stands in the way."""
        if self._keeper is not None or (self._hold and not self._files and not self._free()):
            return []
        try:
            done = self.catch_up(BRIEFLY)
        except StoreError as error:
            return [f"What was written last may be missing. {error}"]
        return [] if done else ["The index is behind, so this is not all; `parley index status` tells how far."]

    def _free(self) -> bool:
        """Whether no other process keeps the index."""
        if self._hold is None or not self._hold.take():
            return False
        self._hold.give_back()
        return True

    def _meaning(self, text: str) -> Meaning | None:
        """Return the vector of a question for the index that can be searched: the current one, if there is its model.

        Raises:
            EmbeddingDown: There is no vector.
        """
        if self._embed is None:
            return None
        index, embed = self._searched(self._embed)
        if index is None:
            return None
        return Meaning(index, embed([text])[0], self._searchable)

    def _searched(self, embed: Embed) -> tuple[str | None, Embed]:
        with self._store.looking() as connection:
            rows = self._indexes(connection)
        for row in rows:
            known = embed if row["model"] == embed.model else self._others(row["model"])
            if known is not None:
                return str(row["id"]), known
        return None, embed

    def _indexes(self, connection: Connection) -> list[RowMapping]:
        index = self._store.schema.own.index
        return list(connection.execute(select(index).order_by(index.c.current.desc())).mappings())

    def _searchable(self) -> Chroma | None:
        """Return Chroma, where this process may ask it and it answers."""
        if not self._url and not (self._keeper and self._files):
            return None
        try:
            chroma = self._opened()
        except ChromaDown:
            return None
        if chroma and not self._files and time.monotonic() > self._looked + FRESH:
            chroma.fresh()
            self._looked = time.monotonic()
        return chroma

    def _opened(self) -> Chroma | None:
        """Return Chroma, opened once; after a failure it is not tried again for a minute.

        Raises:
            ChromaDown: It cannot be opened.
        """
        with self._opening:  # the upkeep and a search may be first at once, which Chroma does not bear
            if self._chroma is None:
                if self._failed and time.monotonic() < self._failed[0] + AGAIN:
                    raise self._failed[1]
                place = self._url or (self._folder / "chroma" if self._folder else None)
                if place is None:
                    return None
                try:
                    self._chroma = Chroma(place)
                except ChromaDown as error:
                    self._failed = (time.monotonic(), error)
                    raise
                self._failed = None
            return self._chroma

    def _make_folder_anew(self) -> None:
        """Remove Chroma's folder, which may be damaged; it is filled from the vectors in SQL."""
        self.close()
        self._failed = None
        if self._folder:
            shutil.rmtree(self._folder / "chroma", ignore_errors=True)

    def _progress(self) -> tuple[int, int]:
        own = self._store.schema.own
        with self._store.looking() as connection:
            total = connection.scalar(select(func.count()).select_from(own.passage)) or 0
            at = connection.scalar(select(func.min(own.index.c.embedded)).where(own.index.c.current.is_(False)))
            if at is None:
                return total, total
            done = select(func.count()).select_from(own.passage).where(own.passage.c.id <= at)
            return connection.scalar(done) or 0, total
