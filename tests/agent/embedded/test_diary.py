"""Orders about activities that exist: which one is meant, and what shall happen to it."""

from typing import Any

import pytest

from tests.agent.embedded.desk import days
from tests.agent.embedded.dialogue import Dialogue, difference

DIARY: dict[str, dict[str, Any]] = {
    "b1": {"type": "task", "subject": "Follow up", "related_to": "d4", "due_date": days(3)},
    "b2": {"type": "task", "subject": "Follow up", "related_to": "d2", "due_date": days(-3)},
    "b3": {"type": "meeting", "subject": "Warehouse walk with Maria", "related_to": "p4", "due_date": f"{days(1)}T11:00"},
    "b4": {"type": "meeting", "subject": "Price talk", "related_to": "p6", "due_date": f"{days(5)}T09:00"},
    "b5": {"type": "meeting", "subject": "Contract terms", "related_to": "p6", "due_date": f"{days(5)}T10:30"},
    "b6": {"type": "meeting", "subject": "Wi-Fi check at Hooli", "related_to": "d5", "due_date": f"{days(0)}T15:00"},
    "b7": {"type": "task", "subject": "Renew the parking permit", "due_date": days(4)},
}  # fmt: skip
"""Beside what the world of the tests has: the follow-ups stand at deals, two meetings with Otto on Monday."""


def done(*said: str) -> list[tuple[str, str, Any]]:
    """Return what changed in the diary: what was done to which activity, and the new values."""
    talk = Dialogue()
    for key, row in DIARY.items():
        talk.desk.rows["Activity"][key] = {**talk.desk.rows["Activity"]["a3"], "id": key, "related_to": None, **row}
    before = {cls: {key: dict(row) for key, row in rows.items()} for cls, rows in talk.desk.rows.items()}
    for text in said:
        talk.say(text)
    return sorted((what, key, fields.get("due_date")) for what, _, key, fields in difference(before, talk.desk.rows))


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Please move the follow-up for Bob Stone to 27 March.", [("update", "b1", "2026-03-27")]),
        ("Jane Doe follow up: 25 March instead", [("update", "b2", "2026-03-25")]),
        ("Put all my overdue follow-ups on Monday.", [("update", "b2", "2026-03-23")]),
        ("today's wi-fi check -> tomorrow 9:30", [("update", "b6", "2026-03-19T09:30")]),
        ("Maria's train is late tomorrow. Shift all my meetings that day back by 30 minutes.",
         [("update", "a3", "2026-03-19T14:30"), ("update", "b3", "2026-03-19T11:30")]),
        ("Could my first meeting on Monday begin half an hour earlier?",
         [("update", "b4", "2026-03-23T08:30")]),
        ("Bob is ill tomorrow, so let's have the kickoff on Friday at 10", [("update", "a3", "2026-03-20T10:00")]),
        ("Swap the times of the price talk and the contract terms.",
         [("update", "b4", "2026-03-23T10:30"), ("update", "b5", "2026-03-23T09:00")]),
    ],
)  # fmt: skip
def test_the_activity_that_was_named_is_put_off(said: str, made: list[tuple[str, str, str]]) -> None:
    assert done(said) == made


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("The quote has gone out to Jane, you can tick that task off.", "a2"),
        ("They renewed my parking permit this morning. That task is finished.", "b7"),
        ("Demo data is prepared, you can tick it off.", "a6"),
    ],
)
def test_what_is_told_to_be_done_names_its_activity(said: str, key: str) -> None:
    assert [one[:2] for one in done(said)] == [("update", key)]


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("Otto is away on Monday. Cancel everything I have with him then.", ["b4", "b5"]),
        ("I am not in the office before noon tomorrow, so cancel every meeting I've got before then.", ["b3"]),
        ("Delete the reminder about the parking permit.", ["b7"]),
        ("Otto called in sick. Cancel my next meeting with him.", ["b4"]),
    ],
)
def test_only_what_was_told_of_is_called_off(said: str, keys: list[str]) -> None:
    assert [one[:2] for one in done(said)] == [("delete", key) for key in keys]


@pytest.mark.parametrize(
    "said",
    [
        "Move the site visit with Bob to Thursday next week.",  # he has a kickoff and a follow-up
        "The follow-up for Otto: Friday instead.",
        "Cancel the call with Maria Silva.",
        "The price talk with Otto was cancelled.",
        "Swap the times of the price talk and the kickoff.",  # of different days
        "Should I move the price talk to Tuesday?",
        "Don't move the follow-up for Bob.",
    ],
)
def test_no_other_activity_of_somebody_is_touched(said: str) -> None:
    assert done(said) == []
