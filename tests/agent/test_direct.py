from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agent.assistant import Assistant
from agent.direct import Direct
from agent.toolset import Rejected
from store.cards import Card, Cards
from store.errors import Conflict, RecordNotFound
from store.principal import Principal
from store.programs import SILENCE, STRETCH, Programs
from store.store import Store
from store.threads import Threads
from tests.agent.conftest import NOW
from tests.doubles import script

Office = dict[str, str]
Call = Callable[..., Any]
WON = {"set": {"stage": "won"}}


@pytest.fixture
def direct(store: Store) -> Direct:
    return Direct(store, clock=lambda: NOW)


@pytest.fixture
def thread(direct: Direct, ann: Principal) -> str:
    return direct.programs.thread(ann, "mcp-1", "Desktop")


@pytest.fixture
def calls(direct: Direct, thread: str, ann: Principal) -> Call:
    return lambda tool, **arguments: direct.call(ann, thread, tool, arguments, door="mcp")


def stages(store: Store, ann: Principal) -> list[str]:
    with store.reading(ann) as records:
        return [str(row["stage"]) for row in records.find("Deal", {}, order=["title"])]


class TestACallThatWrites:
    def test_is_made_at_once_and_counted(self, store: Store, calls: Call, ann: Principal, office: Office) -> None:
        for _ in range(3):
            calls("update_deals", targets=["Pilot", "Renewal"], **WON)
        card = calls("update_deals", targets=["Upgrade"], **WON)

        assert stages(store, ann) == ["lead", "won", "won", "lead"]
        assert card.reasons == ["it changes 3 records"]

    def test_that_was_taken_back_counts_no_more(self, calls: Call, office: Office) -> None:
        calls("update_deals", targets=["Pilot", "Renewal"], **WON)
        calls("undo")

        assert "updated" in calls("update_deals", targets=["Annual plan", "Upgrade"], **WON)

    def test_needs_a_card_once_text_from_outside_was_read(self, calls: Call, office: Office) -> None:
        calls("update_deals", targets=["Pilot"], append={"notes": "They like it."})
        calls("get_record", **{"class": "Deal", "target": "Upgrade"})
        assert not isinstance(calls("create_deal", title="One"), Card)

        calls("get_record", **{"class": "Deal", "target": "Pilot"})

        for made in (calls("create_activity", type="call", subject="call"), calls("undo")):
            assert isinstance(made, Card)
            assert "reading text that others wrote" in made.reasons[0]


