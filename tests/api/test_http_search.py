"""What one types to find a record, and what was written about something."""

from collections.abc import Callable

import pytest

from store.fields import Pointer
from store.principal import Principal
from tests.api.serving import Caller, Server

Filled = Callable[[Caller], dict[str, str]]


@pytest.fixture
def filled(pages: Server) -> Filled:
    def fill(who: Caller) -> dict[str, str]:
        """Give somebody a company with a deal, and a call about it; the ids."""
        with pages.store.records(Principal(who.id)) as records:
            company = Pointer("Company", records.create("Company", {"name": "Acme Dairy"})["object_id"])
            values = {"title": "Acme renewal", "stage": "proposal", "company": company}
            deal = Pointer("Deal", records.create("Deal", values)["object_id"])
            said = {"type": "call", "subject": "Prices", "description": "They find us too dear.", "related_to": deal}
            call = records.create("Activity", said)["object_id"]
        return {"company": company.id, "deal": deal.id, "call": call}

    return fill


class TestNames:
    def test_are_found_as_they_are_typed(self, eve: Caller, filled: Filled) -> None:
        ids = filled(eve)

        assert eve.get("/api/names", text="acm")["records"] == [
            {"class": "Company", "id": ids["company"], "name": "Acme Dairy", "detail": ""},
            {"class": "Deal", "id": ids["deal"], "name": "Acme renewal", "detail": "proposal, Acme Dairy"},
        ]
        assert [one["id"] for one in eve.get("/api/names", text="amce")["records"]] == [ids["company"], ids["deal"]]
        assert eve.get("/api/names", text="xyz")["records"] == []

    def test_are_offered_before_anything_is_typed(self, eve: Caller, filled: Filled) -> None:
        ids = filled(eve)

        offered = eve.get("/api/names", text=" ")["records"]
        people = eve.get("/api/names", text="", **{"class": "User"}, limit=50)["records"]

        assert {one["id"] for one in offered} == set(ids.values())
        assert [one["id"] for one in eve.get("/api/names", text="", **{"class": "Deal"})["records"]] == [ids["deal"]]
        assert [one["name"] for one in people] == sorted(one["name"] for one in people)
        assert len(people) > 1

    def test_are_looked_for_in_some_classes(self, eve: Caller, filled: Filled) -> None:
        filled(eve)
        query = {"text": "acm", "class": ["Contact", "Deal"]}
        assert [one["class"] for one in eve.get("/api/names", **query)["records"]] == ["Deal"]
        assert [one["class"] for one in eve.get("/api/names", text="perso", **{"class": "User"})["records"]]

    def test_of_others_are_not_found(self, pages: Server, eve: Caller, filled: Filled) -> None:
        filled(pages.joins())
        assert eve.get("/api/names", text="acm")["records"] == []

    def test_are_looked_for_in_classes_that_there_are(self, eve: Caller) -> None:
        assert eve.refused("GET", "/api/names?text=a&class=Lead") == (404, "unknown_class")
        assert eve.refused("GET", "/api/names?text=a&limit=51") == (422, "invalid_values")
        assert eve.refused("GET", "/api/names") == (422, "invalid_values")


class TestSearch:
    def test_finds_what_was_written_and_where(self, eve: Caller, filled: Filled) -> None:
        ids = filled(eve)

        found = eve.get("/api/search", text="who finds us dear?")["passages"][0]

        assert found["quote"] == "They find us too dear."
        assert (found["field"], found["at"][-6:]) == ("description", "+00:00")
        assert found["record"] == {"class": "Activity", "id": ids["call"], "name": "Prices"}
        assert found["about"] == {"class": "Deal", "id": ids["deal"], "name": "Acme renewal"}

    def test_looks_where_it_is_told_to(self, eve: Caller, filled: Filled) -> None:
        ids = filled(eve)

        assert eve.get("/api/search", text="dear", about=ids["company"])["passages"]
        assert eve.get("/api/search", text="dear", **{"class": "Company"})["passages"] == []
        assert eve.refused("GET", "/api/search?text=dear&class=User") == (422, "invalid_values")
        assert eve.refused("GET", "/api/search?text=dear&class=Lead") == (404, "unknown_class")
        assert eve.refused("GET", "/api/search?text=dear&about=nobody") == (404, "record_not_found")

    def test_finds_nothing_of_others(self, pages: Server, eve: Caller, filled: Filled) -> None:
        filled(pages.joins())
        assert eve.get("/api/search", text="who finds us dear?")["passages"] == []
