"""Live queries: whether a record as it was, is or becomes meets a condition, and may be read.

They ask SQL, not a second interpreter: a common table expression that has a table's name hides the table in the whole
statement, on SQLite and on PostgreSQL alike. So the condition and the gate's are run against an image as they are.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    CTE,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    bindparam,
    cast,
    select,
    table,
    text,
    type_coerce,
    union_all,
)

from store import grants
from store.changes import Change, Image
from store.prepared import Prepared
from store.rows import Row, from_image, to_image
from store.schema import Class, Schema
from store.tables import GRANTEE, ID

GRANTS = {
    "sqlite": "SELECT :{0}_object_id AS object_id, json_extract(value, '$[0]') AS grantee,"
    " json_extract(value, '$[1]') AS can_read, json_extract(value, '$[2]') AS can_write FROM json_each(:{0}_acl)",
    "postgresql": "SELECT CAST(:{0}_object_id AS varchar) AS object_id, value->>0 AS grantee,"
    " CAST(value->>1 AS boolean) AS can_read, CAST(value->>2 AS boolean) AS can_write"
    " FROM jsonb_array_elements(CAST(:{0}_acl AS jsonb))",
}
"""The ACL of an image as rows."""


@dataclass(frozen=True, slots=True)
class Met:
    """What holds for a record: that it may be read, and that it meets the condition."""

    readable: bool = False
    matches: bool = False

    @property
    def both(self) -> bool:
        """Whether it is one of those that were asked for."""
        return self.readable and self.matches


class Asked:
    """What is asked of a record, by all who ask the same; who they are is told with each question."""

    def __init__(self, cls: Class, readable: ColumnElement[bool], matches: ColumnElement[bool]) -> None:
        self._whole: Any = select(readable.label("readable"), matches.label("matches")).select_from(cls.table)
        self._kept: dict[tuple[str, str], Prepared] = {}

    def prepared(self, key: str, dialect: Dialect, build: Callable[[Any], Select[Any]]) -> Prepared:
        """Return the statement that `build` makes of the question, made once."""
        if (key, dialect.name) not in self._kept:
            self._kept[key, dialect.name] = Prepared(build(self._whole), dialect)
        return self._kept[key, dialect.name]


class Listening:
    """What one principal wants to hear about the records of one class."""

    def __init__(
        self,
        schema: Schema,
        cls: Class,
        asked: Asked,
        values: Mapping[str, Any],
        seen: Callable[[Class, Mapping[str, Any], list[tuple[str, bool, bool]]], Row],
        *,
        has_pattern: bool,
    ) -> None:
        """Take the class, what is asked and its values, how a row is shown, and whether asking may take long."""
        self.cls = cls
        self.has_pattern = has_pattern
        self._schema = schema
        self._asked = asked
        self._values = values
        self._seen = seen

    def row(self, image: Image) -> Row:
        """Return the record that an image keeps, as the principal sees it, with its ACL."""
        return self._seen(self.cls, from_image(self.cls, image), [(g, r, w) for g, r, w in image["acl"]])

    def meets(self, connection: Connection, image: Image | None) -> Met:
        """Return what holds for a record as an image keeps it."""
        if image is None:
            return Met()
        statement = self._asked.prepared(
            "", connection.dialect, lambda whole: whole.add_cte(*_alone(connection, self.cls))
        )
        return self._met(connection, statement, _bound("one", self.cls, image))

    def meets_beside(self, connection: Connection, object_id: str, change: Change, *, before: bool) -> Met:
        """Return what holds for a record of the class, had a record of another class not changed, or since it has."""
        other, image = self._schema[change.cls], change.before if before else change.after

        def beside(whole: Select[Any]) -> Select[Any]:
            here = self.cls.table.c.object_id == bindparam("here", type_=ID)
            return whole.where(here).add_cte(*_instead(connection, other, gone=image is None))

        statement = self._asked.prepared(f"{other.name} {image is None}", connection.dialect, beside)
        values = {"here": object_id, "gone": change.object_id}
        return self._met(connection, statement, values | (_bound("one", other, image) if image else {}))

    def _met(self, connection: Connection, statement: Prepared, values: Mapping[str, Any]) -> Met:
        found = statement.rows(connection, {**self._values, **values})
        return Met(bool(found[0]["readable"]), bool(found[0]["matches"])) if found else Met()


def _alone(connection: Connection, cls: Class) -> list[CTE]:
    """Return an image and its ACL, in place of all records of the class."""
    grants = text(GRANTS[connection.dialect.name].format("one")).columns(*_acl_columns())
    return [_one(connection, cls).cte(cls.table.name), grants.cte(cls.acl.name)]


def _instead(connection: Connection, cls: Class, *, gone: bool) -> list[CTE]:
    """Return the records of the class, an image in place of one of them; or without that one."""
    found = []
    for kept, image in (
        (cls.table, _one(connection, cls)),
        (cls.acl, text(GRANTS[connection.dialect.name].format("one")).columns(*_acl_columns())),
    ):
        # SQLite would take the bare name for the expression itself.
        schema = "main" if connection.dialect.name == "sqlite" else None
        real = table(kept.name, *(Column(c.name, c.type) for c in kept.c), schema=schema)
        others = select(*real.c).where(real.c.object_id != bindparam("gone", type_=ID))
        whole: Any = others if gone else union_all(others, select(*image.subquery().c) if kept is cls.acl else image)
        found.append(whole.cte(kept.name).prefix_with("NOT MATERIALIZED", dialect="postgresql"))
    return found


def _one(connection: Connection, cls: Class) -> Select[Any]:
    return select(*(_typed(connection, c).label(c.name) for c in cls.table.c))


def _typed(connection: Connection, column: Any) -> ColumnElement[Any]:
    """Return a value of a column: PostgreSQL must be told its type, and SQLite would change a moment by a cast."""
    value: Any = bindparam(f"one_{column.name}", type_=column.type)
    return cast(value, column.type) if connection.dialect.name == "postgresql" else type_coerce(value, column.type)


def _acl_columns() -> list[Any]:
    return [
        Column("object_id", ID),
        Column("grantee", GRANTEE),
        Column("can_read", Boolean),
        Column("can_write", Boolean),
    ]


def _bound(prefix: str, cls: Class, image: Image) -> dict[str, Any]:
    values = {f"{prefix}_{name}": value for name, value in from_image(cls, image).items()}
    return values | {f"{prefix}_acl": json.dumps(image["acl"])}


@dataclass(frozen=True, slots=True)
class Heard:
    """What happened to a record, as who listens may know it."""

    op: Literal["create", "update", "enter", "leave", "delete"]
    row: Row
    """As it became; as it was, where it is gone from view."""
    was: Row | None = None
    """As it was, unless it could not be seen."""


def own(connection: Connection, listening: Listening, change: Change) -> Heard | None:
    """Return what a change of a record is to who listens to records of its class."""
    was, now = (listening.meets(connection, image) for image in (change.before, change.after))
    op = _op(was, now, change)
    before = listening.row(change.before) if change.before is not None and was.readable else None
    after = listening.row(change.after) if change.after is not None and now.readable else None
    row = after or before
    if op is None or row is None or (op == "update" and before == after):
        return None
    return Heard(op, row, before)


def beside(connection: Connection, listening: Listening, image: Image, change: Change) -> Heard | None:
    """Return what a change of another record is to who listens to records that it reveals or hides."""
    was, now = (
        listening.meets_beside(connection, image["object_id"], change, before=before) for before in (True, False)
    )
    if was.both == now.both:
        return None
    row = listening.row(image)
    return Heard("enter", row) if now.both else Heard("leave", row, row)


def _op(was: Met, now: Met, change: Change) -> Literal["create", "update", "enter", "leave", "delete"] | None:
    if change.before is None:
        return "create" if now.both else None
    if change.after is None:
        return "delete" if was.both else None
    if was.both:
        return "update" if now.both else "leave"
    return "enter" if now.both else None


def current(connection: Connection, cls: Class, object_id: str) -> Image | None:
    """Return the image of a record as it is; nothing when it is gone."""
    row = _row(connection, cls, object_id)
    return None if row is None else to_image(row, grants.of(connection, cls, row))


def affected(connection: Connection, schema: Schema, change: Change, *, most: int = 1_000) -> list[tuple[str, str]]:
    """Return records, as class and id, that a changed one may have revealed or hidden, at most so many.

    Those that its class reveals, what follows these and it, and so on. A change of nothing that the rules look at
    affects none.
    """
    if not _moves(schema, change):
        return []
    start = (change.cls, change.object_id)
    found: dict[tuple[str, str], None] = {start: None}
    waiting = [start]
    while waiting and len(found) < most:
        cls, object_id = waiting.pop()
        images = (
            [change.before, change.after] if (cls, object_id) == start else [_row(connection, schema[cls], object_id)]
        )
        around = [one for image in images if image for one in _revealed(schema, schema[cls], image)]
        for one in [*around, *_followers(connection, schema, cls, object_id, most)]:
            if one not in found:
                found[one] = None
                waiting.append(one)
    return list(found)[1:most]


def _moves(schema: Schema, change: Change) -> bool:
    """Whether a change may let anybody see more or less of other records."""
    if change.before is None or change.after is None:
        return True
    cls = schema[change.cls]
    pointers = {column for spec in cls.fields.values() if spec.targets for column in spec.columns}
    looked_at = {"acl", "has_acl", *pointers}
    return any(change.before.get(name) != change.after.get(name) for name in looked_at)


def _row(connection: Connection, cls: Class, object_id: str) -> Mapping[str, Any] | None:
    statement = select(cls.table).where(cls.table.c.object_id == object_id)
    row = connection.execute(statement).mappings().first()
    return None if row is None else dict(row)


def _revealed(schema: Schema, cls: Class, image: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the records that pointers of an image name on a path by which records are revealed."""
    found = []
    for giver in schema.classes.values():
        for path in giver.model.reveals:
            at = giver
            for step in path.split("."):
                target = at.fields[step].targets[0]
                if at is cls and image.get(step):
                    found.append((target, str(image[step])))
                at = schema[target]
    return found


def _followers(connection: Connection, schema: Schema, name: str, object_id: str, most: int) -> list[tuple[str, str]]:
    """Return the records that can be seen because this one can."""
    found: list[tuple[str, str]] = []
    for cls in schema.classes.values():
        for field in cls.model.follows:
            spec = cls.fields[field]
            if name not in spec.targets:
                continue
            here = cls.table.c[spec.columns[-1]] == object_id
            where = (here, cls.table.c[spec.columns[0]] == name) if len(spec.targets) > 1 else (here,)
            statement = select(cls.table.c.object_id).where(*where).limit(most)
            found += [(cls.name, one) for one in connection.scalars(statement)]
    return found
