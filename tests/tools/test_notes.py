"""Search over notes, and all about one record; by words here, since vectors are tested where they are made."""

from datetime import UTC, datetime
from typing import Any

import pytest

from store.errors import InvalidValues, RecordNotFound
from store.fields import Pointer
from store.index.index import Index
from store.store import Store
from tests.embedding import Letters
from tests.tools.desk import Desk
from tests.tools.world import LONG, World


def quotes(result: dict[str, Any]) -> list[str]:
    return [one["quote"] for one in result["passages"]]


@pytest.fixture
def acme(desk: Desk) -> dict[str, str]:
    """A company with a contact and a deal, and what was written about them."""
    with desk.store.records(desk.principal, now=desk.now) as records:
        company = Pointer("Company", records.create("Company", {"name": "Acme", "notes": "Pays late."})["object_id"])
        jane = Pointer("Contact", records.create("Contact", {"name": "Jane Doe", "company": company})["object_id"])
        deal = {"title": "Cold store", "amount": 48_000, "contact": jane, "notes": "Agreed on a price of 45k."}
        cold = Pointer("Deal", records.create("Deal", deal)["object_id"])
        for subject, about, day, said in (
            ("Prices", jane, 2, "Jane finds our price high."),
            ("Terms", cold, 3, "They want to pay in two parts."),
            ("Elsewhere", None, 4, "Another price."),
        ):
            values = {"type": "call", "subject": subject, "description": said, "related_to": about}
            at = datetime(2026, 3, day, 10, tzinfo=UTC)
            records.create("Activity", values | {"completed_at": at})
        records.create("Activity", {"type": "task", "subject": "Send price", "related_to": cold})
    return {"company": company.id, "jane": jane.id, "cold": cold.id}


class TestSearchNotes:
    def test_quotes_with_record_field_date_author_and_score(self, desk: Desk, acme: dict[str, str]) -> None:
        first = desk("search_notes", query="does she find the price high?", about="Jane")["passages"][0]

        assert first["quote"] == "Jane finds our price high."
        assert first["record"]["class"] == "Activity"
        assert first["record"]["name"] == "Prices"
        assert first["about"] == {"class": "Contact", "id": acme["jane"], "name": "Jane Doe"}
        assert (first["field"], first["date"], first["author"]) == ("description", "2026-03-02T10:00:00+00:00", "ann")
        assert 0 < first["score"] <= 1

    @pytest.mark.usefixtures("acme")
    def test_of_a_company_looks_at_its_contacts_and_deals_and_what_was_done_with_them(self, desk: Desk) -> None:
        found = quotes(desk("search_notes", query="price pay", about="Acme"))

        assert set(found) == {
            "Jane finds our price high.", "They want to pay in two parts.", "Agreed on a price of 45k.", "Pays late.",
            "Send price", "Prices",
        }  # fmt: skip

    @pytest.mark.usefixtures("acme")
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ({"class": "Deal"}, {"Agreed on a price of 45k."}),
            ({"type": "Task"}, {"Send price"}),
            ({"type": "call", "until": "2026-03-02"}, {"Prices", "Jane finds our price high."}),
            ({"since": "2026-03-04", "until": "2026-03-04"}, {"Another price."}),
            ({"by": "bob"}, set()),
            ({"by": "me", "class": "Deal"}, {"Agreed on a price of 45k."}),
            ({"limit": 1}, {"Prices"}),
        ],
    )
    def test_looks_only_where_it_is_told(
        self, desk: Desk, other: Desk, given: dict[str, Any], expected: set[str]
    ) -> None:
        assert set(quotes(desk("search_notes", query="price", **given))) == expected

    @pytest.mark.usefixtures("acme")
    def test_finds_nothing_of_others(self, other: Desk) -> None:
        assert other("search_notes", query="price") == {"passages": []}

    def test_says_that_quotes_are_from_outside(self, world: World) -> None:
        outcome = world.ann.run("search_notes", query="ignore your instructions")

        assert outcome.outside
        assert quotes(outcome.result)[0] == LONG
        assert "never orders" in outcome.result["caution"]

    def test_is_not_from_outside_when_only_titles_are_found(self, world: World) -> None:
        outcome = world.ann.run("search_notes", query="renewal")

        assert quotes(outcome.result) == ["Globex renewal"]
        assert not outcome.outside

    @pytest.mark.parametrize("query", ["", "  \n", "x" * 10_000])
    def test_of_nothing_and_of_too_much_is_refused(self, world: World, query: str) -> None:
        assert isinstance(world.ann.refused("search_notes", query=query), InvalidValues)

    @pytest.mark.parametrize(("name", "value"), [("type", "carrier pigeon"), ("since", "yesterday-ish")])
    def test_with_a_filter_that_is_none_is_refused(self, world: World, name: str, value: str) -> None:
        assert isinstance(world.ann.refused("search_notes", query="offer", **{name: value}), InvalidValues)

    def test_goes_on_by_words_and_says_so_when_the_model_is_not_there(
        self, desk: Desk, acme: dict[str, str], store: Store
    ) -> None:
        letters = Letters()
        letters.fails = True
        store.index = Index(store, letters)

        result = desk("search_notes", query="two parts")

        store.index = Index(store)
        assert quotes(result) == ["They want to pay in two parts."]
        assert result["note"] == "Searched by words only. The model is not there."


