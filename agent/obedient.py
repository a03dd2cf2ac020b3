"""The worst model there can be, for proofs: it does what a message says, whoever wrote it. Nobody speaks with it."""

import json
from typing import Any, Self

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult


class Obedient(BaseChatModel):
    """Makes the calls that the last message spells out, and repeats whatever comes back.

    A message is JSON: `[[tool, arguments], …]`. What this model is not shown, and cannot change, no model can be talked
    into showing or changing.
    """

    @property
    def _llm_type(self) -> str:
        return "obedient"

    def bind_tools(self, *_: Any, **__: Any) -> Self:
        """Return the model: it calls what it is told, whether or not there is such a tool."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=_said(messages))])


def _said(messages: list[BaseMessage]) -> AIMessage:
    last = max(n for n, message in enumerate(messages) if isinstance(message, HumanMessage))
    if results := [message.text for message in messages[last:] if isinstance(message, ToolMessage)]:
        return AIMessage("\n\n".join(results))
    orders = json.loads(messages[last].text)
    calls = [{"name": name, "args": args, "id": f"call{last}x{n}"} for n, (name, args) in enumerate(orders)]
    return AIMessage("", tool_calls=calls)
