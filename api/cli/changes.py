"""Changes in words, for a line of the terminal."""

from datetime import datetime
from typing import Any

from agent.wording import shown

DID = {
    "created": "added",
    "updated": "changed",
    "deleted": "deleted",
    "shared": "shared",
    "removed": "removed",
    "restored": "restored",
}
LONGEST = 80
"""Characters of a value."""


def told(row: dict[str, Any]) -> str:
    """Return what happened to a record, as the tools `history` and `undo` describe it."""
    fields = {} if row["what"] == "created" else row.get("fields") or row.get("changed") or {}
    said = f"{DID[row['what']]} {row['class'].lower()} {row['name'] or row['id']}"
    return said + (f": {'; '.join(_field(name, pair) for name, pair in fields.items())}" if fields else "")


def moment(at: str) -> str:
    """Return a moment, given in ISO 8601, to the minute."""
    return datetime.fromisoformat(at).strftime("%Y-%m-%d %H:%M")


def _field(name: str, pair: dict[str, Any]) -> str:
    word = name.replace("_", " ")
    if "from" not in pair and "to" not in pair:
        return word
    return f"{word} {_short(pair.get('from'))} → {_short(pair.get('to'))}"


def _short(value: Any) -> str:
    text = shown(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
