"""The engine on everything that the cases hold; a case is judged by what is different in the CRM afterwards."""

import pytest

from tests.agent.embedded import desks, moods, orders, questions, refusals, voices
from tests.agent.embedded.cases import Case, judged

REFUSALS: list[Case] = [
    *refusals.NEGATED,
    *refusals.SUPPOSED,
    *refusals.ABOUT_DOING,
    *refusals.REPORTED,
    *refusals.UNCLEAR,
    *refusals.OTHER_BUSINESS,
]
FILES = (orders, refusals, questions, voices, moods, desks)
EVERY: list[Case] = [
    one
    for file in FILES
    for found in vars(file).values()
    if isinstance(found, list)
    for one in found
    if isinstance(one, Case)
]

LEAST_RIGHT = 0.93
"""Share of the cases that must come out exactly right; 0.95 did when this was written."""
MOST_WRONG = 0.014
"""Share of the cases in which something else may change than what was asked; 0.01 did."""


@pytest.mark.parametrize("one", REFUSALS, ids=lambda one: one.text[:60])
def test_what_is_no_order_changes_nothing(one: Case) -> None:
    assert judged(one) == ""


def test_most_orders_are_done_and_hardly_any_is_done_wrongly() -> None:
    verdicts = [judged(one) for one in EVERY]

    right = sum(not verdict for verdict in verdicts)
    wrong = sum("side effect" in v or "shared" in v or ("missing" in v and "found []" not in v) for v in verdicts)
    assert len(EVERY) > 700
    assert right / len(EVERY) >= LEAST_RIGHT
    assert wrong / len(EVERY) <= MOST_WRONG
