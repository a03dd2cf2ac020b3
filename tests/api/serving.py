"""A real server on loopback around a workspace, and people who call it."""

import json
import socket
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any
from uuid import uuid4

import pytest
import uvicorn
from httpx2 import Client, Response
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from sqlalchemy import Engine, text

from agent.assistant import Assistant
from agent.memory import memory
from api.http.app import create_app
from api.http.server import make_server
from api.settings import Settings
from api.workspace import Workspace
from store.principal import Principal
from store.schema import Schema
from store.sessions import Sessions
from store.store import Store
from store.users import Users
from tests.doubles import ScriptedModel, script
from tests.store.people import PASSWORD, cheap

EVENTS = {"Accept": "text/event-stream"}
TIMEOUT = 20


def until(true: Any, seconds: float = 10) -> None:
    """Wait until it is true."""
    end = monotonic() + seconds
    while not true():
        assert monotonic() < end, "it did not happen in time"
        sleep(0.01)


@dataclass
class Sent:
    """One server-sent event as it was received."""

    id: str
    kind: str
    said: dict[str, Any]


def sent(lines: Iterable[str]) -> Iterator[Sent]:
    """Yield the events of a stream; comments are left out."""
    fields: dict[str, str] = {}
    for line in lines:
        if not line and fields:
            yield Sent(fields.get("id", ""), fields["event"], json.loads(fields["data"]))
            fields = {}
        elif line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value


@dataclass
class Caller:
    """Somebody who calls the server."""

    client: Client
    token: str = ""
    id: str = ""

    def __call__(self, method: str, path: str, **more: Any) -> Response:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        return self.client.request(method, path, headers=headers | more.pop("headers", {}), **more)

    def get(self, path: str, **query: Any) -> Any:
        """What is there; it must be."""
        response = self("GET", path, params=query)
        assert response.status_code == 200, response.text
        return response.json()

    def post(self, path: str, **body: Any) -> Any:
        """What comes back from posting; it must be taken."""
        response = self("POST", path, json=body)
        assert response.status_code in (200, 201), response.text
        return response.json()

    def thread(self, **body: Any) -> str:
        """A new thread's id."""
        return str(self.post("/api/threads", **body)["id"])

    def says(self, thread: str, text: str) -> Any:
        """The reply to a message."""
        return self.post(f"/api/threads/{thread}/messages", text=text)

    def hears(self, path: str, method: str = "POST", headers: dict[str, str] | None = None, **body: Any) -> list[Sent]:
        """All events that come."""
        wanted = {"Authorization": f"Bearer {self.token}"} | EVENTS | (headers or {})
        with self.client.stream(method, path, headers=wanted, json=body or None) as response:
            assert response.status_code == 200, response.read()
            assert response.headers["content-type"].startswith("text/event-stream")
            return list(sent(response.iter_lines()))

    def refused(self, method: str, path: str, **more: Any) -> tuple[int, str]:
        """Status and code of a refusal, which has the shape of all of them."""
        response = self(method, path, **more)
        said = response.json()
        assert {"code", "error"} <= set(said)
        assert said["error"].endswith(".")
        return response.status_code, said["code"]


