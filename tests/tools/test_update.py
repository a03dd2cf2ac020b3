from typing import Any

import pytest

from store.errors import Ambiguous, InvalidValues, ReadOnly, RecordNotFound
from store.principal import Principal
from store.store import Store
from tests.tools.desk import Desk, where
from tests.tools.world import World

DEAL = {"class": "Deal"}


@pytest.fixture
def deal(desk: Desk) -> str:
    desk("create_company", name="Acme")
    values = {"amount": 10, "company": "Acme", "notes": "First.", "expected_close_date": "2026-03-31"}
    return str(desk("create_deal", title="Annual plan", **values)["id"])


class TestSetting:
    def test_changes_the_fields_and_tells_old_and_new(self, desk: Desk, deal: str) -> None:
        (updated,) = desk("update_deals", targets=["Annual plan"], set={"stage": "proposal", "amount": 12.5})["updated"]

        assert updated["id"] == deal
        assert updated["changed"] == {"amount": {"from": 10, "to": 12.5}, "stage": {"from": "lead", "to": "proposal"}}
        assert (updated["amount"], updated["stage"]) == (12.5, "proposal")

    def test_changes_exactly_one_record(self, desk: Desk, deal: str) -> None:
        desk("create_deal", title="Pilot")
        before = desk.rows("change")

        desk("update_deals", targets=[deal], set={"stage": "proposal"})

        assert desk.rows("change") == before + 1
        assert desk.ids("find_deals", where("stage", "is", "proposal")) == [deal]

    def test_changes_several(self, desk: Desk, deal: str) -> None:
        desk("create_deal", title="Pilot")

        updated = desk("update_deals", targets=["Pilot", deal], set={"stage": "won"})["updated"]

        assert [record["title"] for record in updated] == ["Pilot", "Annual plan"]
        assert desk("find_deals", where=[where("stage", "is", "won")])["total"] == 2

    def test_tells_pointers_and_days_as_people_say_them(self, desk: Desk, other: Desk, deal: str) -> None:
        given = {"company": "", "assignedTo": "bob", "expectedCloseDate": "2026-04-01T15:00"}

        (updated,) = desk.at("Europe/Berlin")("update_deals", targets=[deal], set=given)["updated"]

        assert updated["changed"] == {
            "company": {"from": "Acme", "to": None},
            "assigned_to": {"from": None, "to": "bob"},
            "expected_close_date": {"from": "2026-03-31T02:00:00+02:00", "to": "2026-04-01T15:00:00+02:00"},
        }

    def test_tells_of_long_text_only_that_it_changed(self, desk: Desk, deal: str) -> None:
        outcome = desk.run("update_deals", targets=[deal], set={"notes": "Second."})

        assert outcome.result["updated"][0]["changed"] == {"notes": {"changed": True}}
        assert "notes" not in outcome.result["updated"][0]
        assert not outcome.outside

    def test_what_is_so_already_changes_nothing(self, desk: Desk, deal: str) -> None:
        before = desk.rows("change")

        (updated,) = desk("update_deals", targets=[deal], set={"stage": "lead", "amount": 10.0})["updated"]

        assert updated["changed"] == {}
        assert desk.rows("change") == before

    def test_null_is_nothing_said(self, desk: Desk, deal: str) -> None:
        given = {"amount": None, "stage": "won", "company": None}

        (updated,) = desk("update_deals", targets=[deal], set=given)["updated"]

        assert updated["changed"] == {"stage": {"from": "lead", "to": "won"}}

    def test_no_text_empties_a_field(self, desk: Desk, deal: str) -> None:
        desk("update_deals", targets=[deal], set={"notes": "", "stage": " "})

        assert desk.ids("find_deals", where("notes", "empty"), where("stage", "empty")) == [deal]

    def test_a_record_named_twice_changes_it_once(self, desk: Desk, deal: str) -> None:
        updated = desk("update_deals", targets=[deal, "Annual plan", "the Acme deal"], append={"notes": "More."})[
            "updated"
        ]

        assert len(updated) == 1
        assert desk("get_record", **DEAL, target=deal)["notes"] == "First.\nMore."

    def test_may_give_a_record_away(self, desk: Desk, other: Desk, deal: str) -> None:
        desk("update_companies", targets=["Acme"], set={"industry": "Energy"})
        desk("update_deals", targets=[deal], set={"assigned_to": "bob"})

        assert other("get_record", **DEAL, target="the Acme deal")["title"] == "Annual plan"


