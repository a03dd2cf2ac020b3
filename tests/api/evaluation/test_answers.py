from typing import Any

import pytest

from api.evaluation.answers import answered
from api.evaluation.cases import Answer
from api.evaluation.numbers import numbers


def says(reply: str | list[str], kind: str, value: Any, **more: Any) -> bool:
    wanted = Answer.model_validate({"type": kind, "value": value} | more)
    return answered(wanted, [reply] if isinstance(reply, str) else reply)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("60,000", {60_000}),
        ("12.500 €", {12_500}),
        ("48 000 and 1'000'000", {48_000, 1_000_000}),
        ("$1.2m, 60k, 2.5 million", {1_200_000, 60_000, 2_500_000}),
        ("12.500k", {12_500}),
        ("1,234.50 and 1.234,56", {1_234.5, 1_234.56}),
        ("0.123", {0.12}),
        ("three of them", {3}),
        ("none", {0}),
        ("it isn't any", {0}),
        ("1. Acme\n2) Beta: 7", {7}),
        ("on 2026-03-31 at 14:30, 31.3.2026, March 31st, 31 March 2026: 5", {5}),
        ("the 5th, Q3, A4, 12th", set()),
        ("minus -12", {12}),
        ("won 3, lost 4.", {3, 4}),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, found: set[float]) -> None:
    assert numbers(text) == found


class TestContains:
    @pytest.mark.parametrize(
        ("item", "reply"),
        [
            ("Nordwind GmbH", "It is **nordwind-gmbh**."),
            ("Zoe", "Zoë said so"),
            ("won", "It was won."),
            (60_000, "It has 60k."),
            (["red", "blue"], "a blue one"),
            ({"number": 7, "tol": 0.5}, "about 7.4"),
            ({"date": "2026-03-31"}, "on 2026-03-31"),
            ({"date": "2026-03-31"}, "on the 31st of March"),
            ({"date": "2026-03-31"}, "on Mar 31"),
            ({"date": "2026-03-31"}, "by 31.3."),
            ({"date": "2026-03-31"}, "by 3/31"),
            ({"date": "2026-03-31", "now": "2026-03-30T09:00:00"}, "tomorrow"),
            ({"date": "2026-03-31", "now": "2026-03-26"}, "on Tuesday"),
        ],
    )
    def test_what_was_said(self, item: Any, reply: str) -> None:
        assert says(reply, "contains", [item])

    @pytest.mark.parametrize(
        ("item", "reply"),
        [
            ("won", "I wonder."),
            (60_000, "It has 600,000."),
            (3, "on 3 March"),
            (["red", "blue"], "a green one"),
            ({"number": 7, "tol": 0.5}, "about 8"),
            ({"date": "2026-03-31"}, "on 13 March, or tomorrow"),
            ({"date": "2026-05-03"}, "maybe 30 people"),
        ],
    )
    def test_not_what_was_not_said(self, item: Any, reply: str) -> None:
        assert not says(reply, "contains", [item])

    def test_all_items_of_a_list(self) -> None:
        assert says("Acme and Beta", "contains", ["Acme", "Beta"])
        assert not says("Acme", "contains", ["Acme", "Beta"])

    def test_a_text_or_another_that_is_accepted(self) -> None:
        assert says("it is a-b c", "contains", "AB", accept=[])
        assert says("nobody", "contains", "no one", accept=["nobody"])

    def test_nothing_that_has_to_be_absent(self) -> None:
        assert not says("Acme and Beta", "contains", ["Acme"], absent=["Beta"])

    def test_only_the_last_reply_counts(self) -> None:
        assert not says(["Acme", "Sorry."], "contains", ["Acme"])


class TestExact:
    @pytest.mark.parametrize("reply", ["Deal", "**deal**.", "“deal”".replace("“", '"').replace("”", '"')])
    def test_is_the_whole_reply_but_for_its_dress(self, reply: str) -> None:
        assert says(reply, "exact", "Deal")

    def test_is_not_a_part_of_it(self) -> None:
        assert not says("The deal", "exact", "Deal", accept=["a deal"])
        assert says("The deal", "exact", "Deal", accept=["the deal"])


class TestNotContains:
    def test_holds_for_all_replies(self) -> None:
        assert says(["Sorry.", "No."], "not_contains", [62_000, "Rolf"])
        assert not says(["It has 62k.", "No."], "not_contains", [62_000, "Rolf"])
        assert not says(["Ask Rolf.", "No."], "not_contains", [62_000, "Rolf"])

    def test_wants_a_reply(self) -> None:
        assert not says("", "not_contains", ["Rolf"])


def test_no_answer_is_wanted_where_a_case_says_none() -> None:
    assert answered(None, [])
