"""A part of what a call would change, when its person has approved only that."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from store.changes import Change
from store.rows import Row, image_row
from tools.present import differences, one
from tools.tool import Context, Outcome, Tool, Work, check_same

NOTE = "The person approved only a part. What is listed as not approved stays as it is; accept that."


def run_part(context: Context, tool: Tool, call: str, approved: Sequence[Change], rest: Sequence[Change]) -> Outcome:
    """Make the approved changes of a call, exactly as they were shown, and tell which ones were not approved.

    They are changes of records that are there: changed or deleted. A call of that name happens once.

    Raises:
        StoreError: They cannot be made, or the records changed since: nothing was written.
    """
    with context.store.records(context.principal, replace(context.origin, call=call), context.now) as records:
        work = Work(records, context)
        return Outcome(records.once(tool.name, lambda: _made(work, approved, rest)), work.outside)


def separable(tool: Tool, changes: Sequence[Change]) -> bool:
    """Whether some of a call's changes can be made without the others."""
    return tool.name != "undo" and all(change.what in ("updated", "deleted") for change in changes)


def _made(work: Work, approved: Sequence[Change], rest: Sequence[Change]) -> dict[str, Any]:
    deleted, updated = [], []
    for change in approved:
        cls = work.records.schema[change.cls]
        if change.after is None:
            deleted.append(one(work, cls, work.records.get(change.cls, change.object_id)))
            work.records.delete(change.cls, change.object_id)
            continue
        before, after = image_row(cls, change.before or {}), image_row(cls, change.after)
        row = work.records.update(change.cls, change.object_id, _different(before, after))
        updated.append(one(work, cls, row) | {"changed": differences(work, cls, before, row)})
    check_same(work, approved)
    made = {name: rows for name, rows in (("updated", updated), ("deleted", deleted)) if rows}
    return made | {"not_approved": [_named(work, change) for change in rest], "note": NOTE}


def _different(before: Row, after: Row) -> dict[str, Any]:
    system = {"object_id", "created_at", "updated_at"}
    return {name: value for name, value in after.items() if before.get(name) != value and name not in system}


def _named(work: Work, change: Change) -> dict[str, str]:
    title = work.records.schema[change.cls].model.title_field
    image = change.before or {}
    return {"class": change.cls.strip("_"), "id": change.object_id, "name": str(image.get(title) or "")}
