"""Cards in the terminal: what will change, record by record, old → new."""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from agent.wording import VERBS, shown
from api.cli.rendering import clean
from store.cards import Card

MOST = 30
"""Records that are shown; beyond, they are counted."""
LONGEST = 300
"""Characters of a value."""


def panel(card: Card) -> RenderableType:
    """Return a card as a box."""
    rows = card.rows
    parts: list[RenderableType] = [part for row in rows[:MOST] for part in _record(row)]
    if len(rows) > MOST:
        parts.append(Text(f"… and {len(rows) - MOST} more", "dim"))
    parts += [Text(), Text(clean(f"I ask because {'; '.join(card.reasons)}."), "dim")]
    count = f"{len(rows)} change{'' if len(rows) == 1 else 's'}"
    return Panel(Group(*parts), title=f"Shall I? {count}", title_align="left", border_style="yellow", padding=(0, 1))


def _record(row: dict[str, Any]) -> list[RenderableType]:
    """Return what happens to one record."""
    verb, around = VERBS[row["what"]], ", ".join(row.get("around", []))
    title = Text.assemble(
        (verb, "bold red" if row["what"] == "deleted" else "bold"),
        f" {row['class'].lower()} ",
        (clean(row["name"] or row["id"]), "bold"),
        (clean(f" ({around})") if around else "", "dim"),
    )
    return [title, *_fields(row.get("fields", {}))]


def _fields(fields: dict[str, dict[str, Any]]) -> list[RenderableType]:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, pair in fields.items():
        if "from" in pair:
            change = Text.assemble((_short(pair["from"]), "red"), " → ", (_short(pair["to"]), "green"))
            table.add_row(name.replace("_", " "), change)
        elif pair.get("to") is not None:
            table.add_row(name.replace("_", " "), Text(_short(pair["to"])))
    return [Padding(table, (0, 0, 0, 2))] if table.row_count else []


def _short(value: Any) -> str:
    text = clean(shown(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
