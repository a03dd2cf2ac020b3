import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from pydantic import Field, create_model
from sqlalchemy import Engine, event, inspect, text

from store import migrations
from store.classes import Company, ToContact, ToContactOrDeal, ToUser
from store.engine import make_engine
from store.errors import StorageMismatch
from store.fields import Pointer, Record
from store.migrate import ensure, migrate, migrate_within, pending
from store.migrations.__main__ import write
from store.migrations.revisions import config, upgrade
from store.principal import Principal
from store.schema import Schema
from store.store import Store

SYSTEM = Principal.system()
Name = Annotated[str, Field(max_length=100)]

LATER = '''"""Runs get a colour, and colours a table."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("parley_run", sa.Column("colour", sa.String(20)))
    op.create_table("parley_colour", sa.Column("name", sa.String(20), primary_key=True))
'''

OPEN = """
import sys
from store.store import Store

Store.open(sys.argv[1]).close()
print("alembic" in sys.modules)
"""


class Plan(Record):
    """What a workspace added, in its first form."""

    owners: ClassVar = ("lead",)

    name: Name
    lead: ToUser | None = None


def plans(*without: str, unique: tuple[str, ...] = (), **members: Any) -> Schema:
    """Return the built-in classes and Plan, with other fields."""
    kept = {name: (info.annotation, info) for name, info in Plan.model_fields.items() if name not in without}
    made = create_model("Plan", __base__=Record, __doc__="Another form of it.", **{**kept, **members})
    made.unique = unique
    made.title_field = "title" if "name" in without else "name"
    return Schema.of({"Plan": made})


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A program of the future, whose own tables have one more revision."""
    folder = tmp_path / "versions"
    shutil.copytree(migrations.VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "9999_colour.py").write_text(LATER.format(head=migrations.head()))
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "VERSIONS", folder)
        yield


def planned(url: str, schema: Schema, **values: Any) -> str:
    """Make a plan and return its id."""
    store = Store.open(url, schema)
    with store.records(SYSTEM) as records:
        made = records.create("Plan", values)
    store.close()
    return str(made["object_id"])


@contextmanager
def questions(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that are executed on the engine."""
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    yield asked
    asked[:] = [statement for statement in asked if not statement.startswith(("BEGIN", "PRAGMA"))]


class TestAnEmptyDatabase:
    @pytest.mark.filterwarnings("ignore:.*expression-based index")
    def test_gets_exactly_the_tables_that_the_code_describes(self, engine: Engine, schema: Schema) -> None:
        migrate(engine, schema)

        with engine.connect() as connection:
            options = {"compare_type": True, "version_table": migrations.VERSION_TABLE}
            options["include_name"] = migrations.described
            assert compare_metadata(MigrationContext.configure(connection, opts=options), schema.metadata) == []

    def test_gets_its_own_tables_from_the_revisions_alone(self, engine: Engine, schema: Schema) -> None:
        with engine.connect() as connection, connection.begin():
            upgrade(connection)

        found = set(inspect(engine).get_table_names()) - {migrations.VERSION_TABLE}
        named = {name for name in found if not name.startswith(migrations.WORDS)}
        assert named == {name for name in schema.metadata.tables if name.startswith("parley_")}

    def test_is_told_before_in_the_same_words(self, engine: Engine, schema: Schema) -> None:
        told = pending(engine, schema)

        assert inspect(engine).get_table_names() == []
        assert migrate(engine, schema) == told
        assert told[0] == "Parley's own tables get version 0001: The first tables."
        assert "Deal gets its table." in told

    def test_is_made_once_when_two_come_together(self, url: str, engine: Engine, schema: Schema) -> None:
        other = make_engine(url)
        with ThreadPoolExecutor(1) as thread:
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                done = migrate_within(connection, schema)
                second = thread.submit(migrate, other, schema)
                with pytest.raises(TimeoutError):
                    second.result(timeout=0.5)

            assert "Deal gets its table." in done
            assert second.result() == []
        other.dispose()


