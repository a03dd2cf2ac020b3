"""What happens when the place of the index fails while it is in use: search goes on, and the rest follows by itself."""

import errno
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from threading import Event
from typing import Any

import pytest
from chromadb.api.models.Collection import Collection

from store.index import access, filing, keeping
from store.index import search as searching
from store.index.index import Index
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.embedding import Letters
from tests.store.index.conftest import kept, note, quotes

SYSTEM = Principal.system()
BEST = "They want a discount."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A workspace with a note, whose searches ask Chroma, and which tries at once again what has failed."""
    monkeypatch.setattr(filing, "WORTH", 0)
    monkeypatch.setattr(searching, "FEW", 0)
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    monkeypatch.setattr(access, "AGAIN", 0.0)
    store = Store.open(f"sqlite:///{tmp_path}/crm.db", Schema.of())
    note(store, SYSTEM, BEST)
    yield store
    store.index.close()
    store.close()


def until_filed(store: Store, count: int) -> None:
    """Wait until Chroma has so many vectors."""
    for _ in range(600):
        if [one.filed for one in store.index.status().indexes] == [count]:
            return
        Event().wait(0.05)
    raise TimeoutError


def test_a_folder_that_is_removed_while_it_is_in_use_is_made_anew(store: Store, tmp_path: Path) -> None:
    with kept(store, tmp_path / "index"):
        rmtree(tmp_path / "index" / "chroma")
        assert quotes(store, SYSTEM, "discount wanted")[0] == BEST

        note(store, SYSTEM, "Another discount.", "Globex")
        until_filed(store, 4)

        assert (tmp_path / "index" / "chroma").is_dir()
        assert {BEST, "Another discount."} <= set(quotes(store, SYSTEM, "discount wanted"))


def test_what_finds_no_room_in_the_folder_is_found_all_the_same_and_filed_when_there_is_room(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    usual, failed = Collection.upsert, Event()

    def full(*_: Any, **__: Any) -> None:
        failed.set()
        raise OSError(errno.ENOSPC, "No space left on device")

    with kept(store, tmp_path / "index"):
        monkeypatch.setattr(Collection, "upsert", full)
        note(store, SYSTEM, "Another discount.", "Globex")
        assert failed.wait(30)
        assert "Another discount." in quotes(store, SYSTEM, "discount wanted")

        monkeypatch.setattr(Collection, "upsert", usual)
        until_filed(store, 4)

    assert "chroma_down" in caplog.text
    assert "discount" not in caplog.text


def test_a_folder_that_cannot_be_written_is_told_and_search_keeps_up_by_itself(store: Store, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file stands in its place")
    store.index = Index(store, Letters(), folder=tmp_path / "index")

    for said in ("before the server runs", "while it runs"):
        note(store, SYSTEM, f"A discount {said}.", said)
        with store.index.kept():
            assert f"A discount {said}." in quotes(store, SYSTEM, f"discount {said}")

    assert "cannot be used" in str(store.index.status().chroma)
