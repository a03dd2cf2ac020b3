"""Tools that read and change records, derived from a class."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Annotated, Any

from pydantic import AfterValidator, Field, create_model

from store.errors import InvalidValues
from store.fields import Spec
from store.rows import Row
from store.schema import Class, Schema
from store.values import check_text
from tools import filters, said
from tools.along import along, goes_along, hanging
from tools.moments import span
from tools.present import differences, one, present
from tools.targets import resolve
from tools.tool import Arguments, Effect, Tool, Work

MOST_TARGETS = 200
MOST_SHOWN = 200
Name = Annotated[str, Field(max_length=500)]
"""An id, or how people call a record."""
Run = Annotated[str, Field(max_length=100), AfterValidator(partial(check_text, "run"))]
"""The name of a run of the assistant."""


def arguments(name: str, members: Mapping[str, Any]) -> type[Arguments]:
    """Return a model of a tool's arguments."""
    return create_model(name, __base__=Arguments, **members)


def class_tools(schema: Schema, cls: Class) -> list[Tool]:
    """Return the tools of one class, built-in or added. Users are only found: they are managed elsewhere."""
    if cls.model.managed:
        return [_find(schema, cls)]
    return [_find(schema, cls), _create(cls), _update(cls), _delete(schema, cls)]


def _find(schema: Schema, cls: Class) -> Tool:
    doing = next((other for other, _ in schema.pointing(cls.name) if other.model.done_field), None)
    members: dict[str, Any] = {
        "where": filters.where_argument(cls),
        "order": (list[str], Field(default_factory=list, max_length=5, description="-x: descending")),
        "limit": (int, Field(20, ge=1, le=MOST_SHOWN)),
        "offset": (int, Field(0, ge=0)),
    }
    if not cls.model.managed:
        members["long"] = (bool, Field(False, description="Show long text"))
    if doing and cls.model.done_field is None and not cls.model.managed:
        quiet = Field(None, description="Nothing done since", max_length=100)
        members["quiet_since"] = (str | None, quiet)
        members["no_next_step"] = (bool, False)

    def find(work: Work, wanted: Any) -> dict[str, Any]:
        parts = [filters.conditions(work.records, cls, wanted.where)]
        if doing and (since := getattr(wanted, "quiet_since", None)):
            parts.append(_quiet(work, schema, cls, doing, since))
        if doing and getattr(wanted, "no_next_step", False):
            parts.append(_no_next_step(cls, schema, doing))
        where = {"all_of": parts}
        order = [_ordered(cls, field) for field in wanted.order] or _usual(cls)
        rows = work.records.find(
            cls.name, where, order=order, limit=wanted.limit, offset=wanted.offset, empties_last=True
        )
        total = work.records.count(cls.name, where) if len(rows) == wanted.limit or wanted.offset else len(rows)
        found = {
            "records": present(work, cls, rows, long=getattr(wanted, "long", False)),
            "shown": len(rows),
            "total": total,
        }
        return found if len(rows) == total else found | {"note": f"{len(rows)} of {total}"}

    what = f"Find {cls.plural}. {re.split('[,:.]', cls.model.__doc__ or '')[0].strip()}."  # what it is, in a few words
    return Tool(f"find_{cls.plural}", what, arguments(f"Find{cls.name}", members), Effect.READ, find)


def _create(cls: Class) -> Tool:
    fields = {spec.name: said.argument(spec, required=spec.required) for spec in said.writable(cls)}

    def create(work: Work, wanted: Any) -> dict[str, Any]:
        values = said.values(work.records, cls, wanted.model_dump(exclude_unset=True))
        row = work.records.create(cls.name, {name: value for name, value in values.items() if value is not None})
        return one(work, cls, row) | {"created": True}

    what = f"Add one {cls.word}."
    return Tool(f"create_{cls.word}", what, arguments(f"Create{cls.name}", fields), Effect.WRITE, create)


def _update(cls: Class) -> Tool:
    fields = {spec.name: said.argument(spec, required=False, hinted=False) for spec in said.writable(cls)}
    optional = [spec.name for spec in said.writable(cls) if not spec.filled]
    longs = [spec.name for spec in said.writable(cls) if spec.long]
    members: dict[str, Any] = {
        "targets": _targets(),
        "set": (arguments(f"{cls.name}Changes", fields) | None, None),
        "clear": (list[str], Field(default_factory=list, max_length=len(fields))),
    }
    if longs:
        added = dict.fromkeys(longs, (str | None, None))
        members["append"] = (arguments(f"{cls.name}Additions", added) | None, None)

    def update(work: Work, wanted: Any) -> dict[str, Any]:
        rows = _resolved(work, cls, wanted.targets)
        values = said.values(work.records, cls, _set(wanted.set))
        added = _set(getattr(wanted, "append", None))
        cleared = [filters.column(cls, name)[0] for name in wanted.clear]
        if wrong := [name for name in cleared if name not in optional]:
            raise InvalidValues(f"{wrong[0]} cannot be emptied; of a {cls.word} these can: {', '.join(optional)}.")
        if twice := [name for name, times in Counter([*values, *added, *set(cleared)]).items() if times > 1]:
            raise InvalidValues(f"{twice[0]}: say one of set, clear and append.")
        if not values and not added and not cleared:
            raise InvalidValues("Say what to set, clear or append.")
        values |= dict.fromkeys(cleared)
        return {"updated": [_updated(work, cls, row, values | _appended(row, added)) for row in rows]}

    what = f"Change {cls.plural}."
    return Tool(f"update_{cls.plural}", what, arguments(f"Update{cls.name}", members), Effect.WRITE, update)


