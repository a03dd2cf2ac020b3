from collections.abc import Callable

import pytest
from langchain_core.language_models import BaseChatModel

from agent import calls
from agent.assistant import Assistant
from agent.embedded.engine import EmbeddedEngine
from agent.events import Reply
from store.cards import Card
from store.errors import Conflict, InvalidValues
from store.fields import Pointer
from store.principal import Principal
from store.store import Store
from tests.doubles import ScriptedModel, call, script

Make = Callable[[BaseChatModel], Assistant]
Office = dict[str, str]
THREE = ("Pilot", "Renewal", "Upgrade")


def won() -> ScriptedModel:
    return script(call(("update_deals", {"targets": list(THREE), "set": {"stage": "won"}})), "Done.")


def stages(store: Store, who: Principal) -> dict[str, str]:
    with store.reading(who) as records:
        return {row["title"]: row["stage"] for row in records.find("Deal") if row["title"] in THREE}


def asked(one: Assistant, me: Principal, text: str = "win all three") -> Card:
    card = one.reply("t", text, me, door="cli").card
    assert card
    return card


def approve(one: Assistant, me: Principal, card: Card, *numbers: int) -> Reply:
    *_, reply = one.stream_answer(card.id, me, "approved", part=card.some(numbers))
    assert isinstance(reply, Reply)
    return reply


class TestAPartOfACard:
    def test_is_done_and_the_rest_is_rejected(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        model = won()
        one = assistant(model)
        card = asked(one, ann)

        reply = approve(one, ann, card, 1, 3)

        assert stages(store, ann) == {"Pilot": "won", "Renewal": "lead", "Upgrade": "won"}
        assert [record["name"] for record in reply.records] == ["Pilot", "Upgrade"]
        told = str(model.heard[-1][-1].content)
        assert '"not_approved":[{"class":"Deal","id":"' + office["Renewal"] in told
        assert '"changed":{"stage":{"from":"lead","to":"won"}}' in told
        assert one.cards.get(ann, card.id).numbers == [1, 3]

    def test_of_all_rows_is_the_whole(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        one = assistant(won())
        approve(one, ann, asked(one, ann), 3, 2, 1)

        assert set(stages(store, ann).values()) == {"won"}

    def test_may_be_one_of_its_calls(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        both = call(("delete_deals", {"targets": ["Pilot"]}), ("delete_deals", {"targets": ["Renewal"]}))
        model = script(both, "Done.")
        one = assistant(model)

        approve(one, ann, asked(one, ann, "delete both"), 2)

        assert set(stages(store, ann)) == {"Pilot", "Upgrade"}
        assert '"error":"rejected"' in str(model.heard[-1][-2].content)

    def test_leaves_what_goes_along_where_that_was_not_approved(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(script(call(("delete_companies", {"targets": ["Acme Corp"]})), "Gone."))
        card = asked(one, ann, "delete Acme")
        assert [row["name"] for row in card.rows] == ["Acme Corp", "Annual plan"]

        approve(one, ann, card, 1)

        with store.reading(ann) as records:
            assert records.get("Deal", office["Annual plan"])["title"] == "Annual plan"
            assert not records.get_many("Company", [office["Acme Corp"]])

    def test_is_undone_as_the_run(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        one = assistant(won())
        reply = approve(one, ann, asked(one, ann), 1)
        with store.records(ann) as records:
            records.undo(reply.run)

        assert set(stages(store, ann).values()) == {"lead"}

    def test_twice_is_once_and_another_one_is_a_conflict(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(won())
        card = asked(one, ann)
        first, second = approve(one, ann, card, 1), approve(one, ann, card, 1)

        assert first.text == second.text
        for other in ((2,), (1, 2, 3)):
            with pytest.raises(Conflict):
                approve(one, ann, card, *other)
        with store.reading(ann) as records:
            assert len(records.history(run=first.run)) == 1

    def test_approved_before_a_crash_is_done_once_when_it_is_approved_again(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(won())
        card = asked(one, ann)
        one.cards.decide(ann, card.id, "approved", card.some([2]))

        approve(one, ann, card, 2)

        assert stages(store, ann) == {"Pilot": "lead", "Renewal": "won", "Upgrade": "lead"}

    def test_broken_off_after_it_was_done_is_not_done_again(
        self, store: Store, assistant: Make, ann: Principal, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def breaks(*_: object) -> None:
            raise RuntimeError("the process ends here")

        one = assistant(won())
        card = asked(one, ann)
        with monkeypatch.context() as broken:
            broken.setattr(calls, "answered", breaks)
            with pytest.raises(RuntimeError):
                approve(one, ann, card, 1)

        reply = approve(one, ann, card, 1)

        assert stages(store, ann)["Pilot"] == "won"
        assert reply.text == "Done."
        with store.reading(ann) as records:
            assert len(records.history(run=reply.run)) == 1

    def test_of_a_record_that_changed_since_changes_nothing(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        model = won()
        one = assistant(model)
        card = asked(one, ann)
        with store.records(ann) as records:
            records.update("Deal", office["Pilot"], {"amount": 7.0})

        approve(one, ann, card, 1, 2)

        assert set(stages(store, ann).values()) == {"lead"}
        assert '"error":"conflict"' in str(model.heard[-1][-1].content)

    def test_is_refused_where_the_changes_hang_together(
        self, store: Store, assistant: Make, ann: Principal, office: Office
    ) -> None:
        one = assistant(script(*won().lines, call(("undo", {"run": "x"})), "Undone."))
        first = asked(one, ann)
        approve(one, ann, first, 1, 2, 3)
        one = assistant(script(call(("undo", {"run": first.run})), "Undone."))
        card = asked(one, ann, "take that run back")

        with pytest.raises(InvalidValues, match="as a whole"):
            approve(one, ann, card, 1)
        with pytest.raises(InvalidValues, match="numbers 1 to 3"):
            card.some([4])
        assert one.cards.get(ann, card.id).state == "open"

    @pytest.mark.parametrize(
        ("said", "answer"),
        [
            ("move all lead deals to proposal", "Left as it was: **"),
            ("delete Acme Corp", "Left as it was: **"),
        ],
    )
    def test_is_told_by_the_embedded_engine(
        self, assistant: Make, ann: Principal, office: Office, said: str, answer: str
    ) -> None:
        one = assistant(EmbeddedEngine())
        assert answer in approve(one, ann, asked(one, ann, said), 1).text


class TestWhatIsOutdated:
    def test_shows_both_versions(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        one = assistant(won())
        card = asked(one, ann)
        assert one.outdated(ann, card) == []
        with store.records(ann) as records:
            records.update("Deal", office["Pilot"], {"amount": 7.0})
            records.delete("Deal", office["Renewal"])

        pilot, renewal = one.outdated(ann, card)

        assert (pilot.name, pilot.shown, pilot.now) == ("Pilot", {"amount": 100}, {"amount": 7})
        assert (renewal.name, renewal.now) == ("Renewal", None)
        assert renewal.shown
        assert renewal.shown["stage"] == "lead"
        assert one.outdated(ann, card, card.some([3])) == []

    def test_is_what_would_go_along_by_now(self, store: Store, assistant: Make, ann: Principal, office: Office) -> None:
        one = assistant(script(call(("delete_deals", {"targets": ["Pilot"]})), "Gone."))
        card = asked(one, ann, "delete Pilot")
        with store.records(ann) as records:
            records.create("Activity", {"subject": "Visit", "related_to": Pointer("Deal", office["Pilot"])})

        (activity,) = one.outdated(ann, card)

        assert (activity.name, activity.shown, activity.now) == ("Visit", None, {"subject": "Visit"})
