"""Changes: the audit trail, and taking back what a run changed."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.http.dependencies import DOOR, CurrentParts, CurrentPrincipal, Parts, RunId, WritingPrincipal
from api.http.once import OnlyOnce
from api.http.shapes import Count, Moment, Number, Shape, Text, called, refusals, wired
from store import runs
from store.changes import Change, Origin
from store.errors import InvalidValues
from store.fields import Pointer
from store.principal import Principal
from store.schema import Schema
from tools import all_tools
from tools.described import described
from tools.tool import Work

router = APIRouter(prefix="/api", tags=["Changes"])

Short = Annotated[Text, Query(max_length=100)]


class Who(Shape):
    """A user, as others see him."""

    id: str = Field(examples=["a1B2c3D4e5"])
    name: str = Field(examples=["Ann Lee"])


class Written(Shape):
    """One change of one record."""

    seq: int = Field(description="Its place in the change log; later changes have greater ones.")
    at: Moment
    user: Who
    door: str = Field(description="Through which door it came.", examples=["http"])
    run: str | None = Field(description="The run that made it; it can be undone as a whole.")
    cls: str = Field(alias="class", examples=["Deal"])
    id: str = Field(examples=["a1B2c3D4e5"])
    name: str = Field(examples=["Globex renewal"])
    what: str = Field(description="created, updated, shared or deleted", examples=["updated"])
    fields: dict[str, Any] = Field(
        description="Field → `from`, `to`; of long text only that it changed.",
        examples=[{"stage": {"from": "lead", "to": "won"}}],
    )


class ChangePage(Shape):
    """Some changes."""

    changes: list[Written] = Field(description="The latest first.")
    before: int | None = Field(description="Where the page of earlier changes begins, if there are any.")


class Undo(Shape):
    """How to undo."""

    preview: bool = Field(False, description="Only tell what it would do.")


class Step(Shape):
    """What undo does with one record."""

    cls: str = Field(alias="class", examples=["Deal"])
    id: str = Field(examples=["a1B2c3D4e5"])
    name: str = Field(examples=["Globex renewal"])
    what: str = Field(description="restored or removed", examples=["restored"])
    changed: dict[str, Any] = Field(
        {}, description="Field → `from`, `to`.", examples=[{"stage": {"from": "won", "to": "lead"}}]
    )


class Undone(Shape):
    """What undo did, or would do."""

    run: str | None = Field(description="The run that took the other one back; none for a preview.")
    records: list[Step] = Field(description="What was taken back; for a preview, what would be.")
    conflicts: list[Step] = Field(description="For a preview: what was changed since, so that nothing would be undone.")


@router.get("/changes")
def list_changes(
    principal: CurrentPrincipal,
    parts: CurrentParts,
    of_class: Annotated[
        Short | None, Query(alias="class", description="Class of the record.", examples=["Deal"])
    ] = None,
    object_id: Annotated[Short | None, Query(alias="id", description="Id of the record; needs `class`.")] = None,
    run: Annotated[Short | None, Query(description="Only of this run.")] = None,
    user: Annotated[Short | None, Query(description="Only by the user of this id; `me` is oneself.")] = None,
    limit: Annotated[Count, Query()] = 50,
    before: Annotated[Number | None, Query(description="Only changes with a smaller `seq`: the next page.")] = None,
) -> ChangePage:
    """Return who changed what, when, and through which door; the latest first.

    Who may read a record may read its history. Of the rest you see your own changes; a manager sees all.
    """
    store = parts.workspace.store
    record = _record(store.schema, of_class, object_id)
    wanted = principal.user if user == "me" else user
    origin = Origin(DOOR)
    with store.reading(principal, origin) as records:
        found = records.history(record, run=run, user=wanted, limit=limit + 1, before=before)
        rows = [row for row in found[:limit] if wanted in (None, row["user"])]  # of others a salesperson sees nothing
        who = records.get_many("_User", sorted({row["user"] for row in rows}))
        work = Work(records, parts.context(principal, origin))
        return ChangePage(
            changes=[_written(work, row, who) for row in rows],
            before=rows[-1]["seq"] if rows and len(found) > limit else None,
        )


@router.post(
    "/runs/{run}/undo",
    response_model=Undone,
    responses=refusals(
        {
            404: "There is no such run that you may undo, or it is undone already.",
            409: "Somebody changed `records` since; nothing was undone.",
        }
    ),
)
def undo_run(
    run: RunId, principal: WritingPrincipal, parts: CurrentParts, once: OnlyOnce, wanted: Undo | None = None
) -> Response:
    """Take back all that a run changed: each record returns to what it was before. All or nothing."""
    preview = wanted is not None and wanted.preview
    return once.answer(200, lambda: (_preview if preview else _undone)(parts, principal, run))


def _preview(parts: Parts, principal: Principal, run: str) -> Undone:
    schema = parts.workspace.store.schema
    told = _undo(parts, principal, Origin(DOOR), run, preview=True)
    steps, conflicts = (_steps(schema, told[name]) for name in ("would_undo", "conflicts"))
    return Undone(run=None, records=steps, conflicts=conflicts)


def _undone(parts: Parts, principal: Principal, run: str) -> Undone:
    with runs.running(parts.workspace.store, principal, DOOR) as origin:
        told = _undo(parts, principal, origin, run, preview=False)
    return Undone(run=origin.run, records=_steps(parts.workspace.store.schema, told["undone"]), conflicts=[])


def _undo(parts: Parts, principal: Principal, origin: Origin, run: str, *, preview: bool) -> dict[str, Any]:
    tool = all_tools(parts.workspace.store.schema)["undo"]
    result: dict[str, Any] = tool(parts.context(principal, origin), {"run": run, "preview": preview})
    return result


def _record(schema: Schema, of_class: str | None, object_id: str | None) -> Pointer | None:
    """Return the record that is asked for.

    Raises:
        UnknownClass: There is no such class.
        InvalidValues: Only one of class and id is given.
    """
    if of_class is None and object_id is None:
        return None
    if of_class is None or object_id is None:
        raise InvalidValues("A record is named by both its class and its id.")
    return Pointer(called(schema, of_class).name, object_id)


def _written(work: Work, row: Mapping[str, Any], who: Mapping[str, Mapping[str, Any]]) -> Written:
    change = described(work, Change(row["cls"], row["object_id"], row["before"], row["after"]))
    user = row["user"]
    return Written(
        seq=row["seq"],
        at=row["at"],
        user=Who(id=user, name=who[user]["username"] if user in who else user),
        door=row["door"],
        run=row["run"],
        cls=change["class"],
        id=change["id"],
        name=change["name"],
        what=change["what"],
        fields=wired(work.records.schema, change["class"], change.get("fields", {})),
    )


def _steps(schema: Schema, rows: list[dict[str, Any]]) -> list[Step]:
    kept = ("class", "id", "name", "what")
    return [
        Step(**{name: row[name] for name in kept}, changed=wired(schema, row["class"], row.get("changed", {})))
        for row in rows
    ]
