"""The MCP server, for any transport."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from anyio import to_thread
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp_types import ListToolsResult, PaginatedRequestParams

from agent.direct import Direct
from api.mcp.caller import Who
from api.mcp.calling import Calling
from api.mcp.listing import listed
from api.mcp.resources import Resources
from store.store import Store


def make_server(direct: Direct, who: Who, store: Store, calling: Calling) -> Server[Any]:
    """Return a server over the tools."""
    resources = Resources(direct, who, store)

    async def list_tools(context: ServerRequestContext[Any, Any], _: PaginatedRequestParams | None) -> ListToolsResult:
        caller = await to_thread.run_sync(who, context)
        return listed(direct.offered, caller.principal)

    return Server(
        "parley",
        version=_version(),
        title="Parley",
        instructions=direct.instructions,
        on_list_tools=list_tools,
        on_call_tool=calling,
        on_list_resources=resources.every,
        on_list_resource_templates=resources.templates,
        on_read_resource=resources.read,
    )


def _version() -> str:
    try:
        return version("parley")
    except PackageNotFoundError:
        return "0"
