"""An entry that names nobody concerns the one who was spoken of right before, and names him."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def last(talk: Dialogue) -> dict:  # type: ignore[type-arg]
    return list(talk.desk.rows["Activity"].values())[-1]


def person(talk: Dialogue, name: str) -> str:
    return str(next(key for key, one in talk.desk.rows["Contact"].items() if one["name"] == name))


@pytest.mark.parametrize(
    "said",
    [
        "schedule a site visit for 1 July 9am",
        "ok put that site visit in as a meeting, 1 july 9am",
        "remind me friday to send the quote",
        "and plan a demo next tuesday",
    ],
)
def test_an_entry_concerns_whom_the_last_one_concerned(said: str) -> None:
    talk = Dialogue()
    talk.say("log a call with Bob today, he wants us on site")
    talk.say(said)
    assert last(talk)["related_to"] == person(talk, "Bob Stone")


@pytest.mark.parametrize("said", ["remind me tomorrow to buy milk", "schedule a team meeting for friday"])
def test_what_is_nobodys_business_concerns_nobody(said: str) -> None:
    talk = Dialogue()
    talk.say("log a call with Bob")
    talk.say(said)
    assert not last(talk).get("related_to")


def test_a_question_between_ends_it() -> None:
    talk = Dialogue()
    talk.say("log a call with Bob")
    talk.say("how many deals do I have")
    talk.say("schedule a call for friday")
    assert not last(talk).get("related_to")


def test_a_subject_names_who_is_meant() -> None:
    talk = Dialogue()
    talk.say("Jane's phone is 0170 555 331")
    talk.say("remind me to call her on Monday")
    assert (last(talk)["subject"], last(talk)["related_to"]) == ("Call Jane Doe", person(talk, "Jane Doe"))


@pytest.mark.parametrize("said", ["remind me to check in friday", "schedule a check in for friday"])
def test_a_check_in_is_planned(said: str) -> None:
    talk = Dialogue()
    talk.say(said)
    assert (last(talk)["type"], last(talk)["subject"], last(talk)["due_date"]) == ("task", "Check-in", "2026-03-20")


def test_a_check_in_is_moved() -> None:
    talk = Dialogue()
    talk.say("Push the check in to Monday")
    (found,) = [one for one in talk.desk.rows["Activity"].values() if one["subject"] == "Check in with Carla"]
    assert str(found["due_date"]).startswith("2026-03-23")


def test_another_day_keeps_the_hour() -> None:
    for said, due in (
        ("on Wednesday", "2026-03-25T11:00"),
        ("better wednesday", "2026-03-25T11:00"),
        ("better wednesday at 3", "2026-03-25T15:00"),
    ):
        talk = Dialogue()
        talk.say("plan a demo with Otto for Tuesday at 11")
        talk.say(said)
        assert last(talk)["due_date"] == due


def test_who_was_chosen_stands_in_the_subject() -> None:
    for said in ("Lopez", "the second"):
        talk = Dialogue()
        talk.say("log a call with Maria")
        talk.say(said)
        assert last(talk)["subject"] == "Call with Maria Lopez"


def test_a_question_behind_a_change_changes_nothing() -> None:
    talk = Dialogue()
    talk.say("list my open deals")
    talk.say("the second one closes 15 May")
    before = {key: dict(one) for key, one in talk.desk.rows["Deal"].items()}
    talk.say("and the first one?")
    assert talk.desk.rows["Deal"] == before


def test_a_correction_may_call_itself_a_mistake() -> None:
    talk = Dialogue()
    talk.say("Plan a meeting with Bob on Thursday 26 March at 10:00")
    talk.say("No, I made mistake, it is Friday 27, the same hour.")
    assert last(talk)["due_date"] == "2026-03-27T10:00"
    talk = Dialogue()
    talk.say("log a call with Jane for today, we discussed noise")
    talk.say("Sorry, I mixed them up. The call was with Carla, not with Jane, please correct it.")
    assert last(talk)["related_to"] == person(talk, "Carla Ruiz")


def test_another_one_is_of_the_same_kind() -> None:
    for said, due in (
        ("And plan another one with him for Tuesday the 24th at 11", "2026-03-24T11:00"),
        ("and another one next Tuesday", "2026-03-24"),
    ):
        talk = Dialogue()
        talk.say("log a call with Bob")
        talk.say(said)
        assert (last(talk)["type"], last(talk)["due_date"]) == ("call", due)


def test_a_listed_deal_moves_to_a_day() -> None:
    talk = Dialogue()
    talk.say("my deals in negotiation?")
    before = {key: dict(one) for key, one in talk.desk.rows["Activity"].items()}
    talk.say("move the Globex one to 15 October")
    assert talk.desk.rows["Activity"] == before


def test_somebody_else_is_asked_for_by_name() -> None:
    talk = Dialogue()
    talk.say("I want to give the pilot to someone else")
    talk.say("Raj")
    assert next(one for one in talk.desk.rows["Deal"].values() if one["title"] == "Globex pilot")["assigned_to"] == "u3"
