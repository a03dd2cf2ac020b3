"""Questions of many kinds: several things of one record, what is to come, who by deals, comparisons, riddles."""

import pytest

from agent.embedded.answers.timelines import is_ahead
from agent.embedded.readings.riddles import SOMEBODY, WHO, WRITTEN
from tests.agent.embedded.dialogue import Dialogue


def asked(said: str, *, user: str = "u1") -> str:
    talk = Dialogue(user)
    before = repr(talk.desk.rows)
    heard = talk.say(said)
    assert repr(talk.desk.rows) == before
    return heard


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        (
            "By when will the Globex renewal close, who owns it, and how much is it?",
            ("28 Mar", "Tom Becker", "120,000"),
        ),
        ("what's Jane Doe's phone and email", ("+44 20 7946 0000", "jane@globex.example")),
        ("Store rollout: stage, amount?", ("lead", "22,000")),
        ("which industry is Globex in, and who do we know there?", ("Energy", "Jane Doe")),
        ("Bob Stone's email, and what does he want from us?", ("bob@initech.example", "Initech migration")),
        ("what stage is the Hooli analytics deal in, and what's planned next?", ("proposal", "Prepare demo data")),
        ("which of my deals is the biggest, and in which stage is it?", ("Globex renewal", "negotiation")),
        ("how much is Raj's largest deal and when does it close?", ("64,000", "2 May")),
    ],
)
def test_all_that_is_asked_of_a_record_is_answered(said: str, answers: tuple[str, ...]) -> None:
    heard = asked(said)

    assert all(one in heard for one in answers)


def test_only_what_is_asked_of_a_record_is_answered() -> None:
    heard = asked("What stage is the Annual plan in and how much is it?")

    assert "qualified" in heard
    assert "48,000" in heard
    assert "Carla Ruiz" not in heard


@pytest.mark.parametrize(
    ("said", "there", "absent"),
    [
        ("which calls are still ahead of me?", "Check in with Carla", "pricing"),
        ("which of our deals close up to the end of this month?", "Globex renewal", "Annual plan"),
        ("what closes before the end of April?", "Annual plan", "Hooli analytics"),
        ("which customers have a deal in negotiation?", "Jane Doe", "Bob Stone"),
        ("which companies have no open deal?", "Northwind", "Acme"),
        ("who of my customers is still a lead?", "Bob Stone", "Jane Doe"),
        ("which clients did we lose?", "Northwind", "Umbra"),
        ("which customers are in Austin?", "Initech", "Globex"),
        ("which customers haven't answered our proposal for two weeks or more?", "Hooli Labs", "Acme"),
    ],
)
def test_a_list_has_what_was_asked_for_and_nothing_else(said: str, there: str, absent: str) -> None:
    heard = asked(said)

    assert there in heard
    assert absent not in heard


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("do I have more money in qualified or in negotiation?", "negotiation has more"),
        ("is there less in proposal than in lead?", "proposal has less"),
        ("who has more open deals, Raj or me?", "Tom Becker has more"),
        ("is the Store rollout bigger than the Globex pilot, and by how much?", "by 7,000"),
        ("what closes sooner, the Annual plan or the Globex renewal?", "Globex renewal** is the earlier"),
        ("how many deals and how much money do I have in lead?", "97,000"),
        ("if all my deals in negotiation come in, how much is that?", "120,000"),
        ("if I set the Initech migration to won, how much would my won deals be?", "75,000"),
    ],
)
def test_figures_are_compared_and_computed(said: str, answer: str) -> None:
    assert answer in asked(said)


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("when did we last talk to Sigrid?", "Sigrid"),
        ("which deals are with Wallenberg?", "Wallenberg"),
        ("how many deals does Hubert have?", "Hubert"),
        ("which companies have more than one deal?", "than"),
    ],
)
def test_a_name_or_a_condition_that_is_not_known_is_asked_about(said: str, word: str) -> None:
    assert f"{word}”" in asked(said)


def test_both_people_who_are_named_are_looked_up() -> None:
    heard = asked("when did we last speak to Jane and Bob?")

    assert "Jane Doe" in heard
    assert "Bob Stone" in heard


@pytest.mark.parametrize(
    ("due", "ahead"),
    [
        ("2026-03-20T15:01", True),
        ("2026-03-20T14:59", False),
        ("2026-03-20", True),
        ("2026-03-20T00:00:00", True),
        ("2026-03-19", False),
        (None, True),
    ],
)
def test_what_is_to_come_lies_after_now(due: str | None, ahead: bool) -> None:
    assert is_ahead({"due_date": due}, "2026-03-20T15:00") is ahead


class TestARiddle:
    @pytest.mark.parametrize(
        "said",
        [
            "One of our customers keeps bees, who was it?",
            "someone is allergic to nuts. Which one was that?",
            "There was a client who hates phone calls - who was that again",
        ],
    )
    def test_tells_of_somebody_and_asks_for_the_name(self, said: str) -> None:
        text = said.rstrip("?")
        asked_at = WHO.search(text)

        assert asked_at
        assert SOMEBODY.match(text[: asked_at.start()].strip())

    @pytest.mark.parametrize(
        "said", ["One of our customers wants a rebate. Move his deal to won", "who owns the pilot"]
    )
    def test_is_none_where_nothing_is_told_or_something_is_ordered(self, said: str) -> None:
        asked_at = WHO.search(said)

        assert not (asked_at and asked_at.start())

    def test_leaves_out_that_it_was_written_down(self) -> None:
        assert WRITTEN.sub("", "is left-handed, I wrote it down in May") == "is left-handed"
