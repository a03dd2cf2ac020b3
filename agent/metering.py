"""What a model was asked, and what it answered: counted where every provider passes."""

from dataclasses import dataclass, field
from typing import Any

from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.outputs import ChatGeneration, LLMResult


@dataclass(slots=True)
class Usage:
    """What a stretch of conversation took.

    Attributes:
        model_calls: Times the model was asked; attempts that its client made again by itself are one.
        tokens: Read and written, as the provider counts them; none where it does not tell. The embedded engine counts
            words.
        tool_calls: What the model wanted to call, in order, as `{tool, arguments}`; refused calls are among them.
    """

    model_calls: int = 0
    tokens: int = 0
    tool_calls: list[dict[str, Any]] = field(default_factory=list)


class Meter(BaseCallbackHandler):
    """Counts the calls of one model. It is for one conversation at a time."""

    def __init__(self, model: BaseChatModel) -> None:
        self.model = model
        self._usage = Usage()
        before = model.callbacks if isinstance(model.callbacks, list) else []
        model.callbacks = [*before, self]

    def taken(self) -> Usage:
        """Return what was used since the last time, and begin again at nothing."""
        used, self._usage = self._usage, Usage()
        return used

    def on_chat_model_start(self, *_: Any, **__: Any) -> None:
        """Count a call, also one that fails."""
        self._usage.model_calls += 1

    def on_llm_end(self, response: LLMResult, **_: Any) -> None:
        """Count what came back."""
        for generation in response.generations[0]:
            if isinstance(generation, ChatGeneration) and isinstance(generation.message, AIMessage):
                said = generation.message
                self._usage.tokens += said.usage_metadata["total_tokens"] if said.usage_metadata else 0
                self._usage.tool_calls += [{"tool": one["name"], "arguments": one["args"]} for one in said.tool_calls]
