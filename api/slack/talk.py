"""Talks with people in Slack: answers, asks, and takes back."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from threading import Event as Flag
from typing import Any
from weakref import WeakValueDictionary

from slack_sdk.errors import SlackApiError

from agent.deciding import Decision, coded, decided
from agent.events import Event
from agent.quoting import own, plain, quoted
from api.cli.changes import told
from api.http.cards import approved, rejected
from api.http.dependencies import Parts
from api.http.rates import TooManyRequests
from api.slack.blocks import Message, asked, replied, said, undoable
from api.slack.hearing import heard, mentioned
from api.slack.people import DOOR, NotLinked, People
from api.slack.places import Place, close_buttons
from store import runs
from store.cards import Card
from store.errors import RecordNotFound, StoreError
from store.links import Links
from store.principal import Principal
from tools import all_tools

MOST_NAMES = 5
"""People in a message whose names are looked up."""
MOST_CARDS = 4
WORKING = "Looking at it …"
STRANGERS = "People in Slack whom Parley does not know have been mentioned. They call themselves: {}."
FAULT = "Something went wrong in Parley, and it is not your fault. It was noted."
NOT_YOURS = "This card is not yours to answer: only the person who was asked may."
HELP = """\
Say what you want in your own words: `/crm which deals close this month?`, or to me, here or where you mention me. \
What deletes, or changes many records, waits for your yes. What you ask in a channel is answered there, for all to \
read; `/crm` answers only you.

