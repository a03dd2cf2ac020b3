from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Event, Timer
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from store.changes import Origin
from store.errors import Conflict, NothingToUndo, RecordNotFound, Taken
from store.fields import Pointer
from store.principal import Principal
from store.store import Store
from tests.samples import sample
from tests.store.conftest import cleared
from tests.store.states import faults, state
from tests.store.worlds import PLAIN, POINTERS

CLASSES = ["Company", "Contact", "Deal", "Activity", "Project"]
SYSTEM = Principal.system()
START = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(shared: Store) -> Store:
    return cleared(shared)


@pytest.fixture
def run(store: Store) -> Callable[..., Origin]:
    """Begin a run of the assistant, each a minute after the one before, as the assistant does."""
    begun: list[str] = []

    def begin(who: Principal, thread: str = "t") -> Origin:
        begun.append(f"run{len(begun)}")
        at = START + timedelta(minutes=len(begun))
        values = {"id": begun[-1], "user": who.user, "thread": thread, "door": "test", "started_at": at}
        with store.writing() as connection:
            connection.execute(insert(store.schema.own.run).values(values))
        return Origin("test", begun[-1], f"call{len(begun)}", thread)

    return begin


@pytest.fixture
def deal(store: Store, ann: Principal) -> str:
    """A deal of Ann's."""
    with store.records(ann, now=START) as records:
        return str(records.create("Deal", {"title": "Globex renewal", "amount": 10})["object_id"])


@pytest.mark.parametrize("name", CLASSES)
class TestUndo:
    def test_of_a_create_removes_the_record(
        self, name: str, store: Store, ann: Principal, run: Callable[..., Origin]
    ) -> None:
        before = state(store)
        with store.records(ann, run(ann)) as records:
            records.create(name, sample(store.schema, name), acl={"*": "read"})

        with store.records(ann, run(ann)) as records:
            (step,) = records.undo()

        assert step.change.what == "created"
        assert state(store) == before
        assert faults(store) == []

    def test_of_an_update_gives_every_value_back(
        self, name: str, store: Store, ann: Principal, run: Callable[..., Origin]
    ) -> None:
        title = store.schema[name].model.title_field
        record = added(store, ann, name)
        with store.records(ann) as records:
            was = records.update(name, record, {title: "Globex renewal"})
        before = state(store)
        with store.records(ann, run(ann)) as records:
            records.update(name, record, {title: "Acme Annual"})
            records.update(name, record, {title: "Acme Plan"})

        with store.records(ann, run(ann)) as records:
            records.undo()
            assert records.get(name, record) == was

        assert state(store) == before
        assert faults(store) == []

    def test_of_a_share_gives_the_old_acl_back(
        self, name: str, store: Store, ann: Principal, bob: Principal, run: Callable[..., Origin]
    ) -> None:
        record = added(store, ann, name)
        with store.records(SYSTEM) as records:
            records.share(name, record, {ann.user: "write", "role:field": "read", "*": "read"})
        before = state(store)
        with store.records(ann, run(ann)) as records:
            records.share(name, record, {ann.user: "write", bob.user: "write"})
            records.share(name, record, None)

        with store.records(ann, run(ann)) as records:
            records.undo()

        assert state(store) == before
        assert faults(store) == []

    def test_of_a_delete_revives_the_record_and_what_pointed_to_it(
        self, name: str, store: Store, ann: Principal, run: Callable[..., Origin]
    ) -> None:
        record = added(store, ann, name)
        with store.records(ann) as records:
            records.share(name, record, {ann.user: "write", "*": "read"})
        for cls, spec in store.schema.pointing(name):
            added(store, ann, cls.name, **{spec.name: Pointer(name, record)})
        before = state(store)
        with store.records(ann, run(ann)) as records:
            records.delete(name, record)

        with store.records(ann, run(ann)) as records:
            records.undo()

        assert state(store) == before
        assert faults(store) == []


