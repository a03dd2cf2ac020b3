"""Orders in words that fit no pattern: the tagger hears what they are about, the rules link and read the values."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def deal(talk: Dialogue, title: str) -> dict[str, object]:
    return next(row for row in talk.desk.rows["Deal"].values() if row["title"] == title)


def test_how_it_ended_may_be_told_a_sentence_after_the_name() -> None:
    talk = Dialogue()

    talk.say("How many times do I have to tell you. Bob turned the Initech migration down. It is lost.")

    assert deal(talk, "Initech migration")["stage"] == "lost"


def test_of_two_numbers_the_one_that_is_money_is_the_new_amount() -> None:
    talk = Dialogue()

    talk.say("they only want 3 of the 5 shops, so store rollout = 14.5k now")

    assert deal(talk, "Store rollout")["amount"] == 14500


def test_an_amount_is_halved() -> None:
    talk = Dialogue()

    talk.say("Hooli want half the licences, so halve the amount of Hooli analytics please")

    assert deal(talk, "Hooli analytics")["amount"] == 32000


def test_an_address_is_kept_whole() -> None:
    talk = Dialogue()

    talk.say("Northwind has moved its offices to Hafenstraße 12, 20457 Hamburg. Our record should say so.")

    (address,) = (row["address"] for row in talk.desk.rows["Company"].values() if row["name"] == "Northwind")
    assert address == "Hafenstraße 12, 20457 Hamburg"


def test_an_activity_is_known_by_words_of_its_subject_in_any_order() -> None:
    talk = Dialogue()

    talk.say("because of the strike the kickoff we have with Bob must take place on 25 March instead. Amend it please.")

    (kickoff,) = (row for row in talk.desk.rows["Activity"].values() if row["subject"] == "Kickoff with Bob Stone")
    assert str(kickoff["due_date"]).startswith("2026-03-25")


def test_a_question_is_answered_although_more_was_said() -> None:
    talk = Dialogue()

    assert "1" in talk.say("How many deals are in proposal? I want a figure, not a speech.")


@pytest.mark.parametrize("said", ["which deals did we lose?", "Which deals have I lost? Names, nothing else."])
def test_lost_and_won_are_conditions_of_a_question(said: str) -> None:
    answer = Dialogue().say(said)

    assert "Northwind training" in answer
    assert "Fleet tracking" not in answer


def test_orders_and_a_question_in_one_message_are_both_done() -> None:
    talk = Dialogue()

    answer = talk.say("Globex pilot: proposal, 17 500. And who owns the Fleet tracking deal, while we are at it?")

    assert deal(talk, "Globex pilot")["amount"] == 17500
    assert deal(talk, "Globex pilot")["stage"] == "proposal"
    assert "Priya Nair" in answer


def test_who_is_not_needed_is_the_one_who_is_taken_out() -> None:
    talk = Dialogue()
    talk.say("add a contact Rhea Mint at Globex")
    talk.say("Bob's phone is 555-0101 by the way")

    talk.say("Actually we don't need Rhea, take her out again.")

    assert "Bob Stone" in {row["name"] for row in talk.desk.rows["Contact"].values()}


def test_a_day_is_read_with_the_full_stop_behind_its_month() -> None:
    talk = Dialogue()

    talk.say("expected close of the Globex pilot is 26.06.")

    assert str(deal(talk, "Globex pilot")["expected_close_date"]).startswith("2026-06-26")


@pytest.mark.parametrize("said", ["\u202e", "\u2066", "\u0301", "\U000e0001"])
def test_signs_without_a_word_change_nothing_after_a_change(said: str) -> None:
    talk = Dialogue()
    talk.say("move the annual plan to won")

    talk.say(said)

    assert deal(talk, "Annual plan")["stage"] == "won"


def test_the_class_behind_a_name_is_no_field_of_another_class() -> None:
    assert "Acme" in Dialogue().say("show the company Acme")
    assert "Which contact" not in Dialogue().say("show the company Acme")


def test_a_stage_beside_the_records_is_a_condition_where_another_value_is_the_new_one() -> None:
    talk = Dialogue()

    talk.say("set the close date of all my deals in lead to 30 June")

    changed = {
        row["title"]: row["stage"]
        for row in talk.desk.rows["Deal"].values()
        if row.get("expected_close_date") == "2026-06-30"
    }
    assert changed == {"Initech migration": "lead", "Store rollout": "lead"}


def test_the_last_of_two_sums_for_one_new_deal_is_asked_about() -> None:
    talk = Dialogue()

    answer = talk.say("create a deal Dock lights for Globex, 20k now and 35k later")

    assert "not changed" in answer
    assert "Dock lights" not in {row["title"] for row in talk.desk.rows["Deal"].values()}


def test_an_industry_is_no_second_company() -> None:
    talk = Dialogue()

    talk.say("register a new company, Vest Havbruk. Industry: Seafood. Website: https://www.vest.example. Thank you")

    assert "Seafood" not in {row["name"] for row in talk.desk.rows["Company"].values()}


def test_what_a_logged_call_was_about_is_kept_although_it_is_a_verb() -> None:
    talk = Dialogue()
    talk.say("log call that Jane signed")
    told = [f"{row['subject']} {row.get('description')}" for row in talk.desk.rows["Activity"].values()]
    assert any("signed" in one for one in told)
