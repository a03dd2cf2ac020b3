"""Stand-ins for what tests must not reach."""

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, Self

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

_NUMBERS = count(1)


class ScriptedModel(BaseChatModel):
    """A chat model that says its lines in order, whatever it hears, and keeps what it heard."""

    lines: Iterator[AIMessage]
    heard: list[list[BaseMessage]]

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Self:
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> ChatResult:
        self.heard.append(messages)
        return ChatResult(generations=[ChatGeneration(message=next(self.lines))])


def call(*calls: tuple[str, dict[str, Any]]) -> AIMessage:
    """Return the line of a model that calls tools, one after the other."""
    numbered = [{"name": name, "args": args, "id": f"call{next(_NUMBERS)}"} for name, args in calls]
    return AIMessage("", tool_calls=numbered)


def script(*lines: AIMessage | str) -> ScriptedModel:
    """Return a model with these lines."""
    said = [AIMessage(line) if isinstance(line, str) else line for line in lines]
    return ScriptedModel(lines=iter(said), heard=[])
