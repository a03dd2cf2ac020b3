"""How quotes and their records are written: with links to the browser app, and no note is read as Markdown."""

import re
from collections.abc import Mapping
from typing import Any

from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.language.wording import shown, title

Passage = Mapping[str, Any]
MARKUP = re.compile(r"([\\`*_\[\]<>|])")


def line(passage: Passage, vocabulary: Vocabulary) -> str:
    """Return a quote with its source, and what the record says where that is something else."""
    source = [link(passage["record"], vocabulary)]
    if passage.get("about"):
        source[0] += f" about {link(passage['about'], vocabulary)}"
    source += [shown(passage["date"])]
    source += [plain(passage["author"])] if passage.get("author") else []
    said = plain(" ".join(passage["quote"].split()))
    told = f"- {', '.join(source)}" if is_title(passage) else f"- “{said}” — {', '.join(source)}"
    for one in passage.get("differs", []):
        field = one["field"].replace("_", " ")
        told += (
            f"\n  - This differs from the record: the note says {plain(one['said'])}, but the {field} of "
            f"{link(one['record'], vocabulary)} is {value(one['is'])}."
        )
    return told


def row(record: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """Return a record in a list, with what tells most of it."""
    told = [value(record[name]) for name in ("stage", "amount", "expected_close_date", "email") if record.get(name)]
    return link(record, vocabulary) + (f" ({', '.join(told)})" if told else "")


def activity(record: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """Return the line of an activity: its type, its name, and when it was or is to be."""
    when = record.get("completed_at") or record.get("due_date")
    kind = f"{record['type']} " if record.get("type") else ""
    return f"- {kind}{link(record, vocabulary)}" + (f", {shown(when)}" if when else "")


def link(record: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """Return a record's name that leads to its page in the browser app."""
    known = vocabulary.classes.get(str(record.get("class")))
    name = plain(title(record))
    return f"[{name}](/{known.plural.replace('_', '-')}/{record['id']})" if known else f"**{name}**"


def value(told: Any) -> str:
    """Return a value as people read it."""
    return plain(shown(told))


def plain(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return MARKUP.sub(r"\\\1", text)


def is_title(passage: Passage) -> bool:
    """Whether a quote is only what its record is called."""
    return bool(passage["quote"] == passage["record"]["name"])
