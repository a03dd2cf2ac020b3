import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from store.errors import StorageFull
from store.index import filing
from store.index.chroma import Chroma
from store.index.embedding import EmbeddingDown
from store.index.index import Index
from store.index.upkeep import Upkeep
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.embedding import Letters
from tests.store.conftest import cleared
from tests.store.index.agreement import disagreements, in_chroma, passages
from tests.store.index.conftest import ask, note, quotes

ROOT = Path(__file__).parents[3]
SYSTEM = Principal.system()
STEPS = ("_begin", "_follow", "_scan", "_embed", "_swap")


class TestTheIndex:
    def test_follows_what_is_added_changed_and_deleted(self, indexed: Store, letters: Letters, ann: Principal) -> None:
        first = note(indexed, ann, "One.\n\nTwo.")
        second = note(indexed, ann, "Three.", "Globex")
        indexed.index.catch_up()
        with indexed.records(ann) as records:
            records.update("Company", first, {"notes": "Zero.\n\nTwo.\n\nOne."})
            records.delete("Company", second)

        indexed.index.catch_up()

        assert disagreements(indexed, letters) == []

    def test_embeds_nothing_twice(self, indexed: Store, letters: Letters, ann: Principal) -> None:
        key = note(indexed, ann, "One.\n\nTwo.")
        indexed.index.catch_up()
        letters.given.clear()

        with indexed.records(ann) as records:
            records.update("Company", key, {"notes": "Zero.\n\nOne.\n\nTwo.", "industry": "Energy"})
        indexed.index.catch_up()

        assert letters.given == ["Acme\nZero."]

    def test_takes_in_what_was_there_before_it(self, store: Store, letters: Letters, ann: Principal) -> None:
        for n in range(3):
            note(store, ann, f"Note {n}.")

        store.index = Index(store, letters)
        store.index.catch_up()

        assert disagreements(store, letters) == []

    def test_forgets_the_passages_of_a_class_that_is_there_no_more(
        self, indexed: Store, letters: Letters, ann: Principal
    ) -> None:
        with indexed.records(ann) as records:
            records.create("Project", {"name": "Harbour"})
        indexed.index.catch_up()

        without = Store(indexed.engine, Schema.of())
        without.index = Index(without, letters)
        without.index.rebuild()

        assert disagreements(without, letters) == []

    def test_is_complete_by_its_own_count(self, indexed: Store, ann: Principal) -> None:
        note(indexed, ann, " \n ")
        note(indexed, ann, "A note.", "Globex")
        assert not indexed.index.status().complete

        indexed.index.catch_up()

        status = indexed.index.status()
        assert status.complete
        assert [(one.cls, one.records, one.indexed, one.passages) for one in status.classes if one.records] == [
            ("Company", 2, 2, 3)
        ]

    def test_is_searched_by_words_while_there_is_no_room_for_it(
        self, indexed: Store, ann: Principal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        note(indexed, ann, "They want a discount.")
        indexed.index.catch_up()

        def full(*_: object) -> bool:
            raise StorageFull

        monkeypatch.setattr(Upkeep, "_follow", full)

        answer = ask(indexed, ann, "discount")
        assert answer.found[0].quote == "They want a discount."
        assert "no room" in answer.notes[0]


class TestAFullDisk:
    def test_leaves_what_there_is_to_be_searched_and_the_rest_follows_when_there_is_room(self, tmp_path: Path) -> None:
        store = Store.open(f"sqlite:///{tmp_path}/crm.db", Schema.of())
        store.index = Index(store, Letters())
        note(store, SYSTEM, "They want a discount.")
        store.index.catch_up()
        for n in range(40):
            note(store, SYSTEM, f"Quokka number {n}. " * 20, f"Globex {n}")

        def full(connection: Any, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0] + 1}")

        event.listen(store.engine, "connect", full)
        store.engine.dispose()
        short = ask(store, SYSTEM, "discount")
        event.remove(store.engine, "connect", full)
        store.engine.dispose()

        assert short.found[0].quote == "They want a discount."
        assert "no room" in short.notes[0]
        assert "Quokka" in ask(store, SYSTEM, "quokka").found[0].quote
        assert disagreements(store, Letters()) == []
        store.close()


class TestAnotherModel:
    def test_is_built_beside_the_old_one_which_is_searched_until_then(self, indexed: Store, ann: Principal) -> None:
        note(indexed, ann, "They want a discount.")
        indexed.index.catch_up()
        old, new = Letters(), Letters("others", 32)
        indexed.index = Index(indexed, new, others=lambda model: old if model == old.model else None)
        new.fails = True

        assert quotes(indexed, ann, "a discount")[0] == "They want a discount."
        assert old.given == ["a discount"]

        new.fails = False
        indexed.index.catch_up()
        assert disagreements(indexed, new) == []
        assert quotes(indexed, ann, "a discount")[0] == "They want a discount."
        assert old.given == ["a discount"]


