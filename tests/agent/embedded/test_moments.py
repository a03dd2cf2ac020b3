"""Days and times as they are meant where they stand."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def due(talk: Dialogue, subject: str) -> str:
    return str(next(row["due_date"] for row in talk.desk.rows["Activity"].values() if row["subject"] == subject))


@pytest.mark.parametrize("said", ["move the kickoff with Bob to 15:30", "the kickoff with Bob starts at 15:30 instead"])
def test_a_new_time_keeps_the_day(said: str) -> None:
    talk = Dialogue()
    day = due(talk, "Kickoff with Bob Stone")[:10]
    talk.say(said)
    assert due(talk, "Kickoff with Bob Stone") == f"{day}T15:30"


def test_a_time_for_what_is_overdue_is_one_of_today() -> None:
    talk = Dialogue()
    talk.say("move the send the quote task to 3pm")
    assert due(talk, "Send the quote") == f"{talk.desk.now:%Y-%m-%d}T15:00"


def test_closing_in_a_month_is_all_of_the_month() -> None:
    assert "Annual plan" in Dialogue().say("which of my deals close in April?")


def test_an_ordinal_that_counts_things_is_no_day() -> None:
    talk = Dialogue()
    talk.say("globex pilot is 69k now, they dropped the 2nd handpiece")
    pilot = next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "Globex pilot")
    assert pilot["amount"] == 69_000


def test_a_value_joined_to_a_new_one_is_new_as_well() -> None:
    talk = Dialogue()
    talk.say("put the globex pilot in negotiation and 46k")
    pilot = next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "Globex pilot")
    assert (pilot["stage"], pilot["amount"]) == ("negotiation", 46_000)


def test_of_two_colleagues_the_one_who_takes_over_gets_it() -> None:
    talk = Dialogue()
    talk.say("As Raj is on leave from next week, Priya takes over the globex pilot")
    pilot = next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "Globex pilot")
    assert pilot["assigned_to"] != "u3"


def test_a_reminder_of_it_is_about_what_was_told_before() -> None:
    talk = Dialogue()
    talk.say("I keep forgetting to thank Jane Doe for the chocolates. Nudge me about it on Friday?")
    assert "Thank Jane Doe for the chocolates" in {row["subject"] for row in talk.desk.rows["Activity"].values()}


def test_an_hour_in_the_afternoon_is_no_shorthand() -> None:
    talk = Dialogue()
    talk.say("set up a call with Bob tomorrow at 4 in the afternoon")
    assert any(str(row.get("due_date", "")).endswith("T16:00") for row in talk.desk.rows["Activity"].values())


def test_yesterday_is_known_in_haste() -> None:
    talk = Dialogue()
    before = set(talk.desk.rows["Activity"])
    talk.say("emailed bob ystrday re: the quote")
    (made,) = [row for key, row in talk.desk.rows["Activity"].items() if key not in before]
    assert str(made["completed_at"]) < f"{talk.desk.now:%Y-%m-%d}"
