import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from store import leases
from store.errors import ThreadBusy
from store.leases import Leases, Run
from store.principal import Principal
from store.store import Store
from store.threads import Threads


@pytest.fixture(autouse=True)
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """No run is told to live but by the tests."""
    monkeypatch.setattr(leases, "BEAT", timedelta(hours=1))


def silent(store: Store) -> None:
    """Let the time pass in which a run must be heard."""
    with store.writing() as connection:
        past = datetime.now(UTC) - timedelta(seconds=1)
        connection.execute(update(store.schema.own.thread).values(busy_until=past))


def lent_until(store: Store) -> datetime:
    with store.looking() as connection:
        found: datetime = connection.scalars(select(store.schema.own.thread.c.busy_until)).one()
    return found


def elsewhere(store: Store, run: Run, who: Principal) -> Leases:
    """The leases of another process, in which a run is at work."""
    found = Leases(store)
    found.hold(who.user, run)
    return found


class TestAThread:
    def test_is_free_once_its_run_was_silent_for_too_long(self, store: Store, ann: Principal) -> None:
        killed = Threads(store)
        killed.begin(ann, "t", "first", "cli")
        with pytest.raises(ThreadBusy):
            Threads(store).begin(ann, "t", "too early", "cli")
        silent(store)

        Threads(store).begin(ann, "t", "second", "cli")

        assert [row["text"] for row in killed.messages(ann, "t")] == ["first", "second"]

    def test_is_kept_by_a_run_that_lives(self, store: Store, ann: Principal) -> None:
        threads = Threads(store)
        run = threads.begin(ann, "t", "first", "cli")
        silent(store)

        assert elsewhere(store, run, ann).tell()

        assert lent_until(store) > datetime.now(UTC)
        assert not run.lost.is_set()

    def test_is_kept_by_a_run_of_this_process_that_had_no_chance_to_say_so(self, store: Store, ann: Principal) -> None:
        threads = Threads(store)
        run = threads.begin(ann, "t", "first", "cli")
        silent(store)

        with pytest.raises(ThreadBusy):
            threads.begin(ann, "t", "second", "cli")

        threads.finish(ann, run, "Done.")
        threads.begin(ann, "t", "second", "cli")

    def test_is_not_taken_back_by_a_run_that_was_silent_for_too_long(self, store: Store, ann: Principal) -> None:
        threads = Threads(store)
        run = threads.begin(ann, "t", "first", "cli")
        slow = elsewhere(store, run, ann)
        silent(store)
        Threads(store).begin(ann, "t", "second", "cli")

        slow.tell()

        assert run.lost.is_set()
        assert (ann.user, "t") not in slow
        assert not slow.tell()


def test_a_process_tells_by_itself_that_its_runs_live(
    store: Store, ann: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, others = threading.Event(), set(threading.enumerate())

    class Heard(Leases):
        def tell(self) -> bool:
            told.set()
            return super().tell()

    monkeypatch.setattr(leases, "BEAT", timedelta(milliseconds=10))
    heard = Heard(store)

    run = Threads(store).begin(ann, "t", "first", "cli")

    heard.hold(ann.user, run)

    assert told.wait(10)
    heard.drop(ann.user, run)
    for thread in set(threading.enumerate()) - others:
        if thread.name == "leases":
            thread.join(10)


def test_the_same_answer_to_a_card_waits_for_the_first_one(store: Store, ann: Principal) -> None:
    threads = Threads(store)
    first = threads.begin(ann, "t", "delete it", "cli")
    second: list[Run] = []
    waits = threading.Thread(target=lambda: second.append(threads.begin(ann, "t", "", "cli", first.id)))
    waits.start()

    with pytest.raises(ThreadBusy):
        threads.begin(ann, "t", "something else", "cli")
    assert second == []
    threads.finish(ann, first, "Deleted.")
    waits.join(10)

    assert [run.id for run in second] == [first.id]
