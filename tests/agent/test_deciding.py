import pytest

from agent.deciding import coded, decided


@pytest.mark.parametrize(
    "said", ["yes", "Y", "Yes please!", "yes, please.", "ok, go ahead", "Yeah do it", "sure", "please do", "**yes**"]
)
def test_a_yes_is_one_however_politely_it_is_said(said: str) -> None:
    assert decided(said) == "approved"


@pytest.mark.parametrize(
    "said", ["no", "N", "No, thanks.", "no thank you", "nope", "cancel", "Don\u2019t", "no, do not!"]
)
def test_a_no_is_one_however_politely_it_is_said(said: str) -> None:
    assert decided(said) == "rejected"


@pytest.mark.parametrize(
    "said",
    ["", ",", "yes?", "yes but not Acme", "no do it", "yes or no", "do not", "please", "yesterday", "ok K7Q2"],
)
def test_what_says_more_or_less_is_neither(said: str) -> None:
    assert decided(said) != "approved"
    assert coded(said) is None
