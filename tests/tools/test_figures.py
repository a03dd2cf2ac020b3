from typing import Any

import pytest

from store.errors import InvalidValues
from tests.tools.desk import Desk, where
from tests.tools.world import World

DEAL = {"class": "Deal"}


class TestTotals:
    def test_of_everything_are_those_of_what_may_be_read(self, world: World) -> None:
        assert world.ann("totals", **DEAL, of="amount") == {
            "count": 6, "sum": 153000.5, "average": 30600.1, "min": 0, "max": 90000,
        }  # fmt: skip
        assert world.bob("totals", **DEAL, of="amount")["sum"] == 1_000_000
        assert world.boss("totals", **DEAL, of="amount")["sum"] == 1_153_000.5

    def test_of_nothing_are_a_count(self, world: World) -> None:
        assert world.ann("totals", **DEAL) == {"count": 6}
        assert world.ann("totals", **DEAL, of="amount", where=[where("title", "is", "none")]) == {"count": 0}

    def test_of_days_are_the_first_and_the_last(self, world: World) -> None:
        assert world.ann.at("Europe/Berlin")("totals", **DEAL, of="expectedCloseDate") == {
            "count": 6,
            "min": "2026-02-10T01:00:00+01:00",
            "max": "2026-04-15T02:00:00+02:00",
        }

    def test_leave_out_empty_values(self, world: World) -> None:
        found = world.ann("totals", **DEAL, of="amount", where=[where("company", "is", "Initech")])

        assert found == {"count": 1}

    @pytest.mark.parametrize("cls", ["User", "Company", "Contact", "Deal", "Activity", "Project"])
    def test_count_every_class(self, cls: str, world: World) -> None:
        plural = {"Company": "companies", "Activity": "activities"}.get(cls, f"{cls.lower()}s")

        assert world.ann("totals", **{"class": cls})["count"] == world.ann(f"find_{plural}")["total"]

    @pytest.mark.parametrize(
        "given",
        [
            {}, {"class": "Nothing"}, {"class": "_User"}, {"class": 5}, {"class": "Deal", "of": "nothing"},
            {"class": "Deal", "of": "title"}, {"class": "Deal", "of": "company"}, {"class": "Deal", "by": "nothing"},
            {"class": "Activity", "of": "related_to"}, {"class": "Project", "of": "urgent"},
            {"class": "Deal", "by": "notes"}, {"class": "Deal", "by": "company.name"}, {"class": "Deal", "by": "x\x00"},
            {"class": "User", "by": "password"}, {"class": "User", "of": "password"}, {"class": "User", "by": "email"},
            {"class": "Deal", "by": "stage; DROP TABLE deal"},
            {"class": "Deal", "by": "expected_close_date", "period": "week"},
        ],
    )  # fmt: skip
    def test_of_what_cannot_be_added_up_or_seen_are_refused(self, given: dict[str, Any], world: World) -> None:
        error = world.ann.refused("totals", **given)

        assert isinstance(error, InvalidValues)
        assert len(str(error)) < 400


