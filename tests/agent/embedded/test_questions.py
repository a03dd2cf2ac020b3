"""Questions in words that no rule expects: heard, composed from their parts, and answered."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


@pytest.mark.parametrize(
    ("said", "answers", "absent"),
    [
        ("Sorry to disturb: my leads, titles only", ["- Initech migration\n- Store rollout"], "amount"),
        ("the auditors want each open deal beyond 60k, whoever sits on it", ["Hooli analytics"], "Store rollout"),
        ("which firms of ours are in transport?", ["Umbra Logistics"], "Acme"),
        ("any leads that nobody owns?", ["no such deals"], "Globex"),
        ("how far am I behind on my tasks?", ["Send the quote"], "Prepare demo data"),
        ("is there somebody at Hooli Labs whom we know?", ["Otto Kranz"], "industry"),
        ("open deals without Globex renewal, all of us", ["Annual plan"], "Globex renewal"),
        ("deals of my colleague Raj which run at the moment", ["Hooli analytics"], "Annual plan"),
        ("whatever closes in March or April, whole team", ["Globex renewal", "Annual plan"], "Hooli analytics"),
        ("which deals above 60k lack a contact, sorted by amount", ["Hooli analytics"], "Initech"),
    ],
)
def test_what_is_asked_for_is_listed_and_nothing_else(said: str, answers: list[str], absent: str) -> None:
    heard = Dialogue().say(said)
    assert all(answer in heard for answer in answers), heard
    assert absent not in heard


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("nothing but the number please: how many leads do we have?", "3"),
        ("Which of us carries the most money in open deals?", "Tom Becker has the most: **265,000**"),
        ("what stage holds the fewest deals?", "has the least: **1**"),
        ("how much did every rep win?", "| Priya Nair | 1 | 90,000 |"),
        ("open pipeline, Priya versus Raj", "| Raj Patel | 1 | 64,000 |"),
        ("what have we lost so far, in money?", "8,000"),
        ("how much of the pipeline is due in April?", "48,000"),
        ("the sum of what is still to be won, everybody included", "344,000"),
        ("what is our average deal size? I mean the open ones", "57,333.33"),
        (
            "how many deals have I got in play, and what are they worth together?",
            "4 deals.\n\nTotal amount: **265,000**",
        ),
    ],
)
def test_a_number_is_that_of_the_records_that_were_described(said: str, answer: str) -> None:
    assert answer in Dialogue().say(said)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Telephone of Carla Ruiz. Only the number, it goes into my dialler.", "555-0147"),
        ("Bob Stone will be here in a minute. When did we plan to see him?", "Kickoff with Bob Stone"),
        ("When is the kickoff with Bob Stone?", "Thu 19 Mar 2026"),
        ("is the Globex renewal larger than Hooli analytics?", "120,000"),
        ("Don't touch anything, I only wonder in what stage the annual plan is", "qualified"),
    ],
)
def test_a_record_is_found_by_whatever_names_it(said: str, answer: str) -> None:
    assert answer in Dialogue().say(said)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("if the Globex renewal broke away and we lost it, how much open pipeline would I have left?", "145,000"),
        ("what would the open pipeline of us all be without Hooli analytics?", "280,000"),
        ("suppose Hooli analytics went up to 80k, what would our open pipeline be in total?", "360,000"),
        ("what would both Globex deals add up to if we gave 10 % off each? I am only asking", "121,500"),
        ("if the store rollout was lost, how many open deals would I have?", "3 deals"),
    ],
)
def test_what_is_supposed_is_computed_and_changes_nothing(said: str, answer: str) -> None:
    talk = Dialogue()
    before = repr(talk.desk.rows)
    heard = talk.say(said)
    assert answer in heard
    assert "Nothing has been changed." in heard
    assert repr(talk.desk.rows) == before


def test_each_question_of_a_message_gets_its_answer() -> None:
    heard = Dialogue().say(
        "Three things before lunch: which deals are in negotiation, who owns the Globex pilot, and what is overdue?"
    )
    assert "Globex renewal" in heard
    assert "Priya Nair" in heard
    assert "Send the quote" in heard


def test_a_word_that_says_how_records_are_is_no_ordinary_word() -> None:
    for said in ("which deals of ours are hopeless?", "my hairy deals", "contacts in the doghouse"):
        heard = Dialogue().say(said)
        assert "Globex renewal" not in heard
        assert "Jane Doe" not in heard


def test_a_plain_question_costs_one_call_beside_finding_the_names() -> None:
    talk = Dialogue()
    talk.say("the board wants each open deal beyond 60k, whoever has it")
    calls = [call["name"] for message in talk.messages for call in getattr(message, "tool_calls", [])]
    assert calls == ["find_names", "find_deals"]


@pytest.mark.parametrize("said", ["which deals close this mnth?", "which deals close soonish?"])
def test_a_time_that_is_not_known_is_not_dropped_from_a_list(said: str) -> None:
    assert "Annual plan" not in Dialogue().say(said)
