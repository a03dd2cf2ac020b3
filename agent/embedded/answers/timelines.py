"""Replies that tell what happened with a record and what is planned: all of it, the last, or what is to come."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.embedded.answers.tables import table
from agent.embedded.language.calls import Result
from agent.embedded.language.intents import Intent
from agent.embedded.language.wording import shown, title

LATELY = 5
"""Activities that are told of where several recent ones are asked for."""


def chosen(result: Result, intent: Intent, now: str) -> list[dict[str, Any]]:
    """Return the activities of a timeline that were asked for; of planned ones those to come, the soonest first.

    `now` is a moment as `2026-03-20T15:00`, in the asker's time zone.
    """
    past, planned = (_of_type(result.get(name, []), intent) for name in ("past", "planned"))
    if intent.of == "past":
        return past[: intent.limit or 1]
    if intent.of in ("planned", "coming"):
        ahead = _soonest([row for row in planned if is_ahead(row, now)])
        ahead = [row for row in ahead if intent.called and intent.called in title(row).lower()] or ahead
        return ahead if intent.of == "coming" else ahead[:1]
    return [*planned, *past]


def is_ahead(row: Mapping[str, Any], now: str) -> bool:
    """Whether an activity is to come: its moment is not over, or its day if it has no hour; without a day it may be."""
    due = str(row.get("due_date") or "")[:16]
    whole = len(due) == DAY or due.endswith("T00:00")
    return not due or (due[:DAY] >= now[:DAY] if whole else due >= now)


DAY = len("2026-03-20")


def _of_type(rows: Sequence[dict[str, Any]], intent: Intent) -> list[dict[str, Any]]:
    return [row for row in rows if not intent.value or row.get("type") == intent.value]


def _soonest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row.get("due_date") or "9999"))


def timeline(result: Result, intent: Intent, now: str) -> str:
    """Show what happened and what is planned; or the last or next of it."""
    rows = chosen(result, intent, now)
    name = title(result.get("record") or {})
    kind = str(intent.value or "activity")
    if not rows:
        said = _NONE.get(intent.of, "is recorded")
        return f"No {kind} with **{name}** {said}.{_overdue(result, intent)}"
    if intent.of and len(rows) == 1:
        row = rows[0]
        when = row.get("completed_at") or row.get("due_date")
        label = "Last" if intent.of == "past" else "Next"
        described = f" ({row['type']})" if row.get("type") else ""
        told = str(row.get("description") or "").strip()
        return f"{label} {kind} with **{name}**: {title(row)}{described}, {shown(when)}.{_quoted(told)}"
    return f"**{name}**\n\n" + table(("subject", "type", "due_date", "completed_at"), rows)


_NONE = {"past": "has happened yet", "planned": "is planned", "coming": "is planned"}
MOST_QUOTED = 400
"""Characters of a description that are shown in an answer."""


def _overdue(result: Result, intent: Intent) -> str:
    """Say what is still open from before, where nothing is to come."""
    late = _soonest(_of_type(result.get("planned", []), intent)) if intent.of in ("planned", "coming") else []
    told = "; ".join(f"{title(row)}, {shown(row.get('due_date'))}" for row in late[:LATELY])
    return f" Still open from before: {told}." if told else ""


def _quoted(told: str) -> str:
    if not told:
        return ""
    text = " ".join(told.split())
    return f" “{text}”" if len(text) <= MOST_QUOTED else f" “{text[:MOST_QUOTED].rsplit(' ', 1)[0]} …”"
