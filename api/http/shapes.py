"""What goes over the wire: names in camelCase, moments in UTC."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer
from pydantic.alias_generators import to_camel

from agent import events
from store import cards
from store.schema import Class, Schema
from store.values import check_text

Moment = Annotated[
    datetime,
    PlainSerializer(lambda moment: moment.astimezone(UTC).isoformat(timespec="milliseconds"), str),
    Field(examples=["2026-03-18T09:30:00.000+00:00"]),
]
"""A moment, UTC."""
Text = Annotated[str, AfterValidator(partial(check_text, "text"))]
"""Text that a database keeps."""
CardId = Annotated[str, Field(max_length=40), AfterValidator(partial(check_text, "card"))]
Count = Annotated[int, Field(ge=1, le=200)]
"""How many of a list."""
Number = Annotated[int, Field(ge=1, le=2**62)]
"""The place of something in a list that grows."""


class Shape(BaseModel):
    """What all shapes share."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        extra="forbid",
        hide_input_in_errors=True,
    )


class Problem(BaseModel):
    """Why a request was refused."""

    model_config = ConfigDict(extra="allow")

    code: str = Field(description="A stable code.", examples=["record_not_found"])
    error: str = Field(description="A sentence for people.", examples=["There is no thread 'x'."])


def refusals(why: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """Return what a route may refuse, status → why, as FastAPI wants it for the documentation."""
    return {status: {"model": Problem, "description": told} for status, told in why.items()}


class Touched(Shape):
    """A record that a run changed."""

    cls: str = Field(alias="class", examples=["Deal"])
    id: str = Field(examples=["a1B2c3D4e5"])
    name: str = Field(examples=["Globex renewal"])
    what: str = Field(description="created, updated or deleted", examples=["updated"])
    link: str = Field(description="Where its history is.", examples=["/api/changes?class=Deal&id=a1B2c3D4e5"])


class Waiting(Shape):
    """One change that a card shows."""

    number: int = Field(description="Its place in the card, by which it is approved alone.", examples=[1])
    cls: str = Field(alias="class", examples=["Deal"])
    id: str = Field(examples=["a1B2c3D4e5"])
    name: str = Field(examples=["Globex renewal"])
    what: str = Field(description="created, updated, shared or deleted", examples=["deleted"])
    around: list[str] = Field([], description="Names of the records that it points to.", examples=[["Globex"]])
    fields: dict[str, Any] = Field(
        {}, description="What changes: field → `from`, `to`.", examples=[{"stage": {"from": "lead", "to": "won"}}]
    )


class Card(Shape):
    """What waits for the asker's yes."""

    id: str = Field(examples=["3f1c9a7be2"])
    thread: str = Field(description="The thread whose assistant asks.")
    run: str = Field(description="The run that goes on when the card is answered.")
    state: str = Field(description="open, approved or rejected", examples=["open"])
    reasons: list[str] = Field(description="Why it is asked.", examples=[["it deletes records"]])
    changes: list[Waiting] = Field(description="All that will change, record by record.")
    approved: list[int] | None = Field(
        None, description="The numbers of the changes that were approved, when not all were.", examples=[[1, 3]]
    )
    created_at: Moment

    @classmethod
    def of(cls, card: cards.Card, schema: Schema) -> "Card":
        """Return a card as the wire has it."""
        kept = {name: getattr(card, name) for name in ("id", "thread", "run", "state", "reasons", "created_at")}
        kept["approved"] = card.numbers
        return cls(**kept, changes=[_waiting(number, row, schema) for number, row in enumerate(card.rows, 1)])


class Reply(Shape):
    """What the assistant answers."""

    text: str = Field(description="Markdown.", examples=["Globex renewal is now in proposal."])
    run: str = Field(description="The run's id, by which what it changed can be taken back.")
    thread: str = Field(description="The thread in which it was said.")
    records: list[Touched] = Field(description="What the run changed so far, each record once.")
    card: Card | None = Field(None, description="What waits for a yes; nothing of it was done yet.")

    @classmethod
    def of(cls, reply: events.Reply, schema: Schema) -> "Reply":
        """Return a reply as the wire has it."""
        records = [Touched(**row, link=f"/api/changes?class={row['class']}&id={row['id']}") for row in reply.records]
        card = Card.of(reply.card, schema) if reply.card else None
        return cls(text=reply.text, run=reply.run, thread=reply.thread, records=records, card=card)


def called(schema: Schema, name: str) -> Class:
    """Return the class of a name: people say User, and Parse says _User.

    Raises:
        UnknownClass: There is none.
    """
    return schema[f"_{name}" if f"_{name}" in schema.classes else name]


def wired(schema: Schema, cls: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping by fields of a class with the fields named as on the wire."""
    found = schema.classes.get(cls) or schema.classes.get(f"_{cls}")
    known = found.fields if found else {}
    return {known[name].wire if name in known else name: value for name, value in fields.items()}


def _waiting(number: int, row: Mapping[str, Any], schema: Schema) -> Waiting:
    kept = {name: row[name] for name in ("class", "id", "name", "what")}
    fields = wired(schema, row["class"], row.get("fields", {}))
    return Waiting(**kept, number=number, around=row.get("around", []), fields=fields)
