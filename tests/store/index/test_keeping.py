from pathlib import Path
from queue import SimpleQueue

import pytest

from store.feed import Feed, newest
from store.index import keeping
from store.index.keeping import Hold, Keeper
from store.principal import Principal
from store.store import Store
from tests.store.index.conftest import note


def test_a_keeper_is_woken_by_a_commit_and_does_not_wait_for_its_next_look(
    store: Store, ann: Principal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "PATIENCE", 3_600.0)
    looks: SimpleQueue[int] = SimpleQueue()

    def step() -> bool:
        looks.put(newest(store))
        return False

    keeper = Keeper(Hold(tmp_path), step, lambda: Feed(store))
    keeper.start()
    before = looks.get(timeout=30)
    note(store, ann, "They want a discount.")

    while looks.get(timeout=30) == before:
        pass
    keeper.stop()


def test_a_keeper_that_cannot_listen_tries_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keeping, "PATIENCE", 0.01)
    looks: SimpleQueue[int] = SimpleQueue()
    failures = [OSError("secret"), OSError("secret")]

    def listen() -> Feed:
        if failures:
            raise failures.pop()
        return Feed(store)

    def step() -> bool:
        looks.put(1)
        return False

    keeper = Keeper(Hold(tmp_path), step, listen)
    keeper.start()

    assert looks.get(timeout=30)
    keeper.stop()
    assert [record.getMessage() for record in caplog.records] == ["the index is not kept up: OSError"]
