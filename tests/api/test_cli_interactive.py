"""`parley chat` at a terminal, and `parley demo`."""

import json
import signal
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.api.shell import Shell

PROMPT = "\u203a "
SHALL_I = "Shall I? (y/n) "
CONTROL_C, CONTROL_D, ENTER = "\x03", "\x04", "\r"
CPU = 4.0
"""Seconds of processor time that a start to the prompt may take. It takes less than 1.5 where nothing else runs."""

NEVER_ENDING = """
import threading, time
from api.cli import stopping
stopping.PATIENCE, stop = 0, threading.Event()
with stopping.stoppable(stop, lambda: print("left in order", flush=True)):
    print("at work", flush=True)
    stop.wait()
    print("is to stop", flush=True)
    while True:
        time.sleep(60)
"""
"""A run that does not listen to what tells it to stop."""


@contextmanager
def slow_model(silence: float = 0, asked: threading.Event | None = None) -> Iterator[str]:
    """Serve a language model that says a word every 50 ms, for a minute, after some seconds; give its address."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if asked:
                asked.set()
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            over.wait(silence)
            try:
                for number in range(1200):
                    delta = {"role": "assistant", "content": f"word{number} "}
                    chunk = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
                    chunk |= {"choices": [{"index": 0, "delta": delta}]}
                    self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
                    if over.wait(0.05):
                        break
            except OSError:  # nobody listens any more
                over.set()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1"
        finally:
            over.set()
            server.shutdown()
            thread.join()


def test_a_person_talks_is_asked_in_place_and_leaves(sample: Shell) -> None:
    before = sample.state()

    with sample.terminal("chat") as terminal:
        greeting = terminal.shows(PROMPT)
        cpu = terminal.cpu()
        terminal.type(f"move the Acme deal to won{ENTER}")
        terminal.shows("Changing deals")
        terminal.shows("Evesham fruit store: stage qualified → won.")
        terminal.type(f"delete the Acme deal{ENTER}")
        card = terminal.shows(SHALL_I)
        terminal.type(CONTROL_C)
        terminal.shows("Nothing was done yet")
        terminal.type(f"n{ENTER}")
        rejected = terminal.shows("left everything as it was")
        terminal.type(f"delete the Acme deal{ENTER}")
        terminal.shows(SHALL_I)
        terminal.type(f"y{ENTER}")
        terminal.shows("Deleted Evesham fruit store")
        terminal.type(f"/undo{ENTER}")
        terminal.shows("restored deal Evesham fruit store")
        terminal.type(f"/undo{ENTER}")
        terminal.shows("stage won → qualified")
        terminal.type(CONTROL_D)
        status = terminal.ends()

    assert status == 0
    assert "Parley · Maren Hollis" in greeting
    assert cpu < CPU
    assert "Shall I? 5 changes" in card
    assert "Delete deal Evesham fruit store" in card
    assert "Deleted" not in rejected
    assert "Traceback" not in terminal.text
    assert sample.state() == before
    assert "delete the Acme deal" in (sample.home / "chat_history").read_text()
    assert (sample.home / "chat_history").stat().st_mode & 0o077 == 0


def test_ctrl_c_stops_an_answer_and_the_chat_goes_on(sample: Shell) -> None:
    with slow_model() as address:
        sample.given |= {"OPENAI_BASE_URL": address, "PARLEY_MODEL": "openai:m"}
        with sample.terminal("chat", columns=60) as terminal:
            terminal.shows(PROMPT)
            terminal.type(f"hello{ENTER}")
            terminal.shows("word20")
            begun = time.monotonic()
            terminal.type(CONTROL_C * 2)
            terminal.shows("Stopped.")
            seconds = time.monotonic() - begun
            terminal.type(f"/threads{ENTER}")
            terminal.shows("Began with")
            terminal.type(CONTROL_D)  # at once: what is typed during an answer counts
            status = terminal.ends()

    assert status == 0
    assert seconds < 10


def test_ctrl_c_stops_a_model_that_is_silent_and_the_chat_goes_on(sample: Shell) -> None:
    asked = threading.Event()
    with slow_model(silence=60, asked=asked) as address:
        sample.given |= {"OPENAI_BASE_URL": address, "PARLEY_MODEL": "openai:m"}
        with sample.terminal("chat") as terminal:
            terminal.shows(PROMPT)
            terminal.type(f"hello{ENTER}")
            terminal.shows("Thinking")
            terminal.goes_on_until(asked.is_set)  # before, Ctrl-C ends the chat
            terminal.type(CONTROL_C)
            terminal.shows("Stopped.")
            terminal.type(f"/threads{ENTER}")
            terminal.shows("Began with")
            terminal.type(CONTROL_D)
            status = terminal.ends()
            echoes = termios.tcgetattr(terminal.pty)[3] & termios.ECHO

    assert status == 0
    assert echoes


def test_a_second_ctrl_c_leaves_at_once_whatever_keeps_the_run() -> None:
    command = [sys.executable, "-c", NEVER_ENDING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for shown in ("at work", "is to stop"):
            assert process.stdout.readline().strip() == shown
            process.send_signal(signal.SIGINT)
        left = process.stdout.read().strip()

    assert left == "left in order"
    assert process.returncode == 130


def test_without_colours_and_in_a_narrow_terminal_everything_is_readable(sample: Shell) -> None:
    sample.given["NO_COLOR"] = "1"

    with sample.terminal("history", columns=60) as terminal:
        status = terminal.ends()

    assert status == 0
    assert "Maren" not in terminal.text
    assert "records" in terminal.text
    assert max(len(line.rstrip()) for line in terminal.text.splitlines()) <= 60
    assert "\x1b[3" not in terminal.raw


class TestDemo:
    def test_it_is_thrown_away_and_touches_no_workspace(
        self, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

        ended = shell("demo", "-m", "move the Acme deal to won")

        assert ended.status == 0
        assert "qualified → won" in ended.out
        assert not shell.home.exists()
        assert not list(tmp_path.glob("parley-demo-*"))

    def test_a_signal_that_ends_it_leaves_nothing_behind(self, shell: Shell, tmp_path: Path) -> None:
        shell.given["TMPDIR"] = str(tmp_path)

        with shell.terminal("demo") as terminal:
            terminal.shows(PROMPT)
            made = list(tmp_path.glob("parley-demo-*"))
            terminal.process.terminate()
            status = terminal.ends()

        assert len(made) == 1
        assert status == 143
        assert not list(tmp_path.glob("parley-demo-*"))
