"""MCP over standard input and output: `parley mcp`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.opening import opened, speaking

if TYPE_CHECKING:
    from api.mcp.caller import Caller
    from api.workspace import Workspace

Speaker = Annotated[
    str | None,
    typer.Option("--as", metavar="USER", help="Call as this user (name or e-mail address). Default: the first admin."),
]
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Offer only the tools that read.")]


def mcp(*, name: Speaker = None, read_only: ReadOnly = False) -> None:
    """Offer the tools to a desktop client, an editor, or any other program that speaks MCP and starts this command.

    It speaks over standard input and output. Over the network, `parley serve` offers the same at /mcp.
    """
    import asyncio

    with opened() as workspace:
        user = speaking(workspace, name).user
        asyncio.run(_serve(workspace, user, read_only=read_only))


async def _serve(workspace: "Workspace", user: str, *, read_only: bool) -> None:
    from datetime import UTC, datetime

    from mcp.server.stdio import stdio_server

    from agent.direct import Direct
    from api.cli.log import note
    from api.mcp.calling import Calling
    from api.mcp.server import make_server

    def who(_: Any) -> "Caller":
        return _caller(workspace, user, read_only=read_only)

    direct = Direct(workspace.store, clock=lambda: datetime.now(UTC), currency=workspace.settings.currency)
    server = make_server(direct, who, workspace.store, Calling(direct, who, note=note))
    async with stdio_server() as (received, sent):
        await server.run(received, sent, server.create_initialization_options())


def _caller(workspace: "Workspace", user: str, *, read_only: bool) -> "Caller":
    from dataclasses import replace

    from api.mcp.caller import Caller

    principal = workspace.users.principal_of(user)
    if read_only:
        principal = replace(principal, roles=principal.roles | {"readonly"})
    return Caller(principal, "stdio", "parley mcp")
