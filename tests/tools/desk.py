"""A person at work with the tools, so that tests read as what he asks and what he gets."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, func, insert, select

from store.changes import Origin
from store.errors import StoreError
from store.principal import Principal
from store.store import Store
from tools import Context, Outcome, Tool, all_tools

NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Desk:
    """One principal, and all that a call needs beside its arguments."""

    store: Store
    principal: Principal
    now: datetime = NOW
    origin: Origin = field(default_factory=lambda: Origin("test"))
    currency: str | None = None

    @property
    def context(self) -> Context:
        return Context(self.store, self.principal, self.origin, self.now, self.currency)

    @property
    def tools(self) -> dict[str, Tool]:
        return all_tools(self.store.schema)

    def __call__(self, tool: str, **arguments: Any) -> Any:
        """Return the result of a tool."""
        return self.run(tool, **arguments).result

    def run(self, tool: str, **arguments: Any) -> Outcome:
        return self.tools[tool].run(self.context, arguments)

    def once(self, call: str, tool: str, **arguments: Any) -> Any:
        """Make a call that has a name in its run."""
        return self.tools[tool].run(self.context, arguments, call=call).result

    def refused(self, tool: str, **arguments: Any) -> StoreError:
        """Return the error that the tool answers with."""
        with pytest.raises(StoreError) as caught:
            self(tool, **arguments)
        return caught.value

    def ids(self, tool: str, *where: dict[str, Any], **arguments: Any) -> list[str]:
        """Return the ids of the records that a tool finds, in their order."""
        return [record["id"] for record in self(tool, where=list(where), **arguments)["records"]]

    def found(self, tool: str, *where: dict[str, Any], **arguments: Any) -> set[str]:
        """Return the same, in no order."""
        return set(self.ids(tool, *where, **arguments))

    def at(self, zone: str) -> "Desk":
        """Return the same person in another time zone."""
        return replace(self, principal=replace(self.principal, time_zone=zone))

    def running(self, thread: str = "talk", run: str | None = None) -> "Desk":
        """Return the same person in a run of the assistant that begins now."""
        origin = Origin("test", run or uuid4().hex, None, thread)
        runs = self.store.schema.own.run
        started = {"id": origin.run, "user": self.principal.user, "thread": thread, "started_at": datetime.now(UTC)}
        with self.store.writing() as connection:
            connection.execute(insert(runs).values(started | {"door": "test"}))
        return replace(self, origin=origin)

    def rows(self, table: str) -> int:
        """Return how many rows one of the store's own tables has."""
        with self.store.looking() as connection:
            return connection.scalar(select(func.count()).select_from(getattr(self.store.schema.own, table))) or 0


def where(field: str, op: str = "is", value: Any = None) -> dict[str, Any]:
    """Return a condition."""
    return {"field": field, "op": op, "value": value}


def emptied(store: Store) -> Store:
    """Return the workspace without its records: emptying one is ten times as fast as making one."""
    with store.writing() as connection:
        for table in reversed(store.schema.metadata.sorted_tables):
            if table is not store.schema.own.setting:
                connection.execute(delete(table))
    return store
