"""A word for a kind of activity tells what it is called: "the demo" is not any meeting."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


@pytest.mark.parametrize(
    "said", ["delete the demo", "the demo is done", "cancel the workshop", "push the visit to Friday"]
)
def test_a_meeting_is_no_demo_because_it_is_the_only_one(said: str) -> None:
    talk = Dialogue()
    before = {key: dict(one) for key, one in talk.desk.rows["Activity"].items()}
    talk.say(said)
    assert talk.desk.rows["Activity"] == before


@pytest.mark.parametrize("said", ["the kickoff is done", "the meeting is done"])
def test_an_activity_is_meant_by_its_type_and_by_what_it_is_called(said: str) -> None:
    talk = Dialogue()
    talk.say(said)
    (kickoff,) = [one for one in talk.desk.rows["Activity"].values() if one["subject"] == "Kickoff with Bob Stone"]
    assert kickoff["completed_at"]


def entered(said: str, cls: str, field: str) -> list[str]:
    talk = Dialogue()
    known = set(talk.desk.rows[cls])
    talk.say(said)
    return [str(one[field]) for key, one in talk.desk.rows[cls].items() if key not in known]


def test_a_call_with_two_people_names_both() -> None:
    assert entered("Log a call with Bob and Jane", "Activity", "subject") == ["Call with Bob Stone and Jane Doe"]
    about = entered("met Bob and Jane today about the pilot", "Activity", "subject")
    assert about == ["Meeting with Bob Stone and Jane Doe about the pilot"]


def test_a_new_person_is_written_with_capitals() -> None:
    assert entered("add contact seán o'brien-smith at globex", "Contact", "name") == ["Seán O'Brien-Smith"]
    assert entered("new contact Jenny park at Globex", "Contact", "name") == ["Jenny park"]


def test_a_town_may_stand_alone_behind_a_company() -> None:
    assert entered("add company Gumnut Childcare, industry Education, Geelong", "Company", "address") == ["Geelong"]
    said = "Add company Copper Kettle Inns, Asheville NC, copperkettleinns.example"
    assert entered(said, "Company", "address") == ["Asheville NC"]


def test_a_person_beside_a_new_company_is_not_dropped() -> None:
    assert entered("add company Harbour Foods, Ann Lee, Leeds", "Company", "name") == []


def test_a_trade_is_no_town() -> None:
    assert entered("add company Harbour Foods, Tourism", "Company", "industry") == ["Tourism"]
    assert entered("new company Copper Kettle, Asheville", "Company", "address") == ["Asheville"]
