"""Slows guessing down: counts failed sign-ins for each name that was tried, whether or not a user has it."""

import unicodedata
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from store.errors import TooManyAttempts
from store.schema import Schema
from store.tokens import digest

FREE = 5
"""Failures after which the name is blocked."""
FIRST = timedelta(seconds=30)
"""For how long; each further failure doubles it."""
LONGEST = timedelta(minutes=15)
"""Longer would let anybody keep another person out for hours."""
FORGOTTEN = timedelta(days=1)
"""After this long without a failure the count begins anew."""
SWEPT = 100
"""Forgotten names removed along with each failure, so that the table does not grow for ever."""


class Attempts:
    """The failed attempts to sign in with one name, in one unit of work."""

    def __init__(self, connection: Connection, schema: Schema, name: str) -> None:
        self._connection = connection
        self._table = schema.own.attempt
        self._key = digest(unicodedata.normalize("NFKC", name.strip()).casefold())

    def check(self, now: datetime, *, lock: bool = False) -> None:
        """Refuse while the name is blocked; with `lock`, let other attempts with it wait until this unit ends.

        Raises:
            TooManyAttempts: It is blocked.
        """
        row = self._row(lock=lock)
        if row is not None and row["blocked_until"] is not None and row["blocked_until"] > now:
            raise TooManyAttempts(ceil((row["blocked_until"] - now).total_seconds()))

    def failed(self, now: datetime) -> None:
        """Count a failure; from the fifth on, block the name for a while.

        Raises:
            TooManyAttempts: Others that failed meanwhile have blocked it; this failure does not count.
        """
        added = postgresql.insert if self._connection.dialect.name == "postgresql" else sqlite.insert
        begun = {"name_hash": self._key, "failures": 0, "last_at": now}
        self._connection.execute(added(self._table).on_conflict_do_nothing(), begun)
        self.check(now, lock=True)
        row = self._row(lock=True)
        failures = row["failures"] + 1 if row is not None and row["last_at"] > now - FORGOTTEN else 1
        blocked = now + min(LONGEST, FIRST * 2 ** min(failures - FREE, 10)) if failures >= FREE else None
        values = {"failures": failures, "last_at": now, "blocked_until": blocked}
        self._connection.execute(update(self._table).where(self._here).values(values))
        self._sweep(now)

    def clear(self) -> None:
        """Forget the failures: the right password was given."""
        self._connection.execute(delete(self._table).where(self._here))

    @property
    def _here(self) -> ColumnElement[bool]:
        return self._table.c.name_hash == self._key

    def _row(self, *, lock: bool) -> RowMapping | None:
        statement = select(self._table).where(self._here)
        return self._connection.execute(statement.with_for_update() if lock else statement).mappings().first()

    def _sweep(self, now: datetime) -> None:
        """Remove names that count as forgotten, but for those that another attempt is busy with."""
        old = select(self._table.c.name_hash).where(self._table.c.last_at <= now - FORGOTTEN).limit(SWEPT)
        self._connection.execute(
            delete(self._table).where(self._table.c.name_hash.in_(old.with_for_update(skip_locked=True)))
        )
