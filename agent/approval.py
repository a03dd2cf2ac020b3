"""Which calls need a person's yes. Decided from what they would change, not from what they are called."""

from collections.abc import Sequence

from agent.provenance import asks_to_undo, carried
from agent.run import RunContext
from tools import Preview, Tool

MOST_UNASKED = 2
"""Records that a run may change without asking (design §6)."""

DELETES = "it deletes records"
SHARES = "it changes who may see a record"
MANAGES = "it changes users"
OUTSIDE = "it was decided after reading text that others wrote, and you did not say it yourself"


def wide(count: int) -> str:
    """Return the reason of a run that changes many records."""
    return f"it changes {count} records"


def reasons(context: RunContext, calls: Sequence[tuple[str, Tool, Preview]]) -> dict[str, list[str]]:
    """Return, for each call that needs a yes, why. Calls that would be refused anyway need none."""
    changed = context.threads.touched(context.run.id)
    different = {
        (change.cls, change.object_id) for _, tool, found in calls if tool.name != "undo" for change in found.changes
    }
    total = changed + len(different)
    found: dict[str, list[str]] = {}
    for call, tool, preview in calls:
        if preview.error or not preview.changes:
            continue
        why = list(_reasons(context, tool, preview))
        if tool.name != "undo" and total > MOST_UNASKED:
            why.append(wide(total))
        if why:
            found[call] = why
    return found


def _reasons(context: RunContext, tool: Tool, preview: Preview) -> Sequence[str]:
    why = []
    if tool.name != "undo":
        if any(change.after is None for change in preview.changes):
            why.append(DELETES)
        if any(change.what == "shared" for change in preview.changes):
            why.append(SHARES)
        if any(change.cls == "_User" for change in preview.changes):
            why.append(MANAGES)
    if context.read_outside and not _said(context, tool, preview):
        why.append(OUTSIDE)
    return why


def _said(context: RunContext, tool: Tool, preview: Preview) -> bool:
    """Whether the asker's own words carry everything that the call would change."""
    if tool.name == "undo":
        return asks_to_undo(context.said[-1] if context.said else "")
    said = [*context.said, context.more]
    zone = context.tools.principal.time_zone
    pairs = zip(preview.changes, preview.rows, strict=True)
    return all(carried(said, change, row, context.tools.now, zone) for change, row in pairs)
