"""Turns that wait for the results of their calls, each under what was said up to them."""

import json
from collections import OrderedDict
from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from agent.embedded.answers.answer import Answer
from agent.embedded.language.calls import Call, Result
from agent.embedded.threads.thread import KEY, Thread

MOST_WAITING = 64
"""Turns that wait at a time; of more, those that have waited longest are begun anew when their results come."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A turn that waits, and the thread as it has left it."""

    turn: Generator[list[Call], list[Result], Answer]
    said: Thread


class Pauses:
    """Keeps the turns of one engine that wait. Safe to use from several threads at once."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        """Take how many wait at most."""
        self._most = most
        self._waiting: OrderedDict[str, Pause] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._waiting)

    def keep(self, key: str, pause: Pause) -> None:
        """Let a turn wait under `key`, and give up those that are too many."""
        with self._lock:
            before = self._waiting.pop(key, None)
            given_up = [before] if before else []
            self._waiting[key] = pause
            while len(self._waiting) > self._most:
                given_up.append(self._waiting.popitem(last=False)[1])
        for one in given_up:
            one.turn.close()

    def take(self, key: str) -> Pause | None:
        """Return the turn that waits under `key`, which nobody else gets then."""
        with self._lock:
            return self._waiting.pop(key, None)


class Place:
    """Where a thread stands, by all of its messages that an answer may depend on.

    Attributes:
        awaited: The key of the turn that waits for what the messages end with: the results of all calls that were made
            last, each once. `None` if they do not end so.
    """

    def __init__(self, messages: Sequence[BaseMessage]) -> None:
        """Read the messages, the whole thread's."""
        at = len(messages)
        while at and isinstance(messages[at - 1], ToolMessage):
            at -= 1
        last = messages[at - 1] if at else None
        calls = last.tool_calls if isinstance(last, AIMessage) else []
        results = [one.tool_call_id for one in messages[at:] if isinstance(one, ToolMessage)]
        self._told, self._numbers = sha256(), dict[str, int]()
        self._tell(messages[:at])
        whole = bool(calls) and sorted(results) == sorted(str(call["id"]) for call in calls)
        self.awaited = self._told.hexdigest() if whole else None
        self._tell(messages[at:])

    def asking(self, asked: AIMessage) -> str:
        """Return the key under which a turn waits that asks for calls here."""
        told, first = self._told.copy(), len(self._numbers)
        told.update(_written(_asked(asked, range(first, first + len(asked.tool_calls)))))
        return told.hexdigest()

    def _tell(self, messages: Sequence[BaseMessage]) -> None:
        """Take messages in. Calls are numbered: the host may name one otherwise whose name was given before."""
        for message in messages:
            if isinstance(message, AIMessage):
                ids = [str(call["id"]) for call in message.tool_calls]
                numbers = [self._numbers.setdefault(one, len(self._numbers)) for one in ids]
                self._told.update(_written(_asked(message, numbers)))
            else:
                of = message.tool_call_id if isinstance(message, ToolMessage) else ""
                self._told.update(_written([message.type, message.content, self._numbers.get(of, of)]))


def _asked(message: AIMessage, numbers: Iterable[int]) -> list[Any]:
    calls = [[number, call["name"], call["args"]] for number, call in zip(numbers, message.tool_calls, strict=True)]
    return ["ai", message.content, calls, message.additional_kwargs.get(KEY)]


def _written(value: list[Any]) -> bytes:
    return _ENCODER.encode(value).encode()


_ENCODER = json.JSONEncoder(sort_keys=True, default=repr)
