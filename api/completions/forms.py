"""Answers in OpenAI's form: a completion, or the chunks that make one."""

from dataclasses import dataclass, field
from time import time
from typing import Any

import orjson

from api.completions.shapes import MODEL


@dataclass(frozen=True, slots=True)
class Form:
    """What all that is told of one answer bears."""

    id: str
    made: int = field(default_factory=lambda: int(time()))

    def completion(self, text: str, read: int, written: int, more: dict[str, Any]) -> dict[str, Any]:
        """Return a whole answer.

        Args:
            read: Tokens that the model read.
            written: Tokens that it wrote.
            more: What is told of it beside what OpenAI's clients know.
        """
        message = {"role": "assistant", "content": text, "refusal": None}
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}
        return self._about("chat.completion") | {
            "choices": [choice],
            "usage": usage(read, written),
            "parley": more,
        }

    def chunk(self, delta: dict[str, Any], end: str | None = None, *, counted: bool = False, **more: Any) -> bytes:
        """Return a piece of an answer as an event.

        Args:
            end: Why the answer ends with it, if it does.
            counted: Whether the client wants to be told the `usage`, in a chunk of its own after all others.
        """
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": end}
        told = self._about("chat.completion.chunk") | {"choices": [choice]} | more
        return frame(told | ({"usage": None} if counted else {}))

    def counts(self, read: int, written: int) -> bytes:
        """Return the chunk that tells the usage."""
        return frame(self._about("chat.completion.chunk") | {"choices": [], "usage": usage(read, written)})

    def _about(self, kind: str) -> dict[str, Any]:
        return {"id": self.id, "object": kind, "created": self.made, "model": MODEL, "system_fingerprint": None}


END = b"data: [DONE]\n\n"


def usage(read: int, written: int) -> dict[str, int]:
    """Return how many tokens an answer has cost."""
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def frame(said: dict[str, Any]) -> bytes:
    """Return an event as it goes over the wire."""
    return b"data: " + orjson.dumps(said) + b"\n\n"
