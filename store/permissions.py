"""The gate: who may see and do what. The only decision on access.

One rule, written twice as SQL because neither form is fast everywhere (docs/decisions/0003):

* `allowed`  asks each row: correlated EXISTS. For rows found by their identity: get, includes, writes, live events.
* `readable` is for lists, counts and totals. It gives the identities at once, UNION ALL of indexed selects, or asks the
  row's own columns, where no other record may reveal it.

Both are built from the same parts: `_own` (owner fields, creator), `_granted` (ACL), `_by_preset` and `_related`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    false,
    literal,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql.selectable import NamedFromClause

from store.principal import Principal, Rank
from store.schema import Class, Schema
from store.several import one_of
from store.tables import ID

Action = Literal["read", "write"]
Table = NamedFromClause[Any]
Identities = CompoundSelect[Any] | Select[Any]

ME = bindparam("me", type_=ID)


def values(principal: Principal) -> dict[str, Any]:
    """Return what the gate's conditions must be executed with. The conditions themselves name no user."""
    return {"me": principal.user, "grantees": [*principal.grantees]}


def gate(schema: Schema, rank: Rank) -> "Gate":
    """Return the gate for a rank. Made once: building the conditions costs more than running them."""
    gates = _GATES.setdefault(schema, {})
    if rank not in gates:
        gates[rank] = Gate(schema, rank)
    return gates[rank]


