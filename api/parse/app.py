"""The application below `/parse`: it reads a request, lets it be answered, and writes the answer.

It is plain ASGI: what a framework does for each request costs more than most of these requests.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import escape
from types import SimpleNamespace
from typing import cast
from urllib.parse import unquote

import orjson
from starlette.types import Receive, Scope, Send

from api.http.rates import Rates
from api.parse import calls, once, routes, table  # noqa: F401 - importing the table fills it
from api.parse.answers import Answer
from api.parse.calls import Call
from api.parse.door import LASTS, SHORTEST, Door
from api.parse.functions import Functions
from api.parse.hub import Hub
from api.parse.live import Conversation
from api.parse.mail import Mail
from api.parse.refusals import refusal
from api.parse.routes import Kind, Route
from api.parse.turns import Turns
from api.workspace import Workspace
from store.admission import Admission, Policy
from store.sessions import Sessions

MOUNT = "/parse"
GRAPHQL = "/graphql"
JSON = b"application/json; charset=utf-8"
HTML = b"text/html; charset=utf-8"
ALLOWED = ", ".join(
    f"X-Parse-{name}"
    for name in (
        "Application-Id", "Client-Key", "Javascript-Key", "REST-API-Key", "Master-Key", "Session-Token",
        "Installation-Id", "Client-Version", "Revocable-Session", "Request-Id", "Cloud-Context",
    )
)  # fmt: skip
OPEN = [
    (b"access-control-allow-methods", b"GET,PUT,POST,DELETE,OPTIONS"),
    (
        b"access-control-allow-headers",
        f"{ALLOWED}, X-Requested-With, Content-Type, Authorization, Cache-Control, Pragma".encode(),
    ),
    (b"access-control-expose-headers", b"Location"),
    (b"access-control-max-age", b"600"),
]
"""For pages of other origins: who asks is told by a token in the request, never by a cookie."""
UNKNOWN = '<!DOCTYPE html>\n<html lang="en"><meta charset="utf-8"><title>Error</title><pre>Cannot {}</pre></html>'
AT_WORK = {"sqlite": 2, "postgresql": 3}
"""Requests that read from the database at a time.

More threads only take turns in Python, and each turn costs: eight readers took 30 to 60 per cent more CPU a request
than these, and answered fewer of them. Writers take turns at the change log, too (`api.parse.turns`)."""
ALONE = 8
"""Those that open units of work of their own."""


class Parse:
    """The application, around an open workspace that must outlive it."""

    def __init__(self, workspace: Workspace, rates: Rates) -> None:
        """Take the workspace, and what addresses have left of their requests.

        Raises:
            InvalidSettings: The functions or the mail server of the settings are none.
        """
        settings = workspace.settings
        self._door = Door(
            workspace=workspace,
            sessions=Sessions(workspace.users, lasts=LASTS, shortest=SHORTEST),
            admission=Admission(workspace.users, cast(Policy, settings.sign_up), shortest=SHORTEST),
            functions=Functions.of(settings.functions),
            mail=Mail(settings.mail),
            rates=rates,
            hub=Hub(workspace.store),
        )
        self._settings = settings
        self._inline = workspace.store.engine.dialect.name == "sqlite"
        readers = ThreadPoolExecutor(AT_WORK[workspace.store.engine.dialect.name], "parse-read")
        self._pools = {Kind.SHORT: readers, Kind.READ: readers, Kind.ALONE: ThreadPoolExecutor(ALONE, "parse-alone")}
        self._turns = Turns(self._door)

    def close(self) -> None:
        """Tell nobody of changes any more, and let go of the threads."""
        self._door.hub.close()
        self._turns.close()
        for pool in {*self._pools.values()}:
            pool.shutdown(wait=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or talk to an app that listens for as long as it does."""
        if scope["type"] == "websocket":
            await Conversation(self._door, receive, send).go_on()
            return
        try:
            answer = await self._answer(scope, receive)
            body = str(answer.said).encode() if answer.is_page else orjson.dumps(answer.said)
        except Exception as error:
            told = refusal(error)
            answer, body = Answer(None, told.status), orjson.dumps(told.said)
        headers = [(b"content-type", HTML if answer.is_page else JSON), (b"content-length", b"%d" % len(body)), *OPEN]
        headers.append((b"access-control-allow-origin", self._origin(scope)))
        if answer.location is not None:
            headers.append((b"location", answer.location.encode()))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _origin(self, scope: Scope) -> bytes:
        """Return whose pages may read the answer: everybody's, unless the settings name some."""
        origins = self._settings.origins
        if not origins:
            return b"*"
        said: bytes = dict(scope["headers"]).get(b"origin", b"")
        return said if said.decode("latin-1") in origins else origins[0].encode()

    async def _answer(self, scope: Scope, receive: Receive) -> Answer:
        if scope["method"] == "OPTIONS":
            return Answer({})
        path = tuple(step for step in unquote(scope["path"].removeprefix(MOUNT)).split("/") if step)
        raw, headers = await _read(receive), dict(scope["headers"])
        query, address = scope["query_string"].decode("latin-1"), (scope.get("client") or ("",))[0]
        method = "GET" if scope["method"] == "HEAD" else scope["method"]  # the server leaves the body out
        call = calls.call(method, path, query, headers, raw, self._settings, address)
        found, steps = routes.route(call.method, path)
        if found is None:
            said = UNKNOWN.format(escape(f"{call.method} {scope['path'][:200]}"))
            return Answer(said, 404, is_page=True)
        scope["route"] = SimpleNamespace(path=f"{MOUNT}/{found.template}")
        return await self._at_work(found, replace(call, path=steps))

    async def _at_work(self, found: Route, call: Call) -> Answer:
        if found.kind is Kind.SHORT and self._inline:
            return routes.answer(self._door, found, call)
        if found.kind is Kind.WRITE:
            return await self._turns.answer(found, call)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pools[found.kind], once.answer, self._door, found, call)


async def _read(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    parts = [body]
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
    return b"".join(parts)
