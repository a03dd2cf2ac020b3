"""Tools that show one record: the whole of it, its timeline, and what was changed on it."""

from typing import Any

from pydantic import Field

from store.changes import Change
from store.errors import RecordNotFound
from store.fields import Pointer
from store.rows import Row
from store.schema import Class, Schema
from tools.around import concerning
from tools.described import described
from tools.figures import class_argument, class_named
from tools.moments import shown
from tools.present import one, present
from tools.records import Name, Run, arguments
from tools.targets import resolve, resolve_pointer
from tools.tool import Effect, Tool, Work

MOST = 200


def reading_tools(schema: Schema) -> list[Tool]:
    """Return `get_record`, `timeline` and `history`."""
    return [
        _get(schema),
        *(_timeline(schema, cls) for cls in schema.classes.values() if cls.model.done_field),
        _history(schema),
    ]


def _which(schema: Schema) -> dict[str, Any]:
    return {
        "of_class": (class_argument(schema), Field(alias="class")),
        "target": (Name, Field(description="Name or id")),
    }


def _get(schema: Schema) -> Tool:
    def get(work: Work, wanted: Any) -> dict[str, Any]:
        cls = class_named(schema, wanted.of_class)
        row = resolve(work.records, cls.name, wanted.target)
        times = {
            name: shown(row[name], work.records.principal.time_zone)
            for name in ("created_at", "updated_at")
            if name in row
        }
        return one(work, cls, row, long=True) | times

    return Tool(
        "get_record", "Show one record with its notes.", arguments("GetRecord", _which(schema)), Effect.READ, get
    )


def _timeline(schema: Schema, doing: Class) -> Tool:
    """Return the tool for what was done and is planned, of the class whose records are done at a moment."""
    members = _which(schema) | {
        "limit": (int, Field(20, ge=1, le=MOST)),
        "long": (bool, Field(False, description="Show long text")),
    }
    due, done = doing.model.due_field or "created_at", doing.model.done_field or ""

    def timeline(work: Work, wanted: Any) -> dict[str, Any]:
        cls = class_named(schema, wanted.of_class)
        row = resolve(work.records, cls.name, wanted.target)
        around = concerning(schema, doing, Pointer(cls.name, row["object_id"]))
        here = {"any_of": around or [{"object_id": row["object_id"]}]}
        ways = {"past": ({"empty": False}, f"-{done}"), "planned": ({"empty": True}, due)}
        result: dict[str, Any] = {"record": one(work, cls, row)}
        for word, (filled, order) in ways.items():
            where = here | {done: filled}
            rows = work.records.find(doing.name, where, order=[order], limit=wanted.limit, empties_last=True)
            result[word] = present(work, doing, rows, long=wanted.long)
            result[f"{word}_total"] = work.records.count(doing.name, where)
        return result

    name = "timeline" if doing.name == "Activity" else f"timeline_{doing.plural}"
    what = f"{doing.plural.capitalize()} around a record: past, planned."
    return Tool(name, what, arguments("Timeline", members), Effect.READ, timeline)


def _history(schema: Schema) -> Tool:
    members: dict[str, Any] = {
        "of_class": (class_argument(schema) | None, Field(None, alias="class")),
        "target": (Name | None, None),
        "run": (Run | None, None),
        "user": (str | None, Field(None, max_length=200)),
        "limit": (int, Field(20, ge=1, le=MOST)),
    }

    def history(work: Work, wanted: Any) -> dict[str, Any]:
        record = None
        if wanted.target:
            record = _meant(work, wanted.of_class, wanted.target)
        user = resolve_pointer(work.records, ["_User"], wanted.user).id if wanted.user else None
        found = work.records.history(record, run=wanted.run or None, user=user, limit=wanted.limit + 1)
        rows = [row for row in found[: wanted.limit] if user in (None, row["user"])]  # of others a rep sees nothing
        who = work.records.get_many("_User", sorted({row["user"] for row in rows}))
        result: dict[str, Any] = {"changes": [_change(work, row, who) for row in rows]}
        return (
            result if len(found) <= wanted.limit else result | {"note": f"The latest {wanted.limit}; there are more."}
        )

    what = "Who changed what when; latest first."
    return Tool("history", what, arguments("History", members), Effect.READ, history)


def _meant(work: Work, of_class: str | None, target: str) -> Pointer:
    """Return the record that is named; one that is gone is known by its class and id alone."""
    schema = work.records.schema
    names = [class_named(schema, of_class).name] if of_class else list(schema.classes)
    try:
        return resolve_pointer(work.records, names, target)
    except RecordNotFound:
        if not of_class:
            raise
        return Pointer(names[0], target)


def _change(work: Work, row: Any, who: dict[str, Row]) -> dict[str, Any]:
    change = Change(row["cls"], row["object_id"], row["before"], row["after"])
    said = {
        "at": shown(row["at"], work.records.principal.time_zone),
        "who": who[row["user"]]["username"] if row["user"] in who else row["user"],
        "door": row["door"],
    }
    return said | described(work, change) | ({"run": row["run"]} if row["run"] else {})
