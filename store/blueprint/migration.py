"""The steps of a plan, done: first what leaves the tables, then what comes, then the records that get other values."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select, update

from store import migrate, names
from store.blueprint import kept
from store.blueprint.description import blueprint_of
from store.blueprint.moves import EMPTY, Scalar, moves, renamed_classes
from store.blueprint.names import snake
from store.blueprint.plan import Plan
from store.blueprint.tables import Tables
from store.changes import Origin
from store.fields import Spec
from store.principal import Principal
from store.records import Records
from store.schema import Class, Schema
from store.store import Store


class Migration:
    """One plan at work, in a unit of work that nobody else writes beside."""

    def __init__(
        self, connection: Connection, store: Store, plan: Plan, by: Principal, origin: Origin, now: datetime
    ) -> None:
        self._connection = connection
        self._old = store.schema
        number = store.schema.number + 1
        self._new = kept.schema_of(kept.difference(plan.blueprint, store.base), store.base, number)
        self._base = store.base
        self._by = moves(plan.mapping, blueprint_of(store.schema))
        self._tables = Tables(connection, self._old, number)
        self._principal, self._origin, self._now = by, origin, now
        self._is_destructive = plan.is_destructive

    def run(self) -> None:
        """Do it all."""
        self._rename_classes()
        self._empty_pointers()
        for name in self._by.dropped:
            self._tables.drop_class(self._old[name])
        for old in self._old.classes.values():
            if old.name in self._new.classes:
                self._change_fields(old, self._new[old.name])
        migrate.complete(self._connection, self._new)
        for old in self._old.classes.values():
            if old.name in self._new.classes:
                self._complete_records(old, self._new[old.name])
        self._replace_values()
        self._search_again()
        if self._is_destructive:
            self._reject_cards()

    def _rename_classes(self) -> None:
        """Give classes their new names; all that follows finds them under these."""
        names = {old: new for old, new in self._by.classes.items() if old != new}
        if not names:
            return
        there = renamed_classes(blueprint_of(self._old), names)
        renamed = kept.schema_of(kept.difference(there, self._base), self._base, self._old.number)
        for old, new in names.items():
            self._tables.rename_class(self._old[old], renamed[new])
        self._old, self._by = renamed, self._by.by_new_names()
        self._tables = Tables(self._connection, renamed, self._new.number)
        for old, new in names.items():
            self._tables.rename_target(old, new)
        self._go_through_again()

    def _records(self, schema: Schema) -> Records:
        return Records(self._connection, schema, self._principal, self._origin, self._now)

    def _empty_pointers(self) -> None:
        """Empty pointers that the new class cannot keep, in the form that they have now."""
        records = self._records(self._old)
        for (name, wire), said in self._by.values.items():
            spec = self._before(name, wire)
            if spec is None or not spec.targets:
                continue
            for target in (one for one in spec.targets if one in said and one not in self._targets(name, wire)):
                column = self._old[name].table.c
                here: list[ColumnElement[bool]] = [column[spec.columns[-1]].is_not(None)]
                here += [column[spec.columns[0]] == target] if len(spec.targets) > 1 else []
                for object_id in self._connection.scalars(select(column.object_id).where(*here)).all():
                    records.update(name, object_id, {spec.name: None})

    def _change_fields(self, old: Class, new: Class) -> None:
        wires = {name: self._by.fields.get((old.name, spec.wire), spec.wire) for name, spec in old.fields.items()}
        for name in [name for name, wire in wires.items() if wire is None]:
            self._tables.drop(old, old.fields[name])  # first: another field may get its name
        for name, wire in wires.items():
            if wire is None:
                continue
            spec = old.fields[name]
            becomes = new.fields[snake(wire)] if snake(wire) in new.fields else next(_named(new, wire))
            if becomes.type is not spec.type and {becomes.type, spec.type} != {int, float}:
                self._tables.drop(old, spec)  # it has no values: that was asked before
            elif len(becomes.columns) > len(spec.columns):
                self._tables.widen(old, spec, becomes)
            elif len(becomes.columns) < len(spec.columns):
                self._tables.narrow(old, spec, becomes)
            elif becomes.columns != spec.columns:
                self._tables.rename(old, spec, becomes)

    def _complete_records(self, old: Class, new: Class) -> None:
        """Fill what follows from values that are there: since when they are, and the words of names."""
        table = new.table
        for spec in new.fields.values():
            before = self._before(old.name, spec.wire)
            if spec.since and before is not None and before.since is None:
                filled = table.c[spec.name].is_not(None)
                self._connection.execute(update(table).where(filled).values({spec.since: table.c.updated_at}))
        if old.title is not self._before(old.name, new.title.wire):
            naming = self._new.own.naming
            self._connection.execute(delete(naming).where(naming.c.cls == new.name))
            title = table.c[new.model.title_field]
            rows = self._connection.execute(select(table.c.object_id, title).where(title.is_not(None))).all()
            names.add(self._connection, self._new, [(new.name, row[0], row[1]) for row in rows])

    def _replace_values(self) -> None:
        records = self._records(self._new)
        for (name, wire), said in self._by.values.items():
            spec = next(_named(self._new[name], wire), None)
            if spec is None or spec.targets:
                continue
            found = [(old, new, self._having(self._new[name], spec, old)) for old, new in said.items()]
            for old, new, ids in found:  # all are looked for first: values may be swapped
                for object_id in ids:
                    records.update(name, object_id, {spec.name: new}, stays=old != EMPTY)

    def _having(self, cls: Class, spec: Spec, value: Scalar) -> list[str]:
        column = cls.table.c[spec.name]
        here = column == value
        if value == EMPTY:
            here = or_(column.is_(None), column == "") if spec.type is str else column.is_(None)
        elif spec.type is not str:
            return []
        return list(self._connection.scalars(select(cls.table.c.object_id).where(here)))

    def _search_again(self) -> None:
        """Let the index go through the tables again where other text is searched; its passages stay until then."""
        before, after = (
            {cls.name: (cls.model.searchable, cls.model.title_field) for cls in schema.classes.values()}
            for schema in (self._old, self._new)
        )
        known = {name: rules for name, rules in after.items() if name in before}
        if known != before:
            self._go_through_again()

    def _go_through_again(self) -> None:
        if self._connection.scalar(select(func.count()).select_from(self._new.own.cursor)):
            first = min((cls.name for cls in self._new.classes.values() if cls.model.searchable), default=None)
            self._connection.execute(update(self._new.own.cursor).values(cls=first, object_id=""))

    def _reject_cards(self) -> None:
        """Reject every card that waits: it may show what is there no more."""
        card = self._new.own.card
        values = {"state": "rejected", "decided_at": self._now}
        self._connection.execute(update(card).where(card.c.state == "open").values(values))

    def _before(self, cls: str, wire: str) -> Spec | None:
        """Return the field as it was, by the name that it has from now on."""
        old = next((was for (name, was), new in self._by.fields.items() if name == cls and new == wire), wire)
        return next(_named(self._old[cls], old), None)

    def _targets(self, cls: str, wire: str) -> tuple[str, ...]:
        found = next(_named(self._new[cls], wire), None) if cls in self._new.classes else None
        return found.targets if found else ()


def _named(cls: Class, wire: str) -> Iterator[Spec]:
    return (spec for spec in cls.fields.values() if spec.wire == wire)
