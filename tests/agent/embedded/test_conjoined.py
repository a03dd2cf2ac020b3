"""Several orders in one breath: what they share is said once, and each of them is carried out, or none."""

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
        "Set the quote task to done and the demo data task to done",
        "Mark the quote task and the demo data task as done",
        "The quote task and the demo data task are finished, tick both off",
    ],
)
def test_two_tasks_are_ended_by_one_verb(said: str) -> None:
    ended = {key for what, _, key, fields in changed(said) if what == "update" and fields["completed_at"]}
    assert ended == {"a2", "a6"}


def test_two_tasks_are_deleted_by_one_verb() -> None:
    assert {(what, key) for what, _, key, _ in changed("Delete the quote task and the demo data task")} == {
        ("delete", "a2"),
        ("delete", "a6"),
    }


@pytest.mark.parametrize(
    ("said", "plans"),
    [
        ("Call Bob on Monday and Jane on Tuesday", [("call", "p2", "2026-03-23"), ("call", "p1", "2026-03-24")]),
        (
            "Remind me to call Bob on Monday and to call Jane on Tuesday",
            [("call", "p2", "2026-03-23"), ("call", "p1", "2026-03-24")],
        ),
        (
            "Email Bob on Monday, Jane on Tuesday and Carla on Wednesday",
            [("email", "p2", "2026-03-23"), ("email", "p1", "2026-03-24"), ("email", "p3", "2026-03-25")],
        ),
        ("Call Bob and email Jane on Friday", [("call", "p2", "2026-03-20"), ("email", "p1", "2026-03-20")]),
        (
            "Add a task to send Bob the quote and a call with Jane on Friday",
            [("task", "p2", "2026-03-20"), ("call", "p1", "2026-03-20")],
        ),
    ],
)
def test_each_of_several_plans_gets_its_person_and_its_day(said: str, plans: list[tuple[str, str, str]]) -> None:
    made = [fields for what, cls, _, fields in changed(said) if (what, cls) == ("create", "Activity")]
    assert [(one["type"], one["related_to"], one["due_date"][:10]) for one in made] == plans


@pytest.mark.parametrize(
    ("said", "reports"),
    [
        ("Log a call with Bob and a meeting with Jane", [("call", "p2"), ("meeting", "p1")]),
        ("Had a call with Bob and lunch with Jane yesterday", [("call", "p2"), ("meeting", "p1")]),
        ("Called Bob and emailed Jane", [("call", "p2"), ("email", "p1")]),
        ("Log that I emailed Bob the quote and called Jane about the renewal", [("email", "p2"), ("call", "p1")]),
    ],
)
def test_each_of_two_things_done_is_logged_with_its_person(said: str, reports: list[tuple[str, str]]) -> None:
    made = [fields for what, cls, _, fields in changed(said) if (what, cls) == ("create", "Activity")]
    assert [(one["type"], one["related_to"]) for one in made] == reports
    assert all(one["completed_at"] for one in made)


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Add contacts Ida Berg and Olaf Berg at Globex", ["Ida Berg", "Olaf Berg"]),
        (
            "Add Ida Berg, ida@globex.example, and Olaf Lund, olaf@globex.example, both at Globex",
            ["Ida Berg", "Olaf Lund"],
        ),
    ],
)
def test_two_new_people_share_their_company(said: str, names: list[str]) -> None:
    made = [fields for what, cls, _, fields in changed(said) if (what, cls) == ("create", "Contact")]
    assert [(one["name"], one["company"]) for one in made] == [(name, "c2") for name in names]


def test_two_new_deals_keep_their_own_sums() -> None:
    made = changed("Add a deal for Globex called Night shift, 5k and a deal for Initech called Day shift, 8k")
    assert [(fields["title"], fields["amount"], fields["company"]) for _, _, _, fields in made] == [
        ("Night shift", 5000, "c2"),
        ("Day shift", 8000, "c3"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Don't move the Globex pilot to won and the Store rollout to lost",
        "Delete the quote task and the harvest task",
        "Meeting with Bob tomorrow at 3 and with Jane at 4",
        "Mark the quote task and the demo data task as done, or don't",
    ],
)
def test_nothing_is_done_where_one_of_several_is_unclear_or_it_may_be_one(said: str) -> None:
    assert not changed(said)


def test_what_two_words_name_stays_one() -> None:
    (made,) = changed("Add company Smith and Sons, website smith.example")
    assert made[3]["name"] == "Smith and Sons"
