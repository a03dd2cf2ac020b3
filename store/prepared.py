"""Statements of the hottest paths: put together once, and run on the driver's connection itself.

The database finds one record in a tenth of a millisecond, and SQLAlchemy takes as long again to ask for it. PostgreSQL
prepares such a statement, and plans it once for whatever values it is run with. So it is for rows that are found by
their identity: lists are planned anew for their values (docs/decisions/0003).
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any

import psycopg
from sqlalchemy import ColumnElement, Connection, Dialect, Executable, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

Process = Callable[[Any], Any]
NUMBERS = count()
FLOAT8 = 701
"""How PostgreSQL's catalog calls the one kind of numbers that is kept; of other values no reader asks."""
CURSOR = "parley_cursor"
"""Under which a connection to PostgreSQL keeps the cursor of these statements."""


class Prepared:
    """One statement, for all connections of a dialect."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        """Take a statement whose parameters are each one value, however often it is run."""
        numbered: Any = type(dialect)
        is_postgresql = dialect.name == "postgresql"
        compiled: Any = statement.compile(  # type: ignore[attr-defined]
            dialect=numbered(paramstyle="numeric_dollar") if is_postgresql else dialect
        )
        # Its own number, since the same words mean something else once a column is another one: a blueprint's classes
        # have statements of their own, and the server would keep to the old meaning.
        self._sql = f"/* {next(NUMBERS)} */ {compiled}"
        self._run = _on_postgresql if is_postgresql else _on_sqlite
        self._values = [self._value(compiled, name, dialect) for name in compiled.positiontup or ()]
        self._reading = Reading(statement.selected_columns if isinstance(statement, Select) else (), dialect)

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the rows that the statement finds, by the names of their columns."""
        return self._reading.rows(self._executed(connection, values))

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Run the statement, and return how many rows it wrote."""
        count: int = self._executed(connection, values).rowcount
        return count

    def _executed(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        given = [
            values.get(name, other) if write is None else write(values.get(name, other))
            for name, write, other in self._values
        ]
        driver: Any = connection.connection.driver_connection
        error_class: Any = connection.dialect.loaded_dbapi.Error
        try:
            return self._run(connection, driver, self._sql, given)
        except error_class as error:
            if connection.dialect.is_disconnect(error, driver, None):
                connection.invalidate(error)
            raise DBAPIError.instance(
                self._sql, None, error, error_class, hide_parameters=True, dialect=connection.dialect
            ) from error

    @staticmethod
    def _value(compiled: Any, name: str, dialect: Dialect) -> tuple[str, Process | None, Any]:
        """Return the name of a parameter, what writes its value, and the value that the statement itself has for it."""
        parameter = compiled.binds[name]
        write = parameter.type.dialect_impl(dialect).bind_processor(dialect)
        return name, write, None if parameter.required else parameter.effective_value


class Reading:
    """How rows are read from the driver's own cursor."""

    def __init__(self, columns: Iterable[ColumnElement[Any]], dialect: Dialect) -> None:
        """Take the columns of the rows, in their order."""
        found = [(str(column.key), _reader(column.type, dialect)) for column in columns]
        self._names = tuple(name for name, _ in found)
        self._readers = [(name, read) for name, read in found if read is not None]

    def rows(self, cursor: Any) -> list[dict[str, Any]]:
        """Return all rows of a cursor, by the names of their columns."""
        names = self._names
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for name, read in self._readers:
            for row in found:
                if (value := row[name]) is not None:
                    row[name] = read(value)
        return found


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    read: Process | None = kind.dialect_impl(dialect).result_processor(dialect, FLOAT8)
    return read


def _on_postgresql(connection: Connection, driver: Any, sql: str, values: list[Any]) -> Any:
    kept = connection.info
    if CURSOR not in kept:
        kept[CURSOR] = psycopg.RawCursor(driver)
    return kept[CURSOR].execute(sql, values, prepare=True)


def _on_sqlite(_: Connection, driver: Any, sql: str, values: list[Any]) -> Any:
    return driver.execute(sql, values)
