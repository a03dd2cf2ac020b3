import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, update

from store.blueprint.applying import apply
from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.moves import Scalar
from store.blueprint.planning import plan
from store.cards import Cards
from store.changes import SCHEMA, Origin
from store.dictionary import data_dictionary
from store.errors import Conflict, DataAtRisk, InvalidSchema, InvalidValues, NothingToUndo, ReadOnly, StorageMismatch
from store.fields import Pointer
from store.migrate import pending
from store.principal import Principal
from store.store import Store
from store.transfer.archive import backup
from store.transfer.loading import import_state
from store.transfer.restore import restore
from store.transfer.state import export_state
from tests.store.blueprint.plans import ON_SQLITE, SHOP, of, stages
from tests.store.people import at_once

DYING = """
import os, signal, sys
from store.blueprint.applying import apply
from store.blueprint.migration import Migration
from store.principal import Principal
from store.store import Store
from tests.store.blueprint.plans import SHOP

Migration._search_again = lambda _: os.kill(os.getpid(), signal.SIGKILL)
apply(Store.open(sys.argv[1]), SHOP, by=Principal("root", frozenset({"admin"})), door="test")
"""
"""A process that dies when the tables are already others, and nothing is kept yet."""
SYSTEM = Principal.system()
ADMIN = Principal("root", frozenset({"admin"}))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = Store.open(url)
    yield store
    store.close()


@pytest.fixture
def other(url: str, store: Store) -> Iterator[Store]:
    """The same workspace, as another process has it open."""
    other = Store.open(url)
    yield other
    other.close()


def applied(store: Store, blueprint: Blueprint, **mapping: Scalar) -> Any:
    return apply(store, blueprint, mapping, by=ADMIN, door="test")


def deal(store: Store, **values: Any) -> str:
    with store.records(SYSTEM) as records:
        return str(records.create("Deal", {"title": "Anvils"} | values)["object_id"])


