"""Cursors: how far a client is, in a text that it keeps and gives back.

A cursor names a change of the log, up to which the client knows everything. Its mark says which change that was, and
who saw it: the cursor of another workspace, of another user, of other roles or other classes does not fit. While pages
are left, it also says where the last one ended.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, select

from store import log
from store.errors import StoreError
from store.principal import Principal
from store.schema import Schema

OLDEST = 10_000
"""Changes after which reading everything anew costs less."""
MARK = 12
"""Bytes."""


class CursorGone(StoreError):
    """What the cursor counts from is not there any more, or was another one's; the client reads everything anew."""

    code = "cursor_gone"

    def __init__(self) -> None:
        super().__init__("What you have cannot be continued: forget it, and read everything anew, without `since`.")


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a client is."""

    since: int | None
    """The change up to which it knew everything before the pages that it is reading; nothing: it knew nothing."""
    until: int
    """The change up to which it knows everything when it has read them."""
    after: tuple[str, str] | None = None
    """Class and id of the last record looked at, as long as pages are left."""

    def written(self, mark: str) -> str:
        """Return the text."""
        if self.after is None:
            return f"{self.until}.{mark}"
        return ".".join([str(self.until), mark, "" if self.since is None else str(self.since), *self.after])


def begin(connection: Connection, schema: Schema) -> Cursor:
    """Return the cursor of a client that has nothing."""
    return Cursor(None, log.newest(connection, schema.own.change))


def read(connection: Connection, schema: Schema, principal: Principal, text: str) -> Cursor:
    """Return the cursor that a client gives back; when it has read all pages, one for those that come next.

    Raises:
        CursorGone: It does not fit.
    """
    until, _, rest = text.partition(".")
    given, _, place = rest.partition(".")
    since, _, after = place.partition(".")
    if not (_is_number(until) and (not place or not since or _is_number(since))):
        raise CursorGone
    newest = log.newest(connection, schema.own.change)
    if place:
        cls, _, object_id = after.partition(".")
        found = Cursor(int(since) if since else None, int(until), (cls, object_id))
    else:
        found = Cursor(int(until), newest)
    known = Cursor(found.since, found.until, found.after) if place else Cursor(None, int(until))
    oldest = found.until if found.since is None else found.since
    if newest - oldest > OLDEST or given != mark(connection, schema, principal, known):
        raise CursorGone
    return found


def mark(connection: Connection, schema: Schema, principal: Principal, cursor: Cursor) -> str:
    """Return what a cursor must bear to fit."""
    change = schema.own.change.c
    wanted = {cursor.until} if cursor.after is None or cursor.since is None else {cursor.since, cursor.until}
    statement = select(change.seq, change.at, change.cls, change.object_id).where(change.seq.in_(wanted))
    rows = [[seq, at.isoformat(), *record] for seq, at, *record in connection.execute(statement.order_by(change.seq))]
    there = len(rows) == len(wanted - {0})
    said = [rows if there else None, principal.user, sorted(principal.roles), _rules(schema)]
    return blake2b(json.dumps(said).encode(), digest_size=MARK).hexdigest()


def _rules(schema: Schema) -> Collection[object]:
    """Return what says who sees what of which classes."""
    classes = [
        [name, list(cls.table.c.keys()), cls.model.owners, cls.model.reveals, cls.model.follows, cls.model.public]
        for name, cls in schema.classes.items()
    ]
    return [schema.preset, classes]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
