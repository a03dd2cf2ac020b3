"""`docs/slack.md` and `docs/mcp.md` say what is true."""

import json
import re
from pathlib import Path
from typing import Any

import yaml

from api.cli.app import app
from api.mcp.resources import DICTIONARY, TEMPLATES
from api.settings import Settings
from api.slack.listening import COMMAND, EVENTS, SCOPES
from tests.api.slack import REQUIRED

DOCS = Path(__file__).parents[2] / "docs"
SLACK, MCP = ((DOCS / name).read_text(encoding="utf-8") for name in ("slack.md", "mcp.md"))
MANIFEST: dict[str, Any] = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", SLACK, re.DOTALL)[0])
NEEDS = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "assistant_thread_started": "assistant:write",
    "assistant_thread_context_changed": "assistant:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "users.info": "users:read",
    "users.lookupByEmail": "users:read.email",
    "conversations.open": "im:write",
    COMMAND: "commands",
}
"""Which scope each event and method takes (https://docs.slack.dev/reference/scopes)."""
FREE = {"auth.test", "apps.connections.open"}
"""Methods that take none of the bot's scopes."""


def test_the_manifest_asks_for_what_is_used_and_no_more() -> None:
    used = {NEEDS[name] for name in (*EVENTS, COMMAND, *(REQUIRED.keys() - FREE))}

    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == used == set(SCOPES)
    assert set(MANIFEST["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)
    assert [one["command"] for one in MANIFEST["features"]["slash_commands"]] == [COMMAND]
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
    assert MANIFEST["features"]["app_home"]["messages_tab_enabled"]


def test_the_manifest_knows_one_address() -> None:
    settings = MANIFEST["settings"]
    addresses = {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]}
    addresses |= {one["url"] for one in MANIFEST["features"]["slash_commands"]}

    assert addresses == {"https://crm.example.com/slack/events"}


def test_the_page_on_slack_names_its_settings() -> None:
    variables = {spec.metadata["variable"] for spec in Settings.__dataclass_fields__.values()}

    assert set(re.findall(r"^\| `(SLACK_[A-Z_]+)`", SLACK, re.MULTILINE)) == {
        name for name in variables if name.startswith("SLACK_")
    }


def test_the_examples_for_mcp_clients_can_be_read() -> None:
    examples = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", MCP, re.DOTALL)]
    servers = [(one.get("mcpServers") or one["servers"])["parley"] for one in examples]

    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert [one["args"][0] for one in servers if "command" in one] == ["mcp"]
    assert "mcp" in commands
    assert {one["url"] for one in servers if "url" in one} == {"http://localhost:8000/mcp"}


def test_the_page_on_mcp_names_every_resource() -> None:
    told = set(re.findall(r"^\| `(parley://[^`]+)`", MCP, re.MULTILINE))

    written = {"Deal": "{class}", "ID": "{id}", "CARD": "{card}"}
    named = {re.sub("Deal|ID|CARD", lambda found: written[found[0]], one) for one in told}
    assert named == {*TEMPLATES, DICTIONARY}
