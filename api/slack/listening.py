"""The Slack app: which of Slack's events, commands and buttons mean what."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from agent.deciding import Decision
from api.slack.blocks import APPROVE, REJECT, UNDO
from api.slack.people import DOOR
from api.slack.places import Aside, Channel, Place
from api.slack.talk import WORKING, Talk
from store.answers import Answers
from store.errors import InProgress

COMMAND = "/crm"
EVENTS = ("app_mention", "message.im", "assistant_thread_started", "assistant_thread_context_changed")
"""What Slack must be told to send."""
SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "im:history",
    "im:write",
    "users:read",
    "users:read.email",
)
"""What the app must be allowed."""
SPOKEN = (None, "file_share", "thread_broadcast")
"""Kinds of messages that somebody has written."""
PROMPTS = [
    {"title": "My pipeline", "message": "Show my pipeline"},
    {"title": "What is overdue?", "message": "What is overdue?"},
    {"title": "Closing this month", "message": "Which deals close this month?"},
]
Body = dict[str, Any]


class Listening:
    """Hears what Slack sends. Slack is answered at once; what takes longer goes on, until `finish`."""

    def __init__(
        self, client: AsyncWebClient, talk: Talk, answers: Answers, note: Callable[[Exception], object]
    ) -> None:
        self._client = client
        self._talk = talk
        self._answers = answers
        self._note = note
        self._at_work: set[asyncio.Task[None]] = set()

    def app(self) -> AsyncApp:
        """Return Bolt's app. Who sends a request is checked before it gets here."""
        app = AsyncApp(client=self._client, request_verification_enabled=False)
        app.event("app_mention")(self._mentioned)
        app.event("message")(self._messaged)
        app.event("assistant_thread_started")(self._opened)
        app.event("assistant_thread_context_changed")(self._moved)
        app.command(COMMAND)(self._commanded)
        app.action(APPROVE)(self._approved)
        app.action(REJECT)(self._rejected)
        app.action(UNDO)(self._undo)
        return app

    async def finish(self, seconds: float) -> None:
        """Wait for what is at work, but not longer than that."""
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=seconds)

    async def _mentioned(self, event: Body, body: Body) -> None:
        if not _said_by_somebody(event):
            return
        root = event.get("thread_ts") or event["ts"]
        place = Channel(self._client, event["channel"], root, event["user"])
        thread = _thread(event["channel"], root)
        await self._once(body, lambda: self._talk.answer(place, event["user"], thread, event["text"]))

    async def _messaged(self, event: Body, body: Body) -> None:
        spoken = event.get("channel_type") == "im" and event.get("subtype") in SPOKEN
        if not spoken or not _said_by_somebody(event):
            return
        root = event.get("thread_ts")
        place = Channel(self._client, event["channel"], root, event["user"])
        thread = _thread(event["channel"], root)
        await self._once(body, lambda: self._talk.answer(place, event["user"], thread, event.get("text") or ""))

    async def _opened(self, event: Body, body: Body) -> None:
        thread = event["assistant_thread"]
        where = {"channel_id": thread["channel_id"], "thread_ts": thread["thread_ts"]}
        await self._once(body, lambda: self._client.assistant_threads_setSuggestedPrompts(**where, prompts=PROMPTS))

    async def _moved(self) -> None:
        """Hear that somebody looks at another channel: that changes nothing."""

    async def _commanded(self, ack: AsyncAck, command: Body) -> None:
        word, _, rest = command.get("text", "").strip().partition(" ")
        place, slack_id = Aside(command["response_url"]), command["user_id"]
        known: dict[str, Callable[[], Awaitable[None]]] = {
            "": lambda: self._talk.help(place),
            "help": lambda: self._talk.help(place),
            "cards": lambda: self._talk.cards(place, slack_id),
            "link": lambda: self._talk.link(place, slack_id, rest.strip()),
            "unlink": lambda: self._talk.unlink(place, slack_id),
        }
        if word.lower() in known and (word.lower() == "link" or not rest.strip()):
            await ack()
            await self._during(known[word.lower()]())
            return
        await ack(text=WORKING)
        thread = _thread(command["channel_id"], "crm")
        await self._during(self._talk.answer(place, slack_id, thread, command["text"]))

    async def _approved(self, ack: AsyncAck, body: Body, action: Body) -> None:
        await self._decided(ack, body, action, "approved")

    async def _rejected(self, ack: AsyncAck, body: Body, action: Body) -> None:
        await self._decided(ack, body, action, "rejected")

    async def _decided(self, ack: AsyncAck, body: Body, action: Body, decision: Decision) -> None:
        await ack()
        place, slack_id = self._pressed_in(body), body["user"]["id"]
        await self._during(self._talk.decide(place, slack_id, action["value"], decision, body))

    async def _undo(self, ack: AsyncAck, body: Body, action: Body) -> None:
        await ack()
        await self._during(self._talk.undo(self._pressed_in(body), body["user"]["id"], action["value"], body))

    def _pressed_in(self, body: Body) -> Place:
        container = body["container"]
        if container.get("is_ephemeral"):
            return Aside(body["response_url"])
        root = container.get("thread_ts") or (body.get("message") or {}).get("thread_ts")
        channel = container["channel_id"]
        return Channel(self._client, channel, root or _root(channel, container), body["user"]["id"])

    async def _once(self, body: Body, doing: Callable[[], Awaitable[Any]]) -> None:
        """Do what an event asks for, unless it came before: Slack sends again what it thinks was not heard."""

        async def unless_before() -> None:
            with suppress(InProgress):
                if event := body.get("event_id"):
                    await asyncio.to_thread(self._answers.begin, DOOR, str(event), b"")
                await doing()

        await self._during(unless_before())

    async def _during(self, doing: Awaitable[Any]) -> None:
        """Do something to its end; a fault is noted, and nobody hears more of it."""

        async def whole() -> None:
            try:
                await doing
            except Exception as error:
                self._note(error)

        task = asyncio.ensure_future(whole())
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)
        await task


def _said_by_somebody(event: Body) -> bool:
    """Whether a person says it, and now: not a program, which would answer an answer, and not by editing.

    Slack tells of a mention again, as of a new one, when its message is edited.
    """
    return bool(event.get("user")) and not event.get("bot_id") and not event.get("edited")


def _thread(channel: str, root: str | None) -> str:
    """Return the name of the thread that is a thread in Slack; a direct conversation without threads is one."""
    return f"slack-{channel}-{root}" if root else f"slack-{channel}"


def _root(channel: str, container: Body) -> str | None:
    """Return what a reply hangs on: in a channel the message itself, in a direct conversation nothing."""
    return None if channel.startswith("D") else container.get("message_ts")
