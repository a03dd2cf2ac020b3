"""Which calls need a person's yes. Decided from what they would change, not from what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from agent.provenance import asks_to_undo, carried
from agent.run import RunContext
from store.changes import SCHEMA
from tools import Preview, Tool

MOST_UNASKED = 2
"""Records that a run may change without asking (design §6)."""

DELETES = "it deletes records"
SHARES = "it changes who may see a record"
MANAGES = "it changes users"
RESHAPES = "it changes the classes of the CRM"
OUTSIDE = "it was decided after reading text that others wrote, and you did not say it yourself"


def wide(count: int) -> str:
    """Return the reason of a run that changes many records."""
    return f"it changes {count} records"


@dataclass(frozen=True, slots=True)
class Asked:
    """A call that the model makes, and what it would change."""

    call: str
    tool: Tool
    arguments: dict[str, Any]
    preview: Preview

    @property
    def takes_back(self) -> bool:
        """Whether it undoes the asker's last run in this thread; any other run is changed like any other records."""
        return self.tool.name == "undo" and not self.arguments.get("run")


def reasons(context: RunContext, calls: Sequence[Asked]) -> dict[str, list[str]]:
    """Return, for each call that needs a yes, why. Calls that would be refused anyway need none."""
    counted = {(one.cls, one.object_id) for asked in calls if not asked.takes_back for one in asked.preview.changes}
    total = len(counted | context.touched)
    found: dict[str, list[str]] = {}
    for asked in calls:
        if asked.preview.error or not asked.preview.changes:
            continue
        why = list(_reasons(context, asked))
        if not asked.takes_back and total > MOST_UNASKED:
            why.append(wide(total))
        if why:
            found[asked.call] = why
    return found


def _reasons(context: RunContext, asked: Asked) -> Sequence[str]:
    why = []
    changes = asked.preview.changes
    if any(change.cls == SCHEMA for change in changes):
        return [RESHAPES]
    if not asked.takes_back:
        if any(change.after is None for change in changes):
            why.append(DELETES)
        if any(change.what == "shared" for change in changes):
            why.append(SHARES)
        if any(change.cls == "_User" for change in changes):
            why.append(MANAGES)
    if context.read_outside and not _said(context, asked):
        why.append(OUTSIDE)
    return why


def _said(context: RunContext, asked: Asked) -> bool:
    """Whether the asker's own words carry everything that the call would change; not when nobody has heard them."""
    if not context.said:
        return False
    if asked.takes_back:
        return asks_to_undo(context.said[-1])
    said = [*context.said, context.more, *([context.page.id] if context.page else [])]
    zone = context.tools.principal.time_zone
    pairs = zip(asked.preview.changes, asked.preview.rows, strict=True)
    return all(carried(said, change, row, context.tools.now, zone) for change, row in pairs)
