"""What follows a change: it is taken back with a reason, or its number is corrected in the same thousands."""

from tests.agent.embedded.dialogue import Dialogue


def pilot(talk: Dialogue) -> dict:  # type: ignore[type-arg]
    return next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "Globex pilot")


def test_an_undo_may_go_on_to_tell_why() -> None:
    talk = Dialogue()
    talk.say("Globex pilot goes to Raj")
    talk.say("actually undo that, Priya would never forgive me")
    assert pilot(talk)["assigned_to"] == "u2"


def test_an_undo_may_be_told_why_before() -> None:
    talk = Dialogue()
    talk.say("Give the Globex pilot to Raj")
    talk.say("I just spoke to Priya and she'd rather keep it, so please undo that.")
    assert pilot(talk)["assigned_to"] == "u2"


def test_an_undo_may_say_what_of_the_earlier_changes_stays() -> None:
    for said in (
        "hmm undo that last one, keep the 16",
        "Actually Jane still has questions, so undo that last stage change but keep the new amount.",
    ):
        talk = Dialogue()
        talk.say("Set the Globex pilot to 16k")
        talk.say("and move it to proposal")
        talk.say(said)
        assert (pilot(talk)["amount"], pilot(talk)["stage"]) == (16_000, "lead")


def test_an_order_before_an_undo_is_not_dropped() -> None:
    talk = Dialogue()
    talk.say("Give the Globex pilot to Raj")
    before = dict(pilot(talk))
    talk.say("Move the Store rollout to proposal and undo that")
    assert pilot(talk) in (before, {**before, "assigned_to": "u2"})
    rollout = next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "Store rollout")
    assert (pilot(talk) == before) or rollout["stage"] == "proposal"


def test_a_corrected_number_is_in_the_thousands_of_the_first() -> None:
    talk = Dialogue()
    talk.say("globex pilot is 84k now")
    talk.say("sorry misread my own writing, 78")
    assert pilot(talk)["amount"] == 78_000


def test_two_questions_about_one_record_need_its_name_once() -> None:
    answer = Dialogue().say("who's our contact on the globex renewal and what stage is it in?")
    assert "Jane Doe" in answer
    assert "negotiation" in answer


def test_a_field_that_is_lacking_is_a_condition_and_no_new_value() -> None:
    talk = Dialogue()
    talk.say("everything of mine in lead that has no close date gets 30 april")
    dated = {row["title"] for row in talk.desk.rows["Deal"].values() if row.get("expected_close_date") == "2026-04-30"}
    assert dated == {"Initech migration", "Store rollout"}


def test_a_short_text_ends_with_its_line() -> None:
    talk = Dialogue()
    talk.say("New company: Mombasa Dry Goods\nIndustry: Retail\nAddress: Moi Avenue 17, Mombasa")
    (made,) = [row for row in talk.desk.rows["Company"].values() if row["name"] == "Mombasa Dry Goods"]
    assert made["industry"] == "Retail"
    assert str(made["address"]).startswith("Moi Avenue 17")


def test_a_wish_and_the_order_that_follows_are_one_plan() -> None:
    talk = Dialogue()
    talk.say("Bob would like to see us on 18 April at 10, so schedule a meeting with him")
    made = [row for row in talk.desk.rows["Activity"].values() if row.get("due_date") == "2026-04-18T10:00"]
    assert [row["type"] for row in made] == ["meeting"]


def test_one_record_is_put_back_and_another_one_changed() -> None:
    talk = Dialogue()
    talk.say("move the globex pilot to won")
    talk.say("I mixed them up: Store rollout to won and the pilot goes back to where it was")
    assert pilot(talk)["stage"] == "lead"
    assert next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "Store rollout")["stage"] == "won"


def test_who_gives_up_hands_nothing_over() -> None:
    talk = Dialogue()
    before = {key: dict(row) for key, row in talk.desk.rows["Deal"].items()}
    talk.say("all my overdue activities -> friday noon. I give up for this week")
    assert {key: dict(row) for key, row in talk.desk.rows["Deal"].items()} == before


def test_taking_a_person_out_is_no_undo_of_the_last_change() -> None:
    talk = Dialogue()
    talk.say("Add a contact Rhys Bevan at Globex")
    talk.say("Give the Globex pilot to Raj")
    talk.say("Actually we don't need Rhys, take him out again.")
    names = {row["name"] for row in talk.desk.rows["Contact"].values()}
    assert pilot(talk)["assigned_to"] != "u2"
    assert "Rhys Bevan" not in names


def test_the_last_digits_of_a_number_are_corrected() -> None:
    for said in ("typo, ends on 332", "sorry, it ends in 32", "the last digit is 2"):
        talk = Dialogue()
        talk.say("Jane's phone is 0170 555 331")
        talk.say(said)
        assert (
            next(one for one in talk.desk.rows["Contact"].values() if one["name"] == "Jane Doe")["phone"]
            == "0170 555 332"
        )


