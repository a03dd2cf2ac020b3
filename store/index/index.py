"""The index of a workspace, as the rest of the program knows it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, func, select

from store.errors import StoreError
from store.feed import Feed
from store.index.access import Access
from store.index.chroma import Chroma, ChromaDown
from store.index.embedding import Embed, EmbeddingDown
from store.index.keeping import Hold, Keeper
from store.index.question import Found, Meaning, Question
from store.index.status import Status, status
from store.index.upkeep import Upkeep
from store.principal import Principal
from store.transfer.progress import Progress, ignore

if TYPE_CHECKING:
    from store.store import Store

BRIEFLY = 5.0
"""Seconds that a search may spend on bringing the index up to date, where no process keeps it."""


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
        self._hold = Hold(folder) if folder else None
        self._access = Access(self._hold, folder, chroma_url)
        self._keeper: Keeper | None = None
        self._upkeep = Upkeep(store, embed, self._access.to_file)

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
        self._hold.take()
        self._keeper = Keeper(self._hold, self._step, lambda: Feed(self._store))
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
        mine = self._hold is not None and not self._access.files and self._hold.take()
        try:
            if mine:
                self._access.make_anew()
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
        files = self._hold is not None and (self._access.files or self._hold.take())
        try:
            chroma = self._chroma_or_why(files=files)
            with self._store.looking() as connection:
                return status(connection, self._store.schema, self._embed.model if self._embed else None, chroma)
        finally:
            if files and self._keeper is None and self._hold:
                self.close()
                self._hold.give_back()

    def close(self) -> None:
        """Let go of Chroma."""
        self._access.close()

    def _step(self) -> bool:
        """Do the next piece of upkeep. Chroma, when it fails, is opened anew: its folder may have been removed."""
        try:
            return self._upkeep.step()
        except ChromaDown:
            self._access.close()
            raise

    def _chroma_or_why(self, *, files: bool) -> Chroma | str | None:
        """Return Chroma, or why it cannot be asked; nothing when it is not used."""
        if self._access.is_shared or files:
            with suppress(ChromaDown):
                return self._access.opened()
            return self._access.failure
        if self._hold is None:
            return None
        return self._hold.failure or "Another process holds Chroma's folder and keeps the index."

    def _caught_up(self) -> list[str]:
        """Bring the index up to date where nobody else does; return what stands in the way."""
        if self._is_kept():
            return []
        try:
            done = self.catch_up(BRIEFLY)
        except StoreError as error:
            return [f"What was written last may be missing. {error}"]
        return [] if done else ["The index is behind, so this is not all; `parley index status` tells how far."]

    def _is_kept(self) -> bool:
        """Whether a process keeps the index: this one, or another, unless none can hold it."""
        if self._hold is None:
            return False
        kept = self._keeper is not None or not (self._access.files or self._free())
        return kept and self._hold.failure is None

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
        return Meaning(index, embed([text])[0], lambda: self._access.to_search(keeps=self._keeper is not None))

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

    def _progress(self) -> tuple[int, int]:
        own = self._store.schema.own
        with self._store.looking() as connection:
            total = connection.scalar(select(func.count()).select_from(own.passage)) or 0
            at = connection.scalar(select(func.min(own.index.c.embedded)).where(own.index.c.current.is_(False)))
            if at is None:
                return total, total
            done = select(func.count()).select_from(own.passage).where(own.passage.c.id <= at)
            return connection.scalar(done) or 0, total
