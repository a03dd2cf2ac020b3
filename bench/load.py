"""Asks a server over and over from so many connections: how long each answer takes."""

import asyncio
import time
from collections.abc import Callable
from urllib.parse import urlsplit

Ask = Callable[[int], tuple[str, str, str, bytes]]
"""Returns the method, the address below the server's, a session's token and the body of the request of a number."""


def loaded(address: str, ask: Ask, *, requests: int, at_once: int) -> list[float]:
    """Send so many requests, so many at a time; return the seconds that each took.

    Raises:
        RuntimeError: One was refused.
    """
    return asyncio.run(_loaded(address, ask, requests, at_once))


async def _loaded(address: str, ask: Ask, requests: int, at_once: int) -> list[float]:
    numbers = iter(range(requests))
    times: list[float] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection(urlsplit(address).hostname, urlsplit(address).port)
        for number in numbers:
            begun = time.perf_counter()
            writer.write(_request(*ask(number)))
            await _answer(reader)
            times.append(time.perf_counter() - begun)
        writer.close()

    await asyncio.gather(*(client() for _ in range(at_once)))
    return times


def _request(method: str, path: str, token: str, body: bytes) -> bytes:
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"X-Parse-Application-Id: parley\r\nX-Parse-Session-Token: {token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    body = await reader.readexactly(length)
    if head[9:12] not in (b"200", b"201"):
        raise RuntimeError(body.decode())
    return body
