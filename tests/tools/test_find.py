from typing import Any

import pytest

from store.errors import InvalidValues
from tests.tools.desk import Desk, where
from tests.tools.world import LONG, World

LISTS = {
    "find_companies": {"c-acme", "c-globex", "c-muller", "c-initech"},
    "find_contacts": {"p-jane", "p-porter", "p-zoe", "p-chris"},
    "find_deals": {"d-annual", "d-renewal", "d-roof", "d-pilot1", "d-pilot2", "d-boiler"},
    "find_activities": {"a-intro", "a-offer", "a-terms", "a-lunch", "a-visit", "a-roof", "a-books"},
    "find_projects": {"j-harbour", "j-depot"},
    "find_users": {"u-ann", "u-bob", "u-eva"},
}


class TestAList:
    @pytest.mark.parametrize(("tool", "ids"), LISTS.items())
    def test_has_all_that_may_be_read(self, tool: str, ids: set[str], world: World) -> None:
        assert world.ann.found(tool) == ids

    @pytest.mark.parametrize(("tool", "ids"), LISTS.items())
    def test_has_more_for_a_manager(self, tool: str, ids: set[str], world: World) -> None:
        assert world.boss.found(tool) >= ids

    def test_shows_records_with_the_names_of_what_they_point_to(self, world: World) -> None:
        found = world.ann("find_deals", where=[where("title", "is", "Annual plan")])

        assert found == {
            "records": [
                {
                    "class": "Deal",
                    "id": "d-annual",
                    "title": "Annual plan",
                    "amount": 48000,
                    "stage": "lead",
                    "contact": {"class": "Contact", "id": "p-jane", "name": "Jane Doe"},
                    "company": {"class": "Company", "id": "c-acme", "name": "Acme Corp"},
                    "expected_close_date": "2026-03-31",
                    "assigned_to": {"class": "User", "id": "u-ann", "name": "Ann Lee"},
                }
            ],
            "shown": 1,
            "total": 1,
        }

    def test_shows_first_what_people_call_a_record_by_wherever_the_class_has_that_field(self, world: World) -> None:
        (meeting,) = world.ann("find_activities", where=[where("type", "is", "meeting")], limit=1)["records"]

        assert list(meeting)[:4] == ["class", "id", "subject", "type"]

    def test_shows_of_other_users_only_their_names(self, world: World) -> None:
        found = world.ann("find_users", where=[where("username", "is", "Bob Ray")])

        assert found["records"] == [{"class": "User", "id": "u-bob", "username": "Bob Ray"}]

    def test_shows_no_name_of_what_is_gone_or_hidden(self, desk: Desk, other: Desk, chief: Desk) -> None:
        hidden, gone = (other("create_company", name="Secret Ltd")["id"], desk("create_contact", name="Gone")["id"])
        deal = chief("create_deal", title="Pilot", company=hidden, contact=gone, assigned_to="ann")["id"]
        desk("delete_contacts", targets=[gone], with_deals=False)
        chief("share", **{"class": "Company", "with": ["bob"]}, target=hidden)

        shown = desk("find_deals")["records"][0]

        assert shown["id"] == deal
        assert set(shown) == {"class", "id", "title", "stage", "assigned_to"}

    def test_shows_whole_numbers_without_a_point(self, world: World) -> None:
        amounts = {record["id"]: record.get("amount") for record in world.ann("find_deals")["records"]}

        assert amounts["d-annual"] == 48000
        assert isinstance(amounts["d-annual"], int)
        assert amounts["d-renewal"] == 12000.5
        assert amounts["d-boiler"] == 0
        assert amounts["d-pilot2"] is None

    def test_shows_days_and_times_of_the_askers_time_zone(self, world: World) -> None:
        wanted = [where("id", "is", "a-terms")]

        assert world.ann("find_activities", where=wanted)["records"][0]["completed_at"] == "2026-03-16T15:00:00+00:00"
        berlin = world.ann.at("Europe/Berlin")("find_activities", where=wanted)
        assert berlin["records"][0]["completed_at"] == "2026-03-16T16:00:00+01:00"


