"""The embedded engine: a chat model without key or network that turns CRM language into tool calls."""

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from copy import deepcopy
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.tool import tool_call, tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from pydantic import PrivateAttr

from agent.embedded.answers.answer import Answer
from agent.embedded.language.calls import Call, Result
from agent.embedded.language.lexicon import Lexicon
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.threads.pauses import Pause, Pauses, Place
from agent.embedded.threads.thread import KEY, Thread, kept, thread
from agent.embedded.turn import Turn
from agent.embedded.values import context as contexts

MOST_STEPS = 12
"""A turn that needs more rounds of tool calls than this has lost its way."""
LOST = "That took more steps than I allow myself; nothing more was changed. Please say it in parts."
NAME = "embedded"


class EmbeddedEngine(BaseChatModel):
    """Turns what salespeople write into tool calls, or asks; its eyes are the tools that it is given.

    What a thread is about is read from its messages every time. Only a turn that waits for results is kept, since going
    on is cheaper than beginning anew; where it is not there any more, it is begun anew, and says the same.
    """

    _vocabulary: Vocabulary = PrivateAttr(default_factory=Vocabulary)
    _lexicon: Lexicon | None = PrivateAttr(default=None)
    _pauses: Pauses = PrivateAttr(default_factory=Pauses)
    _kept: list[tuple[tuple[Any, ...], "EmbeddedEngine"]] = PrivateAttr(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return NAME

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[LanguageModelInput, AIMessage]:
        """Return an engine that speaks of the classes of these tools; for the same tools, the same engine."""
        given = tuple(tools)
        for before, engine in self._kept:
            if len(before) == len(given) and all(one is other for one, other in zip(before, given, strict=True)):
                return engine
        bound = EmbeddedEngine(callbacks=self.callbacks, tags=self.tags, metadata=self.metadata)
        bound._vocabulary = Vocabulary.of(given)
        bound._lexicon = Lexicon(bound._vocabulary)
        self._kept[:] = [*self._kept[-3:], (given, bound)]
        return bound

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._message(messages))])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: AsyncCallbackManagerForLLMRun | None = None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self._message(messages))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ARG002
    ) -> Iterator[ChatGenerationChunk]:
        for chunk in _chunks(self._message(messages)):
            if run_manager:
                run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,  # noqa: ARG002
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,  # noqa: ARG002
    ) -> AsyncIterator[ChatGenerationChunk]:
        for chunk in _chunks(self._message(messages)):
            if run_manager:
                await run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    def _message(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """Let the turn go on with the results that are there; return its next calls, or its answer."""
        said, place = thread(messages), Place(messages)
        made, pause = self._next(messages, said, place.awaited)
        if isinstance(made, Answer):
            return _spoken(made, pause.said if pause else said, messages)
        step = len(said.steps)
        # The message is its host's, and the turn goes on with what it asked with: neither may change the other's.
        calls = [
            tool_call(name=call.tool, args=deepcopy(call.arguments), id=f"call_{said.name}_{step}_{number}")
            for number, call in enumerate(made)
        ]
        asked = AIMessage(
            "", tool_calls=calls, usage_metadata=_usage(messages, json.dumps([call["args"] for call in calls]))
        )
        if pause:
            self._pauses.keep(place.asking(asked), pause)
        return asked

    def _next(
        self, messages: Sequence[BaseMessage], said: Thread, awaited: str | None
    ) -> tuple[list[Call] | Answer, Pause | None]:
        """Return what comes next, and the turn that it comes from if that may be gone on with."""
        steps: list[list[Result]] = list(said.steps)
        if len(steps) >= MOST_STEPS:
            return Answer(LOST), None
        if awaited and (pause := self._pauses.take(awaited)):
            return _fed(pause, steps[-1:]), pause
        context = contexts.context(messages)
        if context is None:
            if not steps and "who_am_i" in self._vocabulary.tools:
                return [Call("who_am_i", {})], None
            result = steps.pop(0)[0] if steps else {}
            context = contexts.of(result if "error" not in result else {})
        lexicon = self._lexicon or Lexicon(self._vocabulary)
        begun = Pause(Turn(self._vocabulary, lexicon, context, said).answer(), said)
        made = _fed(begun, steps, begins=True)
        return made, begun if context.timed or isinstance(made, Answer) else None


def _fed(pause: Pause, steps: Sequence[list[Result]], *, begins: bool = False) -> list[Call] | Answer:
    """Let a turn go on with results, and begin before that if it has not; return its next calls, or its answer."""
    calls: list[Call] = []
    try:
        if begins:
            calls = next(pause.turn)
        for results in steps:
            calls = pause.turn.send(results)
    except StopIteration as end:
        answer: Answer = end.value
        return answer
    return calls


def _spoken(answer: Answer, said: Thread, messages: Sequence[BaseMessage]) -> AIMessage:
    return AIMessage(
        answer.text, additional_kwargs={KEY: kept(answer, said)}, usage_metadata=_usage(messages, answer.text)
    )


def _usage(messages: Sequence[BaseMessage], text: str) -> UsageMetadata:
    """Count words: the engine has no tokens, and costs nothing."""
    read = sum(len(message.text.split()) for message in messages)
    written = len(text.split())
    return UsageMetadata(input_tokens=read, output_tokens=written, total_tokens=read + written)


def _chunks(message: AIMessage) -> Iterator[ChatGenerationChunk]:
    """Cut a message into chunks: its words, or its tool calls, then what it carries beside them."""
    if message.tool_calls:
        for place, call in enumerate(message.tool_calls):
            part = tool_call_chunk(name=call["name"], args=json.dumps(call["args"]), id=call["id"], index=place)
            yield ChatGenerationChunk(message=AIMessageChunk(content="", tool_call_chunks=[part]))
    else:
        text = message.text
        start = 0
        while start < len(text):
            space = text.find(" ", start)
            end = len(text) if space < 0 else space + 1
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start:end]))
            start = end
    yield ChatGenerationChunk(
        message=AIMessageChunk(
            content="",
            additional_kwargs=message.additional_kwargs,
            usage_metadata=message.usage_metadata,
            chunk_position="last",
        )
    )
