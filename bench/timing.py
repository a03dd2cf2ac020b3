"""Times a piece of work in CPU milliseconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from bench.serving import server_cpu


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians of one piece of work, in milliseconds."""

    cpu: float
    server: float
    wall: float


def timed(work: Callable[[], object], times: int, server: int | None = None) -> Figure:
    """Return what the work costs, once it is warm.

    Args:
        times: How often it is done.
        server: The process id of a database server, whose backends' CPU time is counted beside ours.
    """
    for _ in range(3):
        work()
    cpu, wall = [], []
    before = server_cpu(server)
    for _ in range(times):
        first, begun = time.process_time(), time.perf_counter()
        work()
        cpu.append((time.process_time() - first) * 1000)
        wall.append((time.perf_counter() - begun) * 1000)
    spent = (server_cpu(server) - before) * 1000 / times
    return Figure(median(cpu), spent, median(wall))
