"""What happened and what is planned: type, day and hour, whom it concerns, what it is called and what was said."""

from typing import Any

import pytest

from tests.agent.embedded.desk import days
from tests.agent.embedded.dialogue import Dialogue, difference


def made(*said: str) -> list[dict[str, Any]]:
    """Return the activities that are there at the end of a talk and were not before."""
    talk = Dialogue()
    before = {key: dict(row) for key, row in talk.desk.rows["Activity"].items()}
    for one in said:
        talk.say(one)
    return [row for key, row in talk.desk.rows["Activity"].items() if key not in before]


def changed(said: str) -> list[Any]:
    """Return all that a message changes."""
    talk = Dialogue()
    before = {cls: {key: dict(row) for key, row in rows.items()} for cls, rows in talk.desk.rows.items()}
    talk.say(said)
    return difference(before, talk.desk.rows)


PLANS = [
    (
        "Otto is back in the office on the 2nd of April. Put in a call to him that day, half past ten, about the keys.",
        ("call", "2026-04-02T10:30", "p6", "Call with Otto Kranz about the keys"),
    ),
    (
        "Bob lands on Sunday evening and wants to hear from me the day after, at nine. Put that call into my calendar.",
        ("call", f"{days(5)}T09:00", "p2", "Call with Bob Stone"),
    ),
    (
        "put a welcome call with jane in my diary for tomorrow, 16:00",
        ("call", f"{days(1)}T16:00", "p1", "Welcome call with Jane Doe"),
    ),
    (
        "Book a meeting with Carla for the second Tuesday in April at 9 and name it Site visit",
        ("meeting", "2026-04-14T09:00", "p3", "Site visit"),
    ),
    (
        "Carla has time on the 2nd of April, from three to four in the afternoon. Block that as a meeting with her.",
        ("meeting", "2026-04-02T15:00", "p3", "Meeting with Carla Ruiz"),
    ),
    (
        "Bob is free on Thursday between 10 and 11. Reserve that for a call with him.",
        ("call", f"{days(1)}T10:00", "p2", "Call with Bob Stone"),
    ),
    (
        "Jane said I must send her the security sheet by Friday noon. Please make a task from this.",
        ("task", f"{days(2)}T12:00", "p1", "Send Jane Doe the security sheet"),
    ),
    (
        "Somebody has to tell Jane about the delay. Make that a task for me, due tomorrow.",
        ("task", days(1), "p1", "Tell Jane about the delay"),
    ),
    ("jane, call, thursday, 3pm", ("call", f"{days(1)}T15:00", "p1", "Call with Jane Doe")),
    (
        "meeting with carla on friday at 11, plan it pls",
        ("meeting", f"{days(2)}T11:00", "p3", "Meeting with Carla Ruiz"),
    ),
    (
        "set up a meeting next Monday at 2pm with Jane Doe about the terms, she asked for an agenda beforehand",
        ("meeting", f"{days(5)}T14:00", "p1", "Meeting with Jane Doe about the terms"),
    ),
    ("Remind me tomorrow to book a table for Jane", ("task", days(1), "p1", "Book a table for Jane")),
]


