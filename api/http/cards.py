"""Cards: what waits for a yes. Only its own asker sees a card and answers it."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Request, Response

from api.http.dependencies import CurrentParts, CurrentPrincipal, CurrentToken, Parts, WritingPrincipal
from api.http.shapes import Card, CardId
from api.http.streaming import ANSWERS, answered
from store import cards
from store.principal import Principal

router = APIRouter(prefix="/api/cards", tags=["Cards"])


def _card(
    card: Annotated[CardId, Path(description="Id of the card.")], principal: CurrentPrincipal, parts: CurrentParts
) -> cards.Card:
    return parts.assistant.cards.get(principal, card)


OwnCard = Annotated[cards.Card, Depends(_card)]


@router.get("/{card}")
def get_card(card: OwnCard, parts: CurrentParts) -> Card:
    """Return a card: what will change, record by record, and why it is asked."""
    return Card.of(card, parts.workspace.store.schema)


@router.post("/{card}/approve", response_class=Response, responses=ANSWERS)
async def approve_card(
    request: Request, card: OwnCard, principal: WritingPrincipal, token: CurrentToken, parts: CurrentParts
) -> Response:
    """Say yes: exactly what the card shows is done, and the run goes on.

    Twice is once. A record that changed since the card was shown is not overwritten; the reply says so.
    """
    return await _answer(request, card, principal, token, parts, "approved")


@router.post("/{card}/reject", response_class=Response, responses=ANSWERS)
async def reject_card(
    request: Request, card: OwnCard, principal: CurrentPrincipal, token: CurrentToken, parts: CurrentParts
) -> Response:
    """Say no: nothing of it is done, and the assistant is told so."""
    return await _answer(request, card, principal, token, parts, "rejected")


async def _answer(
    request: Request,
    card: cards.Card,
    principal: Principal,
    token: str,
    parts: Parts,
    decision: Literal["approved", "rejected"],
) -> Response:
    parts.metrics.count("parley_cards_total", what=decision)
    stream = parts.streams.start(
        principal.user,
        card.thread,
        lambda stop: parts.assistant.stream_answer(card.id, principal, decision, stop=stop),
    )
    return await answered(request, stream, parts.workspace.store.schema, lambda: parts.asker(token))
