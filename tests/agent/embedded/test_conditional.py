"""Orders that depend on what the CRM knows: it is looked up, told, and only what follows from it is done."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue, difference

Change = tuple[str, str, dict[str, Any]]


def said(*messages: str) -> tuple[str, list[Change]]:
    """Return the last answer to messages, and what they changed: what, which record, its new values."""
    talk = Dialogue()
    before = copy.deepcopy(talk.desk.rows)
    answer = ""
    for message in messages:
        answer = talk.say(message)
    found = difference(before, talk.desk.rows)
    return answer, [
        (what, key, {name: value for name, value in new.items() if value is not None}) for what, _, key, new in found
    ]


def only(changes: list[Change]) -> tuple[str, str]:
    """Return what was done to which record, where it was only one."""
    assert len(changes) == 1, changes
    return changes[0][0], changes[0][1]


class TestContact:
    @pytest.mark.parametrize(
        ("message", "stage"),
        [
            ("If there has been no word from Maria Silva for a month, put Fleet tracking to lost.", "lost"),
            ("Set Fleet tracking to lost if nobody has called Maria Silva since the start of March.", "lost"),
            ("Has Maria Silva been quiet for two months? Then set her deal to lost. If not, move it to lead.", "lead"),
            ("If our last contact with Maria Silva is more than five weeks old, set Fleet tracking to lost.", "lost"),
            (
                "Has Maria Silva replied since Monday? If she has, move Fleet tracking to proposal, if not to lost.",
                "lost",
            ),
        ],
    )
    def test_silence_is_measured_by_the_last_contact(self, message: str, stage: str) -> None:
        answer, changes = said(message)
        assert changes == [("update", "d7", {"stage": stage})]
        assert "6 Feb 2026" in answer

    def test_what_does_not_hold_changes_nothing_and_is_told(self) -> None:
        answer, changes = said("If Jane Doe hasn't answered for three weeks, set the Globex renewal to lost.")
        assert not changes
        assert "12 Mar 2026, so nothing was changed" in answer

    def test_of_several_people_of_that_name_it_asks(self) -> None:
        answer, changes = said("If Maria hasn't written for two weeks, set Fleet tracking to lost.")
        assert not changes and "Which" in answer

    def test_who_is_not_to_be_called_her_is_named(self) -> None:
        _, changes = said("If nobody has rung Maria Silva this month, plan a call with her for Friday.")
        assert only(changes)[0] == "create" and changes[0][2]["subject"] == "Call with Maria Silva"


class TestValues:
    @pytest.mark.parametrize(
        ("message", "key", "new"),
        [
            ("If Annual plan is still qualified, move it to proposal.", "d1", {"stage": "proposal"}),
            (
                "If Annual plan isn't qualified any more, set it to lost, else give it to Raj.",
                "d1",
                {"assigned_to": "u3"},
            ),
            ("Move the Globex pilot to qualified, provided it is still a lead.", "d3", {"stage": "qualified"}),
            ("Unless Store rollout is lost already, set it to proposal.", "d6", {"stage": "proposal"}),
            ("Is Hooli analytics with Raj? Then it goes to Lena.", "d5", {"assigned_to": "u4"}),
            ("If Priya owns the Globex pilot, give it to Tom.", "d3", {"assigned_to": "u1"}),
            ("Who looks after the Globex pilot? If it's Priya, Lena takes it.", "d3", {"assigned_to": "u4"}),
            ("If Annual plan is worth over 40k, give it to Priya; if not, to Lena.", "d1", {"assigned_to": "u2"}),
            (
                "If the Globex renewal closes before April, push it to 12 May.",
                "d2",
                {"expected_close_date": "2026-05-12"},
            ),
            ("If Bob Stone has no phone number, put down 555 0188 for him.", "p2", {"phone": "555 0188"}),
            ("Set Store rollout to lost unless it has a close date.", "d6", {"stage": "lost"}),
        ],
    )
    def test_the_case_that_holds_is_carried_out(self, message: str, key: str, new: dict[str, Any]) -> None:
        _, changes = said(message)
        assert changes == [("update", key, new)]

    @pytest.mark.parametrize(
        "message",
        [
            "If Annual plan is in proposal, set it to lost.",
            "If Annual plan isn't qualified, set it to lost.",
            "Give the Globex pilot to Lena unless it is Priya's.",
            "If Jane Doe doesn't have a phone number, set it to 555 0188.",
            "If Annual plan is worth less than 40k, set it to lost. Otherwise leave it where it is.",
        ],
    )
    def test_what_does_not_hold_changes_nothing(self, message: str) -> None:
        answer, changes = said(message)
        assert not changes and "nothing was changed" in answer


class TestNumbers:
    @pytest.mark.parametrize(
        ("message", "key", "new"),
        [
            ("If I have at least two leads, give Store rollout to Lena.", "d6", {"assigned_to": "u4"}),
            ("How many leads have I got? If it's more than one, Lena gets Store rollout.", "d6", {"assigned_to": "u4"}),
            (
                "Should Raj have fewer than three open deals, assign the Globex pilot to him.",
                "d3",
                {"assigned_to": "u3"},
            ),
            (
                "If there are more than two leads, set those that belong to Priya to qualified.",
                "d3",
                {"stage": "qualified"},
            ),
            ("If none of my deals is in proposal, move Annual plan to proposal.", "d1", {"stage": "proposal"}),
            ("The Globex pilot should go to Raj or Lena, whoever has fewer deals.", "d3", {"assigned_to": "u4"}),
        ],
    )
    def test_records_are_counted(self, message: str, key: str, new: dict[str, Any]) -> None:
        _, changes = said(message)
        assert changes == [("update", key, new)]

    def test_the_words_for_another_number_are_compared_with_it(self) -> None:
        answer, changes = said(
            "If there are more than three leads, give Store rollout to Lena. If it's three or fewer, give it to Raj."
        )
        assert "I found 3" in answer and changes == [("update", "d6", {"assigned_to": "u3"})]

    def test_who_has_as_many_is_no_answer(self) -> None:
        answer, changes = said("Annual plan goes to Raj or Priya, whoever has fewer qualified deals.")
        assert not changes and "cannot tell" in answer

    def test_those_of_whom_none_fits_are_asked_about(self) -> None:
        _, changes = said("If I have more than two open deals, give the ones in proposal to Raj.")
        assert not changes


class TestHours:
    @pytest.mark.parametrize(
        ("message", "due"),
        [
            ("If I'm free on Friday at 11, book a call with Bob Stone then. If not, take 4 pm.", "2026-03-20T11:00"),
            (
                "Have I got anything on tomorrow at 2 pm? If so, plan a call with Maria Silva for Friday at 9.",
                "2026-03-20T09:00",
            ),
            (
                "Check if I am free tomorrow at 2 pm and if so book a call with Maria Silva, otherwise at 5 pm.",
                "2026-03-19T17:00",
            ),
            (
                "Book a call with Maria Silva for tomorrow at 2 if I have nothing on then, otherwise for 4.",
                "2026-03-19T16:00",
            ),
            ("If there is no meeting with Jane Doe planned, plan one for Monday at 10.", "2026-03-23T10:00"),
        ],
    )
    def test_what_is_planned_takes_the_hour_that_is_free(self, message: str, due: str) -> None:
        _, changes = said(message)
        assert only(changes)[0] == "create" and changes[0][2]["due_date"] == due

    def test_what_is_planned_with_somebody_is_known(self) -> None:
        answer, changes = said("Is anybody meeting Bob Stone this week? If not, book him for Friday at 9.")
        assert not changes and "Kickoff" in answer

    def test_a_day_of_an_activity_is_compared(self) -> None:
        _, changes = said("If the kickoff with Bob Stone is before Friday, move it to Friday at 10.")
        assert changes == [("update", "a3", {"due_date": "2026-03-20T10:00"})]


class TestHypotheses:
    @pytest.mark.parametrize(
        "message",
        [
            "If Bob agrees to the price, set Initech migration to won.",
            "If Jane hasn't answered by Friday, set the Globex renewal to lost.",
            "If Jane calls tomorrow, move the Globex renewal to proposal.",
            "If Annual plan is won by the end of the month, give it to Raj.",
            "As soon as Annual plan is in proposal, give it to Raj.",
            "If Annual plan is qualified and Carla approves, set it to won.",
            "If Annual plan is almost won, move it to negotiation.",
            "If Annual plan is qualified, we could move it to proposal.",
            "If there's no appetite for the Globex pilot, set it to lost.",
            "If Globex has more than 40 staff, set the pilot to qualified.",
            "If I have nothing better to do tomorrow at 4, book a call with Bob Stone.",
            "If the kickoff with Bob Stone goes well, move Initech migration to qualified.",
            "If Annual plan has been signed, set it to won.",
            "Provided Priya is happy, set Annual plan to 60k.",
            "Give Annual plan to Raj or Priya, whoever knows them better.",
            "If Raj is away, give Hooli analytics to Priya. Otherwise move it to negotiation.",
        ],
    )
    def test_what_nobody_can_look_up_changes_nothing(self, message: str) -> None:
        assert not said(message)[1]

    @pytest.mark.parametrize(
        "message",
        ["Move the Globex pilot to qualified if you don't mind.", "If possible, move the Globex pilot to qualified."],
    )
    def test_a_courtesy_is_no_condition(self, message: str) -> None:
        assert said(message)[1] == [("update", "d3", {"stage": "qualified"})]

    def test_what_is_noted_may_tell_conditions(self) -> None:
        _, changes = said("Log a call with Bob Stone: if he gets his discount, he signs, otherwise he waits.")
        assert only(changes)[0] == "create"

    def test_what_was_found_is_spoken_of_next(self) -> None:
        _, changes = said("If Annual plan is in proposal, set it to lost.", "Give it to Raj.")
        assert changes == [("update", "d1", {"assigned_to": "u3"})]


class TestAHalfOfADay:
    def test_is_free_only_where_nothing_lies_in_it(self) -> None:
        talk = Dialogue()
        answer = talk.say("If I have nothing planned on Thursday afternoon, plan a meeting with Bob Stone for 15:00.")
        assert "Kickoff with Bob Stone" in answer
        assert "nothing was changed" in answer

    def test_that_day_is_the_one_of_the_condition(self) -> None:
        talk = Dialogue()
        talk.say("If I have no meeting on Wednesday, put one in with Bob Stone at 11:00 that day about the rigging.")
        dues = [str(row.get("due_date")) for row in talk.desk.rows["Activity"].values() if "rigging" in str(row)]
        assert [due[:16] for due in dues] == ["2026-03-25T11:00"]
