"""Orders that lack only the new value: it is asked for, and the next message gives it."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def row(talk: Dialogue, cls: str, key: str) -> dict:  # type: ignore[type-arg]
    return dict(talk.desk.rows[cls][key])


@pytest.mark.parametrize(
    ("said", "answer", "cls", "key", "field", "value"),
    [
        ("change the amount of the pilot", "61,000", "Deal", "d3", "amount", 61_000),
        ("Please help me change the amount of the pilot", "To 61,000", "Deal", "d3", "amount", 61_000),
        ("change the close date of the pilot", "5 May", "Deal", "d3", "expected_close_date", "2026-05-05"),
        ("move the pilot", "to proposal", "Deal", "d3", "stage", "proposal"),
        ("reassign the pilot", "Raj", "Deal", "d3", "assigned_to", "u3"),
        ("change the owner of the pilot", "to me", "Deal", "d3", "assigned_to", "u1"),
        ("set the contact on the pilot", "Jane", "Deal", "d3", "contact", "p1"),
        ("rename the renewal", "Globex phase 1", "Deal", "d2", "title", "Globex phase 1"),
        ("update Jane's phone number", "0170 555 99", "Contact", "p1", "phone", "0170 555 99"),
        ("move the kickoff with Bob", "to Friday", "Activity", "a3", "due_date", "2026-03-20T14:00"),
    ],
)
def test_the_value_that_was_not_said_is_asked_for(
    said: str, answer: str, cls: str, key: str, field: str, value: object
) -> None:
    talk = Dialogue()
    before = row(talk, cls, key)
    assert talk.say(said).endswith(("?", "."))
    assert row(talk, cls, key) == before
    talk.say(answer)
    assert row(talk, cls, key)[field] == value


@pytest.mark.parametrize("said", ["update the pilot", "change the amount"])
def test_what_names_no_record_and_no_field_asks_for_no_value(said: str) -> None:
    talk = Dialogue()
    talk.say(said)
    talk.say("61,000")
    assert row(talk, "Deal", "d3")["amount"] == 15_000


def test_lakhs_are_a_hundred_thousand() -> None:
    talk = Dialogue()
    talk.say("pilot budget 27.5L now, pls update amt")
    assert row(talk, "Deal", "d3")["amount"] == 2_750_000


def test_hasty_words_are_heard() -> None:
    answer = Dialogue().say("what wld my open pipeline be if the renewal went to 150k? just curious dont change it")
    assert "295,000" in answer
