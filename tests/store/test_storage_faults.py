import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import DBAPIError

from store.engine import make_engine, told
from store.errors import Conflict, StorageBusy, StorageDown, StorageFull, StoreError
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.store.states import faults, state

SYSTEM = Principal.system()
CODES = {StorageBusy: "storage_busy", StorageFull: "storage_full", StorageDown: "storage_down"}


@pytest.fixture
def file(tmp_path: Path, schema: Schema) -> Path:
    """The file of a workspace with one deal."""
    path = tmp_path / "crm.db"
    store = Store.open(f"sqlite:///{path}", schema)
    with store.records(SYSTEM) as records:
        records.create("Deal", {"title": "Globex renewal"}, object_id="theDeal")
    store.close()
    return path


@pytest.fixture
def small(file: Path, schema: Schema) -> Iterator[Store]:
    """A workspace on a disk that is nearly full."""
    store = Store.open(f"sqlite:///{file}", schema)
    store.engine.dispose()

    @event.listens_for(store.engine, "connect")
    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0] + 2}")

    yield store
    store.close()


class TestALockedDatabase:
    def test_is_told_to_the_writer_and_lets_readers_read(self, file: Path, schema: Schema) -> None:
        store = Store.open(f"sqlite:///{file}", schema, wait_ms=100)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")

            with pytest.raises(StorageBusy) as caught, store.records(SYSTEM) as records:
                records.create("Deal", {"title": "Initech"})
            with store.reading(SYSTEM) as records:
                assert [row["title"] for row in records.find("Deal")] == ["Globex renewal"]

            other.execute("ROLLBACK")
        assert_one_sentence(caught.value, "The database is busy with another process; nothing was changed.")
        with store.records(SYSTEM) as records:
            records.create("Deal", {"title": "Initech"})
        assert faults(store) == []
        store.close()

    def test_by_another_process_can_be_opened_and_read(self, file: Path, schema: Schema) -> None:
        hold = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); c.execute('BEGIN IMMEDIATE')"
        )
        command = [sys.executable, "-c", f"{hold}; print('held', flush=True); sys.stdin.readline()", str(file)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == "held\n"

            store = Store.open(f"sqlite:///{file}", schema, wait_ms=100)
            with store.reading(SYSTEM) as records:
                assert records.count("Deal") == 1
            with pytest.raises(StorageBusy), store.records(SYSTEM) as records:
                records.delete("Deal", "theDeal")

            other.communicate("go\n")
        with store.records(SYSTEM) as records:
            records.delete("Deal", "theDeal")
        store.close()

    def test_that_is_new_cannot_be_made(self, tmp_path: Path, schema: Schema) -> None:
        path = tmp_path / "new.db"
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")

            with pytest.raises(StorageBusy):
                Store.open(f"sqlite:///{path}", schema, wait_ms=100)


class TestAFullDisk:
    def test_is_told_and_leaves_nothing_half_written(self, small: Store) -> None:
        before = state(small)

        with pytest.raises(StorageFull) as caught, small.records(SYSTEM) as records:  # noqa: PT012
            for number in range(1_000):
                records.create("Deal", {"title": f"deal {number}", "notes": "x" * 10_000})

        assert_one_sentence(caught.value, "There is no room left for the database; nothing was changed.")
        assert state(small) == before
        assert faults(small) == []

    def test_is_told_also_when_it_fills_in_one_write(self, small: Store) -> None:
        with pytest.raises(StorageFull), small.records(SYSTEM) as records:
            records.update("Deal", "theDeal", {"notes": "x" * 100_000})

        with small.reading(SYSTEM) as records:
            assert records.get("Deal", "theDeal")["notes"] is None
        assert faults(small) == []

    def test_lets_small_changes_through_again(self, small: Store) -> None:
        with pytest.raises(StorageFull), small.records(SYSTEM) as records:
            records.update("Deal", "theDeal", {"notes": "x" * 100_000})

        with small.records(SYSTEM) as records:
            records.update("Deal", "theDeal", {"stage": "won"})
        assert faults(small) == []


class TestADamagedFile:
    @pytest.mark.parametrize("content", [b"this is a letter, and no database\n" * 100, b"\x00" * 4096, b"SQLite"])
    def test_that_is_no_database_is_told(self, content: bytes, tmp_path: Path) -> None:
        path = tmp_path / "crm.db"
        path.write_bytes(content)

        with pytest.raises(StorageDown) as caught:
            Store.open(f"sqlite:///{path}")

        assert_one_sentence(caught.value, "The database does not answer: file is not a database. Nothing was changed.")
        assert path.read_bytes() == content

    def test_in_its_middle_is_told_when_it_is_read(self, file: Path, schema: Schema) -> None:
        content = bytearray(file.read_bytes())
        content[4096:] = b"\xff" * (len(content) - 4096)
        file.write_bytes(content)

        with pytest.raises(StorageDown) as caught:
            Store.open(f"sqlite:///{file}", schema)

        assert_one_sentence(caught.value, "The database does not answer: database disk image is malformed.")

    def test_that_lost_its_end_is_told(self, file: Path, schema: Schema) -> None:
        file.write_bytes(file.read_bytes()[:8192])

        with pytest.raises(StorageDown):
            Store.open(f"sqlite:///{file}", schema)


class TestAPlaceThatCannotBeWritten:
    @pytest.mark.parametrize("place", ["missing/crm.db", "file/crm.db", "."])
    def test_is_told(self, place: str, tmp_path: Path) -> None:
        (tmp_path / "file").touch()

        with pytest.raises(StorageDown) as caught:
            Store.open(f"sqlite:///{tmp_path}/{place}")

        assert_one_sentence(caught.value, "The database does not answer: unable to open database file.")

    def test_is_read_and_told_to_the_writer_when_only_writing_is_forbidden(self, file: Path, schema: Schema) -> None:
        address = f"sqlite:///file:{file}?mode=ro&uri=true"
        with closing(Store.open(address, schema)) as store:
            with store.reading(SYSTEM) as records:
                assert records.count("Deal") == 1
            with pytest.raises(StorageDown) as caught, store.records(SYSTEM) as records:
                records.delete("Deal", "theDeal")

        assert_one_sentence(caught.value, "The database does not answer: attempt to write a readonly database.")


class TestAServerThatIsGone:
    def test_is_told_when_nobody_listens(self) -> None:
        with pytest.raises(StorageDown) as caught:
            Store.open("postgresql://someone:secret@127.0.0.1:1/crm")

        assert_one_sentence(caught.value, "The database does not answer: connection failed")
        assert "secret" not in str(caught.value)

    def test_is_told_when_there_is_no_such_database(self, postgres: str) -> None:
        with pytest.raises(StorageDown) as caught:
            Store.open(postgres.replace("/postgres?", "/nothing?"))

        assert_one_sentence(caught.value, "The database does not answer: ")
        assert 'database "nothing" does not exist' in str(caught.value)

    def test_is_told_in_the_middle_of_a_unit_of_work_and_leaves_nothing(
        self, postgres_store: Store, postgres_admin: Engine
    ) -> None:
        with pytest.raises(StorageDown), postgres_store.records(SYSTEM) as records:  # noqa: PT012
            records.create("Deal", {"title": "Globex renewal"})
            end_connections(postgres_admin, postgres_store)
            records.create("Deal", {"title": "Initech"})

        with postgres_store.reading(SYSTEM) as records:
            assert records.count("Deal") == 0
        assert faults(postgres_store) == []

    def test_is_forgotten_when_it_is_back(self, postgres_store: Store, postgres_admin: Engine) -> None:
        with postgres_store.records(SYSTEM) as records:
            records.create("Deal", {"title": "Globex renewal"})
        end_connections(postgres_admin, postgres_store)

        with postgres_store.reading(SYSTEM) as records:
            assert records.count("Deal") == 1

    @pytest.fixture
    def postgres_store(self, request: pytest.FixtureRequest, schema: Schema) -> Iterator[Store]:
        """A workspace on PostgreSQL only."""
        server: str = request.getfixturevalue("postgres")
        admin: Engine = request.getfixturevalue("postgres_admin")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE faulty"))
        store = Store.open(server.replace("/postgres?", "/faulty?"), schema)
        yield store
        store.close()
        with admin.connect() as connection:
            connection.execute(text("DROP DATABASE faulty WITH (FORCE)"))


class TestAnAddress:
    @pytest.mark.parametrize("address", ["mysql://localhost/crm", "", "crm.db", "oracle://x", "SQLITE:///x"])
    def test_of_another_kind_is_told(self, address: str) -> None:
        with pytest.raises(StorageDown) as caught:
            make_engine(address)

        assert "DATABASE_URL must begin with sqlite:/// or postgresql://" in str(caught.value)

    @pytest.mark.parametrize("address", ["postgresql://localhost:port/crm", "sqlite:crm.db", "postgresql://[::1/crm"])
    def test_that_is_none_is_told(self, address: str) -> None:
        with pytest.raises(StorageDown) as caught:
            make_engine(address)

        assert_one_sentence(caught.value, "The database does not answer: DATABASE_URL is no address of a database.")

    @pytest.mark.parametrize("start", ["postgres://", "postgresql://", "postgresql+psycopg://"])
    def test_of_postgresql_may_begin_in_three_ways(self, start: str) -> None:
        engine = make_engine(f"{start}someone@localhost/postgres://crm")

        assert (engine.url.drivername, engine.url.database) == ("postgresql+psycopg", "postgres://crm")
        engine.dispose()


def test_the_same_written_at_the_same_moment_is_a_conflict(store: Store) -> None:
    """Two people sign up with one name: the first look finds nobody, and the index of the table decides."""
    values = {"username": "ann", "email": "ann@example.com", "password": "correct horse"}
    with store.records(SYSTEM) as records:
        records.create("_User", values)

    users = store.schema["_User"].table
    with store.looking() as connection:
        row = connection.execute(users.select()).mappings().one()

    with pytest.raises(Conflict) as caught, store.writing() as connection:
        connection.execute(users.insert().values(dict(row) | {"object_id": "other", "username": "ANN"}))

    assert_one_sentence(caught.value, "The same was written by another at the same moment; nothing was written.")


@pytest.mark.parametrize(
    ("said", "error"),
    [
        (psycopg.errors.DiskFull, StorageFull),
        (psycopg.errors.TooManyConnections, StorageBusy),
        (psycopg.errors.DeadlockDetected, StorageBusy),
        (psycopg.errors.LockNotAvailable, StorageBusy),
        (psycopg.errors.AdminShutdown, StorageDown),
        (psycopg.errors.DataCorrupted, StorageDown),
        (psycopg.errors.InvalidPassword, StorageDown),
    ],
)
def test_what_postgresql_says_has_a_meaning(said: type[psycopg.Error], error: type[StoreError]) -> None:
    with pytest.raises(error), told():
        raise DBAPIError("SELECT 1", None, said("as the server said it"))


def test_a_mistake_in_a_statement_is_no_fault_of_the_storage(store: Store) -> None:
    """A program error stays one: nobody is told that his database is full because a column is called so."""
    with pytest.raises(Exception, match="full_and_locked") as caught, store.looking() as connection:
        connection.execute(text("SELECT full_and_locked FROM deal"))

    assert not isinstance(caught.value, StoreError)


def end_connections(admin: Engine, store: Store) -> None:
    """Let the server end every connection of the workspace, as a restart does."""
    with admin.connect() as connection:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        connection.execute(text(ended), {"name": store.engine.url.database})


def assert_one_sentence(error: StoreError, start: str) -> None:
    """The error says what happened and what became of the change, on one line, and has its code."""
    assert str(error).startswith(start)
    assert "\n" not in str(error)
    assert error.code == CODES.get(type(error), "conflict")