class TestADatabaseThatIsUpToDate:
    def test_is_asked_two_questions(self, engine: Engine, schema: Schema) -> None:
        ensure(engine, schema)
        ensure(engine, Schema.of())

        with questions(engine) as asked:
            ensure(engine, schema)
            ensure(engine, Schema.of())

        assert len(asked) == 2 * 2

    def test_is_known_class_by_class(self, engine: Engine) -> None:
        place = create_model("Company", __base__=Company, __doc__=Company.__doc__, place=(Name | None, None))
        ensure(engine, Schema.of({"Plan": Plan}))
        ensure(engine, Schema.of({"Company": place}))

        with questions(engine) as asked:
            ensure(engine, Schema.of({"Plan": Plan, "Company": place}))

        assert len(asked) == 2

    def test_is_opened_without_importing_alembic(self, url: str) -> None:
        Store.open(url).close()

        said = subprocess.run([sys.executable, "-c", OPEN, url], check=True, timeout=60, capture_output=True, text=True)

        assert said.stdout.strip() == "False"

    def test_lacks_nothing(self, engine: Engine, schema: Schema) -> None:
        migrate(engine, schema)

        assert pending(engine, schema) == []
        assert migrate(engine, schema) == []


class TestAnOlderDatabase:
    def test_keeps_its_rows_when_our_own_tables_change(self, store: Store, later: None) -> None:
        with store.records(SYSTEM) as records:
            company = records.create("Company", {"name": "Globex"})["object_id"]
        with store.writing() as connection:
            connection.execute(store.schema.own.setting.insert().values(name="currency", value="EUR"))

        done = migrate(store.engine, store.schema)

        assert done == ["Parley's own tables get version 9999: Runs get a colour, and colours a table."]
        assert "parley_colour" in inspect(store.engine).get_table_names()
        with store.reading(SYSTEM) as records:
            assert records.get("Company", company)["name"] == "Globex"
        with store.engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM parley_change")) == 1
            assert connection.scalar(text("SELECT colour FROM parley_run")) is None
            assert connection.scalar(text("SELECT value FROM parley_setting WHERE name = 'currency'")) in (
                '"EUR"',
                "EUR",
            )

    def test_is_brought_up_to_date_when_it_is_opened(self, url: str, store: Store, later: None) -> None:
        Store.open(url, store.schema).close()

        assert "parley_colour" in inspect(store.engine).get_table_names()

    def test_keeps_its_records_when_a_class_gets_fields(self, url: str) -> None:
        plan = planned(url, Schema.of({"Plan": Plan}), name="Harbour")
        wider = plans(budget=(float | None, None), about=(ToContactOrDeal | None, None), place=(Name, ...))

        store = Store.open(url, wider)

        with store.records(SYSTEM) as records:
            assert records.get("Plan", plan)["name"] == "Harbour"
            assert records.get("Plan", plan)["place"] is None
            contact = Pointer("Contact", records.create("Contact", {"name": "Jane Doe"})["object_id"])
            records.update("Plan", plan, {"budget": 12.5, "about": contact, "place": "Leeds"})
            assert [row["object_id"] for row in records.find("Plan", {"about": contact})] == [plan]
        assert pending(store.engine, wider) == []
        store.close()

    def test_keeps_its_records_when_a_class_is_added(self, url: str) -> None:
        store = Store.open(url)
        with store.records(SYSTEM) as records:
            company = records.create("Company", {"name": "Globex"})["object_id"]
        store.close()

        plan = planned(url, Schema.of({"Plan": Plan}), name="Harbour")

        store = Store.open(url, Schema.of({"Plan": Plan}))
        with store.reading(SYSTEM) as records:
            assert records.get("Company", company)["name"] == "Globex"
            assert records.get("Plan", plan)["name"] == "Harbour"
        store.close()

    def test_keeps_what_no_class_asks_for_any_more(self, url: str) -> None:
        first = Schema.of({"Plan": Plan})
        plan = planned(url, first, name="Harbour")
        other = planned(url, plans("name", title=(Name, ...)), title="Bridge")

        store = Store.open(url, first)

        with store.reading(SYSTEM) as records:
            assert records.get("Plan", plan)["name"] == "Harbour"
            assert records.get("Plan", other)["name"] is None
        store.close()

    def test_lets_be_empty_what_is_no_longer_required(self, url: str) -> None:
        plan = planned(url, plans(unique=("name",), place=(Name, ...)), name="Harbour", place="Leeds")
        looser = plans(unique=("name",), place=(Name | None, None))

        other = planned(url, looser, name="Bridge")

        store = Store.open(url, looser)
        with store.reading(SYSTEM) as records:
            assert (records.get("Plan", plan)["name"], records.get("Plan", plan)["place"]) == ("Harbour", "Leeds")
            assert records.get("Plan", other)["place"] is None
        assert pending(store.engine, looser) == []
        store.close()

    def test_says_each_change_in_a_sentence(self, engine: Engine) -> None:
        migrate(engine, plans(place=(Name, ...)))

        done = migrate(engine, plans(place=(Name | None, None), contact=(ToContact | None, None)))

        assert done == [
            "Plan no longer requires place.",
            "Plan gets the column contact.",
            "Plan gets the index ix_plan_contact.",
        ]

    def test_gets_back_an_index_that_was_dropped_by_hand(self, store: Store) -> None:
        with store.writing() as connection:
            connection.execute(text("DROP INDEX uq_user_email"))

        assert migrate(store.engine, store.schema) == ["_User gets the index uq_user_email."]
        assert pending(store.engine, store.schema) == []