class TestClearing:
    def test_empties_fields(self, desk: Desk, deal: str) -> None:
        (updated,) = desk("update_deals", targets=[deal], clear=["amount", "company", "expectedCloseDate"])["updated"]

        assert set(updated["changed"]) == {"amount", "company", "expected_close_date"}
        assert set(updated) == {"class", "id", "title", "stage", "changed"}

    @pytest.mark.parametrize("field", ["title", "created_at", "id", "created_by", "nothing", "", "x" * 5000])
    def test_is_refused_where_nothing_can_be_emptied(self, field: str, world: World) -> None:
        error = world.ann.refused("update_deals", targets=["d-annual"], clear=[field])

        assert isinstance(error, InvalidValues)
        assert len(str(error)) < 400

    def test_does_not_touch_who_made_it(self, desk: Desk) -> None:
        made = desk("create_contact", name="Jane")["id"]

        assert isinstance(desk.refused("update_contacts", targets=[made], clear=["created_by"]), InvalidValues)
        assert isinstance(desk.refused("update_contacts", targets=[made], set={"createdBy": "bob"}), InvalidValues)


class TestAppending:
    def test_adds_a_line_to_long_text(self, desk: Desk, deal: str) -> None:
        desk("update_deals", targets=[deal], append={"notes": "Second."})
        desk("update_deals", targets=[deal], append={"notes": "Third.\nFourth."})

        assert desk("get_record", **DEAL, target=deal)["notes"] == "First.\nSecond.\nThird.\nFourth."

    def test_begins_text_that_was_empty(self, desk: Desk) -> None:
        desk("create_company", name="Acme")

        desk("update_companies", targets=["Acme"], append={"notes": "First."})

        assert desk("get_record", **{"class": "Company"}, target="Acme")["notes"] == "First."

    def test_adds_to_each_its_own(self, desk: Desk, deal: str) -> None:
        desk("create_deal", title="Pilot", notes="Pilot's.")

        desk("update_deals", targets=[deal, "Pilot"], append={"notes": "Both."})

        assert desk("get_record", **DEAL, target=deal)["notes"] == "First.\nBoth."
        assert desk("get_record", **DEAL, target="Pilot")["notes"] == "Pilot's.\nBoth."

    @pytest.mark.parametrize("given", [{"title": "x"}, {"amount": 5}, {"notes": 5}, "x"])
    def test_is_for_long_text_alone(self, given: Any, desk: Desk, deal: str) -> None:
        assert isinstance(desk.refused("update_deals", targets=[deal], append=given), InvalidValues)

    def test_stops_where_the_text_is_full(self, desk: Desk, deal: str) -> None:
        assert isinstance(desk.refused("update_deals", targets=[deal], append={"notes": "x" * 100_000}), InvalidValues)
        assert desk("get_record", **DEAL, target=deal)["notes"] == "First."

    def test_is_not_for_a_class_without_long_text(self, desk: Desk) -> None:
        desk("create_project", name="Harbour")

        assert isinstance(desk.refused("update_projects", targets=["Harbour"], append={"name": "x"}), InvalidValues)


