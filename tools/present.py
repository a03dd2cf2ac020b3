"""Records as tools return them: JSON values, pointers with names, moments in the principal's time zone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from store.fields import Pointer
from store.rows import Row
from store.schema import Class
from tools.moments import shown
from tools.tool import Work

EXACT = 2**53
"""From here on a float skips whole numbers (IEEE 754)."""
Shown = dict[str, Any]
"""A record as a tool returns it: `class`, `id`, and its fields in snake_case, first the one that people call it by;
empty ones are left out."""


def present(work: Work, cls: Class, rows: Sequence[Row], *, long: bool = False) -> list[Shown]:
    """Return records with the names of what they point to. Pointers to what is gone or hidden are left out.

    Args:
        long: Show long text too; if any of it comes from outside, the call counts as having read it.
    """
    named = names(work, [value for row in rows for value in row.values() if isinstance(value, Pointer)])
    found = []
    for row in rows:
        short: Shown = {"class": cls.name.strip("_"), "id": row["object_id"]}
        for name in dict.fromkeys((cls.model.title_field, *row)):
            spec, value = cls.fields.get(name), row.get(name)
            if spec is None or value is None or value == "" or (spec.long and not long):
                continue
            if spec.outside:
                work.outside = True
            if (said := _shown(work, value, named)) is not None:
                short[name] = said
        found.append(short)
    return found


def one(work: Work, cls: Class, row: Row, *, long: bool = False) -> Shown:
    """Return one record."""
    return present(work, cls, [row], long=long)[0]


def differences(work: Work, cls: Class, before: Row, after: Row) -> dict[str, dict[str, Any]]:
    """Return the fields that differ, as `{field: {"from": …, "to": …}}`; of long text only that it changed."""
    changed = {name: (before.get(name), after.get(name)) for name in cls.fields if before.get(name) != after.get(name)}
    return {
        name: {"changed": True} if cls.fields[name].long else {"from": old, "to": new}
        for name, (old, new) in values_shown(work, changed).items()
    }


def values_shown(work: Work, pairs: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    """Return pairs of values as people read them: a record by its name, empty when it is gone or hidden."""
    named = names(work, [value for pair in pairs.values() for value in pair if isinstance(value, Pointer)])
    return {key: (_said(work, old, named), _said(work, new, named)) for key, (old, new) in pairs.items()}


def names(work: Work, pointers: Iterable[Pointer]) -> dict[Pointer, str]:
    """Return the names of those records that may be read."""
    ids: dict[str, set[str]] = {}
    for pointer in pointers:
        ids.setdefault(pointer.cls, set()).add(pointer.id)
    found = {}
    for name, wanted in ids.items():
        title = work.records.schema[name].model.title_field
        for object_id, row in work.records.get_many(name, sorted(wanted)).items():
            found[Pointer(name, object_id)] = str(row[title] or "")
    return found


def _shown(work: Work, value: Any, named: dict[Pointer, str]) -> Any:
    if isinstance(value, Pointer):
        return {"class": value.cls.strip("_"), "id": value.id, "name": named[value]} if value in named else None
    if isinstance(value, datetime):
        return shown(value, work.records.principal.time_zone)
    if isinstance(value, float):
        return plain(value)
    return value


def _said(work: Work, value: Any, named: dict[Pointer, str]) -> Any:
    if isinstance(value, Pointer):
        return named.get(value)
    return _shown(work, value, named)


def plain(number: float) -> float | int:
    """Return a whole number without its point; one too large to be exact stays as it is."""
    return int(number) if number.is_integer() and abs(number) < EXACT else number
