"""What one principal asks of the database, always through the gate: only here are the permission rules known."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Dialect, Executable, Select, bindparam, select

from store import permissions
from store.engine import limit_patterns
from store.errors import InvalidValues, RecordNotFound
from store.fields import SYSTEM, Spec
from store.lookup import readable_names
from store.permissions import Action
from store.prepared import Prepared, Reading
from store.principal import Principal
from store.schema import Class, Schema
from store.several import one_of
from store.values import IDENTITY
from store.where import Filter, Where

MOST_SHOWN = 100
MOST_ORDERS = 20
MOST_ASKED = 500
"""Questions that are kept."""
LONGEST_ASKED = 2_000
"""Characters of one that is."""

Columns = Mapping[str, Any]
"""A row of a table."""
Statement = TypeVar("Statement")

WHOLE = {"stream_results": False, "yield_per": None}
"""A list is read from the driver itself: nothing of it may have been fetched ahead, as in a snapshot."""


class Asking:
    """The statements of one principal, in one unit of work."""

    def __init__(self, connection: Connection, schema: Schema, principal: Principal) -> None:
        self.connection = connection
        self.schema = schema
        self.principal = principal
        self.gate = permissions.gate(schema, principal.rank)
        self.who = permissions.values(principal)

    def one(self, cls: Class, object_id: str) -> Columns:
        """Return the row of a readable record.

        Raises:
            RecordNotFound: It does not exist, or may not be read.
        """
        if found := self.by_id(cls, object_id, "read"):
            return found[0]
        raise RecordNotFound(cls.name, object_id[:MOST_SHOWN])

    def by_id(self, cls: Class, object_id: str, action: Action) -> Sequence[Columns]:
        """Return the row of a record with which the principal may do this, or none; one to write is locked."""
        if IDENTITY.fullmatch(object_id) is None:
            return []

        def build() -> Select[Any]:
            here = cls.table.c.object_id == bindparam("object_id")
            statement = select(cls.table).where(here, self.gate.allowed(action, cls))
            return statement.with_for_update(of=cls.table) if action == "write" else statement

        statement = self.prepared(action, cls, build)
        return statement.rows(self.connection, {**self.who, "object_id": object_id})

    def many(self, cls: Class, ids: Sequence[str]) -> list[dict[str, Any]]:
        """Return the readable rows among `ids`, each once."""
        wanted = [object_id for object_id in dict.fromkeys(ids) if IDENTITY.fullmatch(object_id)]
        statement = self.prepared("many", cls, lambda: self.by_ids(cls))
        return statement.rows(self.connection, {**self.who, "ids": wanted}) if wanted else []

    def by_ids(self, cls: Class) -> Select[Any]:
        """Return the statement that finds the readable rows among `ids`."""

        def build() -> Select[Any]:
            wanted = one_of(cls.table.c.object_id, "ids")
            return select(cls.table).where(wanted, self.gate.allowed("read", cls))

        return self.kept("many", cls, build)

    def by_names(self, cls: Class) -> Select[Any]:
        """Return the statement that finds readable records by words of their names."""
        return self.kept("named", cls, lambda: readable_names(self.schema, cls, self.gate.readable(cls)))

    def prepared(self, kind: str, cls: Class, build: Callable[[], Executable]) -> Prepared:
        """Return such a statement as one that is run on the driver itself."""
        dialect = self.connection.dialect
        return self.kept(f"{kind} on {dialect.name}", cls, lambda: Prepared(build(), dialect))

    def kept(self, kind: str, cls: Class, build: Callable[[], Statement]) -> Statement:
        """Return a statement that names no user, made once for each gate: making it costs more than running it."""
        key = (kind, cls.name)
        if key not in self.gate.kept:
            self.gate.kept[key] = build()
        kept: Statement = self.gate.kept[key]
        return kept

    def lately(self, build: Callable[[], Statement], *asked: Any, where: Where | None) -> Statement:
        """Return what was built for a question of callers, of whom many ask the same; the latest are kept."""
        said, kept = repr(where), self.gate.asked
        found: Statement | None = kept.get((*asked, said))
        if found is None:
            found = build()
            if len(kept) >= MOST_ASKED:
                kept.clear()
            if len(said) <= LONGEST_ASKED:
                kept[*asked, said] = found
        return found

    def condition(self, cls: Class, where: Where, mine: bool = False) -> ColumnElement[bool]:
        """Return the condition on what is listed, and let no pattern in it run for long."""
        asked = self.filter(cls if mine else None)
        found = asked.condition(cls, where) & (self.gate.owned(cls) if mine else self.gate.readable(cls))
        if asked.has_pattern:
            limit_patterns(self.connection)
        return found

    def filter(self, whole: Class | None = None) -> Filter:
        """Return what makes conditions of filters; of the records of `whole`, all fields may be asked for."""
        return Filter(self.schema, self.gate.readable, self.visible, whole=whole)

    def visible(self, cls: Class) -> frozenset[str] | None:
        """Return the fields that may be asked by, `None` for all: filters and orders leak, too."""
        return None if self.gate.sees_all_fields(cls) else frozenset({"object_id", *cls.model.public})

    def visible_field(self, cls: Class, name: str, mine: bool = False) -> Spec:
        """Return a field to order, group or add up by.

        Raises:
            InvalidValues: It is not there, or may not be seen.
        """
        visible = None if mine else self.visible(cls)
        spec = cls.fields.get(name) or cls.moments.get(name)
        if spec is None or spec.secret or (visible is not None and name not in visible) or spec.type in (list, dict):
            raise InvalidValues(f"{cls.name} has no field {name[:MOST_SHOWN]!r} to order, group or add up by.")
        return spec

    def order(
        self, cls: Class, order: Sequence[str], empties_last: bool, mine: bool = False
    ) -> list[ColumnElement[Any]]:
        """Return the order of a list.

        Raises:
            InvalidValues: A field is not there, or may not be seen; or there are too many.
        """
        if len(order) > MOST_ORDERS:
            raise InvalidValues(f"A list is ordered by at most {MOST_ORDERS} fields.")
        found: list[ColumnElement[Any]] = []
        for part in order:
            name = part.removeprefix("-")
            if name not in SYSTEM or not (mine or self.visible(cls) is None or name == "object_id"):
                self.visible_field(cls, name, mine)
            column = cls.table.c[cls.fields[name].columns[-1] if name in cls.fields else name]
            ordered = column.desc().nulls_last() if part.startswith("-") else column.asc()
            if not part.startswith("-"):
                ordered = ordered.nulls_last() if empties_last else ordered.nulls_first()
            found.append(ordered)
        return found

    def listed(
        self,
        cls: Class,
        where: Where,
        order: tuple[str, ...] | None,
        page: tuple[int, int],
        *,
        empties_last: bool,
        mine: bool,
    ) -> list[dict[str, Any]]:
        """Return the rows of a list, as `Records.find` has it; `page` is how many, and from which on."""

        def build() -> tuple[Select[Any], bool]:
            by_default = ("created_at",) if mine or self.visible(cls) is None else ()
            asked = self.filter(cls if mine else None)
            met = asked.condition(cls, where) & (self.gate.owned(cls) if mine else self.gate.readable(cls))
            ordered = self.order(cls, by_default if order is None else order, empties_last, mine)
            found = select(cls.table).where(met).order_by(*ordered, cls.table.c.object_id)
            return found.limit(page[0]).offset(page[1]), asked.has_pattern

        shape = mine, order, empties_last, page
        statement, has_pattern = self.lately(build, "find", cls.name, shape, where=where)
        if has_pattern:
            limit_patterns(self.connection)
        with closing(self.connection.execute(statement, self.who, execution_options=WHOLE)) as result:
            return _reading(cls, self.connection.dialect).rows(result.cursor)

    def execute(self, statement: Select[Any], values: Mapping[str, Any] | None = None) -> Sequence[Columns]:
        """Return the rows that a statement of this principal finds."""
        result = self.connection.execute(statement, {**self.who, **(values or {})})
        names = tuple(result.keys())
        return [dict(zip(names, row, strict=True)) for row in result.all()]


@lru_cache(maxsize=500)
def _reading(cls: Class, dialect: Dialect) -> Reading:
    return Reading(cls.table.c, dialect)
