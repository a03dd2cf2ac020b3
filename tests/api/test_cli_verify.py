"""`parley verify`."""

import json
from pathlib import Path

import pytest

from api.verification import matrix as trying
from api.workspace import Workspace
from store.permissions import Gate
from store.principal import Principal
from tests.api.shell import Shell


@pytest.fixture(autouse=True)
def of_one_role(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only salespeople try the doors, in folders that can be looked into."""
    monkeypatch.setattr(trying, "ROLES", ("rep",))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_it_prints_who_can_reach_what_and_leaves_nothing(sample: Shell, workspace: Workspace, tmp_path: Path) -> None:
    before = sample.state()

    ended = sample("verify")

    assert ended.status == 0, ended.out
    assert "A salesperson can" in ended.lines
    (row,) = [line.split() for line in ended.lines if line.startswith("company shared to read")]
    assert row[4:] == ["read"] * 7
    assert any(line.startswith("Maren Hollis") and "60 of 60" in line for line in ended.lines)
    assert ended.lines[-1].startswith("All ")
    assert "throw-away workspace" in ended.err
    assert sample.state() == before
    with workspace.store.reading(Principal.system()) as records:
        assert {row["door"] for row in records.history(limit=200)} == {"import"}
    assert [one.name for one in tmp_path.iterdir() if "verify" in one.name] == []


def test_what_does_not_hold_is_the_exit_status(sample: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Gate, "_free", lambda *_: True)

    ended = sample("verify")

    assert ended.status == 1
    assert "change, not nothing!" in ended.out
    assert "gate and rules differ" in ended.out
    assert "do not hold." in ended.lines[-1]


def test_programs_read_json(sample: Shell) -> None:
    ended = sample("verify", "--json", "--users", "1", "--records", "5")

    told = json.loads(ended.out)
    assert ended.status == 0
    assert told["holds"]
    assert {"role", "door", "record", "expected", "found", "holds"} == set(told["doors"][0])
    assert {one["sampled"] for one in told["rows"]} <= {3, 5}


def test_without_a_workspace_it_says_so(shell: Shell) -> None:
    ended = shell("verify")

    assert ended.status == 1
    assert "There is no workspace" in ended.err
