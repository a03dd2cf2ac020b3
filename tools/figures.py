"""Tools for numbers: totals by group, and the pipeline. Numbers come from SQL."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from store.errors import InvalidValues
from store.fields import Spec
from store.schema import Class, Schema
from tools import filters
from tools.moments import shown
from tools.present import names, plain
from tools.records import arguments
from tools.said import field_named
from tools.tool import Effect, Tool, Work

FIGURES = ("sum", "average", "min", "max")
MOST_SAID = 100


def figure_tools(schema: Schema) -> list[Tool]:
    """Return `totals`, and for each class with stages the tool that shows its pipeline."""
    staged = [cls for cls in schema.classes.values() if any(spec.terminal for spec in cls.fields.values())]
    return [
        _totals(schema),
        *(_pipeline(cls, "pipeline" if cls.name == "Deal" else f"pipeline_{cls.plural}") for cls in staged),
    ]


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
        "of": (str | None, Field(None, description="Field to add up", max_length=100)),
        "by": (str | None, Field(None, max_length=100)),
        "period": (Literal["year", "month", "day"], "month"),
    }

    def totals(work: Work, wanted: Any) -> dict[str, Any]:
        cls = class_named(schema, wanted.of_class)
        of, by = (_field(cls, name) if name else None for name in (wanted.of, wanted.by))
        where = filters.conditions(work.records, cls, wanted.where)
        result = _figures(work, work.records.totals(cls.name, where, of=of)[0])
        if not by:
            return result
        groups = _groups(work, cls, by, work.records.totals(cls.name, where, of=of, by=by, period=wanted.period))
        result["groups"] = [{"value": group.pop("value")} | _figures(work, group) for group in groups[:MOST_SAID]]
        return result if len(groups) <= MOST_SAID else result | {"note": f"{MOST_SAID} of {len(groups)} groups"}

    what = "Count, sum, average, min, max; whole or by group."
    return Tool("totals", what, arguments("Totals", members), Effect.READ, totals)


def _pipeline(cls: Class, name: str) -> Tool:
    stage = next(spec for spec in cls.fields.values() if spec.terminal)
    amount = next((spec.name for spec in cls.fields.values() if spec.type in (int, float)), None)

    def pipeline(work: Work, wanted: Any) -> dict[str, Any]:
        where = filters.conditions(work.records, cls, wanted.where)
        found = {row["value"]: row for row in work.records.totals(cls.name, where, of=amount, by=stage.name)}
        days = work.records.days_since(cls.name, stage.name, where)
        others = sorted(value for value in found if value is not None and value not in stage.choices)
        known = [*stage.choices, *others, *(value for value in found if value is None)]
        stages = [
            {"stage": value, "open": value not in stage.terminal}
            | _figures(work, found.get(value, {"count": 0}))
            | ({} if (stood := days.get(value)) is None else {"days": round(stood, 1)})
            for value in known
        ]
        running = {value: found[value] for value in known if value in found and value not in stage.terminal}
        total = {"count": sum(row["count"] for row in running.values())}
        if amount:
            total["sum"] = rounded(sum(row["sum"] or 0 for row in running.values()))
        return {"stages": stages, "open": total}

    ends = ", ".join(value for value in stage.choices if value in stage.terminal)
    what = f"{cls.plural.capitalize()} by stage: count, sum, average days in stage. Closed: {ends}."
    return Tool(name, what, arguments("Pipeline", {"where": filters.where_argument(None)}), Effect.READ, pipeline)


def _field(cls: Class, name: str) -> str:
    spec = field_named(cls, name)
    if spec is None or spec.long:
        known = ", ".join(spec.name for spec in cls.fields.values() if not spec.secret and not spec.long)
        raise InvalidValues(f"{cls.name.strip('_')} has no field {name!r} to count by or add up; it has {known}.")
    return spec.name


def _groups(work: Work, cls: Class, by: str, groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the groups in the order of a value list or of time, else the largest first; pointers with their names."""
    spec = cls.fields[by]
    if spec.outside and groups:
        work.outside = True
    if spec.targets:
        groups = _with_names(work, groups)
    return in_order(spec, groups)


def in_order(spec: Spec, groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the groups of a field in the order of its value list or of time, else the largest first."""
    order = {value: n for n, value in enumerate(spec.choices)}
    if spec.type is datetime:
        return sorted(groups, key=lambda group: group["value"] or "")
    found = [(order.get(group["value"], len(order)), -(group.get("sum") or 0), -group["count"]) for group in groups]
    return [group for _, group in sorted(zip(found, groups, strict=True), key=lambda pair: pair[0])]


def _with_names(work: Work, groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return groups with names in place of pointers; what is gone or hidden is one group, with what is empty."""
    named = names(work, [group["value"] for group in groups if group["value"]])
    found = [group | {"value": named[group["value"]]} for group in groups if group["value"] in named]
    return [*found, *_together([group for group in groups if group["value"] not in named])]


def _together(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return several groups as one, without a value."""
    if not groups:
        return []
    whole: dict[str, Any] = {"value": None, "count": sum(group["count"] for group in groups)}
    values = {name: [group[name] for group in groups if group.get(name) is not None] for name in FIGURES}
    if numbers := values["sum"]:
        whole["sum"] = sum(numbers)
        whole["average"] = whole["sum"] / sum(group["filled"] for group in groups)
    whole |= {name: choose(values[name]) for name, choose in (("min", min), ("max", max)) if values[name]}
    return [whole]


def _figures(work: Work, group: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"count": group["count"]}
    for name in FIGURES:
        value = group.get(name)
        if isinstance(value, datetime):
            found[name] = shown(value, work.records.principal.time_zone)
        elif value is not None:
            found[name] = rounded(value)
    return found


def rounded(value: float) -> float:
    """Return a number with two decimals at most, and a whole one as such."""
    return plain(round(float(value), 2))