- `/crm cards`: what waits for your yes
- `/crm link CODE`: be known as the Parley user who made the code; `/crm unlink` ends that
- `/crm help`: this"""


class Talk:
    """Answers people, each as the user who he is."""

    def __init__(self, parts: Parts, people: People) -> None:
        self._parts = parts
        self._store = parts.workspace.store
        self._people = people
        self._links = Links(self._store)
        self._deciding: set[str] = set()
        self._lanes: WeakValueDictionary[tuple[str, str], asyncio.Lock] = WeakValueDictionary()

    async def answer(self, place: Place, slack_id: str, thread: str, text: str) -> None:
        """Answer a message."""
        me = await self._known(place, slack_id)
        if me is None:
            return
        name = await place.begin(said(WORKING))
        users, strangers = await self._names(text)
        told = heard(text, {one: quoted(called) for one, called in (users | strangers).items()})
        outside = STRANGERS.format(", ".join(map(quoted, strangers.values()))) if strangers else ""
        answer = self._message(me, thread, partial(self._events, me, thread, told, plain(outside))) if told else None
        await place.end(name, await answer if answer else said(HELP))

    async def decide(self, place: Place, slack_id: str, card: str, decision: Decision, pressed: dict[str, Any]) -> None:
        """Answer a card whose button was pressed. Nobody but its asker may; pressed twice is pressed once."""
        me = await self._known(place, slack_id)
        if me is None or card in self._deciding:
            return
        cards = self._parts.assistant.cards
        try:
            asked = await asyncio.to_thread(cards.get, me, card)
        except RecordNotFound:
            await place.whisper(said(NOT_YOURS))
            return
        self._deciding.add(card)
        try:
            name = await place.begin(said(WORKING))
            message = await self._message(me, asked.thread, partial(self._answers, me, asked, decision))
        finally:
            self._deciding.discard(card)
        await place.end(name, message)
        state = (await asyncio.to_thread(cards.get, me, card)).state
        if state != "open":
            await close_buttons(place, pressed, f"This was {state}.")

    async def undo(self, place: Place, slack_id: str, run: str, pressed: dict[str, Any]) -> None:
        """Take a run back whose button was pressed."""
        me = await self._known(place, slack_id)
        if me is None:
            return
        try:
            message = await asyncio.to_thread(self._undone, me, run)
        except StoreError as error:
            await place.whisper(said(str(error)))
            return
        await close_buttons(place, pressed, "This was taken back.")
        await place.end(await place.begin(message), message)

    async def cards(self, place: Place, slack_id: str) -> None:
        """Show what waits for somebody's yes."""
        me = await self._known(place, slack_id)
        if me is None:
            return
        cards = await asyncio.to_thread(self._parts.assistant.cards.every, me, MOST_CARDS)
        parts = [asked(card) for card in cards]
        blocks = [block for part in parts for block in [*part.blocks[:-1][:MOST_CARDS], part.blocks[-1]]]
        await place.whisper(Message(parts[0].text, blocks) if parts else said("Nothing waits for your yes."))

    async def link(self, place: Place, slack_id: str, code: str) -> None:
        """Link somebody to the user who made a code."""
        try:
            member = await self._people.member(slack_id)
            user = await asyncio.to_thread(self._links.use, DOOR, member.name, code)
            text = f"From now on you are {await asyncio.to_thread(self._called, user)} in Parley."
        except (StoreError, NotLinked) as error:
            text = str(error)
        await place.whisper(said(text))

    async def unlink(self, place: Place, slack_id: str) -> None:
        """End somebody's link."""
        me = await self._known(place, slack_id)
        if me is None:
            return
        member = await self._people.member(slack_id)
        try:
            await asyncio.to_thread(self._links.drop, me, DOOR, member.name)
            text = "The link has ended."
        except RecordNotFound:
            text = "You are not linked; I know you by your e-mail address."
        await place.whisper(said(text))

    async def help(self, place: Place) -> None:
        """Tell what can be said."""
        await place.whisper(said(HELP))

    def _events(self, me: Principal, thread: str, text: str, outside: str, stop: Flag) -> Iterator[Event]:
        """Answer a message, or the card that it says yes or no to: the one that it names, or that waits here."""
        cards = self._parts.assistant.cards
        himself = own(text)  # whoever is mentioned may call himself "yes"
        if named := coded(himself):
            yield from self._answers(me, cards.coded(me, named[1]), named[0], stop)
        elif (decision := decided(himself)) and (card := cards.waiting(me, thread)):
            yield from self._answers(me, card, decision, stop)
        else:
            yield from self._parts.assistant.stream(thread, text, me, door=DOOR, outside=outside, stop=stop)

    def _answers(self, me: Principal, card: Card, decision: Decision, stop: Flag) -> Iterator[Event]:
        """Answer a card."""
        if decision == "approved":
            return approved(self._parts, me, card, None, stop)
        return rejected(self._parts, me, card, stop)

    async def _known(self, place: Place, slack_id: str) -> Principal | None:
        """Return the user who somebody is; tell him when he is none, or has asked too often."""
        try:
            me = await self._people.principal(slack_id)
            self._parts.rates.take(f"user {me.user}", self._parts.workspace.settings.most_requests)
            return me
        except (NotLinked, TooManyRequests) as error:
            await place.whisper(said(str(error)))
            return None

    async def _names(self, text: str) -> tuple[dict[str, str], dict[str, str]]:
        """Return the names of those whom a text mentions: of users in Parley, and of others as they call themselves."""
        users: dict[str, str] = {}
        strangers: dict[str, str] = {}
        for slack_id in mentioned(text)[:MOST_NAMES]:
            with suppress(NotLinked, SlackApiError):
                strangers[slack_id] = (await self._people.member(slack_id)).called
                users[slack_id] = await asyncio.to_thread(self._called, (await self._people.principal(slack_id)).user)
                del strangers[slack_id]
        return users, strangers

    def _called(self, user: str) -> str:
        with self._store.reading(Principal.system()) as records:
            return str(records.get("_User", user)["username"])

    async def _message(self, me: Principal, thread: str, events: Callable[[Flag], Iterator[Event]]) -> Message:
        """Let the assistant work, and return what it says; or why it does not.

        People write the next message before the last one is answered: it waits for its turn.
        """
        check = partial(self._parts.workspace.users.principal_of, me.user)
        try:
            async with self._lanes.setdefault((me.user, thread), asyncio.Lock()):
                return replied(await self._parts.streams.start(me.user, thread, events, check=check).result())
        except StoreError as error:
            return said(str(error))
        except Exception:  # it was noted where it happened
            return said(FAULT)

    def _undone(self, me: Principal, run: str) -> Message:
        with runs.running(self._store, me, DOOR) as origin:
            found = all_tools(self._store.schema)["undo"](self._parts.context(me, origin), {"run": run})
        lines = "\n".join(f"- {told(row)}" for row in found["undone"])
        return undoable(f"Undone:\n\n{lines}", str(origin.run))
