"""A record as a client knew it when somebody changed it offline, and what was changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from store.changes import Change, Image
from store.fields import Pointer
from store.records import Records
from store.rows import Row, image_row
from store.schema import Class

ACL = "acl"
"""What the ACL is called among the fields."""
PAGE = 50
"""Changes of a record that are read at once."""
PAGES = 20


@dataclass(frozen=True, slots=True)
class Known:
    """A record as it was known; of a version that it never had, nothing is."""

    row: Row | None
    touched: frozenset[str]
    """The fields that were changed since, in any way; of an unknown version all."""

    def differing(self, now: Row, wanted: Mapping[str, Any] | None) -> list[str]:
        """Return the fields that are neither as they were known nor as they are wanted; by default any."""
        names = [name for name in now if name in self.touched and (wanted is None or name in wanted)]
        return [
            name
            for name in names
            if (self.row is None or now[name] != self.row[name]) and (wanted is None or now[name] != wanted[name])
        ]


def known(records: Records, cls: Class, object_id: str, made_on: datetime | None, run: str | None) -> Known:
    """Return what a client knew of a record.

    Args:
        records: Of the user.
        cls: Its class.
        object_id: Its id.
        made_on: Its `updated_at` as the client had it, to the millisecond.
        run: Or the run of the user's own that left it so.
    """
    since: list[Change] = []
    waiting: list[Change] = []
    found: Image | None = None
    for entry in _history(records, cls, object_id):
        change = Change(cls.name, object_id, entry["before"], entry["after"])
        same = entry["run"] == run if made_on is None else _at(change.after) == made_on
        if found is not None and not same:
            break
        if same:  # of several versions in one millisecond the oldest is meant
            since, found = [*since, *waiting], change.after
            waiting = []
        waiting.append(change)
    if found is None:
        return Known(None, frozenset({*cls.fields, ACL}))
    return Known(_row(cls, found), frozenset(name for change in since for name in _fields(cls, change)))


def _at(image: Image | None) -> datetime | None:
    """Return the moment that an image bears, to the millisecond, as clients know it."""
    if image is None:
        return None
    at = datetime.fromisoformat(image["updated_at"])
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _row(cls: Class, image: Image) -> Row:
    acl = {grantee: "write" if can_write else "read" for grantee, _, can_write in image["acl"]}
    return image_row(cls, image) | {ACL: acl if image["has_acl"] else None}


def _fields(cls: Class, change: Change) -> Iterator[str]:
    """Yield the fields that a change has changed."""
    columns = change.columns
    yield from (spec.name for spec in cls.fields.values() if not columns.keys().isdisjoint(spec.columns))
    if not columns.keys().isdisjoint({"acl", "has_acl"}):
        yield ACL


def _history(records: Records, cls: Class, object_id: str) -> Iterator[Mapping[str, Any]]:
    """Yield the changes of a record, the latest first."""
    before = None
    for _ in range(PAGES):
        page = records.history(Pointer(cls.name, object_id), limit=PAGE, before=before)
        yield from page
        if len(page) < PAGE:
            return
        before = page[-1]["seq"]