def _updated(work: Work, cls: Class, row: Row, values: Mapping[str, Any]) -> dict[str, Any]:
    after = work.records.update(cls.name, row["object_id"], values)
    return one(work, cls, after) | {"changed": differences(work, cls, row, after)}


def _delete(schema: Schema, cls: Class) -> Tool:
    members: dict[str, Any] = {"targets": _targets()}
    hangs = [giver for giver, path in schema.revealing(cls.name) if len(path) == 1]
    if hangs:
        words = " and ".join(giver.plural for giver in hangs)
        members["with_deals"] = (bool, Field(True, description=f"And {words} that are only its"))

    def delete(work: Work, wanted: Any) -> dict[str, Any]:
        rows = _resolved(work, cls, wanted.targets)
        others = hanging(work.records, cls, rows) if getattr(wanted, "with_deals", False) else []
        gone = [(cls, rows), *others]
        follow = [part for kind, some in gone for part in along(work.records, kind, some)]
        gone += [(kind, some) for kind, some, _ in follow if some]
        deleted, *went = [present(work, kind, some) for kind, some in gone]
        for kind, some in reversed(gone):  # what is read only through another record goes before it
            for row in some:
                work.records.delete(kind.name, row["object_id"])
        stay = sum(number for _, _, number in follow)
        result = {"deleted": deleted, "along": [record for records in went for record in records]}
        return result | ({"note": f"{stay} that others made stay, without it"} if stay else {})

    words = " and ".join(other.plural for other in along_classes(schema, cls))
    what = f"Delete {cls.plural}, with their {words}." if words else f"Delete {cls.plural}."
    return Tool(f"delete_{cls.plural}", what, arguments(f"Delete{cls.name}", members), Effect.DESTRUCTIVE, delete)


def along_classes(schema: Schema, cls: Class) -> list[Class]:
    """Return the classes whose records go along when a record of `cls` is deleted."""
    return list(dict.fromkeys(other for other, spec in schema.pointing(cls.name) if goes_along(other, spec)))


def _targets() -> tuple[Any, Any]:
    described = Field(description="Ids or names", min_length=1, max_length=MOST_TARGETS)
    return list[Name], described


def _resolved(work: Work, cls: Class, targets: Sequence[str]) -> list[Row]:
    """Return the records that are meant, each once, also when it was named twice."""
    rows = [resolve(work.records, cls.name, target) for target in dict.fromkeys(targets)]
    return list({row["object_id"]: row for row in rows}.values())


def _set(part: Arguments | None) -> dict[str, Any]:
    given = part.model_dump(exclude_unset=True) if part else {}
    return {name: value for name, value in given.items() if value is not None}


def _appended(row: Row, added: Mapping[str, str]) -> dict[str, str]:
    return {name: f"{row[name]}\n{text}" if row.get(name) else text for name, text in added.items()}


def _ordered(cls: Class, said_field: str) -> str:
    """Return a field to order by, named as in Python or on the wire."""
    name, _ = filters.column(cls, said_field.removeprefix("-"))
    return f"-{name}" if said_field.startswith("-") else name


def _usual(cls: Class) -> list[str]:
    """Return the order of a list that asked for none: what is due first, or else by name."""
    return [cls.model.due_field or cls.model.title_field]


def _pointer_to(cls: Class, schema: Schema, doing: Class) -> Spec:
    return next(spec for other, spec in schema.pointing(cls.name) if other is doing)


def _quiet(work: Work, schema: Schema, cls: Class, doing: Class, since: str) -> dict[str, Any]:
    """Return the filter of records with which nothing was done since a day."""
    first, _ = span("quiet_since", since, work.records.principal.time_zone)
    done = {"class": doing.name, "by": _pointer_to(cls, schema, doing).name}
    recent = {doing.model.done_field: {"at_least": first}}
    return {"lacks": done | {"where": recent}}


def _no_next_step(cls: Class, schema: Schema, doing: Class) -> dict[str, Any]:
    planned = {doing.model.done_field: {"empty": True}}
    return {"lacks": {"class": doing.name, "by": _pointer_to(cls, schema, doing).name, "where": planned}}
