"""The doors through which programs come on behalf of a user, in this process."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from httpx2 import AsyncClient
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from mcp_types import ElicitResult

from api.http.dependencies import Parts
from api.verification.visiting import CHANGED, Calls, Visitor, lists, reached, tries
from api.verification.world import Thing
from store.schema import Schema


@dataclass(frozen=True)
class Mcp:
    """A program that calls the tools; its person says yes to everything."""

    app: FastAPI
    schema: Schema

    async def tries(self, visitor: Visitor, things: Sequence[Thing]) -> str:
        """Call the tools, and read the resources."""
        addresses = [f"parley://{one.kind.cls}/{one.id}" for one in things]
        return await self._calls(visitor, tries(self.schema, visitor, things), addresses)

    async def lists(self, visitor: Visitor) -> str:
        """Call the tools that list."""
        return await self._calls(visitor, lists(self.schema), [])

    async def _calls(self, visitor: Visitor, calls: Calls, addresses: list[str]) -> str:
        async def yes(context: Any, params: Any) -> ElicitResult:  # noqa: ARG001
            return ElicitResult(action="accept", content={"approve": True})

        said: list[str] = []
        async with reached(self.app, visitor.token) as http:
            transport = streamable_http_client(f"{http.base_url}/mcp", http_client=http)
            async with Client(transport, mode="2026-07-28", elicitation_callback=yes) as client:
                for name, arguments in calls:
                    said.append((await client.call_tool(name, arguments)).model_dump_json())
                for address in addresses:
                    try:
                        said.append((await client.read_resource(address)).model_dump_json())
                    except MCPError as error:
                        said.append(str(error))
        return "\n".join(said)


@dataclass(frozen=True)
class ParseRest:
    """An app on a Parse SDK."""

    app: FastAPI
    parts: Parts

    async def tries(self, visitor: Visitor, things: Sequence[Thing]) -> str:
        """Put and get each."""
        said = []
        async with self._client(visitor) as http:
            for one in things:
                address, change = f"/parse/classes/{one.kind.cls}/{one.id}", visitor.change(one.kind.cls)
                said += [(await http.put(address, json=change)).text, (await http.get(address)).text]
        return "\n".join(said)

    async def lists(self, visitor: Visitor) -> str:
        """Ask for each class."""
        async with self._client(visitor) as http:
            return "\n".join([(await http.get(f"/parse/classes/{cls}?limit=1000")).text for cls in CHANGED])

    def _client(self, visitor: Visitor) -> AsyncClient:
        settings = self.parts.workspace.settings
        headers = {"X-Parse-Application-Id": settings.app_id, "X-Parse-Session-Token": visitor.session}
        return reached(self.app, more=headers | ({"X-Parse-Client-Key": key} if (key := settings.client_key) else {}))