class Gate:
    """What principals of one rank may do."""

    def __init__(self, schema: Schema, rank: Rank) -> None:
        self._classes = schema.classes
        self._revealing = {name: list(schema.revealing(name)) for name in schema.classes}
        self._preset = schema.preset
        self._rank = rank
        self._conditions: dict[tuple[str, str], ColumnElement[bool]] = {}
        self.kept: dict[tuple[str, str], Any] = {}
        """Statements that name no user, as `Records` keeps them beside the conditions."""
        self.asked: dict[tuple[Any, ...], Any] = {}
        """The same of what callers asked lately."""

    @property
    def may_write(self) -> bool:
        """Whether the principal may write anything at all."""
        return self._rank is not Rank.READONLY

    def may_add(self, cls: Class) -> bool:
        """Whether the principal may add records of `cls` at all."""
        return self._rank is Rank.ADMIN or (self.may_write and not cls.model.managed)

    def sees_all(self, cls: Class) -> bool:
        """Whether the principal may read every record of `cls`."""
        return self._free("read", cls)

    def sees_all_fields(self, cls: Class) -> bool:
        """Whether the fields beside `public` are shown of other people's records too."""
        return self._rank.sees_all or not cls.model.public

    def allowed(self, action: Action, cls: Class) -> ColumnElement[bool]:
        """Return the condition that a row of `cls` meets when the principal may do `action` on it."""
        key = (cls.name, action)
        if key not in self._conditions:
            self._conditions[key] = self._allowed(action, cls, cls.table)
        return self._conditions[key]

    def readable(self, cls: Class) -> ColumnElement[bool]:
        """Return the same condition as `allowed("read", cls)`, in the form that is fast for long lists."""
        key = (cls.name, "readable")
        if key not in self._conditions:
            self._conditions[key] = self._readable(cls, cls.table)
        return self._conditions[key]

    def owned(self, cls: Class) -> ColumnElement[bool]:
        """Return the condition that a row of `cls` meets when an owner field names the principal."""
        return or_(false(), *self._owned(cls, cls.table))

    def default_acl(self, cls: Class, row: Mapping[str, Any]) -> dict[str, str]:
        """Return what the default rule grants on a row to whom it names, `{grantee: "read" | "write"}`.

        Related data and roles give more people access than can be named.
        """
        acl = {row[name]: "write" for name in ("creator", *cls.model.owners) if row[name]}
        if self._preset != "owner" and not cls.model.managed:
            acl["*"] = "write" if self._preset == "open" else "read"
        return acl

    def _free(self, action: Action, cls: Class) -> bool:
        """Whether every row passes, whoever asks."""
        if action == "read":
            return self._rank.sees_all or bool(cls.model.public)
        return self._rank is Rank.ADMIN or (self._rank is Rank.MANAGER and not cls.model.managed)

    def _allowed(self, action: Action, cls: Class, row: Table) -> ColumnElement[bool]:
        if self._free(action, cls):
            return true()
        if action == "write" and self._rank is Rank.READONLY:
            return false()
        if cls.model.managed:
            return or_(*self._owned(cls, row))
        acl = cls.acl.alias()
        granted = _any(acl.c.object_id == row.c.object_id, self._granted(action, acl))
        default = [*self._by_preset(action), *(self._related(cls, row) if action == "read" else ())]
        return or_(*self._own(cls, row), and_(row.c.has_acl, granted), and_(~row.c.has_acl, or_(false(), *default)))

    def _readable(self, cls: Class, row: Table) -> ColumnElement[bool]:
        if self._free("read", cls):
            return true()
        by_preset = self._by_preset("read")
        if not (by_preset or self._is_alone(cls)):
            return self._among(row, self._identities(cls))
        acl = cls.acl.alias()
        shared = self._among(row, select(acl.c.object_id).where(self._granted("read", acl)))
        return or_(*self._own(cls, row), and_(row.c.has_acl, shared), *(~row.c.has_acl for _ in by_preset))

    def _is_alone(self, cls: Class) -> bool:
        """Whether nobody may read records of `cls` because of another record."""
        return not (self._revealing[cls.name] or cls.model.follows)

    @staticmethod
    def _among(row: Table, identities: Identities) -> ColumnElement[bool]:
        found: ColumnElement[bool] = row.c.object_id.in_(identities)
        return found

    def _owned(self, cls: Class, row: Table) -> list[ColumnElement[bool]]:
        return [row.c[name] == ME for name in cls.model.owners]

    def _own(self, cls: Class, row: Table) -> list[ColumnElement[bool]]:
        return [*self._owned(cls, row), and_(row.c.creator == ME, ~row.c.has_acl)]

    def _by_preset(self, action: Action) -> list[ColumnElement[bool]]:
        """Return what a workspace that is no `owner` workspace grants everybody on records without an ACL."""
        return [true()] if self._preset == "open" or (self._preset == "team" and action == "read") else []

    def _granted(self, action: Action, acl: Table) -> ColumnElement[bool]:
        return and_(one_of(acl.c.grantee, "grantees"), acl.c[f"can_{action}"])

    def _related(self, cls: Class, row: Table) -> Iterator[ColumnElement[bool]]:
        for giver, path in self._revealing[cls.name]:
            source = giver.table.alias()
            value, *joins = self._follow(giver, source, path)
            yield _any(*joins, value == row.c.object_id, self._allowed("read", giver, source))
        for target, found, pointer in self._followed(cls, row):
            source = target.table.alias()
            yield and_(found, _any(source.c.object_id == pointer, self._allowed("read", target, source)))

    def _identities(self, cls: Class) -> Identities:
        acl, row = cls.acl.alias(), cls.table.alias()
        if self._free("read", cls) or self._is_alone(cls):
            return select(row.c.object_id).where(self._readable(cls, row))
        arms: list[Any] = [select(row.c.object_id).where(condition) for condition in self._own(cls, row)]
        arms.append(select(acl.c.object_id).where(self._granted("read", acl)))
        for giver, path in self._revealing[cls.name]:
            source = giver.table.alias()
            value, *joins = self._follow(giver, source, path)
            seen = select(value).where(*joins, self._readable(giver, source))
            arms.append(select(row.c.object_id).where(~row.c.has_acl, row.c.object_id.in_(seen)))
        for target, found, pointer in self._followed(cls, row):
            arms.append(select(row.c.object_id).where(~row.c.has_acl, found, pointer.in_(self._identities(target))))
        return union_all(*arms)

    def _follow(self, cls: Class, row: Table, path: tuple[str, ...]) -> list[ColumnElement[Any]]:
        """Return the last pointer of `path`, and the conditions that join the records between."""
        first, *rest = path
        if not rest:
            return [row.c[first]]
        following = self._classes[cls.fields[first].targets[0]]
        alias = following.table.alias()
        return [*self._follow(following, alias, tuple(rest)), alias.c.object_id == row.c[first]]

    def _followed(self, cls: Class, row: Table) -> Iterator[tuple[Class, ColumnElement[bool], ColumnElement[str]]]:
        for name in cls.model.follows:
            spec = cls.fields[name]
            for target in spec.targets:
                found = row.c[spec.columns[0]] == target if len(spec.targets) > 1 else true()
                yield self._classes[target], found, row.c[spec.columns[-1]]


def _any(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether rows meet `conditions`. `OFFSET 0` keeps PostgreSQL from hashing the whole table for one row."""
    return select(literal(1)).where(*conditions).offset(literal_column("0")).exists()


_GATES: WeakKeyDictionary[Schema, dict[Rank, Gate]] = WeakKeyDictionary()
