"""Tools for numbers: totals by group, and the pipeline. Numbers come from SQL."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from store.errors import InvalidValues
from store.fields import Pointer
from store.schema import Class, Schema
from tools import filters
from tools.moments import shown
from tools.records import arguments
from tools.tool import Effect, Tool, Work

FIGURES = ("sum", "average", "min", "max")
MOST_SAID = 100


def figure_tools(schema: Schema) -> list[Tool]:
    """Return `totals`, and for each class with stages the tool that shows its pipeline."""
    staged = [cls for cls in schema.classes.values() if any(spec.terminal for spec in cls.fields.values())]
    return [_totals(schema), *(_pipeline(cls, "pipeline" if cls.name == "Deal" else f"pipeline_{cls.plural}") for cls in staged)]


def class_argument(schema: Schema) -> Any:
    """Return the argument that names a class."""
    return Literal[tuple(name.strip("_") for name in schema.classes)]


def class_named(schema: Schema, word: str) -> Class:
    """Return the class that the argument names."""
    return schema[word if word in schema.classes else f"_{word}"]


def _totals(schema: Schema) -> Tool:
    members = {
        "of_class": (class_argument(schema), Field(alias="class")),
        "where": filters.where_argument(None),
        "of": (str | None, Field(None, description="Field to add up: amount", max_length=100)),
        "by": (str | None, Field(None, description="Field to group by", max_length=100)),
        "period": (Literal["year", "month", "day"], Field("month", description="When by is a date")),
    }

    def totals(work: Work, wanted: Any) -> dict[str, Any]:
        cls = class_named(schema, wanted.of_class)
        of, by = (_field(cls, name) if name else None for name in (wanted.of, wanted.by))
        where = filters.conditions(work.records, cls, wanted.where)
        whole = work.records.totals(cls.name, where, of=of)
        result = _figures(work, whole[0] if whole else {"count": 0})
        if by:
            groups = work.records.totals(cls.name, where, of=of, by=by, period=wanted.period)
            result["groups"] = _groups(work, cls, by, groups)
        return result

    what = "Counts, sums, averages, minimum and maximum, whole or by group."
    return Tool("totals", what, arguments("Totals", members), Effect.READ, totals)


def _pipeline(cls: Class, name: str) -> Tool:
    stage = next(spec for spec in cls.fields.values() if spec.terminal)
    amount = next((spec.name for spec in cls.fields.values() if spec.type in (int, float)), None)

    def pipeline(work: Work, wanted: Any) -> dict[str, Any]:
        where = filters.conditions(work.records, cls, wanted.where)
        found = {row["value"]: row for row in work.records.totals(cls.name, where, of=amount, by=stage.name)}
        days = work.records.days_since(cls.name, stage.name, where)
        known = [*stage.choices, *sorted(str(value) for value in found if value and value not in stage.choices)]
        stages = [
            {"stage": value, "open": value not in stage.terminal}
            | _figures(work, found.get(value, {"count": 0}))
            | ({"days": round(days[value], 1)} if days.get(value) is not None else {})
            for value in known
        ]
        open_ones = [one for one in stages if one["open"]]
        total = {"count": sum(one["count"] for one in open_ones), "sum": sum(one.get("sum") or 0 for one in open_ones)}
        return {"stages": stages, "open": total}

    what = f"{cls.plural.capitalize()} by stage: count, sum, and average days in the stage."
    return Tool(name, what, arguments("Pipeline", {"where": filters.where_argument(None)}), Effect.READ, pipeline)


def _field(cls: Class, name: str) -> str:
    for spec in cls.fields.values():
        if name in (spec.name, spec.wire) and not spec.secret:
            return spec.name
    raise InvalidValues(f"{cls.name.strip('_')} has no field {name!r}; it has {', '.join(cls.fields)}.")


def _groups(work: Work, cls: Class, by: str, groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the groups in the order of a value list, else the largest first; pointers with their names."""
    order = {value: n for n, value in enumerate(cls.fields[by].choices)}
    groups.sort(key=lambda group: (order.get(group["value"], len(order)), -(group.get("sum") or 0), -group["count"]))
    if cls.fields[by].type is datetime:
        groups.sort(key=lambda group: group["value"] or "")
    said = []
    for group in groups[:MOST_SAID]:
        value = group.pop("value")
        if isinstance(value, Pointer):
            title = work.records.schema[value.cls].model.title_field
            named = work.records.get_many(value.cls, [value.id])
            value = named[value.id][title] if named else None
        said.append({"value": value} | _figures(work, group))
    return said


def _figures(work: Work, group: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"count": group["count"]}
    for name in FIGURES:
        value = group.get(name)
        if isinstance(value, datetime):
            found[name] = shown(value, work.records.principal.time_zone)
        elif value is not None:
            found[name] = round(value, 2) if value % 1 else int(value)
    return found
