import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.errors import RecordNotFound
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.store.states import faults

ROOT = Path(__file__).parents[2]
SYSTEM = Principal.system()


@pytest.mark.parametrize("moment", [1, 8, 20, 31])
def test_a_kill_in_the_middle_of_writes_loses_nothing_acknowledged_and_leaves_nothing_half_written(
    moment: int, url: str
) -> None:
    Store.open(url, Schema.of()).close()

    acknowledged = written_until_killed(url, moment)

    store = Store.open(url, Schema.of())
    assert len(acknowledged) >= moment
    for key, what in last(acknowledged).items():
        assert found(store, key) in (what, NEXT[what]), key
    assert faults(store) == []
    with store.records(SYSTEM) as records:
        records.create("Deal", {"title": "Life goes on"})
    assert faults(store) == []
    store.close()


NEXT = {"made": "changed", "changed": "deleted", "deleted": "deleted"}
"""What the program does to a record after it said this: it may have done it and not said so."""


def written_until_killed(url: str, moment: int) -> list[tuple[str, str]]:
    """Let another process write, kill it after so many acknowledged changes, and return all of these."""
    command = [sys.executable, "-m", "tests.store.writer", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(moment)]
        process.send_signal(signal.SIGKILL)
        lines += [line for line in process.stdout if line.endswith("\n")]
    assert process.returncode == -signal.SIGKILL
    return [(what, key) for what, key, _ in (line.split() for line in lines)]


def last(acknowledged: list[tuple[str, str]]) -> dict[str, str]:
    """Return what was last said of each record."""
    return {key: what for what, key in acknowledged}


def found(store: Store, key: str) -> str:
    """Return what was done to a record, as the workspace tells it."""
    number = key.removeprefix("deal")
    with store.reading(SYSTEM) as records:
        try:
            row = records.get("Deal", key)
        except RecordNotFound:
            return "deleted"
        changed = (row["title"], row["amount"], records.acl("Deal", key))
    if changed == (f"Renamed {number}", float(number), {"role:rep": "read"}):
        return "changed"
    assert changed == (f"Deal {number}", None, None)
    return "made"
