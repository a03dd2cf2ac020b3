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
