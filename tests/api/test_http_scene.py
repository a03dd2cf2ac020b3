from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.assistant import Assistant
from agent.events import Reply
from agent.memory import memory
from store import runs
from store.changes import Origin
from store.principal import Principal
from store.store import Store
from tests.api.serving import Caller, Server, served
from tests.doubles import call, script
from tools import Context, all_tools

MOMENTS = {"object_id", "creator", "created_at", "updated_at", "stage_since", "created_by", "assigned_to", "company"}
"""Columns that differ each time."""
SAID = ("add Acme with a deal Pilot", "move Pilot to proposal", "delete Pilot")


def lines() -> list[Any]:
    """What the model says, with calls that nobody made before."""
    return [
        call(
            ("create_company", {"name": "Acme"}), ("create_deal", {"title": "Pilot", "amount": 500, "company": "Acme"})
        ),
        "Added.",
        call(("find_deals", {})),
        call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "proposal"}})),
        "Moved.",
        call(("delete_deals", {"targets": ["Pilot"]})),
        "Deleted.",
    ]


@pytest.fixture
def server(store: Store, url: str, tmp_path: Path) -> Iterator[Server]:
    with served(store, url, tmp_path) as server:
        yield server


def over_json(ann: Caller) -> None:
    thread = ann.thread()
    for said in SAID:
        reply = ann.says(thread, said)
    ann.post(f"/api/cards/{reply['card']['id']}/approve")
    ann.post(f"/api/runs/{reply['run']}/undo")


def over_events(ann: Caller) -> None:
    thread = ann.thread()
    for said in SAID:
        events = ann.hears(f"/api/threads/{thread}/messages", text=said)
    (card,) = [event.said for event in events if event.kind == "approval"]
    ann.hears(f"/api/cards/{card['id']}/approve")
    ann.post(f"/api/runs/{card['run']}/undo")


def directly(store: Store, home: Path, bob: Principal) -> None:
    with memory(home / "other.db") as kept:
        assistant = Assistant(store, script(*lines()), kept)
        for said in SAID:
            reply = assistant.reply("t", said, bob, door="code")
        assert reply.card
        assert isinstance(assistant.answer(reply.card.id, bob, "approved"), Reply)
        with runs.running(store, bob, "code") as origin:
            context = Context(store, bob, Origin("code", origin.run), reply.card.created_at)
            all_tools(store.schema)["undo"](context, {"run": reply.run})


def left(store: Store, user: str) -> list[Any]:
    """Every change of a user as images, and what was said in his threads, without what differs each time."""
    with store.reading(Principal.system()) as records:
        rows = records.history(user=user, limit=100)[::-1]
    images = [
        (row["cls"], *(_plain(row[when]) for when in ("before", "after"))) for row in rows if row["cls"] != "_User"
    ]
    assistant = Assistant(store, script(), None)  # type: ignore[arg-type]
    threads = assistant.threads.every(Principal(user))
    messages = [assistant.threads.messages(Principal(user), thread["id"]) for thread in threads]
    return [images, [[(row["author"], row["text"]) for row in thread] for thread in messages]]


def _plain(image: dict[str, Any] | None) -> dict[str, Any] | None:
    return image and {name: value for name, value in image.items() if name not in MOMENTS}


def test_a_conversation_leaves_the_same_rows_over_http_as_without(server: Server, tmp_path: Path) -> None:
    ann, cat, bob = server.joins(), server.joins(), server.joins()
    server.says(*lines(), *lines())

    over_json(ann)
    over_events(cat)
    directly(server.store, tmp_path, Principal(bob.id, frozenset({"rep"})))

    images, messages = left(server.store, ann.id)
    assert [(cls, before and before["version"], after and after["version"]) for cls, before, after in images] == [
        ("Company", None, 1),
        ("Deal", None, 1),
        ("Deal", 1, 2),
        ("Deal", 2, None),
        ("Deal", None, 3),
    ]
    assert [images, messages] == left(server.store, cat.id) == left(server.store, bob.id)
    assert {change["door"] for who in (ann, cat) for change in who.get("/api/changes")["changes"]} == {"http"}
