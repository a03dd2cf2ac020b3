from collections.abc import Callable, Iterator
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

SAID = ("add Acme with a deal Pilot", "move Pilot to proposal", "delete Pilot")
LINES = (
    call(("create_company", {"name": "Acme"}), ("create_deal", {"title": "Pilot", "amount": 500, "company": "Acme"})),
    "Added.",
    call(("find_deals", {})),
    call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "proposal"}})),
    "Moved.",
    call(("delete_deals", {"targets": ["Pilot"]})),
    "Deleted.",
)
MOMENTS = {"object_id", "creator", "created_at", "updated_at", "stage_since", "created_by", "assigned_to", "company"}


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
        assistant = Assistant(store, script(*LINES), kept)
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
    images = [(row["cls"], *(_plain(row[when]) for when in ("before", "after"))) for row in rows if row["cls"] != "_User"]
    assistant = Assistant(store, script(), None)  # type: ignore[arg-type]
    threads = assistant.threads.every(Principal(user))
    messages = [assistant.threads.messages(Principal(user), thread["id"]) for thread in threads]
    return [images, [[(row["author"], row["text"]) for row in thread] for thread in messages]]


def _plain(image: dict[str, Any] | None) -> dict[str, Any] | None:
    return image and {name: value for name, value in image.items() if name not in MOMENTS}


@pytest.mark.parametrize("conversation", [over_json, over_events])
def test_a_conversation_leaves_the_same_rows_as_without_http(
    server: Server, tmp_path: Path, conversation: Callable[[Caller], None]
) -> None:
    ann, bob = server.joins(), server.joins()
    server.says(*LINES)

    conversation(ann)

    directly(server.store, tmp_path, Principal(bob.id, frozenset({"rep"})))
    images, messages = left(server.store, ann.id)
    assert [(cls, before and before["version"], after and after["version"]) for cls, before, after in images] == [
        ("Company", None, 1),
        ("Deal", None, 1),
        ("Deal", 1, 2),
        ("Deal", 2, None),
        ("Deal", None, 3),
    ]
    assert [images, messages] == left(server.store, bob.id)


def test_every_change_tells_that_it_came_over_http(server: Server) -> None:
    ann = server.joins()
    server.says(*LINES)

    over_json(ann)

    changes = ann.get("/api/changes")["changes"]
    assert [(change["what"], change["door"], change["user"]["id"]) for change in changes if change["run"]] == [
        (what, "http", ann.id) for what in ("created", "deleted", "updated", "created", "created")
    ]


class TestOneWorkspace:
    def test_replies_with_what_was_changed(self, server: Server) -> None:
        ann = server.joins()
        (deal,) = server.owns(ann, "Pilot")
        server.says(call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}})), "Moved.")

        thread = ann.thread()
        reply = ann.says(thread, "Pilot is won")

        assert (reply["text"], reply["thread"], reply["card"]) == ("Moved.", thread, None)
        (record,) = reply["records"]
        link = record.pop("link")
        assert record == {"class": "Deal", "id": deal, "name": "Pilot", "what": "updated"}
        assert ann("GET", link).json()["changes"][0]["run"] == reply["run"]

    def test_shows_a_card_whole_and_does_nothing_before_the_yes(self, server: Server) -> None:
        ann = server.joins()
        ids = server.owns(ann, "One", "Two", "Three")
        wanted = {"targets": ids, "set": {"expected_close_date": "2026-04-01"}}
        server.says(call(("update_deals", wanted)), "Moved.")

        card = ann.says(ann.thread(), "all three close in April")["card"]

        assert ann.get(f"/api/cards/{card['id']}") == card
        assert (card["state"], card["reasons"]) == ("open", ["it changes 3 records"])
        assert [change["name"] for change in card["changes"]] == ["One", "Two", "Three"]
        assert card["changes"][0]["fields"] == {"expectedCloseDate": {"from": None, "to": "2026-04-01"}}
        assert ann.get("/api/changes", run=card["run"])["changes"] == []

    def test_does_an_approved_card_once(self, server: Server) -> None:
        ann = server.joins()
        (deal,) = server.owns(ann, "Pilot")
        server.says(LINES[-2], "Deleted.")
        card = ann.says(ann.thread(), "delete Pilot")["card"]

        first, second = (ann.post(f"/api/cards/{card['id']}/approve") for _ in range(2))

        assert first == second
        assert first["text"] == "Deleted."
        assert not server.has(deal)
        assert len(ann.get("/api/changes", run=card["run"])["changes"]) == 1
        assert ann.refused("POST", f"/api/cards/{card['id']}/reject") == (409, "conflict")

    def test_does_nothing_of_a_rejected_card(self, server: Server) -> None:
        ann = server.joins()
        (deal,) = server.owns(ann, "Pilot")
        server.says(LINES[-2], "All right, it stays.")
        card = ann.says(ann.thread(), "delete Pilot")["card"]

        assert ann.post(f"/api/cards/{card['id']}/reject")["text"] == "All right, it stays."
        assert server.has(deal)
        assert ann.get(f"/api/cards/{card['id']}")["state"] == "rejected"

    def test_rejects_a_card_that_waits_when_something_new_is_said(self, server: Server) -> None:
        ann = server.joins()
        (deal,) = server.owns(ann, "Pilot")
        server.says(LINES[-2], "Hello.")
        thread = ann.thread()
        card = ann.says(thread, "delete Pilot")["card"]

        assert ann.says(thread, "hello")["text"] == "Hello."
        assert ann.refused("POST", f"/api/cards/{card['id']}/approve") == (409, "conflict")
        assert server.has(deal)

    def test_previews_and_refuses_an_undo_of_what_was_changed_since(self, server: Server) -> None:
        ann = server.joins()
        (deal,) = server.owns(ann, "Pilot")
        server.says(call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}})), "Moved.")
        run = ann.says(ann.thread(), "Pilot is won")["run"]

        told = ann.post(f"/api/runs/{run}/undo", preview=True)
        assert (told["run"], told["conflicts"], server.stage(deal)) == (None, [], "won")
        assert told["records"][0]["changed"] == {"stage": {"from": "won", "to": "lead"}}

        with server.store.records(Principal.system()) as records:
            records.update("Deal", deal, {"stage": "lost"})
        assert ann.post(f"/api/runs/{run}/undo", preview=True)["conflicts"] == told["records"]
        refused = ann("POST", f"/api/runs/{run}/undo")
        assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
        assert refused.json()["records"] == [{"class": "Deal", "id": deal}]
        assert server.stage(deal) == "lost"

    def test_undoes_a_run_once(self, server: Server) -> None:
        ann = server.joins()
        (deal,) = server.owns(ann, "Pilot")
        server.says(call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}})), "Moved.")
        run = ann.says(ann.thread(), "Pilot is won")["run"]

        undone = ann.post(f"/api/runs/{run}/undo")

        assert server.stage(deal) == "lead"
        assert ann.get("/api/changes", run=undone["run"])["changes"][0]["fields"] == {
            "stage": {"from": "won", "to": "lead"}
        }
        assert ann.refused("POST", f"/api/runs/{run}/undo") == (404, "nothing_to_undo")