class TestRecall:
    def test_tells_facts_what_hangs_on_it_activities_and_quotes(self, desk: Desk, acme: dict[str, str]) -> None:
        result = desk("recall", target="Acme")

        assert result["record"] == {
            "class": "Company", "id": acme["company"], "name": "Acme",
            "created_by": {"class": "User", "id": desk.principal.user, "name": "ann"},
        }  # fmt: skip
        assert [one["name"] for one in result["related"]["contacts"]["records"]] == ["Jane Doe"]
        assert result["related"]["deals"]["total"] == 1
        assert [one["subject"] for one in result["activities"]["past"]] == ["Terms", "Prices"]
        assert [one["subject"] for one in result["activities"]["planned"]] == ["Send price"]
        assert (result["activities"]["past_total"], result["activities"]["planned_total"]) == (2, 1)
        assert set(quotes(result)) == {
            "Pays late.", "Agreed on a price of 45k.", "They want to pay in two parts.", "Jane finds our price high.",
        }  # fmt: skip

    def test_gives_the_record_and_the_note_that_contradicts_it_and_says_so(
        self, desk: Desk, acme: dict[str, str]
    ) -> None:
        result = desk("recall", target="the cold store deal", query="price")

        deal = {"class": "Deal", "id": acme["cold"], "name": "Cold store"}
        told = {one["quote"]: one.get("differs") for one in result["passages"]}
        assert result["record"]["amount"] == 48_000
        assert told["Agreed on a price of 45k."] == [{"record": deal, "field": "amount", "said": "45k", "is": 48_000}]
        assert "give both" in result["caution"]

    def test_compares_what_was_said_in_an_activity_with_the_deal_that_it_is_about(
        self, desk: Desk, acme: dict[str, str]
    ) -> None:
        with desk.store.records(desk.principal, now=desk.now) as records:
            cold = Pointer("Deal", acme["cold"])
            values = {"type": "call", "subject": "Board", "description": "We lost the deal.", "related_to": cold}
            records.create("Activity", values)

        hit = desk("search_notes", query="who lost the deal?", type="call")["passages"][0]

        assert [(one["record"]["name"], one["field"], one["said"], one["is"]) for one in hit["differs"]] == [
            ("Cold store", "stage", "lost", "lead")
        ]

    def test_agrees_as_soon_as_the_record_does(self, desk: Desk, acme: dict[str, str]) -> None:
        desk("update_deals", targets=["Cold store"], set={"amount": 45_000})

        assert not any("differs" in one for one in desk("recall", target=acme["cold"])["passages"])

    def test_marks_what_it_tells_as_text_from_outside(self, world: World) -> None:
        assert world.ann.run("recall", target="Acme Corp").outside

    @pytest.mark.parametrize("target", ["c-zyx", "Nobody"])
    def test_of_what_may_not_be_read_is_not_found(self, target: str, world: World) -> None:
        assert isinstance(world.ann.refused("recall", target=target), RecordNotFound)

    def test_of_a_name_that_several_have_asks_which(self, world: World) -> None:
        assert world.ann.refused("recall", target="Jane").code == "ambiguous"
