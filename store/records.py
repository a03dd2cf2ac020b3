"""The one way to read and write records: every statement passes the gate here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Select, delete, func, select

from store import calls, dependants, grants, history, names, totals, undo, writing
from store.asking import Asking, Columns
from store.changes import Change, Image, Origin
from store.errors import Conflict, InvalidValues, ReadOnly, RecordNotFound
from store.fields import Pointer
from store.finding import Finding
from store.identities import Identities
from store.index.question import Found, Meaning, Question
from store.live import Asked, Listening
from store.log import Log
from store.lookup import Named
from store.principal import Principal
from store.rows import Row, to_columns, to_image, to_row
from store.rules import Rules
from store.schema import Class, Schema
from store.several import one_of
from store.sight import Sight
from store.suggestions import Suggestion
from store.taking_back import TakingBack
from store.undo import Step
from store.values import checked
from store.where import Where

MOST = 1_000
"""Records in one list, and identities in one question."""
FARTHEST = 2**62


class Records:
    """Records as one principal may see and change them, in one unit of work."""

    def __init__(
        self,
        connection: Connection,
        schema: Schema,
        principal: Principal,
        origin: Origin,
        now: datetime,
        *,
        locked: bool = False,
    ) -> None:
        """Take an open unit of work, who asks, how it is marked, its moment, and whether its turn to write has come."""
        self._connection = connection
        self._ask = Asking(connection, schema, principal)
        self._sight, self._rules = Sight(self._ask), Rules(self._ask)
        self._log = Log(connection, schema.own.change, principal.user, origin, locked=locked)
        self._identities = Identities(origin)
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
        return self._sight.rows(cls, [self._ask.one(cls, object_id)], with_acl)[0]

    def get_many(self, name: str, ids: Sequence[str], *, with_acl: bool = False) -> dict[str, Row]:
        """Return those of `ids` that exist and may be read, by identity. For includes: one statement a thousand."""
        cls = self.schema[name]
        parts = [ids[start : start + MOST] for start in range(0, len(ids), MOST)]
        rows = [row for part in parts for row in self._ask.many(cls, part)]
        return {row["object_id"]: row for row in self._sight.rows(cls, rows, with_acl)}

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
        page = max(0, min(limit, most)), max(0, min(offset, FARTHEST))
        order = None if order is None else tuple(order)
        rows = self._ask.listed(cls, where or {}, order, page, empties_last=empties_last, mine=mine)
        return self._sight.rows(cls, rows, with_acl)

    def columns(self, name: str, fields: Sequence[str]) -> Sequence[Columns]:
        """Return of every readable record of a class the `object_id`, and the columns of some fields; in no order.

        Raises:
            InvalidValues: A field is not there, or may not be seen.
        """
        cls = self.schema[name]
        wanted = [column for field in fields for column in self._ask.visible_field(cls, field).columns]
        columns = [cls.table.c[column] for column in dict.fromkeys(("object_id", *wanted))]
        return self._ask.execute(select(*columns).where(self._ask.gate.readable(cls)))

    def count(self, name: str, where: Where | None = None, *, mine: bool = False) -> int:
        """Return how many records meet `where`; with `mine`, of those whose owner the principal is."""
        cls = self.schema[name]
        statement = select(func.count()).select_from(cls.table).where(self._ask.condition(cls, where or {}, mine))
        return self._connection.scalar(statement, self._ask.who) or 0

    def listening(self, name: str, where: Where | None = None, *, mine: bool = False) -> Listening:
        """Return a question about single records of a class, as they are, were or become: for live queries.

        Args:
            name: Of the class.
            where: As in `find`.
            mine: As in `find`.
        """
        cls = self.schema[name]

        def build() -> tuple[Asked, bool]:
            matches = self._ask.filter(cls if mine else None)
            readable = self._ask.gate.owned(cls) if mine else self._ask.gate.allowed("read", cls)
            return Asked(cls, readable, matches.condition(cls, where or {})), matches.has_pattern

        asked, has_pattern = self._ask.lately(build, "listening", name, mine, where=where)
        return Listening(self.schema, cls, asked, self._ask.who, self._sight.seen, has_pattern=has_pattern)

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
        amount, key = (self._ask.visible_field(cls, field) if field else None for field in (of, by))
        zone, condition = self.principal.time_zone, self._ask.condition(cls, where or {})
        statement = totals.statement(cls, condition, of=amount, by=key, period=period, zone=zone)
        return [totals.group(key, dict(row)) for row in self._ask.execute(statement)]

    def days_since(self, name: str, field: str, where: Where | None = None) -> dict[str, float | None]:
        """Return for each value of a field with terminal values, such as a stage, the average days it has stood."""
        cls = self.schema[name]
        spec, condition = self._ask.visible_field(cls, field), self._ask.condition(cls, where or {})
        statement = totals.days_since(cls, condition, spec, self.now)
        return {row[0]: row[1] for row in self._connection.execute(statement, self._ask.who)}

    def since(self, name: str, field: str, ids: Sequence[str]) -> dict[str, datetime]:
        """Return since when readable records have had their value of a field with terminal values, by identity.

        Args:
            name: Of the class.
            field: Such as a stage.
            ids: Of at most 1,000 records; those without such a moment are left out.
        """
        cls = self.schema[name]
        spec = self._ask.visible_field(cls, field)
        if spec.since is None:
            raise InvalidValues(f"{cls.name}.{spec.name} has no values that end it, so nobody keeps since when.")
        rows = self._ask.execute(self._ask.by_ids(cls), {"ids": list(ids)[:MOST]}) if ids else []
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
        if not self._ask.gate.may_add(cls):
            raise ReadOnly(f"You may not add a {cls.word}.")
        fields = self._rules.stamped(cls, checked(cls, values, new=True))
        given = grants.checked(acl or {})
        self._log.lock()
        self._rules.check(cls, fields, None)
        self._rules.check_id(cls, object_id)
        columns: dict[str, Any] = {
            "object_id": object_id or self._identities.new(),
            "created_at": self.now,
            "updated_at": self.now,
        }
        columns |= {"creator": None if cls.model.managed or self.principal.is_system else self.principal.user}
        columns |= {"has_acl": acl is not None, "version": 1} | to_columns(cls, fields)
        columns |= _since(cls, columns, self.now)
        change = Change(cls.name, columns["object_id"], None, self._image(cls, columns, given))
        writing.add(self._connection, self.schema, self._ask.prepared, self._log, change, columns)
        if given:
            grants.put(self._connection, cls, columns["object_id"], given)
        row = to_row(cls, columns)
        return row | {"acl": self._sight.shown(cls, columns, given)} if with_acl else row

    def update(
        self,
        name: str,
        object_id: str,
        values: Mapping[str, Any] | Callable[[Row], Mapping[str, Any]],
        *,
        version: int | None = None,
        acl: Mapping[str, str] | Literal["kept"] | None = "kept",
        touch: bool = False,
        stays: bool = False,
        with_acl: bool = False,
    ) -> Row:
        """Change the fields named in `values` and return the record. Values that it has already are no change.

        Args:
            name: Of the class.
            object_id: Of the record.
            values: The new values; or what makes them of the record, which nobody else changes meanwhile.
            version: What the record's version must be.
            acl: Another ACL, as in `share`.
            touch: Whether it counts as a change even when nothing is another value.
            stays: Whether it is where it was, and only called otherwise: since when it is there does not change.
            with_acl: As in `get`.

        Raises:
            RecordNotFound: It does not exist or may not be read; or a pointer names such a record.
            ReadOnly: It may be read, but not written.
            InvalidValues: A value breaks a rule of the class.
            Conflict: Its version is not `version`.
        """
        cls = self.schema[name]
        was = self._to_write(cls, object_id)
        if version is not None and was["version"] != version:
            raise Conflict(f"{cls.name} {object_id} changed meanwhile; nothing was written.", [(cls.name, object_id)])
        fields = checked(cls, values(to_row(cls, was)) if callable(values) else values, new=False)
        if secret := [field for field in fields if cls.fields[field].secret]:
            raise InvalidValues(f"{secret[0]} is not changed this way.")
        columns = {key: value for key, value in to_columns(cls, fields).items() if was[key] != value}
        changed = {field: value for field, value in fields.items() if self._differs(cls, field, columns)}
        self._rules.check(cls, changed, was)
        asks_acl = columns or touch or with_acl or acl != "kept"
        before = after = grants.of(self._connection, cls, was) if asks_acl else []
        if acl != "kept":
            after = grants.checked(acl or {})
            columns |= {"has_acl": acl is not None} if was["has_acl"] != (acl is not None) else {}
        became = was
        if columns or touch or before != after:
            since = _since(cls, columns, self.now)
            since = {name: now for name, now in since.items() if not (stays and was[name])}
            self._write(cls, was, columns | since, before, after)
            became = {**was, **columns, "updated_at": self.now}
        row = to_row(cls, became)
        return row | {"acl": self._sight.shown(cls, became, after)} if with_acl else row

    def delete(self, name: str, object_id: str) -> None:
        """Remove a record; the change log keeps its last image. Pointers to it stay where they are.

        A class may have it otherwise: then the records that point to it go along, whoever may write them, or keep it.

        Raises:
            RecordNotFound: It does not exist, or may not be read.
            ReadOnly: It may be read, but not deleted.
            Conflict: Records point to it that keep it from being deleted.
        """
        cls = self.schema[name]
        was = self._to_write(cls, object_id)
        if cls.model.managed and not self._ask.gate.may_add(cls):
            raise ReadOnly(f"You may not delete a {cls.word}.")
        for other, row in reversed([(cls, was), *dependants.along(self._connection, self.schema, cls, object_id)]):
            given = grants.of(self._connection, other, row)
            for table in (other.acl, other.table):
                self._connection.execute(delete(table).where(table.c.object_id == row["object_id"]))
            change = Change(other.name, row["object_id"], to_image(row, given), None)
            names.renamed(self._connection, self.schema, change)
            self._log.append(change)

    def may_add(self, name: str) -> bool:
        """Whether the principal may add records of a class at all."""
        return self._ask.gate.may_add(self.schema[name])

    def writable(self, name: str, ids: Sequence[str]) -> set[str]:
        """Return those of `ids` (at most 1,000) whose records the principal may change or delete."""
        cls = self.schema[name]

        def build() -> Select[Any]:
            wanted = one_of(cls.table.c.object_id, "ids")
            return select(cls.table.c.object_id).where(wanted, self._ask.gate.allowed("write", cls))

        found = self._ask.execute(self._ask.kept("writable", cls, build), {"ids": list(ids)[:MOST]}) if ids else []
        return {row["object_id"] for row in found}

    def readable_in(self, name: str, world: Mapping[str, str]) -> set[str]:
        """Return the records of a class that the principal might read, were there those of `world` and no others.

        Args:
            name: Of the class.
            world: As `store.sync.past.values` makes it.
        """
        return history.readable_in(self._ask, self.schema[name], world)

    def maker(self, name: str, object_id: str) -> str | None:
        """Return the id of the user who made a readable record; `None` for some imported ones."""
        made: str | None = self._ask.one(self.schema[name], object_id)["creator"]
        return made

    def acl(self, name: str, object_id: str) -> dict[str, str] | None:
        """Return the explicit ACL of a readable record, `{grantee: "read" | "write"}`; `None` when it has none."""
        cls = self.schema[name]
        row = self._ask.one(cls, object_id)
        return self._sight.shown(cls, row, grants.of(self._connection, cls, row)) if row["has_acl"] else None

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
        return TakingBack(self._ask, self._log, self.origin).of(run, preview=preview)

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

        Who may read a record, all fields of it, may read its history; of a deleted one, who could read it when it went.
        Of the rest, a person sees his own changes, a manager all.

        Args:
            before: Only changes with a smaller number: the next page.

        Raises:
            RecordNotFound: There is and was no such record, or he may not read it.
        """
        return history.page(self._ask, record, run=run, user=user, limit=min(limit, MOST), before=before)

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
        return Finding(self._ask).named(words, classes)

    def suggested(self, text: str, classes: Sequence[str] = (), *, limit: int = 10) -> list[Suggestion]:
        """Return readable records whose names `text` begins, as somebody types it; at most `limit` (1,000)."""
        return Finding(self._ask).suggested(text, classes, min(limit, MOST))

    def search(self, question: Question, meaning: Meaning | None) -> list[Found]:
        """Return the passages that answer a question best, of those records that may be read and meet its filters.

        Without `meaning` they are those with words of the question.
        """
        return Finding(self._ask).search(question, meaning)

    def _to_write(self, cls: Class, object_id: str) -> Columns:
        self._log.lock()
        if found := self._ask.by_id(cls, object_id, "write"):
            return found[0]
        self._ask.one(cls, object_id)
        raise ReadOnly(f"You may read this {cls.word}, but not change it.")

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
        columns = {**columns, "updated_at": self.now, "version": was["version"] + 1}
        became = self._image(cls, {**was, **columns}, after)
        change = Change(cls.name, was["object_id"], to_image(was, before), became)
        to_log = self.schema, self._ask.prepared, self._log
        if not writing.alter(self._connection, *to_log, change, columns, was["version"]):
            raise Conflict(f"{cls.name} {was['object_id']} changed meanwhile; nothing was written.")
        names.renamed(self._connection, self.schema, change)
        if before != after:
            grants.put(self._connection, cls, was["object_id"], after)

    @staticmethod
    def _image(cls: Class, columns: Columns, given: grants.Grants) -> Image:
        return to_image({column.name: columns.get(column.name) for column in cls.table.c}, given)


def _since(cls: Class, columns: Columns, now: datetime) -> dict[str, datetime]:
    """Return the moments that go with the values written, e.g. since when a deal is in its stage."""
    return {spec.since: now for spec in cls.fields.values() if spec.since and spec.name in columns}