class TestAPlan:
    @pytest.mark.parametrize(("said", "plan"), PLANS)
    def test_has_its_kind_its_day_its_person_and_a_subject_of_its_own(self, said: str, plan: tuple[str, ...]) -> None:
        rows = made(said)

        assert [(row["type"], row["due_date"], row["related_to"], row["subject"]) for row in rows] == [plan]

    def test_keeps_what_is_told_behind_its_subject_as_its_body(self) -> None:
        (row,) = made("set up a meeting next Monday at 2pm with Jane Doe about the terms, she asked for an agenda")

        assert row["description"] == "She asked for an agenda"

    def test_of_several_people_has_the_hour_of_each_and_the_day_and_title_of_all(self) -> None:
        rows = made("I need two calls tomorrow, both titled Budget check: Jane Doe at 10 and Bob Stone at 11.")

        assert {(row["subject"], row["related_to"], row["due_date"]) for row in rows} == {
            ("Budget check", "p1", f"{days(1)}T10:00"),
            ("Budget check", "p2", f"{days(1)}T11:00"),
        }

    def test_that_becomes_a_call_keeps_its_person_and_is_called_so(self) -> None:
        (row,) = made("plan a meeting with bob on thursday at 3", "no, 4pm, and just a call")

        assert (row["type"], row["related_to"], row["subject"]) == ("call", "p2", "Call with Bob Stone")

    def test_is_asked_whose_it_is_and_goes_on_with_the_answer(self) -> None:
        (row,) = made("call with maria on friday at 10, plan it pls", "Silva")

        assert (row["type"], row["related_to"], row["due_date"]) == ("call", "p4", f"{days(2)}T10:00")

    @pytest.mark.parametrize(
        "said",
        [
            "Jane is away on 3 April and on 7 April. Put in a call at half past ten.",
            "Bob lands on Sunday and flies on Tuesday. Plan a call with him at nine.",
            "Remind me the day before the kickoff with Bob to print the agenda.",
        ],
    )
    def test_without_one_clear_day_is_asked_about(self, said: str) -> None:
        assert not changed(said)


LOGS = [
    (
        "Spoke to Jane just now. She says the board only meets on a Thursday, so no answer before. Log it as a call.",
        ("call", days(0), "p1", "only meets on a Thursday"),
    ),
    (
        "Had lunch with Jane Doe last Thursday. Legal wants a shorter notice period. Put that down as a meeting.",
        ("meeting", days(-6), "p1", "shorter notice period"),
    ),
    (
        "Two weeks ago today I had coffee with Otto Kranz, he doubts they move before Easter. Log that as a meeting.",
        ("meeting", days(-14), "p6", "before Easter"),
    ),
    (
        "record a call with jane doe yesterday 15:30: she signs next week",
        ("call", days(-1), "p1", "She signs next week"),
    ),
    ("on Friday I had Bob on the phone about the formats, please log", ("call", days(-5), "p2", "about the formats")),
    ("Tried Jane twice today, no luck. Log a call.", ("call", days(0), "p1", "Tried Jane twice today, no luck.")),
    (
        "note for otto kranz he is moving to the basel office in may",
        ("note", days(0), "p6", "He is moving to the basel"),
    ),
]


class TestAReport:
    @pytest.mark.parametrize(("said", "log"), LOGS)
    def test_has_its_kind_its_day_its_person_and_what_was_said(self, said: str, log: tuple[str, ...]) -> None:
        (row,) = made(said)

        kind, day, whom, text = log
        assert (row["type"], row["completed_at"][:10], row["related_to"]) == (kind, day, whom)
        assert text in row["description"]

    def test_leaves_the_order_to_log_it_out_of_what_was_said(self) -> None:
        (row,) = made("Just off the phone with Otto. He doubts the price. Please log that call.")

        assert "log" not in row["description"].lower()

    def test_comes_with_a_reminder(self) -> None:
        rows = made("Just off the phone with Otto. He doubts the price. Log it and remind me to ring him on Thursday.")

        assert [(row["type"], bool(row.get("completed_at"))) for row in rows] == [("call", True), ("call", False)]

    def test_comes_with_the_change_that_the_story_tells(self) -> None:
        said = "Jane Doe rang back: they take the renewal for 130,000 and sign on 2 April. Log the call and update the deal."
        found = {(what, key): values for what, _, key, values in changed(said)}

        assert found["update", "d2"] == {"amount": 130_000, "expected_close_date": "2026-04-02"}
        assert len(found) == 2

    def test_is_held_back_where_the_change_beside_it_is_not_clear(self) -> None:
        assert not changed("Bob Stone phoned. They want 5,000 off the migration. Log the call and update the deal.")

    def test_of_somebody_who_is_not_known_is_asked_about(self) -> None:
        assert not changed("She called back, all good. Log it.")
