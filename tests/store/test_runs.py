from pathlib import Path

import pytest

from store import runs
from store.errors import Ambiguous, NoWorkspace, RecordNotFound
from store.principal import Principal
from store.store import Store
from tests.store.conftest import cleared

SYSTEM = Principal.system()


@pytest.fixture
def store(shared: Store) -> Store:
    return cleared(shared)


class TestARunOutsideThreads:
    def test_is_named_by_the_log_and_can_be_undone(self, store: Store) -> None:
        with runs.running(store, SYSTEM, "cli") as origin, store.records(SYSTEM, origin) as records:
            records.create("Company", {"name": "Acme"})

        with store.records(SYSTEM) as records:
            (row,) = records.history(run=origin.run)
            records.undo(origin.run)

            assert (row["door"], row["user"]) == ("cli", SYSTEM.user)
            assert records.count("Company") == 0

    def test_is_found_by_the_beginning_of_its_id(self, store: Store) -> None:
        with runs.running(store, SYSTEM, "cli") as origin:
            pass

        assert origin.run is not None
        assert runs.named(store, origin.run[:12]) == runs.named(store, origin.run) == origin.run

    def test_is_not_guessed_where_several_begin_so(self, store: Store) -> None:
        for _ in range(17):  # of that many ids in hexadecimal, two begin with the same digit
            with runs.running(store, SYSTEM, "cli"):
                pass
        begun = [digit for digit in "0123456789abcdef" if _several(store, digit)]

        assert begun
        with pytest.raises(Ambiguous, match="run"):
            runs.named(store, begun[0])

    @pytest.mark.parametrize("said", ["", "nothing", "%", "_"])
    def test_is_not_found_by_another_text(self, store: Store, said: str) -> None:
        with runs.running(store, SYSTEM, "cli"):
            pass

        with pytest.raises(RecordNotFound):
            runs.named(store, said)


class TestTheLastRun:
    def test_is_the_one_that_began_last_of_all_these_users_and_still_stands(self, store: Store, ann: Principal) -> None:
        made = []
        for who in (SYSTEM, ann, SYSTEM):
            with runs.running(store, who, "cli") as origin, store.records(who, origin) as records:
                records.create("Company", {"name": "Acme"})
            made.append(origin.run)

        assert runs.last(store, [SYSTEM.user, ann.user]) == made[2]
        assert runs.last(store, [ann.user]) == made[1]
        with runs.running(store, SYSTEM, "cli") as origin, store.records(SYSTEM, origin) as records:
            records.undo(made[2])
        assert runs.last(store, [SYSTEM.user, ann.user]) == made[1]

    def test_is_none_where_nobody_changed_anything(self, store: Store) -> None:
        with runs.running(store, SYSTEM, "cli"):
            pass

        assert runs.last(store, [SYSTEM.user]) is None


class TestNoWorkspace:
    def test_is_said_where_no_file_is_and_none_is_made(self, tmp_path: Path) -> None:
        with pytest.raises(NoWorkspace):
            Store.open(f"sqlite:///{tmp_path}/crm.db", create=False)

        assert not list(tmp_path.iterdir())

    def test_is_said_of_a_database_without_tables(self, url: str) -> None:
        for _ in range(2):
            with pytest.raises(NoWorkspace):
                Store.open(url, create=False)

        Store.open(url).close()
        Store.open(url, create=False).close()


def _several(store: Store, said: str) -> bool:
    try:
        runs.named(store, said)
    except Ambiguous:
        return True
    except RecordNotFound:
        return False
    return False
