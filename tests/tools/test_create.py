from typing import Any

import pytest

from store.errors import Ambiguous, InvalidValues, ReadOnly, RecordNotFound
from store.fields import Pointer
from store.principal import Principal
from store.store import Store
from tests.tools.desk import Desk, where
from tests.tools.world import World

CREATED: dict[str, dict[str, Any]] = {
    "create_company": {
        "name": "Acme", "website": "acme.example", "industry": "Energy", "address": "1 Mill Road", "notes": "x",
    },
    "create_contact": {
        "name": "Jane Doe", "email": "jane@acme.example", "phone": "+44 20", "company": "Acme", "notes": "x",
    },
    "create_deal": {
        "title": "Annual plan", "amount": 48000, "stage": "proposal", "contact": "Jane", "company": "Acme",
        "expected_close_date": "2026-03-31", "notes": "x", "assigned_to": "me",
    },
    "create_activity": {
        "type": "call", "subject": "Pricing", "description": "x", "due_date": "2026-03-20T15:00",
        "completed_at": "2026-03-21", "related_to": "Annual plan",
    },
    "create_project": {"name": "Harbour", "budget": 5000.5, "urgent": True, "lead": "me", "deal": "the Acme deal"},
}  # fmt: skip


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """Ann's desk in a workspace with a company, a person and a deal."""
    desk("create_company", name="Acme")
    desk("create_contact", name="Jane Doe", company="Acme")
    desk("create_deal", title="Annual plan", company="Acme", contact="Jane Doe")
    return desk


class TestANewRecord:
    @pytest.mark.parametrize(("tool", "values"), CREATED.items())
    def test_may_have_every_field(self, tool: str, values: dict[str, Any], stocked: Desk) -> None:
        made = stocked(tool, **values)
        whole = stocked("get_record", **{"class": made["class"]}, target=made["id"])

        assert made["created"] is True
        assert set(whole) - {"class", "id", "created_at", "updated_at", "created_by"} == set(values)

    def test_is_shown_with_names_numbers_and_days(self, stocked: Desk) -> None:
        made = stocked("create_deal", **CREATED["create_deal"])

        assert made.pop("id")
        assert made["company"].pop("id")
        assert made["contact"].pop("id")
        assert made == {
            "class": "Deal",
            "title": "Annual plan",
            "amount": 48000,
            "stage": "proposal",
            "contact": {"class": "Contact", "name": "Jane Doe"},
            "company": {"class": "Company", "name": "Acme"},
            "expected_close_date": "2026-03-31",
            "assigned_to": {"class": "User", "id": stocked.principal.user, "name": "ann"},
            "created": True,
        }

    def test_may_be_named_as_on_the_wire(self, desk: Desk) -> None:
        made = desk("create_deal", title="Pilot", expectedCloseDate="2026-03-31", assignedTo="me")

        assert (made["expected_close_date"], made["assigned_to"]["name"]) == ("2026-03-31", "ann")

    def test_has_what_a_class_gives_it_when_nothing_is_said(self, desk: Desk) -> None:
        assert desk("create_deal", title="Pilot")["stage"] == "lead"

    @pytest.mark.parametrize("blank", [None, "", "  "])
    def test_is_left_empty_where_nothing_is_said(self, blank: str | None, desk: Desk) -> None:
        made = desk("create_deal", title="Pilot", stage=blank, company=blank, expected_close_date=blank, notes=blank)

        assert set(made) == {"class", "id", "title", "stage", "created"}
        assert made["stage"] == "lead"

    def test_belongs_to_who_made_it(self, desk: Desk, other: Desk) -> None:
        made = desk("create_contact", name="Jane")

        assert made["created_by"]["name"] == "ann"
        assert desk.ids("find_contacts") == [made["id"]]
        assert other.ids("find_contacts") == []

    def test_bears_the_moment_of_the_run(self, desk: Desk) -> None:
        desk("create_contact", name="Jane")

        assert desk("find_contacts", where=[where("created_at", "is", "2026-03-18T09:30")])["total"] == 1

    @pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Auckland"])
    def test_has_days_of_the_askers_time_zone(self, zone: str, desk: Desk) -> None:
        made = desk.at(zone)("create_deal", title="Pilot", expected_close_date="2026-03-31")

        assert made["expected_close_date"] == "2026-03-31"
        assert desk.at(zone)("find_deals", where=[where("expected_close_date", "is", "2026-03-31")])["total"] == 1

    @pytest.mark.parametrize("stage", ["Proposal", " PROPOSAL ", "proposal"])
    def test_has_the_listed_value_whatever_its_case(self, stage: str, desk: Desk) -> None:
        assert desk("create_deal", title="Pilot", stage=stage)["stage"] == "proposal"

    def test_keeps_text_as_it_was_said(self, desk: Desk) -> None:
        title = "Robert'); DROP TABLE deal;-- 🚀 Ünïcode \t\x07 “quoted” {json: [1]}"

        made = desk("create_deal", title=title)

        assert made["title"] == title
        assert desk("get_record", **{"class": "Deal"}, target=title)["id"] == made["id"]

    def test_may_be_as_long_as_the_class_allows(self, desk: Desk) -> None:
        desk("create_deal", title="x" * 1000, notes="y" * 100_000, amount=1e300)

        assert desk("find_deals")["records"][0]["amount"] == 1e300

    def test_is_related_to_the_person_before_her_deal(self, stocked: Desk) -> None:
        stocked("create_deal", title="Jane's boiler", contact="Jane Doe")

        made = stocked("create_activity", type="call", related_to="Jane Doe")

        assert made["related_to"]["class"] == "Contact"
        assert stocked("create_activity", type="call", related_to="Annual plan")["related_to"]["class"] == "Deal"


