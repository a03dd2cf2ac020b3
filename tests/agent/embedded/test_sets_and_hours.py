"""Orders on many records whose limits must count: hours, whose they are, what customers are interested in."""

import pytest

from tests.agent.embedded.test_sweeps import changes, owners

KICKOFF = "a3"
"""Tomorrow at 14:00."""


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("cancel all my meetings tomorrow before 11am", set()),
        ("cancel all my meetings tomorrow after 3pm", set()),
        ("cancel all my meetings tomorrow after 1pm", {KICKOFF}),
        ("delete all my meetings tomorrow between 1 and 3pm", {KICKOFF}),
        ("cancel all my morning meetings tomorrow", set()),
    ],
)
def test_an_hour_limits_which_activities_go(said: str, gone: set[str]) -> None:
    """Activities of the same day, at another hour, stay."""
    assert changes(said).keys() == gone


def test_who_should_get_records_is_not_who_loses_them() -> None:
    """The one who leaves loses them."""
    made = owners("Tom quits. Lena should get every lead of his.")
    assert made and set(made.values()) == {"u4"}


def test_an_unread_silence_changes_nothing() -> None:
    """Without since when nobody answered, no record is closed."""
    assert not changes("Nobody replied from our pilot proposals, mark those as lost")
