"""Where something is said in Slack: in a channel or thread, or only to whom it concerns."""

from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from api.slack.blocks import Message, settled

SHOWN: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}


@dataclass(frozen=True, slots=True)
class Channel:
    """A conversation, or a thread in it. Everybody who is there reads it.

    Attributes:
        user: To whom it is said; whispers are seen by him only.
    """

    client: AsyncWebClient
    channel: str
    thread: str | None
    user: str

    async def begin(self, message: Message) -> str:
        """Post what is shown until there is more to say, and return its name."""
        posted = await self.client.chat_postMessage(
            channel=self.channel, thread_ts=self.thread, text=message.text, blocks=message.blocks, **SHOWN
        )
        return str(posted["ts"])

    async def end(self, name: str, message: Message) -> None:
        """Put another message in the place of one."""
        await self.client.chat_update(channel=self.channel, ts=name, text=message.text, blocks=message.blocks, **SHOWN)

    async def whisper(self, message: Message) -> None:
        """Say something that only one person sees."""
        if self.channel.startswith("D"):  # nobody else is there
            await self.begin(message)
            return
        await self.client.chat_postEphemeral(
            channel=self.channel, user=self.user, thread_ts=self.thread, text=message.text, blocks=message.blocks
        )


@dataclass(frozen=True, slots=True)
class Aside:
    """What only one person sees: the answer to a command, and to the buttons in it. Slack gives an address for it."""

    address: str

    async def begin(self, _: Message) -> str:
        """Say nothing yet: Slack could not put another message in its place."""
        return ""

    async def end(self, _: str, message: Message) -> None:
        """Post a message."""
        await self._send(message, replace=False)

    async def whisper(self, message: Message) -> None:
        """Post a message."""
        await self._send(message, replace=False)

    async def settle(self, message: Message) -> None:
        """Put another message in the place of the one whose button was pressed."""
        await self._send(message, replace=True)

    async def _send(self, message: Message, *, replace: bool) -> None:
        await AsyncWebhookClient(self.address).send(
            text=message.text, blocks=message.blocks, response_type="ephemeral", replace_original=replace
        )


Place = Channel | Aside


async def close_buttons(place: Place, pressed: dict[str, Any], text: str) -> None:
    """Take the buttons from the message in which one was pressed, and say there what became of it."""
    message = pressed.get("message") or {}
    shown = Message(str(message.get("text") or text), settled(message.get("blocks") or [], text))
    if isinstance(place, Aside):
        await place.settle(shown)
    else:
        await place.end(str(pressed["container"]["message_ts"]), shown)
