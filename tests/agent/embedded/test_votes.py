"""Which activity is meant by a few words of its subject."""

from agent.embedded.language.names import Ref
from agent.embedded.records.votes import _shared


def test_the_words_that_a_subject_shares_are_counted_whatever_their_endings() -> None:
    ref = Ref(cls="Activity", id="a", name="Palletiser drawings to Amélie Garnier")

    assert _shared(ref, {"drawing", "garnier", "dispatch"}) == 2
    assert _shared(ref, {"invoice"}) == 0
