import pytest
from langchain_core.messages import AIMessage

from store.principal import Principal
from tests.api.serving import EVENTS, Caller, Server
from tests.doubles import call
from tests.store.people import at_once

ANSWERS = {"approved": "approve", "rejected": "reject"}


def deleted() -> AIMessage:
    return call(("delete_deals", {"targets": ["Pilot"]}))


def won() -> AIMessage:
    return call(("update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}}))


class TestAReply:
    def test_tells_what_was_changed(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(won(), "Moved.")

        thread = ann.thread()
        reply = ann.says(thread, "Pilot is won")

        assert (reply["text"], reply["thread"], reply["card"]) == ("Moved.", thread, None)
        (record,) = reply["records"]
        link = record.pop("link")
        assert record == {"class": "Deal", "id": deal, "name": "Pilot", "what": "updated"}
        assert ann("GET", link).json()["changes"][0]["run"] == reply["run"]


class TestACard:
    def test_is_shown_whole_and_does_nothing_before_the_yes(self, server: Server, ann: Caller) -> None:
        ids = server.owns(ann, "One", "Two", "Three")
        wanted = {"targets": ids, "set": {"expected_close_date": "2026-04-01"}}
        server.says(call(("update_deals", wanted)), "Moved.")

        card = ann.says(ann.thread(), "all three close in April")["card"]

        assert ann.get(f"/api/cards/{card['id']}") == card
        assert (card["state"], card["reasons"]) == ("open", ["it changes 3 records"])
        assert [change["name"] for change in card["changes"]] == ["One", "Two", "Three"]
        assert card["changes"][0]["fields"] == {"expectedCloseDate": {"from": None, "to": "2026-04-01"}}
        assert ann.get("/api/changes", run=card["run"])["changes"] == []

    def test_is_carried_out_once(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(deleted(), "Deleted.")
        card = ann.says(ann.thread(), "delete Pilot")["card"]

        first, second = (ann.post(f"/api/cards/{card['id']}/approve") for _ in range(2))

        assert first == second
        assert first["text"] == "Deleted."
        assert ann("GET", first["records"][0]["link"]).json()["changes"][0]["what"] == "deleted"
        assert not server.has(deal)
        assert len(ann.get("/api/changes", run=card["run"])["changes"]) == 1
        assert ann.refused("POST", f"/api/cards/{card['id']}/reject") == (409, "conflict")

    def test_is_not_carried_out_when_rejected(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(deleted(), "All right, it stays.")
        card = ann.says(ann.thread(), "delete Pilot")["card"]

        assert ann.post(f"/api/cards/{card['id']}/reject")["text"] == "All right, it stays."
        assert server.has(deal)
        assert ann.get(f"/api/cards/{card['id']}")["state"] == "rejected"

    @pytest.mark.parametrize(("word", "state"), [("yes please", "approved"), ("no", "rejected")])
    def test_is_answered_by_a_bare_word(self, server: Server, ann: Caller, word: str, state: str) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(deleted(), "So be it.")
        thread = ann.thread()
        card = ann.says(thread, "delete Pilot")["card"]

        assert ann.says(thread, word)["text"] == "So be it."
        assert ann.get(f"/api/cards/{card['id']}")["state"] == state
        assert server.has(deal) == (state == "rejected")

    def test_is_rejected_when_something_new_is_said(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(deleted(), "Hello.")
        thread = ann.thread()
        card = ann.says(thread, "delete Pilot")["card"]

        assert ann.says(thread, "hello")["text"] == "Hello."
        assert ann.refused("POST", f"/api/cards/{card['id']}/approve") == (409, "conflict")
        assert server.has(deal)


class TestUndo:
    def test_is_previewed_and_refused_when_somebody_changed_a_record_since(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(won(), "Moved.")
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

    def test_takes_a_run_back_once(self, server: Server, ann: Caller) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(won(), "Moved.")
        run = ann.says(ann.thread(), "Pilot is won")["run"]

        undone = ann.post(f"/api/runs/{run}/undo")

        assert server.stage(deal) == "lead"
        assert ann.get("/api/changes", run=undone["run"])["changes"][0]["fields"] == {
            "stage": {"from": "won", "to": "lead"}
        }
        assert ann.refused("POST", f"/api/runs/{run}/undo") == (404, "nothing_to_undo")


class TestAPartOfACard:
    def test_is_approved_by_the_numbers_of_its_changes(self, server: Server, ann: Caller) -> None:
        one, two, three = server.owns(ann, "One", "Two", "Three")
        server.says(call(("update_deals", {"targets": [one, two, three], "set": {"stage": "won"}})), "Done.")
        card = ann.says(ann.thread(), "all three are won")["card"]
        assert [change["number"] for change in card["changes"]] == [1, 2, 3]

        first, second = (ann.post(f"/api/cards/{card['id']}/approve", changes=[1, 3]) for _ in range(2))

        assert first == second
        assert [record["name"] for record in first["records"]] == ["One", "Three"]
        assert [server.stage(deal) for deal in (one, two, three)] == ["won", "lead", "won"]
        assert ann.get(f"/api/cards/{card['id']}")["approved"] == [1, 3]
        assert ann.refused("POST", f"/api/cards/{card['id']}/approve") == (409, "conflict")

    @pytest.mark.parametrize("changes", [[], [0], [2], [1, 1, 7]])
    def test_is_a_part_of_it(self, server: Server, ann: Caller, changes: list[int]) -> None:
        (deal,) = server.owns(ann, "Pilot")
        server.says(deleted(), "Deleted.")
        card = ann.says(ann.thread(), "delete Pilot")["card"]["id"]

        assert ann.refused("POST", f"/api/cards/{card}/approve", json={"changes": changes}) == (422, "invalid_values")
        assert server.has(deal)


class TestACardOfRecordsThatChangedSince:
    def test_is_a_conflict_that_shows_both_versions_and_waits(self, server: Server, ann: Caller) -> None:
        one, two, three = server.owns(ann, "One", "Two", "Three")
        server.says(call(("update_deals", {"targets": [one, two, three], "set": {"stage": "won"}})), "Done.")
        card = ann.says(ann.thread(), "all three are won")["card"]["id"]
        with server.store.records(Principal.system()) as records:
            records.update("Deal", two, {"stage": "lost", "amount": 7.0})

        refused = ann("POST", f"/api/cards/{card}/approve")
        events = ann("POST", f"/api/cards/{card}/approve", headers=EVENTS)

        assert (refused.status_code, refused.json()["code"]) == (409, "conflict") == (events.status_code, "conflict")
        assert refused.json()["records"] == [
            {
                "class": "Deal",
                "id": two,
                "name": "Two",
                "shown": {"amount": None, "stage": "lead"},
                "now": {"amount": 7, "stage": "lost"},
            }
        ]
        assert ann.get(f"/api/cards/{card}")["state"] == "open"
        assert server.stage(one) == "lead"

        ann.post(f"/api/cards/{card}/approve", changes=[1, 3])
        assert [server.stage(deal) for deal in (one, two, three)] == ["won", "lost", "won"]


def test_the_same_answer_at_the_same_moment_is_carried_out_once_and_told_to_all(server: Server, ann: Caller) -> None:
    server.owns(ann, "Pilot")
    server.says(deleted(), "Deleted.", "Deleted.")
    card = ann.says(ann.thread(), "delete Pilot")["card"]

    answers = at_once(4, lambda _: ann("POST", f"/api/cards/{card['id']}/approve"))

    assert [one.status_code for one in answers] == [200] * 4
    assert [one.json() for one in answers] == [answers[0].json()] * 4
    assert answers[0].json()["text"] == "Deleted."
    assert len(ann.get("/api/changes", run=card["run"])["changes"]) == 1


def test_of_a_yes_and_a_no_at_the_same_moment_one_counts(server: Server, ann: Caller) -> None:
    (deal,) = server.owns(ann, "Pilot")
    server.says(deleted(), "Done.", "Done.")
    card = ann.says(ann.thread(), "delete Pilot")["card"]
    said, became = ("approve", "reject", "approve", "reject"), {"approve": "approved", "reject": "rejected"}

    answers = at_once(4, lambda n: ann("POST", f"/api/cards/{card['id']}/{said[n]}"))

    state = ann.get(f"/api/cards/{card['id']}")["state"]
    assert {one.json().get("code") for one in answers} == {None, "conflict"}
    assert {became[said[n]] for n, one in enumerate(answers) if one.status_code == 200} == {state}
    assert server.has(deal) is (state == "rejected")
