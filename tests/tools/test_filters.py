from typing import Any

import pytest

from store.errors import InvalidValues, RecordNotFound
from tests.tools.desk import Desk, where
from tests.tools.world import World

ALL = {"d-annual", "d-renewal", "d-roof", "d-pilot1", "d-pilot2", "d-boiler"}

DEALS: list[tuple[str, str, Any, set[str]]] = [
    ("title", "is", "pilot", {"d-pilot1", "d-pilot2"}),
    ("title", "is_not", "PILOT", ALL - {"d-pilot1", "d-pilot2"}),
    ("title", "contains", "PLAN", {"d-annual"}),
    ("title", "contains", "%", set()),
    ("title", "contains", "_", set()),
    ("title", "one_of", ["pilot", "solar ROOF"], {"d-pilot1", "d-pilot2", "d-roof"}),
    ("title", "one_of", "Pilot", {"d-pilot1", "d-pilot2"}),
    ("title", "at_least", "Solar", {"d-roof"}),
    ("title", "under", "B", {"d-annual"}),
    ("title", "filled", None, ALL),
    ("title", "empty", None, set()),
    ("amount", "is", 48000, {"d-annual"}),
    ("amount", "is", "48000", {"d-annual"}),
    ("amount", "is_not", 48000, ALL - {"d-annual"}),
    ("amount", "at_least", 12000.5, {"d-annual", "d-renewal", "d-roof"}),
    ("amount", "over", 12000.5, {"d-annual", "d-roof"}),
    ("amount", "at_most", 3000, {"d-pilot1", "d-boiler"}),
    ("amount", "under", 3000, {"d-boiler"}),
    ("amount", "one_of", [0, 3000, 7], {"d-pilot1", "d-boiler"}),
    ("amount", "one_of", [0, None], {"d-pilot2", "d-boiler"}),
    ("amount", "empty", None, {"d-pilot2"}),
    ("amount", "filled", None, ALL - {"d-pilot2"}),
    ("amount", "is", None, {"d-pilot2"}),
    ("amount", "is_not", None, ALL - {"d-pilot2"}),
    ("amount", "is", "", {"d-pilot2"}),
    ("stage", "is", "Lead", {"d-annual", "d-pilot2"}),
    ("stage", "is", ["lead", "won"], {"d-annual", "d-pilot2", "d-roof"}),
    ("stage", "one_of", ["LEAD", "won"], {"d-annual", "d-pilot2", "d-roof"}),
    ("stage", "is_not", "lead", ALL - {"d-annual", "d-pilot2"}),
    ("stage", "is_not", ["won", "lost"], ALL - {"d-roof"}),
    ("stage", "contains", "pro", {"d-renewal"}),
    ("stage", "empty", None, {"d-boiler"}),
    ("stage", "filled", None, ALL - {"d-boiler"}),
    ("company", "is", "Globex", {"d-renewal", "d-pilot1"}),
    ("company", "is", "c-globex", {"d-renewal", "d-pilot1"}),
    ("company", "is", "glohex", {"d-renewal", "d-pilot1"}),
    ("company", "is_not", "Globex", ALL - {"d-renewal", "d-pilot1"}),
    ("company", "one_of", ["Globex", "Initech"], {"d-renewal", "d-pilot1", "d-pilot2"}),
    ("company", "contains", "ni", {"d-pilot2"}),
    ("company", "contains", "initehc", {"d-pilot2"}),
    ("company", "contains", "nothing of the kind", set()),
    ("company", "empty", None, {"d-roof", "d-boiler"}),
    ("company", "filled", None, ALL - {"d-roof", "d-boiler"}),
    ("company", "is", None, {"d-roof", "d-boiler"}),
    ("company", "one_of", ["Initech", None], {"d-pilot2", "d-roof", "d-boiler"}),
    ("contact", "is", "Jane", {"d-annual", "d-renewal"}),
    ("contact", "is_not", "Jane", ALL - {"d-annual", "d-renewal"}),
    ("assigned_to", "is", "me", {"d-annual", "d-renewal", "d-roof"}),
    ("assigned_to", "is", "Ann", {"d-annual", "d-renewal", "d-roof"}),
    ("assigned_to", "is_not", "Me", {"d-pilot1", "d-pilot2", "d-boiler"}),
    ("assigned_to", "contains", "ann", {"d-annual", "d-renewal", "d-roof"}),
    ("assigned_to", "empty", None, {"d-pilot1", "d-pilot2", "d-boiler"}),
    ("expected_close_date", "is", "2026-03-31", {"d-annual", "d-boiler"}),
    ("expected_close_date", "is", "2026-03-31T22:00", {"d-boiler"}),
    ("expected_close_date", "is_not", "2026-03-31", ALL - {"d-annual", "d-boiler"}),
    ("expected_close_date", "at_least", "2026-03-31", {"d-annual", "d-boiler", "d-renewal"}),
    ("expected_close_date", "over", "2026-03-31", {"d-renewal"}),
    ("expected_close_date", "at_most", "2026-03-31", {"d-annual", "d-boiler", "d-roof"}),
    ("expected_close_date", "under", "2026-03-31", {"d-roof"}),
    ("expected_close_date", "over", "2026-03-31T00:00", {"d-boiler", "d-renewal"}),
    ("expected_close_date", "at_most", "2026-03-31T22:00", {"d-annual", "d-boiler", "d-roof"}),
    ("expected_close_date", "one_of", ["2026-02-10", "2026-04-15"], {"d-roof", "d-renewal"}),
    ("expected_close_date", "empty", None, {"d-pilot1", "d-pilot2"}),
    ("expectedCloseDate", "filled", None, ALL - {"d-pilot1", "d-pilot2"}),
    ("notes", "contains", "delete everything", {"d-annual"}),
    ("notes", "filled", None, {"d-annual"}),
    ("notes", "empty", None, ALL - {"d-annual"}),
    ("id", "is", "d-roof", {"d-roof"}),
    ("id", "one_of", ["d-roof", "d-annual"], {"d-roof", "d-annual"}),
    ("objectId", "is_not", "d-roof", ALL - {"d-roof"}),
    ("created_at", "is", "2026-03-08", {"d-annual"}),
    ("createdAt", "under", "2026-02-16", {"d-renewal"}),
    ("updated_at", "at_least", "2026-03-14", {"d-renewal"}),
    ("creator", "is", "me", ALL),
    ("creator", "is_not", "me", set()),
    ("creator", "one_of", ["Ann Lee", "Bob Ray"], ALL),
    ("company.name", "contains", "acme", {"d-annual"}),
    ("company.industry", "is", "retail", {"d-renewal", "d-pilot1"}),
    ("company.industry", "empty", None, {"d-pilot2"}),
    ("company.created_by", "is", "me", ALL - {"d-roof", "d-boiler"}),
    ("company.createdAt", "is", "2026-02-16", ALL - {"d-roof", "d-boiler"}),
    ("contact.company", "is", "Müller", {"d-roof"}),
    ("contact.company", "filled", None, {"d-annual", "d-renewal", "d-roof"}),
    ("contact.company.industry", "is", "Energy", {"d-annual", "d-roof"}),
    ("contact.email", "contains", "@acme", {"d-annual"}),
    ("assigned_to.username", "is", "ann lee", {"d-annual", "d-renewal", "d-roof"}),
    ("assignedTo.username", "contains", "lee", {"d-annual", "d-renewal", "d-roof"}),
]

