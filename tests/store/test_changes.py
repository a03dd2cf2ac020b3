import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import select

from store.changes import Change, Origin
from store.errors import Conflict, InvalidValues, RecordNotFound, StorageBusy
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.store import Store
from tests.samples import sample
from tests.store.conftest import cleared
from tests.store.states import faults, state
from tests.store.writer import add_one

CLASSES = ["Company", "Contact", "Deal", "Activity", "Project"]
SYSTEM = Principal.system()
ROOT = Path(__file__).parents[2]
ORIGIN = Origin("http", "run7", "call3", "thread1")


@pytest.fixture(scope="module")
def patient(shared: Store) -> Iterator[Store]:
    """The same workspace for writers who wait for each other however slow the machine is."""
    store = Store.open(address(shared), shared.schema, wait_ms=60_000)
    yield store
    store.close()


@pytest.fixture
def store(patient: Store) -> Store:
    return cleared(patient)


@pytest.fixture
def deal(store: Store, ann: Principal) -> str:
    """A deal of Ann's."""
    with store.records(ann) as records:
        return str(records.create("Deal", {"title": "Globex renewal", "amount": 0})["object_id"])


@pytest.mark.parametrize("name", CLASSES)
class TestEveryWrite:
    def test_is_logged_with_who_did_it_through_which_door_in_which_run_and_call(
        self, name: str, store: Store, ann: Principal
    ) -> None:
        title = store.schema[name].model.title_field
        with store.records(ann, ORIGIN) as records:
            key = records.create(name, sample(store.schema, name))["object_id"]
            records.update(name, key, {title: "Acme"})
            records.share(name, key, {ann.user: "write", "role:rep": "read"})
            records.delete(name, key)
            said = [(change.what, change.cls, change.object_id) for change in records.changes]

        assert said == [(what, name, key) for what in ("created", "updated", "shared", "deleted")]
        rows = log(store)[-4:]
        assert {(row["user"], row["door"], row["run"], row["call"]) for row in rows} == {
            (ann.user, "http", "run7", "call3")
        }
        assert [change(row).what for row in rows] == ["created", "updated", "shared", "deleted"]
        assert change(rows[1]).columns.keys() == {title}
        assert change(rows[1]).columns[title][1] == "Acme"
        assert faults(store) == []

    def test_is_logged_with_images_that_carry_the_acl(self, name: str, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            key = records.create(name, sample(store.schema, name), acl={ann.user: "write", "*": "read"})["object_id"]
            records.share(name, key, {ann.user: "write"})
            records.share(name, key, None)

        grants = [sorted([[ann.user, True, True], ["*", True, False]]), [[ann.user, True, True]], []]
        assert [row["after"]["acl"] for row in log(store)[-3:]] == grants
        assert [row["after"]["has_acl"] for row in log(store)[-3:]] == [True, True, False]
        assert [row["before"] and row["before"]["acl"] for row in log(store)[-3:]] == [None, *grants[:2]]

    def test_that_shares_with_nobody_any_more_is_told_as_sharing(self, name: str, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            key = records.create(name, sample(store.schema, name))["object_id"]
            records.share(name, key, {})

            assert [change.what for change in records.changes] == ["created", "shared"]

    def test_that_changes_nothing_is_none(self, name: str, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            row = records.create(name, sample(store.schema, name), acl={ann.user: "write"})
            key = row["object_id"]
            system = ("object_id", "created_at", "updated_at")
            same = {field: value for field, value in row.items() if field not in system}
            written = len(records.changes)
            records.update(name, key, same)
            records.share(name, key, {ann.user: "write"})
            records.update(name, key, {})

            assert len(records.changes) == written
            assert records.get(name, key) == row

    def test_that_is_refused_leaves_nothing_also_when_the_unit_of_work_goes_on(
        self, name: str, store: Store, ann: Principal
    ) -> None:
        with store.records(ann) as records:
            key = records.create(name, sample(store.schema, name), acl={ann.user: "write"})["object_id"]
        before, rows = state(store), log(store)

        with store.records(ann) as records:
            for acl in ({"*": "all"}, {"": "read"}, {"*": "read", "nobody at all": "write"}):
                with pytest.raises(InvalidValues):
                    records.share(name, key, acl)
                with pytest.raises(InvalidValues):
                    records.create(name, sample(store.schema, name), acl=acl)
            with pytest.raises(InvalidValues):
                records.update(name, key, {"colour": "red"})
            with pytest.raises(Conflict):
                records.update(name, key, {}, version=7)

        assert (state(store), log(store)) == (before, rows)


class TestAUnitOfWork:
    def test_that_fails_leaves_nothing(self, store: Store, ann: Principal, deal: str) -> None:
        before, rows = state(store), log(store)

        with pytest.raises(RecordNotFound), store.records(ann) as records:  # noqa: PT012
            records.update("Deal", deal, {"stage": "won"})
            records.create("Company", {"name": "Initech"})
            records.delete("Deal", deal)
            records.get("Deal", deal)

        assert (state(store), log(store)) == (before, rows)

    def test_that_is_rehearsed_leaves_nothing(self, store: Store, ann: Principal, deal: str) -> None:
        before, rows = state(store), log(store)

        with store.rehearsal(ann) as rehearse:
            records = rehearse(ORIGIN)
            records.update("Deal", deal, {"stage": "won"})
            assert [one.columns["stage"] for one in records.changes] == [("lead", "won")]

        assert (state(store), log(store)) == (before, rows)

    def test_keeps_what_was_written_beside_a_step_that_failed(self, store: Store, ann: Principal, deal: str) -> None:
        with store.records(ann) as records:
            records.update("Deal", deal, {"stage": "qualified"})
            with pytest.raises(RecordNotFound), records.step():  # noqa: PT012
                records.update("Deal", deal, {"stage": "lost"})
                records.create("Company", {"name": "Initech"})
                records.get("Company", "nothing")
            records.update("Deal", deal, {"amount": 5})
            assert [change.what for change in records.changes] == ["updated", "updated"]

        with store.reading(ann) as records:
            row = records.get("Deal", deal)
        assert (row["stage"], row["amount"]) == ("qualified", 5)
        assert faults(store) == []

    def test_that_only_reads_logs_nothing(self, store: Store, ann: Principal, deal: str) -> None:
        rows = log(store)

        with store.reading(ann) as records:
            records.get("Deal", deal)
            records.find("Deal")
            records.history()

        assert log(store) == rows

    def test_makes_a_call_that_is_repeated_once(self, store: Store, ann: Principal) -> None:
        results = []
        for _ in range(3):
            with store.records(ann, ORIGIN) as records:
                create = creating(records)
                results.append(records.once("create_deal", create))

        assert results[0] == results[1] == results[2]
        assert len(log(store)) == 2  # the user and the deal

    def test_makes_a_call_that_failed_again(self, store: Store, ann: Principal) -> None:
        with pytest.raises(RecordNotFound), store.records(ann, ORIGIN) as records:
            records.once("get_deal", lambda: records.get("Deal", "nothing"))

        with store.records(ann, ORIGIN) as records:
            assert records.once("get_deal", lambda: "now it is there") == "now it is there"


class TestTheVersion:
    def test_of_a_record_that_changed_is_a_conflict_that_names_it(
        self, store: Store, ann: Principal, deal: str
    ) -> None:
        with store.records(ann) as records:
            records.update("Deal", deal, {"stage": "won"}, version=1)

        with store.records(ann) as records:
            with pytest.raises(Conflict) as caught:
                records.update("Deal", deal, {"stage": "lost"}, version=1)
            assert caught.value.records == [("Deal", deal)]
            assert caught.value.code == "conflict"
            assert str(caught.value) == f"Deal {deal} changed meanwhile; nothing was written."
            records.update("Deal", deal, {"stage": "lost"}, version=2)

    def test_counts_every_change(self, store: Store, ann: Principal, deal: str) -> None:
        with store.records(ann) as records:
            records.update("Deal", deal, {"stage": "won"})
            records.share("Deal", deal, {ann.user: "write"})
            records.share("Deal", deal, None)
            records.update("Deal", deal, {"stage": "won"})

        assert [row["after"]["version"] for row in log(store)[-4:]] == [1, 2, 3, 4]


class TestWritersAtOnce:
    def test_lose_no_update(self, store: Store, ann: Principal, deal: str) -> None:
        start = Barrier(4)

        def count_up() -> None:
            start.wait(5)
            for _ in range(5):
                add_one(store, ann, deal)

        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(count_up) for _ in range(4)]:
                done.result()

        with store.reading(ann) as records:
            assert records.get("Deal", deal)["amount"] == 20
        assert faults(store) == []

    def test_in_two_processes_lose_no_update(self, store: Store, ann: Principal, deal: str) -> None:
        command = [sys.executable, "-m", "tests.store.writer", address(store), deal, "10"]
        with subprocess.Popen(command, cwd=ROOT) as first, subprocess.Popen(command, cwd=ROOT) as second:
            assert (first.wait(60), second.wait(60)) == (0, 0)

        with store.reading(ann) as records:
            assert records.get("Deal", deal)["amount"] == 20
        assert faults(store) == []

    def test_of_different_fields_keep_each_others_values(self, store: Store, ann: Principal, deal: str) -> None:
        values: list[dict[str, Any]] = [{"stage": "won"}, {"amount": 7}, {"notes": "signed"}, {"title": "Globex"}]
        start = Barrier(len(values))

        def write(one: dict[str, Any]) -> None:
            start.wait(5)
            with store.records(ann) as records:
                records.update("Deal", deal, one)

        with ThreadPoolExecutor(len(values)) as pool:
            list(pool.map(write, values))

        with store.reading(ann) as records:
            row = records.get("Deal", deal)
        assert {**row, "stage": "won", "amount": 7, "notes": "signed", "title": "Globex"} == row
        assert faults(store) == []

    def test_never_wait_for_each_other_in_a_circle(self, store: Store, ann: Principal, deal: str) -> None:
        with store.records(ann) as records:
            other = records.create("Deal", {"title": "Initech"})["object_id"]
        begun = Event()

        def there() -> None:
            with store.records(ann) as records:
                records.update("Deal", deal, {"amount": 1})
                begun.set()
                sleep(0.3)
                records.update("Deal", other, {"amount": 1})

        def back() -> None:
            begun.wait(5)
            with store.records(ann) as records:
                records.update("Deal", other, {"stage": "won"})
                records.update("Deal", deal, {"stage": "won"})

        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(there), pool.submit(back)]:
                done.result()

        with store.reading(ann) as records:
            assert {(row["amount"], row["stage"]) for row in records.find("Deal")} == {(1, "won")}

    def test_make_one_record_of_one_id(self, store: Store, ann: Principal) -> None:
        start = Barrier(3)

        def create() -> str:
            start.wait(5)
            try:
                with store.records(ann) as records:
                    records.create("Deal", {"title": "Globex"}, object_id="theDeal")
            except Exception as error:  # the test is about which
                return type(error).__name__
            return "made"

        with ThreadPoolExecutor(3) as pool:
            results = [done.result() for done in [pool.submit(create) for _ in range(3)]]

        assert sorted(results) == ["Taken", "Taken", "made"]
        assert faults(store) == []


class TestTheOrderOfTheLog:
    """A reader who saw number 7 must never see a 6 later: he would have gone past it."""

    @pytest.mark.parametrize("failing", [False, True])
    def test_is_the_order_of_the_commits_also_after_a_step_that_failed(
        self, failing: bool, store: Store, ann: Principal, bob: Principal
    ) -> None:
        written, start = Event(), len(log(store))

        def slow() -> None:
            with store.records(ann) as records:
                if failing:
                    fail(records)
                records.create("Deal", {"title": "first"})
                written.set()
                sleep(0.3)

        def fast() -> None:
            written.wait(5)
            with store.records(bob) as records:
                records.create("Deal", {"title": "second"})

        seen: list[list[str]] = []
        with ThreadPoolExecutor(2) as pool:
            both = [pool.submit(slow), pool.submit(fast)]
            while not all(one.done() for one in both):
                seen.append([row["after"]["title"] for row in log(store)[start:]])
            for one in both:
                one.result()

        assert all(titles in ([], ["first"], ["first", "second"]) for titles in seen)
        assert [row["after"]["title"] for row in log(store)[start:]] == ["first", "second"]

    def test_lets_a_reader_of_everything_since_miss_nothing(self, store: Store, ann: Principal) -> None:
        read: list[int] = []
        finished = Event()

        def write(number: int) -> None:
            for turn in range(8):
                with store.records(ann) as records:
                    for part in range(2):
                        records.create("Deal", {"title": f"deal {number} {turn} {part}"})
                        sleep(0.001 * number)

        def follow() -> None:
            while True:
                last = finished.is_set()
                read.extend(since(store, read[-1] if read else 0))
                if last:
                    return

        with ThreadPoolExecutor(5) as pool:
            following = pool.submit(follow)
            try:
                list(pool.map(write, range(4)))
            finally:
                finished.set()
            following.result()

        assert read == [row["seq"] for row in log(store)]
        assert len(read) == 4 * 8 * 2 + 1  # the user's own

    def test_makes_a_writer_wait_no_longer_than_he_wants(self, store: Store, ann: Principal, deal: str) -> None:
        impatient = Store.open(address(store), store.schema, wait_ms=100)
        with store.records(ann) as records:
            records.update("Deal", deal, {"stage": "won"})
            with pytest.raises(StorageBusy) as caught, impatient.records(ann) as others:
                others.update("Deal", deal, {"stage": "lost"})
        impatient.close()

        assert caught.value.code == "storage_busy"
        with store.reading(ann) as records:
            assert records.get("Deal", deal)["stage"] == "won"


class TestHistory:
    def test_is_told_newest_first_page_by_page(self, store: Store, ann: Principal, deal: str) -> None:
        with store.records(ann) as records:
            for amount in range(1, 6):
                records.update("Deal", deal, {"amount": amount})

        with store.reading(ann) as records:
            first = records.history(Pointer("Deal", deal), limit=4)
            rest = records.history(Pointer("Deal", deal), before=first[-1]["seq"])
        assert [row["after"]["amount"] for row in (*first, *rest)] == [5, 4, 3, 2, 1, 0]

    def test_is_told_by_run_and_by_user(
        self, store: Store, ann: Principal, bob: Principal, boss: Principal, deal: str
    ) -> None:
        with store.records(boss, ORIGIN) as records:
            records.update("Deal", deal, {"amount": 9})

        with store.reading(boss) as records:
            assert [row["user"] for row in records.history(run="run7")] == [boss.user]
            assert {row["user"] for row in records.history(user=ann.user)} == {ann.user}
            assert list(records.history(user=bob.user)) == []
        with store.reading(ann) as records:
            assert [row["user"] for row in records.history(Pointer("Deal", deal))] == [boss.user, ann.user]
            assert list(records.history(run="run7")) == []

    @pytest.mark.parametrize("limit", [0, -5])
    def test_of_no_rows_is_empty(self, limit: int, store: Store, ann: Principal, deal: str) -> None:
        with store.reading(ann) as records:
            assert list(records.history(Pointer("Deal", deal), limit=limit)) == []


class TestTheHistoryOfADeletedRecord:
    def test_is_for_whom_could_read_it_when_it_went(
        self, store: Store, ann: Principal, bob: Principal, boss: Principal
    ) -> None:
        with store.records(boss) as records:
            company = Pointer("Company", records.create("Company", {"name": "Globex"})["object_id"])
            hers = {"title": "Renewal", "company": company, "assigned_to": Pointer("_User", ann.user)}
            deal = Pointer("Deal", records.create("Deal", hers)["object_id"])
        with store.records(boss, ORIGIN) as records:
            records.delete(*deal)
            records.delete(*company)

        assert (gone(store, ann, deal), gone(store, ann, company)) == (2, 2)
        assert (gone(store, boss, deal), gone(store, boss, company)) == (2, 2)
        assert (gone(store, bob, deal), gone(store, bob, company)) == (0, 0)

    def test_is_not_that_of_a_record_that_is_there_or_never_was(
        self, store: Store, ann: Principal, bob: Principal, deal: str
    ) -> None:
        with store.records(ann, ORIGIN) as records:
            records.delete("Deal", deal)
        with store.records(ann) as records:
            records.undo(ORIGIN.run or "")

        assert gone(store, bob, Pointer("Deal", deal)) == 0
        assert gone(store, ann, Pointer("Deal", deal)) == 3
        assert gone(store, ann, Pointer("Deal", "nothing000")) == 0


def gone(store: Store, who: Principal, record: Pointer) -> int:
    """How many changes of a record somebody is told; none when there is no such record for him."""
    with store.reading(who) as records:
        try:
            return len(records.history(record))
        except RecordNotFound:
            return 0


def test_moments_in_an_image_are_in_utc(store: Store, ann: Principal) -> None:
    at = datetime.fromisoformat("2026-03-18T10:30:00+01:00")
    with store.records(ann, now=at) as records:
        row = records.create("Deal", {"title": "Globex", "expected_close_date": "2026-03-31T23:00:00-02:00"})

    image = log(store)[-1]["after"]
    assert image["created_at"] == "2026-03-18T09:30:00+00:00"
    assert image["expected_close_date"] == "2026-04-01T01:00:00+00:00"
    assert (row["created_at"].tzinfo, row["expected_close_date"].tzinfo) == (UTC, UTC)
    assert faults(store) == []


def fail(records: Records) -> None:
    """Take a step that fails, and go on."""
    with pytest.raises(RecordNotFound), records.step():  # noqa: PT012
        records.create("Company", {"name": "never"})
        records.get("Deal", "nothing")


def creating(records: Records) -> Callable[[], str]:
    return lambda: str(records.create("Deal", {"title": "Globex renewal"})["object_id"])


def log(store: Store) -> list[dict[str, Any]]:
    """Return the whole log, oldest first."""
    table = store.schema.own.change
    with store.looking() as connection:
        return [dict(row) for row in connection.execute(select(table).order_by(table.c.seq)).mappings()]


def since(store: Store, cursor: int) -> list[int]:
    """Return the numbers of the changes after one."""
    seq = store.schema.own.change.c.seq
    with store.looking() as connection:
        return list(connection.scalars(select(seq).where(seq > cursor).order_by(seq)))


def change(row: dict[str, Any]) -> Change:
    return Change(row["cls"], row["object_id"], row["before"], row["after"])


def address(store: Store) -> str:
    """Return the address that a store was opened with."""
    return store.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
