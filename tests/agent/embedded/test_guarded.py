"""What is not done although it could be read: for another person, from a word of a story, without its title."""

import copy
from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue, difference


def changes(text: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    talk = Dialogue()
    before = copy.deepcopy(talk.desk.rows)
    talk.say(text)
    return difference(before, talk.desk.rows)


def test_nobody_gets_what_is_told_of_somebody_new_at_his_company() -> None:
    said = "I got talking to Ida Berg from Globex at a fair and she wants a demo. Put her in, her email is ida@globex.example."
    assert not [one for one in changes(said) if one[0] == "update"]


@pytest.mark.parametrize(
    "said",
    [
        "Jane Doe likes to do things by phone. Delete all my upcoming meetings with Bob Stone.",
        "Bob Stone prefers to do everything by email. Cancel the kickoff with him.",
    ],
)
def test_what_somebody_likes_is_no_activity(said: str) -> None:
    assert not [one for one in changes(said) if one[0] == "create"]


def test_a_title_that_was_given_for_two_is_not_lost() -> None:
    said = "I need two meetings on Friday, one with Jane Doe at 11 and one with Bob Stone at 4 in the afternoon. Both are called Spring survey."
    made = [fields for what, _, _, fields in changes(said) if what == "create"]
    assert all("Spring survey" in f"{fields.get('subject')}{fields.get('description')}" for fields in made)


def test_a_sum_beside_a_new_stage_is_not_lost() -> None:
    done = changes("The Hooli analytics is signed, set it to won with 71,500 and remind me on Friday to write to Otto")
    assert all(fields.get("amount") == 71_500 for _, cls, _, fields in done if cls == "Deal")


def test_a_deal_that_is_there_is_not_made_once_more_by_other_words() -> None:
    done = changes(
        "The rollout for the store has a budget at last, thirty thousand! Put it in before they think twice."
    )
    assert not [one for one in done if one[0] == "create"]


def test_a_name_ends_where_the_next_thing_is_told() -> None:
    done = changes("save a person for me ida berg freelance roof inspector no company her number is 555 0199 887")
    assert all(len(str(fields.get("name")).split()) <= 3 for _, cls, _, fields in done if cls == "Contact")


@pytest.mark.parametrize(
    "said",
    [
        "The kickoff with Bob has not been completed, there was a small accident",
        "Kickoff with Bob was wrongly set to done",
        "reopen the kickoff with Bob",
    ],
)
def test_what_is_open_again_is_not_ended(said: str) -> None:
    assert not [one for one in changes(said) if "completed_at" in one[3]]


def test_an_address_is_written_down_whole() -> None:
    done = changes("Globex has moved into a new building, Waterkant 5 in Zwolle. Please correct their address.")
    assert [fields.get("address") for _, cls, _, fields in done if cls == "Company"] == ["Waterkant 5 in Zwolle"]
