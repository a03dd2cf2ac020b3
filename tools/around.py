"""What hangs on a record: the records that point to it, and those that point to what leads to it."""

from typing import Any

from store.fields import Pointer
from store.schema import Class, Schema

Where = dict[str, Any]


def concerning(schema: Schema, cls: Class, here: Pointer) -> list[Where]:
    """Return filters on `cls`, any of which says that a record is this one or hangs on it; none if no record can.

    On a company hang its contacts and deals, and the activities with them.
    """
    found: list[Where] = [{"object_id": here.id}] if cls.name == here.cls else []
    found += [{spec.name: here} for spec in cls.fields.values() if here.cls in spec.targets]
    for field in cls.model.follows:
        found += [{field: {"matches": leading(path, here)}} for path in paths(schema, cls, field, here)]
    for other, path in schema.revealing(here.cls):
        found += [leading(path, here)] if other is cls and len(path) > 1 else []
    return found


def paths(schema: Schema, cls: Class, field: str, here: Pointer) -> list[tuple[str, ...]]:
    """Return the pointers by which the records that a field may name lead to a record."""
    targets = cls.fields[field].targets
    found: set[tuple[str, ...]] = {
        (pointer.name,) for other, pointer in schema.pointing(here.cls) if other.name in targets
    }
    found |= {path for other, path in schema.revealing(here.cls) if other.name in targets}
    return sorted(found)


def leading(path: tuple[str, ...], here: Pointer) -> Where:
    """Return the filter of records whose pointers lead to a record by a path."""
    first, *rest = path
    return {first: {"matches": leading(tuple(rest), here)} if rest else here}