@dataclass
class Server:
    """A server at work."""

    store: Store
    workspace: Workspace
    model: ScriptedModel
    client: Client
    web: uvicorn.Server
    joined: int = 0
    ended: Callable[[], bool] = bool
    """Whether it has stopped."""

    def stop(self) -> None:
        """Let it stop, as a signal does."""
        self.web.should_exit = True

    def says(self, *lines: AIMessage | str) -> None:
        """What the model will say, in order."""
        self.model.lines = script(*lines).lines

    def waits(self, *before: AIMessage | str, then: AIMessage | str = "Done.") -> tuple[Event, Event]:
        """Let the model say these lines, then halt before the last one; return "it halts" and "go on"."""
        halts, go = Event(), Event()

        def lines() -> Iterator[AIMessage]:
            yield from script(*before).lines
            halts.set()
            assert go.wait(TIMEOUT)
            yield from script(then).lines

        self.model.lines = lines()
        return halts, go

    def joins(self) -> Caller:
        """Somebody new who has signed up."""
        self.joined += 1
        name = f"person{self.joined}"
        body = {"username": name, "email": f"{name}@example.com", "password": PASSWORD}
        signed = Caller(self.client).post("/api/auth/sign-up", **body)
        return Caller(self.client, signed["token"], signed["user"]["id"])

    def owns(self, who: Caller, *titles: str) -> list[str]:
        """Deals of somebody; their ids."""
        with self.store.records(Principal(who.id)) as records:
            return [str(records.create("Deal", {"title": title})["object_id"]) for title in titles]

    def stage(self, deal: str) -> str:
        """The stage of a deal."""
        with self.store.reading(Principal.system()) as records:
            return str(records.get("Deal", deal)["stage"])

    def sessions(self) -> Sessions:
        """Who has signed in."""
        return Sessions(self.workspace.users)

    def remembers(self, thread: str) -> bool:
        """Whether the model remembers anything of a thread, by the graph's name of it."""
        with memory(self.workspace.settings.memory) as kept:
            return kept.get_tuple({"configurable": {"thread_id": thread}}) is not None

    @contextmanager
    def aside(self, body: Callable[[], Any]) -> Iterator[Future[Any]]:
        """Do something in another thread, until the block and it have ended."""
        with ThreadPoolExecutor(1) as pool:
            yield pool.submit(body)

    def has(self, deal: str) -> bool:
        """Whether a deal is there."""
        with self.store.reading(Principal.system()) as records:
            return bool(records.get_many("Deal", [deal]))

    def titles(self, who: Caller) -> list[str]:
        """The titles of somebody's deals, in their order."""
        with self.store.reading(Principal(who.id)) as records:
            return [str(row["title"]) for row in records.find("Deal", {}, order=["title"], limit=100)]


@contextmanager
def served(
    store: Store,
    url: str,
    home: Path,
    *,
    joined: int = 0,
    alone: bool = True,
    speaking: BaseChatModel | None = None,
    **settings: Any,
) -> Iterator[Server]:
    """Serve a workspace whose first user, an admin, has joined, or so many before him.

    Args:
        speaking: The model, if it is not to be the one that says its lines.
    """
    wanted = Settings(home=home, database_url=url, **{"sign_ups": 10_000} | settings)
    users = Users(store, passwords=cheap(store).passwords, time_zone=wanted.time_zone)
    workspace = Workspace(wanted, store, users)
    model = script()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with memory(workspace.settings.memory) as kept:
        app = create_app(workspace, Assistant(store, speaking or model, kept), alone=alone)
        server = make_server(app)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            until(lambda: server.started)
            host, port = listener.getsockname()
            with Client(base_url=f"http://{host}:{port}", timeout=TIMEOUT) as client:
                found = Server(store, workspace, model, client, server, joined, lambda: not thread.is_alive())
                found.joins()
                yield found
        finally:
            server.should_exit = True
            thread.join(TIMEOUT)
            listener.close()


@contextmanager
def on_sqlite(made: Path, schema: Schema, folder: Path, **settings: Any) -> Iterator[Server]:
    """Serve a new workspace on SQLite."""
    copyfile(made, folder / "crm.db")
    url = f"sqlite:///{folder}/crm.db"
    store = Store.open(url, schema)
    try:
        with served(store, url, folder, **settings) as server:
            yield server
    finally:
        store.close()


@contextmanager
def on_postgres(
    address: str, admin: Engine, made: str, schema: Schema, folder: Path, **settings: Any
) -> Iterator[Server]:
    """Serve a new workspace on PostgreSQL."""
    name = f"served_{uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {made}"))
    url = address.replace("/postgres?", f"/{name}?")
    store = Store.open(url, schema)
    try:
        with served(store, url, folder, **settings) as server:
            yield server
    finally:
        store.close()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@contextmanager
def on_either(request: pytest.FixtureRequest, folder: Path, **settings: Any) -> Iterator[Server]:
    """Serve a new workspace on the database that a fixture is parametrised with."""
    schema: Schema = request.getfixturevalue("schema")
    if request.param == "sqlite":
        with on_sqlite(request.getfixturevalue("sqlite_made"), schema, folder, **settings) as server:
            yield server
        return
    address, admin, made = (request.getfixturevalue(name) for name in ("postgres", "postgres_admin", "postgres_made"))
    with on_postgres(address, admin, made, schema, folder, **settings) as server:
        yield server
