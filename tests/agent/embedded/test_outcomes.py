"""How deals ended, told in words of one's own, and what is put back without the word for it."""

import pytest

from agent.embedded.fields.outcomes import outcome
from agent.embedded.language.vocabulary import Field
from tests.agent.embedded.test_retractions import changes

STAGE = Field("stage", "choice", ("open", "won", "lost"), (), False, ("won", "lost"))


@pytest.mark.parametrize("said", ["Hooli analytics is ours, the ink is dry", "the Store rollout is in the bag"])
def test_a_deal_is_won_in_other_words(said: str) -> None:
    ((key, fields),) = changes(said).items()
    assert (key, fields["stage"]) in (("d5", "won"), ("d6", "won"))


@pytest.mark.parametrize(
    "said", ["the Store rollout is dead in the water", "we're out of the running for the Store rollout"]
)
def test_a_deal_is_lost_in_other_words(said: str) -> None:
    assert changes(said) == {"d6": {"stage": "lost"}}


@pytest.mark.parametrize("said", ["lost my lead over Raj by like two vans", "we lost the keys to the store"])
def test_something_else_that_is_lost_is_no_deal(said: str) -> None:
    assert changes(said) == {}


def test_of_two_ends_that_are_heard_alike_none_is_read() -> None:
    assert outcome(STAGE, 0.5, 0.4) == ""
    assert outcome(STAGE, 0.9, 0.05) == "won"
    assert outcome(STAGE, 0.05, 0.9) == "lost"
