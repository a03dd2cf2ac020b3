"""What the model is told before it speaks, how often it may speak, and what is said when it does not."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from agent.errors import ModelUnavailable
from agent.naming import tidied
from agent.run import RunContext, State
from agent.stopping import check
from prompts import system_prompt
from store.errors import StoreError

LOG = logging.getLogger("parley.agent")
MOST_STEPS = 12
"""Times the model may speak in one run; a model that wants more goes in a circle."""
STOPPED = "I stopped after {steps} steps without coming to an end. What was changed so far can be undone."


class Speaking(AgentMiddleware[State, RunContext, Any]):
    """Stands between the graph and the model."""

    state_schema = State

    def __init__(self, *, remote: bool) -> None:
        super().__init__()
        self._remote = remote
        self._prompt = system_prompt()

    def wrap_model_call(
        self, request: ModelRequest[RunContext], handler: Callable[[ModelRequest[RunContext]], ModelResponse[Any]]
    ) -> ModelResponse[Any] | AIMessage:
        """Let the model speak.

        Raises:
            ModelUnavailable: Its provider cannot be reached, refuses, or breaks off.
        """
        check(request.runtime.context.stop)
        if _steps(request) >= MOST_STEPS:
            return AIMessage(STOPPED.format(steps=MOST_STEPS))
        said = SystemMessage(f"{self._prompt}\n\n{_context(request.runtime.context)}")
        try:
            answer = handler(request.override(system_message=said))
        except StoreError:
            raise
        except Exception as error:
            if not self._remote:
                raise
            LOG.warning("the model failed: %s", type(error).__name__)
            raise ModelUnavailable(_why(error)) from error
        result = [tidied(one, request.messages) if isinstance(one, AIMessage) else one for one in answer.result]
        return replace(answer, result=result)


def _steps(request: ModelRequest[RunContext]) -> int:
    """Return how often the model has spoken since the person did."""
    steps = 0
    for message in reversed(request.messages):
        if isinstance(message, HumanMessage):
            break
        steps += isinstance(message, AIMessage)
    return steps


def _context(context: RunContext) -> str:
    """Return who asks, where and when. The last line is JSON, for the embedded engine and for any other model."""
    tools = context.tools
    me = tools.principal
    with tools.store.reading(me) as records:
        row = records.get_many("_User", [me.user]).get(me.user, {"username": me.user})
    here = tools.now.astimezone(ZoneInfo(me.time_zone))
    asked = {
        "now": here.isoformat(timespec="seconds"),
        "time_zone": me.time_zone,
        "locale": me.locale,
        "currency": tools.currency,
        "user": {"id": me.user, "name": row["username"]},
    }
    more = f"{context.more.strip()}\n" if context.more.strip() else ""
    weekday = f"Today is {here:%A}.\n"
    return f"{more}{weekday}Context: {orjson.dumps(asked).decode()}"


def _why(error: Exception) -> str:
    """Return what a person can do about it. What the provider said may hold the request, so it is not repeated."""
    status = getattr(error, "status_code", None)
    told = {
        401: "it refuses the key (OPENAI_API_KEY)",
        403: "it refuses the key (OPENAI_API_KEY)",
        404: "it does not know the model (PARLEY_MODEL)",
        429: "it is asked too often, or the account's credit is used up",
    }
    if status is None:
        reason = "it cannot be reached, or broke off"
    else:
        reason = told.get(status, f"it answered with error {status}")
    return f"The language model does not answer: {reason}. Nothing more was done; try again, or go on without a model."
