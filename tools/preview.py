"""What calls would change, found out by making them in a unit of work that is undone."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from store.changes import Change
from store.errors import StoreError
from tools.described import described
from tools.tool import Context, Tool, Work


@dataclass(frozen=True, slots=True)
class Preview:
    """What a call would change, or why it would be refused."""

    changes: list[Change] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    """The changes as people read them."""
    error: StoreError | None = None


def preview(context: Context, calls: Sequence[tuple[str, Tool, dict[str, Any]]]) -> list[Preview]:
    """Return what each of the calls (name within the run, tool, arguments) would change, one after the other.

    All of them are made in one unit of work that is undone: a later call sees what an earlier one would have written.
    """
    found = []
    with context.store.rehearsal(context.principal, context.now) as rehearse:
        for call, tool, arguments in calls:
            records = rehearse(replace(context.origin, call=call))
            try:
                wanted, work = tool.checked(arguments), Work(records, context)
                with records.step():
                    tool.body(work, wanted)
            except StoreError as error:
                found.append(Preview(error=error))
            else:
                found.append(
                    Preview(records.changes, [described(work, change, long=True) for change in records.changes])
                )
    return found
