"""Makes the calls that come over MCP, and says what came of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from anyio import to_thread
from mcp.server.context import ServerRequestContext
from mcp_types import CallToolRequestParams, CallToolResult, InputRequiredResult, TextContent

from agent.direct import Direct
from agent.events import ToolFinished
from agent.toolset import problem, told
from api.http.metrics import Metrics
from api.mcp.asking import Decision, answer_in, answers_later, ask, can_ask, question
from api.mcp.caller import DOOR, Caller, Who
from store.cards import Card
from store.errors import RecordNotFound, StoreError

FAULT = {
    "error": "program_fault",
    "message": "Something went wrong in Parley, and it is not your fault. It was noted; nothing of this call was done.",
}
WAITS = (
    "Nothing was done yet: a person must approve card {card}. You cannot. Ask the person to say yes in"
    " `parley chat --thread {thread}`, in Slack with `/crm cards`, or signed in over HTTP with"
    " POST /api/cards/{card}/approve. Then make the same call again: it returns the result, and does nothing twice."
)
MOST_ROWS = 20
Answer = CallToolResult | InputRequiredResult


class Calling:
    """Makes calls for whoever asks.

    Attributes:
        note: Told of faults of the program.
        metrics: What counts calls and cards.
    """

    def __init__(
        self,
        direct: Direct,
        who: Who,
        *,
        note: Callable[[Exception], object],
        metrics: Metrics | None = None,
    ) -> None:
        self._direct = direct
        self._who = who
        self.note = note
        self.metrics = metrics or Metrics()

    async def __call__(self, context: ServerRequestContext[Any, Any], params: CallToolRequestParams) -> Answer:
        """Make a call. Every refusal is a result that the model reads, with a code and a sentence."""
        code = None
        try:
            return await self._made(context, params)
        except StoreError as error:
            code = error.code
            return _result(problem(error), is_error=True)
        except Exception as error:
            code = FAULT["error"]
            self.note(error)
            return _result(FAULT, is_error=True)
        finally:
            self.metrics.hear(ToolFinished(str(context.request_id), params.name, code))

    async def _made(self, context: ServerRequestContext[Any, Any], params: CallToolRequestParams) -> Answer:
        caller = await to_thread.run_sync(self._who, context)
        if given := answer_in(params):
            card, said = given
            return await to_thread.run_sync(
                partial(self._answered, caller, params, card, said if can_ask(context) else None)
            )
        found = await to_thread.run_sync(partial(self._called, caller, params))
        if not isinstance(found, Card):
            return _result(found)
        if not can_ask(context):
            return _waits(found)
        if answers_later(context):
            return question(found)
        decision = await ask(context, found)
        caller = await to_thread.run_sync(self._who, context)  # he may have lost rights while he thought about it
        if decision is None:
            return _waits(found)
        return await to_thread.run_sync(partial(self._decided, caller, found, decision))

    def _called(self, caller: Caller, params: CallToolRequestParams) -> Any:
        thread, began = caller.thread(self._direct), datetime.now(UTC)
        found = self._direct.call(caller.principal, thread, params.name, params.arguments or {}, door=DOOR)
        if isinstance(found, Card) and found.created_at >= began:  # the same call again is the same card
            self.metrics.count("parley_cards_total", what="opened")
        return found

    def _decided(self, caller: Caller, card: Card, decision: Decision) -> CallToolResult:
        self.metrics.count("parley_cards_total", what=decision)
        return _result(self._direct.answer(caller.principal, card.id, decision))

    def _answered(
        self, caller: Caller, params: CallToolRequestParams, card: str, decision: Decision | None
    ) -> CallToolResult:
        """Answer the card that a call came back with: its own, and no other."""
        asked = self._direct.card(caller.principal, card)
        same = [(call.tool, call.arguments) for call in asked.calls] == [(params.name, params.arguments or {})]
        if not same or not caller.asked(asked):
            raise RecordNotFound("card", card[:100])
        if decision is None:
            return _waits(asked)
        return self._decided(caller, asked, decision)


def _result(said: Any, *, is_error: bool = False) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=told(said))], is_error=is_error)


def _waits(card: Card) -> CallToolResult:
    """Return that a call waits, with what it would do, in names: a card's long texts are not for the model."""
    rows = [f"{row['what']}: {row['class']} {row['name'] or row['id']}" for row in card.rows]
    said = {
        "done": False,
        "card": card.id,
        "message": WAITS.format(card=card.id, thread=card.thread),
        "why": card.reasons,
        "would": rows[:MOST_ROWS] + ([f"and {len(rows) - MOST_ROWS} more"] if len(rows) > MOST_ROWS else []),
    }
    return _result(said)
