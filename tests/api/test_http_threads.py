from time import sleep

import pytest

from tests.api.serving import Caller, Server, until
from tests.doubles import call


class TestAThread:
    def test_is_named_by_its_first_message(self, server: Server, ann: Caller) -> None:
        server.says("Hello.", "Again.")
        thread = ann.thread()
        assert ann.get(f"/api/threads/{thread}")["name"] == ""

        ann.says(thread, "good  morning")
        ann.says(thread, "once more")

        assert ann.get(f"/api/threads/{thread}")["name"] == "good morning"

    def test_keeps_the_name_that_it_was_given(self, server: Server, ann: Caller) -> None:
        server.says("Hello.")
        thread = ann.thread(name="Review")

        ann.says(thread, "good morning")
        assert ann.get(f"/api/threads/{thread}")["name"] == "Review"

        renamed = ann("PATCH", f"/api/threads/{thread}", json={"name": "Pipeline"}).json()
        assert renamed["name"] == "Pipeline"
        assert ann.get("/api/threads")["threads"] == [renamed]

    @pytest.mark.parametrize("name", ["", "x" * 161, None, "\x00"])
    def test_has_a_name_of_1_to_160_characters(self, ann: Caller, name: str | None) -> None:
        thread = ann.thread()
        assert ann.refused("PATCH", f"/api/threads/{thread}", json={"name": name}) == (422, "invalid_values")

    def test_is_found_by_what_was_said_in_it(self, server: Server, ann: Caller) -> None:
        server.says("The 100% figure.", "Nothing.")
        one, two = ann.thread(name="Kiwi"), ann.thread(name="Plum")
        ann.says(one, "tell me about Globex")
        ann.says(two, "and Initech")

        for text, found in {"globex": [one], "100%": [one], "plum": [two], "i": [two, one], "1000": []}.items():
            assert [thread["id"] for thread in ann.get("/api/threads", text=text)["threads"]] == found

    def test_stands_in_a_list_of_pages_the_latest_first(self, ann: Caller) -> None:
        made = []
        for _ in range(5):
            made.append(ann.thread())
            sleep(0.002)

        first = ann.get("/api/threads", limit=3)
        rest = ann.get("/api/threads", limit=3, offset=first["next"])

        assert [thread["id"] for thread in [*first["threads"], *rest["threads"]]] == made[::-1]
        assert (first["next"], rest["next"]) == (3, None)

    def test_is_gone_when_deleted_and_what_it_changed_stays(self, server: Server, ann: Caller) -> None:
        one, two = server.owns(ann, "Pilot", "Renewal")
        wanted = {"targets": ["Pilot"], "set": {"stage": "won"}}
        server.says(call(("update_deals", wanted)), "Moved.", call(("delete_deals", {"targets": ["Renewal"]})))
        thread = ann.thread()
        run = ann.says(thread, "Pilot is won")["run"]
        card = ann.says(thread, "delete Renewal")["card"]["id"]

        assert ann("DELETE", f"/api/threads/{thread}").status_code == 204

        for path in ("", "/messages", "/events"):
            assert ann.refused("GET", f"/api/threads/{thread}{path}") == (404, "record_not_found")
        assert ann.get("/api/threads")["threads"] == []
        assert (server.stage(one), server.has(two)) == ("won", True)
        assert ann.get(f"/api/cards/{card}")["state"] == "rejected"
        assert ann.post(f"/api/runs/{run}/undo")["records"][0]["id"] == one

    def test_is_forgotten_by_the_model_too(self, server: Server, ann: Caller) -> None:
        server.says("Hello.")
        thread = ann.thread()
        ann.says(thread, "good morning")
        name = f"{ann.id}/{thread}"
        assert server.remembers(name)

        ann("DELETE", f"/api/threads/{thread}")

        assert not server.remembers(name)

    def test_is_not_deleted_while_it_answers(self, server: Server, ann: Caller) -> None:
        thread = ann.thread()
        halts, go = server.waits()
        with server.aside(lambda: ann.says(thread, "hello")) as reply:
            assert halts.wait(10)
            assert ann.refused("DELETE", f"/api/threads/{thread}") == (409, "thread_busy")
            go.set()
        assert reply.result()["text"] == "Done."
        assert ann("DELETE", f"/api/threads/{thread}").status_code == 204