class TestAConflict:
    def test_is_a_record_that_another_changed_since(
        self, store: Store, ann: Principal, boss: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})
            other = records.create("Deal", {"title": "Initech"})["object_id"]
        with store.records(boss) as records:
            records.update("Deal", deal, {"amount": 20})
        before = state(store)

        with store.records(ann, run(ann)) as records, pytest.raises(Conflict) as caught:
            records.undo()

        assert caught.value.records == [("Deal", deal)]
        assert str(caught.value) == "1 of 2 records changed since; nothing was undone."
        assert state(store) == before
        with store.reading(ann, Origin("test", thread="t")) as records:
            steps = records.undo(preview=True)
        assert [(step.change.object_id, step.changed_since) for step in steps] == [(other, False), (deal, True)]

    def test_is_a_record_that_he_himself_changed_since_in_another_run(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        first = run(ann)
        with store.records(ann, first) as records:
            records.update("Deal", deal, {"stage": "won"})
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"amount": 20})

        with store.records(ann, run(ann)) as records, pytest.raises(Conflict):
            records.undo(first.run)

    @pytest.mark.parametrize("since", ["delete", "share"])
    def test_is_a_record_that_was_deleted_or_shared_since(
        self, since: str, store: Store, ann: Principal, boss: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})
        with store.records(boss) as records:
            records.share("Deal", deal, {"*": "read"}) if since == "share" else records.delete("Deal", deal)

        with store.records(ann, run(ann)) as records, pytest.raises(Conflict):
            records.undo()

    def test_is_a_record_that_another_changed_between_two_writes_of_the_run(
        self, store: Store, ann: Principal, boss: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        origin = run(ann)
        for who, what in ((ann, {"stage": "won"}), (boss, {"amount": 99}), (ann, {"notes": "signed"})):
            with store.records(who, origin if who is ann else Origin("test")) as records:
                records.update("Deal", deal, what)

        with store.records(ann, run(ann)) as records, pytest.raises(Conflict):
            records.undo()

        with store.reading(ann) as records:
            assert records.get("Deal", deal)["amount"] == 99

    def test_is_none_when_the_change_since_was_taken_back(
        self, store: Store, ann: Principal, boss: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        before = state(store)
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})
        for amount in (20, 10):
            with store.records(boss) as records:
                records.update("Deal", deal, {"amount": amount})

        with store.records(ann, run(ann)) as records:
            records.undo()

        assert state(store) == before

    def test_is_seen_also_when_the_other_has_not_finished_yet(
        self, store: Store, ann: Principal, boss: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        written, go_on = Event(), Event()
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})
        undoing = run(ann)

        def write() -> None:
            with store.records(boss) as others:
                others.update("Deal", deal, {"amount": 99})
                written.set()
                go_on.wait(5)

        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write)
            written.wait(5)
            Timer(0.2, go_on.set).start()
            with pytest.raises(Conflict), store.records(ann, undoing) as records:
                records.undo()
            writing.result()

        with store.reading(ann) as records:
            assert records.get("Deal", deal)["amount"] == 99


class TestThePreview:
    def test_tells_what_undo_will_do_and_writes_nothing(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})
        before = state(store)

        with store.records(ann, run(ann)) as records:
            (told,) = records.undo(preview=True)

        assert told.change.columns["stage"] == ("lead", "won")
        assert not told.changed_since
        assert state(store) == before
        with store.records(ann, run(ann)) as records:
            assert [step.change for step in records.undo()] == [told.change]

    def test_leaves_out_what_the_run_left_as_it_was(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})
            records.delete("Deal", records.create("Deal", {"title": "Short-lived"})["object_id"])
            for name in ("Ann Lee", "ann"):
                records.update("_User", ann.user, {"username": name})

        with store.reading(ann, Origin("test", thread="t")) as records:
            assert [step.change.object_id for step in records.undo(preview=True)] == [deal]


