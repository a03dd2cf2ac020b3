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


def test_from_when_somebody_else_owns_a_deal_is_no_day_of_the_deal() -> None:
    assert changed("The Globex pilot should belong to Raj from today") == changed("Give the Globex pilot to Raj")


def test_that_something_is_needed_no_longer_is_a_reason_and_forbids_nothing() -> None:
    said = "We don't need the quote task any more, she has it already, so just delete it"
    assert changed(said) == changed("Delete the quote task") != []


def test_another_address_is_the_new_one() -> None:
    assert changed("Bob Stone has other email now: bob@kestrel.example") == [
        ("update", "Contact", "p2", {"email": "bob@kestrel.example"})
    ]


def test_as_what_an_activity_is_put_in_is_its_kind_and_no_part_of_its_name() -> None:
    ((what, cls, _, fields),) = changed("put that site visit in as a meeting, Friday 9am")
    assert (what, cls, fields["subject"], fields["type"]) == ("create", "Activity", "Site visit", "meeting")


def test_a_title_holds_both_things_that_are_sold() -> None:
    ((_, _, _, fields),) = changed("New deal for Globex: chairs and tables, 5k")
    assert fields["title"].casefold() == "chairs and tables"


def test_the_stage_of_a_new_deal_can_be_told_at_the_end() -> None:
    ((_, cls, _, fields),) = changed(
        "Please make a deal for Globex, packing line, 54,000 euro, the offer is already sent so stage proposal."
    )
    assert (cls, fields["amount"], fields["stage"]) == ("Deal", 54000, "proposal")


def test_calls_with_two_people_are_one_with_each() -> None:
    made = changed("Log calls with Bob and Jane")
    assert [(what, cls, fields["related_to"]) for what, cls, _, fields in made] == [
        ("create", "Activity", "p2"),
        ("create", "Activity", "p1"),
    ]