class TestABlueprint:
    def test_adds_a_class_that_is_there_at_once(self, store: Store) -> None:
        applied(store, SHOP)

        with store.records(ADMIN) as records:
            company = records.create("Company", {"name": "Acme"})["object_id"]
            values = {
                "name": "Anvil", "price": 40, "SKU": "A-1", "inStock": True, "tags": ["heavy"], "extra": {"kg": 5},
                "launchDate": datetime(2026, 3, 1, tzinfo=UTC), "supplier": Pointer("Company", company),
                "carrier": Pointer("Company", company),
            }  # fmt: skip
            row = records.create("Product", values)
            found = records.find("Product", {"sku": "A-1", "supplier": {"matches": {"name": "Acme"}}})
        assert [one["object_id"] for one in found] == [row["object_id"]]
        assert row["status"] == "planned"
        assert row["created_by"] == Pointer("_User", "root")

    def test_adds_and_alters_fields_of_a_class_that_is_written_out(self, store: Store) -> None:
        before = deal(store)

        applied(
            store, of("Deal", FieldPlan(name="probability", kind="Number"), *stages("lead", "demo").classes[0].fields)
        )

        with store.records(ADMIN) as records:
            assert records.get("Deal", before)["probability"] is None
            assert records.update("Deal", before, {"probability": 0.5, "stage": "demo"})["probability"] == 0.5
        assert store.schema["Deal"].fields["stage"].choices == ("lead", "demo")
        assert store.schema["Deal"].model.reveals == ("contact", "company", "contact.company")

    def test_is_seen_by_another_process_with_its_next_unit_of_work(self, store: Store, other: Store) -> None:
        assert "Product" not in other.refresh().classes

        applied(store, SHOP)

        with other.records(ADMIN) as records:
            object_id = records.create("Product", {"name": "Anvil"})["object_id"]
        with store.reading(ADMIN) as records:
            assert records.get("Product", object_id)["name"] == "Anvil"
        assert other.refresh().number == 1

    def test_is_there_when_the_workspace_is_opened_again(self, store: Store, url: str) -> None:
        applied(store, SHOP)
        said = blueprint_of(store.schema)

        again = Store.open(url)

        assert blueprint_of(again.schema) == said
        assert pending(again.engine, again.base) == []
        again.close()

    @ON_SQLITE
    def test_of_a_newer_program_is_not_guessed_at(self, store: Store, url: str) -> None:
        applied(store, SHOP)
        table = store.schema.own.blueprint
        with store.writing() as connection:
            connection.execute(update(table).values(blueprint={"classes": [], "colours": ["red"]}))

        with pytest.raises(StorageMismatch, match="number 1, of a newer Parley"):
            Store.open(url)

    @ON_SQLITE
    def test_applied_again_changes_nothing(self, store: Store) -> None:
        first = applied(store, SHOP)

        second = applied(store, SHOP)

        assert second.plan.is_empty
        assert (second.number, second.run) == (first.number, None)
        assert "none" in second.plan.risk.lower()

    @ON_SQLITE
    def test_is_in_the_audit_trail_with_its_run(self, store: Store) -> None:
        done = applied(store, SHOP)

        with store.reading(SYSTEM) as records:
            (row,) = records.history(run=done.run)
        assert (row["cls"], row["object_id"], row["user"], row["door"]) == (SCHEMA, "1", "root", "test")
        assert row["after"]["steps"][0].startswith("Product is added, with name (text, required)")

    @ON_SQLITE
    def test_is_not_undone(self, store: Store) -> None:
        done = applied(store, SHOP)

        with store.records(ADMIN) as records, pytest.raises(NothingToUndo):
            records.undo(done.run)

    @ON_SQLITE
    def test_is_applied_by_an_admin_only(self, store: Store) -> None:
        with pytest.raises(ReadOnly):
            apply(store, SHOP, by=Principal("m", frozenset({"manager"})), door="test")

    @ON_SQLITE
    def test_that_was_agreed_to_is_applied_only_as_it_was(self, store: Store) -> None:
        agreed = plan(store, SHOP).hash
        applied(store, of("Deal", FieldPlan(name="probability", kind="Number")))

        with pytest.raises(Conflict, match="another one by now"):
            apply(store, SHOP, by=ADMIN, door="test", expected=agreed)
        assert plan(store, SHOP).hash == plan(store, SHOP).hash

    def test_is_applied_once_by_two_processes_at_the_same_moment(self, store: Store, other: Store) -> None:
        agreed = plan(store, SHOP).hash

        def body(n: int) -> Any:
            return apply((store, other)[n], SHOP, by=ADMIN, door="test", expected=agreed)

        done = at_once(2, body)

        assert sorted(type(one).__name__ for one in done) == ["Applied", "Conflict"]
        assert [one.refresh().number for one in (store, other)] == [1, 1]
        with other.records(ADMIN) as records:
            assert records.create("Product", {"name": "Anvil"})["name"] == "Anvil"

    def test_of_a_team_lets_everybody_read(self, store: Store, other: Store) -> None:
        made = deal(store)
        ann = Principal("ann", frozenset({"rep"}))

        with other.reading(ann) as records:
            assert records.count("Deal") == 0
        applied(store, Blueprint(preset="team"))

        with other.reading(ann) as records:
            assert records.get("Deal", made)["title"] == "Anvils"
            assert records.count("Deal") == 1

    @ON_SQLITE
    def test_of_sixty_classes_is_one_migration(self, store: Store, other: Store) -> None:
        several = tuple(
            ClassPlan(
                name=f"Thing{n}",
                fields=(
                    FieldPlan(name="title", kind="String", required=True),
                    FieldPlan(name="next", kind="Pointer", targets=(f"Thing{(n + 1) % 60}",), required=True),
                ),
            )
            for n in range(60)
        )

        done = applied(store, Blueprint(classes=several))

        assert done.number == 1
        assert len(other.refresh().classes) == 65
        with other.records(ADMIN) as records, pytest.raises(Exception, match="next is required"):
            records.create("Thing59", {"title": "last"})

    def test_that_is_killed_in_the_middle_leaves_everything_as_it_was(self, store: Store, other: Store) -> None:
        deal(store, stage="lead")
        before, tables = export_state(store, full=True), set(inspect(store.engine).get_table_names())
        address = store.engine.url.render_as_string(hide_password=False)

        killed = subprocess.run([sys.executable, "-c", DYING, address], check=False)

        assert killed.returncode == -signal.SIGKILL
        for one in (store, other):
            assert "Product" not in one.refresh().classes
        assert export_state(store, full=True) == before
        assert set(inspect(store.engine).get_table_names()) == tables
        applied(other, SHOP)
        assert "Product" in store.refresh().classes


