"""What the server itself says to a person: a card, and that something broke."""

from typing import Any

from store.cards import Card

VERBS = {"created": "Add", "updated": "Change", "deleted": "Delete", "shared": "Share"}
MOST_ROWS = 20


def asking(card: Card) -> str:
    """Return a card as Markdown: what will change, record by record, old → new, and why it is asked."""
    rows = card.rows
    lines = [
        f"- **{VERBS[row['what']]} {row['class'].lower()}** {_name(row)}{_fields(row)}" for row in rows[:MOST_ROWS]
    ]
    if len(rows) > MOST_ROWS:
        lines.append(f"- … and {len(rows) - MOST_ROWS} more")
    count = f"{len(rows)} change{'s' if len(rows) != 1 else ''}"
    why = "; ".join(card.reasons)
    return "\n".join([f"**Shall I?** {count}. I ask because {why}.", "", *lines])


def failing(run: str) -> str:
    """Return what is said when the program itself is at fault."""
    return f"Something went wrong here, and it is not your fault. What was done so far can be undone. (run {run})"


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
