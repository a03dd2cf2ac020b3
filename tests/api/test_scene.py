"""One conversation through every door: a question, a change, a card, its approval, and undo."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from agent.assistant import Assistant
from agent.memory import memory
from store.cards import code_of
from store.principal import Principal
from store.store import Store
from store.threads import Threads
from tests.api.chatting import chatter
from tests.api.mcp_clients import ERAS, Person, over_http, runs, token_of
from tests.api.serving import Caller, Server, served, until
from tests.api.shell import Shell
from tests.api.slack import SECRET, TOKEN, Outside, Slack, person, slack_stand_in
from tests.doubles import call, script
from tests.provider import Line, calls, provider, says

SAID = ("add Acme with a deal Pilot", "which deals are there?", "move Pilot to proposal", "delete Pilot")
UNDO = "undo that"
MOMENTS = {"object_id", "creator", "created_at", "updated_at", "stage_since", "created_by", "assigned_to", "company"}
"""Columns that differ each time."""
ACME = {"name": "Acme"}
PILOT = {"title": "Pilot", "amount": 500, "company": "Acme"}


def lines() -> list[AIMessage]:
    """What the model says, with calls that nobody made before."""
    return [
        call(("create_company", ACME), ("create_deal", PILOT)),
        AIMessage("Added."),
        call(("find_deals", {})),
        AIMessage("Only Pilot."),
        call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "proposal"}})),
        AIMessage("Moved."),
        call(("delete_deals", {"targets": ["Pilot"]})),
        AIMessage("Deleted."),
        call(("undo", {})),
        AIMessage("It is back."),
    ]


@dataclass
class Scene:
    """Where the conversation takes place, and who has it."""

    server: Server
    slack: Slack
    shell: Shell
    ann: Caller

    @property
    def address(self) -> str:
        """The e-mail address of who speaks."""
        return str(self.ann.get("/api/auth/me")["email"])


@pytest.fixture
def scene(store: Store, url: str, tmp_path: Path, shell: Shell) -> Iterator[Scene]:
    shell.given["DATABASE_URL"] = url
    with slack_stand_in() as slack:
        settings: dict[str, Any] = {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET}
        with served(store, url, tmp_path, slack_api_url=f"{slack.url}/api/", **settings) as server:
            server.says(*lines())
            yield Scene(server, slack, shell, server.joins())


def over_the_terminal(scene: Scene) -> None:
    with provider(*map(_line, lines())) as model:
        scene.shell.given |= {"PARLEY_MODEL": "openai:m", "OPENAI_BASE_URL": model.url, "OPENAI_API_KEY": "k"}
        ended = scene.shell("chat", "--as", scene.address, said="\n".join([*SAID, "yes", "/undo"]))
    assert (ended.status, ended.err) == (0, "")


def over_json(scene: Scene) -> None:
    thread = scene.ann.thread()
    for said in SAID:
        reply = scene.ann.says(thread, said)
    scene.ann.post(f"/api/cards/{reply['card']['id']}/approve")
    scene.ann.post(f"/api/runs/{reply['run']}/undo")


def over_events(scene: Scene) -> None:
    thread = scene.ann.thread()
    for said in SAID:
        events = scene.ann.hears(f"/api/threads/{thread}/messages", text=said)
    (card,) = [event.said for event in events if event.kind == "approval"]
    scene.ann.hears(f"/api/cards/{card['id']}/approve")
    scene.ann.post(f"/api/runs/{card['run']}/undo")


def over_openai(scene: Scene) -> None:
    with chatter(scene.server, scene.ann) as chat:
        for said in SAID:
            answer = chat.says(said)
        chat.says(f"approve {code_of(answer.parley['card'])}")
        chat.says(UNDO)


def over_slack(scene: Scene) -> None:
    scene.slack.people["U1"] = person("U1", scene.address)
    outside = Outside(scene.slack, scene.server.client)
    for said in SAID:
        answer = outside.gets(partial(outside.writes, "U1", said))
    done = outside.gets(lambda: outside.presses("U1", answer, "Approve"))
    until(lambda: not answer.buttons)
    outside.gets(lambda: outside.presses("U1", done, "Undo"))


def over_mcp(scene: Scene) -> None:
    person = Person()

    async def body() -> None:
        async with over_http(scene.server, token_of(scene.ann), ERAS[1], person) as program:
            for line in lines():
                for one in line.tool_calls:
                    await program(one["name"], **one["args"])

    runs(body)
    assert len(person.asked) == 1


DOORS: dict[str, tuple[str, Callable[[Scene], None]]] = {
    "terminal": ("cli", over_the_terminal),
    "HTTP, as JSON": ("http", over_json),
    "HTTP, as events": ("http", over_events),
    "OpenAI's client": ("openai", over_openai),
    "Slack": ("slack", over_slack),
    "MCP": ("mcp", over_mcp),
}
"""How each door stands in the log, and how the conversation goes through it."""


@pytest.mark.parametrize("door", DOORS)
def test_the_same_conversation_leaves_the_same_through_every_door(scene: Scene, door: str, tmp_path: Path) -> None:
    name, speak = DOORS[door]
    bob = scene.server.joins()
    without_a_door(scene.server.store, tmp_path, Principal(bob.id, frozenset({"rep"})))

    speak(scene)

    assert images(scene, scene.ann) == images(scene, bob)
    assert {row["door"] for row in changes(scene, scene.ann)} == {name}
    if name != "mcp":  # nobody hears what is said to the program that calls
        heard = spoken(scene, bob)
        assert spoken(scene, scene.ann)[: len(heard)] == heard


def test_the_conversation_leaves_a_company_and_a_deal_that_came_back(scene: Scene) -> None:
    over_json(scene)

    with scene.server.store.reading(Principal(scene.ann.id)) as records:
        (company,), (deal,) = records.find("Company"), records.find("Deal")
    assert (company["name"], deal["title"], deal["amount"], deal["stage"]) == ("Acme", "Pilot", 500, "proposal")
    assert deal["company"].id == company["object_id"]
    versions = [
        (row["cls"], *(image and image["version"] for image in (row["before"], row["after"])))
        for row in changes(scene, scene.ann)
    ]
    assert versions == [
        ("Company", None, 1),
        ("Deal", None, 1),
        ("Deal", 1, 2),
        ("Deal", 2, None),
        ("Deal", None, 3),
    ]


def without_a_door(store: Store, home: Path, bob: Principal) -> None:
    """The conversation as the assistant itself has it, up to the undo, which people ask for in other ways."""
    with memory(home / "other.db") as kept:
        assistant = Assistant(store, script(*lines()), kept)
        for said in SAID:
            reply = assistant.reply("t", said, bob, door="code")
        assert reply.card
        assistant.answer(reply.card.id, bob, "approved")
        assistant.reply("t", UNDO, bob, door="code")


def changes(scene: Scene, who: Caller) -> list[Any]:
    """Every change of somebody's records, oldest first."""
    with scene.server.store.reading(Principal.system()) as records:
        rows = records.history(user=who.id, limit=100)[::-1]
    return [row for row in rows if row["cls"] != "_User"]


def images(scene: Scene, who: Caller) -> list[Any]:
    """The same as images of before and after, without what differs each time."""
    return [
        [row["cls"], *(image and _plain(image) for image in (row["before"], row["after"]))]
        for row in changes(scene, who)
    ]


def spoken(scene: Scene, who: Caller) -> list[tuple[str, str]]:
    """What was said in somebody's only thread until the card was answered."""
    threads, me = Threads(scene.server.store), Principal(who.id)
    (thread,) = threads.every(me)
    messages = [(row["author"], row["text"]) for row in threads.messages(me, thread["id"])]
    return messages[: 2 * len(SAID) + 1]


def _plain(image: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in image.items() if name not in MOMENTS}


def _line(said: AIMessage) -> Line:
    """The same as a language model's provider sends it."""
    return calls(*((one["name"], one["args"]) for one in said.tool_calls)) if said.tool_calls else says(said.text)
