"""A thread goes on: answers choose by anything, lists are pointed to, what was done is corrected or taken back in part."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def said(*turns: str) -> tuple[Dialogue, str]:
    talk = Dialogue()
    answers = [talk.say(one) for one in turns]
    return talk, answers[-1]


def field(talk: Dialogue, key: str, name: str) -> object:
    return next(rows[key] for rows in talk.desk.rows.values() if key in rows).get(name)


@pytest.mark.parametrize(
    "answer",
    [
        "the bigger one",
        "the one in negotiation",
        "the one that closes in March",
        "Jane's",
        "not the pilot",
        "first",
        "120k",
    ],
)
def test_an_open_question_is_answered_by_whatever_tells_its_candidates_apart(answer: str) -> None:
    talk, _ = said("the Globex deal goes to Raj", answer)

    assert field(talk, "d2", "assigned_to") == "u3"
    assert field(talk, "d3", "assigned_to") == "u2"


def test_an_answer_may_have_an_order_behind_it() -> None:
    talk, _ = said("set up a call with Maria on Friday at 9", "Lopez, and make it ten o'clock")

    (made,) = [row for key, row in talk.desk.rows["Activity"].items() if key.startswith("new")]
    assert (made["related_to"], made["due_date"]) == ("p5", "2026-03-20T10:00")
    assert field(talk, "a3", "due_date") == "2026-03-19T14:00"


def test_a_new_request_drops_the_question_that_was_open() -> None:
    talk, answer = said("the Globex deal closes on 1 June", "Never mind that now. Show me my leads.")

    assert "Initech migration" in answer
    assert field(talk, "d3", "expected_close_date") is None


def test_an_order_with_two_records_that_fit_asks_which_also_for_a_step() -> None:
    talk, _ = said("the Globex deal moves down one stage", "renewal")

    assert field(talk, "d2", "stage") == "proposal"


@pytest.mark.parametrize("order", ["the smaller one is lost", "the Store one is lost", "the second is lost"])
def test_records_of_the_last_list_are_named_by_what_it_shows(order: str) -> None:
    talk, _ = said("which of my deals are leads?", order)

    assert (field(talk, "d6", "stage"), field(talk, "d4", "stage")) == ("lost", "lead")


def test_the_others_are_those_that_were_not_spoken_of() -> None:
    talk, _ = said("my leads?", "the Initech one goes to Priya, the other to Lena")

    assert (field(talk, "d4", "assigned_to"), field(talk, "d6", "assigned_to")) == ("u2", "u4")


def test_all_but_one_of_a_list_are_changed() -> None:
    talk, _ = said("which deals are in lead?", "assign all but the first one to Raj")

    assert [field(talk, key, "assigned_to") for key in ("d3", "d4", "d6")].count("u3") == 2


def test_she_is_the_person_of_the_deal_that_was_shown() -> None:
    _, answer = said("show me the Globex renewal", "what's her email?")

    assert "jane@globex.example" in answer


def test_somebody_new_becomes_the_contact_in_place_of_another() -> None:
    talk, _ = said("new contact Ida Holm at Initech", "she's the contact on the Initech migration now, not Bob")

    assert str(field(talk, "d4", "contact")).startswith("new")


def test_a_step_in_time_moves_what_was_spoken_of_last() -> None:
    talk, _ = said("plan a call with Bob for Monday at 11", "make it half an hour later")

    assert [row["due_date"] for key, row in talk.desk.rows["Activity"].items() if key.startswith("new")] == [
        "2026-03-23T11:30"
    ]


@pytest.mark.parametrize(
    ("order", "correction", "stands"),
    [
        ("Store rollout to won", "hm, the stage was right before. I only meant the amount: 24,000", {"amount": 24000}),
        ("Store rollout: close date 8 May", "who told me that? It's 9 May", {"expected_close_date": "2026-05-09"}),
        ("give Store rollout to Lena", "I said Lena but meant Raj", {"assigned_to": "u3"}),
        ("Store rollout to qualified and 25k", "leave the stage, but take the amount back", {"stage": "qualified"}),
        ("Store rollout to qualified and 25k", "the 25k was wrong, undo that", {"stage": "qualified"}),
    ],
)
def test_the_part_that_was_wrong_is_put_right(order: str, correction: str, stands: dict[str, object]) -> None:
    talk, _ = said(order, correction)

    before = Dialogue().desk.rows["Deal"]["d6"]
    assert talk.desk.rows["Deal"]["d6"] == {**before, **stands}


def test_one_of_two_changes_of_a_message_is_taken_back() -> None:
    talk, _ = said("Globex pilot to 16k and Store rollout to 23k", "take back the pilot")

    assert (field(talk, "d3", "amount"), field(talk, "d6", "amount")) == (15000, 23000)


def test_both_changes_of_two_messages_are_taken_back() -> None:
    talk, _ = said("Store rollout to qualified", "and 23k", "undo both")

    assert (field(talk, "d6", "stage"), field(talk, "d6", "amount")) == ("lead", 22000)


def test_an_earlier_change_is_taken_back_and_the_later_one_stays() -> None:
    talk, _ = said("Store rollout to qualified", "and 23k", "undo the stage")

    assert (field(talk, "d6", "stage"), field(talk, "d6", "amount")) == ("lead", 23000)


def test_what_was_just_added_is_scrapped() -> None:
    talk, _ = said("task for tomorrow: order toner", "scrap that task again")

    assert not [key for key in talk.desk.rows["Activity"] if key.startswith("new")]


def test_another_spelling_corrects_the_name() -> None:
    talk, _ = said("add contact Greta Lindquist at Acme", "it's spelt Lindqvist")

    assert [row["name"] for key, row in talk.desk.rows["Contact"].items() if key.startswith("new")] == [
        "Greta Lindqvist"
    ]


def test_a_name_that_several_have_means_the_one_of_the_list_just_shown() -> None:
    talk, _ = said("which deals are in negotiation?", "Globex is at 125k now")

    assert (field(talk, "d2", "amount"), field(talk, "d3", "amount")) == (125000, 15000)


def test_a_day_for_it_is_the_day_of_the_deal_that_was_shown() -> None:
    talk, _ = said("when does the Globex renewal close?", "shift this to 9 April")

    assert field(talk, "d2", "expected_close_date") == "2026-04-09"
    assert field(talk, "a2", "due_date") == "2026-03-16"


def test_what_was_counted_is_listed() -> None:
    _, answer = said("how many leads do I have?", "list them")

    assert "Store rollout" in answer and "Initech migration" in answer


def test_a_field_alone_asks_about_what_was_shown() -> None:
    _, answer = said("show me the Hooli analytics deal", "owner?")

    assert "Raj Patel" in answer


def test_a_step_that_was_too_small_is_taken_again() -> None:
    talk, _ = said("raise Store rollout by 2k", "sorry, 3k")

    assert field(talk, "d6", "amount") == 25000