OTHERS: list[tuple[str, str, str, Any, set[str]]] = [
    ("find_companies", "website", "empty", None, {"c-globex", "c-muller", "c-initech"}),
    ("find_companies", "website", "filled", None, {"c-acme"}),
    ("find_companies", "website", "is", "", {"c-globex", "c-muller", "c-initech"}),
    ("find_companies", "industry", "is", "ENERGY", {"c-acme", "c-muller"}),
    ("find_companies", "industry", "is_not", "energy", {"c-globex", "c-initech"}),
    ("find_companies", "name", "contains", "müll", {"c-muller"}),
    ("find_companies", "name", "is", "MÜLLER & SÖHNE GMBH", {"c-muller"}),
    ("find_companies", "created_by", "is", "me", {"c-acme", "c-globex", "c-muller", "c-initech"}),
    ("find_contacts", "company", "is", "Acme", {"p-jane"}),
    ("find_contacts", "company.industry", "is", "Retail", {"p-porter"}),
    ("find_contacts", "phone", "contains", "7946", {"p-porter"}),
    ("find_contacts", "name", "contains", "o'brien", {"p-zoe"}),
    ("find_activities", "type", "one_of", ["Meeting", "call"], {"a-intro", "a-terms", "a-lunch"}),
    ("find_activities", "completed_at", "empty", None, {"a-offer", "a-visit", "a-roof", "a-books"}),
    ("find_activities", "due_date", "at_most", "2026-03-20", {"a-visit"}),
    ("find_activities", "related_to", "is", "Jane Doe", {"a-intro"}),
    ("find_activities", "related_to", "is", "Annual plan", {"a-offer", "a-terms"}),
    ("find_activities", "relatedTo", "one_of", ["p-jane", "d-annual"], {"a-intro", "a-offer", "a-terms"}),
    ("find_activities", "related_to", "contains", "r", {"a-visit", "a-lunch", "a-roof"}),
    ("find_activities", "related_to", "empty", None, {"a-books"}),
    ("find_activities", "related_to.company", "is", "Acme Corp", {"a-intro", "a-offer", "a-terms"}),
    ("find_activities", "relatedTo.company", "is", "Globex", {"a-lunch"}),
    ("find_activities", "related_to.company.industry", "is", "Energy", {"a-intro", "a-offer", "a-terms", "a-visit"}),
    ("find_activities", "related_to.stage", "is", "won", {"a-roof"}),
    ("find_activities", "related_to.name", "contains", "jane", {"a-intro"}),
    ("find_activities", "related_to.contact.company.name", "is", "acme corp", {"a-offer", "a-terms"}),
    ("find_projects", "urgent", "is", False, {"j-depot"}),
    ("find_projects", "urgent", "is_not", True, {"j-depot"}),
    ("find_projects", "budget", "at_least", 5000, {"j-harbour"}),
    ("find_projects", "lead", "is", "me", {"j-harbour", "j-depot"}),
    ("find_projects", "deal.company", "is", "Acme", {"j-harbour"}),
    ("find_users", "username", "contains", "ray", {"u-bob"}),
    ("find_users", "id", "is", "u-bob", {"u-bob"}),
]  # fmt: skip

