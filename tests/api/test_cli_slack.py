import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest

from agent.assistant import Assistant
from agent.memory import memory
from api.cli.slack import _answer
from api.workspace import Workspace
from tests.api.serving import until
from tests.api.shell import Shell
from tests.api.slack import APP_TOKEN, TEAM, TOKEN, Slack, person, slack_stand_in
from tests.doubles import script


@pytest.fixture
def slack() -> Iterator[Slack]:
    with slack_stand_in() as slack:
        yield slack


def test_events_come_over_a_connection_that_the_command_opens(workspace: Workspace, slack: Slack) -> None:
    slack.people["U1"] = person("U1", "idris.bowen@larkfell.example")
    settings = replace(
        workspace.settings, slack_bot_token=TOKEN, slack_app_token=APP_TOKEN, slack_api_url=f"{slack.url}/api/"
    )
    event = {"type": "message", "channel_type": "im", "user": "U1", "text": "hello", "channel": "D1", "ts": "1.1"}
    payload = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}
    command = {"command": "/crm", "text": "cards", "user_id": "U1", "channel_id": "C1", "team_id": TEAM}
    command |= {"response_url": f"{slack.url}/hooks/C1-U1-none"}

    async def body() -> None:
        with memory(None) as kept:
            assistant = Assistant(workspace.store, script("Hello Idris."), kept)
            task = asyncio.create_task(_answer(replace(workspace, settings=settings), assistant))
            await asyncio.to_thread(until, lambda: slack.socket is not None)
            slack.tells({"type": "events_api", "envelope_id": "e1", "payload": payload})
            await asyncio.to_thread(until, lambda: any(one.words == "Hello Idris." for one in slack.posted))
            slack.tells({"type": "slash_commands", "envelope_id": "e2", "payload": command})
            await asyncio.to_thread(until, lambda: any("waits for your yes" in one.words for one in slack.posted))
            await asyncio.to_thread(until, lambda: len(slack.acknowledged) == 2)
            task.cancel()
            await asyncio.wait([task])

    asyncio.run(body())

    assert [one["envelope_id"] for one in slack.acknowledged] == ["e1", "e2"]


def test_it_tells_which_settings_it_needs(sample: Shell) -> None:
    ended = sample("slack")

    assert ended.status == 2
    assert "SLACK_BOT_TOKEN and SLACK_APP_TOKEN" in ended.err


def test_it_tells_that_slack_refuses_a_token(sample: Shell, slack: Slack) -> None:
    sample.given |= {"SLACK_API_URL": f"{slack.url}/api/", "SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_APP_TOKEN": "xapp-1"}

    ended = sample("slack")

    assert ended.status == 1
    assert "Error (slack_misconfigured): Slack refuses SLACK_BOT_TOKEN: invalid_auth." in ended.err


def test_it_tells_that_slack_is_not_there(sample: Shell) -> None:
    sample.given |= {"SLACK_BOT_TOKEN": TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_URL": "http://127.0.0.1:9/"}

    ended = sample("slack")

    assert ended.status == 1
    assert "Slack cannot be reached" in ended.err


def test_a_code_links_a_user(sample: Shell) -> None:
    ended = sample("user", "link-slack", "Idris Bowen")

    assert ended.status == 0
    assert len(ended.out.strip()) == 43
