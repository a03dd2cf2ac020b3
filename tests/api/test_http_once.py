from functools import partial
from typing import Any

import pytest
from langchain_core.messages import AIMessage

from store.principal import Principal
from store.tokens import digest
from tests.api.serving import EVENTS, Caller, Server, until
from tests.doubles import call
from tests.store.people import PASSWORD

KEY = {"Idempotency-Key": "my-key-1"}


def moved() -> AIMessage:
    return call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}}))


def messages(ann: Caller, thread: str) -> list[str]:
    return [said["text"] for said in ann.get(f"/api/threads/{thread}/messages")["messages"]]


class TestAMessage:
    def test_sent_again_gets_the_same_answer_and_is_not_said_again(self, server: Server, ann: Caller) -> None:
        server.owns(ann, "Pilot")
        server.says(moved(), "Moved.")
        thread = ann.thread()
        path = f"/api/threads/{thread}/messages"

        first, again = (ann("POST", path, json={"text": "Pilot is won"}, headers=KEY) for _ in range(2))

        assert first.json() == again.json()
        assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
        assert messages(ann, thread) == ["Pilot is won", "Moved."]
        assert len(ann.get("/api/changes", run=first.json()["run"])["changes"]) == 1

    def test_sent_again_as_events_gets_the_reply_as_events(self, server: Server, ann: Caller) -> None:
        server.owns(ann, "Pilot")
        server.says(call(("delete_deals", {"targets": ["Pilot"]})))
        path = f"/api/threads/{ann.thread()}/messages"
        reply = ann("POST", path, json={"text": "delete Pilot"}, headers=KEY).json()

        events = ann.hears(path, headers=KEY, text="delete Pilot")

        assert [event.kind for event in events] == ["approval", "reply", "done"]
        assert [event.said for event in events] == [reply["card"], reply, {}]

    def test_sent_again_meanwhile_hears_the_same_run(self, server: Server, ann: Caller) -> None:
        thread = ann.thread()
        path = f"/api/threads/{thread}/messages"
        halts, go = server.waits(call(("find_deals", {})))

        def say() -> Any:
            return ann("POST", path, json={"text": "deals?"}, headers=KEY).json()

        with server.aside(say) as first:
            assert halts.wait(10)
            with (
                server.aside(say) as second,
                server.aside(lambda: ann.hears(path, headers=KEY, text="deals?")) as third,
            ):
                until(lambda: not second.done())
                go.set()
        assert first.result() == second.result() == third.result()[-2].said
        assert messages(ann, thread) == ["deals?", "Done."]

    def test_of_another_text_with_the_same_key_is_refused(self, server: Server, ann: Caller) -> None:
        server.says("Hello.")
        thread = ann.thread()
        path = f"/api/threads/{thread}/messages"
        ann("POST", path, json={"text": "one"}, headers=KEY)

        for headers in (KEY, KEY | EVENTS):
            assert ann.refused("POST", path, json={"text": "two"}, headers=headers) == (422, "key_reused")
        assert messages(ann, thread) == ["one", "Hello."]

    def test_that_was_refused_may_be_sent_again(self, server: Server, ann: Caller) -> None:
        thread = ann.thread()
        path = f"/api/threads/{thread}/messages"
        halts, go = server.waits()
        with server.aside(lambda: ann.says(thread, "first")):
            assert halts.wait(10)
            refused = ann.refused("POST", path, json={"text": "second"}, headers=KEY)
            go.set()
        assert refused == (409, "thread_busy")

        server.says("Second.")
        assert ann("POST", path, json={"text": "second"}, headers=KEY).json()["text"] == "Second."

    def test_that_failed_in_the_middle_is_not_sent_again(
        self, server: Server, ann: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("broken")

        server.owns(ann, "Pilot")
        path = f"/api/threads/{ann.thread()}/messages"
        server.says(moved(), "Moved.", "Moved again.")
        with monkeypatch.context() as patch:
            patch.setattr("agent.graph.prune", broken)
            first = ann("POST", path, json={"text": "Pilot is won"}, headers=KEY)

        again = ann("POST", path, json={"text": "Pilot is won"}, headers=KEY)
        assert (first.status_code, first.json()) == (again.status_code, again.json())
        assert first.json()["code"] == "program_fault"


def test_a_thread_is_begun_once(ann: Caller, server: Server) -> None:
    first, again = (ann("POST", "/api/threads", json={"name": "Review"}, headers=KEY) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert len(ann.get("/api/threads")["threads"]) == 1

    other = server.joins()("POST", "/api/threads", json={"name": "Review"}, headers=KEY).json()
    assert other["id"] != first.json()["id"]


def test_an_undo_is_told_again(server: Server, ann: Caller) -> None:
    server.owns(ann, "Pilot")
    server.says(moved(), "Moved.")
    run = ann.says(ann.thread(), "Pilot is won")["run"]

    first, again = (ann("POST", f"/api/runs/{run}/undo", headers=KEY) for _ in range(2))
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (200, first.json())
    assert ann.refused("POST", f"/api/runs/{run}/undo", headers={"Idempotency-Key": "other"})[0] == 404


def test_a_refusal_is_not_kept(ann: Caller) -> None:
    for _ in range(2):
        assert ann.refused("POST", "/api/runs/nothing/undo", headers=KEY) == (404, "nothing_to_undo")


class TestAnAnswerToACard:
    def test_is_told_again(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(call(("delete_deals", {"targets": ["Pilot"]})), "Deleted.")
        path = f"/api/cards/{ann.says(ann.thread(), 'delete Pilot')['card']['id']}/approve"

        first, again = (ann("POST", path, headers=KEY) for _ in range(2))
        events = ann.hears(path, headers=KEY)

        assert (first.status_code, first.json()) == (again.status_code, again.json()) == (200, events[0].said)
        assert again.headers["idempotency-replayed"] == "true"
        assert not server.has(deal)
        assert ann.refused("POST", path, json={"changes": [1]}, headers=KEY) == (422, "key_reused")

    def test_that_was_refused_may_be_sent_again(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(call(("delete_deals", {"targets": ["Pilot"]})), "It stays.")
        path = f"/api/cards/{ann.says(ann.thread(), 'delete Pilot')['card']['id']}"
        with server.store.records(Principal(ann.id)) as records:
            records.update("Deal", deal, {"stage": "won"})

        assert ann.refused("POST", f"{path}/approve", headers=KEY) == (409, "conflict")
        assert ann.refused("POST", f"{path}/approve", headers=KEY) == (409, "conflict")
        first, again = (ann("POST", f"{path}/reject", headers={"Idempotency-Key": "no"}) for _ in range(2))
        assert first.json() == again.json()
        assert first.json()["text"] == "It stays."


def test_a_stop_does_not_stop_the_next_run(server: Server, ann: Caller) -> None:
    thread = ann.thread()
    stop = partial(ann, "POST", f"/api/threads/{thread}/stop", headers=KEY)
    message = partial(ann, "POST", f"/api/threads/{thread}/messages", json={"text": "deals?"})

    halts, go = server.waits(then=call(("find_deals", {})))
    with server.aside(message) as first:
        assert halts.wait(10)
        assert stop().status_code == 202
        go.set()
    halts, go = server.waits()
    with server.aside(message) as second:
        assert halts.wait(10)
        assert stop().status_code == 202
        go.set()

    assert (first.result().json()["code"], second.result().json()["text"]) == ("stopped", "Done.")


class TestASecret:
    @pytest.mark.parametrize(
        ("path", "body", "shown"),
        [
            ("/api/tokens", {"name": "Nightly"}, "token"),
            ("/api/links", {}, "code"),
            ("/api/invitations", {}, "code"),
        ],
    )
    def test_is_made_once_shown_once_and_never_kept(
        self, server: Server, ann: Caller, path: str, body: dict[str, Any], shown: str
    ) -> None:
        server.workspace.users.set_roles(Principal.system(), ann.id, ["admin"])

        first = ann("POST", path, json=body, headers=KEY)

        assert first.status_code == 201
        assert ann.refused("POST", path, json=body, headers=KEY) == (409, "shown_once")
        assert first.json()[shown] not in kept(server, ann)
        if path == "/api/tokens":
            assert [one["name"] for one in ann.get(path)["tokens"]] == ["Nightly"]
            assert ann.refused("POST", path, json={"name": "Other"}, headers=KEY) == (422, "key_reused")

    def test_that_was_refused_may_be_asked_for_again(self, ann: Caller) -> None:
        ann.post("/api/tokens", name="Nightly")
        for _ in range(2):
            assert ann.refused("POST", "/api/tokens", json={"name": "Nightly"}, headers=KEY) == (409, "taken")

    def test_password_is_changed_once_and_leaves_no_hash_that_can_be_guessed(self, server: Server, ann: Caller) -> None:
        body = {"current": PASSWORD, "password": "another staple"}

        first, again = (ann("POST", "/api/auth/password", json=body, headers=KEY) for _ in range(2))

        assert (first.status_code, again.status_code, again.content) == (204, 204, b"")
        assert again.headers["idempotency-replayed"] == "true"
        assert ann.refused("POST", "/api/auth/password", json=body) == (401, "sign_in_failed")
        sent = b"POST\n/api/auth/password\n" + first.request.content
        assert digest(sent.hex()) not in kept(server, ann)


def kept(server: Server, who: Caller) -> str:
    """All that is kept of somebody's requests."""
    with server.store.looking() as connection:
        table = server.store.schema.own.answer
        rows = [str(tuple(row)) for row in connection.execute(table.select().where(table.c.user == who.id))]
    assert rows
    return "\n".join(rows)


NO_KEY = {"/api/auth/sign-up", "/api/auth/login", "/api/auth/logout"}
ONLY_READ = {"/api/totals", "/api/since"}


def test_every_post_of_somebody_who_has_signed_in_takes_a_key(ann: Caller) -> None:
    described = ann.get("/openapi.json")["paths"]
    without = {
        path
        for path, methods in described.items()
        if "post" in methods
        and not path.endswith("/plan")  # which only tells what would be done
        and "idempotency-key" not in {one["name"].lower() for one in methods["post"].get("parameters", [])}
    }
    assert NO_KEY <= without <= NO_KEY | ONLY_READ


@pytest.mark.parametrize("key", ["", "x" * 201, "two words", "\xff"])
def test_a_key_is_one_word(ann: Caller, key: str) -> None:
    headers: Any = {"Idempotency-Key": key.encode("latin-1")}
    assert ann.refused("POST", "/api/threads", headers=headers) == (422, "invalid_values")
