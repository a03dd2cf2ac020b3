"""Live queries: the conversation with one app that listens, over a WebSocket."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hmac import compare_digest
from typing import Any
from uuid import uuid4

import orjson
from starlette.types import Receive, Send

from api.parse.door import Door
from api.parse.hub import Subscription
from api.parse.messages import Connect, Query, Subscribe, Unsubscribe, message
from api.parse.refusals import FORBIDDEN, INVALID_QUERY, NOT_FOUND, Refusal, refusal
from api.parse.where import condition
from store import feed
from store.errors import InvalidValues, SignInFailed
from store.live import Listening
from store.principal import Principal

BEAT = 10.0
"""Seconds after which it is looked at whether who listens may still do so."""
MOST = 200
"""Subscriptions of one app."""
WAITING = 1_000
"""Messages that wait for an app which does not take them; with one more it is cut off."""
OLDEST = 10_000
"""Changes after which an app that comes back must read anew."""
MALFORMED, NOT_CONNECTED, WRONG_KEY, TOO_SLOW = 1, 2, 4, 5
"""Codes of errors that are not about a query: the first three are Parse's."""
SLOW_CLOSE = 1013
"""Of RFC 6455's registry: try again later."""


class Conversation:
    """What is said on one socket."""

    def __init__(self, door: Door, receive: Receive, send: Send) -> None:
        self._door = door
        self._receive = receive
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(WAITING + 10)
        self._client = str(uuid4())
        self._connected: Connect | None = None
        self._subscriptions: dict[int, tuple[Subscription, Subscribe, Principal]] = {}

    async def go_on(self) -> None:
        """Talk until the app goes, or is cut off."""
        if (await self._receive())["type"] != "websocket.connect":
            return
        await self._send({"type": "websocket.accept"})
        tasks = [asyncio.create_task(one()) for one in (self._listen, self._speak, self._look_again)]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for subscription, _, _ in self._subscriptions.values():
                self._door.hub.remove(subscription)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self) -> None:
        """Take what the app says, one message after the other."""
        while True:
            event = await self._receive()
            if event["type"] == "websocket.disconnect":
                return
            try:
                said = orjson.loads(event.get("text") or event.get("bytes") or b"")
            except orjson.JSONDecodeError:
                continue  # as Parse Server: no answer
            try:
                await self._hear(said)
            except Exception as error:
                self._error(refusal(error), said.get("requestId") if isinstance(said, dict) else None)

    async def _speak(self) -> None:
        """Send what waits."""
        while (said := await self._waiting.get()) is not None:
            await self._send({"type": "websocket.send", "text": said.decode()})
        with suppress(Exception):
            await self._send({"type": "websocket.close", "code": SLOW_CLOSE})

    async def _look_again(self) -> None:
        """End what an app hears whose session has ended, and ask anew when somebody's roles have changed."""
        while True:
            await asyncio.sleep(BEAT)
            for number, (_, said, principal) in list(self._subscriptions.items()):
                try:
                    if await self._elsewhere(partial(self._principal, said)) != principal:
                        await self._subscribe(said, again=True)
                except (Refusal, SignInFailed) as error:
                    self._drop(number)
                    self._error(_denied(refusal(error)), number)

    async def _hear(self, said: Any) -> None:
        heard = message(said)
        if isinstance(heard, str):
            self._fault(MALFORMED, heard)
        elif isinstance(heard, Connect):
            self._connect(heard)
        elif self._connected is None:
            self._fault(NOT_CONNECTED, "Can not find this client, make sure you connect to server before subscribing")
        elif isinstance(heard, Unsubscribe):
            self._unsubscribe(heard)
        else:
            await self._subscribe(heard)

    def _connect(self, said: Connect) -> None:
        settings = self._door.workspace.settings
        is_master = _same(said.master_key, settings.master_key)
        shows_key = not settings.client_key or any(_same(key, settings.client_key) for key in said.keys)
        if said.application_id != settings.app_id or not (is_master or shows_key):
            self._fault(WRONG_KEY, "Key in request is not valid", reconnect=False)
            return
        self._connected = said
        self._say({"op": "connected"})

    def _unsubscribe(self, said: Unsubscribe) -> None:
        if said.request_id not in self._subscriptions:
            self._fault(NOT_CONNECTED, f"Cannot find subscription with requestId {said.request_id}")
            return
        self._drop(said.request_id)
        self._say({"op": "unsubscribed", "requestId": said.request_id})

    async def _subscribe(self, said: Subscribe, *, again: bool = False) -> None:
        number = said.request_id
        if len(self._subscriptions) >= MOST and number not in self._subscriptions:
            raise Refusal(FORBIDDEN, f"An app listens to at most {MOST} queries.")
        subscription, principal = await self._elsewhere(partial(self._made, said))
        if again:
            subscription.at = self._subscriptions[number][0].at
        self._drop(number)
        self._subscriptions[number] = subscription, said, principal
        if not again:
            self._say({"op": "subscribed", "requestId": number})
        self._door.hub.add(subscription)

    def _made(self, said: Subscribe) -> tuple[Subscription, Principal]:
        """Return a subscription, and on whose behalf it is."""
        principal, query = self._principal(said), said.query
        listening = self._listening(principal, query)
        newest = feed.newest(self._door.workspace.store)
        if said.since is not None and said.since < newest - OLDEST:
            raise Refusal(INVALID_QUERY, "That is too long ago; read anew, and listen from now on.")
        key = (listening.cls.name, orjson.dumps(query.where, option=orjson.OPT_SORT_KEYS), principal)
        subscription = Subscription(
            key=key,
            listening=listening,
            renew=partial(self._listening, principal, query),
            at=newest if said.since is None else min(said.since, newest),
            keys=query.shown,
            watch=frozenset(query.watch) if query.watch else None,
            tell=partial(self._tell, said.request_id),
            fail=partial(self._fail, said.request_id),
        )
        return subscription, principal

    def _listening(self, principal: Principal, query: Query) -> Listening:
        """Return the question, by the classes that the workspace has by now."""
        with self._door.workspace.store.reading(principal) as records:
            cls = records.schema[query.class_name]
            mine = bool(cls.model.public) and not principal.is_system
            try:
                return records.listening(cls.name, condition(records.schema, cls, query.where), mine=mine)
            except InvalidValues as error:
                raise Refusal(INVALID_QUERY, str(error)) from None

    def _principal(self, said: Subscribe) -> Principal:
        """Return who asks: by the token of the subscription, before that of the connection.

        Raises:
            Refusal: Nobody has signed in.
            SignInFailed: His session has ended.
        """
        connected = self._connected
        if connected is not None and _same(connected.master_key, self._door.workspace.settings.master_key):
            return Principal.system()
        token = said.session_token or (connected.session_token if connected else None)
        try:
            return self._door.listener(token)
        except (Refusal, SignInFailed) as error:
            raise _denied(refusal(error)) from None

    def _drop(self, number: int) -> None:
        if found := self._subscriptions.pop(number, None):
            self._door.hub.remove(found[0])

    def _tell(self, number: int, op: str, said: bytes, was: bytes | None, seq: int) -> None:
        """Tell of a change; called by the hub's thread."""
        told = {"op": op, "clientId": self._client, "requestId": number, "object": orjson.Fragment(said), "seq": seq}
        if was is not None:
            told["original"] = orjson.Fragment(was)
        if self._connected is not None and self._connected.installation_id is not None:
            told["installationId"] = self._connected.installation_id
        self._soon(partial(self._put, orjson.dumps(told)))

    def _fail(self, number: int, error: Refusal) -> None:
        """Tell that a question cannot be asked any more; called by the hub's thread."""
        self._soon(partial(self._error, error, number))

    def _soon(self, body: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the server stops
            self._loop.call_soon_threadsafe(body)

    def _say(self, said: dict[str, Any]) -> None:
        told = said | {"clientId": self._client}
        if self._connected is not None and self._connected.installation_id is not None:
            told["installationId"] = self._connected.installation_id
        self._put(orjson.dumps(told))

    def _error(self, error: Refusal, number: Any) -> None:
        self._fault(error.code or MALFORMED, str(error), number=number, reconnect=False)

    def _fault(self, code: int, sentence: str, *, number: Any = None, reconnect: bool = True) -> None:
        told = {"op": "error", "error": sentence, "code": code, "reconnect": reconnect, "requestId": number}
        self._put(orjson.dumps(told))

    def _put(self, said: bytes) -> None:
        """Let a message wait to be sent; an app that does not take them is told so, and cut off."""
        if self._waiting.qsize() < WAITING:
            self._waiting.put_nowait(said)
        elif self._waiting.qsize() == WAITING:
            sentence = f"More than {WAITING} messages wait; connect again, and read anew."
            error = {"op": "error", "error": sentence, "code": TOO_SLOW, "reconnect": True, "requestId": None}
            for number in list(self._subscriptions):
                self._drop(number)
            self._waiting.put_nowait(orjson.dumps(error))
            self._waiting.put_nowait(None)

    async def _elsewhere(self, body: Callable[[], Any]) -> Any:
        """Run something that asks the database in a thread of its own."""
        return await self._loop.run_in_executor(None, body)


def _denied(error: Refusal) -> Refusal:
    """Return the refusal of who has not signed in, as this protocol has it."""
    return Refusal(NOT_FOUND, "Permission denied") if error.status < 500 else error


def _same(said: str | None, wanted: str | None) -> bool:
    return bool(said) and bool(wanted) and compare_digest((said or "").encode(), (wanted or "").encode())
