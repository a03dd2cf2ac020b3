from collections.abc import Callable, Iterator

import pytest

from store.blueprint.applying import apply
from store.blueprint.blueprint import Blueprint, ClassPlan, FieldPlan, OnDelete
from store.changes import Origin
from store.errors import Conflict
from store.fields import Pointer
from store.principal import Principal
from store.store import Store

ADMIN = Principal("root", frozenset({"admin"}))
ANN, BOB = Principal("ann", frozenset({"rep"})), Principal("bob", frozenset({"rep"}))
Made = tuple[Store, str, list[str]]


@pytest.fixture
def made(url: str) -> Iterator[Callable[[OnDelete | None], Made]]:
    """Make a deal with three items, one of them another person's, and an item of an item."""
    opened: list[Store] = []

    def make(on_delete: OnDelete | None) -> Made:
        fields = (
            FieldPlan(name="title", kind="String", required=True),
            FieldPlan(name="deal", kind="Pointer", targets=("Deal",), on_delete=on_delete),
            FieldPlan(name="within", kind="Pointer", targets=("Item",), on_delete=on_delete),
        )
        store = Store.open(url)
        opened.append(store)
        apply(store, Blueprint(classes=(ClassPlan(name="Item", fields=fields),), preset="team"), by=ADMIN, door="test")
        with store.records(ANN) as records:
            deal = Pointer("Deal", records.create("Deal", {"title": "Anvils"})["object_id"])
            items = [records.create("Item", {"title": "a", "deal": deal})["object_id"]]
            items += [records.create("Item", {"title": "c", "within": Pointer("Item", items[0])})["object_id"]]
        with store.records(BOB) as records:
            items += [records.create("Item", {"title": "b", "deal": deal})["object_id"]]
        return store, deal.id, items

    yield make
    for one in opened:
        one.close()


@pytest.mark.parametrize("on_delete", [None, "keep"])
def test_records_that_point_to_it_are_kept(made: Callable[[OnDelete | None], Made], on_delete: OnDelete | None) -> None:
    store, deal, items = made(on_delete)

    with store.records(ANN) as records:
        records.delete("Deal", deal)

    with store.reading(ADMIN) as records:
        assert records.get_many("Item", items).keys() == set(items)


def test_records_that_point_to_it_go_along_and_come_back(made: Callable[[OnDelete | None], Made]) -> None:
    store, deal, items = made("delete")

    with store.records(ANN, Origin("test", "run-1")) as records:
        records.delete("Deal", deal)

    with store.records(ANN) as records:
        assert records.get_many("Item", items) == {}
        assert next(row["object_id"] for row in records.history(run="run-1")) == deal
    with store.records(ADMIN) as records:
        records.undo("run-1")
        assert records.get_many("Item", items).keys() == set(items)


def test_records_that_point_to_it_keep_it(made: Callable[[OnDelete | None], Made]) -> None:
    store, deal, items = made("refuse")

    with store.records(ANN) as records, pytest.raises(Conflict, match="cannot be deleted while items name it as their"):
        records.delete("Deal", deal)

    with store.records(ADMIN) as records:
        for item in reversed(items):
            records.delete("Item", item)
        records.delete("Deal", deal)
        assert records.get_many("Deal", [deal]) == {}
