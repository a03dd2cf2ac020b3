"""Apps that listen to live queries, and how long a change takes to reach them all."""

import asyncio
import json
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack

from websockets.asyncio.client import ClientConnection, connect

WHERE = {"stage": "proposal"}
PATIENCE = 30.0


async def heard(
    address: str, tokens: Sequence[str], change: Callable[[int], object], rounds: int, spent: Callable[[], object]
) -> list[float]:
    """Let one app listen with each token; return the seconds from each change until the last one has heard of it.

    Args:
        address: Of the server.
        tokens: Of sessions, one for each app.
        change: Makes the change of a round that all hear of.
        rounds: How many changes there are.
        spent: Called when all listen.
    """
    async with AsyncExitStack() as stack:
        apps = [await stack.enter_async_context(connect(f"{address.replace('http', 'ws')}/parse")) for _ in tokens]
        await asyncio.gather(*(_subscribe(app, token) for app, token in zip(apps, tokens, strict=True)))
        spent()
        return [await _round(apps, change, number) for number in range(rounds)]


async def _subscribe(app: ClientConnection, token: str) -> None:
    query = {"className": "Deal", "where": WHERE}
    for said in (
        {"op": "connect", "applicationId": "parley"},
        {"op": "subscribe", "requestId": 1, "query": query, "sessionToken": token},
    ):
        await app.send(json.dumps(said))
        answer = json.loads(await app.recv())
        if answer["op"] not in ("connected", "subscribed"):
            raise RuntimeError(answer)


async def _round(apps: Sequence[ClientConnection], change: Callable[[int], object], number: int) -> float:
    begun = time.perf_counter()
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(asyncio.to_thread(change, number), *(app.recv() for app in apps))
    return time.perf_counter() - begun