class TestWhoMayUndo:
    def test_is_the_person_whose_run_it_was(
        self, store: Store, ann: Principal, bob: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        origin = run(ann)
        with store.records(ann, origin) as records:
            records.update("Deal", deal, {"stage": "won"})
            records.share("Deal", deal, {bob.user: "write", ann.user: "write"})

        with store.records(bob, run(bob)) as records:
            with pytest.raises(NothingToUndo):
                records.undo(origin.run)
            with pytest.raises(NothingToUndo):
                records.undo()
        with store.records(ann, run(ann)) as records:
            assert records.undo(origin.run)

    @pytest.mark.parametrize("role", ["manager", "admin"])
    def test_is_a_manager(
        self,
        role: str,
        store: Store,
        ann: Principal,
        deal: str,
        run: Callable[..., Origin],
        user: Callable[..., Principal],
    ) -> None:
        origin = run(ann)
        with store.records(ann, origin) as records:
            records.update("Deal", deal, {"stage": "won"})

        boss = user("boss", role)
        with store.records(boss, run(boss)) as records:
            assert records.undo(origin.run)

    @pytest.mark.parametrize("roles", [{"readonly"}, {"readonly", "manager"}, {"readonly", "admin"}])
    def test_is_nobody_who_may_only_read(
        self, roles: set[str], store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})

        with store.records(Principal(ann.user, frozenset(roles)), run(ann)) as records, pytest.raises(NothingToUndo):
            records.undo()

    def test_is_also_he_who_gave_the_record_away(
        self, store: Store, ann: Principal, bob: Principal, run: Callable[..., Origin]
    ) -> None:
        with store.records(SYSTEM) as records:
            values = {"title": "Globex renewal", "assigned_to": Pointer("_User", ann.user)}
            deal = records.create("Deal", values)["object_id"]
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"assigned_to": Pointer("_User", bob.user)})
        with store.reading(ann) as records, pytest.raises(RecordNotFound):
            records.get("Deal", deal)

        with store.records(ann, run(ann)) as records:
            records.undo()

        with store.reading(ann) as records:
            assert records.get("Deal", deal)["assigned_to"] == Pointer("_User", ann.user)

    def test_of_users_is_an_admin(
        self, store: Store, boss: Principal, admin: Principal, run: Callable[..., Origin]
    ) -> None:
        origin = run(admin)
        with store.records(admin, origin) as records:
            values = {"username": "new", "email": "new@example.com", "password": "correct horse"}
            new = records.create("_User", values)["object_id"]

        with store.records(boss, run(boss)) as records, pytest.raises(NothingToUndo):
            records.undo(origin.run)
        with store.records(Principal(admin.user, frozenset({"rep"})), run(admin)) as records:
            with pytest.raises(NothingToUndo):
                records.undo(origin.run)
            assert records.get("_User", new)["username"] == "new"
        with store.records(admin, run(admin)) as records:
            assert records.undo(origin.run)

    def test_of_himself_is_the_user(self, store: Store, ann: Principal, run: Callable[..., Origin]) -> None:
        with store.records(ann, run(ann)) as records:
            records.update("_User", ann.user, {"username": "Ann Lee"})

        with store.records(ann, run(ann)) as records:
            records.undo()
            assert records.get("_User", ann.user)["username"] == "ann"


