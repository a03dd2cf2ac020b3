"""Changes in words, for a line of the terminal."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from agent.wording import shown

DID = {"created": "added", "updated": "changed"}
"""Words of the log that people say otherwise."""
WOULD = {"removed": "would remove", "restored": "would restore"}
LONGEST = 80
"""Characters of a value."""
MOST_OF_RUN = 5
"""Changes of one run that are told one by one."""


def told(row: dict[str, Any], *, only_planned: bool = False) -> str:
    """Return what happened to a record, or would happen, as the tools `history` and `undo` describe it."""
    name = str(row["name"] or row["id"])
    fields = {} if row["what"] == "created" else row.get("fields") or row.get("changed") or {}
    said = f"{(WOULD if only_planned else DID).get(row['what'], row['what'])} {row['class'].lower()} {name}"
    return said + (f": {'; '.join(_field(name, pair) for name, pair in fields.items())}" if fields else "")


def lines(rows: Sequence[dict[str, Any]], most: int, *, more: bool, whole: bool = False) -> Iterator[list[str]]:
    """Yield lines of the log, at most `most`: when, who, through which door, what, in which run.

    What a run did to many records is one line; otherwise an import would be all that anybody sees.

    Args:
        rows: Changes, the latest first, as the tool `history` describes them.
        most: The number of lines.
        more: Whether there are more changes than these.
        whole: Whether every change is told, however many of a run.
    """
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row.get("run") or id(row))]
    for n, group in enumerate(groups):
        first = group[0]
        begun = [moment(first["at"]), first["who"], first["door"]]
        said = [told(row) for row in group]
        if len(group) > MOST_OF_RUN and not whole:
            cut = more and n == len(groups) - 1
            said = [f"{said[0]}, and {'at least ' if cut else ''}{len(group) - 1:,} more records"]
        yield from ([*begun, what, first.get("run", "")] for what in said[:most])
        most = max(0, most - len(said))


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
