"""A crowd: many conversations at once with one process, over HTTP."""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import psutil
from httpx2 import AsyncClient, Limits

PEOPLE = 100
WAIT = 600.0
PASSWORD = "correct horse battery"
SPOKEN = ("add a company {}", "add a deal {} renewal for 500 to {}", "move the {} deal to proposal", "undo that")


def crowd_figures() -> Iterator[tuple[str, str]]:
    """Yield what was measured and the figure: as many conversations at once as there are people."""
    with _serving() as (address, process):
        begun = time.perf_counter()
        before = _cpu(process)
        times, failed = asyncio.run(_talk(address))
        wall, cpu = time.perf_counter() - begun, _cpu(process) - before
    turns = len(times)
    yield f"turns of {PEOPLE} people at once", f"{turns}, {failed} failed"
    yield "turns per second", f"{turns / wall:.1f}"
    yield "CPU of the server a turn, ms", f"{cpu * 1000 / turns:.1f}"
    late = quantiles(times, n=20)[-1]
    yield "a turn takes, ms: median, 95th percentile", f"{median(times) * 1000:.0f}, {late * 1000:.0f}"


async def _talk(address: str) -> tuple[list[float], int]:
    """Let everybody sign up, then talk at once; return the seconds of each turn, and how many failed."""
    limits = Limits(max_connections=PEOPLE)
    async with AsyncClient(base_url=address, timeout=WAIT, limits=limits) as client:
        people = [await _join(client, n) for n in range(PEOPLE)]
        spoken = await asyncio.gather(*(_converse(client, *person, f"Firm{n}") for n, person in enumerate(people)))
    times = [seconds for one in spoken for seconds, _ in one]
    return times, sum(not well for one in spoken for _, well in one)


async def _join(client: AsyncClient, number: int) -> tuple[dict[str, str], str]:
    body = {"username": f"Rep {number}", "email": f"rep{number}@example.com", "password": PASSWORD}
    token = (await client.post("/api/auth/sign-up", json=body)).raise_for_status().json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    thread = (await client.post("/api/threads", headers=headers)).raise_for_status().json()["id"]
    return headers, thread


async def _converse(client: AsyncClient, headers: dict[str, str], thread: str, name: str) -> list[tuple[float, bool]]:
    found = []
    for said in SPOKEN:
        begun, body = time.perf_counter(), {"text": said.format(name, name)}
        answer = await client.post(f"/api/threads/{thread}/messages", json=body, headers=headers)
        well = answer.status_code == 200 and bool(answer.json()["records"]) and name in answer.text
        found.append((time.perf_counter() - begun, well))
    return found


@contextmanager
def _serving() -> Iterator[tuple[str, psutil.Process]]:
    """Serve an empty workspace in a process of its own: its address, and the process."""
    with TemporaryDirectory() as home:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        environment = kept | {"PARLEY_HOME": home, "PARLEY_SIGNUPS": "1000000", "PARLEY_REQUESTS": "1000000"}
        command = [sys.executable, "-m", "api.cli", "serve", "--port", "0"]
        with Path(home, "log").open("w+") as log, subprocess.Popen(command, env=environment, stderr=log) as process:
            try:
                yield _address(Path(home, "log")), psutil.Process(process.pid)
            finally:
                process.terminate()


def _address(log: Path) -> str:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if found := re.search(r"http://[^;\s]+", log.read_text()):
            return found[0]
        time.sleep(0.1)
    raise RuntimeError("the server did not start")


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system
