"""Starting: what a whole process costs, from nothing to its end."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median
from tempfile import TemporaryDirectory

from bench.timing import Figure

TIMES = 5


def start_figures() -> Iterator[tuple[str, Figure]]:
    """Yield each command and the median of its figures."""
    with TemporaryDirectory() as home:
        environment = {**os.environ, "PARLEY_HOME": home}
        yield "parley chat, the first time (makes the workspace)", _run(["chat"], environment, 1)
        yield "parley chat, to the prompt and out", _run(["chat"], environment, TIMES)
        yield "parley --help", _run(["--help"], environment, TIMES)


def _run(arguments: list[str], environment: dict[str, str], times: int) -> Figure:
    cpu, wall = [], []
    for _ in range(times):
        before, begun = _children(), time.perf_counter()
        command = [sys.executable, "-m", "api.cli", *arguments]
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append((_children() - before) * 1000)
    return Figure(median(cpu), 0.0, median(wall))


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system
