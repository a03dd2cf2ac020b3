from typing import Any

import pytest

from store.errors import Ambiguous, InvalidValues, RecordNotFound
from store.principal import Principal
from tests.tools.desk import Desk
from tests.tools.world import LONG, World

DEAL = {"class": "Deal"}


@pytest.fixture
def deal(desk: Desk) -> str:
    desk("create_company", name="Acme")
    return str(desk("create_deal", title="Annual plan", amount=10, company="Acme", notes="Secret text")["id"])


class TestTheHistoryOfARecord:
    def test_tells_who_changed_what_when_and_through_which_door(self, desk: Desk, chief: Desk, deal: str) -> None:
        running = desk.running(run="run1")
        running("update_deals", targets=[deal], set={"stage": "proposal", "company": ""})
        chief("update_deals", targets=[deal], set={"assigned_to": "ann"})

        changes = desk("history", **DEAL, target="Annual plan")["changes"]

        assert all(change.pop("at").startswith("20") for change in changes)
        about = {"door": "test", "class": "Deal", "id": deal, "name": "Annual plan", "what": "updated"}
        assert changes[0] == about | {"who": "boss", "fields": {"assigned_to": {"from": None, "to": "ann"}}}
        assert changes[1] == about | {
            "who": "ann",
            "run": "run1",
            "fields": {"company": {"from": "Acme", "to": None}, "stage": {"from": "lead", "to": "proposal"}},
        }
        assert (changes[2]["what"], changes[2]["who"]) == ("created", "ann")

    def test_shows_no_long_text(self, desk: Desk, deal: str) -> None:
        desk("update_deals", targets=[deal], append={"notes": LONG})

        outcome = desk.run("history", **DEAL, target=deal)

        assert outcome.result["changes"][0]["fields"] == {"notes": {"changed": True}}
        assert LONG not in str(outcome.result)
        assert "Secret text" not in str(outcome.result)
        assert not outcome.outside

    def test_is_told_in_the_askers_time_zone(self, desk: Desk, deal: str) -> None:
        (change,) = desk.at("Asia/Tokyo")("history", **DEAL, target=deal)["changes"]

        assert change["at"].endswith("+09:00")

    def test_is_that_of_whoever_may_read_the_record(self, desk: Desk, other: Desk, deal: str) -> None:
        assert isinstance(other.refused("history", **DEAL, target=deal), RecordNotFound)

        desk("share", **DEAL, **{"with": ["bob"]}, target=deal)

        found = other("history", **DEAL, target=deal)["changes"]
        assert [(change["what"], change["who"]) for change in found] == [("shared", "ann"), ("created", "ann")]

    def test_that_was_deleted_is_found_by_its_class_and_id(self, desk: Desk, other: Desk, deal: str) -> None:
        desk("delete_deals", targets=[deal])

        found = desk("history", **DEAL, target=deal)["changes"]

        assert [(change["what"], change["name"]) for change in found] == [
            ("deleted", "Annual plan"),
            ("created", "Annual plan"),
        ]
        for nobody, target in ((other, deal), (desk, "Annual plan")):
            assert isinstance(nobody.refused("history", **DEAL, target=target), RecordNotFound)

    def test_tells_with_whom_it_was_shared(self, desk: Desk, other: Desk, deal: str) -> None:
        desk("share", **DEAL, **{"with": ["bob", "everyone"]}, target=deal)

        change = desk("history", **DEAL, target=deal)["changes"][0]

        assert "bob" in change["fields"]["acl"]["to"]
        assert "everyone" in change["fields"]["acl"]["to"]

    def test_names_no_record_that_may_not_be_read(self, desk: Desk, chief: Desk, deal: str) -> None:
        hidden = chief("create_company", name="Hidden Ltd")["id"]
        chief("share", **{"class": "Company", "with": ["boss"]}, target=hidden)
        chief("update_deals", targets=[deal], set={"company": hidden})

        changes = desk("history", **DEAL, target=deal)["changes"]

        assert "Hidden" not in str(changes)
        assert changes[0]["fields"]["company"] == {"from": "Acme", "to": None}

    def test_needs_no_class_when_the_name_is_clear(self, desk: Desk, deal: str) -> None:
        assert desk("history", target="Annual plan")["changes"][0]["id"] == deal
        assert desk("history", target="Acme")["changes"][0]["class"] == "Company"

    def test_asks_which_record_is_meant(self, desk: Desk, deal: str) -> None:
        desk("create_contact", name="Acme")

        assert isinstance(desk.refused("history", target="Acme"), Ambiguous)

    def test_of_another_user_hides_what_is_his_alone(self, desk: Desk, other: Desk) -> None:
        bob = other.principal.user
        with desk.store.records(Principal.system()) as records:
            records.update("_User", bob, {"email": "secret@example.com"})

        assert "secret@example.com" not in str(desk("history", **{"class": "User"}, target="bob"))
        assert "secret@example.com" in str(other("history", **{"class": "User"}, target="me"))


