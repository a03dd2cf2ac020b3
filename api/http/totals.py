"""Totals: counts and sums of the records that one may read, group by group, each with the query that finds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field

from api.http.dependencies import CurrentParts, CurrentPrincipal, Parts
from api.http.shapes import Moment, Shape, Text, called
from api.parse.refusals import Refusal
from api.parse.values import moment
from api.parse.where import condition
from store.errors import InvalidValues
from store.fields import Pointer, Spec
from store.principal import Principal
from store.schema import Class, Schema
from tools.breakdown import Group, breakdown, figures
from tools.moments import period
from tools.tool import Work

router = APIRouter(prefix="/api", tags=["Reports"])

MOST = 1_000
"""Records asked about at once."""
Name = Annotated[Text, Field(max_length=100)]
Period = Literal["year", "month", "day"]
Query = dict[str, Any]
"""A where-document, as a Parse SDK writes it."""


class Wanted(Shape):
    """What is to be counted."""

    cls: Name = Field(alias="class", examples=["Deal"])
    where: Query = Field({}, description="Which records: a query as on the Parse wire.", examples=[{"stage": "lead"}])
    of: Name | None = Field(None, description="The field to add up.", examples=["amount"])
    by: Name | None = Field(
        None, description="The field to group by; also createdAt, and stageSince of a stage.", examples=["stage"]
    )
    period: Period = Field("month", description="How dates are grouped, in your time zone.")


class Figures(Shape):
    """What was counted."""

    count: int = Field(description="Records.", examples=[12])
    sum: float | None = Field(None, description="Of `of`, as far as it has a value.", examples=[48_000])
    average: float | None = None
    min: float | Moment | None = None
    max: float | Moment | None = None
    where: Query = Field(description="The query that finds exactly these records, also on the Parse wire.")


class GroupFigures(Figures):
    """What was counted of one group."""

    value: str | float | bool | None = Field(
        description="The value of the field: of a pointer the id, of a date as `2026-03`.", examples=["proposal"]
    )
    name: str = Field(description="What people call it; empty for none, and for what is gone or hidden.")
    days: float | None = Field(None, description="Days for which they have had it on average, e.g. in this stage.")


class Totals(Shape):
    """Figures."""

    cls: str = Field(alias="class", examples=["Deal"])
    whole: Figures
    groups: list[GroupFigures] = Field(
        description="In the order of the listed values, also those that no record has, or of time; else the largest"
        " first. At most 1,000."
    )


class Standing(Shape):
    """Records whose stage is looked at."""

    cls: Name = Field(alias="class", examples=["Deal"])
    ids: list[Name] = Field(description="Of records.", max_length=MOST)


class Since(Shape):
    """Since when records are where they are."""

    since: dict[str, Moment] = Field(description="Id → since when it has been in its stage; of those you may read.")


@dataclass(frozen=True, slots=True)
class Ask:
    """One question for totals, of a class and its fields as they are here."""

    cls: Class
    where: Query = field(default_factory=dict)
    of: Spec | None = None
    by: Spec | None = None
    period: Period = "month"


@router.post("/totals")
def read_totals(wanted: Wanted, principal: CurrentPrincipal, parts: CurrentParts) -> Totals:
    """Return counts, sums, averages, least and most, of all records that you may read and of each group of them."""
    cls = called(parts.workspace.store.schema, wanted.cls)
    of, by = (_field(cls, name) if name else None for name in (wanted.of, wanted.by))
    return totals(parts, principal, Ask(cls, wanted.where, of, by, wanted.period))


@router.post("/since")
def read_since(wanted: Standing, principal: CurrentPrincipal, parts: CurrentParts) -> Since:
    """Return since when records have been in the stage in which they are."""
    cls = called(parts.workspace.store.schema, wanted.cls)
    with parts.workspace.store.reading(principal) as records:
        return Since(since=records.since(cls.name, stage(cls).name, wanted.ids))


def totals(parts: Parts, principal: Principal, ask: Ask) -> Totals:
    """Return the answer to a question.

    Raises:
        InvalidValues: The query is none, or the fields cannot be added up or grouped by.
    """
    context, cls = parts.context(principal), ask.cls
    of = ask.of.name if ask.of else None
    with parts.workspace.store.reading(principal, context.origin, context.now) as records:
        where = condition_of(records.schema, cls, ask.where)
        whole = figures(records.totals(cls.name, where, of=of)[0])
        work = Work(records, context)
        found = breakdown(work, cls, where, of=of, by=ask.by, period=ask.period) if ask.by else []
    groups = [_said(group, ask, principal.time_zone) for group in found]
    return Totals(cls=cls.name, whole=Figures(**whole, where=ask.where), groups=groups)


def condition_of(schema: Schema, cls: Class, where: Any) -> Mapping[str, Any]:
    """Return the filter that a query means.

    Raises:
        InvalidValues: It is none.
    """
    try:
        return condition(schema, cls, where)
    except Refusal as refusal:
        raise InvalidValues(f"where: {str(refusal).rstrip('.')}.") from None


def stage(cls: Class) -> Spec:
    """Return the field of a class that a board has columns by.

    Raises:
        InvalidValues: It has none.
    """
    for spec in cls.fields.values():
        if spec.terminal:
            return spec
    raise InvalidValues(f"{cls.name.strip('_')} has no field with values that end it, such as a stage.")


def both(one: Query, other: Query) -> Query:
    """Return the query of records that meet both."""
    if not one or not other:
        return one or other
    return {"$and": [one, other]} if one.keys() & other.keys() else one | other


def between(name: str, first: datetime | None, after: datetime | None) -> Query:
    """Return the query of records with a date from one moment on, and before another."""
    ends = {"$gte": first, "$lt": after}
    return {name: {how: {"__type": "Date", "iso": moment(end)} for how, end in ends.items() if end}}


def _said(group: Group, ask: Ask, zone: str) -> GroupFigures:
    value = group.value.id if isinstance(group.value, Pointer) else group.value
    where = both(ask.where, _of_group(ask.by, group.value, zone)) if ask.by else ask.where
    return GroupFigures(value=value, name=group.name, days=group.days, where=where, **group.figures)


def _of_group(by: Spec, value: Any, zone: str) -> Query:
    if value is None:
        return {by.wire: {"$exists": False}}
    if isinstance(value, Pointer):
        return {by.wire: {"__type": "Pointer", "className": value.cls, "objectId": value.id}}
    return between(by.wire, *period(value, zone)) if by.type is datetime else {by.wire: value}


def _field(cls: Class, name: str) -> Spec:
    for spec in (*cls.fields.values(), *cls.moments.values()):
        if name in (spec.wire, spec.name) and not spec.secret and not spec.long:
            return spec
    raise InvalidValues(f"{cls.name.strip('_')} has no field {name!r} to count by or add up.")