class TestGroups:
    def test_of_a_value_list_stand_in_its_order(self, world: World) -> None:
        found = world.ann("totals", **DEAL, of="amount", by="stage")

        assert found["count"] == 6
        assert [(group["value"], group["count"], group.get("sum")) for group in found["groups"]] == [
            ("lead", 2, 48000), ("qualified", 1, 3000), ("proposal", 1, 12000.5), ("won", 1, 90000), (None, 1, 0),
        ]  # fmt: skip

    def test_have_figures_of_their_own(self, world: World) -> None:
        groups = world.ann("totals", **DEAL, of="amount", by="company")["groups"]

        assert groups[2] == {
            "value": "Globex", "count": 2, "sum": 15000.5, "average": 7500.25, "min": 3000, "max": 12000.5,
        }  # fmt: skip

    def test_of_pointers_have_names_and_the_largest_comes_first(self, world: World) -> None:
        groups = world.ann("totals", **DEAL, of="amount", by="company")["groups"]

        assert [(group["value"], group["count"]) for group in groups] == [
            (None, 2), ("Acme Corp", 1), ("Globex", 2), ("Initech", 1),
        ]  # fmt: skip

    def test_of_pointers_to_several_classes_have_names(self, world: World) -> None:
        groups = world.ann("totals", **{"class": "Activity"}, by="relatedTo")["groups"]

        assert groups[0] == {"value": "Annual plan", "count": 2}
        assert {group["value"] for group in groups} == {
            "Annual plan", "Jane Doe", "Globex renewal", "Zoë O'Brien", "Solar roof", None,
        }  # fmt: skip

    def test_of_people_have_their_names(self, world: World) -> None:
        groups = world.boss("totals", **DEAL, by="assigned_to")["groups"]

        assert {group["value"]: group["count"] for group in groups} == {"Ann Lee": 3, "Bob Ray": 1, None: 3}

    def test_of_what_is_gone_hidden_or_empty_are_one(self, desk: Desk, other: Desk, chief: Desk) -> None:
        gone, kept = (desk("create_company", name=name)["id"] for name in ("Gone", "Kept"))
        hidden = chief("create_company", name="Hidden")["id"]
        for amount, company in ((1, gone), (2, hidden), (3, ""), (10, kept)):
            chief("create_deal", title="Pilot", amount=amount, company=company, assigned_to="ann")
        chief("create_deal", title="Pilot", company=hidden, assigned_to="ann")
        chief("share", **{"class": "Company", "with": ["bob"]}, target=hidden)
        chief("delete_companies", targets=[gone], with_deals=False)

        groups = desk("totals", **DEAL, of="amount", by="company")["groups"]

        assert groups == [
            {"value": "Kept", "count": 1, "sum": 10, "average": 10, "min": 10, "max": 10},
            {"value": None, "count": 4, "sum": 6, "average": 2, "min": 1, "max": 3},
        ]

    def test_of_truth_are_two(self, world: World) -> None:
        groups = world.ann("totals", **{"class": "Project"}, of="budget", by="urgent")["groups"]

        assert {group["value"]: group.get("sum") for group in groups} == {True: 5000, False: None}

    def test_of_days_may_be_counted_too(self, world: World) -> None:
        groups = world.ann("totals", **DEAL, of="expected_close_date", by="company")["groups"]

        assert [group["max"] for group in groups if group["value"] == "Globex"] == ["2026-04-15"]
        assert all("sum" not in group for group in groups)

    def test_are_cut_at_a_hundred_and_say_so(self, desk: Desk) -> None:
        with desk.store.records(desk.principal) as records:
            for number in range(103):
                records.create("Company", {"name": f"Werk {number}", "industry": f"Trade {number}"})

        found = desk("totals", **{"class": "Company"}, by="industry")

        assert (len(found["groups"]), found["note"]) == (100, "100 of 103 groups")

    def test_add_up_to_the_whole(self, world: World) -> None:
        found = world.boss("totals", **DEAL, of="amount", by="stage")

        assert sum(group["count"] for group in found["groups"]) == found["count"]
        assert sum(group.get("sum", 0) for group in found["groups"]) == found["sum"]


class TestMonths:
    @pytest.mark.parametrize(
        ("zone", "period", "groups"),
        [
            ("UTC", "month", [(None, 2), ("2026-02", 1), ("2026-03", 2), ("2026-04", 1)]),
            ("Europe/Berlin", "month", [(None, 2), ("2026-02", 1), ("2026-03", 1), ("2026-04", 2)]),
            ("America/New_York", "day", [
                (None, 2), ("2026-02-09", 1), ("2026-03-30", 1), ("2026-03-31", 1), ("2026-04-14", 1),
            ]),
            ("UTC", "year", [(None, 2), ("2026", 4)]),
        ],
    )  # fmt: skip
    def test_are_those_of_the_askers_time_zone(
        self, zone: str, period: str, groups: list[tuple[str | None, int]], world: World
    ) -> None:
        found = world.ann.at(zone)("totals", **DEAL, by="expected_close_date", period=period)["groups"]

        assert [(group["value"], group["count"]) for group in found] == groups

    def test_are_meant_unless_another_period_is_said(self, world: World) -> None:
        found = world.ann("totals", **DEAL, of="amount", by="expectedCloseDate")["groups"]

        assert found[2] == {"value": "2026-03", "count": 2, "sum": 48000, "average": 24000, "min": 0, "max": 48000}

    @pytest.mark.parametrize(
        ("zone", "said", "day"),
        [
            ("Europe/Berlin", "2026-03-29T23:59", "2026-03-29"),
            ("Europe/Berlin", "2026-03-29T00:00", "2026-03-29"),
            ("Europe/Berlin", "2026-10-25T23:59", "2026-10-25"),
            ("America/New_York", "2026-03-08T03:30", "2026-03-08"),
            ("America/New_York", "2026-11-01T00:00", "2026-11-01"),
        ],
    )
    def test_are_right_when_the_clock_changes(self, zone: str, said: str, day: str, desk: Desk) -> None:
        desk.at(zone)("create_activity", subject="Night shift", due_date=said)

        found = desk.at(zone)("totals", **{"class": "Activity"}, by="due_date", period="day")["groups"]

        assert found == [{"value": day, "count": 1}]


