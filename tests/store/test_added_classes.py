"""What a workspace adds is taken out and in like the rest, in every form, whatever kind of field it has."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import Field, create_model

from store.classes import Text, ToUser
from store.errors import InvalidFile
from store.fields import Choice, Pointer, Record, To
from store.schema import Schema
from store.store import Store
from store.transfer.archive import backup
from store.transfer.loading import import_state
from store.transfer.restore import restore
from store.transfer.sheets import export_csv, import_csv
from store.transfer.state import export_state

Phase = Annotated[str, Choice("open", "done", terminal=("done",), closed=True)]
ToAnything = Annotated[Pointer, To("_User", "Company", "SalesCategory")]
ToCategory = Annotated[Pointer, To("SalesCategory")]

WORLD: dict[str, list[dict[str, Any]]] = {
    "users": [{"id": "u", "name": "Ann", "email": "ann@example.com", "role": "rep"}],
    "companies": [],
    "contacts": [],
    "deals": [],
    "activities": [],
    "salesCategories": [
        {
            "id": "s-1", "label": "Floors", "phase": "open", "size": 2**53, "share": 0.25, "fine": False,
            "since": "2026-03-01T00:00:00+00:00", "words": ["=a", {"b": [1, None]}], "more": {"large": 10**30},
            "about": {"class": "SalesCategory", "id": "s-2"}, "above": "s-1", "keeper": "u", "notes": "x" * 5_000,
            "createdBy": "u",
        },
        {
            "id": "s-2", "label": "Stairs", "phase": None, "size": None, "share": None, "fine": None, "since": None,
            "words": None, "more": None, "about": {"class": "_User", "id": "u"}, "above": "s-1", "keeper": None,
            "notes": None, "createdBy": None,
        },
    ],
}  # fmt: skip


class Categorised(Record):
    title_field: ClassVar = "label"
    owners: ClassVar = ("keeper",)


@pytest.fixture(scope="module")
def larger() -> Schema:
    """The built-in classes, and one with fields of every kind."""
    category = create_model(
        "SalesCategory",
        __base__=Categorised,
        label=(str, Field(max_length=100)),
        phase=(Phase | None, None),
        size=(int | None, None),
        share=(float | None, None),
        fine=(bool | None, None),
        since=(datetime | None, None),
        words=(list[Any] | None, None),
        more=(dict[str, Any] | None, None),
        about=(ToAnything | None, None),
        above=(ToCategory | None, None),
        keeper=(ToUser | None, None),
        notes=(Text | None, None),
    )
    return Schema.of({"SalesCategory": category})


@pytest.fixture
def workspace(url: str, larger: Schema) -> Iterator[Store]:
    """An empty workspace with that class."""
    store = Store.open(url, larger)
    yield store
    store.close()


@pytest.fixture
def other(tmp_path: Path, larger: Schema) -> Iterator[Store]:
    """Another one, on SQLite."""
    store = Store.open(f"sqlite:///{tmp_path}/other.db", larger)
    yield store
    store.close()


def test_an_added_class_is_in_the_state(workspace: Store, other: Store) -> None:
    import_state(workspace, WORLD)
    assert export_state(workspace) == WORLD
    full = export_state(workspace, full=True)

    import_state(other, full)

    assert export_state(other, full=True) == full
    assert import_state(other, full).run is None


def test_an_added_class_is_in_an_archive(workspace: Store, other: Store, tmp_path: Path) -> None:
    import_state(workspace, WORLD)

    backup(workspace, tmp_path / "crm.zip")
    restore(other, tmp_path / "crm.zip")

    assert export_state(other, full=True) == export_state(workspace, full=True)


def test_an_archive_with_an_added_class_needs_that_class(workspace: Store, tmp_path: Path) -> None:
    import_state(workspace, WORLD)
    backup(workspace, tmp_path / "crm.zip")
    plain = Store.open(f"sqlite:///{tmp_path}/plain.db")

    with pytest.raises(InvalidFile, match="has a table 'salescategory', which this workspace has not"):
        restore(plain, tmp_path / "crm.zip")

    plain.close()


@pytest.mark.parametrize("locale", ["en", "de"])
def test_an_added_class_has_a_sheet(workspace: Store, other: Store, tmp_path: Path, locale: str) -> None:
    import_state(workspace, WORLD)
    import_state(other, {"users": WORLD["users"]})

    export_csv(workspace, "SalesCategory", tmp_path / "sheet.csv", locale=locale)
    outcome = import_csv(other, "SalesCategory", tmp_path / "sheet.csv", locale=locale)

    assert outcome.created == 2
    assert export_state(other) == WORLD
    assert import_csv(workspace, "SalesCategory", tmp_path / "sheet.csv", locale=locale).unchanged == 2


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"phase": "shut"}, "phase: 'shut' is not one of open, done"),
        ({"size": 2**53 + 2}, "size: 9007199254740994 is no number, or too large a one"),
        ({"size": 1.5}, "size: input should be a valid integer"),
        ({"words": {}}, "words: {} is not a list"),
        ({"more": {"a": "\ud800"}}, "more: the text has"),
        ({"about": {"class": "Deal", "id": "d"}}, "about may name a _User or Company or SalesCategory, not a 'Deal'"),
        ({"above": "s-9"}, "above names SalesCategory s-9, which is neither here nor in the file"),
    ],
)
def test_a_mistake_in_an_added_class_is_told(workspace: Store, values: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidFile) as refused:
        import_state(workspace, {"salesCategories": [{"id": "s-1", "label": "Floors"} | values]})

    assert said in str(refused.value)
