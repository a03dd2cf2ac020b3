"""Blueprints that were applied, as a workspace keeps them; the newest says what its classes are.

Other processes notice the next one without asking for it each time: on SQLite by the number in the head of the file,
which costs a few microseconds to read, on PostgreSQL because it is announced.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Select, func, insert, select, text

from store.blueprint.blueprint import Blueprint
from store.blueprint.description import blueprint_of
from store.blueprint.models import models_of
from store.errors import InvalidSchema, StorageMismatch
from store.schema import Schema

CHANNEL = "parley_schema"
"""Where PostgreSQL announces that there is another one."""


def newest(connection: Connection, base: Schema) -> int:
    """Return the number of the newest blueprint; 0 when none was applied."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection  # past SQLAlchemy: every unit of work asks
        return int(driver.execute("PRAGMA user_version").fetchone()[0])
    return connection.scalar(_newest(base)) or 0


@lru_cache(maxsize=8)
def _newest(base: Schema) -> Select[Any]:
    return select(func.max(base.own.blueprint.c.number))


def current(connection: Connection, base: Schema) -> Schema:
    """Return the schema of the workspace: `base` with what the newest blueprint makes of it.

    Raises:
        StorageMismatch: This program cannot read it, or what is written out does not go with it any more.
    """
    table = base.own.blueprint
    statement = select(table.c.number, table.c.blueprint).order_by(table.c.number.desc()).limit(1)
    row = connection.execute(statement).one_or_none()
    if row is None:
        return base
    try:
        return schema_of(Blueprint.model_validate(row.blueprint), base, row.number)
    except ValidationError:
        raise StorageMismatch(f"It has a blueprint, number {row.number}, of a newer Parley. Update Parley.") from None
    except InvalidSchema as error:
        raise StorageMismatch(f"Its blueprint, number {row.number}, does not go with this Parley. {error}") from error


def schema_of(blueprint: Blueprint, base: Schema, number: int) -> Schema:
    """Return `base` with the classes of a blueprint.

    Raises:
        InvalidSchema: The classes cannot live together.
    """
    written = {cls.name: cls.model for cls in base.classes.values()}
    return Schema.of(written | models_of(blueprint, written, whole=True), blueprint.preset or base.preset, number)


def difference(blueprint: Blueprint, base: Schema) -> Blueprint:
    """Return what of a blueprint is not as it is written out: all that is to be kept."""
    written = {plan.name: plan for plan in blueprint_of(base).classes}
    changed = tuple(plan for plan in blueprint.classes if plan != written.get(plan.name))
    return Blueprint(classes=changed, preset=blueprint.preset)


def keep(connection: Connection, base: Schema, values: Mapping[str, Any], now: datetime) -> int:
    """Keep a blueprint as the newest, announce it to other processes, and return its number."""
    number = (connection.scalar(select(func.max(base.own.blueprint.c.number))) or 0) + 1
    connection.execute(insert(base.own.blueprint).values(number=number, at=now, **values))
    mark(connection, base)
    return number


def mark(connection: Connection, base: Schema) -> None:
    """Let other processes notice which blueprint is the newest."""
    if connection.dialect.name == "sqlite":
        number = connection.scalar(select(func.max(base.own.blueprint.c.number))) or 0
        connection.exec_driver_sql(f"PRAGMA user_version = {int(number)}")
    else:
        connection.execute(text(f"NOTIFY {CHANNEL}"))  # it is heard when this unit of work is kept
