import threading
from collections.abc import Callable
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

from agent import run
from agent.assistant import LONGEST_DESCRIPTION, LONGEST_MESSAGE, Assistant
from agent.errors import EmptyMessage, MessageTooLong
from agent.events import Reply, ToolFinished, ToolStarted, Word
from agent.graph import MOST_MESSAGES
from store.errors import Conflict, RecordNotFound, ThreadBusy
from store.principal import Principal
from store.store import Store
from tests.doubles import ScriptedModel, call, script

Make = Callable[[BaseChatModel], Assistant]
Office = dict[str, str]


def stage(store: Store, who: Principal, deal: str) -> str:
    with store.reading(who) as records:
        return str(records.get("Deal", deal)["stage"])


def there(store: Store, who: Principal, deal: str) -> bool:
    with store.reading(who) as records:
        return bool(records.get_many("Deal", [deal]))


def moved(target: str, to: str = "proposal") -> AIMessage:
    return call(("update_deals", {"targets": [target], "set": {"stage": to}}))


class TestARun:
    def test_changes_what_was_asked_and_tells_it(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        reply = assistant(script(moved("Acme"), "Moved.")).reply("t", "move Acme to proposal", ann, door="cli")

        assert stage(store, ann, office["Annual plan"]) == "proposal"
        assert (reply.text, reply.card) == ("Moved.", None)
        changed = {"class": "Deal", "id": office["Annual plan"], "name": "Annual plan", "what": "updated"}
        assert reply.records == [changed]

    def test_stands_in_the_log_with_its_door_and_call(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        line = moved("Acme")
        reply = assistant(script(line, "Moved.")).reply("t", "move it", ann, door="slack")

        with store.reading(ann) as records:
            (row,) = records.history(run=reply.run)
        assert (row["door"], row["user"], row["call"]) == ("slack", ann.user, line.tool_calls[0]["id"])

    def test_can_be_taken_back(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        one = assistant(script(moved("Acme"), "Moved.", call(("undo", {})), "Undone."))
        one.reply("t", "move it", ann, door="cli")

        assert one.reply("t", "undo that", ann, door="cli").text == "Undone."
        assert stage(store, ann, office["Annual plan"]) == "lead"

    def test_takes_back_only_what_its_own_thread_did(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(script(moved("Acme"), "Moved.", moved("Pilot"), "Moved.", call(("undo", {})), "Undone."))
        one.reply("a", "move Acme", ann, door="cli")
        one.reply("b", "move Pilot", ann, door="cli")
        one.reply("a", "undo that", ann, door="cli")

        assert stage(store, ann, office["Annual plan"]) == "lead"
        assert stage(store, ann, office["Pilot"]) == "proposal"

    def test_is_told_as_it_happens(self, assistant: Make, ann: Principal, office: Office) -> None:
        events = list(assistant(script(moved("Acme"), "All done.")).stream("t", "move it", ann, door="cli"))

        kinds = [type(event) for event in events]
        assert kinds == [ToolStarted, ToolFinished, Word, Reply]
        assert isinstance(events[0], ToolStarted)
        assert events[0].sentence == "Changing deals"

    def test_makes_the_calls_of_one_step_in_their_order(self, store: Store, assistant: Make, ann: Principal) -> None:
        line = call(
            ("create_company", {"name": "Initech"}), ("create_deal", {"title": "Printers", "company": "Initech"})
        )
        assistant(script(line, "Added.")).reply("t", "add Initech with a deal Printers", ann, door="cli")

        with store.reading(ann) as records:
            (deal,) = records.find("Deal")
            assert records.get("Company", deal["company"].id)["name"] == "Initech"

    @pytest.mark.timeout(30)
    def test_makes_the_calls_that_come_after_a_refused_one_at_once(
        self, store: Store, assistant: Make, ann: Principal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run, "PATIENCE", 10_000)
        lost = ("update_deals", {"targets": ["nothing"], "set": {"stage": "won"}})

        assistant(script(call(lost, ("create_company", {"name": "Acme"})), "Added.")).reply("t", "x", ann, door="code")

        with store.reading(ann) as records:
            assert [row["name"] for row in records.find("Company")] == ["Acme"]

    def test_lets_the_model_read_why_a_call_failed(self, assistant: Make, ann: Principal) -> None:
        model = script(moved("Nothing"), "Sorry.")
        assistant(model).reply("t", "move Nothing", ann, door="cli")

        answer = model.heard[-1][-1]
        assert isinstance(answer, ToolMessage)
        assert answer.status == "error"
        assert '"error":"record_not_found"' in str(answer.content)

    def test_that_fails_leaves_the_thread_usable(self, assistant: Make, ann: Principal) -> None:
        with pytest.raises(Exception, match="does not answer"):
            assistant(script()).reply("t", "hello", ann, door="cli")

        assert assistant(script("Hello.")).reply("t", "hello", ann, door="cli").text == "Hello."

    def test_ends_when_the_model_repeats_itself_for_ever(self, assistant: Make, ann: Principal) -> None:
        reply = assistant(script(*[call(("find_deals", {})) for _ in range(30)])).reply("t", "hi", ann, door="cli")

        assert "stopped after 12 steps" in reply.text

    def test_tells_the_model_of_a_tool_that_does_not_exist(self, assistant: Make, ann: Principal) -> None:
        model = script(call(("drop_tables", {})), "Sorry.")
        assistant(model).reply("t", "hi", ann, door="cli")

        assert '"error":"unknown_tool"' in str(model.heard[-1][-1].content)

    def test_refuses_an_empty_message_and_a_very_long_one(self, assistant: Make, ann: Principal) -> None:
        one = assistant(script())

        with pytest.raises(EmptyMessage):
            one.reply("t", " \n", ann, door="cli")
        with pytest.raises(MessageTooLong):
            one.reply("t", "x" * (LONGEST_MESSAGE + 1), ann, door="cli")

    def test_takes_a_longer_one_from_an_admin_who_describes_classes(self, assistant: Make, ann: Principal) -> None:
        page = "erDiagram\nROBOT {\nString name\n}\n".ljust(LONGEST_DESCRIPTION, "\n")
        admin, one = Principal("root", frozenset({"admin"})), assistant(script("Seen."))

        assert one.reply("t", page, admin, door="cli").text == "Seen."
        for text, who, told in (
            (page, ann, "8,000 is the most"),
            ("x" * LONGEST_DESCRIPTION, admin, "8,000 is the most"),
            (f"{page} ", admin, "40,000 is the most .* `parley bootstrap"),
        ):
            with pytest.raises(MessageTooLong, match=told):
                one.reply("t", text, who, door="cli")

    def test_logs_what_was_denied(
        self, store: Store, assistant: Make, ann: Principal, bob: Principal, office: Office
    ) -> None:
        assistant(script(moved(office["Pilot"]), "Sorry.")).reply("t", "move it", bob, door="cli")

        with store.looking() as connection:
            (row,) = connection.execute(store.schema.own.denial.select()).mappings()
        assert (row["user"], row["tool"], row["code"]) == (bob.user, "update_deals", "record_not_found")


class TestAThread:
    def test_belongs_to_its_user(self, assistant: Make, ann: Principal, bob: Principal) -> None:
        model = script("Hello Ann.", "Hello Bob.")
        one = assistant(model)
        one.reply("t", "I am Ann", ann, door="cli")
        one.reply("t", "I am Bob", bob, door="cli")

        assert [m.content for m in model.heard[-1] if isinstance(m, HumanMessage)] == ["I am Bob"]
        assert [row["text"] for row in one.threads.messages(bob, "t")] == ["I am Bob", "Hello Bob."]

    def test_answers_one_message_at_a_time(self, store: Store, assistant: Make, ann: Principal) -> None:
        begun, go_on = threading.Event(), threading.Event()

        class Slow(ScriptedModel):
            def _generate(self, *args: Any, **kwargs: Any) -> Any:
                begun.set()
                go_on.wait(10)
                return super()._generate(*args, **kwargs)

        one = assistant(Slow(lines=iter([AIMessage("Done.")]), heard=[]))
        thread = threading.Thread(target=one.reply, args=("t", "first", ann), kwargs={"door": "cli"})
        thread.start()
        begun.wait(10)

        with pytest.raises(ThreadBusy):
            one.reply("t", "second", ann, door="cli")

        go_on.set()
        thread.join()
        assert [row["text"] for row in one.threads.messages(ann, "t")] == ["first", "Done."]

    def test_does_not_grow_without_end(self, assistant: Make, ann: Principal) -> None:
        turns = MOST_MESSAGES // 2 + 3
        model = script(*["Yes."] * turns)
        one = assistant(model)
        for n in range(turns):
            one.reply("t", f"message {n}", ann, door="cli")

        assert len(model.heard[-1]) <= MOST_MESSAGES + 2
        assert isinstance(model.heard[-1][1], HumanMessage)
        assert len(list(one._graph._memory.list({"configurable": {"thread_id": f"{ann.user}/t"}}))) == 1

    def test_keeps_what_was_said(self, assistant: Make, ann: Principal) -> None:
        one = assistant(script("Hello.", "Fine."))
        one.reply("t", "Good morning", ann, door="cli")
        one.reply("t", "How are you?", ann, door="cli")

        assert [row["text"] for row in one.threads.messages(ann, "t")] == [
            "Good morning",
            "Hello.",
            "How are you?",
            "Fine.",
        ]
        assert [row["name"] for row in one.threads.every(ann, "how are")] == ["Good morning"]


class TestACard:
    def test_is_opened_before_anything_is_deleted(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        reply = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone.")).reply(
            "t", "x", ann, door="cli"
        )

        assert reply.card
        assert [(row["what"], row["name"]) for row in reply.card.rows] == [("deleted", "Pilot")]
        assert there(store, ann, office["Pilot"])

    def test_is_carried_out_when_approved(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone."))
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card

        assert one.answer(card.id, ann, "approved").text == "Gone."
        assert not there(store, ann, office["Pilot"])

    def test_changes_nothing_when_rejected(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        model = script(call(("delete_deals", {"targets": ["Pilot"]})), "I left it.")
        one = assistant(model)
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card

        assert one.answer(card.id, ann, "rejected").text == "I left it."
        assert there(store, ann, office["Pilot"])
        assert '"error":"rejected"' in str(model.heard[-1][-1].content)

    def test_answered_twice_is_carried_out_once(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone."))
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card
        first, second = one.answer(card.id, ann, "approved"), one.answer(card.id, ann, "approved")

        assert first.text == second.text == "Gone."
        with store.reading(ann) as records:
            assert len(records.history(run=first.run)) == 1

    def test_answered_otherwise_later_is_a_conflict(self, assistant: Make, ann: Principal, office: Office) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone.", "Hello."))
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card
        one.answer(card.id, ann, "approved")

        with pytest.raises(Conflict):
            one.answer(card.id, ann, "rejected")
        assert one.reply("t", "hello", ann, door="cli").text == "Hello."

    def test_is_answered_by_its_asker_only(
        self, store: Store, assistant: Make, ann: Principal, boss: Principal, office: Office
    ) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone."))
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card

        with pytest.raises(RecordNotFound):
            one.answer(card.id, boss, "approved")
        assert there(store, ann, office["Pilot"])

    def test_is_closed_by_a_new_message(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        model = script(call(("delete_deals", {"targets": ["Pilot"]})), "It is sunny.")
        one = assistant(model)
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card

        assert one.reply("t", "how is the weather?", ann, door="cli").text == "It is sunny."
        assert one.cards.get(ann, card.id).state == "rejected"
        assert there(store, ann, office["Pilot"])
        assert [type(m) for m in model.heard[-1][1:]] == [HumanMessage, AIMessage, ToolMessage, HumanMessage]

    def test_of_a_record_that_changed_since_is_a_conflict(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        model = script(call(("delete_deals", {"targets": ["Pilot"]})), "It changed.")
        one = assistant(model)
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card
        with store.records(ann) as records:
            records.update("Deal", office["Pilot"], {"stage": "won"})

        one.answer(card.id, ann, "approved")

        assert there(store, ann, office["Pilot"])
        assert '"error":"conflict"' in str(model.heard[-1][-1].content)

    def test_honours_a_right_that_was_lost_meanwhile(
        self, store: Store, assistant: Make, ann: Principal, boss: Principal, office: Office
    ) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "I may not."))
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card

        one.answer(card.id, Principal(ann.user, frozenset({"readonly"})), "approved")

        assert there(store, ann, office["Pilot"])

    def test_is_opened_when_a_run_changes_more_than_two_records(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        three = call(("update_deals", {"targets": ["Pilot", "Renewal", "Upgrade"], "set": {"stage": "won"}}))
        reply = assistant(script(three, "Done.")).reply("t", "win all three", ann, door="cli")

        assert reply.card
        assert reply.card.reasons == ["it changes 3 records"]
        assert stage(store, ann, office["Pilot"]) == "lead"

    def test_counts_over_all_steps_of_a_run(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        steps = [moved(name, "won") for name in ("Pilot", "Renewal", "Upgrade")]
        reply = assistant(script(*steps, "Done.")).reply("t", "win all three", ann, door="cli")

        assert reply.card
        assert [stage(store, ann, office[name]) for name in ("Pilot", "Renewal", "Upgrade")] == ["won", "won", "lead"]

    def test_holds_all_gated_calls_of_a_step_and_no_other(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        line = call(
            ("update_deals", {"targets": ["Renewal"], "set": {"stage": "won"}}),
            ("delete_deals", {"targets": ["Pilot"]}),
        )
        one = assistant(script(line, "Done."))
        reply = one.reply("t", "win Renewal and delete Pilot", ann, door="cli")

        assert reply.card
        assert [waiting.tool for waiting in reply.card.calls] == ["delete_deals"]
        assert stage(store, ann, office["Renewal"]) == "won"
        one.answer(reply.card.id, ann, "approved")
        assert not there(store, ann, office["Pilot"])

    def test_is_opened_before_a_record_is_shared(
        self, assistant: Make, ann: Principal, bob: Principal, office: Office
    ) -> None:
        line = call(("share", {"class": "Deal", "target": "Pilot", "with": ["bob"]}))
        reply = assistant(script(line, "Shared.")).reply("t", "share the pilot with bob", ann, door="cli")

        assert reply.card
        assert reply.card.reasons == ["it changes who may see a record"]
        assert "bob (read)" in reply.text

    def test_is_not_opened_for_what_would_be_refused(self, assistant: Make, ann: Principal) -> None:
        reply = assistant(script(call(("delete_deals", {"targets": ["Nothing"]})), "None.")).reply(
            "t", "x", ann, door="cli"
        )

        assert reply.card is None

    def test_is_not_opened_for_undo(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        one = assistant(
            script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone.", call(("undo", {})), "It is back.")
        )
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card
        one.answer(card.id, ann, "approved")

        assert one.reply("t", "undo that", ann, door="cli").card is None
        assert there(store, ann, office["Pilot"])

    def test_approved_before_a_crash_is_carried_out_when_it_is_approved_again(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone."))
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card
        one.cards.decide(ann, card.id, "approved")

        one.answer(card.id, ann, "approved")

        assert not there(store, ann, office["Pilot"])

    def test_approved_before_a_crash_is_not_carried_out_against_a_later_word(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "I left it."))
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card
        one.cards.decide(ann, card.id, "approved")

        one.reply("t", "no, stop, do not delete it!", ann, door="cli")

        assert there(store, ann, office["Pilot"])
        assert one.cards.get(ann, card.id).state == "rejected"

    def test_is_not_approved_while_the_thread_is_busy(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone."))
        card = one.reply("t", "delete the pilot", ann, door="cli").card
        assert card
        other = one.threads.begin(ann, "t", "", "cli")

        with pytest.raises(ThreadBusy):
            one.answer(card.id, ann, "approved")

        one.threads.finish(ann, other, "")
        assert one.cards.get(ann, card.id).state == "open"


class TestAModelThatTriesToGetPastACard:
    ALL = ("Annual plan", "Pilot", "Renewal", "Upgrade")

    @pytest.mark.parametrize(
        "twice",
        [
            (("delete_deals", {"targets": ["Pilot"]}), ("delete_deals", {"targets": ["Pilot"]})),
            (
                ("update_deals", {"targets": list(ALL), "set": {"stage": "lost"}}),
                ("update_deals", {"targets": list(ALL), "set": {"stage": "lost"}}),
            ),
            (
                ("delete_deals", {"targets": list(ALL)}),
                ("update_deals", {"targets": list(ALL), "set": {"stage": "won"}}),
            ),
            (
                ("share", {"class": "Deal", "target": "Pilot", "with": ["everyone"], "level": "write"}),
                ("share", {"class": "Deal", "target": "Pilot", "with": ["everyone"], "level": "write"}),
            ),
        ],
    )
    def test_by_a_second_call_in_the_step_changes_nothing(
        self, store: Store, assistant: Make, ann: Principal, office: Office, twice: tuple[tuple[str, Any], ...]
    ) -> None:
        before = everything(store)
        reply = assistant(script(call(*twice), "Done.")).reply("t", "hello", ann, door="cli")

        assert reply.card
        assert everything(store) == before

    def test_by_calls_of_one_name_changes_each_once(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        first, second = moved("Pilot", "won"), moved("Renewal", "won")
        second.tool_calls[0]["id"] = first.tool_calls[0]["id"]
        assistant(script(first, second, "Both won.")).reply("t", "win both", ann, door="cli")

        assert [stage(store, ann, office[name]) for name in ("Pilot", "Renewal")] == ["won", "won"]

    def test_by_a_card_of_one_name_gets_two_cards(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        first, second = (call(("delete_deals", {"targets": [name]})) for name in ("Pilot", "Renewal"))
        second.tool_calls[0]["id"] = first.tool_calls[0]["id"]
        one = assistant(script(first, second, "Both gone."))
        card = one.reply("t", "delete both", ann, door="cli").card
        assert card

        after = one.answer(card.id, ann, "approved")

        assert after.card
        assert after.card.id != card.id
        assert there(store, ann, office["Renewal"])

    def test_by_undoing_another_thread_is_asked(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        line = call(("create_deal", {"title": "Fresh"}))
        run = assistant(script(line, "Added.")).reply("other", "add a deal Fresh", ann, door="cli").run

        reply = assistant(script(call(("undo", {"run": run})), "Undone.")).reply("t", "how are you?", ann, door="cli")

        assert reply.card
        assert reply.card.rows[0]["name"] == "Fresh"

    def test_by_undoing_in_the_middle_leaves_the_rest_to_be_undone(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(
            script(moved("Pilot"), call(("undo", {})), moved("Renewal"), "Done.", call(("undo", {})), "Undone.")
        )
        one.reply("t", "do this and that", ann, door="cli")
        one.reply("t", "undo that", ann, door="cli")

        assert [stage(store, ann, office[name]) for name in ("Pilot", "Renewal")] == ["lead", "lead"]


@pytest.mark.parametrize("amount", [1e30, 1e308, -1e25, 2.0**63, 10**32])
def test_a_very_large_amount_is_written_and_read(
    store: Store, assistant: Make, ann: Principal, office: Office, amount: float
) -> None:
    line = call(("update_deals", {"targets": ["Pilot"], "set": {"amount": amount}}))
    look = call(("find_deals", {}), ("totals", {"class": "Deal", "of": "amount"}), ("pipeline", {}))
    reply = assistant(script(line, look, "Set.")).reply("t", "set it", ann, door="cli")

    assert reply.text == "Set."
    with store.reading(ann) as records:
        assert records.get("Deal", office["Pilot"])["amount"] == float(amount)


def everything(store: Store) -> list[Any]:
    with store.reading(Principal.system()) as records:
        return [records.find("Deal"), [records.acl("Deal", row["object_id"]) for row in records.find("Deal")]]
