"""What was told is done where somebody only asks to put it there: "…, could you put that on her contact?"."""

import pytest

from tests.agent.embedded.dialogue import Dialogue


def row(talk: Dialogue, cls: str, name: str) -> dict:  # type: ignore[type-arg]
    return next(one for one in talk.desk.rows[cls].values() if name in (one.get("name"), one.get("title")))


def test_a_told_value_goes_where_an_errand_sends_it() -> None:
    talk = Dialogue()
    talk.say(
        "Jane told me she's giving up her old Hotmail address, from now on she reads her mail at jane@x.example, "
        "could you put that on her contact?"
    )
    assert row(talk, "Contact", "Jane Doe")["email"] == "jane@x.example"


def test_an_errand_may_say_why() -> None:
    talk = Dialogue()
    talk.say(
        "Globex have moved to a new website, it's www.globex2.example now. Can you put that on the company record so "
        "nobody clicks the dead one?"
    )
    assert row(talk, "Company", "Globex")["website"] == "www.globex2.example"


def test_a_field_that_an_errand_names_takes_the_only_value_that_was_told() -> None:
    talk = Dialogue()
    talk.say(
        "Jane says the board at Globex only meets again on the last Friday of July, so there's no point in showing "
        "the Globex pilot any earlier. Put the expected close there."
    )
    assert row(talk, "Deal", "Globex pilot")["expected_close_date"] == "2026-07-31"


def test_orders_beside_an_errand_are_done_too() -> None:
    talk = Dialogue()
    talk.say("Kickoff with Bob is done, he wants the pilot at 26000 dollars, mark it complete and update the amount")
    pilot = row(talk, "Deal", "Globex pilot")
    kickoff = next(one for one in talk.desk.rows["Activity"].values() if "Kickoff" in one["subject"])
    assert (pilot["amount"] == 26_000) == bool(kickoff.get("completed_at"))


@pytest.mark.parametrize(
    "said",
    [
        "Jane wants the pilot at 26000 dollars, please don't update the deal amount",
        "Jane said 26000 for the pilot, or maybe 28000. Update the deal amount",
        "Jane would take the pilot at 26000 if we threw in support. Update the amount accordingly",
    ],
)
def test_an_errand_does_nothing_where_what_was_told_is_not_clear(said: str) -> None:
    talk = Dialogue()
    before = {key: dict(one) for key, one in talk.desk.rows["Deal"].items()}
    talk.say(said)
    assert talk.desk.rows["Deal"] == before


def test_what_is_written_into_the_deal_makes_no_deal() -> None:
    talk = Dialogue()
    known = set(talk.desk.rows["Deal"])
    talk.say("The pilot will close on 30 September, write it in the deal")
    assert row(talk, "Deal", "Globex pilot")["expected_close_date"] == "2026-09-30"
    talk.say("pilot is done, put it in the deal")
    assert set(talk.desk.rows["Deal"]) == known
