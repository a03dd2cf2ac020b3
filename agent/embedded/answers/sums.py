"""Replies that show numbers: counts, sums, groups, the pipeline."""

from collections.abc import Mapping, Sequence
from typing import Any

from agent.embedded.answers.tables import called, table
from agent.embedded.language.calls import Result
from agent.embedded.language.intents import Intent
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.wording import shown, title


def added(rows: Sequence[Mapping[str, Any]], of: str) -> Result:
    """Count and add up rows that are already here."""
    values = [row[of] for row in rows if of and row.get(of) is not None]
    found: Result = {"count": len(rows)}
    if values:
        found |= {"sum": sum(values), "average": sum(values) / len(values), "min": min(values), "max": max(values)}
    return found


def totals(cls: Class, result: Result, intent: Intent) -> str:
    """Answer with the number that was asked for; grouped, with a table."""
    groups = result.get("groups") or []
    count = int(result.get("count", sum(group.get("count", 0) for group in groups)))
    word = cls.word if count == 1 else cls.words
    if intent.by and intent.value and intent.limit:
        return _compared(groups, intent)
    if intent.by and groups:
        columns = [intent.by, "count", *([intent.measure] if intent.measure != "count" else [])]
        ordered = _ranked(groups, intent) if intent.value else _in_order(cls, intent.by, groups)
        rows = [{intent.by: group.get("value"), **group} for group in ordered]
        return f"{_first(rows, intent)}{count} {word} by {intent.by.replace('_', ' ')}:\n\n{table(columns, rows)}"
    noun = word + called(intent)
    if intent.measure == "count":
        return str(count) if intent.form == "value" else f"{count} {noun}."
    value = result.get(intent.measure)
    if value is None and groups:
        value = groups[0].get(intent.measure)
    if intent.form == "value":
        return shown(value if value is not None else 0)
    label = {"sum": "Total", "average": "Average", "min": "Lowest", "max": "Highest"}[intent.measure]
    return f"{label} {intent.of.replace('_', ' ')}: **{shown(value if value is not None else 0)}** ({count} {noun})."


def _compared(groups: Sequence[Mapping[str, Any]], intent: Intent) -> str:
    """Say which of a few is the larger, with the figure of each and the difference of two."""
    what = {"count": "deals"}.get(intent.measure, intent.of.replace("_", " "))
    named = _wanted(intent)
    known = {shown(group.get("value")): float(group.get(intent.measure) or 0) for group in groups}
    known |= dict.fromkeys((name for name in named if not any(name in one for one in known)), 0.0)
    order = sorted(known.items(), key=lambda pair: pair[1], reverse=intent.value == "most")
    if not order:
        return f"I found no such {what}."
    figures = "; ".join(f"{name}: **{shown(number)}**" for name, number in order)
    if len({number for _, number in order}) == 1:
        return f"They are equal by {what}. {figures}."
    apart = f" The difference is {shown(abs(order[0][1] - order[1][1]))}." if len(order) == PAIR else ""
    return f"{order[0][0]} has {_MORE[intent.value]} by {what}. {figures}.{apart}"


PAIR = 2
_MORE = {"most": "more", "least": "less"}


def _wanted(intent: Intent) -> list[str]:
    """Return what is compared by its names, also where it has no records."""
    asked = [one for noun in intent.targets for one in noun.where if one.field == intent.by]
    stages = [str(value) for one in asked if isinstance(one.value, list) for value in one.value]
    people = [ref for one in asked if one.noun for group in (one.noun.chosen, *one.noun.said) for ref in group[:1]]
    return [*stages, *(ref.name for ref in people)]


def beside(rows: Sequence[Mapping[str, Any]], field: Field, intent: Intent) -> str:
    """Say which of two records is the larger or the later, and by how much."""
    known = sorted((row for row in rows if row.get(field.name) not in (None, "")), key=lambda row: row[field.name])
    if len(known) < PAIR:
        return ""
    first, last = known[0], known[-1]
    label = field.words
    if first[field.name] == last[field.name]:
        return f"They have the same {label}."
    one = title(first if intent.measure == "min" else last)
    if field.kind == "date":
        return f"**{one}** is the {'earlier' if intent.measure == 'min' else 'later'} one."
    apart = shown(abs(last[field.name] - first[field.name]))
    return f"**{one}** is the {'smaller' if intent.measure == 'min' else 'larger'} one, by {apart}."


def _ranked(groups: Sequence[Mapping[str, Any]], intent: Intent) -> list[Mapping[str, Any]]:
    """Return groups by what was measured, the one first that was asked for: with most, or with least."""
    return sorted(groups, key=lambda group: group.get(intent.measure) or 0, reverse=intent.value == "most")


def _first(rows: Sequence[Mapping[str, Any]], intent: Intent) -> str:
    """Say who has most, or least."""
    known = [row for row in rows if row.get(intent.by)]
    if not intent.value or not known:
        return ""
    return f"{shown(known[0][intent.by])} has the {intent.value}: **{shown(known[0].get(intent.measure) or 0)}**.\n\n"


def _in_order(cls: Class, by: str, groups: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return groups of listed values in the order of the list, also those without a record."""
    known = cls.fields.get(by)
    if not known or not known.choices:
        return list(groups)
    found = {group.get("value"): group for group in groups}
    empty = [choice for choice in known.choices if choice not in found] if known.ends else []
    order = [*known.choices, *(value for value in found if value not in known.choices)]
    return [found.get(value, {"value": value, "count": 0}) for value in order if value in found or value in empty]


def pipeline(result: Result) -> str:
    """Show the stages with their deals and sums."""
    rows = result.get("stages", [])
    columns = [name for name in ("stage", "count", "sum", "days") if any(row.get(name) is not None for row in rows)]
    live = result.get("open") or {}
    total = f"Open: {shown(live.get('sum') or 0)} in {live.get('count', 0)} deals"
    return f"Pipeline:\n\n{table(columns, rows)}\n\n{total}"
