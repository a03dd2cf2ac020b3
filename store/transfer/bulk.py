"""Writes many records as one run of somebody, past the gate: rows, ACLs, change log and the index of names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, islice
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, insert, update

from store import names
from store.accounts import LOGGED
from store.changes import Change, Origin
from store.grants import Grants
from store.log import Log
from store.principal import Principal
from store.rows import to_image
from store.schema import Class, Schema
from store.transfer.progress import Progress

BATCH = 2_000
"""Records written by one statement."""
TITLES = 50_000
"""Names indexed at once: names share their words, so the more at once, the fewer words are written again."""
DOOR = "import"
T = TypeVar("T")


@dataclass(slots=True)
class Made:
    """A record to be written: its columns as they were, if it was there, and as they become."""

    cls: Class
    columns: dict[str, Any]
    grants: Grants = field(default_factory=list)
    account: dict[str, Any] | None = None
    was: Mapping[str, Any] | None = None

    @property
    def id(self) -> str:
        """The id of the record."""
        return str(self.columns["object_id"])


class Bulk:
    """One run that writes many records, in the caller's transaction. It checks nothing."""

    def __init__(self, connection: Connection, schema: Schema, now: datetime, by: Principal | None = None) -> None:
        """Take the transaction, the moment, and whose run it is: by default the workspace's own."""
        self.run = uuid4().hex
        self._connection = connection
        self._schema = schema
        self._user = (by or Principal.system()).user
        self._now = now
        self._titles: list[tuple[str, str, str]] = []

    def write(self, records: Sequence[Made], progress: Progress) -> str:
        """Write the records, in their order, and return the run: undoing it takes them all back."""
        table = self._schema.own.run
        values = {"id": self.run, "user": self._user, "door": DOOR, "started_at": self._now}
        self._connection.execute(insert(table).values(values))
        done = 0
        progress(done, len(records))
        for (cls, new), group in groupby(records, key=lambda made: (made.cls, made.was is None)):
            for batch in batches(group, BATCH):
                (self._insert if new else self._update)(cls, batch)
                done += len(batch)
                progress(done, len(records))
        for titles in batches(self._titles, TITLES):
            names.add(self._connection, self._schema, titles)
        finished = datetime.now(self._now.tzinfo)
        self._connection.execute(update(table).where(table.c.id == self.run).values(finished_at=finished))
        return self.run

    def _insert(self, cls: Class, batch: list[Made]) -> None:
        self._connection.execute(insert(cls.table), [made.columns for made in batch])
        acl = [
            {"object_id": made.id, "grantee": grantee, "can_read": can_read, "can_write": can_write}
            for made in batch
            for grantee, can_read, can_write in made.grants
        ]
        if acl:
            self._connection.execute(insert(cls.acl), acl)
        self._open_accounts([made for made in batch if made.account is not None])
        self._log([Change(cls.name, made.id, None, _image(made)) for made in batch])
        title = cls.model.title_field
        self._titles += [(cls.name, made.id, made.columns[title]) for made in batch if made.columns[title]]

    def _update(self, cls: Class, batch: list[Made]) -> None:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in batch[0].columns if name != "object_id"}
        statement = update(cls.table).where(cls.table.c.object_id == bindparam("new_object_id")).values(values)
        self._connection.execute(statement, [{f"new_{name}": v for name, v in made.columns.items()} for made in batch])
        changes = [
            Change(cls.name, made.id, to_image(made.was or {}, made.grants), to_image(made.columns, made.grants))
            for made in batch
        ]
        for change in changes:
            names.renamed(self._connection, self._schema, change)
        self._log(changes)

    def _open_accounts(self, users: list[Made]) -> None:
        """Write accounts; one that an earlier user of the same id has left behind goes first, with its password."""
        own = self._schema.own
        for table in (
            (own.account, own.session, own.mailing, own.token, own.link, own.link_code, own.answer) if users else ()
        ):
            self._connection.execute(delete(table).where(table.c.user.in_([made.id for made in users])))
        if users:
            self._connection.execute(insert(own.account), [{"user": made.id} | (made.account or {}) for made in users])

    def _log(self, changes: Iterable[Change]) -> None:
        origin = Origin(DOOR, self.run)
        Log(self._connection, self._schema.own.change, self._user, origin).append(*changes)


def batches(many: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most `size`."""
    rest = iter(many)
    while batch := list(islice(rest, size)):
        yield batch


def _image(made: Made) -> Mapping[str, Any]:
    """Return the image of a new record; that of a user tells his roles and region as well."""
    beside = {name: made.account.get(name) for name in LOGGED} if made.account else {}
    return to_image(made.columns | beside, made.grants)
