"""Replies that show records: tables, one record, a timeline, a history."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.embedded.language.calls import Result
from agent.embedded.language.intents import Intent
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.wording import shown, title
from agent.embedded.language.words import words_of

_COLUMNS = {
    "Deal": ("title", "company", "stage", "amount", "expected_close_date", "assigned_to"),
    "Contact": ("name", "company", "email", "phone"),
    "Company": ("name", "industry", "website"),
    "Activity": ("subject", "type", "due_date", "completed_at", "related_to"),
}
_MOST = 50
_HIDDEN = words_of("class id changed created created_at updated_at version created_by")


def table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a Markdown table."""
    head = " | ".join(name.replace("_", " ") for name in columns)
    lines = [f"| {head} |", f"|{'|'.join(' --- ' for _ in columns)}|"]
    lines += [f"| {' | '.join(_cell(shown(row.get(name))) for name in columns)} |" for row in rows]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:120]


def listing(cls: Class, result: Result, intent: Intent) -> str:
    """Show a list with its size; deals with their sum."""
    rows = result.get("records", [])
    total = int(result.get("total", len(rows)))
    plural = cls.words
    if not rows:
        name = called(intent)
        return f"I found no {plural}{name}." if name else f"I found no such {plural}."
    if intent.form == "names":
        more = f"\n\n… and {total - len(rows)} more." if total > len(rows) else ""
        return "\n".join(f"- {title(row)}" for row in rows) + more
    columns = [
        name
        for name in (*(["contact"] if intent.people else []), *_COLUMNS.get(cls.name, tuple(cls.fields)[:6]))
        if any(row.get(name) not in (None, "") for row in rows)
    ]
    columns = columns or [cls.title]
    if intent.of and intent.of not in columns:
        columns.append(intent.of)
    count = f"{total} {cls.word if total == 1 else plural}"
    if intent.people:
        count = f"{_distinct(rows, intent.people)} with {count}"
    lead = f"{len(rows)} of {count}" if total > len(rows) else count
    text = f"{lead}:\n\n{table(columns, rows[:_MOST])}"
    measure = cls.measure
    worth = measure is not None and any(row.get(measure.name) for row in rows)
    if measure and measure.worth and worth and len(rows) > 1 and total == len(rows):
        amount = sum(row.get(measure.name) or 0 for row in rows)
        text += f"\n\nTotal {measure.words}: {shown(amount)}"
    return text


def _distinct(rows: Sequence[Mapping[str, Any]], people: str) -> str:
    """Return how many people or companies records have."""
    names = ("company", "contact") if people == "customer" else (people,)
    known = {next((str(row[name]["id"]) for name in names if isinstance(row.get(name), dict)), "") for row in rows} - {
        ""
    }
    several = {"company": "companies"}.get(people, f"{people}s")
    return f"{len(known)} {people if len(known) == 1 else several}"


def called(intent: Intent) -> str:
    """Say which words the records' names must have: they may not be what the person meant by them."""
    hints = " ".join(hint for noun in intent.targets for hint in noun.hints)
    return f" called “{hints}”" if hints else ""


def record(cls: Class, row: Mapping[str, Any], intent: Intent) -> str:
    """Show a record, or answer the question about one field of it."""
    name = title(row)
    if intent.of:
        value = row.get(intent.of)
        label = intent.of.replace("_", " ")
        if intent.value is not None:
            same = str(value).lower() == str(intent.value).lower()
            return f"{'Yes' if same else 'No'}, **{name}**: {label} {shown(value)}{_further(row, intent)}."
        if value in (None, ""):
            known = cls.fields.get(intent.of)
            lacking = (
                f"**{name}**: {label} unknown" if known and known.kind == "truth" else f"**{name}** has no {label}"
            )
            return f"{lacking}{_further(row, intent)}."
        if intent.form == "value":
            return shown(value)
        return f"**{name}**: {label} {shown(value)}{_further(row, intent)}."
    lines = [
        f"- {field.replace('_', ' ')}: {shown(value)}"
        for field, value in row.items()
        if field not in _HIDDEN and field != cls.title and value not in (None, "")
    ]
    return (
        f"**{name}** ({cls.word})\n\n" + "\n".join(lines)
        if lines
        else f"**{name}** ({cls.word}): nothing else is known."
    )


def _further(row: Mapping[str, Any], intent: Intent) -> str:
    """Return what else was asked of a record."""
    known = [(name.replace("_", " "), row.get(name)) for name in intent.also if name != intent.of]
    return "".join(f"; {name} {shown(value)}" if value not in (None, "") else f"; no {name}" for name, value in known)


def reached(row: Mapping[str, Any]) -> str:
    """Return a person's addresses and numbers in one line; nothing where none is known."""
    known = [f"{name} {row[name]}" for name in ("email", "phone") if row.get(name)]
    return f"{title(row)}: {', '.join(known)}." if known else ""


def history(result: Result, intent: Intent) -> str:
    """Show who changed what and when."""
    changes = [one for one in result.get("changes", []) if not intent.of or str(one.get("at", "")) >= intent.of]
    if not changes:
        return "No changes are recorded for that."
    lines = []
    for one in changes:
        fields = "; ".join(
            f"{name.replace('_', ' ')} {shown(value.get('from'))} → {shown(value.get('to'))}"
            for name, value in (one.get("fields") or {}).items()
        )
        run = " through the assistant" if one.get("run") else ""
        lines.append(
            f"- {shown(one.get('at'))}: {one.get('who')} {one.get('what')} **{one.get('name')}**{run}"
            + (f" ({fields})" if fields and one.get("what") == "updated" else "")
        )
    return "\n".join(lines)
