"""Changes of one or two records that are told in several sentences: how it ended, who has it, what it is called."""

from typing import Any

import pytest

from tests.agent.embedded.dialogue import Dialogue


def changed(said: str) -> dict[str, dict[str, Any]]:
    """Return the fields that a message changed or made, by record."""
    talk = Dialogue()
    before = {key: dict(row) for rows in talk.desk.rows.values() for key, row in rows.items()}
    talk.say(said)
    now = {key: row for rows in talk.desk.rows.values() for key, row in rows.items()}
    found = {}
    for key in now.keys() | before.keys():
        old, new = before.get(key, {}), now.get(key, {})
        if old != new:
            found[key] = {name: new.get(name) for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return found


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "Bad day: Globex ordered nothing, they bought the pilot from a rival of ours. It is lost.",
            {"d3": {"stage": "lost"}},
        ),
        ("Our rivals won the Store rollout.", {"d6": {"stage": "lost"}}),
        ("Bob loves the Initech migration, they signed this morning. Set it to won.", {"d4": {"stage": "won"}}),
        ("Jane signed the renewal with us, not with the others. Move it to won.", {"d2": {"stage": "won"}}),
        ("Carla signed with somebody else in the end, so the Annual plan is lost.", {"d1": {"stage": "lost"}}),
    ],
)
def test_what_is_called_won_or_lost_counts_before_what_is_bought(said: str, made: dict[str, dict[str, Any]]) -> None:
    assert changed(said) == made


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("The Annual plan is won and the Store rollout is lost, please enter both.", ("won", "lost")),
        ("The Annual plan was signed, the Store rollout went elsewhere. Update both please.", ("won", "lost")),
    ],
)
def test_two_deals_end_each_in_its_own_way(said: str, made: tuple[str, str]) -> None:
    assert changed(said) == {"d1": {"stage": made[0]}, "d6": {"stage": made[1]}}


def test_that_one_is_not_won_yet_does_not_lose_it() -> None:
    assert "d6" not in changed("The Globex renewal is won, the Store rollout isn't.")


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "Otto Kranz is now Otto Berger (otto.berger@hooli.example).",
            {"p6": {"name": "Otto Berger", "email": "otto.berger@hooli.example"}},
        ),
        ("The name is Otto Kranz-Weber now, please correct it.", {"p6": {"name": "Otto Kranz-Weber"}}),
        ("Maria Silva's last name is Santos now.", {"p4": {"name": "Maria Santos"}}),
        ("Please change Jane Doe's surname to Smith.", {"p1": {"name": "Jane Smith"}}),
        ("Umbra Logistics trades as Umbra Freight since Monday, change the name.", {"c6": {"name": "Umbra Freight"}}),
        ("Please rename 'Globex pilot' to 'Globex pilot 2/3'?", {"d3": {"title": "Globex pilot 2/3"}}),
        ("rename Globex pilot to Globex trial please", {"d3": {"title": "Globex trial"}}),
    ],
)
def test_who_is_known_and_gets_a_new_name_is_renamed(said: str, made: dict[str, dict[str, Any]]) -> None:
    assert changed(said) == made


@pytest.mark.parametrize(
    "said",
    [
        "Jane Doe's daughter is called Jane Smith.",
        "Bob Stone has left Initech, his successor is Kim Stone, kim@initech.example.",
        "Initech has got a new buyer. Her number is +44 20 7946 0123.",
    ],
)
def test_what_is_told_of_somebody_else_is_written_down_for_nobody(said: str) -> None:
    assert changed(said) == {}


def test_a_namesake_is_a_new_contact() -> None:
    (made,) = changed("Jane introduced me to Jane Smith, jane.smith@globex.example. New contact please.").values()
    assert made["name"] == "Jane Smith"


def test_a_number_told_as_news_is_the_one_of_whom_we_know() -> None:
    said = "Bob Stone of Initech has a new mobile. It is +44 20 7946 0123 since Monday."
    assert changed(said) == {"p2": {"phone": "+44 20 7946 0123"}}


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("Raj grew up in retail, so assign the Store rollout to him.", {"d6": {"assigned_to": "u3"}}),
        (
            "Raj is away all of May. Lena has time again, so give her the Annual plan.",
            {"d1": {"assigned_to": "u4"}},
        ),
        (
            "Jane Doe only ever rings Raj, so pass her on to him please",
            {"d2": {"assigned_to": "u3"}},
        ),
        (
            "Raj takes the Globex pilot and Lena takes the Hooli analytics.",
            {"d3": {"assigned_to": "u3"}, "d5": {"assigned_to": "u4"}},
        ),
        ("Raj and Lena both have time. Give her the Initech migration.", {}),
    ],
)
def test_him_is_the_colleague_who_was_named_before(said: str, made: dict[str, dict[str, Any]]) -> None:
    assert changed(said) == made


@pytest.mark.parametrize(
    ("said", "record", "text"),
    [
        (
            "Otto Kranz hears badly on the left side. Please add that to his notes.",
            "p6",
            "Otto Kranz hears badly on the left side",
        ),
        (
            "Jane prefers to be called after four. Put that in her notes please.",
            "p1",
            "Jane prefers to be called after four",
        ),
        (
            "Carla wants separate invoices for each site, can you add that to the Annual plan's notes?",
            "d1",
            "Budget approved in January.\nCarla wants separate invoices for each site",
        ),
    ],
)
def test_what_was_told_is_kept_in_the_notes(said: str, record: str, text: str) -> None:
    assert changed(said) == {record: {"notes": text}}


def test_a_number_that_shall_be_added_to_a_file_is_no_note() -> None:
    assert changed("Jane's number is 555-0188. Add that to her file.") == {"p1": {"phone": "555-0188"}}


@pytest.mark.parametrize(
    ("said", "made"),
    [
        (
            "They changed their minds: Northwind training out of lost, into negotiation.",
            {"d8": {"stage": "negotiation"}},
        ),
        (
            "They only argue about the discount, the Hooli analytics sits in negotiation instead of proposal.",
            {"d5": {"stage": "negotiation"}},
        ),
        ("Carla won't sign before summer. Please put the Annual plan back to lead.", {"d1": {"stage": "lead"}}),
        ("Nobody may touch the Annual plan.", {}),
        ("Close the Annual plan as won. No, don't.", {}),
    ],
)
def test_a_no_in_the_story_takes_nothing_back(said: str, made: dict[str, dict[str, Any]]) -> None:
    assert changed(said) == made


def test_of_three_orders_every_one_is_done() -> None:
    made = changed(
        "Otto's mail is otto@hooli.example now. The Globex pilot is in proposal. And move the kickoff with Bob to Friday."
    )
    assert made.keys() == {"p6", "d3", "a3"}


def test_a_call_is_not_logged_where_the_deal_is_not_updated_with_it() -> None:
    said = "Had Carla on the line: they want the Annual plan sooner. Log the call and update the deal."
    assert changed(said) == {}


def test_a_plan_is_called_what_it_is_and_not_where_it_is_put() -> None:
    (made,) = changed("Put a handover call with Jane in my diary for Friday at 10").values()
    assert (made["type"], made["subject"]) == ("call", "Handover call with Jane")
