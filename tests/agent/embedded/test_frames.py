"""Orders that stand among stories and reasons: each is heard with all that is told about it, or nothing is done."""

from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue


def changes(said: str) -> dict[str, dict[str, Any]]:
    """Return the fields that a message changed or made, by record."""
    talk = Dialogue()
    before = {key: dict(row) for rows in talk.desk.rows.values() for key, row in rows.items()}
    talk.say(said)
    now = {key: row for rows in talk.desk.rows.values() for key, row in rows.items()}
    found = {}
    for key in now.keys() | before.keys():
        old, new = before.get(key, {}), now.get(key, {})
        if old != new:
            found[key] = {name: new.get(name) for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return found


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "If only every week were like this. Anyway, the Store rollout has become a proposal.",
            {"d6": {"stage": "proposal"}},
        ),
        ("Store rollout: they signed, at 14k in the end.", {"d6": {"stage": "won", "amount": 14000}}),
        (
            "Globex want everything in one go, so put both their open deals to negotiation.",
            {"d3": {"stage": "negotiation"}},
        ),
        ("Raj is on leave till June. All of his open deals go to Priya.", {"d5": {"assigned_to": "u2"}}),
        ("All of Priya's deals in lead: close date 30 June.", {"d3": {"expected_close_date": "2026-06-30"}}),
    ],
)
def test_a_change_is_made_beside_what_only_tells_why(said: str, made: dict[str, dict[str, Any]]) -> None:
    assert changes(said) == made


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (
            "Carla asked whether we would do a second scanner at the warehouse. About 7,500 I told her. Open it as a lead.",
            "Second scanner at the warehouse",
        ),
        (
            "Jane wants training for the new starters, 4k. New deal please with her as the contact.",
            "Training for the new starters",
        ),
    ],
)
def test_what_somebody_wants_is_the_title_of_his_deal(said: str, title: str) -> None:
    (made,) = changes(said).values()
    assert made["title"] == title
    assert made["stage"] == "lead"
    assert made["contact"] in ("p1", "p3")


def test_what_happened_after_a_question_that_asks_nothing_is_logged_on_its_day() -> None:
    (made,) = changes(
        "Remember that coffee with Jane I kept putting off? Well, yesterday it happened, an hour, mostly about prices. "
        "Should be on record as a meeting."
    ).values()
    assert (made["type"], made["completed_at"], made["related_to"]) == ("meeting", "2026-03-17", "p1")
    assert "prices" in made["description"]


def test_a_promise_becomes_a_task_with_its_hour() -> None:
    (made,) = changes("I promised Jane the price list by Friday noon and I know myself. Make it a task.").values()
    assert (made["type"], made["due_date"], made["related_to"]) == ("task", "2026-03-20T12:00", "p1")
    assert "price list" in made["subject"]


def test_a_contact_who_comes_with_a_new_company_works_there() -> None:
    made = changes("Add the company Larkfield Tiles and a contact there, Petra Moss, petra@larkfield.example")
    company = next(key for key, one in made.items() if one["class"] == "Company")
    contact = next(one for one in made.values() if one["class"] == "Contact")
    assert (contact["name"], contact["company"]) == ("Petra Moss", company)


def test_an_address_goes_on_to_the_town() -> None:
    (made,) = changes("New company: Larkfield Tiles, Mill Lane 12, Leeds, building materials").values()
    assert (made["name"], made["address"]) == ("Larkfield Tiles", "Mill Lane 12, Leeds")


@pytest.mark.parametrize(
    "said",
    [
        "Could we have the quote for Acme one day earlier, same hour?",
        "put the frobnicator deal at Acme to won",
        "when the contract is signed, set Store rollout to won",
        "Globex pilot is hers, not the annual plan, but I'm not sure.",
        "Store rollout qualified proposal won",
        "The Store rollout goes to Priya once Raj is back.",
    ],
)
def test_what_names_no_record_or_waits_for_something_changes_nothing(said: str) -> None:
    assert not changes(said)
