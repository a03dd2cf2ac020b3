"""Opens cards: finds out what calls would change, and asks for a yes for those that need one."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from agent.approval import Asked, reasons
from agent.run import RunContext
from store.cards import CardCall
from tools import Tool, preview


def gate(context: RunContext, writes: Sequence[tuple[str, Tool, dict[str, Any]]]) -> dict[str, str]:
    """Return the card for each of the calls (name within the run, tool, arguments) that needs one.

    The calls that need one make one card together. What all of them would change is kept in `context.previews`.
    """
    asked = [Asked(*write, found) for write, found in zip(writes, preview(context.tools, writes), strict=True)]
    context.previews = {one.call: one.preview for one in asked}
    why = reasons(context, asked)
    if not why:
        return {}
    waiting = [_waiting(one) for one in asked if one.call in why]
    run = context.run
    card = hashlib.blake2b(f"{run.id}/{waiting[0].call}".encode(), digest_size=5).hexdigest()
    said = list(dict.fromkeys(reason for several in why.values() for reason in several))
    context.cards.open(context.tools.principal, card, run.id, run.thread, run.door, said, waiting)
    return dict.fromkeys(why, card)


def _waiting(asked: Asked) -> CardCall:
    rows = sorted(asked.preview.rows, key=lambda row: not _meant(asked.tool, row))
    return CardCall(asked.call, asked.tool.name, asked.arguments, asked.preview.changes, rows)


def _meant(tool: Tool, row: Mapping[str, Any]) -> bool:
    """Whether a change is of the class that the tool is about, and not of what goes along."""
    stem = row["class"].lower().removesuffix("y")
    return f"_{stem}" in tool.name
