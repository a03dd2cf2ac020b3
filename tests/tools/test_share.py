from typing import Any

import pytest

from store.errors import Ambiguous, InvalidValues, ReadOnly, RecordNotFound
from tests.tools.desk import Desk
from tests.tools.world import World

DEAL = {"class": "Deal"}


@pytest.fixture
def deal(desk: Desk, other: Desk, chief: Desk) -> str:
    return str(desk("create_deal", title="Annual plan", notes="Text.")["id"])


def share(desk: Desk, *people: str, level: str = "read", target: str = "Annual plan") -> Any:
    return desk("share", **DEAL, **{"with": list(people)}, target=target, level=level)


def acl(desk: Desk, deal: str) -> dict[str, str] | None:
    with desk.store.reading(desk.principal) as records:
        return records.acl("Deal", deal)


class TestSharing:
    @pytest.mark.parametrize(
        "people", ["bob", "Bob", "everyone", "Everybody", "the whole team", "*", "role:rep", "rep"]
    )
    def test_lets_others_read(self, people: str, desk: Desk, other: Desk, deal: str) -> None:
        shared = share(desk, people)

        assert (shared["shared"]["id"], shared["with"], shared["level"]) == (deal, [people], "read")
        assert other.ids("find_deals") == [deal]
        assert isinstance(other.refused("update_deals", targets=[deal], set={"stage": "won"}), ReadOnly)
        assert isinstance(other.refused("delete_deals", targets=[deal]), ReadOnly)

    def test_lets_others_write(self, desk: Desk, other: Desk, deal: str) -> None:
        share(desk, "bob", level="write")

        assert other("update_deals", targets=[deal], set={"stage": "won"})["updated"][0]["id"] == deal

    def test_keeps_the_right_of_who_made_the_record(self, desk: Desk, chief: Desk, deal: str) -> None:
        share(chief, "bob")

        assert desk("update_deals", targets=[deal], set={"stage": "won"})["updated"][0]["id"] == deal

    def test_keeps_the_right_of_who_shares(self, desk: Desk, other: Desk, deal: str) -> None:
        share(desk, "bob")

        assert desk("update_deals", targets=[deal], set={"stage": "won"})["updated"][0]["stage"] == "won"

    def test_is_added_to_what_was_shared_before(self, desk: Desk, other: Desk, chief: Desk, deal: str) -> None:
        share(desk, "bob", level="write")
        share(desk, "everyone")

        assert acl(desk, deal) == {
            desk.principal.user: "write",
            other.principal.user: "write",
            "*": "read",
        }

    def test_may_change_the_level(self, desk: Desk, other: Desk, deal: str) -> None:
        share(desk, "bob", level="write")
        share(desk, "bob", level="read")

        assert isinstance(other.refused("update_deals", targets=[deal], set={"stage": "won"}), ReadOnly)

    def test_with_a_role_that_a_workspace_named_keeps_its_name(self, desk: Desk, deal: str) -> None:
        share(desk, "role:Field Sales")

        assert "role:Field Sales" in (acl(desk, deal) or {})

    def test_is_shown_without_text_from_outside(self, desk: Desk, deal: str) -> None:
        outcome = desk.run("share", **DEAL, **{"with": ["bob"]}, target=deal)

        assert "notes" not in outcome.result["shared"]
        assert not outcome.outside

    def test_works_for_every_class(self, desk: Desk, other: Desk) -> None:
        made = {
            "Company": desk("create_company", name="Quartz")["id"],
            "Contact": desk("create_contact", name="Quartz")["id"],
            "Deal": desk("create_deal", title="Quartz")["id"],
            "Activity": desk("create_activity", subject="Quartz")["id"],
            "Project": desk("create_project", name="Quartz")["id"],
        }

        for cls in made:
            desk("share", **{"class": cls, "with": ["bob"]}, target="quartz")

        assert {cls: other("get_record", **{"class": cls}, target="quartz")["id"] for cls in made} == made


class TestTakingBack:
    def test_returns_the_record_to_the_default_rule(self, desk: Desk, other: Desk, deal: str) -> None:
        share(desk, "bob")
        share(desk, "bob", level="none")

        assert other.ids("find_deals") == []
        assert acl(desk, deal) is None

    def test_leaves_what_others_have(self, desk: Desk, other: Desk, chief: Desk, deal: str) -> None:
        share(desk, "bob", "boss")
        share(desk, "boss", level="none")

        assert other.ids("find_deals") == [deal]
        assert set(acl(desk, deal) or {}) == {desk.principal.user, other.principal.user}

    @pytest.mark.parametrize("people", ["bob", "everyone", "role:rep", "me"])
    def test_what_nobody_has_changes_nothing(self, people: str, desk: Desk, other: Desk, deal: str) -> None:
        before = desk.rows("change")

        share(desk, people, level="none")

        assert desk.rows("change") == before

    def test_never_opens_a_record_that_was_closed(self, desk: Desk, other: Desk, chief: Desk) -> None:
        contact = desk("create_contact", name="Jane")["id"]
        chief("create_deal", title="Pilot", contact=contact, assigned_to="bob")
        with desk.store.records(desk.principal) as records:
            records.share("Contact", contact, {desk.principal.user: "write"})

        desk("share", **{"class": "Contact", "with": ["bob"]}, target=contact, level="none")

        assert other.ids("find_contacts") == []


class TestWhatCannotBeShared:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"with": []}, {"with": ["bob"] * 51}, {"with": "bob"}, {"with": [5]}, {"with": None}, {"level": "own"},
            {"class": "Nothing"}, {"with": ["role:"]}, {"with": ["role:a\x00b"]}, {"with": ["role:" + "x" * 200]},
            {"with": ["x" * 600]}, {"target": 5},
        ],
    )  # fmt: skip
    def test_is_said_wrongly(self, wrong: dict[str, Any], world: World) -> None:
        given: dict[str, Any] = {"class": "Deal", "target": "Annual plan", "with": ["Bob Ray"]} | wrong
        before = world.ann.rows("change")

        error = world.ann.refused("share", **given)

        assert isinstance(error, InvalidValues)
        assert len(str(error)) < 400
        assert world.ann.rows("change") == before

    @pytest.mark.parametrize(("target", "people"), [("d-zyx", "me"), ("Nothing", "me"), ("Annual plan", "Nobody")])
    def test_is_not_found(self, target: str, people: str, world: World) -> None:
        given = {"class": "Deal", "target": target, "with": [people]}

        assert isinstance(world.ann.refused("share", **given), RecordNotFound)

    def test_may_only_be_read(self, desk: Desk, other: Desk, deal: str) -> None:
        share(desk, "bob")

        assert isinstance(other.refused("share", **DEAL, **{"with": ["everyone"]}, target=deal), ReadOnly)

    def test_is_ambiguous(self, desk: Desk, deal: str) -> None:
        desk("create_deal", title="Annual plan")

        assert isinstance(desk.refused("share", **DEAL, **{"with": ["bob"]}, target="Annual plan"), Ambiguous)
