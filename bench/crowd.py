"""A crowd: many conversations at once with one process, over HTTP."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from httpx2 import AsyncClient, Limits

from bench.serving import cpu, serving

PEOPLE = 100
WAIT = 600.0
"""Seconds that anything may take."""
PASSWORD = "correct horse battery"
SPOKEN = ("add a company {}", "add a deal {} renewal for 500 to {}", "move the {} deal to proposal", "undo that")


def crowd_figures() -> Iterator[tuple[str, str]]:
    """Yield what was measured and the figure: as many conversations at once as there are people."""
    with TemporaryDirectory() as home, serving(Path(home)) as (address, process):
        times, failed, wall, spent = asyncio.run(_talk(address, lambda: cpu(process)))
    turns = len(times)
    yield f"turns of {PEOPLE} people at once", f"{turns}, {failed} failed"
    yield "turns per second", f"{turns / wall:.1f}"
    yield "CPU of the server a turn, ms", f"{spent * 1000 / turns:.1f}"
    late = quantiles(times, n=20)[-1]
    yield "a turn takes, ms: median, 95th percentile", f"{median(times) * 1000:.0f}, {late * 1000:.0f}"


async def _talk(address: str, used: Callable[[], float]) -> tuple[list[float], int, float, float]:
    """Let everybody sign up, then talk at once; return the seconds of each turn, how many failed, and what all took.

    Args:
        used: Tells the CPU seconds of the server so far. Signing up is not counted: hashing passwords is made slow.
    """
    limits = Limits(max_connections=PEOPLE)
    async with AsyncClient(base_url=address, timeout=WAIT, limits=limits) as client:
        people = [await _join(client, n) for n in range(PEOPLE)]
        begun, before = time.perf_counter(), used()
        spoken = await asyncio.gather(*(_converse(client, *person, f"Firm{n}") for n, person in enumerate(people)))
        wall, spent = time.perf_counter() - begun, used() - before
    times = [seconds for one in spoken for seconds, _ in one]
    return times, sum(not well for one in spoken for _, well in one), wall, spent


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
