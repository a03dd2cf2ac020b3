"""What is taken back while it is said, sums that only compare, and colleagues who are meant by "him"."""

from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue

TAKEN_BACK = {
    "Move the Store rollout to negotiation no sorry to proposal": {"d6": {"stage": "proposal"}},
    "Set the Store rollout to 20k, no, 25k": {"d6": {"amount": 25000}},
    "the globex pilot closes on 3 May no wait 5 May": {"d3": {"expected_close_date": "2026-05-05"}},
    "give the store rollout to lena i mean priya": {"d6": {"assigned_to": "u2"}},
    "The Store rollout isn't just a lead any more, it's a proposal.": {"d6": {"stage": "proposal"}},
}
COMPARED = {
    "Two sites fall away, that makes the Store rollout 3,000 smaller than it was. Please adjust.": 19000,
    "Store rollout comes out 2,500 higher than we had": 24500,
    "Store rollout: 1,500 less than before": 20500,
    "The Store rollout is 3k cheaper now": 19000,
    "The Store rollout will be 20,000, down from 22,000": 20000,
}
UNCLEAR = [
    "Globex pilot closes on 3 May, no, the 4th",
    "plan a call with Carla about the roof no a meeting on Tuesday",
    "Move the kickoff with Bob to Monday at 3 o'clock, no, Tuesday",
    "The Store rollout is now 4,000 below the Globex pilot",
    "Raj and Priya both know trucks. Let her have the Store rollout.",
    "Store rollout: six carers at 2,350 each per month",
    "If only Carla signs, move the Store rollout to won.",
]


def changes(said: str) -> dict[str, dict[str, Any]]:
    """Return the fields that a message changed or made, by record."""
    talk = Dialogue()
    before = {key: dict(row) for rows in talk.desk.rows.values() for key, row in rows.items()}
    talk.say(said)
    now = {key: row for rows in talk.desk.rows.values() for key, row in rows.items()}
    found = {}
    for key, row in now.items():
        old = before.get(key, {})
        fresh = {name: value for name, value in row.items() if old.get(name) != value}
        if fresh:
            found[key] = fresh
    return found


@pytest.mark.parametrize("said", TAKEN_BACK)
def test_the_second_of_two_values_is_meant_where_the_first_is_taken_back(said: str) -> None:
    assert changes(said) == TAKEN_BACK[said]


@pytest.mark.parametrize("said", COMPARED)
def test_a_sum_that_compares_tells_by_how_much_the_amount_changes(said: str) -> None:
    assert changes(said) == {"d6": {"amount": COMPARED[said]}}


@pytest.mark.parametrize("said", UNCLEAR)
def test_what_may_be_meant_otherwise_changes_nothing(said: str) -> None:
    assert changes(said) == {}


def test_a_plan_is_of_the_type_that_was_said_last() -> None:
    (made,) = changes("put down a call no not a call a task for me check the papers on Tuesday").values()
    assert (made["type"], made["subject"]) == ("task", "Check the papers")


def test_the_hour_that_was_said_last_is_taken() -> None:
    (made,) = changes("book a meeting at 3 no 4 tomorrow with Carla about the roof").values()
    assert str(made["due_date"]).endswith("T16:00")


def test_a_no_that_belongs_to_a_report_is_no_correction() -> None:
    (made,) = changes("Log a call with Carla: she said no, Tuesday is bad, Wednesday is fine").values()
    assert made["description"] == "She said no, Tuesday is bad, Wednesday is fine"


def test_him_is_the_colleague_who_has_time() -> None:
    assert changes("Tom is snowed under, and Raj once ran a depot himself. Let him have the Store rollout.") == {
        "d6": {"assigned_to": "u3"}
    }


def test_making_a_change_takes_nothing_back() -> None:
    assert changes("We're moving the Store rollout to Raj. Can you make that change in the crm?") == {
        "d6": {"assigned_to": "u3"}
    }


def test_that_friday_is_the_one_of_the_week_that_was_named() -> None:
    (made,) = changes("Carla is in town next week, book a meeting with her that Thursday at 10").values()
    assert str(made["due_date"]) == "2026-03-26T10:00"
