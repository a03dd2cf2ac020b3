"""Whom and what a change is about, by what the names are and by what else the message says."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def row(talk: Dialogue, cls: str, name: str) -> dict:  # type: ignore[type-arg]
    key = "title" if cls == "Deal" else "name"
    return next(one for one in talk.desk.rows[cls].values() if one[key] == name)


def test_a_person_moves_to_another_company() -> None:
    talk = Dialogue()
    talk.say("move Otto to Hooli Retail")
    assert row(talk, "Contact", "Otto Kranz")["company"] == row(talk, "Company", "Hooli Retail")["id"]


def test_a_colleague_is_put_on_a_deal() -> None:
    talk = Dialogue()
    talk.say("put Raj on the Store rollout")
    assert row(talk, "Deal", "Store rollout")["assigned_to"] == "u3"


def test_who_had_it_is_named_behind_instead_of() -> None:
    talk = Dialogue()
    talk.say("From now on Priya is going to run the Initech migration instead of me")
    assert row(talk, "Deal", "Initech migration")["assigned_to"] == "u2"


def test_a_field_is_emptied_in_whatever_words() -> None:
    talk = Dialogue()
    talk.say("take the phone number of jane off the record")
    assert not row(talk, "Contact", "Jane Doe").get("phone")


def test_of_several_deals_the_one_that_the_story_is_about() -> None:
    talk = Dialogue()
    talk.say("I'm afraid procurement at Globex squeezed us on the renewal, so the amount has to come down to 112,500.")
    assert row(talk, "Deal", "Globex renewal")["amount"] == 112_500


def test_a_stage_in_a_story_is_no_new_stage() -> None:
    talk = Dialogue()
    talk.say("After a long negotiation Globex signed the renewal, so please mark the Globex renewal as won.")
    assert row(talk, "Deal", "Globex pilot")["stage"] == "lead"
    assert row(talk, "Deal", "Globex renewal")["stage"] == "won"


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("Add 5k to Annual plan", "amount", 53_000),
        ("annual plan value -> 49,900", "amount", 49_900),
        ("we're now expecting to close Annual plan on May 2", "expected_close_date", "2026-05-02"),
    ],
)
def test_a_change_in_few_words(said: str, field: str, value: object) -> None:
    talk = Dialogue()
    talk.say(said)
    assert row(talk, "Deal", "Annual plan")[field] == value


def test_two_records_in_one_sentence_get_each_its_own() -> None:
    talk = Dialogue()
    talk.say("Two things: Store rollout is now 24k, and Globex pilot moves to proposal. Cheers")
    assert (row(talk, "Deal", "Store rollout")["amount"], row(talk, "Deal", "Store rollout")["stage"]) == (
        24_000,
        "lead",
    )
    assert row(talk, "Deal", "Globex pilot")["stage"] == "proposal"


def test_where_many_deals_share_a_word_it_comes_to_an_end_in_a_few_steps() -> None:
    talk = Dialogue()
    for number, word in enumerate(("roof", "cellar", "garage", "canteen", "office", "yard", "gate", "attic")):
        talk.desk.rows["Contact"][f"q{number}"] = {"class": "Contact", "id": f"q{number}", "name": f"Nadia {number}"}
        deal = {"class": "Deal", "id": f"w{number}", "title": f"Wexford {word}", "stage": "lead"}
        talk.desk.rows["Deal"][deal["id"]] = {**deal, "contact": f"q{number}"}
    talk.desk.rows["Company"]["c9"] = {"class": "Company", "id": "c9", "name": "Wexford"}
    namesake = {"class": "Contact", "id": "q9", "name": "Wexford Wexford", "company": "c9"}
    talk.desk.rows["Contact"]["q9"] = namesake  # so the name may be a deal's, whose people may be meant
    answer = talk.say("log a call with Wexford Wexford about pricing")
    assert "1. " in answer
    assert sum(bool(getattr(said, "tool_calls", None)) for said in talk.messages) < 12
