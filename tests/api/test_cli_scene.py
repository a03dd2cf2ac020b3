"""The main scene, in processes of their own, on both databases."""

from typing import Any

import pytest

from tests.api.shell import Shell

State = dict[str, list[dict[str, Any]]]


@pytest.fixture
def either(shell: Shell, url: str) -> Shell:
    """A shell with an empty SQLite home, or an empty PostgreSQL database."""
    if url.startswith("postgres"):
        shell.given["DATABASE_URL"] = url
    return shell


def test_a_sentence_changes_exactly_one_field_of_one_deal_and_undo_puts_it_back_the_next_day(either: Shell) -> None:
    made = either.apart("chat")
    before = either.state()

    moved = either.apart("chat", said="move the Acme deal to proposal\n")
    after = either.state()
    undone = either.apart("chat", said="undo that\n")

    assert made.status == moved.status == undone.status == 0
    assert "Made a workspace with a sample" in made.err
    assert "you are Maren Hollis" in made.err
    assert made.out == ""
    assert differences(before, after) == [("deals", "deal-evesham-fruit-store", "stage", "qualified", "proposal")]
    assert "qualified → proposal" in moved.out
    assert moved.err == ""
    assert either.state() == before


def test_both_lines_in_one_pipe_leave_everything_as_it_was(either: Shell) -> None:
    either("migrate")
    ended = either("chat", said="move the Acme deal to proposal\nundo that\n")

    history = either("history", "--limit", "3")

    assert ended.status == 0
    assert ended.out.count("Evesham fruit store") == 2
    assert "\x1b" not in ended.out
    changes = [line for line in history.lines if "  cli  " in line]
    assert len(changes) == 2
    assert "changed deal Evesham fruit store: stage proposal → qualified" in changes[0]
    assert "changed deal Evesham fruit store: stage qualified → proposal" in changes[1]


def differences(one: State, other: State) -> list[tuple[str, str, str, Any, Any]]:
    """Return what differs between two states, field by field."""
    assert {key: [r["id"] for r in rows] for key, rows in one.items()} == {
        key: [r["id"] for r in rows] for key, rows in other.items()
    }
    return [
        (key, was["id"], name, was[name], now[name])
        for key, rows in one.items()
        for was, now in zip(rows, other[key], strict=True)
        for name in was
        if was[name] != now[name]
    ]
