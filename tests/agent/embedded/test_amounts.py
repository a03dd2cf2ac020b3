"""Amounts as people write and say them, and how they grow and shrink."""

import pytest

from tests.agent.embedded.dialogue import Dialogue
from tests.agent.embedded.marks import amounts

AMOUNTS = {
    "twelve and a half thousand": 12_500,
    "a hundred and fifty grand": 150_000,
    "one thousand two hundred and fifty": 1_250,
    "one point two five million": 1_250_000,
    "1.2 mio": 1_200_000,
    "1,5 Mio €": 1_500_000,
    "41'500.–": 41_500,  # noqa: RUF001
    "31.000 €": 31_000,
    "€ 12k5": 12_500,
    "12,50 €": 12.5,
    "two lakh": 200_000,
    "1.5 crore": 15_000_000,
    "₹1,25,000": 125_000,
    "half a million": 500_000,
    "three quarters of a million": 750_000,
    "a mill": 1_000_000,
    "40 thou": 40_000,
    "fourty thousend": 40_000,
    "ninty five thousand": 95_000,
    "just under 40k": 40_000,
    "nearly 40k": 40_000,
}
CHANGES = {
    "annual plan up by a tenth": 52_800,
    "lower the annual plan by a third": 32_000,
    "annual plan minus 10 %": 43_200,
    "take 10 percent off the annual plan": 43_200,
    "another 18,000 on top of the annual plan": 66_000,
    "knock 2k off the annual plan": 46_000,
    "bump the annual plan up 2k": 50_000,
}


@pytest.mark.parametrize("said", AMOUNTS)
def test_an_amount_is_read_as_it_is_said(said: str) -> None:
    assert amounts(f"it is worth to {said}") == [AMOUNTS[said]]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("seventeen five", [17, 5]),
        ("a 2 m cable", [2]),
        ("we visit a mill", []),
        ("deals 60-100k", []),
        ("Kite 2 - 40k", [2, 40_000]),
    ],
)
def test_what_is_not_one_sum_is_not_added_up(said: str, found: list[float]) -> None:
    assert amounts(said) == found


@pytest.mark.parametrize("said", CHANGES)
def test_a_sum_grows_and_shrinks_by_what_is_said(said: str) -> None:
    talk = Dialogue()

    talk.say(said)

    assert talk.desk.rows["Deal"]["d1"]["amount"] == CHANGES[said]


def test_a_range_of_sums_is_a_condition_and_no_new_value() -> None:
    talk = Dialogue()

    listed = talk.say("which deals are worth 60-100k")
    talk.say("set the annual plan to 150-160k")

    assert "Hooli analytics" in listed
    assert "Annual plan" not in listed
    assert talk.desk.rows["Deal"]["d1"]["amount"] == 48_000
