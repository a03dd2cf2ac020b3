"""What the server itself says to a person: a card, and that something broke."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from store.cards import Card
from store.reminders import Due, Reminder

VERBS = {"created": "Add", "updated": "Change", "deleted": "Delete", "shared": "Share"}
PAST = {"created": "Added", "updated": "Changed", "deleted": "Deleted", "shared": "Shared"}
MOST_ROWS = 20


def asking(card: Card) -> str:
    """Return a card as Markdown: what will change, record by record, old → new, and why it is asked."""
    count = f"{len(card.rows)} change{'s' if len(card.rows) != 1 else ''}"
    why = "; ".join(card.reasons)
    return "\n".join([f"**Shall I?** {count}. I ask because {why}.", "", *_lines(card.rows, VERBS)])


def done(card: Card) -> str:
    """Return as Markdown that what was approved of a card was done."""
    rows = card.rows if card.numbers is None else [card.rows[n - 1] for n in card.numbers]
    return "\n".join(["Done.", "", *_lines(rows, PAST)])


def reminding(reminder: Reminder, zone: str) -> str:
    """Return a reminder as Markdown, with times of that zone."""
    local = ZoneInfo(zone)
    if reminder.kind == "due":
        return f"**Due now:** {_due(reminder.due[0], local, reminder.day)}"
    parts = []
    for title, several in (("Due today", reminder.due), ("Overdue", reminder.overdue)):
        if several:
            parts += [f"**{title}**", "", *(f"- {_due(one, local, reminder.day)}" for one in several), ""]
    return "\n".join([*parts, f"… and {reminder.more} more." if reminder.more else ""]).strip()


def _due(one: Due, zone: ZoneInfo, today: date) -> str:
    """Return a thing to be done, with its time today, or else its day."""
    due = one.due.astimezone(zone)
    when = due.date().isoformat() if due.date() != today else "" if due.time() == time(0) else f"{due:%H:%M}"
    about = f" ({one.about})" if one.about else ""
    return f"{one.name or one.id}{about}" + (f", {when}" if when else "")


def failing(run: str) -> str:
    """Return what is said when the program itself is at fault."""
    return f"Something went wrong here, and it is not your fault. What was done so far can be undone. (run {run})"


def _lines(rows: Sequence[dict[str, Any]], verbs: dict[str, str]) -> list[str]:
    lines = [f"- **{verbs[row['what']]} {_word(row['class'])}** {_name(row)}{_fields(row)}" for row in rows[:MOST_ROWS]]
    return lines if len(rows) <= MOST_ROWS else [*lines, f"- … and {len(rows) - MOST_ROWS} more"]


def _word(cls: str) -> str:
    """Return the name of a class as people read it: of `RepairOrder` "repair order"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls).lower()


def _name(row: dict[str, Any]) -> str:
    around = ", ".join(row.get("around", []))
    return f"{row['name'] or row['id']}" + (f" ({around})" if around else "")


def _fields(row: dict[str, Any]) -> str:
    parts = []
    for name, pair in row.get("fields", {}).items():
        word = name.replace("_", " ")
        if "from" in pair:
            parts.append(f"{word} {shown(pair['from'])} → {shown(pair['to'])}")
        elif pair.get("to") is not None:
            parts.append(f"{word} {shown(pair['to'])}")
    return f": {'; '.join(parts)}" if parts else ""


def shown(value: Any) -> str:
    """Return a value of a card in words."""
    if value is None or value == "":
        return "(empty)"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}"
    return " ".join(str(value).split())
