from typing import Any

import pytest

from store.errors import InvalidValues, RecordNotFound
from tests.tools.desk import Desk
from tests.tools.world import World


def keys(result: dict[str, Any]) -> tuple[list[str], list[str]]:
    return [one["id"] for one in result["past"]], [one["id"] for one in result["planned"]]


class TestATimeline:
    @pytest.mark.parametrize(
        ("cls", "target", "past", "planned"),
        [
            ("Deal", "Annual plan", ["a-terms"], ["a-offer"]),
            ("Deal", "the Acme deal", ["a-terms"], ["a-offer"]),
            ("Deal", "Solar roof", [], ["a-roof"]),
            ("Contact", "Jane Doe", ["a-terms", "a-intro"], ["a-offer"]),
            ("Contact", "Zoe", [], ["a-visit", "a-roof"]),
            ("Contact", "Christopher", [], []),
            ("Company", "Acme Corp", ["a-terms", "a-intro"], ["a-offer"]),
            ("Company", "Müller", [], ["a-visit", "a-roof"]),
            ("Company", "Globex", ["a-lunch"], []),
            ("Company", "Initech", [], []),
            ("Activity", "Terms", ["a-terms"], []),
        ],
    )
    def test_has_what_was_done_latest_first_and_what_is_planned_next_first(
        self, cls: str, target: str, past: list[str], planned: list[str], world: World
    ) -> None:
        assert keys(world.ann("timeline", **{"class": cls}, target=target)) == (past, planned)

    def test_begins_with_the_record(self, world: World) -> None:
        found = world.ann("timeline", **{"class": "Company"}, target="acme")

        assert found["record"] == {
            "class": "Company", "id": "c-acme", "name": "Acme Corp", "website": "acme.example", "industry": "Energy",
            "created_by": {"class": "User", "id": "u-ann", "name": "Ann Lee"},
        }  # fmt: skip

    def test_tells_whom_each_concerns(self, world: World) -> None:
        past = world.ann("timeline", **{"class": "Company"}, target="acme")["past"]

        assert [one["related_to"]["name"] for one in past] == ["Annual plan", "Jane Doe"]

    def test_is_cut_and_says_how_many_there_are(self, desk: Desk) -> None:
        deal = desk("create_deal", title="Pilot")["id"]
        for day in range(1, 6):
            desk("create_activity", subject=f"Call {day}", related_to=deal, completed_at=f"2026-03-0{day}")

        found = desk("timeline", **{"class": "Deal"}, target="Pilot", limit=2)

        assert [one["subject"] for one in found["past"]] == ["Call 5", "Call 4"]
        assert (found["past_total"], found["planned_total"]) == (5, 0)

    def test_has_nothing_that_may_not_be_read(self, desk: Desk, chief: Desk) -> None:
        deal = desk("create_deal", title="Pilot")["id"]
        secret = chief("create_activity", subject="Secret", related_to=deal)["id"]
        chief("share", **{"class": "Activity", "with": ["me"]}, target=secret)

        assert keys(desk("timeline", **{"class": "Deal"}, target=deal)) == ([], [])
        assert keys(chief("timeline", **{"class": "Deal"}, target=deal)) == ([], [secret])

    def test_of_a_company_has_nothing_of_deals_that_may_not_be_read(self, desk: Desk, other: Desk, chief: Desk) -> None:
        acme = chief("create_company", name="Acme")["id"]
        for name in ("ann", "bob"):
            deal = chief("create_deal", title=f"Deal of {name}", company=acme, assigned_to=name)["id"]
            chief("create_activity", subject=f"Call of {name}", related_to=deal)

        planned = desk("timeline", **{"class": "Company"}, target="Acme")["planned"]

        assert [one["subject"] for one in planned] == ["Call of ann"]

    @pytest.mark.parametrize(
        "wrong", [{"limit": 0}, {"limit": 201}, {"class": "Nothing"}, {"target": 5}, {"target": None}]
    )
    def test_is_asked_for_as_described(self, wrong: dict[str, Any], world: World) -> None:
        given = {"class": "Deal", "target": "Annual plan"} | wrong

        assert isinstance(world.ann.refused("timeline", **given), InvalidValues)

    @pytest.mark.parametrize("target", ["d-zyx", "Zyxworth buyout", "Nothing"])
    def test_of_what_may_not_be_read_is_not_found(self, target: str, world: World) -> None:
        assert isinstance(world.ann.refused("timeline", **{"class": "Deal"}, target=target), RecordNotFound)


class TestWhoAmI:
    def test_tells_the_person_the_place_and_the_time(self, world: World) -> None:
        assert world.ann.at("Europe/Berlin")("who_am_i") == {
            "user": {"id": "u-ann", "name": "Ann Lee", "email": "ann@example.com", "roles": ["rep"]},
            "now": "2026-03-18T10:30:00+01:00",
            "time_zone": "Europe/Berlin",
            "locale": "en",
            "currency": None,
        }
