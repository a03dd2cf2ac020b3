"""Orders on sets of records: every condition that was said stands in what is done, or nothing is done."""

from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue

INITECH, ROLLOUT, PILOT = "d4", "d6", "d3"
RENEWAL, PLAN, ANALYTICS, FLEET, TRAINING = "d2", "d1", "d5", "d7", "d8"


def changes(said: str, talk: Dialogue | None = None) -> dict[str, dict[str, Any]]:
    """Return the fields that a message changed, by record; those of a deleted one are empty."""
    talk = talk or Dialogue()
    before = {key: dict(row) for rows in talk.desk.rows.values() for key, row in rows.items()}
    talk.say(said)
    now = {key: row for rows in talk.desk.rows.values() for key, row in rows.items()}
    changed = {key: now.get(key, {}) for key in now.keys() | before.keys() if before.get(key) != now.get(key)}
    return {
        key: {name: value for name, value in row.items() if before.get(key, {}).get(name) != value}
        for key, row in changed.items()
    }


def owners(said: str) -> dict[str, str]:
    """Return who got which deal by a message."""
    return {key: row.get("assigned_to", "?") for key, row in changes(said).items()}


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Raj has had twins. Priya takes over everything open that is on his desk.", {ANALYTICS: "u2"}),
        ("Tom moves to the office in Oslo, so his leads pass to Lena.", {INITECH: "u4", ROLLOUT: "u4"}),
        ("pass all the negotiations that Tom is handling to Lena", {RENEWAL: "u4"}),
        ("Raj has hurt his back. Please hand everything he has in proposal to Lena.", {ANALYTICS: "u4"}),
        ("Tom has too much to do. Give Lena his leads.", {INITECH: "u4", ROLLOUT: "u4"}),
        ("Lena takes over all of Tom's leads", {INITECH: "u4", ROLLOUT: "u4"}),
        ("all the leads Tom looks after go to Raj", {INITECH: "u3", ROLLOUT: "u3"}),
        ("hand everything in lead over to lena, whoever it belongs to", dict.fromkeys((INITECH, ROLLOUT, PILOT), "u4")),
        (
            "Lena has been with us for a year now. Assign all leads belonging to Tom to her.",
            {INITECH: "u4", ROLLOUT: "u4"},
        ),
    ],
)
def test_whose_the_records_are_is_kept(said: str, made: dict[str, str]) -> None:
    assert owners(said) == made


@pytest.mark.parametrize(
    "said",
    [
        "Tom is ill and Raj is at a fair. All his leads go to Priya",  # whose?
        "All his leads go to Priya",
        "pass all the leads she has to Raj",
        "Don't give Tom's leads to Priya",
        "If Tom agrees, all his leads go to Priya",
        "Should all of Tom's leads go to Priya?",
        "Raj thinks all of Tom's leads should go to Priya",
        "give Raj half of Tom's leads",
        "give all good leads to Raj",
        "give the bigger ones to Raj",
    ],
)
def test_nothing_is_done_where_it_is_not_clear_which_are_meant(said: str) -> None:
    assert not changes(said)


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("the rollout leads go to Raj", {ROLLOUT: "u3"}),
        ("Tom's migration leads should be with Raj", {INITECH: "u3"}),
        ("Transfer every lead in Austin to Lena", {INITECH: "u4"}),
        ("Transfer every lead in Toronto to Lena", {}),
        ("My leads need fresh eyes. Move the rollout ones to Raj and the migration ones to Lena.", {ROLLOUT: "u3", INITECH: "u4"}),
        ("Pass Tom's leads to Raj except for the rollout", {INITECH: "u3"}),
        ("Only Tom's leads go to Raj, the others stay where they are.", {INITECH: "u3", ROLLOUT: "u3"}),
        ("Priya and Tom will trade leads with each other", {INITECH: "u2", ROLLOUT: "u2", PILOT: "u1"}),
        ("please swap Priya's and Raj's open deals", {PILOT: "u3", ANALYTICS: "u2"}),
    ],
)  # fmt: skip
def test_titles_places_and_exceptions_are_conditions(said: str, made: dict[str, str]) -> None:
    assert owners(said) == made


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "raise the amount of all leads by 10%, no matter who has them",
            {PILOT: 16500, INITECH: 82500, ROLLOUT: 24200},
        ),
        ("add 500 to the amount of all open Globex deals", {PILOT: 15500, RENEWAL: 120500}),
        ("knock 10% off every proposal", {ANALYTICS: 57600}),
        ("put 5,000 on every lead that has none", {}),
    ],
)
def test_amounts_of_sets_change(said: str, made: dict[str, int]) -> None:
    assert {key: row["amount"] for key, row in changes(said).items()} == made


def test_what_was_told_before_is_changed() -> None:
    made = changes("My leads are all budgeted now. Move them to qualified.")
    assert made == {INITECH: {"stage": "qualified"}, ROLLOUT: {"stage": "qualified"}}


def test_a_condition_of_the_time_looks_back_at_what_is_over() -> None:
    talk = Dialogue()
    talk.desk.rows["Deal"][TRAINING]["expected_close_date"] = "2026-02-10"
    talk.desk.rows["Deal"]["d9"] = {**talk.desk.rows["Deal"][TRAINING], "id": "d9", "expected_close_date": "2026-03-05"}
    assert changes("remove every lost deal that closed before 1 March, across the team", talk) == {TRAINING: {}}


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("erase lost deals below 9k regardless of owner", {TRAINING}),
        ("erase lost deals above 9k regardless of owner", set()),
        ("delete client Maria Lopez", {"p5"}),
        ("Maria Lopez and Otto Kranz have both moved abroad. Remove the two customers.", {"p5", "p6"}),
    ],
)
def test_only_what_was_meant_is_deleted(said: str, gone: set[str]) -> None:
    assert set(changes(said)) == gone


def test_a_customer_goes_with_the_deal() -> None:
    assert {"p2", INITECH} <= set(changes("delete the customer Bob Stone"))


def test_who_was_not_heard_from_neither_answered_himself() -> None:
    talk = Dialogue()
    talk.desk.rows["Activity"]["a9"] = {
        "class": "Activity", "id": "a9", "type": "email", "subject": "Answer", "related_to": "p2", "completed_at": "2026-03-10", "created_by": "u1"
    }  # fmt: skip
    made = changes("assign all leads that nobody has spoken to in the last month to Raj", talk)
    assert set(made) == {ROLLOUT, PILOT}


def test_a_note_is_added_to_each() -> None:
    made = changes('add the note "price list sent" to each of my deals in lead')
    assert set(made) == {INITECH, ROLLOUT}
    assert "price list sent" in made[INITECH]["notes"]


def test_those_that_have_no_date_get_one_and_the_others_keep_theirs() -> None:
    said = "Set the expected close date to 31 May for all open deals that do not have one."
    done = changes(said)
    assert set(done) == {INITECH, ROLLOUT, PILOT}


def test_those_that_have_a_date_get_another() -> None:
    assert not {INITECH, ROLLOUT, PILOT} & set(changes("Set the close date to 31 May for all deals that have one"))
