"""Tells those who listen what changes. One thread follows the change log, and asks each different question once."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Any

import orjson

from api.http import failures
from api.parse.refusals import Refusal, refusal
from api.parse.values import ALWAYS, encoded, wire
from store.errors import StoreError
from store.feed import Entry, Feed
from store.live import Heard, Listening
from store.rows import Row
from store.store import Store

WAIT = 1.0
"""Seconds after which the thread looks whether it is still wanted."""

Key = tuple[Any, ...]


@dataclass(eq=False)
class Subscription:
    """One thing that an app wants to hear."""

    key: Key
    """The class, the question and who asks: equal ones are asked once."""
    listening: Listening
    renew: Callable[[], Listening]
    """Makes `listening` anew, when the classes have changed."""
    at: int
    """The last change that was told, or was there when it began."""
    keys: frozenset[str] | None
    watch: frozenset[str] | None
    tell: Callable[[str, bytes, bytes | None, int], None]
    """Takes what happened, the record, the record as it was, and the number of the change, from another thread."""
    fail: Callable[[Refusal], None]


@dataclass
class Group:
    """Subscriptions that are asked together."""

    listening: Listening
    subscriptions: set[Subscription] = field(default_factory=set)


class Hub:
    """The subscriptions of one process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._schema = store.schema
        self._groups: dict[Key, Group] = {}
        self._lock = Lock()
        self._wanted = Event()
        self._stopped = Event()
        self._thread: Thread | None = None

    def add(self, subscription: Subscription) -> None:
        """Let an app hear what happens from now on."""
        with self._lock:
            group = self._groups.setdefault(subscription.key, Group(subscription.listening))
            group.subscriptions.add(subscription)
            if self._thread is None:
                self._thread = Thread(target=self._follow, name="parse-live", daemon=True)
                self._thread.start()
            self._wanted.set()

    def remove(self, subscription: Subscription) -> None:
        """Let an app hear no more; nothing happens if it does not any more."""
        with self._lock:
            group = self._groups.get(subscription.key)
            if group is not None:
                group.subscriptions.discard(subscription)
                if not group.subscriptions:
                    del self._groups[subscription.key]
            if not self._groups and not self._stopped.is_set():
                self._wanted.clear()

    def close(self) -> None:
        """End the thread."""
        with self._lock:
            self._stopped.set()
            self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def _follow(self) -> None:
        while not self._stopped.is_set():
            self._wanted.wait()
            try:
                self._listen()
            except Exception as error:  # the database is away: what is missed is told when it is back
                failures.note(error)
                self._stopped.wait(WAIT)

    def _listen(self) -> None:
        """Tell what is new while anybody wants to hear.

        Then the feed is closed: a connection to PostgreSQL that listens and is not read holds others up in the end.
        """
        with closing(Feed(self._store)) as feed:
            while self._wanted.is_set() and not self._stopped.is_set():
                self._step(feed)

    def _step(self, feed: Feed) -> None:
        """Tell what is new, or wait for more."""
        with self._lock:
            at = min((one.at for group in self._groups.values() for one in group.subscriptions), default=None)
        entries = feed.since(at) if at is not None else []
        if self._store.schema is not self._schema:
            self._renew()
        for entry in entries:
            self._tell(feed, entry)
        if not entries:
            feed.wait(WAIT)

    def _tell(self, feed: Feed, entry: Entry) -> None:
        """Ask for each group once, and tell all of it; each gets the fields that he wants."""
        groups: dict[Listening, list[Subscription]] = {}
        with self._lock:
            for group in self._groups.values():
                if hearing := [one for one in group.subscriptions if one.at < entry.seq]:
                    groups[group.listening] = hearing
        for listening, heard in feed.heard(entry.change, list(groups)):
            if isinstance(heard, StoreError):
                self._end(groups[listening], heard)
            else:
                _send(groups[listening], listening, heard, entry.seq)
        for hearing in groups.values():
            for one in hearing:
                one.at = entry.seq

    def _renew(self) -> None:
        """Ask from now on by the classes that the workspace has by now."""
        self._schema = self._store.schema
        with self._lock:
            groups = list(self._groups.values())
        for group in groups:
            for one in list(group.subscriptions)[:1]:
                try:
                    group.listening = one.renew()
                except (StoreError, Refusal) as error:
                    self._end(list(group.subscriptions), error)

    def _end(self, subscriptions: Iterable[Subscription], error: StoreError | Refusal) -> None:
        """Let those hear no more whose question cannot be asked."""
        for one in subscriptions:
            self.remove(one)
            one.fail(refusal(error))


def _send(subscriptions: Iterable[Subscription], listening: Listening, heard: Heard, seq: int) -> None:
    said = _said(listening, heard.row)
    was = _said(listening, heard.was) if heard.was is not None else None
    shows_was = was is not None and heard.op in ("update", "enter", "leave")
    fields = _changed(said, was or {}) if heard.op in ("create", "update") else None
    written: dict[frozenset[str] | None, tuple[bytes, bytes | None]] = {}
    for one in subscriptions:
        if one.watch is not None and fields is not None and not one.watch & fields:
            continue
        if one.keys not in written:
            before = orjson.dumps(_narrow(was, one.keys)) if was is not None and shows_was else None
            written[one.keys] = orjson.dumps(_narrow(said, one.keys)), before
        one.tell(heard.op, *written[one.keys], seq)


def _said(listening: Listening, row: Row) -> dict[str, Any]:
    return encoded(wire(listening.cls), row) | {"className": listening.cls.name}


def _changed(said: Mapping[str, Any], was: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields that differ."""
    return frozenset(name for name in {**was, **said} if was.get(name) != said.get(name))


def _narrow(said: Mapping[str, Any], keys: frozenset[str] | None) -> Mapping[str, Any]:
    if keys is None:
        return said
    return {name: value for name, value in said.items() if name in keys or name in ALWAYS or name == "className"}
