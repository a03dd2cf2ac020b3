"""Keeps the vectors of made-up notes between two runs: a hundred thousand take minutes, and are always the same."""

import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from agent.minilm import NAME, MiniLM
from store.index.embedding import packed, unpacked

if TYPE_CHECKING:
    from store.index.embedding import Vectors

AT_ONCE = 1_000


class Kept:
    """The embedded model, which makes no vector twice; what it made lies in a file, and is complete at any moment."""

    model = NAME

    def __init__(self, file: Path | None = None) -> None:
        """Open the file; by default one beside other temporary files."""
        self._model = MiniLM()
        place = file or Path(gettempdir()) / f"parley-bench-{NAME}.db"
        self._kept = sqlite3.connect(place, check_same_thread=False, timeout=60)
        self._kept.execute("PRAGMA journal_mode=WAL")
        self._kept.execute("CREATE TABLE IF NOT EXISTS vector (digest BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")

    def __call__(self, texts: Sequence[str]) -> "Vectors":
        """Return one row for each text; a single one, as a question is, is always made anew."""
        if len(texts) == 1:
            return self._model(texts)
        digests = [_digest(text) for text in texts]
        found = self._known(digests)
        lacking = list(
            {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in found}.items()
        )
        if lacking:
            made = packed(self._model([text for _, text in lacking]))
            new = dict(zip([digest for digest, _ in lacking], made, strict=True))
            with self._kept:
                self._kept.executemany("INSERT OR IGNORE INTO vector VALUES (?, ?)", new.items())
            found |= new
        return unpacked([found[digest] for digest in digests])

    def fill(self, texts: Sequence[str]) -> Iterator[int]:
        """Make the vectors of many texts, and yield how many of them there are so far; broken off, it goes on."""
        for first in range(0, len(texts), AT_ONCE):
            self(texts[first : first + AT_ONCE])
            yield min(first + AT_ONCE, len(texts))

    def close(self) -> None:
        """Close the file."""
        self._kept.close()

    def _known(self, digests: Sequence[bytes]) -> dict[bytes, bytes]:
        marks = ",".join("?" * len(digests))
        rows = self._kept.execute(f"SELECT digest, vector FROM vector WHERE digest IN ({marks})", digests)
        return dict(rows.fetchall())


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
