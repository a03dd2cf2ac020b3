"""Installations of apps: what an app on somebody's device tells about itself. They decide nothing."""

import json
import secrets
import string
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from store.errors import InvalidValues, RecordNotFound
from store.store import Store
from store.values import check_json, check_text

Told = Mapping[str, Any] | Callable[[Mapping[str, Any]], Mapping[str, Any]]
LETTERS = string.ascii_letters + string.digits
LONGEST = 100
LARGEST = 10_000
"""Characters of what one installation tells, as JSON."""
MOST = 100_000
"""Installations that are kept: anybody can tell of one, without signing in."""


class Installations:
    """The installations that have told of themselves."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.installation

    def put(self, installation: str, told: Told, *, now: datetime | None = None) -> dict[str, Any]:
        """Write what an installation tells, beside what it told under the same name before, and return all of it.

        Args:
            installation: Its name.
            told: The fields; or what makes them of those that it told before. One that is `None` goes.
            now: The moment that it bears; by default the present one.

        Raises:
            InvalidValues: Its name is too long, or it tells too much.
        """
        now, c = now or datetime.now(UTC), self._table.c
        check_text("installation", installation)
        if not 0 < len(installation) <= LONGEST:
            raise InvalidValues(f"An installation has an id of at most {LONGEST} characters.")
        with self._store.writing() as connection:
            here = select(self._table).where(c.installation == installation)
            found = connection.execute(here.with_for_update()).mappings().first()
            if found is None:
                self._add(connection, installation, now)
                found = connection.execute(here.with_for_update()).mappings().one()
            values = {"updated_at": now, "fields": _fields(found["fields"], told)}
            connection.execute(update(self._table).where(c.id == found["id"]).values(values))
            return {**found, **values}

    def _add(self, connection: Connection, installation: str, now: datetime) -> None:
        """Write one that has told nothing yet, unless it has told something in the meantime."""
        c = self._table.c
        oldest = select(c.id).order_by(c.updated_at.desc()).offset(MOST - 1).limit(100)
        connection.execute(delete(self._table).where(c.id.in_([row.id for row in connection.execute(oldest)])))
        made = {"id": "".join(secrets.choice(LETTERS) for _ in range(10)), "created_at": now, "updated_at": now}
        added = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        new = added(self._table).values(**made, installation=installation, fields={})
        connection.execute(new.on_conflict_do_nothing())

    def change(self, installation_id: str, told: Told, *, now: datetime | None = None) -> dict[str, Any]:
        """Add to what an installation tells, as `put` does, and return all of it.

        Raises:
            RecordNotFound: There is no such installation.
            InvalidValues: It tells too much.
        """
        return self.put(self.get(installation_id)["installation"], told, now=now)

    def get(self, installation_id: str) -> dict[str, Any]:
        """Return one installation.

        Raises:
            RecordNotFound: There is no such installation.
        """
        with self._store.looking() as connection:
            here = self._table.c.id == installation_id
            found = connection.execute(select(self._table).where(here)).mappings().first()
        if found is None:
            raise RecordNotFound("installation", installation_id[:LONGEST])
        return dict(found)

    def page(self, limit: int) -> list[dict[str, Any]]:
        """Return installations, the oldest first."""
        with self._store.looking() as connection:
            statement = select(self._table).order_by(self._table.c.created_at).limit(max(0, limit))
            return [dict(row) for row in connection.execute(statement).mappings()]


def _fields(was: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """Return all that an installation tells after it has told something."""
    fields = {**was, **(told(was) if callable(told) else told)}
    found = {name: value for name, value in fields.items() if value is not None}
    check_json("installation", found)
    if len(json.dumps(found)) > LARGEST:
        raise InvalidValues(f"An installation tells at most {LARGEST:,} characters.")
    return found
