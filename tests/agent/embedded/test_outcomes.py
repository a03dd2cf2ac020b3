"""How deals ended, told in words of one's own, and what is put back without the word for it."""

import copy

import pytest

from agent.embedded.fields.outcomes import outcome
from agent.embedded.language.vocabulary import Field
from tests.agent.embedded.dialogue import Dialogue
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


@pytest.mark.parametrize(
    "said",
    [
        "Undo that please, Priya should hear it from me first.",
        "scrap that, carla just rang and they want to start over. put it back how it was",
        "put it back how it was",
    ],
)
def test_what_is_put_back_is_put_back_and_nothing_else_is_done(said: str) -> None:
    talk = Dialogue()
    before = copy.deepcopy(talk.desk.rows)
    talk.say("Move the Store rollout to won")
    talk.say(said)
    assert talk.desk.rows == before


def test_an_undo_that_depends_on_something_is_not_carried_out() -> None:
    talk = Dialogue()
    talk.say("Move the Store rollout to won")
    talk.say("Undo that unless Priya says otherwise")
    assert talk.desk.rows["Deal"]["d6"]["stage"] == "won"
