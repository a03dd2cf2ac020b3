"""The trained tagger: what each word of a message does there, with how much confidence.

A small network (MiniLM, fine-tuned; `training/` makes its weights) reads the whole message at once. It decides nothing:
readings are made by the rules, and the tagger tells which of them the sentence speaks for.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from agent.embedded.sentences.tags import ACTS, HEARD, OUTCOMES, PARTS, ROLES, SLOTS

WEIGHTS = Path(__file__).parent.parent / "weights" / "tagger.onnx"
LONGEST = 256
"""Word pieces that are read; words behind them have no tags."""
_ASIDE = PARTS.index("aside")
_NOTE = PARTS.index("note")
Floats = NDArray[numpy.float32]


class WeightsMissing(Exception):
    """The tagger's weights are not there, or are not the ones that were released; the message says which."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of a message: for every word piece its characters, and the probabilities of all that it may be."""

    first: NDArray[numpy.int64]
    last: NDArray[numpy.int64]
    acts: Floats
    operations: Floats
    parts: Floats
    slots: Floats
    roles: Floats

    def _within(self, first: int, last: int) -> NDArray[numpy.bool_]:
        found: NDArray[numpy.bool_] = (self.first < last) & (self.last > first)
        return found

    def act(self, first: int, last: int) -> dict[str, float]:
        """Return the probability of each act for the characters between two places; words that matter count more."""
        inside = self._within(first, last)
        if not inside.any():
            return {}
        weight = 1.0 - self.parts[inside][:, _ASIDE] + 0.02
        mean = (self.acts[inside] * weight[:, None]).sum(axis=0) / weight.sum()
        return dict(zip(ACTS, map(float, mean), strict=True))

    def about(self, first: int, last: int) -> dict[str, float]:
        """Return the share of each operation in the characters between two places; the shares add up to one.

        How a deal ended is a change of its stage.
        """
        shares = self._shares(first, last)
        if shares:
            shares["update.stage"] += sum(shares.pop(name, 0.0) for name in OUTCOMES)
        return shares

    def outcome(self, first: int, last: int) -> tuple[float, float]:
        """Return the shares of the characters between two places that say a deal is won, and that it is lost."""
        shares = self._shares(first, last)
        won, lost = (shares.get(name, 0.0) for name in OUTCOMES)
        return won, lost

    def _shares(self, first: int, last: int) -> dict[str, float]:
        inside = self._within(first, last)
        if not inside.any():
            return {}
        weight = 1.0 - self.parts[inside][:, _ASIDE] + 0.02
        mean = (self.operations[inside] * weight[:, None]).sum(axis=0) / weight.sum()
        return dict(zip(HEARD, map(float, mean), strict=True))

    def aside(self, first: int, last: int) -> float:
        """Return how sure it is that the characters between two places add nothing."""
        inside = self._within(first, last)
        return float(self.parts[inside][:, _ASIDE].mean()) if inside.any() else 0.0

    def slot(self, first: int, last: int) -> tuple[str, float]:
        """Return what the characters between two places name, and how sure that is."""
        inside = self._within(first, last)
        if not inside.any():
            return "none", 0.0
        mean = self.slots[inside].mean(axis=0)
        return SLOTS[int(mean.argmax())], float(mean.max())

    def role(self, first: int, last: int) -> tuple[str, float]:
        """Return what the name or value between two places is there for, and how sure that is."""
        inside = self._within(first, last)
        if not inside.any():
            return "plain", 0.0
        mean = self.roles[inside].mean(axis=0)
        return ROLES[int(mean.argmax())], float(mean.max())

    def plain(self, first: int, last: int) -> float:
        """Return how sure it is that the characters between two places name nothing."""
        inside = self._within(first, last)
        return float(self.slots[inside][:, 0].mean()) if inside.any() else 0.0

    def note(self, first: int, last: int) -> float:
        """Return how sure it is that the characters between two places are text to be written down."""
        inside = self._within(first, last)
        return float(self.parts[inside][:, _NOTE].mean()) if inside.any() else 0.0


@cache
def tokenizer() -> Tokenizer:
    """Return the encoder's tokenizer, without padding and cut at `LONGEST` pieces.

    Raises:
        WeightsMissing: It is not there, or damaged.
    """
    try:
        made: Tokenizer = Tokenizer.from_file(str(WEIGHTS.with_name("tokenizer.json")))
    except Exception as problem:  # the library raises nothing more exact
        raise WeightsMissing(f"The tokenizer of the embedded engine cannot be read: {problem}.") from problem
    made.no_padding()
    made.enable_truncation(LONGEST)
    return made


@cache
def _session() -> Any:
    try:
        weights = WEIGHTS.read_bytes()
        wanted = WEIGHTS.with_suffix(".sha256").read_text(encoding="ascii").strip()
    except OSError as problem:
        raise WeightsMissing(f"The weights of the embedded engine cannot be read: {problem.strerror}.") from problem
    if sha256(weights).hexdigest() != wanted:
        raise WeightsMissing("The weights of the embedded engine are damaged: their checksum is wrong.")
    onnxruntime.disable_telemetry_events()  # an engine without a network sends nothing
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


@lru_cache(maxsize=256)
def tags(text: str) -> Tags:
    """Return the tags of a message.

    Raises:
        WeightsMissing: The weights are not there, or damaged.
    """
    cut = tokenizer().encode(text)
    ids = numpy.array([cut.ids], dtype=numpy.int64)
    said = _session().run(None, {"ids": ids, "mask": numpy.ones_like(ids)})
    places = numpy.array(cut.offsets, dtype=numpy.int64)
    real = places[:, 1] > places[:, 0]
    return Tags(places[real, 0], places[real, 1], *(_softmax(logits[0][real]) for logits in said))


def _softmax(logits: Floats) -> Floats:
    raised = numpy.exp(logits - logits.max(axis=1, keepdims=True))
    made: Floats = (raised / raised.sum(axis=1, keepdims=True)).astype(numpy.float32)
    return made
