"""Which model makes the vectors of the index: the embedded one, or one of an OpenAI-compatible server."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from agent.errors import ModelMisconfigured
from agent.minilm import NAME, MiniLM
from store.index.embedding import Embed, EmbeddingDown

if TYPE_CHECKING:
    import openai

    from store.index.embedding import Vectors

EMBEDDED, OFF = "embedded", "off"
TIMEOUT = 20.0
"""Seconds in which a server is to answer; a question waits for it."""


def make_embed(name: str | None, *, key: str | None = None, base_url: str | None = None) -> Embed | None:
    """Return what makes vectors.

    Args:
        name: `embedded` (the default), `off` for search by words only, or `openai:MODEL`.
        key: The server's key.
        base_url: Its address; by default OpenAI's.

    Raises:
        ModelMisconfigured: There is no such model, or neither a key nor an address for it.
    """
    if (name or EMBEDDED).lower() == OFF:
        return None
    found = named(name or EMBEDDED, key=key, base_url=base_url)
    if found is None:
        raise ModelMisconfigured(
            f"PARLEY_EMBEDDINGS is {name!r}; it is embedded, off, or openai:MODEL, which needs OPENAI_API_KEY, or"
            " OPENAI_BASE_URL for a server of your own."
        )
    return found


def named(model: str, *, key: str | None = None, base_url: str | None = None) -> Embed | None:
    """Return what makes the vectors of a model, called as settings or an index call it; nothing if it is unknown."""
    if model.lower() == EMBEDDED or model == NAME:
        return MiniLM()
    provider, _, bare = model.rpartition(":")
    if provider not in ("", "openai") or not (key or base_url):
        return None
    return Remote(bare, key, base_url)


class Remote:
    """Asks an OpenAI-compatible server. What it is sent: the passages of all records, and the questions."""

    def __init__(self, name: str, key: str | None, base_url: str | None) -> None:
        self._name = name
        self._key = key
        self._base_url = base_url
        self.model = f"openai:{name}"

    def __call__(self, texts: Sequence[str]) -> "Vectors":
        """Return one row for each text, of unit length.

        Raises:
            EmbeddingDown: The server does not answer, or with something else.
        """
        import numpy
        import openai

        try:
            answer = self._client.embeddings.create(model=self._name, input=list(texts), encoding_format="float")
            found = numpy.array([one.embedding for one in answer.data], dtype=numpy.float32)
        except (openai.OpenAIError, ValueError, TypeError) as error:
            raise EmbeddingDown(f"The embeddings of {self.model} are not to be had: {_why(error)}.") from error
        if found.ndim != 2 or len(found) != len(texts):
            raise EmbeddingDown(f"The server of {self.model} answers with something else than embeddings.")
        unit: Vectors = found / numpy.maximum(numpy.linalg.norm(found, axis=1, keepdims=True), 1e-9)
        return unit

    @cached_property
    def _client(self) -> "openai.OpenAI":
        import openai

        return openai.OpenAI(api_key=self._key or "none", base_url=self._base_url, timeout=TIMEOUT, max_retries=1)


def _why(error: Exception) -> str:
    """Return what went wrong in a word or two: what a server says may repeat what it was sent."""
    status = getattr(error, "status_code", None)
    return f"it answers with status {status}" if status else type(error).__name__
