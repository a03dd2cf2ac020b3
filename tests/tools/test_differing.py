"""What a text says is compared with what the record says; nothing is made of what it does not say."""

from datetime import UTC, datetime
from typing import Any

import pytest

from store.schema import Schema
from tools.differing import differing

DEAL: dict[str, Any] = {
    "object_id": "d1",
    "title": "Cold store",
    "amount": 48_000.0,
    "stage": "proposal",
    "expected_close_date": datetime(2026, 3, 31, 21, tzinfo=UTC),  # the first of April in Athens
}


def differs(text: str, zone: str = "Europe/Athens", **other: Any) -> dict[str, tuple[str, Any]]:
    found = differing(Schema.of()["Deal"], DEAL | other, text, zone)
    return {one["field"]: (one["said"], one["is"]) for one in found}


class TestAnAmountInAText:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("They agreed on a price of 45k.", "45k"),
            ("The price is €52,000 then.", "€52,000"),
            ("We offered 52.000 EUR last week.", "52.000 EUR"),
            ("Worth 40000 to them.", "40000"),
            ("He said 0.05 million, roughly.", "0.05 million"),
            ("First 60k, then 55k.", "60k, 55k"),
            ("The total must stay under 47,000.", "47,000"),
            ("Budget of 40k at most.", "40k"),
            ("They want to spend at least $50,000.", "$50,000"),
            ("The deal is 48,500 dollars now; sign by 2 April.", "48,500 dollars"),
        ],
    )
    def test_that_is_not_the_record_s_is_told_with_both(self, text: str, said: str) -> None:
        assert differs(text)["amount"] == (said, 48_000)

    @pytest.mark.parametrize(
        "text",
        [
            "They agreed on a price of 48k.",
            "Came down from 60k to 48,000 €.",
            "12 people want 30 percent off.",
            "The total with alarms must stay under 50,000.",
            "Budget is 65k, and that is settled.",
            "€60,000 at most.",
            "More than 40k, he thinks.",
            "Invoice 2291 of 2026 is unpaid.",
            "In 2025 they paid nothing.",
            "A price of 10% less.",
            "The taxi was $30.",
            "They have 9 million customers.",
            "Version 1.2.3 of the contract.",
            "Call +44 20 7946 0000 about the price.",
            "Sizes 45000 and up are out of stock.",
        ],
    )
    def test_that_is_the_record_s_or_none_is_not(self, text: str) -> None:
        assert "amount" not in differs(text)

    def test_is_not_compared_with_an_empty_field(self) -> None:
        assert differs("Agreed on 45k.", amount=None) == {}


class TestAStageInAText:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Stage: negotiation", "negotiation"),
            ("The deal is now in negotiation.", "negotiation"),
            ("Moved it back to lead after the call.", "lead"),
            ("We lost the deal to Nordkant.", "lost"),
            ("I think we have won it.", "won"),
            ("This deal is lost.", "lost"),
        ],
    )
    def test_that_is_not_the_record_s_is_told_with_both(self, text: str, said: str) -> None:
        assert differs(text)["stage"] == (said, "proposal")

    @pytest.mark.parametrize(
        "text",
        [
            "Stage: proposal",
            "Moved from lead to proposal.",
            "Sent the proposal and a contract.",
            "They lost patience, but won a prize.",
            "Her lead over the others grows.",
            "The negotiation was friendly.",
        ],
    )
    def test_that_is_the_record_s_or_none_is_not(self, text: str) -> None:
        assert "stage" not in differs(text)


class TestADayInAText:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("They will sign on 15 May.", "15 May"),
            ("Closing moved to June 3, 2026.", "June 3, 2026"),
            ("Expected to close 2026-04-02.", "2026-04-02"),
            ("A decision by the end of September.", "by the end of September"),
            ("Will sign on 1 April 2027.", "1 April 2027"),
        ],
    )
    def test_that_is_not_the_record_s_is_told_with_both(self, text: str, said: str) -> None:
        assert differs(text)["expected_close_date"] == (said, "2026-04-01")

    @pytest.mark.parametrize(
        "text",
        [
            "They will sign on 1 April.",
            "A decision in April.",
            "Moved closing from 15 March to April 1st.",
            "The fair is on 15 May.",
            "Will sign on 31 February.",
            "They may close soon.",
        ],
    )
    def test_that_is_the_record_s_or_is_about_something_else_is_not(self, text: str) -> None:
        assert "expected_close_date" not in differs(text)

    def test_is_reckoned_in_the_reader_s_zone(self) -> None:
        assert differs("They will sign on 31 March.", "UTC") == {}
        assert "expected_close_date" in differs("They will sign on 31 March.")


def test_of_classes_without_figures_nothing_is_compared() -> None:
    contact = {"object_id": "c1", "name": "Jane", "notes": "Pays 45k."}

    assert differing(Schema.of()["Contact"], contact, "Pays 45k on 1 May, we lost the deal.", "UTC") == []
