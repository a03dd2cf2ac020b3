"""Cards: what waits for a yes. Only its own asker sees a card and answers it."""

from collections.abc import Callable, Iterator
from functools import partial
from threading import Event
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response
from pydantic import Field

from agent.events import Event as Told
from api.http.dependencies import CurrentAsker, CurrentParts, CurrentPrincipal, Parts, WritingPrincipal
from api.http.failures import ChangedSince
from api.http.once import Once, OnlyOnce, told_once
from api.http.shapes import Card, CardId, Number, Shape, refusals, wired
from api.http.stream import Stream
from api.http.streaming import ANSWERS
from api.http.streams import Ended
from store import cards
from store.principal import Principal
from store.schema import Schema
from tools import Outdated

router = APIRouter(prefix="/api/cards", tags=["Cards"])


CONFLICT = refusals(
    {
        403: "The token is for reading; or the card is for a person, and the token of a program was shown.",
        409: "The thread is busy, the card was answered otherwise before, or records changed since it was shown:"
        " `records` has each as `shown` and as it is `now`.",
        422: "The card has no such change, or its changes hang together.",
    }
)


class Chosen(Shape):
    """What of a card is approved."""

    changes: list[Number] | None = Field(
        None,
        min_length=1,
        max_length=10_000,
        description="The numbers of its changes, by default all; the others count as rejected.",
        examples=[[1, 3]],
    )


def _card(
    card: Annotated[CardId, Path(description="Id of the card.")], principal: CurrentPrincipal, parts: CurrentParts
) -> cards.Card:
    return parts.assistant.cards.get(principal, card)


OwnCard = Annotated[cards.Card, Depends(_card)]


@router.get("/{card}")
def get_card(card: OwnCard, parts: CurrentParts) -> Card:
    """Return a card: what will change, record by record, and why it is asked."""
    return Card.of(card, parts.workspace.store.schema)


@router.post("/{card}/approve", response_class=Response, responses=ANSWERS | CONFLICT)
async def approve_card(
    request: Request,
    card: OwnCard,
    asker: CurrentAsker,
    principal: WritingPrincipal,
    parts: CurrentParts,
    once: OnlyOnce,
    chosen: Chosen | None = None,
) -> Response:
    """Say yes: exactly what the card shows is done, or the chosen part of it, and the run goes on.

    Twice is once. What is not chosen counts as rejected. When a record is not as the card shows it, nothing is done:
    the refusal shows both versions, and the card waits for another answer. What a program has asked for over MCP takes
    a session, not a token: it must not say yes to itself.
    """
    asker.check_yes(card)
    part = card.some(chosen.changes) if chosen and chosen.changes else None
    return await _answered(request, card, partial(approved, parts, principal, card, part), once)


@router.post("/{card}/reject", response_class=Response, responses=ANSWERS)
async def reject_card(
    request: Request, card: OwnCard, principal: CurrentPrincipal, parts: CurrentParts, once: OnlyOnce
) -> Response:
    """Say no: nothing of it is done, and the assistant is told so."""
    return await _answered(request, card, partial(rejected, parts, principal, card), once)


def approved(
    parts: Parts, principal: Principal, card: cards.Card, part: cards.Part | None, stop: Event
) -> Iterator[Told]:
    """Yield what is told while a card, or some changes of it, are carried out.

    Raises:
        ChangedSince: Records are not as the card shows them; it waits for another answer.
    """
    found = parts.assistant.outdated(principal, card, part) if card.state == "open" else []
    if found and parts.assistant.cards.get(principal, card.id).state == "open":  # or the same yes has just done it
        raise ChangedSince([_versions(one, parts.workspace.store.schema) for one in found])
    parts.metrics.count("parley_cards_total", what="approved")
    yield from parts.assistant.stream_answer(card.id, principal, "approved", part=part, stop=stop)


def rejected(parts: Parts, principal: Principal, card: cards.Card, stop: Event) -> Iterator[Told]:
    """Yield what is told when a card is not to be carried out."""
    parts.metrics.count("parley_cards_total", what="rejected")
    yield from parts.assistant.stream_answer(card.id, principal, "rejected", stop=stop)


async def _answered(
    request: Request, card: cards.Card, answer: Callable[[Event], Iterator[Told]], once: Once
) -> Response:
    def start(ended: Ended | None) -> Stream:
        return once.parts.streams.start(card.user, card.thread, answer, ended, check=once.check)

    return await told_once(request, once, start)


def _versions(found: Outdated, schema: Schema) -> dict[str, Any]:
    """Return a record that has changed, as the wire has it."""
    told = {"class": found.cls.strip("_"), "id": found.id, "name": found.name}
    both = {"shown": found.shown, "now": found.now}
    return told | {key: fields and wired(schema, found.cls, fields) for key, fields in both.items()}
