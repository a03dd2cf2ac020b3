"""A shell for the tests of the terminal, in a home of its own."""

import logging
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.settings import Settings
from api.workspace import Workspace, open_workspace
from tests.api.shell import Shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shell]:
    """A shell whose home has no workspace yet. What a command changes in its process is put back."""
    signals = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield Shell(tmp_path / "home", monkeypatch, capsys)
    for number, handler in signals.items():
        signal.signal(number, handler)
    for handler in logging.getLogger("parley").handlers[:]:
        logging.getLogger("parley").removeHandler(handler)
        handler.close()


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
