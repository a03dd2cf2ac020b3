import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import delete, event

from store.changes import Origin
from store.errors import InvalidValues, KeyReused, ReadOnly, RecordNotFound, StoreError, Taken
from store.fields import Pointer
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from store.sync import cursor
from store.sync.cursor import CursorGone
from store.sync.pull import pull
from store.sync.push import Differs, Done, Queued, push
from tests.store.syncing import Device, readable

ROOT = Path(__file__).parents[2]
SYSTEM = Principal.system()


@pytest.fixture
def device(store: Store, ann: Principal) -> Device:
    """A salesperson's."""
    return Device(store, ann)


def made(store: Store, who: Principal, cls: str = "Deal", **values: object) -> str:
    title = store.schema[cls].title.name
    with store.records(who) as records:
        return str(records.create(cls, {title: "Globex"} | values)["object_id"])


def changed(store: Store, object_id: str, who: Principal = SYSTEM, cls: str = "Deal", **values: object) -> datetime:
    with store.records(who) as records:
        at: datetime = records.update(cls, object_id, values)["updated_at"]
        return at


def row(store: Store, object_id: str, cls: str = "Deal") -> dict[str, object]:
    with store.reading(SYSTEM) as records:
        return records.get(cls, object_id)


def version(store: Store, object_id: str) -> datetime:
    at = row(store, object_id)["updated_at"]
    assert isinstance(at, datetime)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def to(who: Principal) -> Pointer:
    return Pointer("_User", who.user)