class TestARebuild:
    def test_goes_on_where_it_was_broken_off(self, indexed: Store, ann: Principal, letters: Letters) -> None:
        with indexed.records(ann) as records:
            for n in range(100):
                records.create("Company", {"name": f"Company {n}"})
        indexed.index.catch_up()
        letters.given.clear()
        told: list[tuple[int, int]] = []

        def break_off(done: int, total: int) -> None:
            told.append((done, total))
            letters.fails = done > 0

        with pytest.raises(EmbeddingDown):
            indexed.index.rebuild(break_off)
        assert told[-1] == (64, 100)
        assert len(quotes(indexed, ann, "")) == 0
        letters.fails = False
        indexed.index.rebuild()

        assert len(letters.given) == 100
        assert disagreements(indexed, letters) == []

    def test_of_what_was_never_indexed_embeds_nothing_twice_however_often_it_is_broken_off(
        self, indexed: Store, ann: Principal, letters: Letters
    ) -> None:
        with indexed.records(ann) as records:
            for n in range(70):
                records.create("Company", {"name": f"Company {n}"})

        def break_off(done: int, total: int) -> None:
            letters.fails = (done, total) == (64, 70)

        with pytest.raises(EmbeddingDown):
            indexed.index.rebuild(break_off)
        letters.fails = False
        assert not indexed.index.status().complete
        indexed.index.rebuild()

        assert len(letters.given) == 70
        assert disagreements(indexed, letters) == []
        assert indexed.index.status().complete

    def test_finds_again_what_was_lost(self, indexed: Store, ann: Principal, letters: Letters) -> None:
        note(indexed, ann, "They want a discount.")
        indexed.index.catch_up()
        with indexed.writing() as connection:
            connection.execute(indexed.schema.own.passage.delete())
        assert not indexed.index.status().complete

        indexed.index.rebuild()

        assert disagreements(indexed, letters) == []


class TestAKill:
    @pytest.mark.parametrize("step", STEPS)
    def test_in_any_step_of_the_upkeep_loses_nothing(self, url: str, step: str, tmp_path: Path) -> None:
        store = Store.open(url, Schema.of())
        before = note(store, SYSTEM, "They want a discount.")
        if step == "_follow":
            Index(store, Letters()).catch_up()
            note(store, SYSTEM, "Another one.", "Globex")
            with store.records(SYSTEM) as records:
                records.delete("Company", before)

        killed(url, tmp_path, step)

        store.index = Index(store, Letters())
        store.index.catch_up()
        store.index.rebuild()
        assert disagreements(store, Letters()) == []
        store.close()

    def test_between_two_writes_to_chroma_loses_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(filing, "WORTH", 0)
        url = f"sqlite:///{tmp_path}/crm.db"
        store = Store.open(url, Schema.of())
        for n in range(5):
            note(store, SYSTEM, f"Note {n}.")

        killed(url, tmp_path / "index", "filing")

        index = Index(store, Letters(), folder=tmp_path / "index")
        index.rebuild()
        chroma = Chroma(tmp_path / "index" / "chroma")
        assert in_chroma(store, chroma) == passages(store)
        chroma.close()
        store.close()


def killed(url: str, folder: Path, step: str) -> None:
    """Let another process die in a step."""
    command = [sys.executable, "-m", "tests.store.index.dying", url, str(folder), step]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -signal.SIGKILL


TEXTS = st.none() | st.lists(st.sampled_from(["One.", "Two two.", "\n", "\n\n", "Three?", "x" * 500]), max_size=6).map(
    " ".join
)
DEEDS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(["put", "delete", "name", "catch up"]), TEXTS), max_size=12
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deeds=DEEDS)
def test_whatever_is_written_the_index_comes_to_agree(shared: Store, deeds: list[tuple[int, str, str | None]]) -> None:
    store, letters = cleared(shared), Letters()
    store.index = Index(store, letters)
    known: set[str] = set()
    for number, deed, said in deeds:
        key = f"c{number}"
        if deed == "catch up":
            store.index.catch_up()
            continue
        with store.records(SYSTEM) as records:
            if deed == "delete" and key in known:
                records.delete("Company", key)
                known.remove(key)
            elif key in known:
                records.update("Company", key, {"name": (said or "x")[:50]} if deed == "name" else {"notes": said})
            else:
                records.create("Company", {"name": "Acme", "notes": said}, object_id=key)
                known.add(key)

    store.index.catch_up()

    assert disagreements(store, letters) == []
