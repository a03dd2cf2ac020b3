"""What the index is given to make vectors, how it keeps them, and how they are compared."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from store.errors import StoreError

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vectors = NDArray[numpy.float32]


class EmbeddingDown(StoreError):
    """No vectors can be made: the model is not there, or does not answer."""

    code = "embedding_down"


class Embed(Protocol):
    """Makes vectors of texts; made in `agent/`."""

    @property
    def model(self) -> str:
        """The name of the model: vectors of one name can be compared."""

    def __call__(self, texts: Sequence[str]) -> "Vectors":
        """Return one row for each text, of unit length.

        Raises:
            EmbeddingDown: They cannot be made.
        """


def packed(vectors: "Vectors") -> list[bytes]:
    """Return vectors as they are kept: numbers of two bytes, which order passages as well as those of four do."""
    return [row.tobytes() for row in vectors.astype("<f2")]


def unpacked(kept: Sequence[bytes]) -> "Vectors":
    """Return kept vectors as rows; all of one length."""
    import numpy  # a tenth of a second, which only who searches spends

    return numpy.frombuffer(b"".join(kept), dtype="<f2").reshape(len(kept), -1).astype(numpy.float32)


def likest(kept: Sequence[tuple[int, bytes]], vector: "Vectors", most: int) -> list[tuple[int, float]]:
    """Return those of some passages whose vectors are nearest, the nearest first, each with its likeness."""
    likeness = unpacked([one for _, one in kept]) @ vector
    near = (-likeness).argsort(kind="stable")[:most]
    return [(kept[n][0], float(likeness[n])) for n in near]
