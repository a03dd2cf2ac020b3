"""What has happened to records since a person was shown what would become of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from store.changes import Change
from store.rows import Row, image_row
from tools.present import values_shown
from tools.preview import preview
from tools.tool import Context, Tool, Work


@dataclass(frozen=True, slots=True)
class Outdated:
    """A record that is not as it was shown.

    Attributes:
        shown: The fields that differ, as they were shown; nothing for a record that was not shown.
        now: The same fields as they are; nothing for a record that is gone, or may not be read any more.
    """

    cls: str
    id: str
    name: str
    shown: dict[str, Any] | None
    now: dict[str, Any] | None


def outdated(context: Context, changes: Sequence[Change]) -> list[Outdated]:
    """Return those of the records of some changes that are not any more as they were before them."""
    with context.store.reading(context.principal, context.origin, context.now) as records:
        work = Work(records, context)
        return [one for change in changes if (one := _difference(work, change)) is not None]


def added(
    context: Context, call: str, tool: Tool, arguments: dict[str, Any], shown: Sequence[Change]
) -> list[Outdated]:
    """Return the records that a call would change, too, if it were made now."""
    (found,) = preview(context, [(call, tool, arguments)])
    known = {(change.cls, change.object_id) for change in shown}
    with context.store.reading(context.principal, context.origin, context.now) as records:
        new = (change for change in found.changes if (change.cls, change.object_id) not in known)
        return list(_unknown(Work(records, context), new))


def _difference(work: Work, change: Change) -> Outdated | None:
    if change.before is None:
        return None
    cls = work.records.schema[change.cls]
    was = image_row(cls, change.before)
    name = str(was.get(cls.model.title_field) or "")
    now = work.records.get_many(change.cls, [change.object_id]).get(change.object_id)
    if now is None:
        return Outdated(change.cls, change.object_id, name, _fields(work, was, was, list(cls.fields))[0], None)
    names = [field for field in cls.fields if field in now and now[field] != was.get(field)]
    if not names and now["updated_at"] == was["updated_at"]:
        return None
    return Outdated(change.cls, change.object_id, name, *_fields(work, was, now, names))


def _fields(work: Work, was: Row, now: Row, names: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    pairs = values_shown(work, {name: (was[name], now[name]) for name in names if name in was})
    return {name: old for name, (old, _) in pairs.items()}, {name: new for name, (_, new) in pairs.items()}


def _unknown(work: Work, changes: Iterator[Change]) -> Iterator[Outdated]:
    for change in changes:
        cls = work.records.schema[change.cls]
        row = image_row(cls, change.before or change.after or {})
        name = str(row.get(cls.model.title_field) or "")
        yield Outdated(change.cls, change.object_id, name, None, _fields(work, row, row, [cls.model.title_field])[1])
