"""A server in a process of its own, as `parley serve` starts it, and what it costs."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

WAIT = 600.0
"""Seconds that it has to start: it makes a workspace where there is none."""
ENDS = 20.0
"""Seconds that it has to stop."""
IDLE = 3.0
"""Percent of a core that a process takes which has nothing to do."""
UNLIMITED = {"PARLEY_SIGNUPS": "1000000", "PARLEY_REQUESTS": "1000000"}


@contextmanager
def serving(home: Path, database: str | None = None, **more: str) -> Iterator[tuple[str, psutil.Process]]:
    """Serve the workspace of a folder, or of a database, with more settings: its address, and the process."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    environment = kept | UNLIMITED | more | {"PARLEY_HOME": str(home)}
    if database is not None:
        environment["DATABASE_URL"] = database
    command = [sys.executable, "-m", "api.cli", "serve", "--port", "0"]
    with (home / "log").open("w+") as log, subprocess.Popen(command, env=environment, stderr=log) as process:
        try:
            yield _address(home / "log", process), psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(ENDS)


def settle(process: psutil.Process) -> None:
    """Wait until a server has no work of its own any more, as after it was started over much that is new to it."""
    while process.cpu_percent(interval=1.0) > IDLE:
        pass


def cpu(process: psutil.Process) -> float:
    """Return the seconds that a process has been at work."""
    times = process.cpu_times()
    return times.user + times.system


def server_cpu(pid: int | None) -> float:
    """Return the seconds that the processes of a database server have been at work; 0 where there is none."""
    if pid is None:
        return 0.0
    return sum(cpu(process) for process in psutil.Process(pid).children(recursive=True))


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + WAIT
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(r"http://[^;\s]+", log.read_text()):
            return found[0]
        time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {log.read_text()}")
