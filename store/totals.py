"""Counts and sums by group, as SQL."""

from datetime import datetime
from decimal import Decimal
from math import isinf
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Float, Select, String, func, literal, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from store.errors import InvalidValues
from store.fields import Pointer, Spec
from store.schema import Class
from store.tables import Moment

PERIODS = {"year": 4, "month": 7, "day": 10}
"""Periods by which moments are grouped, with the length of their names: `2026`, `2026-03`, `2026-03-18`."""
MOST_GROUPS = 1_000
TOO_LARGE = "The numbers are too large to be added up."


class local_day(GenericFunction[str]):  # noqa: N801
    """The day of a moment in a time zone, as `2026-03-18`."""

    type = String()
    inherit_cache = True


class days_between(GenericFunction[float]):  # noqa: N801
    """The days from one moment to another."""

    type = Float()
    inherit_cache = True


@compiles(days_between, "sqlite")
def _sqlite_days(element: Any, compiler: Any, **options: Any) -> str:
    first, last = (compiler.process(part, **options) for part in element.clauses)
    return f"(julianday({last}) - julianday({first}))"


@compiles(days_between, "postgresql")
def _postgresql_days(element: Any, compiler: Any, **options: Any) -> str:
    first, last = (compiler.process(part, **options) for part in element.clauses)
    return f"(EXTRACT(EPOCH FROM ({last} - {first})) / 86400.0)::float8"


@compiles(local_day, "sqlite")
def _sqlite(element: Any, compiler: Any, **options: Any) -> str:
    return f"parley_local_day({compiler.process(element.clauses, **options)})"


@compiles(local_day, "postgresql")
def _postgresql(element: Any, compiler: Any, **options: Any) -> str:
    moment, zone = (compiler.process(part, **options) for part in element.clauses)
    return f"to_char(({moment} AT TIME ZONE 'UTC') AT TIME ZONE {zone}, 'YYYY-MM-DD')"


def sqlite_local_day(moment: str | None, zone: str) -> str | None:
    """Return the day of a stored moment in a time zone; SQLite calls it, since it knows no zones."""
    if moment is None:
        return None
    stored = datetime.fromisoformat(moment + "+00:00")
    return stored.astimezone(ZoneInfo(zone)).date().isoformat()


def statement(
    cls: Class, condition: ColumnElement[bool], *, of: Spec | None, by: Spec | None, period: str | None, zone: str
) -> Select[Any]:
    """Return a select of `count` and, with `of`, `sum`, `average`, `min`, `max`, for each value of `by`."""
    keys = [column.label(f"key{n}") for n, column in enumerate(_keys(cls, by, period, zone))]
    figures: list[ColumnElement[Any]] = [func.count().label("count")]
    if of is not None:
        if of.type not in (int, float, datetime):
            raise InvalidValues(f"{cls.name}.{of.name} is neither a number nor a date, so it has no totals.")
        column = cls.table.c[of.name]
        if of.type is not datetime:
            summed = [func.sum(column).label("sum"), func.avg(column).label("average")]
            figures += [func.count(column).label("filled"), *summed]
        figures += [func.min(column).label("min"), func.max(column).label("max")]
    return select(*keys, *figures).select_from(cls.table).where(condition).group_by(*keys).limit(MOST_GROUPS)


def days_since(cls: Class, condition: ColumnElement[bool], spec: Spec, now: datetime) -> Select[Any]:
    """Return a select of each value of a field with terminal values, and the average days for which it has stood."""
    if spec.since is None:
        raise InvalidValues(f"{cls.name}.{spec.name} has no values that end it, so nobody counts its days.")
    since, key = cls.table.c[spec.since], cls.table.c[spec.name]
    return select(key, func.avg(days_between(since, literal(now, Moment)))).where(condition).group_by(key)


def _keys(cls: Class, by: Spec | None, period: str | None, zone: str) -> list[ColumnElement[Any]]:
    if by is None:
        return []
    columns = [cls.table.c[name] for name in by.columns]
    if by.type is not datetime:
        return list(columns)
    if (period := period or "month") not in PERIODS:
        raise InvalidValues(f"Moments are grouped by {', '.join(PERIODS)}, not by {period[:20]!r}.")
    return [func.substr(local_day(columns[0], zone), 1, PERIODS[period])]


def group(by: Spec | None, row: dict[str, Any]) -> dict[str, Any]:
    """Return one row of the statement as `{value, count, …}`; the value of a pointer is a `Pointer`.

    Raises:
        InvalidValues: The sum is beyond all numbers.
    """
    keys = [row.pop(name) for name in list(row) if name.startswith("key")]
    for name, figure in row.items():
        if isinstance(figure, float) and isinf(figure):
            raise InvalidValues(TOO_LARGE)
        if isinstance(figure, Decimal):  # PostgreSQL's sum and average of whole numbers
            row[name] = int(figure) if name == "sum" else float(figure)
    if by is None:
        return row
    if by.targets and keys[-1] is not None:
        return {"value": Pointer(keys[0] if len(keys) > 1 else by.targets[0], keys[-1])} | row
    return {"value": keys[-1]} | row
