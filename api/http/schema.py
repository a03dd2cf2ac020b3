"""The classes as pages need them: what a form asks for, how a list is headed, which field is a stage."""

import hashlib
from inspect import cleandoc
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Response
from pydantic import Field

from api.http.dependencies import CurrentParts, CurrentPrincipal
from api.http.shapes import Shape
from store.diagram import wire_type
from store.fields import Spec
from store.schema import Class, Schema

router = APIRouter(prefix="/api/schema", tags=["Schema"])

FRESH = "private, no-cache"
"""A page may keep the answer, and asks each time whether it still holds."""
HASHED = 16


class FieldShape(Shape):
    """A field of a class."""

    name: str = Field(description="As on every wire.", examples=["expectedCloseDate"])
    kind: str = Field(description="String, Number, Boolean, Date, Pointer, Array or Object.", examples=["Date"])
    description: str = Field(description="What it means.")
    example: Any = Field(description="A value that it may have; null where none is told.", examples=["Globex renewal"])
    targets: list[str] = Field(description="The classes that a pointer may name.", examples=[["Company"]])
    values: list[str] = Field(description="What is offered, in this order.", examples=[["lead", "won", "lost"]])
    terminal: list[str] = Field(description="Those of `values` after which nothing more is expected.")
    closed: bool = Field(description="Whether nothing but `values` is accepted.")
    required: bool = Field(description="Whether a record must have a value.")
    default: Any = Field(description="The value of a new record, unless one is given.", examples=["lead"])
    max_length: int | None = Field(description="Characters that a text may have, where there is a limit.")
    long: bool = Field(description="Whether it is long text: lists do without it.")
    unique: bool = Field(description="Whether no two records may have the same value.")
    writable: bool = Field(description="Whether people write it; the server sets the rest.")
    secret: bool = Field(description="Whether it is only ever written, and never read.")
    searchable: bool = Field(description="Whether search by meaning reads it.")


class ClassShape(Shape):
    """A class."""

    name: str = Field(description="As on the Parse wire.", examples=["Deal"])
    word: str = Field(description="For one record, in lower case.", examples=["deal"])
    plural: str = Field(description="For several.", examples=["deals"])
    wire_plural: str = Field(description="For several, in camelCase.", examples=["projectTasks"])
    description: str = Field(examples=["A possible sale, from first contact until won or lost."])
    title_field: str = Field(description="The field that people call a record by.", examples=["title"])
    stage_field: str | None = Field(description="The field with an end, that a board has columns by.")
    due_field: str | None = Field(description="The moment at which a record should be done.", examples=["dueDate"])
    done_field: str | None = Field(description="The moment at which it was done; empty while it is open.")
    owners: list[str] = Field(description="Pointers to the users who always keep access.", examples=[["assignedTo"]])
    managed: bool = Field(description="Whether only admins add and remove records.")
    fields: list[FieldShape] = Field(description="In their order, without `objectId`, `createdAt` and `updatedAt`.")


class SchemaShape(Shape):
    """All classes."""

    version: str = Field(description="Another one when anything here changes; also the `ETag`.", examples=["9f86d081"])
    preset: str = Field(description="Who sees what by default: owner, team or open.", examples=["owner"])
    classes: list[ClassShape] = Field(description="In their order, those that the workspace added last.")


@router.get(
    "",
    response_model=SchemaShape,
    responses={304: {"description": "It is still the one of `If-None-Match`.", "content": None}},
)
def read_schema(
    _: CurrentPrincipal,
    parts: CurrentParts,
    if_none_match: Annotated[str | None, Header(max_length=1_000, description="The `ETag` of what you have.")] = None,
) -> Response:
    """Return the classes and their fields, the built-in ones and those that the workspace has added."""
    said = _described(parts.workspace.store.schema)
    tag = f'"{said.version}"'
    headers = {"ETag": tag, "Cache-Control": FRESH}
    if tag in (if_none_match or ""):
        return Response(status_code=304, headers=headers)
    return Response(orjson.dumps(said.model_dump(by_alias=True)), headers=headers, media_type="application/json")


def _described(schema: Schema) -> SchemaShape:
    classes = [_class(cls) for cls in schema.classes.values()]
    content = orjson.dumps([schema.preset, *(cls.model_dump() for cls in classes)])
    version = hashlib.sha256(content).hexdigest()[:HASHED]
    return SchemaShape(version=version, preset=schema.preset, classes=classes)


def _class(cls: Class) -> ClassShape:
    model, wires = cls.model, {name: spec.wire for name, spec in cls.fields.items()}
    return ClassShape(
        name=cls.name,
        word=cls.word,
        plural=cls.plural,
        wire_plural=cls.wire_plural,
        description=" ".join(cleandoc(model.__doc__ or "").split()),
        title_field=cls.title.wire,
        stage_field=next((spec.wire for spec in cls.fields.values() if spec.terminal), None),
        due_field=wires.get(model.due_field or ""),
        done_field=wires.get(model.done_field or ""),
        owners=[wires[name] for name in model.owners if name in wires],
        managed=model.managed,
        fields=[_field(cls, spec) for spec in cls.fields.values()],
    )


def _field(cls: Class, spec: Spec) -> FieldShape:
    return FieldShape(
        name=spec.wire,
        kind=wire_type(spec),
        description=spec.info.description or "",
        example=next(iter(spec.info.examples or spec.choices), None),
        targets=list(spec.targets),
        values=list(spec.choices),
        terminal=list(spec.terminal),
        closed=spec.choice.closed if spec.choice else False,
        required=spec.filled,
        default=None if spec.required else spec.info.default,
        max_length=spec.max_length,
        long=spec.long,
        unique=spec.name in cls.model.unique,
        writable=spec.name not in cls.model.stamped,
        secret=spec.secret,
        searchable=spec.name in cls.model.searchable,
    )
