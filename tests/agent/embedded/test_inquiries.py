"""Questions that no rule reads word by word: the kind of question is heard, names and values are placed."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("tell me who do we know at globex", "Jane Doe"),
        ("Please the titles of my opened deals which are more than 50 thousands", "Globex renewal"),
        ("who do i talk to about the globex renewal?", "jane@globex.example"),
        ("what is my largest deal?", "Globex renewal"),
        ("any deals w/o a close date?", "Globex pilot"),
        ("companies whose industry is Energy", "Globex"),
    ],
)
def test_a_question_finds_its_answer(said: str, answer: str) -> None:
    assert answer in Dialogue().say(said)


def test_a_figure_for_each_person_is_a_table_by_person() -> None:
    answer = Dialogue().say("I need to know how much each of the reps has in won deals, one figure per rep")
    assert "90,000" in answer
    assert "assigned to" in answer


def test_a_sentence_that_asks_twice_is_answered_twice() -> None:
    answer = Dialogue().say("What is my biggest open deal, and how much are all my open deals worth together?")
    assert "Globex renewal" in answer
    assert "Total amount" in answer


def test_what_was_said_the_last_time_is_answered_in_its_own_words() -> None:
    talk = Dialogue()
    next(iter(talk.desk.rows["Activity"].values()))["description"] = "She wants it phased."
    assert "She wants it phased." in talk.say("when was our last contact with Jane Doe, and what was said?")


def test_a_word_that_may_be_a_condition_is_never_passed_over() -> None:
    assert "Globex renewal" not in Dialogue().say("which of my deals are flurbished?")
