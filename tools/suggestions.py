"""What somebody who types a name may mean: records, each with a word on what tells it from others of its name."""

from collections.abc import Sequence
from typing import Any

from store.fields import Pointer
from store.names import words
from store.records import Records
from store.rows import Row
from store.schema import Class
from store.suggestions import Suggestion
from tools.present import names
from tools.tool import Work

MOST_SAID = 2
"""Parts of the word on a record."""


def suggestions(work: Work, text: str, classes: Sequence[str], limit: int) -> list[dict[str, Any]]:
    """Return readable records that may be meant, the likeliest first, as `{class, id, name, detail}`.

    Before anything is typed they are those that changed last; people, if they are wanted, in the order of names.

    Args:
        work: The call at work.
        text: What was typed so far.
        classes: Those to look in; all when there are none.
        limit: How many at most.
    """
    records, schema = work.records, work.records.schema
    found = records.suggested(text, classes, limit=limit) if words(text) else _latest(records, classes, limit)
    rows: dict[tuple[str, str], Row] = {}
    for name in {one.cls for one in found}:
        known = records.get_many(name, [one.id for one in found if one.cls == name])
        rows |= {(name, object_id): row for object_id, row in known.items()}
    parts = {key: _parts(schema[key[0]], row) for key, row in rows.items()}
    named = names(work, [part for several in parts.values() for part in several if isinstance(part, Pointer)])
    return [
        {
            "class": one.cls.strip("_"),
            "id": one.id,
            "name": one.name,
            "detail": ", ".join(_said(parts[one.cls, one.id], named)),
        }
        for one in found
        if (one.cls, one.id) in rows
    ]


def _latest(records: Records, classes: Sequence[str], limit: int) -> list[Suggestion]:
    wanted = [
        cls for cls in records.schema.classes.values() if cls.name in classes or not (classes or cls.model.public)
    ]
    rows: list[tuple[Class, Row]] = []
    for cls in wanted:
        order = [cls.model.title_field] if cls.model.public else ["-updated_at"]
        rows += [(cls, row) for row in records.find(cls.name, order=order, limit=limit)]
    if not any(cls.model.public for cls in wanted):  # when others changed is not for everybody to see
        rows.sort(key=lambda one: one[1]["updated_at"], reverse=True)
    named = [Suggestion(cls.name, row["object_id"], str(row[cls.model.title_field] or "")) for cls, row in rows]
    return named[:limit]


def _parts(cls: Class, row: Row) -> list[Any]:
    """Return what can be said of a record: its listed values, then what it points to, but not its users."""
    specs = [spec for spec in cls.fields.values() if row.get(spec.name) and spec.targets != ("_User",)]
    listed = [row[spec.name] for spec in specs if spec.choices]
    return [*listed, *(row[spec.name] for spec in specs if spec.targets)]


def _said(parts: Sequence[Any], named: dict[Pointer, str]) -> list[str]:
    said = [named.get(part, "") if isinstance(part, Pointer) else str(part) for part in parts]
    return [word for word in said if word][:MOST_SAID]
