"""`parley doctor`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.api.shell import Ended, Shell


def states(ended: Ended) -> dict[str, str]:
    """Return how each check ended, by its name."""
    lines = [line.split(maxsplit=1) for line in ended.lines]
    found = {rest: state for state, rest in lines if state in ("ok", "warn", "fail")}
    return {told.split("  ")[0].strip(): state for told, state in found.items()}


@contextmanager
def provider(status: int, answer: object) -> Iterator[tuple[str, list[str]]]:
    """Serve a list of models on loopback; give its address, and the keys that it hears."""
    keys: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keys.append(self.headers.get("Authorization", ""))
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1", keys
        finally:
            server.shutdown()
            thread.join()


def test_all_is_well_in_a_workspace_with_the_sample(sample: Shell) -> None:
    ended = sample("doctor")

    assert ended.status == 0
    assert "fail" not in states(ended).values()
    assert states(ended)["Database"] == states(ended)["Embedded engine"] == states(ended)["Model"] == "ok"
    assert "60 deals" in ended.out


def test_it_makes_no_workspace(shell: Shell) -> None:
    ended = shell("doctor")

    assert ended.status == 0
    assert states(ended)["Home"] == states(ended)["Database"] == "warn"
    assert "`parley chat` makes one" in ended.out
    assert not shell.home.exists()


def test_every_setting_is_told_with_its_origin_and_no_secret(sample: Shell) -> None:
    sample.given |= {"OPENAI_API_KEY": "sk-secret", "PARLEY_CURRENCY": "EUR"}
    sample.given |= {"DATABASE_URL": "postgresql://me:hush@127.0.0.1:1/x", "OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}

    told = sample("doctor").out

    assert told.split("PARLEY_CURRENCY")[1].split()[:2] == ["EUR", "environment"]
    assert told.split("PARLEY_SIGNUP")[1].split()[1] == "default"
    assert "the database x on 127.0.0.1" in told
    assert "sk-secret" not in told
    assert "hush" not in told


@pytest.mark.parametrize(
    ("variable", "value", "check"),
    [
        ("PARLEY_TIMEZONE", "Mars", "Settings"),
        ("DATABASE_URL", "postgresql://127.0.0.1:1/x", "Database"),
        ("PARLEY_MODEL", "openai:x", "Model"),
        ("PARLEY_HOME", "/dev/null", "Home"),
    ],
)
def test_what_fails_is_told_and_is_the_exit_status(sample: Shell, variable: str, value: str, check: str) -> None:
    sample.given[variable] = value

    ended = sample("doctor")

    assert ended.status == 1
    assert states(ended)[check] == "fail"


def test_a_setting_that_is_misspelt_is_warned_of(sample: Shell) -> None:
    sample.given["PARLEY_TIMEZON"] = "Europe/Berlin"

    assert "Was PARLEY_TIMEZONE meant?" in sample("doctor").out


def test_a_home_that_others_can_read_is_warned_of(sample: Shell) -> None:
    sample.home.chmod(0o755)

    assert states(sample("doctor"))["Home"] == "warn"


@pytest.mark.parametrize(
    ("status", "answer", "state"),
    [
        (200, {"data": [{"id": "some-model"}]}, "ok"),
        (200, {"data": [{"id": "another"}]}, "warn"),
        (200, ["what"], "warn"),
        (404, {}, "warn"),
        (401, {}, "fail"),
    ],
)
def test_the_provider_of_the_model_is_asked_for_its_list_only(
    sample: Shell, status: int, answer: object, state: str
) -> None:
    with provider(status, answer) as (address, keys):
        sample.given |= {"OPENAI_BASE_URL": address, "OPENAI_API_KEY": "sk-1", "PARLEY_MODEL": "some-model"}
        ended = sample("doctor")

    assert states(ended)["Model"] == state
    assert keys == ["Bearer sk-1"]


def test_a_provider_that_is_not_there_fails(sample: Shell) -> None:
    sample.given |= {"OPENAI_BASE_URL": "http://127.0.0.1:1/v1"}

    assert states(sample("doctor"))["Model"] == "fail"
