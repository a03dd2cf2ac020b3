"""Where the proof plays: a workspace that is thrown away, with the same classes, and a real server around it."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic, sleep

from httpx2 import Client

from agent.embedded.engine import NAME
from api.http.app import create_app
from api.http.server import make_server
from api.proof.person import Person
from api.settings import Settings
from api.workspace import Workspace
from store.blueprint.blueprint import Blueprint
from store.errors import ReadOnly
from store.schema import Class, Schema
from store.scratch import scratch
from store.store import Store
from store.users import Users

UNLIMITED = 1_000_000
STARTING = 30
"""Seconds in which the server is to be there."""
TIMEOUT = 30


@dataclass(frozen=True)
class Stage:
    """The workspace, and who is in it.

    Attributes:
        asked: What was asked for.
        tables: What the tables of the real workspace lack of its classes, in sentences.
        elsewhere: Why it is not in the workspace's own database; nothing when it is.
        nobody: Somebody who has not signed in.
        boss: The admin.
        ann: A salesperson.
        bob: Another one.
    """

    workspace: Workspace
    asked: Blueprint
    tables: list[str]
    elsewhere: str
    nobody: Person
    boss: Person
    ann: Person
    bob: Person

    @property
    def schema(self) -> Schema:
        """The classes."""
        return self.workspace.store.schema

    @property
    def engine(self) -> str:
        """What database it is in, as people say it."""
        return "SQLite" if self.workspace.store.engine.dialect.name == "sqlite" else "PostgreSQL"

    @property
    def classes(self) -> list[Class]:
        """Those of which people add records."""
        return [cls for cls in self.schema.classes.values() if not cls.model.managed]


@contextmanager
def stage(schema: Schema, settings: Settings, asked: Blueprint, tables: list[str]) -> Iterator[Stage]:
    """Set it up in the workspace's own kind of database; all of it is gone at the end, however it ends."""
    with ExitStack() as opening:
        folder = opening.enter_context(TemporaryDirectory(prefix="parley-proof-", ignore_cleanup_errors=True))
        url, elsewhere = _place(opening, settings.database_url)
        mine = _settings(settings, Path(folder), url)
        store = Store.open(mine.database_url, schema)
        opening.callback(store.close)
        workspace = Workspace(mine, store, Users(store, time_zone=mine.time_zone, locale=mine.locale))
        address = opening.enter_context(_served(workspace))
        http = opening.enter_context(Client(base_url=address, timeout=TIMEOUT))
        nobody = Person(http, mine.app_id, str(mine.master_key))
        boss, ann, bob = (nobody.joins(name) for name in ("Prue Oversby", "Ann Thorley", "Bob Quillfeather"))
        yield Stage(workspace, asked, tables, elsewhere, nobody, boss, ann, bob)


def _place(opening: ExitStack, url: str) -> tuple[str, str]:
    """Return the address of an empty database, and why it is no part of the workspace's own; nothing when it is."""
    try:
        return opening.enter_context(scratch(url)), ""
    except ReadOnly as error:
        return opening.enter_context(scratch("sqlite:///")), str(error)


@contextmanager
def _served(workspace: Workspace) -> Iterator[str]:
    """Serve the workspace on this machine, at a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listener, workspace.assistant() as assistant:
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server = make_server(create_app(workspace, assistant))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            end = monotonic() + STARTING
            while not server.started and thread.is_alive() and monotonic() < end:
                sleep(0.01)
            yield "http://{}:{}".format(*listener.getsockname())
        finally:
            server.should_exit = True
            thread.join(STARTING)


def _settings(given: Settings, home: Path, url: str) -> Settings:
    """Return what of the settings stays within the throw-away workspace; the embedded engine answers its chat."""
    return Settings(
        home=home,
        database_url=url,
        model=NAME,
        currency=given.currency,
        time_zone=given.time_zone,
        locale=given.locale,
        app_id=given.app_id,
        master_key=token_urlsafe(),
        requests=UNLIMITED,
        sign_ups=UNLIMITED,
        digest=None,
    )
