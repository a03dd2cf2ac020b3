"""Slack's door, put together."""

from collections.abc import Callable
from typing import Any

from slack_bolt.adapter.starlette.async_handler import to_starlette_response
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from starlette.responses import Response

from api.http.dependencies import Parts
from api.slack.blocks import Block, Message, said
from api.slack.listening import Listening
from api.slack.people import People
from api.slack.places import Channel
from api.slack.shapes import checked
from api.slack.talk import Talk
from store.links import Links
from store.principal import Principal


class Slack:
    """Parley in one Slack workspace. Belongs to the event loop in which it is made.

    Attributes:
        app: Bolt's app, for the requests that have been checked.
    """

    def __init__(self, parts: Parts, *, note: Callable[[Exception], object]) -> None:
        """Take the parts; `note` is told of faults of the program that are not a run's."""
        workspace, settings = parts.workspace, parts.workspace.settings
        self._client = AsyncWebClient(token=settings.slack_bot_token, base_url=settings.slack_api_url)
        self._client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=2))
        self._people = People(self._client, workspace.users, Links(workspace.store))
        self._listening = Listening(self._client, Talk(parts, self._people), parts.answers, note)
        self.app = self._listening.app()

    async def answer(self, body: bytes, kind: str) -> Response:
        """Return the answer to a request of Slack, whose signature has been checked.

        Args:
            kind: Its media type.

        Raises:
            ValueError: It is nothing that Slack sends.
            InvalidValues: No database keeps a text in it.
        """
        return to_starlette_response(await self.app.async_dispatch(AsyncBoltRequest(body=checked(body, kind))))

    async def check(self) -> str:
        """Return the name of the Slack workspace that the token is for.

        Raises:
            SlackApiError: Slack refuses the token.
        """
        return str((await self._client.auth_test())["team"])

    async def post(self, principal: Principal, text: str, blocks: list[Block] | None = None) -> bool:
        """Write to a user directly; return whether he is known in Slack.

        Args:
            text: Markdown; with blocks, only what notifications show.

        Raises:
            SlackApiError: Slack does not take it.
        """
        slack_id = await self._people.slack_id(principal)
        if slack_id is None:
            return False
        opened: Any = await self._client.conversations_open(users=[slack_id])
        place = Channel(self._client, str(opened["channel"]["id"]), None, slack_id)
        await place.begin(Message(text, blocks) if blocks else said(text))
        return True

    async def finish(self, seconds: float) -> None:
        """Wait for what is at work, but not longer than that."""
        await self._listening.finish(seconds)