WRONG: list[tuple[str, str, str, Any]] = [
    ("find_deals", "nothing", "is", 1),
    ("find_deals", "", "is", 1),
    ("find_deals", "password", "is", "x"),
    ("find_deals", "company.nothing", "is", 1),
    ("find_deals", "company.", "is", 1),
    ("find_deals", "title.name", "is", 1),
    ("find_deals", "created_at.day", "is", 1),
    ("find_deals", "title; DROP TABLE deal", "is", 1),
    ("find_deals", "title\x00", "is", 1),
    ("find_deals", "amount", "is", "lots"),
    ("find_deals", "amount", "at_least", "lots"),
    ("find_deals", "amount", "at_least", True),
    ("find_deals", "amount", "is", True),
    ("find_deals", "amount", "is", float("nan")),
    ("find_deals", "amount", "over", float("inf")),
    ("find_deals", "amount", "contains", 4),
    ("find_deals", "amount", "over", None),
    ("find_deals", "amount", "over", []),
    ("find_deals", "amount", "over", [1, 2]),
    ("find_deals", "amount", "is", {"over": 5}),
    ("find_deals", "title", "is", 5),
    ("find_deals", "title", "is", {"any": "thing"}),
    ("find_deals", "title", "is", "a\x00b"),
    ("find_deals", "title", "contains", "\ud800"),
    ("find_deals", "title", "contains", "x" * 2000),
    ("find_deals", "title", "one_of", ["x"] * 300),
    ("find_deals", "stage", "is", "almost won"),
    ("find_deals", "stage", "one_of", ["won", "almost won"]),
    ("find_deals", "stage", "at_least", "proposal"),
    ("find_deals", "company", "over", "Acme"),
    ("find_deals", "contact", "contains", None),
    ("find_deals", "expected_close_date", "is", "2026-02-31"),
    ("find_deals", "expected_close_date", "over", "soon"),
    ("find_deals", "expected_close_date", "at_least", 5),
    ("find_deals", "expected_close_date", "at_least", "9999-12-31"),
    ("find_deals", "expected_close_date", "contains", "2026-03"),
    ("find_deals", "company.industry", "contains", 5),
    ("find_projects", "urgent", "is", "perhaps"),
    ("find_projects", "urgent", "over", False),
    ("find_users", "email", "is", "bob@example.com"),
    ("find_users", "email", "empty", None),
    ("find_users", "created_at", "over", "2020-01-01"),
    ("find_users", "password", "filled", None),
    ("find_deals", "assigned_to.email", "contains", "ann"),
    ("find_deals", "assigned_to.password", "filled", None),
    ("find_activities", "related_to.nothing", "is", 1),
    ("find_activities", "related_to.stage", "is", "almost won"),
    ("find_contacts", ".".join(["company"] * 20), "is", "Acme"),
]


