"""Installations of apps: what an app on somebody's device tells about itself. They decide nothing."""

import json
import secrets
import string
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from store.errors import InvalidValues, RecordNotFound
from store.store import Store
from store.values import check_text

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

    def put(self, installation: str, fields: Mapping[str, Any], *, now: datetime | None = None) -> dict[str, Any]:
        """Write what an installation tells, in place of what it told under the same name, and return all of it.

        Raises:
            InvalidValues: Its name is too long, or it tells too much.
        """
        now, c = now or datetime.now(UTC), self._table.c
        check_text("installation", installation + json.dumps(dict(fields), ensure_ascii=False))
        if not 0 < len(installation) <= LONGEST or len(json.dumps(dict(fields))) > LARGEST:
            raise InvalidValues(f"An installation has an id of at most {LONGEST} characters, and tells little.")
        with self._store.writing() as connection:
            found = connection.execute(select(self._table).where(c.installation == installation)).mappings().first()
            if found is not None:
                told = {"updated_at": now, "fields": {**found["fields"], **fields}}
                connection.execute(update(self._table).where(c.id == found["id"]).values(told))
            else:
                oldest = select(c.id).order_by(c.updated_at.desc()).offset(MOST - 1).limit(100)
                connection.execute(delete(self._table).where(c.id.in_([row.id for row in connection.execute(oldest)])))
                made = {"id": "".join(secrets.choice(LETTERS) for _ in range(10)), "created_at": now, "updated_at": now}
                told = {"installation": installation, "fields": dict(fields)}
                connection.execute(insert(self._table).values(**made, **told))
            return dict(connection.execute(select(self._table).where(c.installation == installation)).mappings().one())

    def change(self, installation_id: str, fields: Mapping[str, Any], *, now: datetime | None = None) -> dict[str, Any]:
        """Add to what an installation tells, and return all of it.

        Raises:
            RecordNotFound: There is no such installation.
            InvalidValues: It tells too much.
        """
        return self.put(self.get(installation_id)["installation"], fields, now=now)

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
