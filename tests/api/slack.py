"""A stand-in for Slack: its Web API on loopback, which checks what it receives, and people who write and press."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from threading import Thread
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from aiohttp import web
from httpx2 import Client, Response
from slack_sdk.signature import SignatureVerifier

from tests.api.serving import until

TOKEN, APP_TOKEN, SECRET, TEAM, BOT = "xoxb-test", "xapp-test", "a secret of Slack", "T1", "UBOT"
REQUIRED = {
    "chat.postMessage": ("channel", "text", "blocks"),
    "chat.update": ("channel", "ts", "text", "blocks"),
    "chat.postEphemeral": ("channel", "user", "text", "blocks"),
    "users.info": ("user",),
    "users.lookupByEmail": ("email",),
    "conversations.open": ("users",),
    "assistant.threads.setSuggestedPrompts": ("channel_id", "thread_ts", "prompts"),
    "auth.test": (),
    "apps.connections.open": (),
}
"""The methods that the app may call, and what each must be given."""
Row = dict[str, Any]


def person(slack_id: str, email: str = "", **more: Any) -> Row:
    """Somebody as `users.info` tells of him: a full member whose address is confirmed."""
    profile = {"real_name": slack_id.title()} | ({"email": email} if email else {})
    row = {"id": slack_id, "team_id": TEAM, "name": slack_id.lower(), "deleted": False, "is_bot": False}
    return row | {"is_email_confirmed": True, "is_restricted": False, "profile": profile} | more


@dataclass
class Posted:
    """A message that was posted; `user` when only he sees it."""

    channel: str
    ts: str
    text: str
    blocks: list[Row]
    thread: str | None = None
    user: str | None = None
    versions: int = 1

    @property
    def words(self) -> str:
        """All that is written in it."""
        texts = [block["text"]["text"] for block in self.blocks if block["type"] == "section"]
        texts += [one["text"] for block in self.blocks if block["type"] == "context" for one in block["elements"]]
        return "\n".join(texts)

    @property
    def buttons(self) -> dict[str, Row]:
        """Its buttons by label."""
        elements = [one for block in self.blocks if block["type"] == "actions" for one in block["elements"]]
        return {one["text"]["text"]: one for one in elements}


@dataclass
class Slack:
    """The stand-in.

    Attributes:
        people: Who is there.
        posted: Every message, as it is now.
        faults: What Slack would have refused.
        calls: The methods that were called.
    """

    url: str = ""
    people: dict[str, Row] = field(default_factory=dict)
    posted: list[Posted] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    calls: list[tuple[str, Row]] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None
    loop: asyncio.AbstractEventLoop | None = None
    acknowledged: list[Row] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def answer(self, method: str, token: str, given: Row) -> Row:
        """Answer a call, as Slack would."""
        self.calls.append((method, given))
        if method not in REQUIRED:
            self.faults.append(f"{method} is called, which is not foreseen")
            return {"ok": False, "error": "unknown_method"}
        if token != f"Bearer {APP_TOKEN if method.startswith('apps.') else TOKEN}":
            return {"ok": False, "error": "invalid_auth"}
        if missing := [name for name in REQUIRED[method] if not given.get(name)]:
            self.faults.append(f"{method} lacks {missing}")
            return {"ok": False, "error": "invalid_arguments"}
        check_blocks(given.get("blocks") or [], self.faults)
        said: Row = getattr(self, "_" + method.replace(".", "_"))(given)
        return {"ok": True} | said

    def hook(self, name: str, given: Row) -> None:
        """Take what is sent to the address of a command or of a button."""
        check_blocks(given.get("blocks") or [], self.faults)
        channel, user, ts = name.split("-")
        shown = Posted(channel, ts, given["text"], given["blocks"], user=user)
        if given.get("response_type") != "ephemeral":
            self.faults.append("the answer to a command is for all to read")
        if given.get("replace_original"):
            self.find(ts).blocks, self.find(ts).versions = shown.blocks, self.find(ts).versions + 1
        else:
            shown.ts = self._ts()
            self.posted.append(shown)

    def tells(self, envelope: Row) -> None:
        """Send something over the connection that the app has opened."""
        assert self.loop
        assert self.socket
        asyncio.run_coroutine_threadsafe(self.socket.send_json(envelope), self.loop).result(10)

    def find(self, ts: str) -> Posted:
        return next(message for message in self.posted if message.ts == ts)

    def _ts(self) -> str:
        return f"17{next(self.numbers):08}.000100"

    def _auth_test(self, _: Row) -> Row:
        return {"team_id": TEAM, "team": "Larkfell", "user_id": BOT, "bot_id": "B1", "user": "parley", "url": "u"}

    def _users_info(self, given: Row) -> Row:
        found = self.people.get(given["user"])
        return {"user": found} if found else {"ok": False, "error": "user_not_found"}

    def _users_lookupByEmail(self, given: Row) -> Row:  # noqa: N802 - Slack's name
        for row in self.people.values():
            if row["profile"].get("email") == given["email"]:
                return {"user": row}
        return {"ok": False, "error": "users_not_found"}

    def _chat_postMessage(self, given: Row) -> Row:  # noqa: N802 - Slack's name
        found = Posted(given["channel"], self._ts(), given["text"], given["blocks"], given.get("thread_ts"))
        self.posted.append(found)
        return {"ts": found.ts, "channel": found.channel}

    def _chat_postEphemeral(self, given: Row) -> Row:  # noqa: N802 - Slack's name
        self._chat_postMessage(given)
        self.posted[-1].user = given["user"]
        return {"message_ts": self.posted[-1].ts}

    def _chat_update(self, given: Row) -> Row:
        found = self.find(given["ts"])
        found.text, found.blocks, found.versions = given["text"], given["blocks"], found.versions + 1
        return {"ts": found.ts, "channel": found.channel}

    def _conversations_open(self, given: Row) -> Row:
        users = given["users"] if isinstance(given["users"], str) else given["users"][0]
        return {"channel": {"id": f"D{users}"}}

    def _assistant_threads_setSuggestedPrompts(self, given: Row) -> Row:  # noqa: N802 - Slack's name
        if not 1 <= len(given["prompts"]) <= 4:
            self.faults.append("there are too many prompts")
        return {}

    def _apps_connections_open(self, _: Row) -> Row:
        return {"url": f"{self.url.replace('http', 'ws')}/socket"}


def check_blocks(blocks: list[Row], faults: list[str]) -> None:
    """Note what Slack would refuse of blocks (https://docs.slack.dev/reference/block-kit/blocks)."""
    if len(blocks) > 50:
        faults.append("a message has more than 50 blocks")
    for block in blocks:
        kind = block.get("type")
        if kind not in ("section", "context", "actions"):
            faults.append(f"there is a block {kind}")
        elif kind == "section" and not 1 <= len(block["text"]["text"]) <= 3_000:
            faults.append("a section is empty or too long")
        elif kind == "context" and not 1 <= len(block["elements"]) <= 10:
            faults.append("a context has too many elements")
        elif kind == "actions":
            faults.extend(_faults_of_buttons(block["elements"]))


def _faults_of_buttons(elements: list[Row]) -> list[str]:
    names = [one["action_id"] for one in elements]
    found = ["buttons of one name"] if len(set(names)) < len(names) else []
    for one in elements:
        if one["type"] != "button" or len(one["text"]["text"]) > 75 or len(one["value"]) > 2_000:
            found.append("a button is too long")
    return found


@contextmanager
def slack_stand_in() -> Iterator[Slack]:
    """Serve the stand-in on loopback, and check in the end that Slack would have refused nothing."""
    slack = Slack()
    started: Future[asyncio.Event] = Future()

    async def serve() -> None:
        runner = web.AppRunner(_application(slack), shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        stop, slack.loop = asyncio.Event(), asyncio.get_running_loop()
        started.set_result(stop)
        await stop.wait()
        await runner.cleanup()

    thread = Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    stop = started.result(10)
    try:
        yield slack
    finally:
        assert slack.loop
        slack.loop.call_soon_threadsafe(stop.set)
        thread.join(10)
    assert not slack.faults


def _application(slack: Slack) -> web.Application:
    async def call(request: web.Request) -> web.Response:
        given: Row = dict(request.query)
        if request.content_type == "application/json":
            given |= await request.json()
        else:
            given |= dict(await request.post())
        method = request.match_info["method"]
        return web.json_response(slack.answer(method, request.headers.get("Authorization", ""), given))

    async def hook(request: web.Request) -> web.Response:
        slack.hook(request.match_info["name"], await request.json())
        return web.Response(text="ok")

    async def socket(request: web.Request) -> web.WebSocketResponse:
        slack.socket = web.WebSocketResponse()
        await slack.socket.prepare(request)
        await slack.socket.send_json({"type": "hello", "num_connections": 1})
        async for message in slack.socket:
            slack.acknowledged.append(json.loads(message.data))
        return slack.socket

    application = web.Application()
    application.router.add_route("*", "/api/{method}", call)
    application.router.add_post("/hooks/{name}", hook)
    application.router.add_get("/socket", socket)
    return application


@dataclass
class Outside:
    """Slack's servers, which call ours with what people do."""

    slack: Slack
    client: Client

    def sends(
        self, body: str, kind: str, *, secret: str = SECRET, at: float | str | None = None, **headers: str
    ) -> Response:
        """Send a signed request."""
        moment = str(int(time.time()) if at is None else at)
        signature = SignatureVerifier(secret).generate_signature(timestamp=moment, body=body)
        signed = {"X-Slack-Request-Timestamp": moment, "X-Slack-Signature": str(signature), "Content-Type": kind}
        return self.client.post("/slack/events", content=body.encode(), headers=signed | headers)

    def event(self, event: Row, event_id: str | None = None, **more: Any) -> Response:
        """Tell of an event."""
        whole = {"type": "event_callback", "team_id": TEAM, "event_id": event_id or f"Ev{uuid4().hex}"}
        return self.sends(json.dumps(whole | {"event": event}), "application/json", **more)

    def writes(self, user: str, text: str, channel: str = "D1", thread: str | None = None, **more: Any) -> Response:
        """Somebody writes to the app directly."""
        event = {"type": "message", "channel_type": "im", "user": user, "text": text, "channel": channel, "ts": "1.1"}
        return self.event(event | ({"thread_ts": thread} if thread else {}), **more)

    def mentions(self, user: str, text: str, channel: str = "C1", ts: str = "1700000000.000001") -> Response:
        """Somebody mentions the app."""
        event = {"type": "app_mention", "user": user, "text": f"<@{BOT}> {text}", "channel": channel, "ts": ts}
        return self.event(event)

    def commands(self, user: str, text: str, channel: str = "C1") -> Response:
        """Somebody gives the command."""
        given = {"command": "/crm", "text": text, "user_id": user, "channel_id": channel, "team_id": TEAM}
        given |= {"response_url": f"{self.slack.url}/hooks/{channel}-{user}-none", "trigger_id": "1"}
        return self.sends(urlencode(given), "application/x-www-form-urlencoded")

    def presses(self, user: str, message: Posted, label: str) -> Response:
        """Somebody presses a button."""
        hidden = message.user is not None and not message.channel.startswith("D")
        container: Row = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        container |= {"is_ephemeral": hidden} | ({"thread_ts": message.thread} if message.thread else {})
        payload = {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM},
            "api_app_id": "A1",
            "container": container,
            "channel": {"id": message.channel},
            "message": {"ts": message.ts, "text": message.text, "blocks": message.blocks},
            "response_url": f"{self.slack.url}/hooks/{message.channel}-{user}-{message.ts}",
            "actions": [message.buttons[label] | {"block_id": "b", "action_ts": "1"}],
        }
        return self.sends(urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded")

    def hears(
        self, before: int, said: Callable[[Posted], bool] = lambda one: "Looking at it" not in one.words
    ) -> Posted:
        """Wait for a message that is newer than so many, and return it."""
        found: list[Posted] = []

        def there() -> bool:
            found[:] = [one for one in self.slack.posted[before:] if said(one)]
            return bool(found)

        until(there)
        return found[0]

    def gets(self, doing: Callable[[], Response], said: str = "") -> Posted:
        """Do something, and return the message that comes of it; Slack is answered at once, and well."""
        before = len(self.slack.posted)
        assert doing().status_code == 200
        return self.hears(before, lambda one: "Looking at it" not in one.words and said in one.words)
