"""Search: by name as somebody types, and by meaning and words in what people wrote."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from api.http.dependencies import CurrentParts, CurrentPrincipal
from api.http.shapes import Moment, Shape, Text, called, wired
from store.schema import Schema
from tools import all_tools
from tools.suggestions import suggestions
from tools.tool import Work

router = APIRouter(prefix="/api", tags=["Search"])

MOST_CLASSES = 20
MOST_NAMES = 50
MOST_PASSAGES = 50
LONGEST = 1_000
Short = Annotated[Text, Field(max_length=100)]
Classes = Annotated[
    list[Short],
    Query(alias="class", max_length=MOST_CLASSES, description="Only of these classes.", examples=[["Deal"]]),
]


class Named(Shape):
    """A record, as people call it."""

    cls: str = Field(alias="class", examples=["Deal"])
    id: str = Field(examples=["a1B2c3D4e5"])
    name: str = Field(examples=["Globex renewal"])


class Suggested(Named):
    """A record that may be meant."""

    detail: str = Field(description="What tells it from others of its name.", examples=["proposal, Globex"])


class Suggestions(Shape):
    """Records that may be meant."""

    records: list[Suggested] = Field(description="The likeliest first.")


class Passage(Shape):
    """A piece of what somebody wrote."""

    quote: str = Field(description="As it was written: text of people, also from outside.")
    record: Named = Field(description="The record in which it stands.")
    about: Named | None = Field(None, description="Whom or what that record concerns.")
    field: str = Field(description="The field of the record.", examples=["notes"])
    at: Moment
    author: str | None = Field(None, description="Who wrote it.", examples=["Ann Lee"])
    score: float | None = Field(None, description="How well it answers, by meaning and words, from 0 to 1.")


class Passages(Shape):
    """What was found."""

    passages: list[Passage] = Field(description="The best first; without words the newest.")
    note: str | None = Field(None, description="What could not be done, as when only words were looked for.")


@router.get("/names")
def find_names(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    text: Annotated[Text, Query(max_length=LONGEST, description="What was typed so far.", examples=["acm"])],
    of_class: Classes = [],  # noqa: B006 - FastAPI copies it
    limit: Annotated[int, Query(ge=1, le=MOST_NAMES)] = 10,
) -> Suggestions:
    """Return the records that somebody who types may mean: each word that he has typed begins a word of the name.

    When none does, words with a wrong letter are understood. Before anything is typed, these are the records that
    changed last, and of users, if they are asked for, those whose names come first.
    """
    context = parts.context(principal)
    names = [called(parts.workspace.store.schema, name).name for name in of_class]
    with parts.workspace.store.reading(principal, context.origin, context.now) as records:
        found = suggestions(Work(records, context), text, names, limit)
    return Suggestions(records=[Suggested(**row) for row in found])


@router.get("/search")
def search(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    text: Annotated[Text, Query(min_length=1, max_length=LONGEST, description="In words.", examples=["price worries"])],
    of_class: Annotated[Short | None, Query(alias="class", description="Only of this class.")] = None,
    about: Annotated[Short | None, Query(description="Only what concerns this record: its id, or its name.")] = None,
    limit: Annotated[int, Query(ge=1, le=MOST_PASSAGES)] = 10,
) -> Passages:
    """Return what was written about something: passages of notes and activities, by their meaning and their words."""
    schema = parts.workspace.store.schema
    wanted: dict[str, Any] = {"query": text, "about": about, "limit": limit}
    if of_class:
        wanted["class"] = called(schema, of_class).name.strip("_")
    said = all_tools(schema)["search_notes"](parts.context(principal), wanted)
    return Passages(passages=[_passage(schema, row) for row in said["passages"]], note=said.get("note"))


def _passage(schema: Schema, row: dict[str, Any]) -> Passage:
    kept = ("quote", "record", "about", "author", "score")
    (field,) = wired(schema, row["record"]["class"], {row["field"]: None})
    return Passage(**{name: row[name] for name in kept if name in row}, field=field, at=row["date"])