class TestWhatIsThere:
    def test_is_not_lost_by_other_stages(self, store: Store, tmp_path: Path) -> None:
        first, second = deal(store, stage="lead"), deal(store, stage="won")
        wanted = stages("new", "demo", "won", "lost")
        with store.reading(SYSTEM) as records:
            since = records.since("Deal", "stage", [first, second])

        with pytest.raises(DataAtRisk) as refused:
            applied(store, wanted)
        assert refused.value.needs == ["Deal.stage=lead"]
        mapping: dict[str, Scalar] = {"Deal.stage=lead": "new"}
        with pytest.raises(DataAtRisk, match="must be allowed"):
            apply(store, wanted, mapping, by=ADMIN, door="test")
        done = apply(store, wanted, mapping, by=ADMIN, door="test", archive=tmp_path / "before.zip")

        with store.reading(ADMIN) as records:
            assert [records.get("Deal", one)["stage"] for one in (first, second)] == ["new", "won"]
            assert records.since("Deal", "stage", [first, second]) == since
            assert {row["object_id"] for row in records.history(run=done.run)} == {first, "1"}
        assert store.schema["Deal"].fields["stage"].choices == ("new", "demo", "won", "lost")
        assert store.schema["Deal"].fields["stage"].info.default == "new"
        assert (tmp_path / "before.zip").exists()

    @ON_SQLITE
    def test_stays_when_a_blueprint_lists_fewer_values_or_is_silent(self, store: Store) -> None:
        silent = of("Deal", FieldPlan(name="stage", kind="String"), FieldPlan(name="title", kind="String"))

        assert plan(store, stages("lead", "proposal", "lost")).is_empty
        assert plan(store, silent).is_empty
        assert plan(store, Blueprint()).is_empty

    @ON_SQLITE
    def test_loses_a_stage_by_the_mapping_alone(self, store: Store, tmp_path: Path) -> None:
        made = deal(store, stage="negotiation")

        apply(
            store, Blueprint(), {"Deal.stage=negotiation": "proposal"}, by=ADMIN, door="test",
            archive=tmp_path / "before.zip",
        )  # fmt: skip

        assert "negotiation" not in store.schema["Deal"].fields["stage"].choices
        with store.reading(ADMIN) as records:
            assert records.get("Deal", made)["stage"] == "proposal"

    def test_keeps_its_values_under_another_name(self, store: Store, other: Store, tmp_path: Path) -> None:
        run = Origin("test", "run-1")
        with store.records(ADMIN, run) as records:
            made = records.create("Deal", {"title": "Anvils", "amount": 5})["object_id"]
        with store.records(ADMIN, Origin("test", "run-2")) as records:
            records.update("Deal", made, {"amount": 7})

        apply(store, Blueprint(), {"Deal.amount": "value"}, by=ADMIN, door="test", archive=tmp_path / "a.zip")

        with other.records(ADMIN) as records:
            assert records.get("Deal", made)["value"] == 7
            records.undo("run-2")
            assert records.get("Deal", made)["value"] == 5
        assert "amount" not in {column["name"] for column in inspect(store.engine).get_columns("deal")}
        assert pending(store.engine, store.base) == []

    def test_is_dropped_only_where_the_mapping_says_so(self, store: Store, tmp_path: Path) -> None:
        with store.records(ADMIN, Origin("test", "run-1")) as records:
            made = records.create("Deal", {"title": "Anvils", "notes": "x", "amount": 1})["object_id"]

        with pytest.raises(DataAtRisk, match="dropped with its 1 values"):
            apply(store, Blueprint(), {"Deal.notes": None}, by=ADMIN, door="test")
        apply(store, Blueprint(), {"Deal.notes": None}, by=ADMIN, door="test", archive=tmp_path / "a.zip")

        assert "notes" not in store.schema["Deal"].fields
        assert "notes" not in {column["name"] for column in inspect(store.engine).get_columns("deal")}
        with store.records(ADMIN) as records:
            records.undo("run-1")
            assert records.find("Deal", {"object_id": made}) == []

    def test_may_get_the_name_of_what_is_dropped(self, store: Store, tmp_path: Path) -> None:
        made = deal(store, notes="x", amount=7)
        mapping: dict[str, Scalar] = {"Deal.amount": "notes", "Deal.notes": None}

        apply(store, Blueprint(), mapping, by=ADMIN, door="test", archive=tmp_path / "a.zip")

        with store.reading(ADMIN) as records:
            assert records.get("Deal", made)["notes"] == 7
        assert pending(store.engine, store.base) == []

    def test_is_not_there_any_more_for_who_is_reading(self, store: Store, other: Store, tmp_path: Path) -> None:
        deal(store, notes="x")
        sees_what_was = other.engine.dialect.name == "sqlite"

        with nullcontext() if sees_what_was else pytest.raises(Conflict, match="changed meanwhile"):  # noqa: SIM117
            with other.reading(ADMIN) as records:
                apply(store, Blueprint(), {"Deal.notes": None}, by=ADMIN, door="test", archive=tmp_path / "a.zip")
                records.find("Deal")

        with other.reading(ADMIN) as records:
            assert "notes" not in records.find("Deal")[0]

    @ON_SQLITE
    def test_is_in_no_card_any_more(self, store: Store, tmp_path: Path) -> None:
        cards = Cards(store)
        cards.open(ADMIN, "card-1", "run-1", "thread-1", "test", ["why"], [])
        applied(store, SHOP)
        assert cards.get(ADMIN, "card-1").state == "open"

        apply(store, Blueprint(), {"Deal.notes": None}, by=ADMIN, door="test", archive=tmp_path / "a.zip")

        assert cards.get(ADMIN, "card-1").state == "rejected"

    def test_comes_back_from_the_archive(self, store: Store, tmp_path: Path) -> None:
        deal(store, notes="x")
        before = export_state(store, full=True)
        apply(store, Blueprint(), {"Deal.notes": None}, by=ADMIN, door="test", archive=tmp_path / "a.zip")

        restore(store, tmp_path / "a.zip", force=True)

        assert export_state(store, full=True) == before
        assert store.refresh().number == 0

    def test_must_be_filled_before_a_field_is_required(self, store: Store, tmp_path: Path) -> None:
        made, filled = deal(store), deal(store, amount=3)
        wanted = of("Deal", FieldPlan(name="amount", kind="Number", required=True))

        assert [(need.key, need.records, need.suggestion) for need in plan(store, wanted).needs] == [
            ("Deal.amount=", 1, 0)
        ]
        apply(store, wanted, {"Deal.amount=": 10}, by=ADMIN, door="test", archive=tmp_path / "a.zip")

        with store.reading(ADMIN) as records:
            assert [records.get("Deal", one)["amount"] for one in (made, filled)] == [10, 3]
        assert store.schema["Deal"].fields["amount"].required

    def test_is_never_empty_where_a_field_is_required_and_has_a_default(self, store: Store) -> None:
        phase = FieldPlan(name="phase", kind="String", values=("new", "old"), default="new", required=True)
        hot = FieldPlan(name="hot", kind="Boolean", default=True, required=True)
        wanted = of("Lamp", FieldPlan(name="name", kind="String"), phase, hot)

        applied(store, wanted)

        with store.records(ADMIN) as records:
            made = records.create("Lamp", {"name": "Desk", "phase": None})
            assert (made["phase"], made["hot"]) == ("new", True)
            for value in (None, ""):
                with pytest.raises(InvalidValues, match="phase is required"):
                    records.update("Lamp", made["object_id"], {"phase": value})
        assert plan(store, wanted).is_empty
        assert plan(store, blueprint_of(store.schema)).is_empty
        lamp = blueprint_of(store.schema).classes[-1]
        assert [(one.required, one.default) for one in lamp.fields] == [(False, None), (True, "new"), (True, True)]

    def test_points_to_more_classes_and_back_to_one(self, store: Store, tmp_path: Path) -> None:
        with store.records(ADMIN, Origin("test", "run-1")) as records:
            contact = records.create("Contact", {"name": "Jane"})["object_id"]
            company = records.create("Company", {"name": "Acme"})["object_id"]
            made = records.create("Deal", {"title": "T", "contact": Pointer("Contact", contact)})["object_id"]
            second = records.create("Deal", {"title": "U"})["object_id"]
        model = store.schema["Deal"].model
        free = ClassPlan(name="Deal", fields=(), reveals=("company",))
        wider = FieldPlan(name="contact", kind="Pointer", targets=("Contact", "Company"))

        applied(store, Blueprint(classes=(free.model_copy(update={"fields": (wider,)}),)))

        with store.records(ADMIN) as records:
            assert records.get("Deal", made)["contact"] == Pointer("Contact", contact)
            records.update("Deal", second, {"contact": Pointer("Company", company)})
        narrower = of("Deal", wider.model_copy(update={"targets": ("Contact",)}))
        (need,) = plan(store, narrower).needs
        apply(store, narrower, {need.key: None}, by=ADMIN, door="test", archive=tmp_path / "a.zip")
        with store.records(ADMIN) as records:
            assert records.get("Deal", made)["contact"] == Pointer("Contact", contact)
            assert records.get("Deal", second)["contact"] is None
            records.delete("Deal", made)
        assert model is not store.schema["Deal"].model
        assert pending(store.engine, store.base) == []

    @ON_SQLITE
    def test_keeps_its_kind(self, store: Store) -> None:
        wanted = of("Deal", FieldPlan(name="amount", kind="String"))
        assert [step.about for step in plan(store, wanted).steps] == ["Deal.amount"]
        deal(store, amount=3)

        with pytest.raises(InvalidSchema, match="cannot become a String"):
            plan(store, wanted)

    def test_of_every_kind_is_renamed_and_dropped(self, store: Store, tmp_path: Path) -> None:
        applied(store, SHOP)
        with store.records(ADMIN, Origin("test", "run-1")) as records:
            other = Pointer("Deal", records.create("Deal", {"title": "T"})["object_id"])
            said = {
                "name": "Anvil",
                "SKU": "A-1",
                "seenWith": other,
                "status": "on sale",
                "tags": ["a"],
                "inStock": True,
            }
            made = records.create("Product", said)["object_id"]
        new = {
            "name": "label",
            "SKU": "code",
            "seenWith": "about",
            "status": "phase",
            "tags": "words",
            "inStock": "there",
        }
        before, after = (
            {f"Product.{old}": name for old, name in new.items()},
            {f"Product.{one}": None for one in new.values()},
        )

        apply(store, Blueprint(), before, by=ADMIN, door="test", archive=tmp_path / "a.zip")

        with store.reading(ADMIN) as records:
            row = records.get("Product", made)
            assert [row[name] for name in new.values()] == ["Anvil", "A-1", other, "on sale", ["a"], True]
            assert [found.cls for found in records.named(["anvil"])] == ["Product"]
        assert store.schema["Product"].title.wire == "label"
        assert pending(store.engine, store.base) == []
        apply(store, Blueprint(), after, by=ADMIN, door="test", archive=tmp_path / "b.zip")
        assert not set(new.values()) & set(store.schema["Product"].fields)
        assert pending(store.engine, store.base) == []
        with store.records(ADMIN) as records:
            records.undo("run-1")

    def test_of_an_added_class_goes_with_it(self, store: Store, other: Store, tmp_path: Path) -> None:
        applied(store, SHOP)
        with store.records(ADMIN) as records:
            records.create("Product", {"name": "Anvil"})

        apply(store, Blueprint(), {"Product": None}, by=ADMIN, door="test", archive=tmp_path / "a.zip")

        assert "Product" not in other.refresh().classes
        assert not {"product", "product_acl"} & set(inspect(store.engine).get_table_names())
        with other.reading(SYSTEM) as records:
            assert len(records.history()) == 3