class TestWhatCannotBeCreated:
    @pytest.mark.parametrize(
        ("tool", "values", "words"),
        [
            ("create_deal", {}, "title: Field required"),
            ("create_deal", {"title": ""}, "title is required"),
            ("create_deal", {"title": "  "}, "title is required"),
            ("create_deal", {"title": None}, "title"),
            ("create_deal", {"title": 5}, "title"),
            ("create_deal", {"title": "x" * 1001}, "1000"),
            ("create_deal", {"title": "x\x00"}, "NUL"),
            ("create_deal", {"title": "x\ud800"}, "title"),
            ("create_deal", {"title": "x", "notes": "y" * 100_001}, "100000"),
            ("create_deal", {"title": "x", "amount": "lots"}, "amount"),
            ("create_deal", {"title": "x", "amount": True}, "amount"),
            ("create_deal", {"title": "x", "amount": [5]}, "amount"),
            ("create_deal", {"title": "x", "amount": "NaN"}, "amount"),
            ("create_deal", {"title": "x", "amount": float("inf")}, "amount"),
            ("create_deal", {"title": "x", "amount": 10**400}, "amount"),
            ("create_deal", {"title": "x", "stage": "almost won"}, "lead, qualified, proposal"),
            ("create_deal", {"title": "x", "stage": "z" * 5000}, "lead, qualified, proposal"),
            ("create_deal", {"title": "x", "expected_close_date": "2026-02-31"}, "day"),
            ("create_deal", {"title": "x", "expected_close_date": "soon"}, "2026-03-20T15:00"),
            ("create_deal", {"title": "x", "expected_close_date": 5}, "expected_close_date"),
            ("create_deal", {"title": "x", "expected_close_date": "0001-01-01"}, "9999"),
            ("create_deal", {"title": "x", "company": ["Acme"]}, "company"),
            ("create_deal", {"title": "x", "company": {"class": "Company", "id": "1"}}, "company"),
            ("create_deal", {"title": "x", "created_by": "me"}, "created_by"),
            ("create_deal", {"title": "x", "objectId": "abc"}, "objectId"),
            ("create_deal", {"title": "x", "acl": {}}, "acl"),
            ("create_contact", {"name": "x", "created_by": "bob"}, "created_by"),
            ("create_contact", {"name": "x", "createdBy": "bob"}, "createdBy"),
            ("create_activity", {"type": "party"}, "call, email, meeting"),
            ("create_project", {"name": "x" * 101}, "100"),
            ("create_project", {"name": "x", "urgent": "perhaps"}, "urgent"),
        ],
    )
    def test_is_refused_in_a_sentence_that_names_what_is_wrong(
        self, tool: str, values: dict[str, Any], words: str, world: World
    ) -> None:
        before = world.ann.rows("change")

        error = world.ann.refused(tool, **values)

        assert isinstance(error, InvalidValues)
        assert words in str(error)
        assert len(str(error)) < 500
        assert world.ann.rows("change") == before

    @pytest.mark.parametrize("field", ["company", "contact", "assigned_to"])
    @pytest.mark.parametrize("name", ["Nobody", "abcdefghij", "x" * 200, "'; DROP TABLE deal;--", "x\x00", "🙂", "the"])
    def test_points_to_what_is_not_there(self, field: str, name: str, world: World) -> None:
        assert isinstance(world.ann.refused("create_deal", title="New", **{field: name}), RecordNotFound)
        assert world.ann.ids("find_deals", where("title", "is", "New")) == []

    def test_points_to_a_record_of_somebody_else(self, desk: Desk, other: Desk) -> None:
        hidden = other("create_company", name="Globex")["id"]

        by_id, by_name = (desk.refused("create_deal", title="Pilot", company=said) for said in (hidden, "Globex"))

        assert (by_id.code, by_name.code) == ("record_not_found", "record_not_found")

    def test_points_to_several(self, desk: Desk) -> None:
        desk("create_contact", name="Jane Doe")
        desk("create_contact", name="Jane Roe")

        error = desk.refused("create_deal", title="Pilot", contact="Jane")

        assert isinstance(error, Ambiguous)
        assert {candidate.name for candidate in error.candidates} == {"Jane Doe", "Jane Roe"}

    @pytest.mark.parametrize(("tool", "values"), CREATED.items())
    def test_is_everything_for_those_who_only_read(
        self, tool: str, values: dict[str, Any], store: Store, ann: Principal
    ) -> None:
        reader = Desk(store, Principal(ann.user, frozenset({"rep", "readonly"})))
        plain = {key: value for key, value in values.items() if key in ("name", "title", "subject")}

        assert isinstance(reader.refused(tool, **plain), ReadOnly)

    def test_is_a_user(self, desk: Desk) -> None:
        assert "create_user" not in desk.tools


def test_the_pointers_of_a_new_record_lead_where_they_say(stocked: Desk) -> None:
    made = stocked("create_deal", title="Pilot", company="Acme", contact="Jane Doe")

    with stocked.store.reading(stocked.principal) as records:
        row = records.get("Deal", made["id"])
    assert row["company"] == Pointer("Company", made["company"]["id"])
    assert row["contact"] == Pointer("Contact", made["contact"]["id"])
    assert row["amount"] is None
