"""What a client may read without a tool: a record, its timeline, a card, and the data dictionary."""

import re
from functools import partial
from typing import Any
from urllib.parse import unquote

from anyio import to_thread
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    ListResourcesResult,
    ListResourceTemplatesResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextResourceContents,
)

from agent.direct import Direct
from agent.toolset import told
from api.mcp.caller import DOOR, Caller, Who
from store.dictionary import data_dictionary
from store.errors import RecordNotFound, StoreError
from store.store import Store

DICTIONARY = "parley://dictionary"
JSON, MARKDOWN = "application/json", "text/markdown"
ADDRESS = re.compile(r"parley://([^/?#]{1,300})/([^/?#]{1,1500})(/timeline)?")
TEMPLATES = {
    "parley://{class}/{id}": (
        "record",
        "A record with its notes, by class and id or name, as parley://Deal/a1B2c3D4e5.",
    ),
    "parley://{class}/{id}/timeline": ("timeline", "What was done and is planned with a contact, deal or company."),
    "parley://card/{card}": ("card", "What waits for a person's yes, or how it was answered."),
}


class Resources:
    """The resources, for whoever asks."""

    def __init__(self, direct: Direct, who: Who, store: Store) -> None:
        self._direct = direct
        self._who = who
        self._store = store

    async def every(self, _: ServerRequestContext[Any, Any], __: PaginatedRequestParams | None) -> ListResourcesResult:
        """List what there is without naming a record."""
        about = "What the classes hold, and who may see it."
        return ListResourcesResult(
            resources=[Resource(name="dictionary", uri=DICTIONARY, description=about, mime_type=MARKDOWN)]
        )

    async def templates(
        self, _: ServerRequestContext[Any, Any], __: PaginatedRequestParams | None
    ) -> ListResourceTemplatesResult:
        """List how the others are named."""
        return ListResourceTemplatesResult(
            resource_templates=[
                ResourceTemplate(name=name, uri_template=address, description=about, mime_type=JSON)
                for address, (name, about) in TEMPLATES.items()
            ]
        )

    async def read(
        self, context: ServerRequestContext[Any, Any], params: ReadResourceRequestParams
    ) -> ReadResourceResult:
        """Return a resource.

        Raises:
            MCPError: There is none of this name, or it may not be read; the error's data has the code.
        """
        try:
            caller = await to_thread.run_sync(self._who, context)
            kind, text = await to_thread.run_sync(partial(self._read, caller, params.uri))
        except StoreError as error:
            raise MCPError(INVALID_PARAMS, str(error), {"code": error.code}) from None
        contents = TextResourceContents(uri=params.uri, mime_type=kind, text=text)
        return ReadResourceResult(contents=[contents], cache_scope="private")

    def _read(self, caller: Caller, address: str) -> tuple[str, str]:
        if address == DICTIONARY:
            return MARKDOWN, data_dictionary(self._store.refresh())
        found = ADDRESS.fullmatch(address)
        if found is None:
            raise RecordNotFound("resource", address[:100])
        cls, name = (unquote(part) for part in found.groups()[:2])
        if cls == "card" and not found[3]:
            return JSON, told(self._card(caller, name))
        tool = "timeline" if found[3] else "get_record"
        arguments = {"class": cls, "target": name}
        thread = caller.thread(self._direct)
        return JSON, told(self._direct.call(caller.principal, thread, tool, arguments, door=DOOR))

    def _card(self, caller: Caller, name: str) -> dict[str, Any]:
        """Return a card that was opened over MCP, without the long texts in it."""
        card = self._direct.card(caller.principal, name)
        changes = [{key: row[key] for key in ("class", "id", "name", "what")} for row in card.rows]
        return {"card": card.id, "state": card.state, "why": card.reasons, "changes": changes}
