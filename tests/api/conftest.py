"""A shell for the tests of the terminal, in a home of its own; and a server for those of the HTTP door."""

import logging
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from api.workspace import Workspace, open_workspace
from store.schema import Schema
from tests.api.serving import Caller, Server, on_either, on_sqlite
from tests.api.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Shell]:
    """A shell whose home has no workspace yet. What a command changes in its process is put back."""
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield Shell(tmp_path / "home", monkeypatch, capsys)
    for number, handler in signals.items():
        signal.signal(number, handler)
    for writer in logging.getLogger("parley").handlers[:]:
        logging.getLogger("parley").removeHandler(writer)
        writer.close()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample in it, to be copied."""
    home = tmp_path_factory.mktemp("sample") / "home"
    with open_workspace(Settings.of({"PARLEY_HOME": str(home)})) as workspace:
        workspace.fill()
    return home


@pytest.fixture
def sample(shell: Shell, sample_home: Path) -> Shell:
    """A shell whose home has the sample in it."""
    shutil.copytree(sample_home, shell.home)
    return shell


@pytest.fixture
def workspace(sample: Shell) -> Iterator[Workspace]:
    """The workspace with the sample, opened beside the commands."""
    with open_workspace(Settings.of(sample.environment)) as workspace:
        yield workspace


@pytest.fixture(scope="session")
def server(sqlite_made: Path, schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on SQLite, shared by all tests: each lets its own people join."""
    with on_sqlite(sqlite_made, schema, tmp_path_factory.mktemp("served"), time_zone="Europe/Berlin") as server:
        yield server


@pytest.fixture
def ann(server: Server) -> Caller:
    """A salesperson who calls the server."""
    return server.joins()


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on either database, shared by the tests of what pages ask for: each lets its own people join."""
    with on_either(request, tmp_path_factory.mktemp("pages"), time_zone="Europe/Berlin", currency="EUR") as server:
        yield server


@pytest.fixture
def eve(pages: Server) -> Caller:
    """A salesperson in front of a page."""
    return pages.joins()