class TestACard:
    def test_is_opened_once_for_the_same_call(self, calls: Call, office: Office) -> None:
        first, second = (calls("delete_deals", targets=["Pilot"]) for _ in range(2))
        other = calls("delete_deals", targets=["Upgrade"])

        assert first == second
        assert other.id != first.id

    def test_is_carried_out_once_by_however_many(
        self, store: Store, direct: Direct, calls: Call, ann: Principal, office: Office
    ) -> None:
        card = calls("delete_deals", targets=["Pilot"])

        with ThreadPoolExecutor(4) as pool:
            results = list(pool.map(lambda _: direct.answer(ann, card.id, "approved"), range(4)))

        assert len({str(result) for result in results}) == 1
        with store.reading(Principal.system()) as records:
            assert len(records.history(run=card.run)) == 1
        assert [row["text"] for row in Threads(store).messages(ann, card.thread)][1:] == [
            "Done.\n\n- **Deleted deal** Pilot"
        ]

    def test_approved_before_a_crash_is_carried_out_once_when_the_call_comes_again(
        self, store: Store, calls: Call, ann: Principal, office: Office
    ) -> None:
        card = calls("delete_deals", targets=["Pilot"])
        Cards(store).decide(ann, card.id, "approved")

        first, again = (calls("delete_deals", targets=["Pilot"]) for _ in range(2))

        assert first == again
        assert [one["title"] for one in first["deleted"]] == ["Pilot"]
        with store.reading(Principal.system()) as records:
            assert len(records.history(run=card.run)) == 1

    def test_answers_the_same_call_again_until_it_is_taken_back(
        self, direct: Direct, calls: Call, ann: Principal, office: Office
    ) -> None:
        card = calls("delete_deals", targets=["Pilot"])
        result = direct.answer(ann, card.id, "approved")

        assert calls("delete_deals", targets=["Pilot"]) == result
        calls("undo")
        assert isinstance(calls("delete_deals", targets=["Pilot"]), Card)

    def test_that_was_rejected_stays_so(self, store: Store, direct: Direct, calls: Call, ann: Principal) -> None:
        calls("create_deal", title="Pilot")
        card = calls("delete_deals", targets=["Pilot"])
        for _ in range(2):
            with pytest.raises(Rejected):
                direct.answer(ann, card.id, "rejected")

        with pytest.raises(Conflict):
            direct.answer(ann, card.id, "approved")
        with pytest.raises(Rejected):
            calls("delete_deals", targets=["Pilot"])
        assert stages(store, ann) == ["lead"]

    def test_is_carried_out_as_far_as_it_was_approved(
        self, store: Store, direct: Direct, calls: Call, ann: Principal, office: Office
    ) -> None:
        card = calls("delete_deals", targets=["Pilot", "Renewal"])

        result = direct.answer(ann, card.id, "approved", card.some([2]))

        assert [record["title"] for record in result["deleted"]] == ["Renewal"]
        assert calls("delete_deals", targets=["Pilot", "Renewal"]) == result
        assert Threads(store).messages(ann, card.thread)[-1]["text"] == "Done.\n\n- **Deleted deal** Renewal"
        with store.reading(ann) as records:
            assert [row["title"] for row in records.find("Deal", {}, order=["title"])] == [
                "Annual plan",
                "Pilot",
                "Upgrade",
            ]

    def test_is_anothers_business_not_at_all(
        self, store: Store, direct: Direct, calls: Call, ann: Principal, bob: Principal, office: Office
    ) -> None:
        card = calls("delete_deals", targets=["Pilot"])

        with pytest.raises(RecordNotFound):
            direct.answer(bob, card.id, "approved")
        assert len(stages(store, ann)) == 4

    def test_does_nothing_when_the_record_changed_since(
        self, store: Store, direct: Direct, calls: Call, ann: Principal, office: Office
    ) -> None:
        card = calls("delete_deals", targets=["Pilot"])
        with store.records(ann) as records:
            records.update("Deal", office["Pilot"], {"stage": "won"})

        with pytest.raises(Conflict):
            direct.answer(ann, card.id, "approved")
        assert stages(store, ann) == ["lead", "won", "lead", "lead"]
        assert calls("delete_deals", targets=["Pilot"]).id != card.id

    def test_that_shows_what_is_not_so_any_more_is_replaced(
        self, store: Store, direct: Direct, calls: Call, ann: Principal, office: Office
    ) -> None:
        first = calls("delete_deals", targets=["Pilot"])
        with store.records(ann) as records:
            records.update("Deal", office["Pilot"], {"stage": "won"})

        second = calls("delete_deals", targets=["Pilot"])

        assert direct.card(ann, first.id).state == "rejected"
        direct.answer(ann, second.id, "approved")
        assert stages(store, ann) == ["lead", "lead", "lead"]

    def test_is_closed_by_a_message_in_its_thread(
        self, assistant: Callable[..., Assistant], calls: Call, ann: Principal, office: Office
    ) -> None:
        card = calls("delete_deals", targets=["Pilot"])
        one = assistant(script("Hello."))

        one.reply(card.thread, "hello", ann, door="cli")

        assert one.cards.get(ann, card.id).state == "rejected"


class TestAProgramsThread:
    def test_goes_on_until_it_was_silent_for_long(self, store: Store, ann: Principal, bob: Principal) -> None:
        programs = Programs(store)
        start = datetime.now(UTC)

        first = programs.thread(ann, "mcp-1", "Desktop", now=start)
        steps = [programs.thread(ann, "mcp-1", "Desktop", now=start + n * SILENCE * 0.9) for n in (1, 2)]
        later = programs.thread(ann, "mcp-1", "Desktop", now=start + 3 * SILENCE)

        assert steps == [first, first]
        assert len({first, later, programs.thread(ann, "mcp-2", "Editor"), programs.thread(bob, "mcp-1", "Other")}) == 4
        assert Threads(store).get(ann, first)["name"] == "Desktop"

    def test_begins_only_once(self, store: Store, ann: Principal) -> None:
        with ThreadPoolExecutor(4) as pool:
            found = set(pool.map(lambda _: Programs(store).thread(ann, "mcp-1", "Desktop"), range(4)))

        assert len(found) == 1

    def test_counts_what_was_changed_of_late(self, direct: Direct, calls: Call, thread: str, ann: Principal) -> None:
        made = calls("create_deal", title="Pilot")["id"]

        now = datetime.now(UTC)
        assert direct.programs.touched(ann, thread, now=now) == {("Deal", made)}
        assert not direct.programs.touched(ann, thread, now=now + STRETCH + timedelta(seconds=1))

    def test_remembers_a_refusal_for_the_log(self, store: Store, calls: Call) -> None:
        with pytest.raises(RecordNotFound):
            calls("update_deals", targets=["Nothing"], **WON)

        with store.looking() as connection:
            (denial,) = connection.execute(store.schema.own.denial.select()).mappings().all()
        assert (denial["tool"], denial["code"], denial["door"]) == ("update_deals", "record_not_found", "mcp")
