"""Records go to a colleague in a few words: whose they were, who takes them instead, which stage they are in."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def owners(talk: Dialogue) -> dict[str, str]:
    return {one["title"]: one["assigned_to"] for one in talk.desk.rows["Deal"].values()}


def moved(said: str) -> dict[str, str]:
    talk = Dialogue()
    before = owners(talk)
    talk.say(said)
    return {title: one for title, one in owners(talk).items() if before[title] != one}


@pytest.mark.parametrize("said", ["raj's open deals to priya", "all Raj's open deals to Priya please"])
def test_a_set_and_who_gets_it_is_an_order(said: str) -> None:
    talk = Dialogue()
    raj, priya = (
        next(key for key, one in talk.desk.rows["_User"].items() if name in str(one)) for name in ("Raj", "Priya")
    )
    before = owners(talk)
    talk.say(said)
    after = owners(talk)
    assert [title for title in after if after[title] != before[title]] == ["Hooli analytics"]
    assert (before["Hooli analytics"], after["Hooli analytics"]) == (raj, priya)


@pytest.mark.parametrize(
    "said",
    [
        "put raj on the pilot instead of priya",
        "Globex pilot, put raj on it instead of priya",
        "swap Priya for Raj on the pilot",
        "replace Priya with Raj on the pilot",
    ],
)
def test_who_had_it_before_may_be_told(said: str) -> None:
    assert list(moved(said)) == ["Globex pilot"]


@pytest.mark.parametrize(
    "said", ["my deals from raj to priya", "what deals did Raj give to Priya", "raj's deals priya"]
)
def test_what_may_mean_several_owners_moves_nothing(said: str) -> None:
    assert moved(said) == {}


def test_leads_in_negotiation_are_deals_in_negotiation() -> None:
    assert list(moved("my open leads in negotiation to raj")) == ["Globex renewal"]


@pytest.mark.parametrize(
    "said",
    [
        "everything of mine that is still only a lead gets an expected close of 30 November",
        "all my leads: close date 30 Nov",
        "all my leads should get a close date of 30 november",
    ],
)
def test_a_day_stands_behind_its_field(said: str) -> None:
    talk = Dialogue()
    talk.say(said)
    dated = {one["title"] for one in talk.desk.rows["Deal"].values() if one.get("expected_close_date") == "2026-11-30"}
    assert dated == {"Initech migration", "Store rollout"}


@pytest.mark.parametrize(
    "said", ["give them all to Raj", "assign all of them to Raj", "they all go to Raj", "all of these to Raj"]
)
def test_them_are_the_records_of_the_thread_and_never_all(said: str) -> None:
    talk = Dialogue()
    before = owners(talk)
    talk.say(said)
    assert owners(talk) == before
    talk.say("which deals are in lead?")
    talk.say(said)
    after = owners(talk)
    assert {title for title in after if after[title] != before[title]} == {
        "Initech migration",
        "Store rollout",
        "Globex pilot",
    }


def test_all_of_them_move_and_no_others() -> None:
    talk = Dialogue()
    talk.say("which deals are in lead?")
    talk.say("move them all to qualified")
    assert {one["title"] for one in talk.desk.rows["Deal"].values() if one["stage"] == "qualified"} == {
        "Initech migration",
        "Store rollout",
        "Globex pilot",
        "Annual plan",
    }