class TestLongText:
    @pytest.mark.parametrize(("tool", "key", "field"), [
        ("find_deals", "d-annual", "notes"), ("find_companies", "c-acme", "notes"),
        ("find_contacts", "p-chris", "notes"), ("find_activities", "a-intro", "description"),
    ])  # fmt: skip
    def test_is_shown_only_when_asked_for_and_then_the_call_counts_as_outside(
        self, tool: str, key: str, field: str, world: World
    ) -> None:
        wanted = [where("id", "is", key)]

        short, long = world.ann.run(tool, where=wanted), world.ann.run(tool, where=wanted, long=True)

        assert field not in short.result["records"][0]
        assert not short.outside
        assert long.result["records"][0][field] == LONG
        assert long.outside

    def test_that_is_empty_does_not_come_from_outside(self, world: World) -> None:
        assert not world.ann.run("find_deals", where=[where("id", "is", "d-pilot1")], long=True).outside

    def test_is_shown_with_the_whole_record(self, world: World) -> None:
        outcome = world.ann.run("get_record", **{"class": "Company"}, target="Acme Corp")

        assert outcome.result["notes"] == LONG
        assert outcome.result["created_at"] == "2026-02-16T09:30:00+00:00"
        assert outcome.outside

    def test_is_shown_in_a_timeline_when_asked_for(self, world: World) -> None:
        wanted = {"class": "Contact", "target": "Jane Doe"}

        assert not world.ann.run("timeline", **wanted).outside
        assert world.ann.run("timeline", **wanted, long=True).outside

    def test_may_be_searched_without_being_shown(self, world: World) -> None:
        outcome = world.ann.run("find_companies", where=[where("notes", "contains", "INSTRUCTIONS")])

        assert [record["id"] for record in outcome.result["records"]] == ["c-acme"]
        assert not outcome.outside


class TestOrder:
    @pytest.mark.parametrize(
        ("order", "ids"),
        [
            (["amount"], ["d-boiler", "d-pilot1", "d-renewal", "d-annual", "d-roof", "d-pilot2"]),
            (["-amount"], ["d-roof", "d-annual", "d-renewal", "d-pilot1", "d-boiler", "d-pilot2"]),
            (["title", "-amount"], ["d-annual", "d-renewal", "d-boiler", "d-pilot1", "d-pilot2", "d-roof"]),
            (["expectedCloseDate", "id"], ["d-roof", "d-annual", "d-boiler", "d-renewal", "d-pilot1", "d-pilot2"]),
            (["-created_at", "id"], ["d-annual", "d-pilot2", "d-roof", "d-boiler", "d-pilot1", "d-renewal"]),
            (["-createdAt", "objectId"], ["d-annual", "d-pilot2", "d-roof", "d-boiler", "d-pilot1", "d-renewal"]),
        ],
    )
    def test_is_as_asked_and_empty_values_come_last(self, order: list[str], ids: list[str], world: World) -> None:
        assert world.ann.ids("find_deals", order=order) == ids

    def test_is_by_name_unless_asked(self, world: World) -> None:
        assert world.ann.ids("find_contacts") == ["p-chris", "p-jane", "p-porter", "p-zoe"]

    def test_of_activities_is_by_what_is_due_first(self, world: World) -> None:
        assert world.ann.ids("find_activities")[:2] == ["a-visit", "a-offer"]

    @pytest.mark.parametrize("order", ["", "-", "nothing", "password", "company.name", "-amount desc", "title; DROP"])
    def test_by_what_is_no_field_is_refused(self, order: str, world: World) -> None:
        assert "no field" in str(world.ann.refused("find_deals", order=[order]))

    @pytest.mark.parametrize("order", ["email", "-email", "created_at"])
    def test_by_what_may_not_be_seen_of_others_is_refused(self, order: str, world: World) -> None:
        assert isinstance(world.ann.refused("find_users", order=[order]), InvalidValues)
        assert len(world.boss.ids("find_users", order=[order])) == 3

    def test_by_a_password_is_refused_for_everyone(self, world: World) -> None:
        assert isinstance(world.boss.refused("find_users", order=["password"]), InvalidValues)


