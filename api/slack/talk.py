"""Talks with people in Slack: answers, asks, and takes back."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

from slack_sdk.errors import SlackApiError

from agent.assistant import Assistant
from agent.deciding import Decision, coded, decided
from agent.events import Event, Reply
from agent.quoting import own, plain, quoted
from api.cli.changes import told
from api.slack.blocks import Message, asked, replied, said, undoable
from api.slack.hearing import heard, mentioned
from api.slack.people import DOOR, NotLinked, People
from api.slack.places import Place, close_buttons
from api.workspace import Workspace
from store import runs
from store.errors import RecordNotFound, StoreError
from store.links import Links
from store.principal import Principal
from tools import Context, all_tools

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

    def __init__(
        self,
        workspace: Workspace,
        assistant: Assistant,
        people: People,
        *,
        note: Callable[[Exception], object],
        hear: Callable[[Event], object],
    ) -> None:
        """Take the parts; `note` is told of faults of the program, and `hear` of what happens in a run."""
        self._workspace = workspace
        self._assistant = assistant
        self._people = people
        self._links = Links(workspace.store)
        self._note = note
        self._hear = hear
        self._pool = ThreadPoolExecutor(workspace.settings.runs, thread_name_prefix="slack")
        self._deciding: set[str] = set()

    async def answer(self, place: Place, slack_id: str, thread: str, text: str) -> None:
        """Answer a message."""
        me = await self._known(place, slack_id)
        if me is None:
            return
        name = await place.begin(said(WORKING))
        users, strangers = await self._names(text)
        told = heard(text, {one: quoted(called) for one, called in (users | strangers).items()})
        outside = STRANGERS.format(", ".join(map(quoted, strangers.values()))) if strangers else ""
        answer = self._message(partial(self._events, me, thread, told, plain(outside))) if told else None
        await place.end(name, await answer if answer else said(HELP))

    async def decide(self, place: Place, slack_id: str, card: str, decision: Decision, pressed: dict[str, Any]) -> None:
        """Answer a card whose button was pressed. Nobody but its asker may; pressed twice is pressed once."""
        me = await self._known(place, slack_id)
        if me is None or card in self._deciding:
            return
        try:
            await asyncio.to_thread(self._assistant.cards.get, me, card)
        except RecordNotFound:
            await place.whisper(said(NOT_YOURS))
            return
        self._deciding.add(card)
        try:
            name = await place.begin(said(WORKING))
            await place.end(name, await self._message(partial(self._assistant.stream_answer, card, me, decision)))
            state = (await asyncio.to_thread(self._assistant.cards.get, me, card)).state
            await close_buttons(place, pressed, f"This was {state}." if state != "open" else "This waits.")
        finally:
            self._deciding.discard(card)

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
        cards = await asyncio.to_thread(self._assistant.cards.every, me, MOST_CARDS)
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

    def _events(self, me: Principal, thread: str, text: str, outside: str) -> Iterator[Event]:
        """Answer a message, or the card that it says yes or no to: the one that it names, or that waits here."""
        cards = self._assistant.cards
        himself = own(text)  # whoever is mentioned may call himself "yes"
        if named := coded(himself):
            yield from self._assistant.stream_answer(cards.coded(me, named[1]).id, me, named[0])
        elif (decision := decided(himself)) and (card := cards.waiting(me, thread)):
            yield from self._assistant.stream_answer(card.id, me, decision)
        else:
            yield from self._assistant.stream(thread, text, me, door=DOOR, outside=outside)

    async def _known(self, place: Place, slack_id: str) -> Principal | None:
        """Return the user who somebody is; tell him when he is none."""
        try:
            return await self._people.principal(slack_id)
        except NotLinked as error:
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
        with self._workspace.store.reading(Principal.system()) as records:
            return str(records.get("_User", user)["username"])

    async def _message(self, stream: Callable[[], Iterator[Event]]) -> Message:
        """Let the assistant work, and return what it says; or why it does not."""
        try:
            return replied(await asyncio.get_running_loop().run_in_executor(self._pool, self._last, stream))
        except StoreError as error:
            return said(str(error))
        except Exception as error:
            self._note(error)
            return said(FAULT)

    def _last(self, stream: Callable[[], Iterator[Event]]) -> Reply:
        for event in stream():
            self._hear(event)
        if not isinstance(event, Reply):
            raise RuntimeError("the run ended without a reply")
        return event

    def _undone(self, me: Principal, run: str) -> Message:
        store, now = self._workspace.store, datetime.now(UTC)
        with runs.running(store, me, DOOR) as origin:
            context = Context(store, me, origin, now, self._workspace.settings.currency)
            found = all_tools(store.schema)["undo"](context, {"run": run})
        lines = "\n".join(f"- {told(row)}" for row in found["undone"])
        return undoable(f"Undone:\n\n{lines}", str(origin.run))