class TestReading:
    def test_tells_all_that_may_be_read_and_then_what_is_new(
        self, store: Store, ann: Principal, device: Device
    ) -> None:
        first = made(store, ann)
        device.catches_up()
        second = made(store, ann)

        page = device.reads()

        assert [row["object_id"] for _, row in page.records] == [second]
        assert ("Deal", first) in device.kept
        assert not page.more

    def test_tells_nothing_when_nothing_has_changed(self, store: Store, ann: Principal, device: Device) -> None:
        made(store, ann)
        device.catches_up()

        page = device.reads()

        assert (page.records, page.gone, page.more) == ([], [], False)

    def test_tells_of_what_was_deleted(self, store: Store, ann: Principal, device: Device) -> None:
        deal = made(store, ann)
        device.catches_up()
        with store.records(ann) as records:
            records.delete("Deal", deal)

        assert device.reads().gone == [("Deal", deal)]

    def test_a_reassigned_deal_takes_its_company_contact_and_activities_along(
        self, store: Store, ann: Principal, bob: Principal
    ) -> None:
        company = made(store, SYSTEM, "Company")
        contact = made(store, SYSTEM, "Contact", company=Pointer("Company", company))
        deal = made(store, SYSTEM, contact=Pointer("Contact", contact), assigned_to=to(ann))
        call = made(store, SYSTEM, "Activity", related_to=Pointer("Deal", deal))
        hers, his = Device(store, ann).catches_up(), Device(store, bob).catches_up()

        changed(store, deal, assigned_to=to(bob))

        along = [("Company", company), ("Contact", contact), ("Deal", deal), ("Activity", call)]
        assert hers.reads().gone == along
        assert [(name, row["object_id"]) for name, row in his.reads().records] == along

    def test_who_could_never_read_a_record_is_not_told_of_its_end(
        self, store: Store, bob: Principal, device: Device
    ) -> None:
        device.catches_up()
        deal = made(store, bob)
        with store.records(bob) as records:
            records.delete("Deal", deal)

        assert device.reads().gone == []

    def test_a_record_that_came_and_went_between_two_pages_does_not_stay(
        self, store: Store, ann: Principal, device: Device
    ) -> None:
        made(store, ann)
        device.reads(limit=1)
        with store.records(ann) as records:
            records.create("Deal", {"title": "Brief"}, object_id="zzz")
        device.reads(limit=1)
        device.reads(limit=1)
        with store.records(ann) as records:
            records.delete("Deal", "zzz")

        assert device.catches_up(1).kept == readable(store, ann)

    def test_a_record_that_went_and_came_between_two_pages_of_what_is_new_is_there_in_the_end(
        self, store: Store, ann: Principal, bob: Principal, device: Device
    ) -> None:
        first, second = sorted(made(store, SYSTEM, assigned_to=to(ann)) for _ in range(2))
        device.catches_up()
        changed(store, first, title="Changed")
        changed(store, second, assigned_to=to(bob))
        device.reads(limit=1)
        changed(store, second, assigned_to=to(ann))
        device.reads(limit=1)
        changed(store, second, assigned_to=to(bob))

        assert device.catches_up(1).kept == readable(store, ann)

    def test_a_record_that_was_lost_from_view_meanwhile_is_on_no_later_page(
        self, store: Store, ann: Principal, bob: Principal, device: Device
    ) -> None:
        deals = sorted(made(store, SYSTEM, assigned_to=to(ann)) for _ in range(2))
        while device.reads(limit=1).records[0][0] != "Deal":
            pass
        changed(store, deals[1], assigned_to=to(bob))

        assert device.reads(limit=1).records == []

    def test_pages_are_sound_while_several_write(
        self, store: Store, ann: Principal, bob: Principal, boss: Principal
    ) -> None:
        deals = [made(store, SYSTEM, assigned_to=to(ann)) for _ in range(6)]
        devices, together = [Device(store, who, alone=False) for who in (ann, bob, boss)], Barrier(3)

        def write(number: int) -> None:
            together.wait()
            for turn in range(12):
                changed(store, deals[(turn + number) % 6], assigned_to=to((ann, bob)[(turn + number) % 2]))

        with ThreadPoolExecutor(2) as pool:
            writing = [pool.submit(write, number) for number in range(2)]
            together.wait()
            while not all(one.done() for one in writing):
                for device in devices:
                    device.reads(limit=2)
            assert [one.result() for one in writing] == [None, None]

        for device in devices:
            assert device.catches_up(2).kept == readable(store, device.principal)

    def test_costs_as_many_questions_however_much_there_is(self, store: Store, ann: Principal) -> None:
        def asked() -> int:
            device, statements = Device(store, ann).catches_up(), []
            made(store, ann)
            event.listen(store.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
            pull(store, ann, device.at)
            return len(statements)

        asked()  # what is kept is made
        few = asked()
        with store.records(SYSTEM) as records:
            for number in range(300):
                records.create("Deal", {"title": f"{number}", "assigned_to": to(ann)})

        assert asked() == few


class TestCursors:
    def test_one_of_a_restored_workspace_that_is_behind_is_gone(
        self, store: Store, ann: Principal, device: Device
    ) -> None:
        made(store, ann)
        device.catches_up()
        change = store.schema.own.change
        with store.writing() as connection:
            connection.execute(delete(change).where(change.c.seq == int((device.at or "").partition(".")[0])))
        made(store, ann)

        with pytest.raises(CursorGone):
            pull(store, ann, device.at)

    def test_one_of_another_user_is_gone(self, store: Store, bob: Principal, device: Device) -> None:
        with pytest.raises(CursorGone):
            pull(store, bob, device.catches_up().at)

    def test_one_of_other_roles_is_gone(self, store: Store, ann: Principal, device: Device) -> None:
        with pytest.raises(CursorGone):
            pull(store, Principal(ann.user, frozenset({"manager"})), device.catches_up().at)

    def test_one_of_other_classes_is_gone(self, store: Store, ann: Principal, device: Device) -> None:
        other = Store(store.engine, Schema.of({"Project": store.schema["Project"].model}, "team"))

        with pytest.raises(CursorGone):
            pull(other, ann, device.catches_up().at)

    def test_one_that_is_too_old_is_gone(
        self, store: Store, ann: Principal, device: Device, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        device.catches_up()
        monkeypatch.setattr(cursor, "OLDEST", 2)
        for _ in range(3):
            made(store, ann)

        with pytest.raises(CursorGone):
            pull(store, ann, device.at)

    @pytest.mark.parametrize(
        "said", ["7", "x.y", "1.aa", "1.aa.", "1.aa.x.Deal.a", "9" * 30, "-1.a", "٣.a", ".", "1..1.D.a"]
    )
    def test_one_that_is_none_is_gone(self, store: Store, ann: Principal, said: str) -> None:
        with pytest.raises(CursorGone):
            pull(store, ann, said)


class TestSending:
    def test_makes_what_was_made_offline_and_says_by_which_run(self, store: Store, ann: Principal) -> None:
        done = push(store, ann, Queued("1", "create", "Company", "own-id", {"name": "Globex"}))

        with store.records(ann) as records:
            (entry,) = records.history(Pointer("Company", "own-id"))
            assert (entry["door"], entry["run"], entry["user"]) == ("sync", done.run, ann.user)
            records.undo(done.run)
            assert records.get_many("Company", ["own-id"]) == {}

    @pytest.mark.parametrize("how", ["create", "update", "delete"])
    def test_a_change_that_is_sent_twice_is_made_once(self, store: Store, ann: Principal, how: str) -> None:
        deal = made(store, ann)
        changes = {
            "create": Queued("1", "create", "Deal", "own-id", {"title": "New"}),
            "update": Queued("1", "update", "Deal", deal, {"stage": "won"}, version(store, deal)),
            "delete": Queued("1", "delete", "Deal", deal, {}, version(store, deal)),
        }
        first = push(store, ann, changes[how])

        assert push(store, ann, changes[how]) == first
        with store.reading(SYSTEM) as records:
            assert len(records.history(run=first.run)) == 1

    def test_two_who_send_the_same_at_once_make_it_once(self, store: Store, ann: Principal) -> None:
        change, together = Queued("1", "create", "Deal", "own-id", {"title": "New"}), Barrier(2)

        def send() -> Done:
            together.wait()
            return push(store, ann, change)

        with ThreadPoolExecutor(2) as pool:
            first, second = (one.result() for one in [pool.submit(send), pool.submit(send)])
        assert first == second

    def test_another_change_with_the_key_is_refused(self, store: Store, ann: Principal) -> None:
        push(store, ann, Queued("1", "create", "Deal", "one", {"title": "New"}))

        with pytest.raises(KeyReused):
            push(store, ann, Queued("1", "create", "Deal", "two", {"title": "New"}))

    def test_another_user_may_have_the_same_key(self, store: Store, ann: Principal, bob: Principal) -> None:
        push(store, ann, Queued("1", "create", "Deal", "one", {"title": "New"}))

        assert push(store, bob, Queued("1", "create", "Deal", "two", {"title": "New"})).updated_at

    def test_fields_that_others_have_not_changed_are_merged(
        self, store: Store, ann: Principal, boss: Principal
    ) -> None:
        deal = made(store, ann)
        known = version(store, deal)
        changed(store, deal, boss, amount=5.0)

        push(store, ann, Queued("1", "update", "Deal", deal, {"stage": "won"}, known))

        assert (row(store, deal)["stage"], row(store, deal)["amount"]) == ("won", 5.0)

    def test_a_field_that_others_have_changed_is_a_conflict_and_nothing_is_written(
        self, store: Store, ann: Principal, boss: Principal
    ) -> None:
        deal = made(store, ann)
        known = version(store, deal)
        changed(store, deal, boss, stage="lost")

        with pytest.raises(Differs) as refused:
            push(store, ann, Queued("1", "update", "Deal", deal, {"stage": "won", "amount": 7.0}, known))

        assert refused.value.fields == ["stage"]
        assert refused.value.row["stage"] == "lost"
        assert row(store, deal)["amount"] is None
        assert push(store, ann, Queued("1", "update", "Deal", deal, {"stage": "won"}, version(store, deal))).updated_at

    def test_the_same_change_by_others_is_no_conflict(self, store: Store, ann: Principal, boss: Principal) -> None:
        deal = made(store, ann)
        known = version(store, deal)
        changed(store, deal, boss, stage="won")

        assert push(store, ann, Queued("1", "update", "Deal", deal, {"stage": "won"}, known)).updated_at

    def test_what_was_changed_and_taken_back_is_no_conflict(
        self, store: Store, ann: Principal, boss: Principal
    ) -> None:
        deal = made(store, ann)
        known = version(store, deal)
        with store.records(boss, Origin("test", "mistake")) as records:
            records.update("Deal", deal, {"stage": "lost"})
        with store.records(boss, Origin("test", "undo")) as records:
            records.undo("mistake")

        assert push(store, ann, Queued("1", "update", "Deal", deal, {"stage": "won"}, known)).updated_at

    def test_an_acl_that_others_have_changed_is_a_conflict(self, store: Store, ann: Principal, boss: Principal) -> None:
        deal = made(store, ann)
        known = version(store, deal)
        with store.records(boss) as records:
            records.share("Deal", deal, {ann.user: "write"})

        with pytest.raises(Differs) as refused:
            push(store, ann, Queued("1", "update", "Deal", deal, {"acl": {"*": "read"}}, known))
        assert refused.value.fields == ["acl"]

    def test_a_queue_of_changes_of_one_record_is_no_conflict_with_itself(self, store: Store, ann: Principal) -> None:
        deal = made(store, ann)
        push(store, ann, Queued("1", "update", "Deal", deal, {"stage": "won"}, version(store, deal)))
        push(store, ann, Queued("2", "update", "Deal", deal, {"stage": "lost"}, after="1"))
        push(store, ann, Queued("3", "delete", "Deal", deal, after="2"))

        with pytest.raises(RecordNotFound):
            row(store, deal)

    def test_a_change_after_one_of_the_queue_conflicts_with_what_others_did_since(
        self, store: Store, ann: Principal, boss: Principal
    ) -> None:
        deal = made(store, ann)
        push(store, ann, Queued("1", "update", "Deal", deal, {"stage": "won"}, version(store, deal)))
        changed(store, deal, boss, stage="lost")

        with pytest.raises(Differs):
            push(store, ann, Queued("2", "update", "Deal", deal, {"stage": "lead"}, after="1"))

    def test_what_others_have_changed_is_not_deleted_unseen(
        self, store: Store, ann: Principal, boss: Principal
    ) -> None:
        deal = made(store, ann)
        known = version(store, deal)
        changed(store, deal, boss, amount=5.0)

        with pytest.raises(Differs) as refused:
            push(store, ann, Queued("1", "delete", "Deal", deal, made_on=known))
        assert refused.value.fields == ["amount"]

    def test_a_version_that_never_was_is_in_conflict_with_what_is_different(self, store: Store, ann: Principal) -> None:
        deal = made(store, ann)
        never = datetime.fromisoformat("2020-01-01T00:00:00+00:00")

        with pytest.raises(Differs) as refused:
            push(store, ann, Queued("1", "update", "Deal", deal, {"stage": "won", "title": "Globex"}, never))
        assert refused.value.fields == ["stage"]

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            (Queued("1", "update", "Deal", "hidden", {"stage": "won"}, after="0"), RecordNotFound),
            (Queued("1", "delete", "Deal", "nothing", after="0"), RecordNotFound),
            (Queued("1", "create", "Deal", "hidden", {"title": "Mine"}), Taken),
            (Queued("1", "create", "Deal", "new", {"title": "x", "company": Pointer("Company", "no")}), RecordNotFound),
            (Queued("1", "create", "Deal", "new", {}), InvalidValues),
            (Queued("1", "create", "Deal", "no id!", {"title": "x"}), InvalidValues),
            (Queued("1", "update", "Deal", "hers", {"stage": "won"}), InvalidValues),
            (Queued("1", "update", "Deal", "seen", {"stage": "won"}, after="0"), StoreError),
            (Queued("1", "update", "_User", "anybody", {"username": "x"}, after="0"), ReadOnly),
        ],
    )
    def test_refuses_what_may_not_be_and_writes_nothing(
        self, store: Store, ann: Principal, bob: Principal, change: Queued, error: type[StoreError]
    ) -> None:
        with store.records(bob) as records:
            records.create("Deal", {"title": "Bob's"}, object_id="hidden")
            records.create("Deal", {"title": "Bob's"}, object_id="seen", acl={ann.user: "read"})
        with store.records(ann) as records:
            records.create("Deal", {"title": "Ann's"}, object_id="hers")
            before = len(records.history(limit=100))

        with pytest.raises(error):
            push(store, ann, change)

        with store.records(ann) as records:
            assert len(records.history(limit=100)) == before
        run = store.schema.own.run
        with store.looking() as connection:
            assert connection.execute(run.select()).all() == []

    def test_one_that_may_only_read_sends_nothing(self, store: Store, user: Callable[..., Principal]) -> None:
        with pytest.raises(ReadOnly):
            push(store, user("reader", "readonly"), Queued("1", "create", "Deal", "new", {"title": "x"}))


def test_pages_are_sound_while_another_process_writes(url: str) -> None:
    store = Store.open(url, Schema.of())
    device = Device(store, Principal("boss", frozenset({"manager"})), alone=False)
    command = [sys.executable, "-m", "tests.store.writer", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(24):
            assert process.stdout.readline()
            device.reads(limit=2)
        process.send_signal(signal.SIGKILL)

    assert device.catches_up(2).kept == readable(store, device.principal)
    assert len(device.kept) > 10
    store.close()
