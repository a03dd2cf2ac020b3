"""Steps through the stages, and dates that move from where they are."""

import pytest

from tests.agent.embedded.dialogue import Dialogue

STAGES = {
    "bump the annual plan up one": "proposal",
    "the annual plan goes up one stage": "proposal",
    "push the annual plan a notch further": "proposal",
    "move the annual plan one further along": "proposal",
    "move the annual plan two stages up": "negotiation",
    "move the annual plan back one step": "lead",
    "don't move the annual plan up a stage": "qualified",
    "move on, one step at a time": "qualified",
}
MOVED = {
    "the close date of the annual plan is one week later than what it says now": ("Deal", "d1", "2026-04-24"),
    "bring the kickoff with Bob Stone forward by a day": ("Activity", "a3", "2026-03-18T14:00"),
    "move the kickoff with Bob Stone a day earlier, same hour": ("Activity", "a3", "2026-03-18T14:00"),
    "move hooli analytics back one week": ("Deal", "d5", "2026-05-09"),
}


@pytest.mark.parametrize("said", STAGES)
def test_a_deal_goes_so_many_stages_as_are_said(said: str) -> None:
    talk = Dialogue()

    talk.say(said)

    assert talk.desk.rows["Deal"]["d1"]["stage"] == STAGES[said]


@pytest.mark.parametrize("said", MOVED)
def test_a_date_moves_from_where_it_is(said: str) -> None:
    talk = Dialogue()
    cls, key, day = MOVED[said]

    talk.say(said)

    row = talk.desk.rows[cls][key]
    assert row["expected_close_date" if cls == "Deal" else "due_date"] == day
