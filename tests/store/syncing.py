"""A client that keeps what it is told, and what the tests of offline sync compare it with."""

from dataclasses import dataclass, field
from typing import Any

from store.principal import Principal
from store.store import Store
from store.sync.cursor import CursorGone
from store.sync.pull import Page, pull

Kept = dict[tuple[str, str], dict[str, Any]]


@dataclass
class Device:
    """Somebody's client: what it has, and how far it is."""

    store: Store
    principal: Principal
    kept: Kept = field(default_factory=dict)
    had: set[tuple[str, str]] = field(default_factory=set)
    """All that could be read when it began to read."""
    at: str | None = None
    alone: bool = True
    """Whether nobody writes while it reads, so that what it is told can be checked against that."""
    began: int = 0
    """How often it had to read everything."""

    def reads(self, limit: int = 500) -> Page:
        """Read one page, from the beginning when what it has cannot be continued."""
        if self.at is None or self.at.count(".") == 1:
            self.had |= readable(self.store, self.principal).keys()
        try:
            page = pull(self.store, self.principal, self.at, limit)
        except CursorGone:
            self.kept, self.at = {}, None
            self.had |= readable(self.store, self.principal).keys()
            page = pull(self.store, self.principal, None, limit)
        self.began += self.at is None
        told = {(name, row["object_id"]): row for name, row in page.records}
        assert len(page.records) + len(page.gone) <= limit
        assert len(told.keys() | set(page.gone)) == len(page.records) + len(page.gone), "a record is told twice"
        assert not self.alone or {*page.gone, *told} <= self.had, "it is told of a record that could not be read"
        self.kept |= told
        for key in page.gone:
            self.kept.pop(key, None)
        self.at = page.next
        return page

    def catches_up(self, limit: int = 500) -> "Device":
        """Read all pages that there are."""
        while self.reads(limit).more:
            pass
        return self


def readable(store: Store, principal: Principal) -> Kept:
    """All that somebody may read, read afresh."""
    with store.reading(principal) as records:
        return {
            (name, row["object_id"]): row
            for name in store.schema.classes
            for row in records.find(name, limit=1_000, with_acl=True)
        }
