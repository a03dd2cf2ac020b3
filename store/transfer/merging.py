"""Compares the rows of a sheet with what is there: which are new, which change a record, and which are there already.

A row with an id says how that record is, in the columns that the sheet has: an empty cell is an empty value. A row
without is there already if its title is, with the same e-mail address; where it has no address, with the same pointers
and dates. Otherwise it is a new record, and what its cells leave open is as in every new record of the class.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from store import grants
from store.errors import InvalidValues
from store.fields import Spec
from store.identities import LENGTH, LETTERS
from store.rows import to_columns
from store.schema import Class, Schema
from store.transfer import people, wire
from store.transfer.bulk import Made, batches
from store.transfer.columns import ROLE, Columns, identity
from store.transfer.directory import Directory, everything
from store.transfer.form import CREATOR, Draft
from store.transfer.intake import CHUNK, EPOCH, made
from store.transfer.problems import Problems

EMAIL = "email"
Mark = tuple[Any, ...]


class Merging:
    """The rows of one sheet, in the transaction that will write them."""

    def __init__(
        self, connection: Connection, schema: Schema, columns: Columns, problems: Problems, now: datetime
    ) -> None:
        self.new: list[Draft] = []
        self.changed: list[Made] = []
        self.changed_drafts: list[Draft] = []
        self.duplicates: list[int] = []
        self.unchanged = 0
        self._connection = connection
        self._schema = schema
        self._columns = columns
        self._cls = columns.form.cls
        self._problems = problems
        self._now = now
        self._directory = Directory(schema, everything(connection, schema))
        self._was: dict[str, dict[str, Any]] = {}
        self._seen: set[str] = set()
        self._same_by: list[str] = []
        self._there: set[Mark] | None = None

    def take(self, rows: Iterable[tuple[int, dict[str, str], str | None]]) -> None:
        """Sort all rows of the sheet: number, cells by key, and what is wrong with the form of the row."""
        rows = list(rows)
        ids = [object_id for _, cells, _ in rows if (object_id := identity(cells))]
        self._was = self._locked(ids)
        if self._columns.points_home:
            self._directory.expect(self._cls.name, self._columns.titles(cells for _, cells, _ in rows))
        there = {key for _, cells, _ in rows for key in cells}
        self._same_by = same_by(self._cls, (spec for key, spec in self._columns.form.fields.items() if key in there))
        for number, cells, wrong in rows:
            try:
                if wrong:
                    raise InvalidValues(wrong)
                self._sort(number, identity(cells), self._columns.read(cells, self._directory))
            except InvalidValues as error:
                self._problems.add(f"{label(number)}: {error}")

    def _sort(self, number: int, object_id: str, record: dict[str, Any]) -> None:
        record.pop("id", None)
        if object_id and wire.identity("id", object_id) in self._seen:
            raise InvalidValues("the sheet has this id twice.")
        self._seen.add(object_id)
        if object_id in self._was:
            self._change(number, self._was[object_id], record)
            return
        given = record if object_id else {key: value for key, value in record.items() if value is not None}
        draft = self._columns.form.read(label(number), {"id": object_id or _new_id()} | given, complete=False)
        if not object_id and self._is_there(draft):
            self.duplicates.append(number)
        else:
            self.new.append(draft)

    def _change(self, number: int, was: dict[str, Any], record: dict[str, Any]) -> None:
        """Note what a row changes of its record; an empty cell is no change of empty text."""
        form = self._columns.form
        here = form.write(was, None, self._directory.has)
        self._check_role(was["object_id"], record.pop(ROLE, None) if ROLE not in form.fields else None)
        given = {key: value for key, value in record.items() if not (value is None and here[key] == "")}
        draft = form.read(label(number), here | given)
        columns = made(draft, EPOCH).columns
        there = form.write(columns, None, lambda *_: True)
        changed = [key for key in given if there[key] != here[key]]
        if CREATOR in changed and form.keeps_creator:
            raise InvalidValues(f"{CREATOR}: who made a record stays who made it.")
        if not changed:
            self.unchanged += 1
            return
        specs = [form.fields[key] for key in changed]
        became = was | {name: columns[name] for spec in specs for name in spec.columns}
        became |= {spec.since: self._now for spec in specs if spec.since}
        became |= {"updated_at": self._now, "version": was["version"] + 1}
        given_to = grants.of(self._connection, self._cls, was)
        self.changed.append(Made(self._cls, became, given_to, was=was))
        self.changed_drafts.append(draft)

    def _check_role(self, user: str, role: str | None) -> None:
        if role is None:
            return
        account = self._schema.own.account
        row = self._connection.execute(select(account).where(account.c.user == user)).mappings().first()
        if role != people.write(dict(row or {}))[ROLE]:
            raise InvalidValues("role: a sheet does not change what a user may do who is here already.")

    def _locked(self, ids: list[str]) -> dict[str, dict[str, Any]]:
        """Return the records of these ids as they are, and let others who change them wait."""
        table = self._cls.table
        found: dict[str, dict[str, Any]] = {}
        for chunk in batches(ids, CHUNK):
            statement = select(table).where(table.c.object_id.in_(chunk)).with_for_update()
            found |= {row["object_id"]: dict(row) for row in self._connection.execute(statement).mappings()}
        return found

    def _is_there(self, draft: Draft) -> bool:
        """Whether a record without an id is there already, or was in the sheet before; from now on it is."""
        columns = to_columns(self._cls, draft.values)
        found = marks(self._cls, columns, self._same_by)
        if not found:
            return False
        if self._there is None:
            names = {self._cls.model.title_field, *self._same_by, *({EMAIL} & set(columns))}
            rows = self._connection.execute(select(*(self._cls.table.c[name] for name in names))).mappings()
            self._there = {mark for row in rows for mark in marks(self._cls, row, self._same_by)}
        there = found[0] in self._there
        self._there.update(found)
        return there


def same_by(cls: Class, specs: Iterable[Spec]) -> list[str]:
    """Return the columns, of the fields that a sheet has, which tell records of the same title apart.

    They are those of pointers and dates, but for who made a record.
    """
    told = [spec for spec in specs if spec.targets or spec.type is datetime]
    return [name for spec in told if spec.name not in cls.model.stamped for name in spec.columns]


def marks(cls: Class, columns: Mapping[Any, Any], names: Sequence[str]) -> list[Mark]:
    """Return by what a record is recognised, the surest first; nothing for one without a title."""
    title = (columns[cls.model.title_field] or "").strip().casefold()
    if not title:
        return []
    found: list[Mark] = [(title, *(columns[name] for name in names))]
    address = (columns.get(EMAIL) or "").strip().casefold()
    return [(EMAIL, title, address), *found] if address else found


def label(number: int) -> str:
    """Return how the problems of a row are told."""
    return f"Row {number}"


def _new_id() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
