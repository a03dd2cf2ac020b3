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
        for name in _COLUMNS.get(cls.name, tuple(cls.fields)[:6])
        if any(row.get(name) not in (None, "") for row in rows)
    ]
    columns = columns or [cls.title]
    if intent.of and intent.of not in columns:
        columns.append(intent.of)
    count = f"{total} {cls.word if total == 1 else plural}"
    lead = f"{len(rows)} of {count}" if total > len(rows) else count
    text = f"{lead}:\n\n{table(columns, rows[:_MOST])}"
    measure = cls.measure
    if measure and measure.worth and len(rows) > 1 and total == len(rows):
        amount = sum(row.get(measure.name) or 0 for row in rows)
        text += f"\n\nTotal {measure.words}: {shown(amount)}"
    return text


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
            return f"{'Yes' if same else 'No'}, **{name}**: {label} {shown(value)}."
        if value in (None, ""):
            known = cls.fields.get(intent.of)
            return f"**{name}**: {label} unknown." if known and known.kind == "truth" else f"**{name}** has no {label}."
        if intent.form == "value":
            return shown(value)
        return f"**{name}**: {label} {shown(value)}."
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


def reached(row: Mapping[str, Any]) -> str:
    """Return a person's addresses and numbers in one line; nothing where none is known."""
    known = [f"{name} {row[name]}" for name in ("email", "phone") if row.get(name)]
    return f"{title(row)}: {', '.join(known)}." if known else ""


def chosen(result: Result, intent: Intent) -> list[dict[str, Any]]:
    """Return the activities of a timeline that were asked for."""
    past, planned = result.get("past", []), result.get("planned", [])
    if intent.value:
        past = [row for row in past if row.get("type") == intent.value]
        planned = [row for row in planned if row.get("type") == intent.value]
    if intent.of == "past":
        return list(past[:1])
    if intent.of == "coming":
        return _soonest(planned)
    return _soonest(planned)[:1] if intent.of == "planned" else [*planned, *past]


def _soonest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row.get("due_date") or "9999"))


def timeline(result: Result, intent: Intent) -> str:
    """Show what happened and what is planned; or the last or next of it."""
    rows = chosen(result, intent)
    name = title(result.get("record") or {})
    kind = str(intent.value or "activity")
    if not rows:
        said = _NONE.get(intent.of, "is recorded")
        return f"No {kind} with **{name}** {said}."
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


def _quoted(told: str) -> str:
    if not told:
        return ""
    text = " ".join(told.split())
    return f" “{text}”" if len(text) <= MOST_QUOTED else f" “{text[:MOST_QUOTED].rsplit(' ', 1)[0]} …”"


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
