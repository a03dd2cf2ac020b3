"""Many records at once: described first and changed then, and some of them left out."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def stages(talk: Dialogue) -> dict[str, str]:
    return {row["title"]: row["stage"] for row in talk.desk.rows["Deal"].values()}


def changed(said: str) -> dict[str, str]:
    """Return the stages that a message changed, by title."""
    talk = Dialogue()
    before = stages(talk)
    talk.say(said)
    return {title: stage for title, stage in stages(talk).items() if before[title] != stage}


@pytest.mark.parametrize(
    "said",
    [
        "I think there's a few leads over 12k. Can you move them to qualified?",
        "There are some leads that are over 12k, please put all of those into qualified",
    ],
)
def test_records_are_described_and_then_changed(said: str) -> None:
    assert set(changed(said).values()) == {"qualified"}
    assert set(changed(said)) == {"Globex pilot", "Initech migration", "Store rollout"}


def test_what_is_only_described_changes_nothing() -> None:
    assert not changed("There are some leads over 12k. Don't delete them.")


@pytest.mark.parametrize(
    "said",
    [
        "move every lead to lost except the Globex pilot",
        "Move every lead to lost. Don't touch the Globex pilot.",
        "every lead -> lost, leave the Globex one alone",
        "all leads to lost but not those at Globex",
    ],
)
def test_some_are_left_out(said: str) -> None:
    assert set(changed(said)) == {"Initech migration", "Store rollout"}


def test_a_list_leaves_some_out_too() -> None:
    answer = Dialogue().say("show all leads except those at Globex")
    assert "Initech migration" in answer
    assert "Globex" not in answer


def test_nothing_is_left_out_in_silence_that_is_not_known() -> None:
    assert not changed("move every lead to lost except the frobnicator")


def test_who_has_not_answered_a_proposal_is_found_by_stage_and_silence() -> None:
    assert changed("Move all customers that haven't responded to a proposal for the pilot in 3 weeks to lost") == {}


def test_notes_that_shall_stay_do_not_forbid_adding_to_them() -> None:
    talk = Dialogue()
    answer = talk.say(
        "Add to the notes of the Globex pilot that the lift carries 400 kg, but don't remove what is there."
    )
    said = talk.say("undo that")
    assert "Globex pilot" in answer
    assert "“The lift carries 400 kg”" in answer
    assert "Globex pilot" in said
