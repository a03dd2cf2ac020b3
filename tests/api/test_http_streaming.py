import socket
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from agent.models import make_model
from api.http import streaming
from store.errors import StorageDown
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from store.threads import Threads
from tests.api.serving import EVENTS, Caller, Server, on_sqlite, sent, served, until
from tests.doubles import call


def moved() -> AIMessage:
    return call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}}))


def deleted() -> AIMessage:
    return call(("delete_deals", {"targets": ["Pilot"]}))


class TestEvents:
    def test_tell_what_happens_in_order(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(call(("find_deals", {})), moved(), "All done.")
        thread = ann.thread()

        events = ann.hears(f"/api/threads/{thread}/messages", text="Pilot is won")

        kinds = ["tool_started", "tool_finished"] * 2 + ["word", "reply", "done"]
        assert [event.kind for event in events] == kinds
        assert events[0].said["sentence"] == "Looking for deals"
        assert events[1].said == {"call": events[0].said["call"], "tool": "find_deals", "code": None}
        assert events[4].said == {"text": "All done."}
        reply = events[5].said
        assert (reply["text"], reply["thread"], reply["records"][0]["id"]) == ("All done.", thread, deal)
        assert ann.get("/api/changes", run=reply["run"])["changes"]
        assert events[6].said == {}

    def test_bear_numbers_that_go_up(self, server: Server, ann: Caller) -> None:
        server.says(call(("find_deals", {})), "None.")

        events = ann.hears(f"/api/threads/{ann.thread()}/messages", text="deals?")

        names, numbers = zip(*(event.id.split(".") for event in events), strict=True)
        assert len(set(names)) == 1
        assert [int(number) for number in numbers] == list(range(1, len(events) + 1))

    def test_show_the_whole_card_before_the_reply(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(deleted(), "Deleted.")
        *_, approval, reply, _ = ann.hears(f"/api/threads/{ann.thread()}/messages", text="delete Pilot")

        assert (approval.kind, reply.kind) == ("approval", "reply")
        assert approval.said == reply.said["card"] == ann.get(f"/api/cards/{approval.said['id']}")

        after = ann.hears(f"/api/cards/{approval.said['id']}/approve")
        assert [event.kind for event in after] == ["tool_started", "tool_finished", "word", "reply", "done"]
        assert after[3].said["run"] == reply.said["run"]
        assert not server.has(deal)

    def test_tell_a_refused_call_by_its_code(self, server: Server, ann: Caller) -> None:
        server.says(call(("get_record", {"class": "Deal", "target": "Pilot"})), "There is no such deal.")

        events = ann.hears(f"/api/threads/{ann.thread()}/messages", text="show me Pilot")

        assert events[1].said["code"] == "record_not_found"

    @pytest.mark.parametrize(
        ("fault", "code"), [(RuntimeError("secret"), "program_fault"), (StorageDown("gone"), "storage_down")]
    )
    def test_end_with_an_error_when_something_fails_in_the_middle(
        self, server: Server, ann: Caller, monkeypatch: pytest.MonkeyPatch, fault: Exception, code: str
    ) -> None:
        def broken(*_: object) -> None:
            raise fault

        (deal,) = server.owns(ann, "Pilot")
        server.says(moved(), "Moved.")
        thread = ann.thread()
        with monkeypatch.context() as patch:
            patch.setattr("agent.graph.prune", broken)
            events = ann.hears(f"/api/threads/{thread}/messages", text="Pilot is won")

        assert [event.kind for event in events] == ["tool_started", "tool_finished", "word", "error", "done"]
        assert events[3].said["code"] == code
        assert "secret" not in str(events[3].said)
        assert server.stage(deal) == "won"
        server.says("Here I am.")
        assert ann.says(thread, "still there?")["text"] == "Here I am."

    def test_are_kept_alive_while_nothing_happens(
        self, server: Server, ann: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streaming, "SILENCE", 0.02)
        monkeypatch.setattr(streaming, "FIRST", 0.02)
        _, go = server.waits()

        lines = listened(ann, f"/api/threads/{ann.thread()}/messages", {"text": "hello"})

        assert next(lines) == ": "
        go.set()
        assert [event.kind for event in sent(lines)] == ["word", "reply", "done"]

    def test_end_when_the_token_is_revoked_meanwhile(
        self, server: Server, ann: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(streaming, "TRUST", 0.02)
        thread = ann.thread()
        halts, go = server.waits(call(("find_deals", {})))
        lines = listened(ann, f"/api/threads/{thread}/messages", {"text": "hello"})
        events = sent(lines)
        assert (next(events).kind, next(events).kind) == ("tool_started", "tool_finished")
        assert halts.wait(10)

        other = server.sessions().start(ann.id)
        ann("POST", "/api/auth/logout")

        assert [(event.kind, event.said.get("code")) for event in events] == [
            ("error", "sign_in_failed"),
            ("done", None),
        ]
        go.set()
        ann.token = other
        until(lambda: ann.get(f"/api/threads/{thread}/messages")["messages"][-1]["text"] == "Done.")

    @pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
    def test_end_with_a_run_that_changes_nothing_more_when_its_token_is_revoked(
        self, server: Server, ann: Caller, monkeypatch: pytest.MonkeyPatch, accept: str
    ) -> None:
        monkeypatch.setattr(streaming, "TRUST", 0.0)
        (deal,) = server.owns(ann, "Pilot")
        made = ann.post("/api/tokens", name="Program", scope="full")
        program, thread = Caller(ann.client, made["token"]), ann.thread()
        halts, go = server.waits(call(("find_deals", {})), then=moved())
        path = f"/api/threads/{thread}/messages"

        with server.aside(lambda: program("POST", path, json={"text": "x"}, headers={"Accept": accept})) as answer:
            assert halts.wait(10)
            assert ann("DELETE", f"/api/tokens/{made['id']}").status_code == 204
            go.set()

        assert "sign_in_failed" in answer.result().text
        until(lambda: len(ann.get(path)["messages"]) == 2)
        assert server.stage(deal) == "lead"
        server.says("Here I am.")
        assert ann.says(thread, "still there?")["text"] == "Here I am."

    def test_end_when_the_person_stops_the_run(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        thread = ann.thread()
        halts, go = server.waits(call(("find_deals", {})), then=moved())
        lines = sent(listened(ann, f"/api/threads/{thread}/messages", {"text": "hello"}))
        assert (next(lines).kind, next(lines).kind) == ("tool_started", "tool_finished")
        assert halts.wait(10)

        path = f"/api/threads/{thread}/messages"
        assert ann.refused("POST", path, json={"text": "meanwhile"}) == (409, "thread_busy")
        assert ann("POST", f"/api/threads/{thread}/stop").status_code == 202
        go.set()

        assert [(event.kind, event.said.get("code")) for event in lines][-2:] == [("error", "stopped"), ("done", None)]
        assert server.stage(deal) == "lead"
        server.says("Here I am.")
        assert ann.says(thread, "still there?")["text"] == "Here I am."


def listened(ann: Caller, path: str, body: Any) -> Iterator[str]:
    """Lines of a stream, as they come."""
    headers = {"Authorization": f"Bearer {ann.token}"} | EVENTS
    with ann.client.stream("POST", path, headers=headers, json=body) as response:
        assert response.status_code == 200
        yield from response.iter_lines()


class TestComingBack:
    def test_goes_on_after_the_last_event_that_was_heard(self, server: Server, ann: Caller) -> None:
        server.says(call(("find_deals", {})), "None.")
        thread = ann.thread()
        events = ann.hears(f"/api/threads/{thread}/messages", text="deals?")

        for n, event in enumerate(events):
            rest = ann.hears(f"/api/threads/{thread}/events", "GET", {"Last-Event-ID": event.id})
            assert rest == events[n + 1 :]

    def test_hears_what_goes_on_meanwhile(self, server: Server, ann: Caller) -> None:
        thread = ann.thread()
        halts, go = server.waits(call(("find_deals", {})))
        lines = listened(ann, f"/api/threads/{thread}/messages", {"text": "hello"})
        first = next(sent(lines))
        lines.close()  # type: ignore[attr-defined]
        assert halts.wait(10)

        with server.aside(
            lambda: ann.hears(f"/api/threads/{thread}/events", "GET", {"Last-Event-ID": first.id})
        ) as rest:
            go.set()
        assert [event.kind for event in rest.result()] == ["tool_finished", "word", "reply", "done"]

    def test_begins_with_the_latest_run_without_a_last_event(self, server: Server, ann: Caller) -> None:
        server.says("One.", "Two.")
        thread = ann.thread()
        for text in ("1", "2"):
            said = ann.hears(f"/api/threads/{thread}/messages", text=text)

        assert ann.hears(f"/api/threads/{thread}/events", "GET") == said

    def test_does_not_send_the_message_again(self, server: Server, ann: Caller) -> None:
        server.says("One.", "Two.")
        thread = ann.thread()
        path = f"/api/threads/{thread}/messages"
        first, *rest = ann.hears(path, text="hello")

        assert ann.hears(path, headers={"Last-Event-ID": first.id}, text="hello") == rest
        assert len(ann.get(path)["messages"]) == 2
        forgotten = {"Last-Event-ID": "nothing.1"}
        assert ann.refused("POST", path, json={"text": "hello"}, headers=EVENTS | forgotten)[0] == 404
        assert ann.hears(path, headers=forgotten, text="and now?")[0].said == {"text": "Two."}

    def test_with_something_new_to_say_says_it(self, server: Server, ann: Caller) -> None:
        server.says("One.", "Two.", "Three.")
        thread, other = ann.thread(), ann.thread()
        path = f"/api/threads/{thread}/messages"
        last = {"Last-Event-ID": ann.hears(path, text="hello")[-1].id}

        assert ann.hears(path, headers=last, text="hello") == []
        assert ann.hears(path, headers=last, text="and now?")[0].said == {"text": "Two."}
        assert ann.hears(f"/api/threads/{other}/messages", headers=last, text="hello")[0].said == {"text": "Three."}
        assert [one["text"] for one in ann.get(path)["messages"]] == ["hello", "One.", "and now?", "Two."]

    def test_hears_nothing_of_another_thread(self, server: Server, ann: Caller) -> None:
        server.says("One.", "Two.")
        thread, other = ann.thread(), ann.thread()
        first, *_ = ann.hears(f"/api/threads/{thread}/messages", text="hello")
        ann.says(other, "hello")

        headers = {"Last-Event-ID": first.id}
        assert ann.refused("GET", f"/api/threads/{other}/events", headers=headers) == (404, "record_not_found")

    @pytest.mark.parametrize("name", ["x", ".", "x.y", "x.1.2", "-1", "\xff", "x" * 101])
    def test_finds_no_stream_by_a_name_that_is_none(self, ann: Caller, name: str) -> None:
        headers: Any = {"Last-Event-ID": name.encode("latin-1")}
        assert ann("GET", f"/api/threads/{ann.thread()}/events", headers=headers).status_code in (404, 422)


def test_a_run_comes_to_its_end_when_the_server_stops(sqlite_made: Path, schema: Schema, tmp_path: Path) -> None:
    copyfile(sqlite_made, tmp_path / "crm.db")
    url = f"sqlite:///{tmp_path}/crm.db"
    store = Store.open(url, schema)
    with served(store, url, tmp_path) as server:
        ann = server.joins()
        (deal,) = server.owns(ann, "Pilot")
        thread = ann.thread()
        halts, go = server.waits(then=moved())
        lines = listened(ann, f"/api/threads/{thread}/messages", {"text": "Pilot is won"})
        with server.aside(lambda: list(lines)):
            assert halts.wait(10)
            server.stop()
            server.says("Moved.")
            go.set()

    assert server.stage(deal) == "won"
    assert Threads(store).messages(Principal(ann.id), thread)[-1]["text"] == "Moved."
    store.close()


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json"])
def test_a_stuck_model_ends_the_run_and_not_the_thread(
    sqlite_made: Path, schema: Schema, tmp_path: Path, accept: str
) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=8) as silent:
        host, port = silent.getsockname()
        stuck = make_model("openai:m", key="k", base_url=f"http://{host}:{port}/v1", timeout=0.2)
        with on_sqlite(sqlite_made, schema, tmp_path, speaking=stuck) as server:
            ann = server.joins()
            path = f"/api/threads/{ann.thread()}/messages"
            for text in ("hello", "still there?"):
                answer = ann("POST", path, json={"text": text}, headers={"Accept": accept})
                assert answer.status_code == 502
                assert answer.json()["code"] == "model_unavailable"
                assert "took too long" in answer.json()["error"]
            messages = ann.get(path)["messages"]
            assert [one["text"] for one in messages[::2]] == ["hello", "still there?"]
            assert "took too long" in messages[-1]["text"]
