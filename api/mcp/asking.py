"""Asks a person for a yes, where the client can; the model has no part in it.

Up to revision 2025-11-25 of the protocol the server asks the client while the call waits. From 2026-07-28 on, the
answer to the call is a question, and the client makes the call again with what its person said.
"""

from typing import Any, Literal

import anyio
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    CallToolRequestParams,
    ElicitRequest,
    ElicitRequestFormParams,
    ElicitResult,
    InputRequiredResult,
)
from mcp_types.version import MODERN_PROTOCOL_VERSIONS

from agent.wording import asking
from store.cards import Card

PATIENCE = 240
"""Seconds that a call waits for the person; then the card waits without it."""
QUESTION = "approval"
FORM = {
    "type": "object",
    "properties": {
        "approve": {"type": "boolean", "title": "Do it", "description": "Exactly what is shown, or nothing"}
    },
    "required": ["approve"],
}
Decision = Literal["approved", "rejected"]


def can_ask(context: ServerRequestContext[Any, Any]) -> bool:
    """Whether the client offers to ask its person."""
    offered = context.session.client_capabilities and context.session.client_capabilities.elicitation
    if not offered or (offered.form is None and offered.url is not None):
        return False
    return answers_later(context) or context.session.can_send_request


def answers_later(context: ServerRequestContext[Any, Any]) -> bool:
    """Whether the client makes the call again with the answer."""
    return context.protocol_version in MODERN_PROTOCOL_VERSIONS


def question(card: Card) -> InputRequiredResult:
    """Return the question as an answer to the call."""
    return InputRequiredResult(input_requests={QUESTION: ElicitRequest(params=_form(card))}, request_state=card.id)


def answer_in(params: CallToolRequestParams) -> tuple[str, Decision | None] | None:
    """Return the card that a call answers, and how; nothing when it answers none."""
    if params.request_state is None:
        return None
    given = (params.input_responses or {}).get(QUESTION)
    return params.request_state, _decision(given) if isinstance(given, ElicitResult) else None


async def ask(context: ServerRequestContext[Any, Any], card: Card) -> Decision | None:
    """Ask while the call waits; nothing is decided when the person looks away, or the client cannot ask after all."""
    form = _form(card)
    with anyio.move_on_after(PATIENCE):
        try:
            return _decision(await context.session.elicit_form(form.message, form.requested_schema, context.request_id))
        except MCPError:
            return None
    return None


def _form(card: Card) -> ElicitRequestFormParams:
    return ElicitRequestFormParams(message=asking(card), requested_schema=FORM)


def _decision(given: ElicitResult) -> Decision | None:
    """Return what a person decided: a form that was sent without the mark is a no, one that was closed is nothing."""
    if given.action == "cancel":
        return None
    return "approved" if given.action == "accept" and (given.content or {}).get("approve") is True else "rejected"
