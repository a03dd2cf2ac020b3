"""New deals, contacts and companies as people tell of them: what is made, which value is whose, and what is asked."""

from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue


def made(said: str) -> list[dict[str, Any]]:
    """Return the records that a message makes, without empty fields."""
    talk = Dialogue()
    known = {key for rows in talk.desk.rows.values() for key in rows}
    talk.say(said)
    rows = [row for rows in talk.desk.rows.values() for key, row in rows.items() if key not in known]
    return [{name: value for name, value in row.items() if value not in (None, "")} for row in rows]


def one(said: str) -> dict[str, Any]:
    """Return the only record that a message makes."""
    (row,) = made(said)
    return row


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (
            "Bob is after a second coffee machine for the canteen, roughly 3,200 he says. Put it in as a lead.",
            "Second coffee machine for the canteen",
        ),
        (
            "Carla would like twelve parking sensors for the yard in Leeds. Open a deal for that, 14,000.",
            "Twelve parking sensors for the yard in Leeds",
        ),
        ("new deal Globex, valve refurbishment, 7.5k, contact Jane", "Valve refurbishment"),
        ("create a deal for umbra called winter tyres eleven thousand contact is maria silva", "winter tyres"),
        (
            "I need a deal for Initech. Name is Initech quick check, value 15 000, the person is Bob.",
            "Initech quick check",
        ),
    ],
)
def test_all_words_of_what_a_deal_is_about_are_its_title(said: str, title: str) -> None:
    assert one(said)["title"] == title


def test_a_colleague_for_whom_a_deal_is_opened_owns_it_and_is_no_title() -> None:
    deal = one(
        "please open a deal for Priya: Acme, loading dock repair, 5,200, Carla decides, close date 31 May. "
        "It should be assigned to her, not to me."
    )
    assert (deal["title"], deal["assigned_to"]) == ("Loading dock repair", "u2")
    assert (deal["company"], deal["contact"], deal["expected_close_date"]) == ("c1", "p3", "2026-05-31")


def test_a_formal_order_with_all_parts_is_done() -> None:
    deal = one(
        'Set up a deal named "Northwind canteen" for Raj: 26,000, stage qualified, contact Maria Lopez at Northwind, '
        "expected close 15 January 2027."
    )
    assert (deal["title"], deal["stage"], deal["amount"]) == ("Northwind canteen", "qualified", 26_000)
    assert (deal["contact"], deal["company"], deal["assigned_to"]) == ("p5", "c7", "u3")


@pytest.mark.parametrize(
    "said",
    [
        "Add Peter Lund as a contact at Initech, no phone yet",
        "Add Peter Lund as a contact at Initech, I don't have his number yet.",
        "new contact at Initech: Peter Lund, phone unknown",
    ],
)
def test_what_is_not_there_yet_stands_in_no_way(said: str) -> None:
    contact = one(said)
    assert (contact["name"], contact["company"]) == ("Peter Lund", "c3")
    assert "phone" not in contact


def test_a_story_of_several_sentences_is_one_contact() -> None:
    contact = one(
        "There's a new site manager at Globex, Aled Price, he handles all orders. No email yet but he gave me "
        "01743 555 902. Can you save him?"
    )
    assert (contact["name"], contact["phone"], contact["company"]) == ("Aled Price", "01743 555 902", "c2")


def test_an_address_tells_the_name_of_a_signature() -> None:
    contact = one(
        "save this person please\n--\nTeresa Quint\nHead of Purchasing\nUmbra Logistics\nT +44 1482 555 640\n"
        "teresa.quint@umbra.example"
    )
    assert (contact["name"], contact["company"]) == ("Teresa Quint", "c6")


def test_a_friend_of_somebody_is_called_by_his_own_name() -> None:
    said = "Add Priya's friend Dan Moss at Globex as a contact, dan.moss@globex.example"
    assert one(said)["name"] == "Dan Moss"


def test_a_new_customer_is_a_contact_and_the_deal_he_is_interested_in() -> None:
    contact, deal = made(
        "Please add a new customer.\nName: Ida Holm\nE-mail: ida@holm.example\nPhone: +44 20 7946 0181\n"
        "Status: qualified\nProduct interest: Archive scanner\nRep: Raj"
    )
    assert (contact["name"], contact["email"]) == ("Ida Holm", "ida@holm.example")
    assert (deal["title"], deal["stage"], deal["assigned_to"]) == ("Archive scanner", "qualified", "u3")
    assert deal["contact"] == contact["id"]


def test_a_lead_of_mine_is_assigned_to_me() -> None:
    _, deal = made("new lead for me: Dora Weiss, Acme, dora.weiss@acme.example, wants a demo kit")
    assert (deal["title"], deal["stage"], deal["assigned_to"]) == ("Demo kit", "lead", "u1")


def test_a_company_and_who_works_there_are_entered_both() -> None:
    company, contact = made(
        "Somebody new! Company is Lindal Foods in Turku, the buyer there is Eva Lind, eva@lindalfoods.example. "
        "Enter both please"
    )
    assert (company["name"], company["address"]) == ("Lindal Foods", "Turku")
    assert (contact["name"], contact["company"]) == ("Eva Lind", company["id"])


def test_a_value_may_be_a_word_of_somebody_elses_name() -> None:
    company = one("Could you create Ribe Dairy as a company? Website is ribedairy.example, industry Logistics.")
    assert (company["name"], company["industry"]) == ("Ribe Dairy", "Logistics")


@pytest.mark.parametrize(
    "said",
    [
        "save this person please",
        "We might need a new contact at Acme.",
        "Don't create a deal for Acme yet.",
        "If Jane calls, create a deal for Globex.",
        "Should I create a contact for Peter Lund?",
        "New deal for Northwind with the budget as the amount",
        "Jane ordered office chairs, 40 of them. New deal, 8,000",
        "Make a new deal for the annual service at Umbra, 12 visits a year, 6,000",
        'Open a deal "Fleet washing" for Umbra Logistics, same price as the Fleet tracking deal',
    ],
)
def test_what_is_no_order_or_found_no_place_makes_nothing(said: str) -> None:
    assert not made(said)
