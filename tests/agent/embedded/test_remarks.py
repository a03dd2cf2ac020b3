"""What stands around an order and belongs to no other one: where a firm is, how long somebody is away, why one asks."""

import copy
from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue, difference


def changed(said: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Return what a message changes."""
    talk = Dialogue()
    before = copy.deepcopy(talk.desk.rows)
    talk.say(said)
    return difference(before, talk.desk.rows)


@pytest.mark.parametrize(
    "said",
    [
        "New company Kestrel Foods, it's in Leeds",
        "New company Kestrel Foods, they're based in Leeds",
    ],
)
def test_a_new_company_is_where_it_is_told_to_be(said: str) -> None:
    ((what, cls, _, fields),) = changed(said)
    assert (what, cls, fields["name"], fields["address"]) == ("create", "Company", "Kestrel Foods", "Leeds")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("new company Harbour Works", "Harbour Works"),
        ("New company Bright Move Kitchens, website bright.example", "Bright Move Kitchens"),
    ],
)
def test_a_name_goes_on_as_long_as_its_words_have_capitals(said: str, name: str) -> None:
    ((_, cls, _, fields),) = changed(said)
    assert (cls, fields["name"]) == ("Company", name)


def test_how_long_somebody_is_away_changes_nothing_of_an_order() -> None:
    assert changed("Give the Globex pilot to Raj until he's back from leave") == changed("Give the Globex pilot to Raj")


def test_whose_a_deal_is_can_be_told_beside_its_name() -> None:
    assert changed("Move the Globex pilot, the one Priya runs, to proposal") == [
        ("update", "Deal", "d3", {"stage": "proposal"})
    ]


@pytest.mark.parametrize(
    "said", ["Can you lower the Store rollout with 4 thousand?", "lower the Store rollout by 4,000"]
)
def test_a_sum_is_lowered_with_or_by_a_step(said: str) -> None:
    assert changed(said) == [("update", "Deal", "d6", {"amount": 18000})]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Update the kickoff with Bob: it is due Friday", "2026-03-20"),
        ("Update the quote task, due date is Monday", "2026-03-23"),
    ],
)
def test_an_update_of_an_activity_is_no_update_of_a_deal(said: str, day: str) -> None:
    ((what, cls, _, fields),) = changed(said)
    assert (what, cls, fields["due_date"][:10]) == ("update", "Activity", day)


@pytest.mark.parametrize(
    "said",
    [
        "put all the deals in the stage lead to closing Friday",
        "move everything in lead stage forward",
        "The kickoff with Bob got called off, tick it",
        "Add Ida Berg at Globex as a contact and assign her to Ben",
        "Don't move the Globex pilot to won and the Store rollout to lost",
    ],
)
def test_what_may_be_meant_otherwise_is_asked_first(said: str) -> None:
    assert not changed(said)