class TestAnUpdateThatDoesNotFit:
    @pytest.mark.parametrize(
        "given",
        [
            {},
            {"set": {}},
            {"set": {"amount": None}},
            {"set": None, "clear": [], "append": None},
            {"set": {"amount": "lots"}},
            {"set": {"amount": True}},
            {"set": {"stage": "almost won"}},
            {"set": {"title": ""}},
            {"set": {"title": "x" * 1001}},
            {"set": {"title": "x\x00"}},
            {"set": {"expected_close_date": "2026-02-31"}},
            {"set": {"nothing": 1}},
            {"set": {"id": "x"}},
            {"set": [["amount", 5]]},
            {"set": {"notes": "x"}, "append": {"notes": "y"}},
            {"set": {"amount": 5}, "clear": ["amount"]},
            {"set": {"expected_close_date": "2026-04-01"}, "clear": ["expectedCloseDate"]},
            {"append": {"notes": "y"}, "clear": ["notes"]},
            {"append": {"notes": "y\x00"}},
            {"clear": ["amount"] * 50},
        ],
    )
    def test_is_refused_and_changes_nothing(self, given: dict[str, Any], world: World) -> None:
        before = world.ann.rows("change")

        error = world.ann.refused("update_deals", targets=["d-annual"], **given)

        assert isinstance(error, InvalidValues)
        assert world.ann.rows("change") == before

    @pytest.mark.parametrize(
        "targets", [[], None, "Annual plan", [None], [5], ["x"] * 300, ["x" * 501], [[]], {}, ["\ud800"]]
    )
    def test_names_one_to_two_hundred_records(self, targets: Any, world: World) -> None:
        error = world.ann.refused("update_deals", targets=targets, set={"stage": "won"})

        assert isinstance(error, InvalidValues)
        assert "targets" in str(error)
        assert len(str(error)) < 500

    @pytest.mark.parametrize("target", ["", " ", "Nothing", "abcdefghij", "'; DROP TABLE deal;--", "\x00", "%", "🙂"])
    def test_names_records_that_are_there(self, target: str, world: World) -> None:
        before = world.ann.rows("change")

        error = world.ann.refused("update_deals", targets=["d-annual", target], set={"stage": "won"})

        assert isinstance(error, RecordNotFound)
        assert world.ann.rows("change") == before


class TestAnUpdateOfSeveral:
    def test_changes_none_when_one_is_not_there(self, desk: Desk, deal: str) -> None:
        error = desk.refused("update_deals", targets=[deal, "Nothing like it"], set={"stage": "won"})

        assert isinstance(error, RecordNotFound)
        assert desk.ids("find_deals", where("stage", "is", "won")) == []

    def test_changes_none_when_one_is_ambiguous(self, desk: Desk, deal: str) -> None:
        desk("create_deal", title="Pilot north")
        desk("create_deal", title="Pilot south")

        error = desk.refused("update_deals", targets=[deal, "the pilot deal"], set={"stage": "won"})

        assert isinstance(error, Ambiguous)
        assert desk.ids("find_deals", where("stage", "is", "won")) == []

    def test_changes_none_when_one_may_only_be_read(self, desk: Desk, other: Desk, deal: str) -> None:
        theirs = other("create_deal", title="Pilot")["id"]
        other("share", **DEAL, **{"with": ["ann"]}, target=theirs)
        before = desk.rows("change")

        error = desk.refused("update_deals", targets=[deal, theirs], set={"stage": "won"})

        assert isinstance(error, ReadOnly)
        assert desk.rows("change") == before
        assert desk.ids("find_deals", where("stage", "is", "won")) == []

    def test_finds_every_record_before_it_changes_the_first(self, desk: Desk) -> None:
        desk("create_deal", title="Pilot")
        desk("create_deal", title="Annual plan")

        updated = desk("update_deals", targets=["Pilot", "Annual plan"], set={"title": "Annual plan"})["updated"]

        assert [record["changed"] for record in updated] == [{"title": {"from": "Pilot", "to": "Annual plan"}}, {}]


class TestEveryClass:
    @pytest.mark.parametrize(
        ("word", "plural", "made", "given"),
        [
            ("company", "companies", {"name": "Acme"}, {"industry": "Energy"}),
            ("contact", "contacts", {"name": "Jane"}, {"phone": "+44"}),
            ("deal", "deals", {"title": "Pilot"}, {"stage": "won"}),
            ("activity", "activities", {"subject": "Call"}, {"completedAt": "2026-03-18"}),
            ("project", "projects", {"name": "Harbour"}, {"urgent": False}),
        ],
    )
    def test_is_updated_by_those_who_may(
        self, word: str, plural: str, made: dict[str, Any], given: dict[str, Any], desk: Desk, other: Desk, chief: Desk
    ) -> None:
        target = desk(f"create_{word}", **made)["id"]

        assert isinstance(other.refused(f"update_{plural}", targets=[target], set=given), RecordNotFound)
        assert len(desk(f"update_{plural}", targets=[target], set=given)["updated"][0]["changed"]) == 1
        assert chief(f"update_{plural}", targets=[target], set=given)["updated"][0]["changed"] == {}

    def test_is_not_updated_by_those_who_only_read(self, desk: Desk, deal: str, store: Store, ann: Principal) -> None:
        reader = Desk(store, Principal(ann.user, frozenset({"admin", "readonly"})))

        assert isinstance(reader.refused("update_deals", targets=[deal], set={"stage": "won"}), ReadOnly)
