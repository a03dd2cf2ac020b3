"""Who was not heard from, in the words that people use for it."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


@pytest.mark.parametrize(
    "said", ["deals over 50k without an activity in the last 2 weeks", "deals over 50k with no activity in 2 weeks"]
)
def test_deals_without_an_activity_are_found(said: str) -> None:
    answer = Dialogue().say(said)
    assert "Initech migration" in answer
    assert "Store rollout" not in answer
