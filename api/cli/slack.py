"""Slack without an address that it could reach: `parley slack`, over Socket Mode."""

from typing import TYPE_CHECKING

from api.cli.failures import misused
from api.cli.opening import opened
from store.errors import StoreError

if TYPE_CHECKING:
    from agent.assistant import Assistant
    from api.workspace import Workspace

PATIENCE = 10
"""Seconds that runs have to come to their end."""


class SlackMisconfigured(StoreError):
    """Slack refuses a token."""

    code = "slack_misconfigured"

    def __init__(self, variable: str, why: object) -> None:
        super().__init__(f"Slack refuses {variable}: {why}.")


class SlackUnreachable(StoreError):
    """Slack does not answer."""

    code = "slack_down"

    def __init__(self, address: str) -> None:
        super().__init__(f"Slack cannot be reached at {address}: try again, or look at the network.")


def slack() -> None:
    """Answer in Slack, over a connection that this command opens (Socket Mode). Ctrl-C ends it.

    It takes SLACK_BOT_TOKEN and SLACK_APP_TOKEN. Where Slack can reach the server, `parley serve` answers by itself.
    """
    import asyncio

    from api.cli import log
    from api.settings import Settings

    settings = Settings.of()
    if not settings.slack_bot_token or not settings.slack_app_token:
        misused("Slack needs SLACK_BOT_TOKEN and SLACK_APP_TOKEN; docs/slack.md says where they are from.")
    log.listen()
    with opened(settings) as workspace, workspace.assistant() as assistant:
        asyncio.run(_answer(workspace, assistant))


async def _answer(workspace: "Workspace", assistant: "Assistant") -> None:
    from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
    from slack_sdk.errors import SlackApiError

    from api.cli.log import note
    from api.cli.rendering import notice
    from api.http.dependencies import Parts
    from api.reminding import keep_reminding
    from api.slack.app import Slack
    from api.slack.people import DOOR

    parts = Parts.of(workspace, assistant)
    slack = Slack(parts, note=note)
    handler = AsyncSocketModeHandler(slack.app, workspace.settings.slack_app_token)
    asked = "SLACK_BOT_TOKEN"
    try:
        team = await slack.check()
        asked = "SLACK_APP_TOKEN"
        await handler.connect_async()  # type: ignore[no-untyped-call]
    except SlackApiError as error:
        await handler.client.aiohttp_client_session.close()  # the handler only closes what has been connected
        raise SlackMisconfigured(asked, error.response.get("error")) from None
    except OSError:
        await handler.client.aiohttp_client_session.close()
        raise SlackUnreachable(workspace.settings.slack_api_url) from None
    notice(f"Answering in the Slack workspace {team}. Ctrl-C ends it.")
    try:
        await keep_reminding(workspace, DOOR, slack.post)
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
        await parts.streams.finish(PATIENCE)
        await slack.finish(PATIENCE)
