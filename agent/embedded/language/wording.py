"""How values and records are written for people."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from agent.embedded.language.names import label_of
from agent.embedded.language.vocabulary import Vocabulary


def word(vocabulary: Vocabulary, cls: str) -> str:
    """Return what people call a class."""
    found = vocabulary.classes.get(cls)
    return found.word if found else "user" if cls == "_User" else "record"


def title(row: Mapping[str, Any]) -> str:
    """Return what people call a record."""
    return label_of(row)


def shown(value: Any) -> str:
    """Return a value as people read it: grouped numbers, days with their weekday, names of records."""
    if value is None or value == "":
        return "—"
    if isinstance(value, dict):
        return title(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:,.2f}".removesuffix(".00")
    if isinstance(value, list):
        return ", ".join(shown(one) for one in value)
    return _moment(str(value))


def _moment(text: str) -> str:
    if len(text) < 10 or text[4:5] != "-" or text[7:8] != "-":
        return text
    try:
        if len(text) == 10:
            return f"{date.fromisoformat(text):%a %-d %b %Y}"
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{when:%a %-d %b %Y}" if (when.hour, when.minute) == (0, 0) else f"{when:%a %-d %b %Y, %H:%M}"
