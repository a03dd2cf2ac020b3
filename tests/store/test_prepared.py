"""Statements that are run past SQLAlchemy, and the one listener for other classes."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, select, text

from store.blueprint.applying import apply
from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan, Kind
from store.errors import Conflict
from store.fields import Pointer
from store.prepared import Prepared
from store.principal import Principal
from store.schema import Schema
from store.store import Store

NOW = datetime(2026, 3, 18, 9, 30, 0, 5_000, tzinfo=UTC)
CAR = Blueprint(classes=(ClassPlan(name="Car", fields=(FieldPlan(name="plate", kind="String"),)),))
ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"


@pytest.fixture
def other(store: Store, url: str, schema: Schema) -> Iterator[Store]:
    """The same workspace, as another process has it open."""
    with closing(Store.open(url, schema)) as other:
        yield other


def test_its_rows_are_those_that_sqlalchemy_reads(store: Store, ann: Principal) -> None:
    with store.records(ann, now=NOW) as records:
        deal = Pointer("Deal", records.create("Deal", {"title": "T", "amount": 1.5})["object_id"])
        records.create("Project", {"name": "Bridge", "urgent": True, "budget": 3, "deal": deal})

    for name in ("_User", "Deal", "Project"):
        statement = select(store.schema[name].table)
        with store.looking() as connection:
            found = Prepared(statement, connection.dialect).rows(connection, {})
            assert found == [dict(row) for row in connection.execute(statement).mappings()]
            assert found


def test_its_faults_are_told_like_any_other(store: Store) -> None:
    setting = store.schema.own.setting
    values = {setting.c.name: bindparam("name", type_=setting.c.name.type), setting.c.value: {"a": 1}}
    twice = Prepared(insert(setting).values(values), store.engine.dialect)

    def write() -> None:
        with store.writing() as connection:
            assert twice.run(connection, {"name": "once"}) == 1
            twice.run(connection, {"name": "once"})

    with pytest.raises(Conflict):
        write()

    with store.looking() as connection:
        assert connection.scalar(select(setting.c.value).where(setting.c.name == "once")) is None


def test_they_follow_a_column_that_becomes_another_one(store: Store) -> None:
    system = Principal.system()
    apply(store, CAR, by=system, door="code")
    with store.records(system) as records:
        car = records.create("Car", {"plate": "B-1"})["object_id"]

    apply(store, sized("Number"), by=system, door="code")
    with store.reading(system) as records:
        assert records.get("Car", car)["size"] is None
    apply(store, sized("String"), by=system, door="code")

    with store.records(system) as records:
        assert records.get("Car", car)["size"] is None
        assert records.update("Car", car, {"size": "large"})["size"] == "large"


def sized(kind: Kind) -> Blueprint:
    """The class with another field."""
    return Blueprint(classes=(ClassPlan(name="Car", fields=(FieldPlan(name="size", kind=kind),)),))


def test_other_classes_are_heard_of_also_when_the_server_has_let_go_of_whoever_listens(
    store: Store, other: Store
) -> None:
    system = Principal.system()
    with other.reading(system) as records:
        assert "Car" not in records.schema.classes
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            connection.execute(text(ALL), {"name": store.engine.url.database})

    apply(store, CAR, by=system, door="code")

    with other.reading(system) as records:
        assert records.count("Car") == 0
