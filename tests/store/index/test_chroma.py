"""Chroma itself: a real folder, a real server, and what happens when they fail."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import rmtree
from threading import Barrier, Event

import pytest

from store.index import access, filing
from store.index import search as searching
from store.index.access import Access
from store.index.chroma import Chroma, ChromaDown
from store.index.index import Index
from store.index.keeping import Hold
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.embedding import Letters
from tests.store.index.agreement import disagreements, in_chroma, passages
from tests.store.index.conftest import kept, note, quotes

SYSTEM = Principal.system()
BEST = "They want a discount."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A workspace with a note; Chroma knows nothing of the database behind it."""
    monkeypatch.setattr(filing, "WORTH", 0)
    store = Store.open(f"sqlite:///{tmp_path}/crm.db", Schema.of())
    note(store, SYSTEM, BEST)
    note(store, SYSTEM, "Parking is behind the mill.", "Globex")
    yield store
    store.index.close()
    store.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let every search go the way of many passages; return how many Chroma named each time."""
    monkeypatch.setattr(searching, "FEW", 0)
    times: list[int] = []
    usual = Chroma.nearest

    def nearest(self: Chroma, index: str, vector: object, most: int) -> list[tuple[int, float]]:
        found = usual(self, index, vector, most)  # type: ignore[arg-type]
        times.append(len(found))
        return found

    monkeypatch.setattr(Chroma, "nearest", nearest)
    return times


class TestAKeeper:
    def test_files_everything_and_searches_it(self, store: Store, asked: list[int], tmp_path: Path) -> None:
        with kept(store, tmp_path / "index"):
            assert quotes(store, SYSTEM, "discount wanted")[0] == BEST
            assert asked
            status = store.index.status()

        assert status.complete
        assert [one.filed for one in status.indexes] == [4]

    def test_finds_what_chroma_does_not_have_yet_and_nothing_that_is_gone(
        self, store: Store, asked: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with kept(store, tmp_path / "index"):
            chroma = store.index._access.opened()
            monkeypatch.setattr(store.index._upkeep._filing, "_chroma", lambda: None)
            monkeypatch.setattr(Access, "to_search", lambda *_, **__: chroma)
            with store.records(SYSTEM) as records:
                for row in records.find("Company"):
                    records.delete("Company", row["object_id"])
            note(store, SYSTEM, "Another discount.", "Initech")
            Index(store, Letters()).catch_up()

            assert quotes(store, SYSTEM, "discount")[0] == "Another discount."
            assert BEST not in quotes(store, SYSTEM, "discount")
            assert asked

    def test_is_opened_once_however_many_need_it_at_once(self, store: Store, tmp_path: Path) -> None:
        with kept(store, tmp_path / "index"):
            index = store.index
            index.close()
            together = Barrier(4)

            def opened() -> Chroma | None:
                together.wait()
                return index._access.opened()

            with ThreadPoolExecutor(4) as pool:
                found = [one.result() for one in [pool.submit(opened) for _ in range(4)]]

        assert found[0] is not None
        assert {id(one) for one in found} == {id(found[0])}

    def test_makes_what_is_committed_meanwhile_searchable_by_itself(self, store: Store, tmp_path: Path) -> None:
        with kept(store, tmp_path / "index"):
            note(store, SYSTEM, "They want a rebate on quokkas.", "Initech")
            looked = Event()
            for _ in range(200):
                if "They want a rebate on quokkas." in quotes(store, SYSTEM, "quokkas"):
                    break
                looked.wait(0.05)

            assert quotes(store, SYSTEM, "quokkas")[0] == "They want a rebate on quokkas."

    def test_keeps_others_from_its_folder_until_it_ends(self, store: Store, tmp_path: Path) -> None:
        with kept(store, tmp_path / "index"):
            other = Hold(tmp_path / "index")
            assert not other.take()
            assert "Another process" in str(Index(store, Letters(), folder=tmp_path / "index").status().chroma)
        assert other.take()
        other.give_back()

    def test_makes_a_missing_folder_anew_from_sql(self, store: Store, asked: list[int], tmp_path: Path) -> None:
        with kept(store, tmp_path / "index"):
            pass
        rmtree(tmp_path / "index")

        with kept(store, tmp_path / "index"):
            assert quotes(store, SYSTEM, "discount wanted")[0] == BEST
            assert [one.filed for one in store.index.status().indexes] == [4]

    def test_makes_a_collection_anew_that_is_newer_than_the_database(self, store: Store, tmp_path: Path) -> None:
        with kept(store, tmp_path / "index"):
            chroma = store.index._access.opened()
            assert chroma
            name = store.index._indexes(store.engine.connect())[0]["id"]
            chroma.file(name, 1_000, {77: [1.0] * 64}, [])
            store.index._upkeep._filing.step()
            while store.index._upkeep.step():
                pass
            assert in_chroma(store, chroma) == passages(store)


class TestADamagedFolder:
    @pytest.fixture
    def damaged(self, store: Store, tmp_path: Path) -> Path:
        with kept(store, tmp_path / "index"):
            pass
        for file in (tmp_path / "index" / "chroma").rglob("*"):
            if file.is_file():
                file.write_bytes(b"rubbish" * 100)
        return tmp_path / "index"

    def test_is_told_and_search_goes_on_without_it(self, store: Store, damaged: Path, asked: list[int]) -> None:
        store.index = Index(store, Letters(), folder=damaged)
        with store.index.kept():
            assert quotes(store, SYSTEM, "discount wanted")[0] == BEST
        assert asked == []

        assert "parley index rebuild" in str(store.index.status().chroma)

    def test_is_made_anew_by_a_rebuild(self, store: Store, damaged: Path, asked: list[int]) -> None:
        store.index = Index(store, Letters(), folder=damaged)
        store.index.rebuild()

        assert disagreements(store, Letters()) == []
        with kept(store, damaged):
            assert quotes(store, SYSTEM, "discount wanted")[0] == BEST
            assert asked


class Server:
    """A Chroma server that can be stopped, and started again at the same place."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = Path(sys.executable).with_name("chroma")
        command = [str(program), "run", "--path", str(self._folder), "--port", str(self.port)]
        environment = {**os.environ, "ANONYMIZED_TELEMETRY": "False"}
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        wait_for(self.port)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