class TestThePipeline:
    def test_has_every_stage_in_its_order_with_its_figures_and_days(self, world: World) -> None:
        stages = world.ann("pipeline")["stages"]

        assert [stage["stage"] for stage in stages] == [
            "lead", "qualified", "proposal", "negotiation", "won", "lost", None,
        ]  # fmt: skip
        assert stages[0] == {
            "stage": "lead", "open": True, "count": 2, "sum": 48000, "average": 48000, "min": 48000, "max": 48000,
            "days": 15.0,
        }  # fmt: skip
        assert stages[3] == {"stage": "negotiation", "open": True, "count": 0}

    def test_counts_days_from_when_a_deal_came_to_its_stage(self, world: World) -> None:
        days = {stage["stage"]: stage.get("days") for stage in world.ann("pipeline")["stages"]}

        assert days == {
            "lead": 15.0, "qualified": 30.0, "proposal": 4.0, "negotiation": None, "won": 20.0, "lost": None,
            None: 30.0,
        }  # fmt: skip

    def test_adds_up_what_is_open(self, world: World) -> None:
        assert world.ann("pipeline")["open"] == {"count": 5, "sum": 63000.5}
        assert world.boss("pipeline")["open"] == {"count": 6, "sum": 1063000.5}

    def test_may_be_of_some_deals(self, world: World) -> None:
        found = world.ann("pipeline", where=[where("company.industry", "is", "Retail")])

        assert found["open"] == {"count": 2, "sum": 15000.5}
        assert {stage["stage"]: stage["count"] for stage in found["stages"] if stage["count"]} == {
            "qualified": 1,
            "proposal": 1,
        }

    def test_of_nothing_is_empty(self, desk: Desk) -> None:
        found = desk("pipeline")

        assert found["open"] == {"count": 0, "sum": 0}
        assert [stage["count"] for stage in found["stages"]] == [0] * 6

    def test_shows_stages_that_another_door_has_written(self, desk: Desk) -> None:
        with desk.store.records(desk.principal) as records:
            for stage in ("on hold", "won", "", None):
                records.create("Deal", {"title": "Pilot", "stage": stage, "amount": 5})

        found = desk("pipeline")

        assert [(stage["stage"], stage["count"]) for stage in found["stages"] if stage["count"]] == [
            ("won", 1), ("", 1), ("on hold", 1), (None, 1),
        ]  # fmt: skip
        assert found["open"] == {"count": 3, "sum": 15}

    def test_rounds_what_people_read(self, desk: Desk) -> None:
        for amount in (0.1, 0.2, 0.05):
            desk("create_deal", title="Pilot", amount=amount)

        found = desk("pipeline")

        assert found["open"] == {"count": 3, "sum": 0.35}
        assert found["stages"][0]["average"] == 0.12
        assert found["stages"][0]["days"] == 0.0

    def test_with_sums_beyond_all_numbers_says_so(self, desk: Desk) -> None:
        for _ in range(2):
            desk("create_deal", title="Pilot", amount=1.7e308)

        assert isinstance(desk.refused("pipeline"), InvalidValues)
        assert desk("totals", **DEAL) == {"count": 2}
