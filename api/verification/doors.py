"""All doors as a user comes through them, in this process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api.http.dependencies import Parts
from api.verification.chats import chats
from api.verification.programs import Mcp, ParseRest
from api.verification.visiting import Door


@asynccontextmanager
async def doors(app: FastAPI, parts: Parts) -> AsyncIterator[dict[str, Door]]:
    """Open every door of an application: what people call each, and the door."""
    found: dict[str, Door] = {**chats(app, parts)}
    async with app.router.lifespan_context(app):
        yield found | {"MCP": Mcp(app, parts.workspace.store.schema), "Parse": ParseRest(app, parts)}