class TestTheHistoryOfARun:
    def test_has_all_that_it_changed_latest_first(self, desk: Desk, deal: str) -> None:
        running = desk.running(run="run1")
        running("create_contact", name="Jane")
        running("update_deals", targets=[deal], set={"contact": "Jane"})
        desk("create_contact", name="John")

        changes = desk("history", run="run1")["changes"]

        assert [(change["class"], change["what"]) for change in changes] == [
            ("Deal", "updated"),
            ("Contact", "created"),
        ]

    @pytest.mark.parametrize("run", ["run1", "nothing", "' OR 1=1 --", ""])
    def test_of_somebody_else_is_empty(self, run: str, desk: Desk, other: Desk) -> None:
        desk.running(run="run1")("create_deal", title="Pilot")

        assert other("history", run=run)["changes"] == []


class TestTheHistoryOfAPerson:
    def test_is_his_own_to_read(self, desk: Desk, other: Desk, deal: str) -> None:
        other("create_deal", title="Pilot")

        assert {change["who"] for change in desk("history")["changes"]} == {"ann"}
        assert len(desk("history", user="me")["changes"]) == 2
        assert desk("history", user="bob")["changes"] == []

    def test_is_read_by_a_manager(self, desk: Desk, other: Desk, chief: Desk, deal: str) -> None:
        other("create_deal", title="Pilot")

        assert {change["name"] for change in chief("history", user="bob")["changes"]} == {"Pilot"}
        assert {"ann", "bob"} <= {change["who"] for change in chief("history")["changes"]}

    def test_is_that_on_one_record_when_both_are_said(self, desk: Desk, chief: Desk, deal: str) -> None:
        chief("update_deals", targets=[deal], set={"stage": "won"})

        found = chief("history", **DEAL, target=deal, user="boss")["changes"]

        assert [change["who"] for change in found] == ["boss"]
        assert [change["who"] for change in desk("history", **DEAL, target=deal, user="boss")["changes"]] == ["boss"]

    def test_of_nobody_is_not_found(self, world: World) -> None:
        assert isinstance(world.ann.refused("history", user="Nobody"), RecordNotFound)


class TestALongHistory:
    def test_is_cut_and_says_so(self, desk: Desk, deal: str) -> None:
        for amount in range(5):
            desk("update_deals", targets=[deal], set={"amount": 100 + amount})

        found = desk("history", **DEAL, target=deal, limit=3)

        assert [change["fields"]["amount"]["to"] for change in found["changes"]] == [104, 103, 102]
        assert found["note"] == "The latest 3; there are more."
        assert "note" not in desk("history", **DEAL, target=deal, limit=6)

    @pytest.mark.parametrize(
        "wrong", [{"limit": 0}, {"limit": 201}, {"run": 5}, {"run": "x\x00"}, {"run": "x" * 101}, {"user": "x" * 201}]
    )
    def test_has_limits(self, wrong: dict[str, Any], world: World) -> None:
        assert isinstance(world.ann.refused("history", **wrong), InvalidValues)
