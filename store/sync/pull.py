"""What a person may read, and what has changed in it: in pages, of which each tells where the next one begins.

A client that has read everything has what there was for him at the change with which he began, whoever wrote meanwhile;
then he reads what is different since, again in pages. So a page shows a record that could be read at the change up to
which it tells, and may be now; and tells that one is gone which could be read at the change from which it tells, when
it is not so. What could be read when, the gate is asked, over the records as they were (`store.sync.past`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Connection

from store import log
from store.changes import Origin
from store.principal import Principal
from store.records import Records
from store.rows import Row
from store.store import Store
from store.sync import cursor, past, reach
from store.sync.cursor import Cursor
from store.sync.past import Key, Past

DOOR = "sync"
"""How changes that were made offline are marked in the change log."""
MOST = 1_000
"""Records in one page."""
AT_ONCE = 200
"""Records that the gate is asked about at once, over the records as they were."""

Told = tuple[Key, Row | None]
"""A record, with its ACL; or that it is gone."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what a client does not know yet. No record is in it twice."""

    records: list[tuple[str, Row]]
    """Class and record, with its ACL."""
    gone: list[Key]
    """Records that were deleted, or may not be read any more."""
    next: str
    """The cursor with which to ask for the next page, now or later."""
    more: bool
    """Whether there is one already."""


def pull(store: Store, principal: Principal, since: str | None = None, limit: int = 500) -> Page:
    """Return what a person may read and has not been told up to a cursor, at most `limit` (1,000) records.

    Raises:
        CursorGone: The cursor does not fit this workspace or this person any more; he begins anew, without one.
    """
    with store.looking(still=True) as connection:
        schema = store.schema
        asked = cursor.read(connection, schema, principal, since) if since else cursor.begin(connection, schema)
        records = Records(connection, schema, principal, Origin(DOOR), datetime.now(UTC))
        return _Pull(connection, records, asked).page(max(1, min(limit, MOST)))


class _Pull:
    """The reading of one page."""

    def __init__(self, connection: Connection, records: Records, asked: Cursor) -> None:
        self._connection = connection
        self._records = records
        self._schema = records.schema
        self._asked = asked
        self._newest = log.newest(connection, self._schema.own.change)
        self._now = Past(connection, self._schema)
        self._then = Past(connection, self._schema, asked.until) if asked.until < self._newest else self._now
        self._before = self._then if asked.since is None else Past(connection, self._schema, asked.since)
        hanging = reach.hanging(self._schema, [self._before, self._then, self._now], self._before.changed)
        sees_all = records.principal.rank.sees_all
        self._unsure = hanging & self._before.changed.keys() if sees_all else hanging
        """Those of which it must be asked what could be read when; all others could always be read, or never."""

    def page(self, limit: int) -> Page:
        """Return the page."""
        told = list(islice(self._all() if self._asked.since is None else self._different(), limit + 1))
        after = told[limit - 1][0] if len(told) > limit else None
        reached = replace(self._asked, after=after)
        mark = cursor.mark(self._connection, self._schema, self._records.principal, reached)
        return Page(
            [(key[0], row) for key, row in told[:limit] if row is not None],
            [key for key, row in told[:limit] if row is None],
            reached.written(mark),
            after is not None or self._asked.until < self._newest,
        )

    def _all(self) -> Iterator[Told]:
        """Yield all that could be read then and may be now, by class and id."""
        names = list(self._schema.classes)
        first, last = self._asked.after or (names[0], "")
        for name in names[names.index(first) :]:
            while rows := self._records.find(
                name, {"object_id": {"over": last}}, order=["object_id"], limit=AT_ONCE, with_acl=True
            ):
                last = rows[-1]["object_id"]
                then = self._readable(self._then, name, [row["object_id"] for row in rows])
                yield from (((name, row["object_id"]), row) for row in rows if row["object_id"] in then)
            last = ""

    def _different(self) -> Iterator[Told]:
        """Yield what changed, was revealed or hidden, by class and id."""
        names = list(self._schema.classes)
        first, last = self._asked.after or (names[0], "")
        for cls, ids in reach.by_class(self._schema, {*self._before.changed, *self._unsure}):
            left = sorted(ids if names.index(cls.name) > names.index(first) else (one for one in ids if one > last))
            if names.index(cls.name) >= names.index(first):
                for start in range(0, len(left), AT_ONCE):
                    yield from self._told(cls.name, left[start : start + AT_ONCE])

    def _told(self, name: str, ids: list[str]) -> Iterator[Told]:
        now = self._records.get_many(name, ids, with_acl=True)
        then = self._readable(self._then, name, ids) & now.keys()
        lost = {one for one in ids if one not in then and (name, one) in self._unsure}
        before = self._readable(self._before, name, lost) if lost else set()
        for one in ids:
            if one in then:
                yield (name, one), now[one]
            elif one in before:
                yield (name, one), None

    def _readable(self, then: Past, name: str, ids: Collection[str]) -> set[str]:
        """Return those of `ids` that could be read then; with those that may be now, where that is no different."""
        unsure = [one for one in ids if (name, one) in self._unsure] if then is not self._now else []
        found = set(ids) - set(unsure)
        if unsure:
            keys = {(name, one) for one in unsure}
            world = past.values(self._schema, reach.around(self._schema, then, keys))
            found |= self._records.readable_in(name, world) & set(unsure)
        return found
