"""Programs that speak MCP: the protocol's own client, over HTTP or over the pipes of a command."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from httpx2 import AsyncClient
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, ElicitResult, TextContent, TextResourceContents

from tests.api.serving import Caller, Server

ROOT = Path(__file__).parents[2]
ERAS = ("legacy", "2026-07-28")
"""Ways to begin: the handshake of old, and each request by itself."""


@dataclass
class Person:
    """Whoever sits before the program: what he answers, and what he was asked."""

    action: Literal["accept", "decline", "cancel"] = "accept"
    content: dict[str, Any] | None = field(default_factory=lambda: {"approve": True})
    asked: list[str] = field(default_factory=list)

    async def __call__(self, context: Any, params: Any) -> ElicitResult:
        self.asked.append(params.message)
        return ElicitResult(action=self.action, content=self.content)


@dataclass
class Program:
    """A program at work."""

    client: Client

    async def __call__(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """The result of a call, which is not refused."""
        result = await self.client.call_tool(tool, arguments)
        assert not result.is_error, said(result)
        return said(result)

    async def refused(self, tool: str, **arguments: Any) -> str:
        """The code of a refusal, which comes with a sentence."""
        result = await self.client.call_tool(tool, arguments)
        assert result.is_error
        assert said(result)["message"].endswith(".")
        return str(said(result)["error"])

    async def reads(self, address: str) -> str:
        """The text of a resource."""
        (contents,) = (await self.client.read_resource(address)).contents
        assert isinstance(contents, TextResourceContents)
        return contents.text


def said(result: CallToolResult) -> dict[str, Any]:
    """What a result says, as JSON."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    found: dict[str, Any] = json.loads(content.text)
    return found


@asynccontextmanager
async def over_http(
    server: Server, token: str, era: str = ERAS[0], person: Person | None = None
) -> AsyncIterator[Program]:
    """Connect to a server, with a token."""
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        AsyncClient(headers=headers) as http,
        Client(
            streamable_http_client(f"{server.client.base_url}/mcp", http_client=http),
            mode=era,
            elicitation_callback=person,
        ) as client,
    ):
        yield Program(client)


@asynccontextmanager
async def over_pipes(
    environment: Mapping[str, str], *words: str, era: str = ERAS[0], person: Person | None = None
) -> AsyncIterator[Program]:
    """Start the command and speak with it."""
    started = StdioServerParameters(
        command=sys.executable, args=["-m", "api.cli", "mcp", *words], env=dict(environment), cwd=ROOT
    )
    async with Client(started, mode=era, elicitation_callback=person) as client:
        yield Program(client)


def runs(body: Callable[[], Awaitable[Any]]) -> Any:
    """Run to its end what a program does."""

    async def within() -> Any:
        async with asyncio.timeout(60):
            return await body()

    return asyncio.run(within())


def token_of(caller: Caller, name: str = "Desktop", scope: str = "full") -> str:
    """A new token."""
    return str(caller.post("/api/tokens", name=name, scope=scope)["token"])


__all__ = ["ERAS", "MCPError", "Person", "Program", "over_http", "over_pipes", "runs", "said", "token_of"]