def test_letters_of_a_new_name_are_corrected() -> None:
    for first, said, name in (
        ("add contact jenny park, globex", "oops its jennie w an ie", "Jennie Park"),
        ("add contact Jon Park at Globex", "John with an h", "John Park"),
    ):
        talk = Dialogue()
        talk.say(first)
        talk.say(said)
        assert name in {one["name"] for one in talk.desk.rows["Contact"].values()}


def test_a_count_goes_on_for_another_colleague() -> None:
    talk = Dialogue()
    first = talk.say("How many open deals does Raj have?")
    assert talk.say("and how many is it for Priya?").startswith("1 deal") and first.startswith("1 deal")
    talk.say("How many deals does Raj have?")
    assert talk.say("and how many does Priya have?").startswith("2 deals")


def test_why_a_value_is_another_is_no_name() -> None:
    talk = Dialogue()
    talk.say("bump globex pilot up by 3500, they added the extraction hood")
    assert pilot(talk)["amount"] == 18_500


def test_a_day_behind_at_is_no_time() -> None:
    talk = Dialogue()
    talk.say("put the amount of the Globex pilot at 19900")
    talk.say("and the close date at 4 June")
    assert (pilot(talk)["amount"], pilot(talk)["expected_close_date"]) == (19_900, "2026-06-04")


def test_a_month_may_be_called_as_at_home() -> None:
    for said in ("24 luglio", "24. Juli", "24 juillet", "24 de julio"):
        talk = Dialogue()
        talk.say(f"Set the close date of the Globex pilot to {said}")
        assert pilot(talk)["expected_close_date"] == "2026-07-24"


def test_days_are_put_on_records_that_were_told_before() -> None:
    talk = Dialogue()
    talk.say("all my leads w no close date - put 30 june on them")
    dated = {row["title"] for row in talk.desk.rows["Deal"].values() if row.get("expected_close_date") == "2026-06-30"}
    assert dated == {"Initech migration", "Store rollout"}


def test_a_question_is_about_the_named_record_and_all_that_it_names() -> None:
    answer = Dialogue().say("Jane Doe, phone and what do her notes say?")
    assert "+44 20 7946 0000" in answer and "notes" in answer


def test_small_words_may_be_part_of_a_title() -> None:
    talk = Dialogue()
    talk.say("New deal Harbour holiday lets for Globex, 9k")
    talk.say("hand the holiday lets deal over to Raj")
    made = next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "Harbour holiday lets")
    raj = next(key for key, row in talk.desk.rows["_User"].items() if "Raj" in str(row))
    assert made["assigned_to"] == raj


def test_a_company_that_nobody_knows_is_asked_about() -> None:
    talk = Dialogue()
    assert "Stark Industries" in talk.say("new deal: Stark Industries, security audit, 30k")
    talk.say("yes")
    made = next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "security audit")
    company = next(key for key, row in talk.desk.rows["Company"].items() if row["name"] == "Stark Industries")
    assert made["company"] == company


def test_a_deal_is_renamed_to_words_of_its_own() -> None:
    talk = Dialogue()
    talk.say("rename Store rollout to Hooli store rollout phase 1")
    assert "Hooli store rollout phase 1" in {row["title"] for row in talk.desk.rows["Deal"].values()}


def test_a_deal_is_linked_to_a_person() -> None:
    for said in ("link the store rollout to Otto", "link Otto to the store rollout"):
        talk = Dialogue()
        talk.say(said)
        assert (
            next(row for row in talk.desk.rows["Deal"].values() if row["title"] == "Store rollout")["contact"] == "p6"
        )


def test_what_happened_is_ticked_off() -> None:
    for said in (
        "the kickoff happened, mark it done",
        "I sent the quote so tick that off",
        "close out all overdue tasks",
    ):
        talk = Dialogue()
        before = {key for key, row in talk.desk.rows["Activity"].items() if row.get("completed_at")}
        talk.say(said)
        done = {key for key, row in talk.desk.rows["Activity"].items() if row.get("completed_at")} - before
        assert done == ({"a3"} if "kickoff" in said else {"a2"})


def test_people_of_a_company_are_its_contacts() -> None:
    assert "Jane Doe" in Dialogue().say("who's our contact at Globex")


def test_what_was_done_before_the_last_change_is_taken_back_by_its_name() -> None:
    talk = Dialogue()
    talk.say("the kickoff with Bob is done")
    talk.say("plan call with Jane fri 10:00")
    talk.say("pls undo the done on the kickoff, was too early")
    kickoff = next(row for row in talk.desk.rows["Activity"].values() if row["subject"] == "Kickoff with Bob Stone")
    assert not kickoff.get("completed_at")
    assert any(
        row["subject"].startswith("Call with Jane") and row.get("due_date")
        for row in talk.desk.rows["Activity"].values()
    )
