"""The one way to read and write records: every statement passes the gate here."""

import hashlib
import secrets
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Update, bindparam, delete, func, insert, select, update

from store import calls, dependants, grants, log, names, permissions, totals, undo
from store.changes import Change, Origin
from store.engine import limit_patterns
from store.errors import Conflict, InvalidValues, NothingToUndo, ReadOnly, RecordNotFound, Taken
from store.fields import SYSTEM, Pointer, Spec
from store.index.search import Found, Meaning, Question, Search
from store.live import Listening
from store.log import Log
from store.lookup import Lookup, Named, readable_names
from store.permissions import Action
from store.principal import Principal
from store.rows import Row, to_columns, to_image, to_row
from store.schema import Class, Schema
from store.several import one_of
from store.suggestions import Suggestion, Suggestions, begun_names
from store.sync import past
from store.undo import Step
from store.values import IDENTITY, checked
from store.where import Filter, Where

LETTERS = string.ascii_letters + string.digits
MOST = 1_000
"""Records in one list, and identities in one question."""
FARTHEST = 2**62
MOST_SHOWN = 100
MOST_ORDERS = 20
ID_LENGTH = 10

Columns = Mapping[str, Any]
"""A row of a table."""
Statement = TypeVar("Statement")


class Records:
    """Records as one principal may see and change them, in one unit of work."""

    def __init__(
        self, connection: Connection, schema: Schema, principal: Principal, origin: Origin, now: datetime
    ) -> None:
        self._connection = connection
        self._gate = permissions.gate(schema, principal.rank)
        self._who = permissions.values(principal)
        self._log = Log(connection, schema.own.change, principal.user, origin)
        self._made = 0
        self.schema = schema
        self.principal = principal
        self.origin = origin
        self.now = now.astimezone(UTC)

    @property
    def changes(self) -> list[Change]:
        """What this unit of work has written so far, oldest first."""
        return self._log.changes

    def get(self, name: str, object_id: str, *, with_acl: bool = False) -> Row:
        """Return one record.

        Args:
            with_acl: Whether the row has as `acl` whom its ACL, or the default rule, names: as `share` takes it.

        Raises:
            RecordNotFound: It does not exist, or may not be read.
        """
        cls = self.schema[name]
        return self._rows(cls, [self._one(cls, object_id, "read")], with_acl)[0]

    def get_many(self, name: str, ids: Sequence[str], *, with_acl: bool = False) -> dict[str, Row]:
        """Return those of `ids` that exist and may be read, by identity. For includes: one statement a thousand."""
        cls = self.schema[name]
        statement = self._by_ids(cls)
        wanted = [object_id for object_id in dict.fromkeys(ids) if IDENTITY.fullmatch(object_id)]
        parts = [wanted[start : start + MOST] for start in range(0, len(wanted), MOST)]
        rows = [row for part in parts for row in self._execute(statement, {"ids": part})]
        return {row["object_id"]: row for row in self._rows(cls, rows, with_acl)}

    def find(
        self,
        name: str,
        where: Where | None = None,
        *,
        order: Sequence[str] | None = None,
        limit: int = 100,
        offset: int = 0,
        empties_last: bool = False,
        most: int = MOST,
        mine: bool = False,
        with_acl: bool = False,
    ) -> list[Row]:
        """Return records that meet `where`, at most `limit` (1,000), from `offset` on.

        Args:
            order: Fields, `-field` for descending; at most 20. By default the oldest first, where that may be asked.
                An empty value is the smallest, unless `empties_last`.
            most: The largest limit, for a door whose callers expect all that they ask for.
            mine: Whether only records are listed whose owner the principal is; he may ask by all their fields.
            with_acl: As in `get`.
        """
        cls = self.schema[name]
        by_default = ("created_at",) if mine or self._visible(cls) is None else ()
        statement = select(cls.table).where(self._condition(cls, where or {}, mine))
        ordered = self._order(cls, by_default if order is None else order, empties_last, mine)
        statement = statement.order_by(*ordered, cls.table.c.object_id)
        rows = self._execute(statement.limit(max(0, min(limit, most))).offset(max(0, min(offset, FARTHEST))))
        return self._rows(cls, rows, with_acl)

    def columns(self, name: str, fields: Sequence[str]) -> Sequence[Columns]:
        """Return of every readable record of a class the `object_id`, and the columns of some fields; in no order.

        Raises:
            InvalidValues: A field is not there, or may not be seen.
        """
        cls = self.schema[name]
        wanted = [column for field in fields for column in self._visible_field(cls, field).columns]
        columns = [cls.table.c[column] for column in dict.fromkeys(("object_id", *wanted))]
        return self._execute(select(*columns).where(self._gate.readable(cls)))

    def count(self, name: str, where: Where | None = None, *, mine: bool = False) -> int:
        """Return how many records meet `where`; with `mine`, of those whose owner the principal is."""
        cls = self.schema[name]
        statement = select(func.count()).select_from(cls.table).where(self._condition(cls, where or {}, mine))
        return self._connection.scalar(statement, self._who) or 0

    def listening(self, name: str, where: Where | None = None, *, mine: bool = False) -> Listening:
        """Return a question about single records of a class, as they are, were or become: for live queries.

        Args:
            name: Of the class.
            where: As in `find`.
            mine: As in `find`.
        """
        cls = self.schema[name]
        matches = Filter(self.schema, self._gate.readable, self._visible, whole=cls if mine else None)
        readable = self._gate.owned(cls) if mine else self._gate.allowed("read", cls)
        met, who = matches.condition(cls, where or {}), self._who
        return Listening(self.schema, cls, readable, met, who, self._seen, has_pattern=matches.has_pattern)

    def _seen(self, cls: Class, columns: Columns, given: grants.Grants) -> Row:
        """Return a row with its ACL, and of others' only what is public."""
        row = to_row(cls, columns)
        if not self._gate.sees_all_fields(cls) and row["object_id"] != self.principal.user:
            return {name: row[name] for name in ("object_id", *cls.model.public)}
        return row | {"acl": self._shown(cls, columns, given)}

    def totals(
        self,
        name: str,
        where: Where | None = None,
        *,
        of: str | None = None,
        by: str | None = None,
        period: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return `{value, count}` for each value of `by`, and of the numbers `of` their sum, average, min and max.

        Without `by` there is one group, without `value`. A moment is grouped by `period` (year, month or day) in the
        principal's time zone; one beside the fields may be grouped by, too, as `stage_since`. At most 1,000 groups, in
        no order.
        """
        cls = self.schema[name]
        amount, key = (self._visible_field(cls, field) if field else None for field in (of, by))
        zone, condition = self.principal.time_zone, self._condition(cls, where or {})
        statement = totals.statement(cls, condition, of=amount, by=key, period=period, zone=zone)
        return [totals.group(key, dict(row)) for row in self._execute(statement)]

    def days_since(self, name: str, field: str, where: Where | None = None) -> dict[str, float | None]:
        """Return for each value of a field with terminal values, such as a stage, the average days it has stood."""
        cls = self.schema[name]
        spec, condition = self._visible_field(cls, field), self._condition(cls, where or {})
        statement = totals.days_since(cls, condition, spec, self.now)
        return {row[0]: row[1] for row in self._connection.execute(statement, self._who)}

    def since(self, name: str, field: str, ids: Sequence[str]) -> dict[str, datetime]:
        """Return since when readable records have had their value of a field with terminal values, by identity.

        Args:
            name: Of the class.
            field: Such as a stage.
            ids: Of at most 1,000 records; those without such a moment are left out.
        """
        cls = self.schema[name]
        spec = self._visible_field(cls, field)
        if spec.since is None:
            raise InvalidValues(f"{cls.name}.{spec.name} has no values that end it, so nobody keeps since when.")
        rows = self._execute(self._by_ids(cls), {"ids": list(ids)[:MOST]}) if ids else []
        return {row["object_id"]: row[spec.since] for row in rows if row[spec.since]}

    def create(
        self,
        name: str,
        values: Mapping[str, Any],
        *,
        object_id: str | None = None,
        acl: Mapping[str, str] | None = None,
        with_acl: bool = False,
    ) -> Row:
        """Add a record made by the principal and return it.

        Args:
            name: Of the class.
            values: Of its fields.
            object_id: Its identity, if it has one already.
            acl: An explicit ACL, as in `share`.
            with_acl: As in `get`.

        Raises:
            InvalidValues: A value breaks a rule of the class.
            RecordNotFound: A pointer names a record that is not there or may not be read.
            ReadOnly: The principal may not add records of this class.
            Taken: Another record has a value that no two may have.
        """
        cls = self.schema[name]
        if not self._gate.may_add(cls):
            raise ReadOnly(f"You may not add a {cls.word}.")
        fields = self._stamped(cls, checked(cls, values, new=True))
        given = grants.checked(acl or {})
        self._log.lock()
        self._check_fields(cls, fields, None)
        self._check_id(cls, object_id)
        columns: dict[str, Any] = {
            "object_id": object_id or self._new_id(),
            "created_at": self.now,
            "updated_at": self.now,
        }
        columns |= {"creator": None if cls.model.managed or self.principal.is_system else self.principal.user}
        columns |= {"has_acl": acl is not None, "version": 1} | to_columns(cls, fields)
        columns |= self._since(cls, columns)
        self._connection.execute(self._kept("create", cls, lambda: insert(cls.table)), columns)
        if given:
            grants.put(self._connection, cls, columns["object_id"], given)
        self._written(cls, None, columns, [], given)
        row = to_row(cls, columns)
        return row | {"acl": self._shown(cls, columns, given)} if with_acl else row

    def update(
        self,
        name: str,
        object_id: str,
        values: Mapping[str, Any] | Callable[[Row], Mapping[str, Any]],
        *,
        version: int | None = None,
        acl: Mapping[str, str] | Literal["kept"] | None = "kept",
        with_acl: bool = False,
    ) -> Row:
        """Change the fields named in `values` and return the record. Values that it has already are no change.

        Args:
            name: Of the class.
            object_id: Of the record.
            values: The new values; or what makes them of the record, which nobody else changes meanwhile.
            version: What the record's version must be.
            acl: Another ACL, as in `share`.
            with_acl: As in `get`.

        Raises:
            RecordNotFound: It does not exist or may not be read; or a pointer names such a record.
            ReadOnly: It may be read, but not written.
            InvalidValues: A value breaks a rule of the class.
            Conflict: Its version is not `version`.
        """
        cls = self.schema[name]
        was = self._one(cls, object_id, "write")
        if version is not None and was["version"] != version:
            raise Conflict(f"{cls.name} {object_id} changed meanwhile; nothing was written.", [(cls.name, object_id)])
        fields = checked(cls, values(to_row(cls, was)) if callable(values) else values, new=False)
        if secret := [field for field in fields if cls.fields[field].secret]:
            raise InvalidValues(f"{secret[0]} is not changed this way.")
        columns = {key: value for key, value in to_columns(cls, fields).items() if was[key] != value}
        changed = {field: value for field, value in fields.items() if self._differs(cls, field, columns)}
        self._check_fields(cls, changed, was)
        before = after = grants.of(self._connection, cls, was) if columns or with_acl or acl != "kept" else []
        if acl != "kept":
            after = grants.checked(acl or {})
            columns |= {"has_acl": acl is not None} if was["has_acl"] != (acl is not None) else {}
        if columns or before != after:
            self._write(cls, was, columns, before, after)
        became = {**was, **columns, "updated_at": self.now if columns or before != after else was["updated_at"]}
        row = to_row(cls, became)
        return row | {"acl": self._shown(cls, became, after)} if with_acl else row

    def delete(self, name: str, object_id: str) -> None:
        """Remove a record; the change log keeps its last image. Pointers to it stay where they are.

        A class may have it otherwise: then the records that point to it go along, whoever may write them, or keep it.

        Raises:
            RecordNotFound: It does not exist, or may not be read.
            ReadOnly: It may be read, but not deleted.
            Conflict: Records point to it that keep it from being deleted.
        """
        cls = self.schema[name]
        was = self._one(cls, object_id, "write")
        if cls.model.managed and not self._gate.may_add(cls):
            raise ReadOnly(f"You may not delete a {cls.word}.")
        for other, row in reversed([(cls, was), *dependants.along(self._connection, self.schema, cls, object_id)]):
            given = grants.of(self._connection, other, row)
            for table in (other.acl, other.table):
                self._connection.execute(delete(table).where(table.c.object_id == row["object_id"]))
            self._written(other, row, None, given, [])

    def may_add(self, name: str) -> bool:
        """Whether the principal may add records of a class at all."""
        return self._gate.may_add(self.schema[name])

    def writable(self, name: str, ids: Sequence[str]) -> set[str]:
        """Return those of `ids` (at most 1,000) whose records the principal may change or delete."""
        cls = self.schema[name]

        def build() -> Select[Any]:
            wanted = one_of(cls.table.c.object_id, "ids")
            return select(cls.table.c.object_id).where(wanted, self._gate.allowed("write", cls))

        found = self._execute(self._kept("writable", cls, build), {"ids": list(ids)[:MOST]}) if ids else []
        return {row["object_id"] for row in found}

    def readable_in(self, name: str, world: Mapping[str, str]) -> set[str]:
        """Return the records of a class that the principal might read, were there those of `world` and no others.

        Args:
            name: Of the class.
            world: As `store.sync.past.values` makes it.
        """
        cls, dialect = self.schema[name], self._connection.dialect.name

        def build() -> Select[Any]:
            statement = select(cls.table.c.object_id).where(self._gate.allowed("read", cls))
            return statement.add_cte(*past.world(self.schema, dialect))

        return {row["object_id"] for row in self._execute(self._kept(f"past {dialect}", cls, build), world)}

    def maker(self, name: str, object_id: str) -> str | None:
        """Return the id of the user who made a readable record; `None` for some imported ones."""
        made: str | None = self._one(self.schema[name], object_id, "read")["creator"]
        return made

    def acl(self, name: str, object_id: str) -> dict[str, str] | None:
        """Return the explicit ACL of a readable record, `{grantee: "read" | "write"}`; `None` when it has none."""
        cls = self.schema[name]
        row = self._one(cls, object_id, "read")
        return self._shown(cls, row, grants.of(self._connection, cls, row)) if row["has_acl"] else None

    def share(self, name: str, object_id: str, acl: Mapping[str, str] | None) -> None:
        """Give a record an explicit ACL, `{grantee: "read" | "write"}`; `None` returns it to the default rule.

        A grantee is a user's id, `role:NAME`, or `*` for everybody signed in. To write is to read as well.
        """
        self.update(name, object_id, {}, acl=acl)

    def begin(self) -> None:
        """Begin the run that the origin names, which whoever asks has chosen, or go on with it.

        Raises:
            RecordNotFound: It is somebody else's, or came through another door.
        """
        self._log.lock()
        if not undo.begun(self._connection, self.schema, self.principal.user, self.origin, self.now):
            raise RecordNotFound("run", self.origin.run or "")

    def reshape(self, body: Callable[[Connection], Change | None]) -> None:
        """Let `body` change the tables in this unit of work, and write to the log what it says that it changed."""
        self._log.lock()
        if (change := body(self._connection)) is not None:
            self._log.append(change)

    def undo(self, run: str | None = None, *, preview: bool = False) -> list[Step]:
        """Return every record of a run to what it was before, and tell which ones, newest first. All or nothing.

        Args:
            run: By default the principal's last run, in the thread that this unit of work belongs to.
            preview: Only tell; the steps say which records were changed since.

        Raises:
            NothingToUndo: There is no such run of this principal.
            Conflict: Somebody changed a record since; the error names the records. Nothing was undone.
        """
        if not preview:
            self._log.lock()
        mine = (self.principal.user, self.origin.thread, self.origin.run)
        run = run or undo.last_run(self._connection, self.schema, *mine)
        steps = undo.steps(self._connection, self.schema, run) if run and run != self.origin.run else []
        if not run or not steps or not self._may_undo(run, steps):
            raise NothingToUndo("There is nothing to undo here.")
        if preview:
            return steps
        if since := [(step.change.cls, step.change.object_id) for step in steps if step.changed_since]:
            raise Conflict(f"{len(since)} of {len(steps)} records changed since; nothing was undone.", since)
        for step in steps:
            cls = self.schema[step.change.cls]
            change = undo.put_back(self._connection, cls, step)
            names.renamed(self._connection, self.schema, change)
            self._log.append(change)
        undo.note(self._connection, self.schema, run, self.origin.run)
        return steps

    def history(
        self,
        record: Pointer | None = None,
        *,
        run: str | None = None,
        user: str | None = None,
        limit: int = 50,
        before: int | None = None,
    ) -> Sequence[Columns]:
        """Return changes, newest first, at most `limit` (1,000): of a record, of a run, by a user, or all.

        Who may read a record, all fields of it, may read its history. Of the rest, a person sees his own changes, a
        manager all.

        Args:
            before: Only changes with a smaller number: the next page.
        """
        if record is not None:
            cls = self.schema[record.cls]
            self._one(cls, record.id, "read")
            whole = self._gate.sees_all_fields(cls) or record.id == self.principal.user
        else:
            whole = self.principal.rank.sees_all
        if not whole:
            user = self.principal.user
        limit, table = min(limit, MOST), self.schema.own.change
        rows: Any = log.page(self._connection, table, record=record, run=run, user=user, limit=limit, before=before)
        found: Sequence[Columns] = rows
        return found

    @contextmanager
    def step(self) -> Iterator[None]:
        """Undo only what the block wrote when it raises, and let the unit of work go on."""
        self._log.lock()  # here, since PostgreSQL lets go of a lock that was taken in a step that failed
        written = len(self._log.changes)
        try:
            with self._connection.begin_nested():
                yield
        except BaseException:
            del self._log.changes[written:]
            raise

    def once(self, tool: str, body: Callable[[], Any]) -> Any:
        """Return what `body` returns; when this call of this run was made before, what it returned then.

        So a call that is repeated after a crash happens once. The result must be JSON.
        """
        return calls.once(self._connection, self.schema, self.origin, tool, body)

    def named(self, words: Sequence[str], classes: Sequence[str] = ()) -> list[Named]:
        """Return readable records whose name has one of `words`, or one spelled almost so; at most 50 a word."""
        return Lookup(self._connection, self.schema, self._by_ids, self._by_names, self._who).find(words, classes)

    def suggested(self, text: str, classes: Sequence[str] = (), *, limit: int = 10) -> list[Suggestion]:
        """Return readable records whose names `text` begins, as somebody types it; at most `limit` (1,000)."""

        def begun(cls: Class, count: int) -> Select[Any]:
            kind = f"begun {count}"
            return self._kept(kind, cls, lambda: begun_names(self.schema, cls, self._gate.readable(cls), count))

        asked = Suggestions(self._connection, self.schema, self._by_ids, begun, self.named, self._who)
        return asked.find(text, classes, min(limit, MOST))

    def search(self, question: Question, meaning: Meaning | None) -> list[Found]:
        """Return the passages that answer a question best, of those records that may be read and meet its filters.

        Without `meaning` they are those with words of the question.
        """

        def listed(cls: Class) -> Select[Any] | None:
            where = question.where[cls.name]
            if not where and self._gate.sees_all(cls):
                return None
            return select(cls.table.c.object_id).where(self._condition(cls, where))

        def read(cls: Class) -> Select[Any]:
            where = question.where[cls.name]
            return self._by_ids(cls).where(self._filter().condition(cls, where)) if where else self._by_ids(cls)

        found = Search(self._connection, self.schema, question, listed=listed, read=read, who=self._who)
        return found.find(meaning)

    def _may_undo(self, run: str, steps: Sequence[Step]) -> bool:
        """Whether it is the principal's own run, or anyone's for a manager, and still stands. Undoing is writing."""
        if not self._gate.may_write or undo.taken_back(self._connection, self.schema, run):
            return False
        if not all(self._may_put_back(step.change) for step in steps):
            return False
        change = self.schema.own.change
        users = select(change.c.user).where(change.c.run == run).distinct()
        return self.principal.rank.sees_all or list(self._connection.scalars(users)) == [self.principal.user]

    def _may_put_back(self, change: Change) -> bool:
        """Whether records of the class are everybody's to write; of users, each has only himself.

        What a blueprint did is taken back by another blueprint only, and so is what was in a class that is gone.
        """
        if change.cls not in self.schema.classes:
            return False
        cls = self.schema[change.cls]
        mine = change.what in ("updated", "shared") and change.object_id == self.principal.user
        return mine or not cls.model.managed or self._gate.may_add(cls)

    def _one(self, cls: Class, object_id: str, action: Action) -> Columns:
        if action == "write":
            self._log.lock()
        if found := self._by_id(cls, object_id, action):
            return found[0]
        if action == "write" and self._by_id(cls, object_id, "read"):
            raise ReadOnly(f"You may read this {cls.word}, but not change it.")
        raise RecordNotFound(cls.name, object_id[:MOST_SHOWN])

    def _by_id(self, cls: Class, object_id: str, action: Action) -> Sequence[Columns]:
        if IDENTITY.fullmatch(object_id) is None:
            return []

        def build() -> Select[Any]:
            here = cls.table.c.object_id == bindparam("object_id")
            statement = select(cls.table).where(here, self._gate.allowed(action, cls))
            return statement.with_for_update(of=cls.table) if action == "write" else statement

        return self._execute(self._kept(action, cls, build), {"object_id": object_id})

    def _by_ids(self, cls: Class) -> Select[Any]:
        def build() -> Select[Any]:
            wanted = one_of(cls.table.c.object_id, "ids")
            return select(cls.table).where(wanted, self._gate.allowed("read", cls))

        return self._kept("many", cls, build)

    def _by_names(self, cls: Class) -> Select[Any]:
        return self._kept("named", cls, lambda: readable_names(self.schema, cls, self._gate.readable(cls)))

    def _kept(self, kind: str, cls: Class, build: Callable[[], Statement]) -> Statement:
        """Return a statement that names no user, made once for each gate: making it costs more than running it."""
        key = (kind, cls.name)
        if key not in self._gate.kept:
            self._gate.kept[key] = build()
        kept: Statement = self._gate.kept[key]
        return kept

    def _condition(self, cls: Class, where: Where, mine: bool = False) -> ColumnElement[bool]:
        """Return the condition on what is listed, and let no pattern in it run for long."""
        asked = self._filter(cls if mine else None)
        found = asked.condition(cls, where) & (self._gate.owned(cls) if mine else self._gate.readable(cls))
        if asked.has_pattern:
            limit_patterns(self._connection)
        return found

    def _filter(self, whole: Class | None = None) -> Filter:
        return Filter(self.schema, self._gate.readable, self._visible, whole=whole)

    def _visible(self, cls: Class) -> frozenset[str] | None:
        """Return the fields that may be asked by, `None` for all: filters and orders leak, too."""
        return None if self._gate.sees_all_fields(cls) else frozenset({"object_id", *cls.model.public})

    def _visible_field(self, cls: Class, name: str, mine: bool = False) -> Spec:
        visible = None if mine else self._visible(cls)
        spec = cls.fields.get(name) or cls.moments.get(name)
        if spec is None or spec.secret or (visible is not None and name not in visible) or spec.type in (list, dict):
            raise InvalidValues(f"{cls.name} has no field {name[:MOST_SHOWN]!r} to order, group or add up by.")
        return spec

    def _order(
        self, cls: Class, order: Sequence[str], empties_last: bool, mine: bool = False
    ) -> list[ColumnElement[Any]]:
        if len(order) > MOST_ORDERS:
            raise InvalidValues(f"A list is ordered by at most {MOST_ORDERS} fields.")
        found: list[ColumnElement[Any]] = []
        for part in order:
            name = part.removeprefix("-")
            if name not in SYSTEM or not (mine or self._visible(cls) is None or name == "object_id"):
                self._visible_field(cls, name, mine)
            column = cls.table.c[cls.fields[name].columns[-1] if name in cls.fields else name]
            ordered = column.desc().nulls_last() if part.startswith("-") else column.asc()
            if not part.startswith("-"):
                ordered = ordered.nulls_last() if empties_last else ordered.nulls_first()
            found.append(ordered)
        return found

    def _rows(self, cls: Class, found: Sequence[Columns], with_acl: bool) -> list[Row]:
        explicit = grants.of_many(self._connection, cls, found) if with_acl else {}
        whole, rows = self._gate.sees_all_fields(cls), []
        for columns in found:
            row = to_row(cls, columns)
            if not whole and row["object_id"] != self.principal.user:
                row = {name: row[name] for name in ("object_id", *cls.model.public)}
            elif with_acl:
                row["acl"] = self._shown(cls, columns, explicit.get(row["object_id"], []))
            rows.append(row)
        return rows

    def _shown(self, cls: Class, columns: Columns, given: grants.Grants) -> dict[str, str]:
        """Return whom the ACL of a row names; without one, whom the default rule does."""
        if not columns["has_acl"]:
            return self._gate.default_acl(cls, columns)
        return {grantee: "write" if can_write else "read" for grantee, _, can_write in given}

    def _stamped(self, cls: Class, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the fields with those that the server sets: who made the record."""
        if self.principal.is_system:
            return fields
        me = Pointer("_User", self.principal.user)
        return fields | {name: fields.get(name) or me for name in cls.model.stamped}

    def _check_fields(self, cls: Class, fields: Mapping[str, Any], was: Columns | None) -> None:
        """Refuse pointers to what is not readable, a false maker, and values that another record has."""
        for name, value in fields.items():
            spec = cls.fields[name]
            if name in cls.model.stamped and not self.principal.is_system:
                if was is not None or value != Pointer("_User", self.principal.user):
                    raise InvalidValues(f"{name} is set by the server.")
            elif spec.targets and value is not None:
                self._one(self.schema[value.cls], value.id, "read")
            elif name in cls.model.unique and value is not None:
                self._check_unique(cls, name, value, was)

    def _check_id(self, cls: Class, object_id: str | None) -> None:
        """Refuse an identity that is none, or that another record of the class has."""
        if object_id is None:
            return
        if IDENTITY.fullmatch(object_id) is None:
            raise InvalidValues("An id has 1 to 64 letters, digits, - and _.")
        if self._connection.scalar(select(cls.table.c.object_id).where(cls.table.c.object_id == object_id)):
            raise Taken(cls.name, "id", object_id)

    def _check_unique(self, cls: Class, name: str, value: str, was: Columns | None) -> None:
        same = select(cls.table.c.object_id).where(func.lower(cls.table.c[name]) == func.lower(value)).limit(1)
        other = self._connection.scalar(same)
        if other is not None and (was is None or other != was["object_id"]):
            raise Taken(cls.name, name, value)

    @staticmethod
    def _differs(cls: Class, field: str, columns: Mapping[str, Any]) -> bool:
        return any(column in columns for column in cls.fields[field].columns)

    def _write(
        self,
        cls: Class,
        was: Columns,
        columns: Mapping[str, Any],
        before: grants.Grants,
        after: grants.Grants,
    ) -> None:
        columns = {**columns, **self._since(cls, columns), "updated_at": self.now, "version": was["version"] + 1}

        def build() -> Update:
            here = (cls.table.c.object_id == bindparam("here"), cls.table.c.version == bindparam("was"))
            return update(cls.table).where(*here)

        values = {**columns, "here": was["object_id"], "was": was["version"]}
        if not self._connection.execute(self._kept("update", cls, build), values).rowcount:
            raise Conflict(f"{cls.name} {was['object_id']} changed meanwhile; nothing was written.")
        if before != after:
            grants.put(self._connection, cls, was["object_id"], after)
        self._written(cls, was, {**was, **columns}, before, after)

    def _written(
        self,
        cls: Class,
        was: Mapping[str, Any] | None,
        became: Mapping[str, Any] | None,
        before: grants.Grants,
        after: grants.Grants,
    ) -> None:
        """Write the change log and the index of names."""
        object_id = (was or became or {})["object_id"]
        first = None if was is None else to_image(was, before)
        last = (
            None
            if became is None
            else to_image({column.name: became.get(column.name) for column in cls.table.c}, after)
        )
        change = Change(cls.name, object_id, first, last)
        names.renamed(self._connection, self.schema, change)
        self._log.append(change)

    def _since(self, cls: Class, columns: Mapping[str, Any]) -> dict[str, datetime]:
        """Return the moments that go with the values written, e.g. since when a deal is in its stage."""
        return {spec.since: self.now for spec in cls.fields.values() if spec.since and spec.name in columns}

    def _new_id(self) -> str:
        """Return ten letters and digits; within a call of the assistant the same ones whenever it is repeated."""
        self._made += 1
        if self.origin.run is None or self.origin.call is None:
            return "".join(secrets.choice(LETTERS) for _ in range(ID_LENGTH))
        seed = f"{self.origin.run}/{self.origin.call}/{self._made}".encode()
        digest = hashlib.blake2b(seed, digest_size=ID_LENGTH).digest()
        return "".join(LETTERS[byte % len(LETTERS)] for byte in digest)

    def _execute(self, statement: Select[Any], values: Mapping[str, Any] | None = None) -> Sequence[Columns]:
        result = self._connection.execute(statement, {**self._who, **(values or {})})
        names = tuple(result.keys())
        return [dict(zip(names, row, strict=True)) for row in result.all()]