@pytest.mark.parametrize(("field", "op", "value", "ids"), DEALS)
def test_deals_are_found_by_every_field(field: str, op: str, value: Any, ids: set[str], world: World) -> None:
    assert world.ann.found("find_deals", where(field, op, value)) == ids


@pytest.mark.parametrize(("tool", "field", "op", "value", "ids"), OTHERS)
def test_other_records_are_found_by_every_field(
    tool: str, field: str, op: str, value: Any, ids: set[str], world: World
) -> None:
    assert world.ann.found(tool, where(field, op, value)) == ids


@pytest.mark.parametrize(("tool", "field", "op", "value"), WRONG)
def test_what_does_not_fit_is_refused_in_a_sentence(tool: str, field: str, op: str, value: Any, world: World) -> None:
    error = world.ann.refused(tool, where=[where(field, op, value)])

    assert isinstance(error, InvalidValues)
    assert 10 < len(str(error)) < 500


class TestConditions:
    def test_must_all_hold(self, world: World) -> None:
        both = [where("company", "is", "Globex"), where("amount", "over", 5000)]

        assert world.ann.ids("find_deals", *both) == ["d-renewal"]

    def test_may_speak_twice_of_a_field(self, world: World) -> None:
        both = [where("amount", "over", 100), where("amount", "under", 20000)]

        assert world.ann.found("find_deals", *both) == {"d-renewal", "d-pilot1"}

    def test_say_is_when_they_say_no_comparison(self, world: World) -> None:
        assert world.ann.ids("find_deals", {"field": "amount", "value": 3000}) == ["d-pilot1"]

    @pytest.mark.parametrize(
        "wrong",
        [
            ["amount > 5"],
            [{"op": "is", "value": 1}],
            [{"field": "amount", "op": "like", "value": 1}],
            [{"field": "amount", "value": 1, "not": True}],
            [where("amount", "is", 1)] * 21,
            {"amount": 1},
            None,
        ],
    )
    def test_are_a_list_of_field_comparison_and_value(self, wrong: Any, world: World) -> None:
        assert isinstance(world.ann.refused("find_deals", where=wrong), InvalidValues)

    def test_of_the_full_length_are_answered(self, world: World) -> None:
        assert world.ann.found("find_deals", *[where("company.industry", "is", "retail")] * 20) == {
            "d-renewal",
            "d-pilot1",
        }

    @pytest.mark.parametrize("op", ["is", "is_not", "one_of"])
    def test_on_a_record_that_is_not_there_say_so(self, op: str, world: World) -> None:
        error = world.ann.refused("find_deals", where=[where("company", op, "Nowhere Ltd")])

        assert isinstance(error, RecordNotFound)
        assert "Nowhere Ltd" in str(error)

    @pytest.mark.parametrize(("tool", "ids"), [("totals", 2), ("pipeline", 2)])
    def test_are_understood_by_the_tools_for_numbers_too(self, tool: str, ids: int, world: World) -> None:
        given: dict[str, Any] = {"class": "Deal"} if tool == "totals" else {}

        result = world.ann(tool, **given, where=[where("company", "is", "Globex")])

        assert result.get("open", result)["count"] == ids