class TestAnAddedClass:
    def test_goes_to_another_workspace_in_an_archive(self, store: Store, tmp_path: Path) -> None:
        applied(store, SHOP)
        with store.records(SYSTEM) as records:
            records.create("Product", {"name": "Anvil", "price": 40, "tags": ["a"]})
        backup(store, tmp_path / "a.zip")
        target = Store.open(f"sqlite:///{tmp_path}/target.db")

        restore(target, tmp_path / "a.zip")

        assert export_state(target, full=True) == export_state(store, full=True)
        target.close()

    @ON_SQLITE
    def test_is_exported_and_imported(self, store: Store, tmp_path: Path) -> None:
        applied(store, SHOP)
        state = {"products": [{"id": "p-1", "name": "Anvil", "SKU": "A", "price": 4.5, "status": "on sale"}]}

        import_state(store, state)

        (row,) = export_state(store)["products"]
        assert (row["id"], row["SKU"], row["price"], row["status"]) == ("p-1", "A", 4.5, "on sale")

    @ON_SQLITE
    def test_is_in_the_data_dictionary(self, store: Store) -> None:
        applied(store, SHOP)

        assert "Something that is sold." in data_dictionary(store.schema)

    @ON_SQLITE
    def test_takes_part_in_undo(self, store: Store) -> None:
        applied(store, SHOP)
        with store.records(ADMIN, Origin("test", "run-1")) as records:
            made = records.create("Product", {"name": "Anvil"})["object_id"]

        with store.records(ADMIN) as records:
            records.undo("run-1")
            assert made not in records.get_many("Product", [made])