class TestADatabaseThatDoesNotFit:
    def test_is_refused_when_a_newer_program_made_it(self, url: str, store: Store) -> None:
        with store.writing() as connection:
            connection.execute(text("UPDATE parley_version SET version_num = '9999'"))

        with pytest.raises(StorageMismatch, match=r"made by a newer Parley.*version 9999.*Update Parley") as refused:
            Store.open(url, store.schema)

        assert refused.value.code == "storage_mismatch"
        with pytest.raises(StorageMismatch):
            pending(store.engine, store.schema)

    def test_is_refused_when_it_belongs_to_another_program(self, engine: Engine, schema: Schema) -> None:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE company (id INTEGER PRIMARY KEY, name TEXT)"))

        with pytest.raises(StorageMismatch, match="company was not made by Parley"):
            migrate(engine, schema)

        assert inspect(engine).get_table_names() == ["company"]

    def test_is_refused_when_it_does_not_say_its_version(self, store: Store) -> None:
        with store.writing() as connection:
            connection.execute(text("DROP TABLE parley_version"))

        with pytest.raises(StorageMismatch, match="which version"):
            migrate(store.engine, store.schema)

    def test_is_refused_when_a_field_is_of_another_kind(self, engine: Engine) -> None:
        migrate(engine, plans(budget=(str | None, None)))

        with pytest.raises(StorageMismatch, match=r"Plan.budget holds text in it, and numbers in the program"):
            migrate(engine, plans(budget=(float | None, None)))

    @pytest.mark.parametrize(("before", "after"), [(ToContact, ToContactOrDeal), (ToContactOrDeal, ToContact)])
    def test_is_refused_when_a_pointer_would_lose_its_values(self, engine: Engine, before: Any, after: Any) -> None:
        migrate(engine, plans(about=(before | None, None)))

        with pytest.raises(StorageMismatch, match=r"Plan.about names records of other classes"):
            migrate(engine, plans(about=(after | None, None)))

    def test_stays_as_it_was_when_a_later_step_fails(self, url: str, engine: Engine) -> None:
        for _ in range(2):
            planned(url, Schema.of({"Plan": Plan}), name="Harbour")
        before = {name: inspect(engine).get_columns(name) for name in inspect(engine).get_table_names()}

        with pytest.raises(StorageMismatch, match="Several records of Plan share a value"):
            migrate(engine, plans(unique=("name",), budget=(float | None, None)))

        after = {name: inspect(engine).get_columns(name) for name in inspect(engine).get_table_names()}
        assert str(after) == str(before)


class TestTheRevisions:
    def test_run_in_one_line_to_the_newest(self) -> None:
        engine = make_engine("sqlite://")
        with engine.connect() as connection:
            script = ScriptDirectory.from_config(config(connection))

        assert script.get_current_head() == migrations.head()
        numbers = [revision.revision for revision in script.walk_revisions()][::-1]
        assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]

    def test_are_complete_so_that_the_next_one_would_be_empty(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "versions"
        shutil.copytree(migrations.VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        monkeypatch.setattr(migrations, "VERSIONS", folder)

        write("Nothing.")

        assert next(folder.glob("*_nothing.py")).read_text().endswith('    """Make the change."""\n    pass\n')
