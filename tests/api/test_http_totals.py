"""What charts show: figures from SQL, of what one may read, each with the query that finds its records."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from store.fields import Pointer
from store.principal import Principal
from tests.api.serving import Caller, Server

DEALS = (
    ("Lead", 1_000.25, "lead", datetime(2026, 3, 31, 22, 30, tzinfo=UTC)),  # in Berlin that is April
    ("Lead, too", 500.5, "lead", datetime(2026, 3, 1, 12, tzinfo=UTC)),
    ("Proposal", 8_000, "proposal", None),
    ("Own words", None, "on hold", None),
    ("No stage", 7, None, None),
)
WON = (("First", 100, datetime(2026, 1, 31, 22, 59, tzinfo=UTC)), ("Second", 20, datetime(2026, 1, 31, 23, tzinfo=UTC)))


@pytest.fixture
def seller(pages: Server) -> Caller:
    """Somebody with deals, two of them won, and things done; another one has his own."""
    who, other = pages.joins(), pages.joins()
    for one, many in ((who, DEALS), (other, DEALS[:1])):
        with pages.store.records(Principal(one.id)) as records:
            company = Pointer("Company", records.create("Company", {"name": "Acme"})["object_id"])
            for title, amount, stage, closing in many:
                values = {"title": title, "amount": amount, "stage": stage, "expected_close_date": closing}
                records.create("Deal", values | {"company": company, "assigned_to": Pointer("_User", one.id)})
    for title, amount, at in WON:
        with pages.store.records(Principal(who.id), now=at) as records:
            records.create("Deal", {"title": title, "amount": amount, "stage": "won"})
    with pages.store.records(Principal(who.id)) as records:
        for done in (None, datetime(2026, 3, 2, 9, tzinfo=UTC), datetime(2026, 3, 3, 9, tzinfo=UTC)):
            records.create("Activity", {"type": "call", "subject": "Call", "completed_at": done})
    return who


def found(who: Caller, cls: str, where: Any) -> list[str]:
    """The names of the records that a query finds over the Parse wire."""
    headers = {"X-Parse-Application-Id": "parley", "X-Parse-Session-Token": who.token}
    query = {"where": json.dumps(where), "limit": "1000"}
    response = who.client.get(f"/parse/classes/{cls}", params=query, headers=headers)
    assert response.status_code == 200, response.text
    return sorted(one.get("title") or one["subject"] for one in response.json()["results"])


def groups(said: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(one[name] for name in names) for one in said["groups"]]


class TestTotals:
    def test_are_those_of_what_may_be_read(self, seller: Caller) -> None:
        said = seller.post("/api/totals", **{"class": "Deal"}, of="amount")
        assert said == {
            "class": "Deal",
            "groups": [],
            "whole": {
                "count": 7, "sum": 9627.75, "average": 1604.62, "min": 7, "max": 8000, "where": {},
            },
        }  # fmt: skip

    def test_lead_to_the_very_records_that_they_count(self, seller: Caller) -> None:
        whole = seller.post("/api/totals", **{"class": "Deal"})["whole"]["count"]
        for by in ("stage", "company", "assignedTo", "expectedCloseDate", "createdAt", "stageSince", "amount", "title"):
            said = seller.post("/api/totals", **{"class": "Deal"}, by=by, where={"title": {"$ne": "Proposal"}})
            assert sum(one["count"] for one in said["groups"]) == said["whole"]["count"] == whole - 1
            for one in said["groups"]:
                assert len(found(seller, "Deal", one["where"])) == one["count"], one

    def test_of_a_stage_stand_in_its_order_also_where_there_is_none(self, seller: Caller) -> None:
        said = seller.post("/api/totals", **{"class": "Deal"}, by="stage", of="amount")
        assert groups(said, "value", "count", "sum") == [
            ("lead", 2, 1500.75), ("qualified", 0, None), ("proposal", 1, 8000), ("negotiation", 0, None),
            ("won", 2, 120), ("lost", 0, None), (None, 1, 7), ("on hold", 1, None),
        ]  # fmt: skip
        assert said["groups"][0]["days"] == 0
        assert said["groups"][4]["days"] > 30

    def test_of_a_board_keep_to_its_filters(self, seller: Caller) -> None:
        wanted = {"company": {"$inQuery": {"className": "Company", "where": {"name": "Acme"}}}, "amount": {"$gt": 600}}
        said = seller.post("/api/totals", **{"class": "Deal"}, by="stage", of="amount", where=wanted)
        assert [one for one in groups(said, "value", "count") if one[1]] == [("lead", 1), ("proposal", 1)]
        assert found(seller, "Deal", said["groups"][0]["where"]) == ["Lead"]

    def test_of_pointers_have_names_and_months_are_those_of_the_asker(self, seller: Caller) -> None:
        named = seller.post("/api/totals", **{"class": "Deal"}, by="company", of="amount")
        months = seller.post("/api/totals", **{"class": "Deal"}, by="expectedCloseDate")
        days = seller.post("/api/totals", **{"class": "Deal"}, by="expectedCloseDate", period="day")

        assert groups(named, "name", "count") == [("Acme", 5), ("", 2)]
        assert groups(months, "value", "count") == [(None, 5), ("2026-03", 1), ("2026-04", 1)]
        assert groups(days, "value") == [(None,), ("2026-03-01",), ("2026-04-01",)]

    def test_of_dates_are_the_first_and_the_last(self, seller: Caller) -> None:
        whole = seller.post("/api/totals", **{"class": "Deal"}, of="expectedCloseDate")["whole"]
        assert (whole["min"], whole["max"]) == ("2026-03-01T12:00:00.000+00:00", "2026-03-31T22:30:00.000+00:00")

    @pytest.mark.parametrize(
        "wrong",
        [
            {"by": "notes"}, {"by": "nothing"}, {"of": "title"}, {"of": "company"}, {"class": "User", "by": "password"},
            {"class": "User", "by": "email"}, {"by": "company.name"}, {"period": "week"}, {"where": {"$where": "1"}},
            {"where": {"amount": {"$regex": "x"}}}, {"where": {"title": {"$in": 1}}}, {"where": []}, {"of": "x\x00"},
            {"where": {"expectedCloseDate": {"$gt": "soon"}}},
        ],
    )  # fmt: skip
    def test_of_what_cannot_be_counted_or_seen_are_refused(self, eve: Caller, wrong: dict[str, Any]) -> None:
        assert eve.refused("POST", "/api/totals", json={"class": "Deal"} | wrong) == (422, "invalid_values")

    def test_of_a_class_that_is_not_there_are_refused(self, eve: Caller) -> None:
        assert eve.refused("POST", "/api/totals", json={"class": "Lead"}) == (404, "unknown_class")


class TestReports:
    def test_tell_the_pipeline(self, seller: Caller) -> None:
        said = seller.get("/api/reports/pipeline", owner="me", since="2026-03-01", until="2026-03-31")
        assert [one for one in groups(said, "value", "count", "sum") if one[1]] == [("lead", 1, 500.5)]
        assert found(seller, "Deal", said["whole"]["where"]) == ["Lead, too"]
        assert seller.get("/api/reports/pipeline")["whole"]["count"] == 7

    def test_tell_what_was_won_when_it_was_won(self, seller: Caller) -> None:
        said = seller.get("/api/reports/won-by-month")
        assert groups(said, "value", "count", "sum") == [("2026-01", 1, 100), ("2026-02", 1, 20)]
        assert [found(seller, "Deal", one["where"]) for one in said["groups"]] == [["First"], ["Second"]]
        assert seller.get("/api/reports/won-by-month", since="2026-02-01")["whole"]["count"] == 1
        assert seller.get("/api/reports/won-by-month", owner="me")["whole"]["count"] == 0

    def test_tell_who_has_done_how_much(self, seller: Caller) -> None:
        said = seller.get("/api/reports/activity-by-person")
        assert groups(said, "value", "count") == [(seller.id, 2)]
        assert said["groups"][0]["name"].startswith("person")
        assert found(seller, "Activity", said["groups"][0]["where"]) == ["Call", "Call"]
        assert seller.get("/api/reports/activity-by-person", until="2026-03-02")["whole"]["count"] == 1

    @pytest.mark.parametrize(
        "path",
        [
            "pipeline?class=Company", "won-by-month?class=Contact", "activity-by-person?class=Deal",
            "pipeline?since=soon", "activity-by-person?until=2026-02-31",
        ],
    )  # fmt: skip
    def test_of_what_has_none_are_refused(self, eve: Caller, path: str) -> None:
        assert eve.refused("GET", f"/api/reports/{path}") == (422, "invalid_values")


class TestStanding:
    def test_tells_since_when_a_deal_is_in_its_stage(self, pages: Server, seller: Caller) -> None:
        with pages.store.reading(Principal(seller.id)) as records:
            ids = {row["title"]: row["object_id"] for row in records.find("Deal", {"stage": "won"})}
        asked = [*ids.values(), "nothing"]

        said = seller.post("/api/since", **{"class": "Deal"}, ids=asked)["since"]

        assert said == {ids[title]: f"{at.isoformat()[:-6]}.000+00:00" for title, _, at in WON}
        assert pages.joins().post("/api/since", **{"class": "Deal"}, ids=asked) == {"since": {}}
        assert seller.refused("POST", "/api/since", json={"class": "Company", "ids": []}) == (422, "invalid_values")
