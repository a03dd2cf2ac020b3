"""Makes the model's calls: checks which need a yes, asks for it, and turns refusals into words for the model."""

from collections.abc import Callable, Mapping
from typing import Any, cast

from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ToolCallRequest, hook_config
from langchain_core.messages import AIMessage, ToolMessage
from langgraph.runtime import Runtime
from langgraph.types import Command, interrupt

from agent.events import sentence
from agent.gating import gate
from agent.run import RunContext, State
from agent.stopping import check
from agent.toolset import Rejected, Unknown, answered, refused
from store.changes import Change
from store.errors import StoreError
from tools import Effect, Tool, run_part

Answer = ToolMessage | Command[Any]
ENDS = ("finish_reason", "stop_reason", "done_reason")
CUT_OFF = frozenset({"length", "max_tokens"})
"""How providers say that an answer reached its longest, and where."""
CUT_SHORT = "\n\n(The answer was cut off here: it reached the language model's longest.)"


class Calls(AgentMiddleware[State, RunContext, Any]):
    """Stands between the model and the tools."""

    state_schema = State

    def __init__(self, tools: dict[str, Tool]) -> None:
        super().__init__()
        self._tools = tools

    @hook_config(can_jump_to=["model"])
    def after_model(self, state: State, runtime: Runtime[RunContext]) -> dict[str, Any] | None:
        """Open a card for those calls of this step that need one; tell the model of calls that are no calls."""
        said = state["messages"][-1]
        if not isinstance(said, AIMessage):
            return None
        if broken := _broken(said):
            return {"messages": broken, "jump_to": "model"}
        if _cut_off(said):
            return {"messages": [said.model_copy(update={"content": said.text + CUT_SHORT})], "gated": {}}
        known = [(str(call["id"]), self._tools.get(call["name"]), call["args"]) for call in said.tool_calls]
        writes = [(call, tool, args) for call, tool, args in known if tool and tool.effect is not Effect.READ]
        return {"gated": gate(runtime.context, writes) if writes else {}}

    def wrap_tool_call(self, request: ToolCallRequest, handler: Callable[[ToolCallRequest], Answer]) -> Answer:  # noqa: ARG002
        """Make one call; first wait for the yes when it needs one."""
        call, name = str(request.tool_call["id"]), request.tool_call["name"]
        context = cast(RunContext, request.runtime.context)
        expected: list[Change] | None = None
        rest: list[Change] = []
        error: StoreError | None = None
        code: str | None
        if card := (request.state.get("gated") or {}).get(call):
            interrupt({"card": card, "call": call})
            decided = context.cards.get(context.tools.principal, card)
            expected, rest = decided.approved(call)
        elif (found := context.previews.get(call)) is not None:
            expected, error = found.changes, found.error
        with context.turns.after(_earlier(request.state, call), call):  # what is not made takes its turn, too
            if card and not expected:
                return refused(call, name, Rejected("The person did not approve this; nothing was changed."))
            if not card:
                check(context.stop, context.run.lost)
            request.runtime.stream_writer({"started": call, "tool": name, "sentence": sentence(name)})
            if error is not None:
                message, code = self._denied(context, call, name, error), error.code
            else:
                message, code = self._make(context, call, name, request.tool_call["args"], expected, rest)
            request.runtime.stream_writer({"finished": call, "tool": name, "code": code})
        return message

    def _make(
        self,
        context: RunContext,
        call: str,
        name: str,
        arguments: dict[str, Any],
        expected: list[Change] | None,
        rest: list[Change],
    ) -> tuple[ToolMessage, str | None]:
        """Run a tool, without the rest of its changes.

        A refusal is for the model to read, and is logged; a fault of the program ends the run.
        """
        try:
            tool = self._tools.get(name)
            if tool is None:
                raise Unknown(f"There is no tool {name!r}.")
            if rest:
                outcome = run_part(context.tools, tool, call, expected or [], rest)
            else:
                outcome = tool.run(context.tools, arguments, call, expected)
        except StoreError as error:
            return self._denied(context, call, name, error), error.code
        if outcome.outside:
            context.mark_outside()
        return answered(call, name, outcome.result), None

    def _denied(self, context: RunContext, call: str, name: str, error: StoreError) -> ToolMessage:
        context.threads.deny(context.tools.principal, context.run, name, error.code, str(error))
        return refused(call, name, error)


def _broken(said: AIMessage) -> list[ToolMessage]:
    """Return answers to calls that are none: their arguments are no JSON, or the model was cut off while it wrote them.

    What was cut off is not made even if it can be read: LangChain closes its brackets, and half a call is another one.
    """
    if _cut_off(said):
        halves = [*said.tool_calls, *said.invalid_tool_calls]
        told = Unknown("The answer was cut off, so this call was not made. Write less in one step.")
        return [refused(call["id"] or "", call["name"] or "", told) for call in halves]
    if said.tool_calls:
        return []
    told = Unknown("The arguments of this call are no valid JSON.")
    return [refused(call["id"] or "", call["name"] or "", told) for call in said.invalid_tool_calls]


def _cut_off(said: AIMessage) -> bool:
    """Whether the model was cut off while it spoke."""
    return not CUT_OFF.isdisjoint(str(said.response_metadata.get(name)).lower() for name in ENDS)


def _earlier(state: Mapping[str, Any], call: str) -> list[str]:
    """Return the calls of the step that come before: of those that wait for a card, or of those that do not."""
    gated = state.get("gated") or {}
    step = [str(one["id"]) for one in state["messages"][-1].tool_calls]
    return [one for one in step[: step.index(call)] if (one in gated) == (call in gated)]