class TestQuietRecords:
    @pytest.mark.parametrize(
        ("since", "ids"),
        [
            ("2026-01-01", {"d-pilot1", "d-pilot2", "d-boiler", "d-roof"}),
            ("2026-02-01", {"d-pilot1", "d-pilot2", "d-boiler", "d-roof"}),
            ("2026-02-02", {"d-pilot1", "d-pilot2", "d-boiler", "d-roof", "d-renewal"}),
            ("2026-03-17", set(LISTS["find_deals"])),
        ],
    )
    def test_are_those_with_nothing_done_since_that_day(self, since: str, ids: set[str], world: World) -> None:
        assert world.ann.found("find_deals", quiet_since=since) == ids

    def test_may_be_people(self, world: World) -> None:
        assert world.ann.found("find_contacts", quiet_since="2026-03-01") == {"p-porter", "p-zoe", "p-chris"}
        assert world.ann.found("find_contacts", quietSince="2026-03-03") == LISTS["find_contacts"]

    def test_may_meet_conditions_too(self, world: World) -> None:
        found = world.ann("find_deals", where=[where("amount", "over", 0)], quiet_since="2026-02-02", limit=1)

        assert (found["shown"], found["total"]) == (1, 3)

    def test_begin_with_the_day_of_the_askers_time_zone(self, world: World) -> None:
        berlin, new_york = world.ann.at("Europe/Berlin"), world.ann.at("America/New_York")

        assert "d-renewal" not in berlin.found("find_deals", quiet_since="2026-02-01T13:00")
        assert "d-renewal" in new_york.found("find_deals", quiet_since="2026-02-01T13:00")

    def test_without_a_next_step_are_those_with_nothing_planned(self, world: World) -> None:
        deals = LISTS["find_deals"] - {"d-annual", "d-roof"}

        assert world.ann.found("find_deals", no_next_step=True) == deals
        assert world.ann.found("find_contacts", no_next_step=True) == LISTS["find_contacts"] - {"p-zoe"}

    def test_may_lack_both(self, world: World) -> None:
        found = world.ann.found("find_deals", quiet_since="2026-02-02", no_next_step=True)

        assert found == {"d-pilot1", "d-pilot2", "d-boiler", "d-renewal"}

    def test_are_not_made_busy_by_what_may_not_be_read(self, desk: Desk, other: Desk, chief: Desk) -> None:
        deal = desk("create_deal", title="Pilot")["id"]
        secret = chief("create_activity", subject="Secret", related_to=deal, completed_at="2026-03-17")["id"]
        chief("share", **{"class": "Activity", "with": ["bob"]}, target=secret)

        assert desk.ids("find_deals", quiet_since="2026-03-01") == [deal]

    @pytest.mark.parametrize("tool", ["find_companies", "find_activities", "find_projects", "find_users"])
    def test_are_only_those_that_activities_are_related_to(self, tool: str, world: World) -> None:
        assert isinstance(world.ann.refused(tool, quiet_since="2026-03-01"), InvalidValues)

    @pytest.mark.parametrize("wrong", ["last week", "2026-02-31", 5, "9" * 1000])
    def test_need_a_date(self, wrong: Any, world: World) -> None:
        assert isinstance(world.ann.refused("find_deals", quiet_since=wrong), InvalidValues)


class TestAnAddedClass:
    def test_is_found_like_any_other(self, world: World) -> None:
        assert world.ann.ids("find_projects", where("urgent", "is", True)) == ["j-harbour"]
        assert world.ann.ids("find_projects", where("budget", "empty")) == ["j-depot"]
        assert world.ann.ids("find_projects", where("deal.stage", "is", "lead")) == ["j-harbour"]


class TestTwoPeople:
    def test_see_the_same_company_when_a_deal_reveals_it(self, desk: Desk, other: Desk, chief: Desk) -> None:
        acme = desk("create_company", name="Acme")["id"]
        chief("create_deal", title="Pilot", company=acme, assigned_to="bob")

        assert other.ids("find_companies") == [acme]
        assert desk.ids("find_deals") == []

    def test_stop_seeing_it_at_once_when_the_deal_is_reassigned(self, desk: Desk, other: Desk, chief: Desk) -> None:
        acme = chief("create_company", name="Acme")["id"]
        deal = chief("create_deal", title="Pilot", company=acme, assigned_to="bob")["id"]

        other("update_deals", targets=[deal], set={"assigned_to": "ann"})

        assert (other.ids("find_companies"), other.ids("find_deals")) == ([], [])
        assert (desk.ids("find_companies"), desk.ids("find_deals")) == ([acme], [deal])