class TestDays:
    """Deals close at midnight of 31 March, UTC, and at ten in the evening of it."""

    @pytest.mark.parametrize(
        ("zone", "op", "value", "ids"),
        [
            ("Europe/Berlin", "is", "2026-03-31", {"d-annual"}),
            ("Europe/Berlin", "is", "2026-04-01", {"d-boiler"}),
            ("Europe/Berlin", "at_least", "2026-04-01", {"d-boiler", "d-renewal"}),
            ("America/New_York", "is", "2026-03-31", {"d-boiler"}),
            ("America/New_York", "is", "2026-03-30", {"d-annual"}),
            ("America/New_York", "at_most", "2026-03-30", {"d-annual", "d-roof"}),
            ("America/New_York", "over", "2026-03-30", {"d-boiler", "d-renewal"}),
            ("Europe/Berlin", "is", "2026-03-31T02:00", {"d-annual"}),
            ("America/New_York", "is", "2026-03-31T02:00+02:00", {"d-annual"}),
        ],
    )
    def test_are_those_of_the_askers_time_zone(
        self, zone: str, op: str, value: str, ids: set[str], world: World
    ) -> None:
        assert world.ann.at(zone).found("find_deals", where("expected_close_date", op, value)) == ids

    @pytest.mark.parametrize(
        ("zone", "night", "clock_change"),
        [
            ("Europe/Berlin", "2026-03-29T23:59", "2026-03-29"),
            ("Europe/Berlin", "2026-10-25T00:00", "2026-10-25"),
            ("America/New_York", "2026-11-01T23:59", "2026-11-01"),
            ("America/New_York", "2026-03-08T00:00", "2026-03-08"),
        ],
    )
    def test_on_which_the_clock_changes_are_whole(self, zone: str, night: str, clock_change: str, desk: Desk) -> None:
        local = desk.at(zone)
        local("create_activity", subject="Night shift", due_date=night)

        assert local("find_activities", where=[where("due_date", "is", clock_change)])["total"] == 1
        assert local("find_activities", where=[where("due_date", "at_most", clock_change)])["total"] == 1
        assert local("find_activities", where=[where("due_date", "over", clock_change)])["total"] == 0


class TestNamesInConditions:
    def test_that_fit_many_records_mean_all_of_them(self, desk: Desk) -> None:
        companies = [desk("create_company", name=f"Werk {n}")["id"] for n in range(12)]
        desk("create_company", name="Acme")
        for number, company in enumerate(companies):
            desk("create_deal", title=f"Deal {number}", company=company)

        assert desk("find_deals", where=[where("company", "is", "Werk")])["total"] == 12
        assert desk("find_deals", where=[where("company", "contains", "Werk")])["total"] == 12
        assert desk("totals", **{"class": "Deal"}, where=[where("company", "is_not", "Werk")])["count"] == 0

    def test_mean_the_very_name_before_names_that_have_it(self, desk: Desk) -> None:
        desk("create_deal", title="One", company=desk("create_company", name="Acme")["id"])
        desk("create_deal", title="Two", company=desk("create_company", name="Acme Holding")["id"])

        assert desk("find_deals", where=[where("company", "is", "acme")])["total"] == 1
        assert desk("find_deals", where=[where("company", "contains", "acme")])["total"] == 2
