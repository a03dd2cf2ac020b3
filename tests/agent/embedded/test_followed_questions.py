"""Questions with all that was said in them, and what "it" or a word of a subject means after their answers."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def due(talk: Dialogue, key: str) -> str:
    return str(talk.desk.rows["Activity"][key]["due_date"])


@pytest.mark.parametrize(
    ("said", "count", "amount"),
    [
        ("open deals: how many, and what are they worth?", "6 deals", "344,000"),
        ("lost deals: how many, what sum?", "1 deal", "8,000"),
    ],
)
def test_what_stands_before_a_colon_tells_which_records(said: str, count: str, amount: str) -> None:
    answer = Dialogue().say(said)
    assert count in answer
    assert amount in answer


@pytest.mark.parametrize("said", ["jane's phone?", "phone number of Jane?"])
def test_a_field_that_only_people_have_is_asked_of_the_person(said: str) -> None:
    assert "+44 20 7946 0000" in Dialogue().say(said)


def test_a_field_of_a_deal_is_still_asked_of_the_deal() -> None:
    assert "negotiation" in Dialogue().say("what stage is the renewal in?")


@pytest.mark.parametrize("said", ["which of my deals have no pending tasks?", "deals without any open activity"])
def test_who_has_nothing_open_has_no_next_step(said: str) -> None:
    answer = Dialogue().say(said)
    assert "Store rollout" in answer
    assert "Globex renewal" not in answer


@pytest.mark.parametrize("remark", ["out of curiosity", "just wondering"])
def test_a_remark_beside_a_question_asks_nothing(remark: str) -> None:
    assert "3 deals" in Dialogue().say(f"how many leads have we got, {remark}")


def test_a_condition_behind_a_comma_is_no_remark() -> None:
    assert "2 deals" in Dialogue().say("how many leads have we got, only mine")


def test_what_is_not_mine_belongs_to_others() -> None:
    answer = Dialogue().say("list the open deals that are not mine")
    assert "Hooli analytics" in answer
    assert "Globex renewal" not in answer


def test_deals_that_are_supposed_to_slip_are_added_up_together() -> None:
    answer = Dialogue().say("Suppose Store rollout and Hooli analytics both slip to May. How much is that together?")
    assert "86,000" in answer


def test_what_is_supposed_of_nobody_known_is_asked_about() -> None:
    answer = Dialogue().say("Suppose the turbine overhaul and Store rollout both come in, how much is that together?")
    assert "turbine" in answer
    assert "22,000" not in answer


def test_after_its_activities_it_is_the_deal() -> None:
    talk = Dialogue()
    talk.desk.rows["Activity"]["a2"]["completed_at"] = None
    talk.say("which activities are there on the Globex renewal?")
    talk.say("right, make it 131,500")
    assert talk.desk.rows["Deal"]["d2"]["amount"] == 131_500


def test_a_word_of_an_activity_in_the_last_list_means_that_one() -> None:
    talk = Dialogue()
    talk.say("which tasks are open?")
    talk.say("Put the demo data on next Friday")
    assert due(talk, "a6") != str(Dialogue().desk.rows["Activity"]["a6"]["due_date"])


def test_yes_but_only_one_chooses_that_one_or_asks() -> None:
    talk = Dialogue()
    talk.say("move the Globex deal to proposal")
    talk.say("yes but only the pilot")
    assert talk.desk.rows["Deal"]["d2"]["stage"] == "negotiation"
