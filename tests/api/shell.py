"""Somebody at a shell who types `parley …`: in this process, in one of its own, or at a terminal."""

import fcntl
import io
import os
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import orjson
import pytest

from api.cli import main

ROOT = Path(__file__).parents[2]
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07")
PATIENCE = 60
"""Seconds that a terminal has to show what is expected: machines may be busy."""


@dataclass(frozen=True)
class Ended:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass
class Shell:
    """A shell with nothing in its environment but what Parley is told."""

    home: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    given: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {"PATH": os.environ["PATH"], "HOME": str(self.home.parent / "nobody"), "LANG": "C.UTF-8"}
        return kept | {"PARLEY_HOME": str(self.home), "COLUMNS": "100"} | self.given

    def __call__(self, *words: str, said: str | bytes = "") -> Ended:
        """Run a command in this process, which has everything imported already."""
        given = said.encode() if isinstance(said, str) else said
        environment = self.environment
        with self.monkeypatch.context() as patch:
            for name in list(os.environ):
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["parley", *words])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), "utf-8"))
            self.capsys.readouterr()
            with pytest.raises(SystemExit) as ended:
                main()
            told = self.capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, told.out, told.err)

    def apart(self, *words: str, said: str | bytes = "", stdout: IO[bytes] | int = subprocess.PIPE) -> Ended:
        """Run a command in a process of its own, as people do."""
        given = said.encode() if isinstance(said, str) else said
        done: subprocess.CompletedProcess[bytes] = subprocess.run(
            [sys.executable, "-m", "api.cli", *words],
            cwd=ROOT,
            env=self.environment,
            timeout=120,
            check=False,
            input=given,
            stdout=stdout,
            stderr=subprocess.PIPE,
        )
        return Ended(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())

    def state(self) -> dict[str, list[dict[str, Any]]]:
        """Return the workspace as `parley export` writes it."""
        ended = self("export", "-")
        assert ended.status == 0, ended.err
        found: dict[str, list[dict[str, Any]]] = orjson.loads(ended.out)
        return found

    @contextmanager
    def terminal(self, *words: str, columns: int = 100) -> Iterator["Terminal"]:
        """Run a command at a terminal."""
        ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (40, columns))

        def own() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        environment = self.environment | {"TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": "40"}
        process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", *words],
            cwd=ROOT,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=own,  # so that Ctrl-C reaches it
        )
        os.close(theirs)
        try:
            yield Terminal(process, ours)
        finally:
            process.kill()
            process.wait()
            os.close(ours)


@dataclass
class Terminal:
    """A terminal with a command in it."""

    process: subprocess.Popen[bytes]
    pty: int
    raw: str = ""
    _seen: int = 0

    @property
    def text(self) -> str:
        """What was shown so far, without colours."""
        return ESCAPES.sub("", self.raw)

    def shows(self, wanted: str) -> str:
        """Wait until something new is shown that has `wanted` in it, and return what came until then."""
        end = time.monotonic() + PATIENCE
        while (at := self.text.find(wanted, self._seen)) < 0:
            assert time.monotonic() < end, f"{wanted!r} is not in {self.text[self._seen :]!r}"
            assert self._read(1) or self.process.poll() is None, f"it ended: {self.text[self._seen :]!r}"
        came = self.text[self._seen : at + len(wanted)]
        self._seen = at + len(wanted)
        return came

    def goes_on_until(self, true: Callable[[], bool]) -> None:
        """Wait until something is true, reading what is shown meanwhile: a full terminal would stop the command."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"it shows {self.text[self._seen :]!r}"
            self._read(0.1)

    def type(self, keys: str) -> None:
        os.write(self.pty, keys.encode())

    def ends(self) -> int:
        """Wait for the command to end, and return its exit status."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self._read(0.1)
        while self._read(0):
            pass
        return self.process.wait(timeout=1)

    def cpu(self) -> float:
        """Return the seconds of processor time that it has taken so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.pty], [], [], seconds)
        if not ready:
            return False
        try:
            came = os.read(self.pty, 1 << 16)
        except OSError:  # the other end is closed
            return False
        self.raw += came.decode(errors="replace")
        return bool(came)
