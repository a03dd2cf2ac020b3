"""Parameters that the owner of a workspace sets for the apps on it, as one mapping."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select

from store.store import Store

NAME = "parameters"


class Parameters:
    """The parameters of a workspace; whoever may read and set them is for the door to say."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.setting

    def all(self) -> dict[str, Any]:
        """Return them, as JSON values by name."""
        with self._store.looking() as connection:
            return dict(connection.scalar(select(self._table.c.value).where(self._table.c.name == NAME)) or {})

    def put(self, values: Mapping[str, Any]) -> None:
        """Set some of them; `None` takes one away."""
        with self._store.writing() as connection:
            here = self._table.c.name == NAME
            kept = dict(connection.scalar(select(self._table.c.value).where(here)) or {}) | dict(values)
            connection.execute(delete(self._table).where(here))
            wanted = {name: value for name, value in kept.items() if value is not None}
            connection.execute(insert(self._table).values(name=NAME, value=wanted))
