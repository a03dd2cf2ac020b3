"""What goes wrong around the commands is told in a sentence, with a code and a status, and never with a traceback."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest

import store.engine
from api.cli.failures import Guard
from tests.api.shell import ROOT, Shell

NEEDING = [
    ("export", "-"),
    ("history",),
    ("undo",),
    ("user", "list"),
    ("user", "role", "Ann", "rep"),
    ("user", "passwd", "Ann", "--password-stdin"),
    ("user", "disable", "Ann"),
    ("user", "enable", "Ann"),
    ("user", "invite"),
    ("backup", "b.zip"),
    ("migrate", "--check"),
]


class TestNoWorkspace:
    @pytest.mark.parametrize("words", NEEDING, ids=" ".join)
    def test_a_command_that_needs_one_says_how_to_make_one_and_makes_none(
        self, shell: Shell, words: tuple[str, ...]
    ) -> None:
        ended = shell(*words)

        assert ended.status == 1
        assert ended.err.startswith(f"Error (no_workspace): There is no workspace in {shell.home}/parley.db.")
        assert "`parley chat`" in ended.err
        assert not shell.home.exists()

    def test_a_database_without_tables_is_none_and_gets_none(self, shell: Shell, postgres: str) -> None:
        shell.given["DATABASE_URL"] = postgres

        ended = shell("history")

        assert ended.err.startswith("Error (no_workspace): There is no workspace in the database postgres on ")
        assert shell("history").err == ended.err
        assert not shell.home.exists()


class TestSettings:
    @pytest.mark.parametrize(
        ("variable", "value", "code"),
        [
            ("PARLEY_TIMEZONE", "Mars/Olympus", "invalid_settings"),
            ("PARLEY_SIGNUP", "perhaps", "invalid_settings"),
            ("PARLEY_HOME", "/proc/nowhere", "invalid_settings"),
            ("DATABASE_URL", "somewhere", "storage_down"),
            ("DATABASE_URL", "sqlite:////nowhere/parley.db", "storage_down"),
            ("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:1/x", "storage_down"),
        ],
    )
    def test_one_that_is_wrong_is_told(self, shell: Shell, variable: str, value: str, code: str) -> None:
        shell.given[variable] = value

        ended = shell("chat", "-m", "hello")

        assert ended.status == 1
        assert ended.err.startswith(f"Error ({code}): ")
        assert ended.err.count("\n") == 1
        assert "secret" not in ended.err


class TestDatabase:
    def test_one_that_stays_locked_is_told(self, sample: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(store.engine, "SQLITE_WAIT_MS", 100)
        holder = sqlite3.connect(sample.home / "parley.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")

        chatted = sample("chat", "-m", "move the Acme deal to won")
        added = sample("user", "add", "Ann", "ann@x.example", "--no-password")
        holder.close()

        assert (chatted.status, added.status) == (1, 1)
        assert chatted.err.startswith("Error (storage_busy): ")
        assert added.err.startswith("Error (storage_busy): ")

    def test_one_that_is_damaged_is_told(self, sample: Shell) -> None:
        (sample.home / "parley.db").write_bytes(b"not a database" * 1000)

        assert sample("history").err.startswith("Error (storage_down): ")

    def test_one_that_cannot_grow_is_told_and_nothing_is_half_written(self, sample: Shell, tmp_path: Path) -> None:
        before = sample.state()
        command = f"ulimit -f 64; exec {quote(sys.executable)} -m api.cli user add Ann ann@x.example --no-password"

        ended = subprocess.run(
            ["bash", "-c", command], cwd=ROOT, env=sample.environment, capture_output=True, text=True, check=False
        )

        assert ended.returncode == 1
        assert ended.stderr.startswith("Error (storage_")
        assert "Traceback" not in ended.stderr
        assert sample.state() == before


class TestOutput:
    def test_a_full_disk_is_told(self, sample: Shell) -> None:
        with Path("/dev/full").open("wb") as full:
            ended = sample.apart("history", stdout=full)

        assert ended.status == 1
        assert ended.err == "Error (system_error): The system refuses: No space left on device.\n"

    def test_whoever_stops_reading_hears_nothing_more(self, sample: Shell) -> None:
        reading, writing = os.pipe()
        os.close(reading)

        with os.fdopen(writing, "wb") as nobody:
            ended = sample.apart("export", "-", stdout=nobody)

        assert (ended.status, ended.err) == (1, "")

    def test_a_closed_input_and_output_do_no_harm(self, sample: Shell) -> None:
        before = sample.state()
        command = f"exec {quote(sys.executable)} -m api.cli chat <&- >&-"

        ended = subprocess.run(
            ["bash", "-c", command], cwd=ROOT, env=sample.environment, capture_output=True, text=True, check=False
        )

        assert (ended.returncode, ended.stderr) == (0, "")
        assert sample.state() == before

    def test_a_terminal_that_knows_few_signs_gets_others_in_their_place(self, sample: Shell) -> None:
        sample.given["PYTHONIOENCODING"] = "ascii"
        sample.given["PYTHONUTF8"] = "0"

        ended = sample.apart("history", "--record", "Åsa Fridlund")

        assert ended.status == 0
        assert "added contact ?sa Fridlund" in ended.out


class TestUse:
    @pytest.mark.parametrize(
        "words", [("nothing",), ("history", "--limit", "0"), ("user",), ("undo", "a", "b"), ("chat", "--nothing")]
    )
    def test_a_wrong_use_has_a_status_of_its_own(self, shell: Shell, words: tuple[str, ...]) -> None:
        ended = shell(*words)

        assert ended.status == 2
        assert "Traceback" not in ended.err
        assert not shell.home.exists()

    @pytest.mark.usefixtures("shell")
    def test_ctrl_c_has_a_status_of_its_own(self, capsys: pytest.CaptureFixture[str]) -> None:
        def interrupted() -> None:
            raise KeyboardInterrupt

        assert Guard().status(interrupted) == 130
        assert capsys.readouterr().err == "Error (stopped): Stopped by Ctrl-C.\n"