class TestUndoingTwice:
    def test_goes_further_back_also_on_one_record(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        states = [state(store)]
        for values in ({"stage": "qualified"}, {"amount": 20}, {"stage": "won", "amount": 30}):
            with store.records(ann, run(ann)) as records:
                records.update("Deal", deal, values)
            states.append(state(store))

        for before in reversed(states[:-1]):
            with store.records(ann, run(ann)) as records:
                records.undo()
            assert state(store) == before

        with store.records(ann, run(ann)) as records, pytest.raises(NothingToUndo):
            records.undo()
        assert faults(store) == []

    def test_of_the_same_run_is_nothing_to_undo(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        origin = run(ann)
        with store.records(ann, origin) as records:
            records.update("Deal", deal, {"stage": "won"})
        with store.records(ann, run(ann)) as records:
            records.undo(origin.run)

        with store.records(ann, run(ann)) as records, pytest.raises(NothingToUndo):
            records.undo(origin.run)

    def test_goes_past_a_create_to_what_was_before(
        self, store: Store, ann: Principal, run: Callable[..., Origin]
    ) -> None:
        before = state(store)
        with store.records(ann, run(ann)) as records:
            deal = records.create("Deal", {"title": "Globex renewal"})["object_id"]
        with store.records(ann, run(ann)) as records:
            records.delete("Deal", deal)

        for _ in range(2):
            with store.records(ann, run(ann)) as records:
                records.undo()

        assert state(store) == before

    def test_undoes_an_undo_by_its_id_and_then_undoes_the_run_again(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        states = [state(store)]
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})
        states.append(state(store))
        undoing = run(ann)
        with store.records(ann, undoing) as records:
            records.undo()

        with store.records(ann, run(ann)) as records:
            records.undo(undoing.run)
        assert state(store) == states[1]
        with store.records(ann, run(ann)) as records:
            records.undo()
        assert state(store) == states[0]

    def test_never_brings_a_version_back(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        seen = [version(store, deal)]
        for values in ({"stage": "qualified"}, {"amount": 20}):
            with store.records(ann, run(ann)) as records:
                records.update("Deal", deal, values)
            seen.append(version(store, deal))
        with store.records(ann, run(ann)) as records:
            records.delete("Deal", deal)

        for _ in range(3):
            with store.records(ann, run(ann)) as records:
                records.undo()
            seen.append(version(store, deal))

        assert seen == sorted(set(seen))
        with store.records(ann) as records, pytest.raises(Conflict):
            records.update("Deal", deal, {"stage": "won"}, version=seen[0])


class TestTheLastRun:
    def test_is_that_of_the_thread(self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]) -> None:
        other = added(store, ann, "Deal")
        with store.records(ann, run(ann, "one")) as records:
            records.update("Deal", deal, {"stage": "won"})
        with store.records(ann, run(ann, "two")) as records:
            records.update("Deal", other, {"stage": "lost"})

        with store.records(ann, run(ann, "one")) as records:
            assert [step.change.object_id for step in records.undo()] == [deal]
        with store.records(ann, run(ann, "one")) as records, pytest.raises(NothingToUndo):
            records.undo()

    def test_is_one_that_changed_something(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        with store.records(ann, run(ann)) as records:
            records.update("Deal", deal, {"stage": "won"})
        with store.records(ann, run(ann)) as records:
            records.get("Deal", deal)
            records.update("Deal", deal, {"stage": "won"})

        with store.records(ann, run(ann)) as records:
            assert [step.change.object_id for step in records.undo()] == [deal]

    def test_is_not_what_was_done_outside_of_any_run(
        self, store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
    ) -> None:
        with store.records(ann) as records:
            records.update("Deal", deal, {"stage": "won"})

        with store.records(ann, run(ann)) as records, pytest.raises(NothingToUndo):
            records.undo()


def test_undo_is_logged_as_a_run_of_its_own(
    store: Store, ann: Principal, deal: str, run: Callable[..., Origin]
) -> None:
    origin = run(ann)
    with store.records(ann, origin) as records:
        records.update("Deal", deal, {"stage": "won"})
    undoing = run(ann)
    with store.records(ann, undoing) as records:
        records.undo()

    with store.reading(ann) as records:
        (row,) = records.history(Pointer("Deal", deal), run=undoing.run)
    assert (row["before"]["stage"], row["after"]["stage"], row["call"]) == ("won", "lead", undoing.call)
    runs = store.schema.own.run.c
    with store.looking() as connection:
        noted = connection.execute(select(runs.undoes, runs.undone_by).order_by(runs.started_at)).all()
    assert noted == [(None, undoing.run), (origin.run, None)]


def test_undo_that_fails_half_way_undoes_nothing(
    store: Store, admin: Principal, run: Callable[..., Origin], user: Callable[..., Principal]
) -> None:
    """Somebody took the name of a deleted user, so he cannot come back; nor does anything else of the run."""
    cleo = user("cleo", "rep")
    with store.records(admin, run(admin)) as records:
        records.delete("_User", cleo.user)
        records.create("Deal", {"title": "Globex renewal"})
    user("cleo", "rep")
    before = state(store)

    with pytest.raises(Conflict), store.records(admin, run(admin)) as records:
        records.undo()

    assert state(store) == before
    assert faults(store) == []


KINDS = ("Company", "Contact", "Deal", "Activity")
ACTIONS = ("create", "update", "update", "share", "delete", "point")
ACLS: tuple[dict[str, str] | None, ...] = (None, {}, {"*": "read"}, {"role:rep": "write", "*": "read"})
Write = tuple[str, str, dict[str, Any], dict[str, str] | None]
"""What to do, with the record of which class, and with which values and ACL."""


def writes(*actions: str) -> st.SearchStrategy[Write]:
    """Return a strategy for writes of a class each."""
    return st.sampled_from(KINDS).flatmap(
        lambda name: st.tuples(
            st.sampled_from(actions), st.just(name), st.fixed_dictionaries(PLAIN[name]), st.sampled_from(ACLS)
        )
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    first=st.lists(writes("create"), min_size=4, max_size=8), then=st.lists(writes(*ACTIONS), min_size=1, max_size=8)
)
def test_undo_of_any_run_gives_back_the_very_state_before(shared: Store, first: list[Write], then: list[Write]) -> None:
    store = cleared(shared)
    do(store, Origin("test"), first)
    before = state(store)
    do(store, Origin("test", "run"), then)
    after = state(store)

    done = taken_back(store, "run", "undoing")
    assert state(store) == before
    assert faults(store) == []

    assert taken_back(store, "undoing", "again") == done
    assert state(store) == after
    assert faults(store) == []


def taken_back(store: Store, run: str, by: str) -> bool:
    """Undo a run; whether there was anything to undo."""
    try:
        with store.records(SYSTEM, Origin("test", by)) as records:
            records.undo(run)
    except NothingToUndo:
        return False
    return True


def do(store: Store, origin: Origin, several: list[Write]) -> None:
    """Do the writes, each in a unit of work of its own; those that cannot be done are left out."""
    for action, name, values, acl in several:
        with suppress(Taken, RecordNotFound), store.records(SYSTEM, origin) as records:
            match action:
                case "create":
                    records.create(name, values, object_id=f"the{name}", acl=acl)
                case "update":
                    records.update(name, f"the{name}", values)
                case "share":
                    records.share(name, f"the{name}", acl)
                case "point":
                    records.update(name, f"the{name}", pointing(name))
                case _:
                    records.delete(name, f"the{name}")


def pointing(name: str) -> dict[str, Pointer]:
    """Return the pointers of a class, to the other records of this test."""
    return {
        field: Pointer(targets[-1], f"the{targets[-1]}")
        for field, targets in POINTERS[name].items()
        if targets[-1] in KINDS
    }


def added(store: Store, who: Principal, name: str, **values: Any) -> str:
    """Make a record outside of any run, and return its id."""
    with store.records(who, now=START) as records:
        return str(records.create(name, sample(store.schema, name) | values)["object_id"])


def version(store: Store, deal: str) -> int:
    """Return the version that the last change of the deal left."""
    with store.reading(SYSTEM) as records:
        return int(records.history(Pointer("Deal", deal), limit=1)[0]["after"]["version"])