class TestMessages:
    def test_are_those_of_both_the_oldest_first(self, server: Server, ann: Caller) -> None:
        server.says("Hello.")
        thread = ann.thread()
        reply = ann.says(thread, "good morning")

        messages = ann.get(f"/api/threads/{thread}/messages")["messages"]

        assert [(said["author"], said["text"]) for said in messages] == [
            ("person", "good morning"),
            ("assistant", "Hello."),
        ]
        assert {said["run"] for said in messages} == {reply["run"]}

    def test_come_in_pages_from_the_end(self, server: Server, ann: Caller) -> None:
        server.says("One.", "Two.", "Three.")
        thread = ann.thread()
        for said in "123":
            ann.says(thread, said)

        last = ann.get(f"/api/threads/{thread}/messages", limit=4)
        first = ann.get(f"/api/threads/{thread}/messages", limit=4, before=last["before"])

        assert [said["text"] for said in last["messages"]] == ["2", "Two.", "3", "Three."]
        assert [said["text"] for said in first["messages"]] == ["1", "One."]
        assert first["before"] is None

    def test_name_the_card_that_was_opened_with_them(self, server: Server, ann: Caller) -> None:
        server.owns(ann, "Pilot")
        server.says(call(("delete_deals", {"targets": ["Pilot"]})))
        thread = ann.thread()
        card = ann.says(thread, "delete Pilot")["card"]["id"]

        (*_, asked) = ann.get(f"/api/threads/{thread}/messages")["messages"]
        assert asked["card"] == card

    @pytest.mark.parametrize(
        ("text", "refusal"),
        [
            ("", (422, "empty_message")),
            (" \n\t", (422, "empty_message")),
            ("x" * 8_001, (413, "message_too_long")),
            ("x\x00", (422, "invalid_values")),
            (None, (422, "invalid_values")),
            (["x"], (422, "invalid_values")),
        ],
    )
    @pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
    def test_that_are_none_are_refused_and_not_kept(
        self, ann: Caller, text: object, refusal: tuple[int, str], accept: str
    ) -> None:
        thread = ann.thread()
        path = f"/api/threads/{thread}/messages"
        assert ann.refused("POST", path, json={"text": text}, headers={"Accept": accept}) == refusal
        assert ann.get(path)["messages"] == []

    def test_of_8000_characters_are_taken(self, server: Server, ann: Caller) -> None:
        server.says("Long.")
        assert ann.says(ann.thread(), "ä" * 8_000)["text"] == "Long."

    @pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
    def test_are_answered_one_at_a_time_in_a_thread(self, server: Server, ann: Caller, accept: str) -> None:
        thread, other = ann.thread(), ann.thread()
        path = f"/api/threads/{thread}/messages"
        halts, go = server.waits()
        with server.aside(lambda: ann.says(thread, "hello")) as reply:
            assert halts.wait(10)
            assert ann.refused("POST", path, json={"text": "x"}, headers={"Accept": accept}) == (409, "thread_busy")
            server.says("Here.")
            assert ann.says(other, "hello")["text"] == "Here."
            go.set()
        assert reply.result()["text"] == "Done."
        server.says("Now.")
        assert ann.says(thread, "again")["text"] == "Now."

    def test_are_answered_although_the_asker_hangs_up(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        thread = ann.thread()
        wanted = {"targets": ["Pilot"], "set": {"stage": "won"}}
        halts, go = server.waits(call(("find_deals", {})), call(("update_deals", wanted)))
        headers = {"Authorization": f"Bearer {ann.token}", "Accept": "text/event-stream"}
        with server.client.stream(
            "POST", f"/api/threads/{thread}/messages", headers=headers, json={"text": "won"}
        ) as response:
            next(response.iter_lines())
        assert halts.wait(10)
        go.set()

        path = f"/api/threads/{thread}/messages"
        until(lambda: len(ann.get(path)["messages"]) == 2)
        assert ann.get(path)["messages"][-1]["text"] == "Done."
        assert server.stage(deal) == "won"
