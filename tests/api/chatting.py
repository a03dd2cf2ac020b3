"""Somebody who speaks through the `openai` client."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from openai import OpenAI

from tests.api.serving import TIMEOUT, Caller, Server

Messages = list[dict[str, Any]]


@dataclass
class Chatter:
    """A client that keeps the conversation, as such clients do."""

    openai: OpenAI
    who: Caller
    messages: Messages = field(default_factory=list)

    def asks(self, messages: Messages, **more: Any) -> Any:
        """What comes back for a whole conversation."""
        create: Any = self.openai.chat.completions.create
        return create(model="parley", messages=messages, **more)

    def streams(self, messages: Messages, **more: Any) -> list[Any]:
        """The chunks that come back."""
        return list(self.asks(messages, stream=True, **more))

    def says(self, text: str) -> Any:
        """The answer to another message of the conversation."""
        self.messages.append({"role": "user", "content": text})
        answer = self.asks(self.messages)
        self.messages.append({"role": "assistant", "content": answer.choices[0].message.content})
        return answer

    def again(self) -> Any:
        """The answer to the last message, asked for once more."""
        return self.asks(self.messages[:-1])

    def another(self) -> "Chatter":
        """Another conversation of the same person."""
        return Chatter(self.openai, self.who)


@contextmanager
def chatting(server: Server, scope: str = "full", **more: Any) -> Iterator[Chatter]:
    """Let somebody new join, who gives a program a token."""
    with chatter(server, server.joins(), scope, **more) as chat:
        yield chat


@contextmanager
def chatter(server: Server, who: Caller, scope: str = "full", **more: Any) -> Iterator[Chatter]:
    """Let somebody give a program a token."""
    token = who.post("/api/tokens", name="Chat client", scope=scope)["token"]
    with OpenAI(
        base_url=f"{server.client.base_url}/v1", api_key=token, max_retries=0, timeout=TIMEOUT, **more
    ) as client:
        yield Chatter(client, who)


def text(answer: Any) -> str:
    """What an answer says."""
    return str(answer.choices[0].message.content)


def joined(chunks: list[Any]) -> str:
    """What chunks say together."""
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
