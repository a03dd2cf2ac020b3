import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from httpx2 import Client

from tests.api.serving import EVENTS, TIMEOUT, Caller, sent, until
from tests.store.people import PASSWORD

ANN = {"username": "Ann", "email": "ann@example.com", "password": PASSWORD}


@contextmanager
def started(home: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run `parley serve`."""
    environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    command = [sys.executable, "-m", "api.cli", "serve", *arguments]
    with subprocess.Popen(
        command, env=environment | {"PARLEY_HOME": str(home)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: subprocess.Popen[str]) -> str:
    """Where it says that it listens."""
    assert process.stderr
    said = process.stderr.readline()
    found = re.search(r"http://[^;]+", said)
    assert found, said
    return found[0]


def test_serve_makes_an_empty_workspace_and_answers_in_it(tmp_path: Path) -> None:
    home = tmp_path / "new"
    with started(home, "--port", "0") as process, Client(base_url=address(process), timeout=TIMEOUT) as client:
        signed = Caller(client).post("/api/auth/sign-up", **ANN)
        ann = Caller(client, signed["token"])

        assert signed["user"]["roles"] == ["admin"]
        assert ann.get("/health/ready") == {"status": "ok"}
        assert [change["class"] for change in ann.get("/api/changes")["changes"]] == ["User", "User"]
        thread = ann.thread()
        assert ann.says(thread, "add a company Acme")["records"][0]["name"] == "Acme"
        kinds = [event.kind for event in ann.hears(f"/api/threads/{thread}/messages", text="who am I?")]
        assert kinds[-2:] == ["reply", "done"]

        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 128 + signal.SIGTERM
    assert "Traceback" not in errors
    assert (home / "parley.db").stat().st_size > 0


def test_serve_is_killed_and_goes_on_where_it_was(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0") as process, Client(base_url=address(process), timeout=TIMEOUT) as client:
        token = Caller(client).post("/api/auth/sign-up", **ANN)["token"]
        ann = Caller(client, token)
        thread = ann.thread()
        ann.says(thread, "add a company Acme")
        card = ann.says(thread, "delete Acme")["card"]["id"]

    with started(tmp_path, "--port", "0") as process, Client(base_url=address(process), timeout=TIMEOUT) as client:
        ann = Caller(client, token)
        assert len(ann.get(f"/api/threads/{thread}/messages")["messages"]) == 4
        headers = EVENTS | {"Authorization": f"Bearer {token}"}
        with client.stream("POST", f"/api/cards/{card}/approve", headers=headers) as response:
            assert [event.kind for event in sent(response.iter_lines())][-2:] == ["reply", "done"]
        assert [change["what"] for change in ann.get("/api/changes", limit=2)["changes"]] == ["deleted", "created"]


def test_serve_serves_in_several_processes_and_replaces_one_that_dies(tmp_path: Path) -> None:
    with started(tmp_path, "--port", "0", "--workers", "2") as process:
        at = address(process)
        with Client(base_url=at, timeout=TIMEOUT) as client:
            ann = Caller(client, Caller(client).post("/api/auth/sign-up", **ANN)["token"])
            assert ann.says(ann.thread(), "add a company Acme")["records"][0]["name"] == "Acme"
            told = Caller(client, ann.token)("GET", "/metrics").text
        workers = serving(process)
        assert len(workers) == 2
        assert set(re.findall(r'process="(\d+)"', told)) <= {str(one.pid) for one in workers}

        workers[0].kill()
        until(lambda: len(serving(process)) == 2 and workers[0] not in serving(process), TIMEOUT)
        with Client(base_url=at, timeout=TIMEOUT) as client:
            assert Caller(client, ann.token).get("/api/changes", limit=1)["changes"][0]["name"] == "Acme"
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0
    assert "Traceback" not in errors


def serving(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that serve: those that have been spawned for it, and live."""
    living = [one for one in psutil.Process(process.pid).children() if one.status() != psutil.STATUS_ZOMBIE]
    return [one for one in living if "spawn_main" in " ".join(one.cmdline())]


@pytest.mark.parametrize("host", ["127.0.0.1", "no.such.host.invalid"])
def test_serve_tells_where_it_cannot_listen(tmp_path: Path, host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(tmp_path / "new", "--host", host, "--port", str(port)) as process:
            _, errors = process.communicate(timeout=TIMEOUT)

    assert process.returncode == 1
    assert errors.startswith("Error (address_taken): ")
    assert f"port {port}" in errors.replace("\n", " ")
    assert not (tmp_path / "new").exists()
