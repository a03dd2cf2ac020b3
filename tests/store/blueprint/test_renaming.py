"""A class gets another name: its records, permissions, pointers, history and passages go with it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from store.blueprint.applying import apply
from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan
from store.blueprint.description import blueprint_of
from store.blueprint.merging import merged
from store.blueprint.moves import Scalar, moves
from store.blueprint.planning import plan
from store.changes import Origin
from store.errors import DataAtRisk, InvalidSchema
from store.fields import Pointer
from store.migrate import pending
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from store.transfer.state import export_state
from tests.store.blueprint.plans import ON_SQLITE

ADMIN = Principal("root", frozenset({"admin"}))
ANN = Principal("ann", frozenset({"rep"}))
SITE = ClassPlan(
    name="Site",
    fields=(
        FieldPlan(name="name", kind="String", required=True),
        FieldPlan(name="code", kind="String", unique=True),
        FieldPlan(name="size", kind="Number"),
        FieldPlan(name="relatedTo", kind="Pointer", targets=("Deal", "Site")),
    ),
)
VISIT = ClassPlan(
    name="Visit",
    fields=(
        FieldPlan(name="subject", kind="String", required=True),
        FieldPlan(name="at", kind="Pointer", targets=("Site",)),
        FieldPlan(name="about", kind="Pointer", targets=("Contact", "Site")),
    ),
)


@pytest.fixture
def other(url: str, store: Store) -> Iterator[Store]:
    """The same workspace, as another process has it open."""
    other = Store.open(url)
    yield other
    other.close()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A workspace with sites and visits."""
    store = Store.open(url, Schema.of())
    apply(store, Blueprint(classes=(SITE, VISIT)), by=ADMIN, door="test")
    yield store
    store.close()


def renamed(store: Store, archive: Path, mapping: dict[str, Scalar], blueprint: Blueprint | None = None) -> Any:
    return apply(store, blueprint or Blueprint(), mapping, by=ADMIN, door="test", archive=archive / "before.zip")


def test_everything_of_it_goes_with_it(store: Store, other: Store, tmp_path: Path) -> None:
    with store.records(ANN, Origin("test", "run-1")) as records:
        site = records.create("Site", {"name": "Harbour", "code": "H-1", "size": 3})["object_id"]
        part = records.create("Site", {"name": "Quay", "relatedTo": Pointer("Site", site)})["object_id"]
        visit = records.create(
            "Visit", {"subject": "Look", "at": Pointer("Site", site), "about": Pointer("Site", part)}
        )
        records.share("Site", site, {"ann": "write", "bob": "read"})
    with store.records(ANN, Origin("test", "run-2")) as records:
        records.update("Site", site, {"size": 4})
        records.update("Visit", visit["object_id"], {"about": None})

    done = renamed(store, tmp_path, {"Site": "Place", "Visit": "Tour"})

    assert [step.sentence for step in done.plan.steps] == ["Site is called Place.", "Visit is called Tour."]
    with other.records(ANN) as records:
        assert records.get("Place", site)["size"] == 4
        assert records.get("Place", part)["related_to"] == Pointer("Place", site)
        assert records.get("Tour", visit["object_id"])["at"] == Pointer("Place", site)
        assert len(records.history(Pointer("Place", site))) == 3
        records.undo("run-2")
        assert records.get("Place", site)["size"] == 3
        assert records.get("Tour", visit["object_id"])["about"] == Pointer("Place", part)
        records.create("Tour", {"subject": "Again", "about": Pointer("Place", part)})
    with other.reading(Principal("bob", frozenset({"rep"}))) as records:
        assert [row["name"] for row in records.find("Place")] == ["Harbour"]
    tables = set(inspect(store.engine).get_table_names())
    assert {"place", "place_acl", "tour", "tour_acl"} <= tables
    assert not {"site", "site_acl", "visit", "visit_acl"} & tables
    assert pending(store.engine, store.base) == []


def test_with_other_changes_in_the_same_step(store: Store, tmp_path: Path) -> None:
    with store.records(ADMIN) as records:
        site = records.create("Site", {"name": "Harbour", "size": 3})["object_id"]
    more = ClassPlan(name="Place", fields=(FieldPlan(name="opened", kind="Date"),))

    mapping: dict[str, Scalar] = {"Site": "Place", "Site.size": "area", "Site.code": None, "Site.name=Harbour": "Port"}
    renamed(store, tmp_path, mapping, Blueprint(classes=(more,)))

    with store.records(ADMIN) as records:
        row = records.update("Place", site, {"opened": datetime(2026, 1, 1, tzinfo=UTC)})
    assert (row["name"], row["area"]) == ("Port", 3)
    assert "code" not in row
    assert pending(store.engine, store.base) == []


@ON_SQLITE
def test_it_needs_a_yes_of_its_own_and_the_archive_brings_it_back(store: Store, tmp_path: Path) -> None:
    before = export_state(store, full=True)
    with pytest.raises(DataAtRisk):
        apply(store, Blueprint(), {"Site": "Place"}, by=ADMIN, door="test")

    assert export_state(store, full=True) == before
    assert "low" not in plan(store, Blueprint(), {"Site": "Place"}).risk.lower()


@ON_SQLITE
def test_what_is_searched_is_gone_through_again(store: Store, tmp_path: Path) -> None:
    from store.index.cursor import LOG_CURSOR

    cursor = store.schema.own.cursor
    with store.writing() as connection:
        connection.execute(cursor.delete())
        connection.execute(cursor.insert().values(name=LOG_CURSOR, seq=0, cls="Site", object_id="x"))

    renamed(store, tmp_path, {"Site": "Place"})

    with store.looking() as connection:
        assert connection.execute(cursor.select()).one().cls == "Activity"


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"Deal": "Sale"}, "always there"),
        ({"Site": "Visit"}, "another class is called so"),
        ({"Site": "class"}, "names have English letters|means something else"),
        ({"Site": "Größe"}, "Call it Groesse"),
        ({"Site": ""}, "no name"),
        ({"Site": 7}, "no name"),
    ],
)
def test_a_name_that_it_cannot_have_is_refused(mapping: dict[str, Scalar], told: str) -> None:
    with pytest.raises(InvalidSchema, match=told):
        moves(mapping, merged(blueprint_of(Schema.of()), Blueprint(classes=(SITE, VISIT))))
