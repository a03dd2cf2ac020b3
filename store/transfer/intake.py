"""Fits records of a file to the workspace: who is here already, what is missing, what no two may have."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from reprlib import repr as short
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from store.fields import Pointer
from store.grants import Grants
from store.rows import to_columns
from store.schema import Class, Schema
from store.transfer.bulk import Made, batches
from store.transfer.form import Draft, Form
from store.transfer.problems import Problems
from store.transfer.snapshot import Present, all_grants
from store.transfer.wire import USER

CHUNK = 1_000
"""Values in one question to the database."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Intake:
    """Records of a file before they are written, in the transaction that will write them."""

    def __init__(self, connection: Connection, schema: Schema, problems: Problems) -> None:
        self._connection = connection
        self._schema = schema
        self._problems = problems
        self._forms = {cls.name: Form(cls) for cls in schema.classes.values()}
        self.matched: list[Draft] = []
        """Users of the file who are in the workspace already."""
        self.unchanged = 0
        """Other records that the workspace has already, as the file has them."""

    def fit(self, drafts: Sequence[Draft], now: datetime, *, also: Sequence[Draft] = ()) -> list[Made]:
        """Return the records that are new, ready to be written; what does not fit becomes a problem.

        A user whose e-mail address is known is that user, and what names him names that user. Records bear moments a
        microsecond apart, the last one `now`, unless the file gives their own: so lists keep the order of the file.

        Args:
            drafts: The records.
            now: The moment that they bear.
            also: Records that are here and will be as these say; they are looked at for what no two may have.
        """
        users = self._known_users(drafts)
        self.matched = [draft for draft in drafts if draft.cls.name == USER and draft.id in users]
        rest = [draft for draft in drafts if draft.cls.name != USER or draft.id not in users]
        if any(there != here for there, here in users.items()):
            rest = [_renamed(draft, users) for draft in rest]
        self._check_pointers(rest)
        new = self._unknown(rest)
        self.unchanged = len(rest) - len(new)
        self._check_unique([*new, *also])
        first = now - timedelta(microseconds=len(new) - 1)
        return [made(draft, first + timedelta(microseconds=n)) for n, draft in enumerate(new)]

    def missing(self, pointers: Iterable[Pointer]) -> set[Pointer]:
        """Return those that name nothing in the workspace."""
        wanted = set(pointers)
        found = set()
        for name in {pointer.cls for pointer in wanted}:
            column = self._schema[name].table.c.object_id
            ids = sorted(pointer.id for pointer in wanted if pointer.cls == name)
            found |= {Pointer(name, row[0]) for row in self._asked([column], column, ids)}
        return wanted - found

    def _known_users(self, drafts: Sequence[Draft]) -> dict[str, str]:
        """Return the users of the file who are here already: id in the file → id here."""
        users = [draft for draft in drafts if draft.cls.name == USER]
        addresses = {draft.values["email"].lower(): draft.id for draft in users}
        table = self._schema[USER].table.c
        address = func.lower(table.email)
        rows = self._asked([address, table.object_id], address, sorted(addresses))
        return {addresses[one]: object_id for one, object_id in rows}

    def _check_pointers(self, drafts: Sequence[Draft]) -> None:
        here = {(draft.cls.name, draft.id) for draft in drafts}
        others = [(draft.label, key, to) for draft in drafts for key, to in draft.pointers() if to not in here]
        missing = self.missing(to for _, _, to in others)
        for label, key, to in others:
            if to in missing:
                self._problems.add(
                    f"{label}: {key} names {to.cls.strip('_')} {to.id}, which is neither here nor in the file."
                )

    def _unknown(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return the records whose ids are not here yet; the others must be exactly what is here."""
        known: dict[tuple[str, str], dict[str, Any]] = {}
        for name in {draft.cls.name: None for draft in drafts}:
            ids = [draft.id for draft in drafts if draft.cls.name == name]
            known |= {(name, record["id"]): record for record in self._here(self._schema[name], ids)}
        new = []
        for draft in drafts:
            here = known.get((draft.cls.name, draft.id))
            if here is None:
                new.append(draft)
            elif here != self._forms[draft.cls.name].write(made(draft, EPOCH).columns, draft.grants, lambda *_: True):
                self._problems.add(f"{draft.label} is in the workspace already, with other values.")
        return new

    def _here(self, cls: Class, ids: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield those of `ids` that are here, in their form."""
        columns = list(cls.table.c)
        names = [column.name for column in columns]
        rows = [dict(zip(names, row, strict=True)) for row in self._asked(columns, cls.table.c.object_id, ids)]
        acl: dict[str, Grants] = all_grants(self._connection, cls) if any(row["has_acl"] for row in rows) else {}
        present, form = Present(self._connection, self._schema), self._forms[cls.name]
        for row in rows:
            yield form.write(row, acl.get(row["object_id"]), present.has)

    def _check_unique(self, drafts: Sequence[Draft]) -> None:
        for cls in {draft.cls.name: draft.cls for draft in drafts}.values():
            for name in cls.model.unique:
                seen: dict[str, Draft] = {}
                for draft in (one for one in drafts if one.cls is cls and one.values[name] is not None):
                    if (other := seen.setdefault(draft.values[name].lower(), draft)) is not draft:
                        self._taken(draft, name, f"{other.label} of the file")
                column = func.lower(cls.table.c[name])
                for value, object_id in self._asked([column, cls.table.c.object_id], column, sorted(seen)):
                    if object_id != seen[value].id:
                        self._taken(seen[value], name, f"another {cls.word} here")

    def _taken(self, draft: Draft, name: str, other: str) -> None:
        self._problems.add(f"{draft.label}: {other} has the {name} {short(draft.values[name])}, too.")

    def _asked(self, columns: Iterable[Any], key: ColumnElement[Any], values: Sequence[str]) -> Iterator[Any]:
        """Yield the rows whose `key` is one of `values`."""
        statement = select(*columns)
        for chunk in batches(values, CHUNK):
            yield from self._connection.execute(statement.where(key.in_(chunk)))


def made(draft: Draft, at: datetime) -> Made:
    """Return a record ready to be written; `at` stands for the moments that the file does not give."""
    created = draft.moments.get("created_at", at)
    updated = draft.moments.get("updated_at", created)
    since = [spec.since for spec in draft.cls.fields.values() if spec.since]
    columns = {"object_id": draft.id, "created_at": created, "updated_at": updated, "creator": draft.creator}
    columns |= {"has_acl": draft.grants is not None, "version": 1}
    columns |= {name: draft.moments.get(name, updated) for name in since}
    return Made(draft.cls, columns | to_columns(draft.cls, draft.values), draft.grants or [], draft.account)


def _renamed(draft: Draft, users: dict[str, str]) -> Draft:
    """Return the record with the ids that users have here, in its pointers and its ACL."""
    values = {
        name: Pointer(USER, users.get(value.id, value.id))
        if isinstance(value, Pointer) and value.cls == USER
        else value
        for name, value in draft.values.items()
    }
    merged: dict[str, bool] = {}
    for grantee, _, can_write in draft.grants or []:
        name = users.get(grantee, grantee)
        merged[name] = merged.get(name, False) or can_write
    grants = None if draft.grants is None else [(name, True, merged[name]) for name in sorted(merged)]
    return replace(
        draft, values=values, creator=draft.creator and users.get(draft.creator, draft.creator), grants=grants
    )
