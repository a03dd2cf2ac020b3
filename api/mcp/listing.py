"""The tools as MCP lists them."""

from collections.abc import Iterable

from mcp_types import ListToolsResult, Tool, ToolAnnotations

import tools
from store.principal import Principal, Rank
from tools import Effect

ADDS = "create_"
"""How tools are named that only add. All others that write overwrite, end or take back: the protocol calls it
destructive, although a person can undo it (modelcontextprotocol.io, schema: ToolAnnotations)."""


def listed(every: Iterable[tools.Tool], principal: Principal) -> ListToolsResult:
    """Return the tools that a principal may use: one who never writes has those that read."""
    reads = principal.rank is Rank.READONLY
    shown = [_shown(tool) for tool in every if tool.effect is Effect.READ or not reads]
    return ListToolsResult(tools=shown, cache_scope="private")


def _shown(tool: tools.Tool) -> Tool:
    hints = ToolAnnotations(
        read_only_hint=tool.effect is Effect.READ,
        destructive_hint=not (tool.effect is Effect.READ or tool.name.startswith(ADDS)),
        open_world_hint=False,
    )
    return Tool(name=tool.name, description=tool.description, input_schema=tool.schema, annotations=hints)
