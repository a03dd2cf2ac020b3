"""Whether search finds the right one of fifty notes written by hand, with the embedded model."""

from collections.abc import Iterator

import pytest

from agent.minilm import MiniLM
from bench.questions import NAMED, PARAPHRASED
from store.index import search
from store.index.index import Index
from store.index.question import Question
from store.principal import Principal
from store.store import Store

HALF = 25
PAIRS = (*PARAPHRASED[:HALF], *NAMED[:HALF])
SYSTEM = Principal.system()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('notes')}/crm.db")
    with store.records(SYSTEM) as records:
        for n, (note, _) in enumerate(PAIRS):
            records.create("Activity", {"type": "note", "description": note}, object_id=f"n{n}")
    store.index = Index(store, MiniLM())
    store.index.catch_up()
    yield store
    store.close()


def right(index: Index) -> set[str]:
    """Return the notes that are the first answer to their question."""
    firsts = [index.search(SYSTEM, Question(asked, {"Activity": {}}, limit=1)).found for _, asked in PAIRS]
    return {f"n{n}" for n, found in enumerate(firsts) if found and found[0].row["object_id"] == f"n{n}"}


def test_both_halves_find_more_notes_than_either_alone_and_all_that_are_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    both, words = right(store.index), right(Index(store))
    monkeypatch.setattr(search, "WORDS_WEIGHT", 0.0)
    meaning = right(store.index)

    assert len(both) > len(meaning)
    assert len(both) > len(words)
    assert {f"n{n}" for n in range(HALF, len(PAIRS))} <= both
