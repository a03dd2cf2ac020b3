"""Totals group by group, with the names of the groups: what a chart shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from store.fields import Pointer, Spec
from store.schema import Class
from tools.figures import FIGURES, in_order, rounded
from tools.present import names
from tools.tool import Work

Period = Literal["year", "month", "day"]
Where = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Records that have the same value.

    Attributes:
        value: As the field has it; of a moment the period, `2026-03`.
        name: What people call it; empty for what is gone or hidden, and where there is no value.
        figures: `count`, and of a field that is added up `sum`, `average`, `min`, `max`.
        days: How long on average they have had it; of fields with terminal values.
    """

    value: Any
    name: str
    figures: dict[str, Any]
    days: float | None


def breakdown(work: Work, cls: Class, where: Where, *, of: str | None, by: Spec, period: Period) -> list[Group]:
    """Return the groups of the readable records that meet a filter; all listed values are there, also empty ones.

    They stand in the order of the value list or of time, else the largest first; at most 1,000.

    Args:
        work: The call at work.
        cls: The class.
        where: The filter of the whole.
        of: The field to add up.
        by: The field to group by.
        period: How moments are grouped, in the principal's time zone.

    Raises:
        InvalidValues: The fields cannot be added up or grouped by, or may not be seen.
    """
    records = work.records
    found = records.totals(cls.name, where, of=of, by=by.name, period=period)
    here = {group["value"] for group in found}
    found += [{"value": value, "count": 0} for value in by.choices if value not in here]
    days = records.days_since(cls.name, by.name, where) if by.since else {}
    named = names(work, (group["value"] for group in found if isinstance(group["value"], Pointer)))
    return [_group(group, named, days.get(group["value"])) for group in in_order(by, found)]


def figures(group: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was counted and added up: `count`, and `sum`, `average`, `min`, `max` where there is something."""
    kept = {name: group[name] for name in ("count", *FIGURES) if group.get(name) is not None}
    return {name: rounded(one) if isinstance(one, float) else one for name, one in kept.items()}


def _group(group: Mapping[str, Any], named: Mapping[Pointer, str], days: float | None) -> Group:
    value = group["value"]
    name = named.get(value, "") if isinstance(value, Pointer) else "" if value is None else str(value)
    return Group(value, name, figures(group), None if days is None else round(days, 1))
