"""Sums and days that are reckoned: pieces times price, parts, additions, days that point back, and what only seems so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agent.embedded.dialogue import Dialogue
from tests.agent.embedded.marks import amounts, days, marked

PRODUCTS = {
    "18 days at 520 a day": 9_360,
    "paint, 300 tins of it at 7.25 apiece": 2_175,
    "16 windows, 900 each": 14_400,
    "16 windows, 900 a window": 14_400,
    "£40 a head for 90 guests": 3_600,
    "4 x 2,500": 10_000,
    "15 seats at 60 per seat": 900,
    "40,000 plus carriage of 600": 40_600,
    "40,000 less a 5% discount": 38_000,
    "between 80k and 90k, take the middle": 85_000,
}
GROWN = {
    "put a 12% surcharge on top of the current amount": 12,
    "add 3% to the price": 3,
    "add 700 for the crane": 700,
    "a rebate of 250": -250,
    "an 8% loyalty discount": -8,
    "three quarters of the current amount": -25,
    "70% of the old price": -30,
    "a quarter less": -25,
    "twice the amount": 100,
    "half as much again": 50,
    "two more crates at 400 each": 800,
}
CHANGES = {
    "The 48,000 for the annual plan was for eight users. They want ten now at the same unit price, please update it.": 60_000,
    "The annual plan gets a 5% surcharge on top of the current amount": 50_400,
    "The annual plan will only be three quarters of the current amount, change it please": 36_000,
    "The annual plan grows by three sites at 2,000 apiece, on top of what is in the deal. Please update the amount.": 54_000,
    "Carla sent her figures for the annual plan: 20 days at 900 a day. Please update the amount.": 18_000,
    "The annual plan comes to 45,000 plus carriage of 700": 45_700,
}  # fmt: skip
UNCHANGED = [
    "Set the annual plan to 450 a month",
    "Annual plan: three pumps at 4,000",
    "Annual plan: they want 40 licences. Update the amount.",
    "Set the annual plan to 50,000 plus 20% VAT",
    "The 51,000 for the annual plan was for eight users. They want ten now at the same unit price, please update it.",
    "The annual plan was for ten users, now they want twelve",
    "Annual plan is 50,000, 10% surcharge on top",
]
SUPPOSED = {
    "If I gave Carla 10% off the annual plan, what would be left of it? Don't change it.": "43,200",
    "Only curious: what would the annual plan come to if we knocked 5% off? No changes.": "45,600",
}
POINTING = {
    "she decides in January, so set it to the 14th of that month": ["2027-01-14"],
    "in January, probably on the 14th": ["2027-01-14"],
    "she is back on 9 December; Friday that week": ["2026-12-09", "2026-12-11"],
    "the board sits on 3 December, a week after that": ["2026-12-10"],
    "they sign in January, so the end of that month": ["2027-01-31"],
    "he is away until 4 December, call him the following Monday": ["2026-12-07"],
    "he lands on Sunday and wants a call the morning after he lands, at eight": ["2026-11-30T08:00"],
    "the day after the 5th of December": ["2026-12-06"],
    "the week before Christmas": ["2026-12-14..2026-12-20"],
    "the first Monday after the 10th": ["2026-12-14"],
    "the end of the month after next": ["2027-01-31"],
    "the following Monday": ["2026-11-30"],
    "the day after tomorrow": ["2026-11-25"],
}


@pytest.mark.parametrize("said", PRODUCTS)
def test_pieces_and_parts_make_one_sum(said: str) -> None:
    assert amounts(said) == [PRODUCTS[said]]


@pytest.mark.parametrize("said", GROWN)
def test_what_is_added_or_taken_off_tells_by_how_much(said: str) -> None:
    assert [round(amount.by, 2) for _, amount in marked(said, "amount")] == [GROWN[said]]


@pytest.mark.parametrize("said", ["They charge 450 a day", "2 fitters for 5 days at 450 a day", "3 pumps at 4,000"])
def test_the_price_of_one_is_no_sum(said: str) -> None:
    assert [amount.value for _, amount in marked(said, "amount") if not amount.counts] == []
    assert marked(said, "rate")


@pytest.mark.parametrize("said", ["half of the shops", "a third shop", "half past two", "45,000 after discount"])
def test_what_only_sounds_like_a_part_is_none(said: str) -> None:
    assert [amount for _, amount in marked(said, "amount") if amount.by is not None] == []


@pytest.mark.parametrize("said", POINTING)
def test_a_day_that_points_to_another_is_found_from_it(said: str) -> None:
    assert days(said) == POINTING[said]


@pytest.mark.parametrize("said", ["the Friday of that week", "the Monday after that", "end of that month"])
def test_a_day_that_points_to_nothing_is_no_day(said: str) -> None:
    assert days(said) == []
    assert marked(said, "echo")


@pytest.mark.parametrize("said", CHANGES)
def test_the_amount_becomes_what_is_reckoned(said: str) -> None:
    talk = Dialogue()

    talk.say(said)

    assert talk.desk.rows["Deal"]["d1"]["amount"] == CHANGES[said]


@pytest.mark.parametrize("said", UNCHANGED)
def test_a_number_that_may_be_something_else_is_asked_about(said: str) -> None:
    talk = Dialogue()

    talk.say(said)

    assert talk.desk.rows["Deal"]["d1"]["amount"] == 48_000


@pytest.mark.parametrize("said", SUPPOSED)
def test_what_is_supposed_is_only_reckoned(said: str) -> None:
    talk = Dialogue()

    answer = talk.say(said)

    assert SUPPOSED[said] in answer
    assert talk.desk.rows["Deal"]["d1"]["amount"] == 48_000


def test_only_deals_that_have_an_amount_grow_where_that_is_said() -> None:
    talk = Dialogue()
    del talk.desk.rows["Deal"]["d3"]["amount"]

    talk.say("Please add 500 for project management to every Globex deal that already has an amount")

    assert talk.desk.rows["Deal"]["d2"]["amount"] == 120_500
    assert "amount" not in talk.desk.rows["Deal"]["d3"]


def test_a_day_in_another_month_than_the_one_spoken_of_is_asked_about() -> None:
    talk = Dialogue()

    talk.say("Jane decides in May, so set the close date of the Globex pilot to the 14th")

    assert "expected_close_date" not in talk.desk.rows["Deal"]["d3"]


def test_that_deal_is_the_one_spoken_of_not_who_was_named_first() -> None:
    talk = Dialogue()

    talk.say("Carla is happy with the price of the store rollout. Bump that deal up one stage")

    assert talk.desk.rows["Deal"]["d6"]["stage"] == "qualified"
    assert talk.desk.rows["Deal"]["d1"]["stage"] == "qualified"


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 900), st.integers(60, 9_000))
def test_so_many_pieces_are_worth_so_many_times_the_price(pieces: int, price: int) -> None:
    assert amounts(f"{pieces} chairs at {price:,} each") == [pieces * price]


@settings(max_examples=25, deadline=None)
@given(st.integers(1_000, 900_000), st.integers(60, 9_000))
def test_what_is_added_and_taken_off_again_leaves_the_sum(one: int, other: int) -> None:
    assert amounts(f"{one:,} plus {other:,}") == [one + other]
    assert amounts(f"{one + other:,} minus {other:,}") == [one]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 99))
def test_so_much_less_and_what_is_left_are_the_same(percent: int) -> None:
    off, left = (marked(said, "amount")[0][1] for said in (f"a {percent}% discount", f"{100 - percent}% of the price"))

    assert off.by == pytest.approx(left.by)
