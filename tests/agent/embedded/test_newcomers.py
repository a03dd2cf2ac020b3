"""What new records are called and given, and what makes none: names in short, notes, how somebody was met."""

from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue


def done(said: str) -> list[dict[str, Any]]:
    """Return the records that a message changes or makes, as they are then."""
    talk = Dialogue()
    before = {key: dict(row) for rows in talk.desk.rows.values() for key, row in rows.items()}
    talk.say(said)
    rows = [row for rows in talk.desk.rows.values() for key, row in rows.items() if before.get(key) != row]
    return [{name: value for name, value in row.items() if value not in (None, "")} for row in rows]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("make a deal for globex it's a cooling retrofit for the plant contact is jane 22k", "Cooling retrofit"),
        ("new deal Globex: weekend chef, 3,200, contact Jane Doe", "Weekend chef"),
        ("Bob asks if we have crane drivers. Make a deal of it please, no price yet.", "Crane drivers"),
        ("Globex wants a heat pump owner is priya stage lead, put it in as a deal", "Heat pump"),
    ],
)
def test_a_deal_is_called_by_what_it_is(said: str, title: str) -> None:
    (row,) = done(said)
    assert row["title"].startswith(title)


@pytest.mark.parametrize("said", ["new deal for Globex, it's a big one, 40k", "new deal for Globex, it's a must, 9k"])
def test_a_judgement_is_no_title(said: str) -> None:
    assert not any("big" in row["title"] or "must" in row["title"] for row in done(said))


@pytest.mark.parametrize(
    ("said", "record", "amount"),
    [
        ("Fleet track, new amount 12.500,00 €", "d7", 12_500),
        ("Annual plan: revised value 50k", "d1", 50_000),
    ],
)
def test_a_new_value_of_a_deal_that_is_named_in_short_makes_none(said: str, record: str, amount: int) -> None:
    (row,) = done(said)
    assert (row["id"], row["amount"]) == (record, amount)


@pytest.mark.parametrize(
    ("said", "record"),
    [
        ("Jane will only be in on Tuesdays, put that in her notes", "p1"),
        ("Globex closes the yard at four, add that to Globex's notes please", "c2"),
    ],
)
def test_what_belongs_in_the_notes_is_no_plan(said: str, record: str) -> None:
    (row,) = done(said)
    assert row["id"] == record
    assert row["notes"]


def test_an_order_before_is_no_note() -> None:
    assert not any(
        "notes" in row and "Move" in row["notes"]
        for row in done("Move the Globex pilot to won and put that in her notes")
    )


@pytest.mark.parametrize(
    "said",
    [
        "Put down Lionel Fox among the contacts, lionel@fox.example, we talked at the fair.",
        "Add Ines Roth as a contact, ines@roth.example, we met at a trade show.",
    ],
)
def test_how_somebody_new_was_met_is_no_report(said: str) -> None:
    (row,) = done(said)
    assert "email" in row


@pytest.mark.parametrize(
    "said",
    [
        "Delete the Globex pilot and create a deal 'Globex garage' 4k instead, same contact",
        "New customer: Tia Green (tia@green.example), she wants consulting, assign her to Benno as a lead",
    ],
)
def test_what_would_be_left_out_is_asked_for(said: str) -> None:
    assert not done(said)


def test_a_new_customer_is_a_person_and_a_deal() -> None:
    rows = done(
        "We have a new customer, Tia Green (tia@green.example). She's after consulting, assign her to Priya as a lead"
    )
    assert {row.get("name") or row["title"] for row in rows} == {"Tia Green", "Consulting"}
    assert [row["assigned_to"] for row in rows if "title" in row] == ["u2"]


def test_a_field_without_its_value_yet_holds_nothing_back() -> None:
    (row,) = done("Add Pia Mont as a contact at Globex. The mail I don't have, only her phone +34 952 555 808.")
    assert row["phone"] == "+34 952 555 808"
