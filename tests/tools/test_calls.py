from dataclasses import replace
from typing import Any

import pytest

from store.errors import Conflict, InvalidValues, RecordNotFound
from tests.tools.desk import Desk, where
from tools import preview

MOVE = {"targets": ["Annual plan"], "set": {"stage": "proposal"}}


@pytest.fixture
def deal(desk: Desk) -> str:
    return str(desk("create_deal", title="Annual plan", amount=10)["id"])


class TestACallThatIsRepeated:
    def test_happens_once_and_returns_the_same(self, desk: Desk) -> None:
        running = desk.running()

        first = running.once("c1", "create_deal", title="Pilot", amount=12.5, expected_close_date="2026-03-31")
        second = running.once("c1", "create_deal", title="Pilot", amount=12.5, expected_close_date="2026-03-31")

        assert second == first
        assert desk("find_deals")["total"] == 1

    def test_returns_what_it_did_also_when_the_records_changed_since(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        first = running.once("c1", "update_deals", **MOVE)
        desk("update_deals", targets=[deal], set={"stage": "won"})

        second = running.once("c1", "update_deals", **MOVE)

        assert second == first
        assert desk("get_record", **{"class": "Deal"}, target=deal)["stage"] == "won"

    @pytest.mark.parametrize("tool", ["delete_deals"])
    def test_is_no_error_when_it_deleted(self, tool: str, desk: Desk, deal: str) -> None:
        running = desk.running()

        assert running.once("c1", tool, targets=[deal]) == running.once("c1", tool, targets=[deal])

    def test_happens_twice_in_two_runs(self, desk: Desk) -> None:
        desk.running().once("c1", "create_deal", title="Pilot")
        desk.running().once("c1", "create_deal", title="Pilot")

        assert desk("find_deals")["total"] == 2

    def test_happens_again_when_it_failed(self, desk: Desk) -> None:
        running = desk.running()
        with pytest.raises(RecordNotFound):
            running.once("c1", "update_deals", **MOVE)
        desk("create_deal", title="Annual plan")

        running.once("c1", "update_deals", **MOVE)

        assert desk.found("find_deals", where("stage", "is", "proposal")) != set()

    def test_of_a_tool_that_reads_is_asked_anew(self, desk: Desk) -> None:
        running = desk.running()
        before = running.once("c1", "find_deals")
        desk("create_deal", title="Pilot")

        assert before["total"] == 0
        assert running.once("c1", "find_deals")["total"] == 1
        assert desk.rows("call") == 0


class TestWhatWasApproved:
    def test_is_done(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        (shown,) = preview(running.context, [("c1", running.tools["update_deals"], MOVE)])

        running.tools["update_deals"].run(running.context, MOVE, "c1", shown.changes)

        assert desk("find_deals")["records"][0]["stage"] == "proposal"

    def test_is_done_later_too(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        later = replace(running, now=running.now.replace(hour=23))
        calls: list[tuple[str, str, dict[str, Any]]] = [
            ("c1", "create_deal", {"title": "Pilot", "stage": "lead"}),
            ("c2", "update_deals", MOVE),
        ]
        calls += [("c3", "update_deals", {"targets": ["Annual plan"], "set": {"amount": 11}})]
        calls += [("c4", "update_deals", {"targets": ["Pilot"], "set": {"stage": "won"}})]
        shown = preview(running.context, [(call, running.tools[tool], given) for call, tool, given in calls])

        for (call, tool, given), one in zip(calls, shown, strict=True):
            later.tools[tool].run(later.context, given, call, iter(one.changes))

        assert desk.found("find_deals", where("stage", "is", "won")) == desk.found(
            "find_deals", where("title", "is", "pilot")
        )
        assert desk("find_deals", where=[where("stage", "is", "proposal")])["records"][0]["amount"] == 11

    @pytest.mark.parametrize(
        "meanwhile",
        [
            {"set": {"amount": 11}},
            {"set": {"stage": "proposal"}},
            {"append": {"notes": "Called."}},
        ],
    )  # fmt: skip
    def test_is_a_conflict_when_the_record_changed(self, meanwhile: dict[str, Any], desk: Desk, deal: str) -> None:
        running = desk.running()
        tool = running.tools["update_deals"]
        (shown,) = preview(running.context, [("c1", tool, MOVE)])
        desk("update_deals", targets=[deal], **meanwhile)
        before = desk("get_record", **{"class": "Deal"}, target=deal)

        with pytest.raises(Conflict) as caught:
            tool.run(running.context, MOVE, "c1", shown.changes)

        assert caught.value.records == [("Deal", deal)]
        assert desk("get_record", **{"class": "Deal"}, target=deal) == before
        assert desk.rows("call") == 0

    def test_is_a_conflict_when_the_name_means_another_record_now(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        tool = running.tools["delete_deals"]
        (shown,) = preview(running.context, [("c1", tool, {"targets": ["Annual plan"]})])
        desk("update_deals", targets=[deal], set={"title": "Old plan"})
        desk("create_deal", title="Annual plan")

        with pytest.raises(Conflict):
            tool.run(running.context, {"targets": ["Annual plan"]}, "c1", shown.changes)

        assert desk("find_deals")["total"] == 2

    def test_is_a_conflict_when_more_would_go_along(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        tool = running.tools["delete_deals"]
        (shown,) = preview(running.context, [("c1", tool, {"targets": [deal]})])
        desk("create_activity", subject="Call", related_to=deal)

        with pytest.raises(Conflict):
            tool.run(running.context, {"targets": [deal]}, "c1", shown.changes)

        assert desk("find_activities")["total"] == 1


class TestAPreview:
    def test_tells_what_a_call_would_change_and_writes_nothing(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        tables = ("change", "call", "naming", "spelling")
        before = [desk.rows(table) for table in tables]

        shown = preview(
            running.context,
            [
                ("c1", running.tools["create_company"], {"name": "Quartzworks"}),
                ("c2", running.tools["update_deals"], MOVE),
                ("c3", running.tools["delete_deals"], {"targets": [deal]}),
            ],
        )

        assert [change.what for one in shown for change in one.changes] == ["created", "updated", "deleted"]
        assert [desk.rows(table) for table in tables] == before
        assert desk("find_companies")["total"] == 0
        assert desk("get_record", **{"class": "Deal"}, target=deal)["stage"] == "lead"
        assert desk("find_names", text="Quartzworks") == {"names": []}

    def test_of_a_later_call_sees_the_earlier_ones(self, desk: Desk) -> None:
        running = desk.running()

        shown = preview(
            running.context,
            [
                ("c1", running.tools["create_company"], {"name": "Quartzworks"}),
                ("c2", running.tools["create_deal"], {"title": "Pilot", "company": "Quartzworks"}),
                ("c3", running.tools["update_deals"], {"targets": ["the Quartzworks deal"], "set": {"stage": "won"}}),
            ],
        )

        made = shown[0].changes[0].object_id
        assert [one.error for one in shown] == [None, None, None]
        assert shown[1].changes[0].after is not None
        assert shown[1].changes[0].after["company"] == made
        assert shown[2].changes[0].columns == {"stage": ("lead", "won")}

    def test_tells_why_a_call_would_be_refused_and_goes_on(self, desk: Desk, deal: str) -> None:
        running = desk.running()
        update = running.tools["update_deals"]

        shown = preview(
            running.context,
            [
                ("c1", update, {"targets": ["Nothing like it"], "set": {"stage": "won"}}),
                ("c2", update, {"targets": [deal, "Nothing like it"], "set": {"stage": "won"}}),
                ("c3", update, {"targets": [deal], "set": {"amount": "lots"}}),
                ("c4", update, MOVE),
            ],
        )

        assert [type(one.error) for one in shown] == [RecordNotFound, RecordNotFound, InvalidValues, type(None)]
        assert [len(one.changes) for one in shown] == [0, 0, 0, 1]
        assert shown[3].changes[0].columns == {"stage": ("lead", "proposal")}

    def test_describes_the_changes_for_people(self, desk: Desk, deal: str) -> None:
        running = desk.running()

        (shown,) = preview(running.context, [("c1", running.tools["update_deals"], MOVE)])

        assert shown.rows[0]["name"] == "Annual plan"
        assert shown.rows[0]["fields"] == {"stage": {"from": "lead", "to": "proposal"}}

    def test_of_a_call_that_reads_changes_nothing(self, desk: Desk) -> None:
        (shown,) = preview(desk.context, [("c1", desk.tools["find_deals"], {})])

        assert shown.changes == []
        assert shown.error is None

    def test_makes_the_ids_that_the_call_will_make(self, desk: Desk) -> None:
        running = desk.running()
        tool, given = running.tools["create_deal"], {"title": "Pilot"}

        (shown,) = preview(running.context, [("c1", tool, given)])

        assert tool.run(running.context, given, "c1").result["id"] == shown.changes[0].object_id
