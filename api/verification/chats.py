"""The doors in which people speak with the assistant: it makes every call that is asked for (`agent.obedient`)."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from fastapi import FastAPI

from agent.events import Reply
from api.cli.conversation import Conversation
from api.cli.failures import Guard
from api.cli.screens import Events
from api.http.dependencies import Parts
from api.http.streaming import EVENTS
from api.slack.blocks import Message
from api.slack.people import People
from api.slack.talk import Talk
from api.verification.visiting import Visitor, lists, reached, tries
from api.verification.world import Thing
from store.links import Links
from store.schema import Schema

TEAM = "T0"
Says = Callable[[Visitor, str], Awaitable[str]]
"""Says something in a thread of its own, and returns all that came of it."""


@dataclass(frozen=True)
class Spoken:
    """A door in which people speak with the assistant."""

    schema: Schema
    says: Says

    async def tries(self, visitor: Visitor, things: Sequence[Thing]) -> str:
        """Tell the assistant to change and to read them."""
        return await self.says(visitor, json.dumps(tries(self.schema, visitor, things)))

    async def lists(self, visitor: Visitor) -> str:
        """Tell it to list everything."""
        return await self.says(visitor, json.dumps(lists(self.schema)))


def chats(app: FastAPI, parts: Parts) -> dict[str, Spoken]:
    """Return them by what people call them."""
    schema = parts.workspace.store.schema
    found = {
        "terminal": _terminal(parts),
        "HTTP": _http(app),
        "HTTP events": _http(app, Accept=EVENTS),
        "/v1": _completions(app),
        "Slack": _slack(parts),
    }
    return {name: Spoken(schema, says) for name, says in found.items()}


def _http(app: FastAPI, **headers: str) -> Says:
    async def says(visitor: Visitor, text: str) -> str:
        async with reached(app, visitor.session) as http:
            thread = (await http.post("/api/threads")).raise_for_status().json()["id"]
            body = {"text": text}
            answer = await http.post(f"/api/threads/{thread}/messages", json=body, headers=headers)
            kept = await http.get(f"/api/threads/{thread}/messages")
            changes = await http.get("/api/changes")
        return f"{answer.text}{kept.text}{changes.text if not visitor.principal.rank.sees_all else ''}"

    return says


def _completions(app: FastAPI) -> Says:
    async def says(visitor: Visitor, text: str) -> str:
        body = {"model": "parley", "messages": [{"role": "user", "content": text}]}
        async with reached(app, visitor.token) as http:
            answer = await http.post("/v1/chat/completions", json=body)
        return answer.text

    return says


def _terminal(parts: Parts) -> Says:
    async def says(visitor: Visitor, text: str) -> str:
        screen, thread = _Screen(), f"terminal-{len(parts.assistant.threads.every(visitor.principal)) + 2}"
        conversation = Conversation(
            parts.workspace, lambda: parts.assistant, visitor.principal, thread, screen, Guard()
        )
        conversation.hear(text)
        return "\n".join(screen.shown)

    return says


def _slack(parts: Parts) -> Says:
    async def says(visitor: Visitor, text: str) -> str:
        workspace, place = parts.workspace, _Place()
        people = People(cast(Any, _Directory(visitor.email)), workspace.users, Links(workspace.store))
        thread = f"slack-D1-{len(parts.assistant.threads.every(visitor.principal))}"
        await Talk(parts, people).answer(cast(Any, place), "U0", thread, text)
        return "\n".join(place.heard)

    return says


@dataclass
class _Screen:
    """Keeps what a terminal would show."""

    shown: list[str] = field(default_factory=list)

    def follow(self, events: Events) -> Reply:
        *_, reply = events
        if not isinstance(reply, Reply):
            raise RuntimeError("the run ended without a reply")
        self.shown.append(f"{reply.text}\n{reply.records}")
        return reply

    def show(self, text: str) -> None:
        self.shown.append(text)

    def ask(self, card: object, text: str) -> None:  # noqa: ARG002 - the text says it
        self.shown.append(text)

    def rest(self) -> None:
        """Leave nothing."""


@dataclass
class _Place:
    """Keeps what Slack would show."""

    heard: list[str] = field(default_factory=list)

    async def begin(self, message: Message) -> str:
        self.heard.append(str(message))
        return ""

    async def end(self, _: str, message: Message) -> None:
        self.heard.append(str(message))

    async def whisper(self, message: Message) -> None:
        self.heard.append(str(message))


@dataclass(frozen=True)
class _Directory:
    """Slack's word on who somebody is."""

    email: str

    async def users_info(self, user: str) -> dict[str, Any]:
        row = {"id": user, "team_id": TEAM, "is_email_confirmed": True, "profile": {"email": self.email}}
        return {"user": row}

    async def auth_test(self) -> dict[str, Any]:
        return {"team_id": TEAM}
