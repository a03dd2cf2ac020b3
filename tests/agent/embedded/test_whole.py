from datetime import date, datetime

from agent.embedded.readings.deeds import _ahead
from agent.embedded.values.calendar import When
from agent.embedded.values.days import Now
from tests.agent.embedded.dialogue import Dialogue


def rows(talk: Dialogue, cls: str, **wanted: str) -> list[dict[str, object]]:
    return [
        row for row in talk.desk.rows[cls].values() if all(row.get(name) == value for name, value in wanted.items())
    ]


def test_a_contact_told_in_three_sentences_is_one_contact() -> None:
    talk = Dialogue()

    talk.say("we have a new buyer at Globex. Her name is Rita Solheim. Put her in as a contact please")

    ((contact),) = rows(talk, "Contact", name="Rita Solheim")
    assert contact["company"] == "c2"
    assert not rows(talk, "Contact", name="Put")


def test_the_day_of_a_plan_is_corrected_and_its_hour_stays() -> None:
    talk = Dialogue()

    talk.say("plan a call with Jane Doe for Thursday at ten")
    talk.say("actually make that Friday same time")

    assert [row["due_date"] for row in rows(talk, "Activity", subject="Call with Jane Doe")] == ["2026-03-20T10:00"]


def test_a_change_is_taken_back_in_words_that_no_list_has() -> None:
    talk = Dialogue()
    (before,) = rows(talk, "Deal", title="Annual plan")
    stage = before["stage"]

    talk.say("mark the Annual plan as won")
    talk.say("hm no, back to what we had")

    assert rows(talk, "Deal", title="Annual plan")[0]["stage"] == stage


def test_a_list_that_was_shown_is_added_up_by_its_records() -> None:
    talk = Dialogue()

    listed = talk.say("show my open deals")

    total = listed.rpartition("Total amount: ")[2].split()[0]
    assert total in talk.say("total value of those?")


def test_what_only_says_put_it_down_is_no_task_of_its_own() -> None:
    talk = Dialogue()

    talk.say("Nobody reminds me of anything. Jane Doe, call, 1 June, 9:00 sharp, put it down.")

    assert not rows(talk, "Activity", subject="Put it down")


def test_a_day_that_is_to_come_is_no_day_of_a_report() -> None:
    now = Now(datetime(2026, 5, 12, 10), False)

    assert _ahead(When("1 June", date(2026, 6, 1), date(2026, 6, 1), before=date(2025, 6, 1)), now)
    assert not _ahead(When("Friday", date(2026, 5, 15), date(2026, 5, 15), before=date(2026, 5, 8)), now)


def test_a_condition_that_is_not_understood_is_never_dropped_from_a_list() -> None:
    for said in ("which contacts are hard to reach?", "who is against the plan at Globex?", "deals in the red"):
        answer = Dialogue().say(said)

        assert "Jane Doe" not in answer and "Globex renewal" not in answer, answer


def test_what_begins_with_a_verb_of_reading_writes_nothing_down() -> None:
    for said in ("search notes: humidity", "list notes: humidity", "look up notes: price of steel"):
        talk = Dialogue()

        assert "Shall I" not in talk.say(said)
        assert not talk.desk.changes
