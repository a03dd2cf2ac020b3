"""Takes what somebody changed offline: each change once, as a whole, and only where nobody else changed the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from store.changes import Origin
from store.errors import Conflict, InvalidValues, KeyReused, ReadOnly, StoreError
from store.principal import Principal
from store.records import Records
from store.rows import Row
from store.schema import Class
from store.store import Store
from store.sync import versions
from store.sync.pull import DOOR
from store.sync.versions import ACL
from store.values import checked

CALL = "change"


@dataclass(frozen=True, slots=True)
class Queued:
    """One change that was made offline.

    Attributes:
        key: Chosen by the client for this change alone: what was taken is not taken again.
        values: By field; with `acl`, as `Records.share` takes it.
        made_on: What an existing record's `updated_at` was, to the millisecond.
        after: Or the key of the change, made offline before, that the record was left by.
    """

    key: str
    how: Literal["create", "update", "delete"]
    cls: str
    object_id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    made_on: datetime | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made, in a run of its own, by which it is undone."""

    run: str
    updated_at: datetime | None
    """The record's, since; of a deleted one nothing."""


class Differs(StoreError):
    """Somebody else has changed the same meanwhile; nothing was written."""

    code = "conflict"

    def __init__(self, row: Row, fields: Sequence[str]) -> None:
        """Take the record as it is, with its ACL, and the fields that others have changed."""
        self.row = row
        self.fields = list(fields)
        super().__init__("Somebody else has changed the same meanwhile; nothing was written.")


def push(store: Store, principal: Principal, change: Queued) -> Done:
    """Make a change, all of it or nothing; tell how it was made, also when that was before.

    Fields that others have changed meanwhile stay so, unless it is about them.

    Raises:
        Differs: It is about them.
        KeyReused: Its key came with another change before.
        RecordNotFound: The record, or one that it is to point to, is gone or may not be read.
        ReadOnly: It may be read, but not changed.
        InvalidValues: A value breaks a rule of the class, or it is not told what the change was made on.
        Taken: A record has its id already.
    """
    run = _run(principal, change.key)
    with store.writing() as connection:
        cls = store.schema[change.cls]
        if cls.model.managed:
            raise ReadOnly("Users are not changed offline.")
        records = Records(connection, store.schema, principal, Origin(DOOR, run, CALL), datetime.now(UTC))
        with records.step():
            _begin(connection, store, principal, run)
            try:
                said = records.once(_name(change), lambda: _made(records, cls, change))
            except Conflict:
                raise KeyReused("This key came with another change before; take a new one for each.") from None
    return Done(run, datetime.fromisoformat(said) if said else None)


def _begin(connection: Connection, store: Store, principal: Principal, run: str) -> None:
    """Write down the run; it is there when the change was made before."""
    table, now = store.schema.own.run, datetime.now(UTC)
    if connection.scalar(select(table.c.id).where(table.c.id == run)) is None:
        values = {"id": run, "user": principal.user, "door": DOOR, "started_at": now, "finished_at": now}
        connection.execute(insert(table).values(values))


def _made(records: Records, cls: Class, change: Queued) -> str | None:
    """Make a change; return the moment that the record bears."""
    fields = {name: value for name, value in change.values.items() if name != ACL}
    acl = {name: value for name, value in change.values.items() if name == ACL}
    if change.how == "create":
        row = records.create(cls.name, fields, object_id=change.object_id, acl=acl.get(ACL))
    elif change.how == "update":
        fields = checked(cls, fields, new=False)
        _check(records, cls, change, fields | acl)
        row = records.update(cls.name, change.object_id, fields, acl=acl.get(ACL, "kept"))
    else:
        _check(records, cls, change, None)
        records.delete(cls.name, change.object_id)
        return None
    return str(row["updated_at"].isoformat())


def _check(records: Records, cls: Class, change: Queued, wanted: Mapping[str, Any] | None) -> None:
    """Refuse a change of what others have changed; a deletion is about all.

    Raises:
        Differs: They have.
        InvalidValues: It is not told what the change was made on.
    """
    if (change.made_on is None) == (change.after is None):
        raise InvalidValues("A change tells what it was made on: the record's updatedAt, or after which change.")
    name, object_id = cls.name, change.object_id
    now = records.get(name, object_id) | {ACL: records.acl(name, object_id)}
    run = None if change.after is None else _run(records.principal, change.after)
    was = versions.known(records, cls, object_id, change.made_on, run)
    if fields := was.differing(now, wanted):
        raise Differs(records.get(name, object_id, with_acl=True), fields)


def _run(principal: Principal, key: str) -> str:
    """Return the run of a user's change: the same one, however often it is sent."""
    return blake2b(json.dumps([principal.user, key]).encode(), digest_size=16).hexdigest()


def _name(change: Queued) -> str:
    """Return what tells a change from others that come with its key."""
    said = [change.how, change.cls, change.object_id, change.values, change.made_on, change.after]
    return f"sync {blake2b(json.dumps(said, default=str, sort_keys=True).encode(), digest_size=16).hexdigest()}"
