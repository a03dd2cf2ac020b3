"""A workspace with an index, and something to look for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from store.index.index import Answer, Index
from store.index.question import Found, Question
from store.principal import Principal
from store.store import Store
from tests.embedding import Letters


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def indexed(store: Store, letters: Letters) -> Store:
    """An empty workspace whose passages have vectors; Chroma is not used."""
    store.index = Index(store, letters)
    return store


@pytest.fixture
def filed(store: Store, letters: Letters, tmp_path: Path) -> Iterator[Store]:
    """The same with Chroma, in a folder."""
    store.index = Index(store, letters, folder=tmp_path / "index")
    yield store
    store.index.close()


def ask(store: Store, who: Principal, text: str, *classes: str, **more: Any) -> Answer:
    """Search in some classes, by default in all."""
    names = classes or [name for name, cls in store.schema.classes.items() if cls.model.searchable]
    question = Question(text, more.pop("where", None) or {name: {} for name in names}, **more)
    return store.index.search(who, question)


def found(store: Store, who: Principal, text: str, *classes: str, **more: Any) -> list[Found]:
    return ask(store, who, text, *classes, **more).found


def quotes(store: Store, who: Principal, text: str, *classes: str, **more: Any) -> list[str]:
    return [one.quote for one in found(store, who, text, *classes, **more)]


def note(store: Store, who: Principal, text: str | None, name: str = "Acme", **more: Any) -> str:
    """Add a company with notes."""
    with store.records(who) as records:
        return str(records.create("Company", {"name": name, "notes": text} | more)["object_id"])


@contextmanager
def kept(store: Store, folder: Path, **more: str) -> Iterator[None]:
    """Keep the index while the block lasts; it is up to date when the block begins."""
    store.index = Index(store, Letters(), folder=folder, **more)  # type: ignore[arg-type]
    done, usual = Event(), store.index._upkeep.step

    def step() -> bool:
        worked = usual()
        if not worked:
            done.set()
        return worked

    store.index._upkeep.step = step  # type: ignore[method-assign]
    with store.index.kept():
        assert done.wait(30)
        yield
