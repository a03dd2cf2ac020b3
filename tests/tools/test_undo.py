from typing import Any

import pytest

from store.errors import Conflict, InvalidValues, StoreError
from store.principal import Principal
from store.store import Store
from tests.tools.desk import Desk, where

DEAL = {"class": "Deal"}


@pytest.fixture
def deal(desk: Desk) -> str:
    desk("create_company", name="Acme")
    return str(desk("create_deal", title="Annual plan", amount=10, company="Acme", notes="First.")["id"])


class TestUndo:
    def test_takes_back_an_update(self, desk: Desk, deal: str) -> None:
        before = desk("get_record", **DEAL, target=deal)
        desk.running()("update_deals", targets=[deal], set={"stage": "won", "company": ""}, append={"notes": "More."})

        undone = desk.running()("undo")["undone"]

        assert undone == [
            {
                "class": "Deal",
                "id": deal,
                "name": "Annual plan",
                "what": "restored",
                "changed": {
                    "stage": {"from": "won", "to": "lead"},
                    "company": {"from": None, "to": "Acme"},
                    "notes": {"changed": True},
                },
            }
        ]
        assert desk("get_record", **DEAL, target=deal) == before

    def test_takes_back_all_of_a_run(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        running("create_contact", name="Jane")
        running("update_deals", targets=[deal], set={"contact": "Jane"})
        running("create_activity", subject="Call", related_to="Jane")

        undone = desk.running()("undo")["undone"]

        assert {(one["class"], one["name"], one["what"]) for one in undone} == {
            ("Contact", "Jane", "removed"),
            ("Deal", "Annual plan", "restored"),
            ("Activity", "Call", "removed"),
        }
        assert desk.ids("find_contacts") == desk.ids("find_activities") == []

    def test_brings_back_what_was_deleted_with_all_that_went_along(self, desk: Desk, deal: str) -> None:
        desk("create_activity", subject="Call", related_to=deal)
        desk("create_project", name="Harbour", deal=deal)
        desk.running()("delete_deals", targets=[deal])

        undone = desk.running()("undo")["undone"]

        assert {(one["class"], one["what"]) for one in undone} == {("Deal", "restored"), ("Activity", "restored")}
        assert desk("find_activities")["records"][0]["related_to"]["id"] == deal
        assert desk("find_projects")["records"][0]["deal"]["id"] == deal
        assert desk("get_record", **DEAL, target="the Acme deal")["id"] == deal

    def test_takes_back_a_share(self, desk: Desk, other: Desk, deal: str) -> None:
        desk.running()("share", **DEAL, **{"with": ["bob"]}, target=deal)

        assert desk.running()("undo")["undone"][0]["what"] == "restored"
        assert other.ids("find_deals") == []

    def test_takes_back_what_was_given_away(self, desk: Desk, other: Desk, chief: Desk) -> None:
        deal = chief("create_deal", title="Pilot", assigned_to="ann")["id"]
        desk.running()("update_deals", targets=[deal], set={"assigned_to": "bob"})

        desk.running()("undo")

        assert desk.ids("find_deals") == [deal]
        assert other.ids("find_deals") == []

    def test_goes_further_back_each_time(self, desk: Desk, deal: str) -> None:
        for amount in (11, 12):
            desk.running()("update_deals", targets=[deal], set={"amount": amount})

        amounts = []
        for _ in range(2):
            desk.running()("undo")
            amounts.append(desk("find_deals")["records"][0]["amount"])

        assert amounts == [11, 10]
        assert desk.running().refused("undo").code == "nothing_to_undo"

    def test_takes_back_a_run_that_is_named(self, desk: Desk, deal: str) -> None:
        desk.running(run="first")("update_deals", targets=[deal], set={"amount": 11})
        desk.running(run="second")("create_contact", name="Jane")

        desk.running()("undo", run="first")

        assert desk("find_deals")["records"][0]["amount"] == 10
        assert desk("find_contacts")["total"] == 1

    def test_stays_in_its_thread(self, desk: Desk, deal: str) -> None:
        desk.running("monday")("update_deals", targets=[deal], set={"amount": 11})
        desk.running("tuesday")("create_contact", name="Jane")

        desk.running("monday")("undo")

        assert desk("find_deals")["records"][0]["amount"] == 10
        assert desk("find_contacts")["total"] == 1

    def test_passes_over_runs_that_changed_nothing(self, desk: Desk, deal: str) -> None:
        desk.running()("update_deals", targets=[deal], set={"amount": 11})
        desk.running()("find_deals")
        desk.running()("update_deals", targets=[deal], set={"amount": 11})

        desk.running()("undo")

        assert desk("find_deals")["records"][0]["amount"] == 10

    def test_that_is_repeated_happens_once(self, desk: Desk, deal: str) -> None:
        for amount in (11, 12):
            desk.running()("update_deals", targets=[deal], set={"amount": amount})
        running = desk.running()

        assert running.once("c1", "undo") == running.once("c1", "undo")
        assert desk("find_deals")["records"][0]["amount"] == 11


class TestAPreviewOfUndo:
    def test_tells_what_it_would_do_and_does_nothing(self, desk: Desk, deal: str) -> None:
        desk.running()("update_deals", targets=[deal], set={"stage": "won"})
        before = desk.rows("change")

        shown = desk.running()("undo", preview=True)

        assert shown["would_undo"][0]["changed"] == {"stage": {"from": "won", "to": "lead"}}
        assert shown["conflicts"] == []
        assert desk.rows("change") == before
        assert desk.ids("find_deals", where("stage", "is", "won")) == [deal]

    def test_tells_what_was_changed_since(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        running("update_deals", targets=[deal], set={"stage": "won"})
        running("create_contact", name="Jane")
        desk("update_deals", targets=[deal], set={"amount": 11})

        shown = desk.running()("undo", preview=True)

        assert len(shown["would_undo"]) == 2
        assert [one["id"] for one in shown["conflicts"]] == [deal]


class TestWhatCannotBeUndone:
    def test_was_changed_since(self, desk: Desk, chief: Desk, deal: str) -> None:
        running = desk.running()
        running("update_deals", targets=[deal], set={"stage": "won"})
        running("create_contact", name="Jane")
        chief("update_deals", targets=[deal], set={"amount": 11})

        error = desk.running().refused("undo")

        assert isinstance(error, Conflict)
        assert error.records == [("Deal", deal)]
        assert desk("find_contacts")["total"] == 1
        assert desk.ids("find_deals", where("stage", "is", "won"), where("amount", "is", 11)) == [deal]

    def test_was_undone_already(self, desk: Desk, deal: str) -> None:
        desk.running(run="first")("update_deals", targets=[deal], set={"stage": "won"})
        desk.running()("undo", run="first")

        assert desk.running().refused("undo", run="first").code == "nothing_to_undo"

    def test_is_somebody_elses(self, desk: Desk, other: Desk, deal: str) -> None:
        desk.running(run="first")("update_deals", targets=[deal], set={"stage": "won"})

        assert other.running().refused("undo", run="first").code == "nothing_to_undo"
        assert other.running().refused("undo", run="first", preview=True).code == "nothing_to_undo"
        assert other.running().refused("undo").code == "nothing_to_undo"

    def test_is_anybodys_for_a_manager(self, desk: Desk, chief: Desk, deal: str) -> None:
        desk.running(run="first")("update_deals", targets=[deal], set={"stage": "won"})

        assert chief.running()("undo", run="first")["undone"][0]["id"] == deal

    def test_is_anything_for_those_who_only_read(self, desk: Desk, deal: str, store: Store, ann: Principal) -> None:
        desk.running(run="first")("update_deals", targets=[deal], set={"stage": "won"})
        reader = Desk(store, Principal(ann.user, frozenset({"readonly"})))

        assert isinstance(reader.running().refused("undo", run="first"), StoreError)
        assert desk.ids("find_deals", where("stage", "is", "won")) == [deal]

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({}, "nothing_to_undo"),
            ({"run": "nothing"}, "nothing_to_undo"),
            ({"run": ""}, "nothing_to_undo"),
            ({"run": "x\x00"}, InvalidValues.code),
            ({"run": "' OR 1=1 --"}, "nothing_to_undo"),
            ({"run": "x" * 101}, InvalidValues.code),
            ({"run": 5}, InvalidValues.code),
            ({"preview": "perhaps"}, InvalidValues.code),
        ],
    )
    def test_is_nothing(self, given: dict[str, Any], code: str, desk: Desk) -> None:
        assert desk.running().refused("undo", **given).code == code
