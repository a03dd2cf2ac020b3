"""Vectors for tests: of the letters of words, so that texts with like words are alike. The real ones cost too much."""

from collections.abc import Sequence
from hashlib import blake2b

import numpy
from numpy.typing import NDArray

from store.index.embedding import EmbeddingDown
from store.names import words

SIZE = 64


class Letters:
    """Embeds by the letters of words; keeps what it was given; fails when it is told to."""

    def __init__(self, model: str = "letters", size: int = SIZE) -> None:
        self.model = model
        self.size = size
        self.given: list[str] = []
        self.fails = False

    def __call__(self, texts: Sequence[str]) -> NDArray[numpy.float32]:
        if self.fails:
            raise EmbeddingDown("The model is not there.")
        self.given += texts
        found = numpy.zeros((len(texts), self.size), dtype=numpy.float32)
        for row, text in zip(found, texts, strict=True):
            for word in words(text):
                for first in range(max(1, len(word) - 2)):
                    digest = blake2b(f"{self.model}{word[first : first + 3]}".encode(), digest_size=4).digest()
                    row[int.from_bytes(digest) % self.size] += 1
            row[0] += 0.01
        unit: NDArray[numpy.float32] = found / numpy.linalg.norm(found, axis=1, keepdims=True)
        return unit
