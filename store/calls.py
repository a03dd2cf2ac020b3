"""What calls of the assistant returned, so that a call that is repeated happens once."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from store.changes import Origin
from store.errors import Conflict
from store.schema import Schema


def once(connection: Connection, schema: Schema, origin: Origin, tool: str, body: Callable[[], Any]) -> Any:
    """Run `body` unless this call of this run is on record; return its result, now or then."""
    if origin.run is None or origin.call is None:
        return body()
    table = schema.own.call
    here = (table.c.run == origin.run, table.c.call == origin.call)
    done = connection.execute(select(table.c.tool, table.c.result).where(*here)).first()
    if done is not None and done.tool != tool:
        raise Conflict("Another call of this run had the same name; nothing was done.")
    if done is not None:
        return done.result
    result = body()
    values = {"run": origin.run, "call": origin.call, "at": datetime.now(UTC), "tool": tool, "result": result}
    connection.execute(insert(table).values(values))
    return result