class TestAServer:
    @pytest.fixture
    def server(self, tmp_path: Path) -> Iterator[Server]:
        server = Server(tmp_path / "server")
        server.start()
        yield server
        server.stop()

    def test_is_shared_by_processes_and_search_goes_on_when_it_dies_and_when_it_is_back(
        self, store: Store, server: Server, asked: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(access, "AGAIN", 0.0)
        with kept(store, tmp_path / "one", chroma_url=server.url):
            assert [one.filed for one in store.index.status().indexes] == [4]

        store.index = Index(store, Letters(), folder=tmp_path / "two", chroma_url=server.url)
        assert quotes(store, SYSTEM, "discount wanted")[0] == BEST
        assert len(asked) == 1
        server.stop()
        assert quotes(store, SYSTEM, "discount wanted")[0] == BEST
        store.index.close()
        assert "The Chroma server cannot be used" in str(store.index.status().chroma)
        server.start()
        assert quotes(store, SYSTEM, "discount wanted")[0] == BEST
        assert len(asked) == 2

    def test_that_is_not_there_is_told(self, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        store.index = Index(store, Letters(), folder=tmp_path / "index", chroma_url="http://127.0.0.1:9")
        monkeypatch.setattr(searching, "FEW", 0)

        with pytest.raises(ChromaDown):
            store.index.rebuild()

        assert disagreements(store, Letters()) == []
        assert quotes(store, SYSTEM, "discount wanted")[0] == BEST


def wait_for(port: int) -> None:
    """Wait until a server listens."""
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except ConnectionRefusedError:
            Event().wait(0.05)
        else:
            return
    raise TimeoutError
