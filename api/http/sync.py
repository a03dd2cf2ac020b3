"""Offline sync: what one may read and has changed since, and taking in what one changed meanwhile (docs/sync.md).

Records have the form that clients of Parse know, so that an app can keep them as they come.
"""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import orjson
from fastapi import APIRouter, Query, Response
from pydantic import AwareDatetime, Field

from api.http.dependencies import CurrentParts, CurrentPrincipal, WritingPrincipal
from api.http.failures import body, status_of
from api.http.once import OnlyOnce
from api.http.shapes import Shape, Text, refusals
from api.parse import values as parse
from api.parse.ops import IGNORED, is_op
from api.parse.refusals import Refusal
from store.errors import InvalidValues, StoreError
from store.principal import Principal
from store.schema import Class, Schema
from store.store import Store
from store.sync.pull import MOST, pull
from store.sync.push import Differs, Done, Queued, push
from store.sync.versions import ACL

router = APIRouter(prefix="/api/sync", tags=["Sync"])

MOST_CHANGES = 200
BEGINNING = ("", "0")
RECORD = {"className": "Deal", "objectId": "a1B2c3D4e5", "title": "Globex renewal"}
Short = Annotated[Text, Field(min_length=1, max_length=100)]
Key = Annotated[Text, Field(min_length=1, max_length=200)]


class Gone(Shape):
    """A record that was deleted, or may not be read any more."""

    class_name: str = Field(examples=["Deal"])
    object_id: str = Field(examples=["a1B2c3D4e5"])


class Page(Shape):
    """Some of what is new to the asker; no record is in it twice."""

    records: list[dict[str, Any]] = Field(description="Whole records, new or changed.", examples=[[RECORD]])
    gone: list[Gone] = Field(description="Records to forget.")
    next: str = Field(
        description="The `since` of the next page, now or later.", examples=["1042.5f0c9a77b1e2d3c4a5b6c7d8"]
    )
    more: bool = Field(description="Whether there is one now.")


class Change(Shape):
    """One change that was made offline."""

    key: Key = Field(description="A name of the change: sent again, it is not made again.", examples=["8c1f-17"])
    op: Literal["create", "update", "delete"] = Field(description="What was done.")
    class_name: Short = Field(examples=["Deal"])
    object_id: Short = Field(description="Of a new record, made by the client: letters, digits, - and _.")
    updated_at: AwareDatetime | None = Field(None, description="What the record bore when it was changed.")
    after: Key | None = Field(None, description="Or the key of the change, made before, that left it so.")
    fields: dict[str, Any] = Field({}, description="The fields that were set.", examples=[{"stage": "won"}])


class Changes(Shape):
    """Changes that were made offline, in their order."""

    changes: list[Change] = Field(max_length=MOST_CHANGES, description="In the order in which they were made.")


class Result(Shape):
    """What became of one change."""

    key: str = Field(description="That of the change.")
    status: Literal["done", "conflict", "refused"] = Field(description="What became of it.")
    updated_at: str | None = Field(None, description="What the record bears since it is done.")
    run: str | None = Field(None, description="The run by which it is undone.")
    fields: list[str] | None = Field(None, description="Of a conflict: what others have changed.", examples=[["stage"]])
    yours: dict[str, Any] | None = Field(None, description="Of a conflict: the fields as they were sent.")
    theirs: dict[str, Any] | None = Field(None, description="Of a conflict: the record as it is.", examples=[RECORD])
    code: str | None = Field(None, description="Why it was refused.", examples=["record_not_found"])
    error: str | None = Field(None, description="The same as a sentence.")


class Results(Shape):
    """What became of the changes."""

    results: list[Result] = Field(description="In the order of the changes.")


@router.get(
    "",
    response_model=Page,
    responses=refusals({410: "What one has cannot be continued; begin anew, without `since`."}),
)
def read_changes(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    since: Annotated[
        Annotated[Text, Field(max_length=400)], Query(description="The `next` of the page before; none to begin.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=MOST, description="Records in a page, those to forget among them.")] = 500,
) -> Response:
    """Return what you may read and have not been told yet: records that are new or changed, and records to forget.

    A record is to be forgotten when it was deleted, or when you may not read it any more. When `more` is false, you
    have all that there is; ask again with `next` whenever you like.
    """
    store = parts.workspace.store
    page = pull(store, principal, None if since in BEGINNING else since, limit)
    said = {
        "records": [_record(store.schema[name], row) for name, row in page.records],
        "gone": [{"className": name, "objectId": object_id} for name, object_id in page.gone],
        "next": page.next,
        "more": page.more,
    }
    return Response(orjson.dumps(said), media_type="application/json")


@router.post("", response_model=Results)
def send_changes(wanted: Changes, principal: WritingPrincipal, parts: CurrentParts, once: OnlyOnce) -> Response:
    """Make changes that were made offline, one after the other, each as a whole or not at all.

    What others changed meanwhile stays, unless a change is about the same fields: that is a `conflict`, and nothing of
    the change is made. Each change that is `done` is a run of its own, to be undone like any other.
    """
    store = parts.workspace.store
    return once.answer(200, lambda: Results(results=[_result(store, principal, change) for change in wanted.changes]))


def _result(store: Store, principal: Principal, change: Change) -> Result:
    try:
        done = push(store, principal, _queued(store.schema, change))
    except Differs as error:
        cls = store.schema[change.class_name]
        fields = ["ACL" if name == ACL else cls.fields[name].wire for name in error.fields]
        theirs = _record(cls, error.row)
        return Result(key=change.key, status="conflict", fields=fields, yours=change.fields, theirs=theirs)
    except StoreError as error:
        if status_of(error) >= 500:
            raise
        told = body(error)
        return Result(key=change.key, status="refused", code=told["code"], error=told["error"])
    return _done(change.key, done)


def _done(key: str, done: Done) -> Result:
    at = parse.moment(done.updated_at) if done.updated_at else None
    return Result(key=key, status="done", updated_at=at, run=done.run)


def _queued(schema: Schema, change: Change) -> Queued:
    """Return a change as the store takes it.

    Raises:
        InvalidValues: There is no such field, or its value is none.
    """
    cls = schema[change.class_name]
    try:
        values = {name: value for field, said in change.fields.items() for name, value in _value(cls, field, said)}
    except Refusal as error:
        raise InvalidValues(str(error)) from None
    made_on = change.updated_at and _to_the_millisecond(change.updated_at.astimezone(UTC))
    return Queued(change.key, change.op, cls.name, change.object_id, values, made_on, change.after)


def _value(cls: Class, name: str, said: Any) -> list[tuple[str, Any]]:
    """Return a field and its value, or nothing of what clients send along and the server sets."""
    if name == "ACL":
        return [(ACL, parse.acl(said))]
    specs = parse.wire(cls).specs
    if name in specs:
        if is_op(said):
            raise InvalidValues(f"{name}: what the field became is sent, and no operation.")
        return [(specs[name].name, parse.decoded(cls, specs[name], said))]
    if name in IGNORED:
        return []
    raise InvalidValues(f"{cls.name} has no field {name[:100]!r}.")


def _to_the_millisecond(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _record(cls: Class, row: dict[str, Any]) -> dict[str, Any]:
    return {"className": cls.name, **parse.encoded(parse.wire(cls), row)}
