"""What the language model has cost for each user, day by day."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, insert, select, update

from store.accounts import Accounts
from store.store import Store

KEPT = timedelta(days=90)


class Spending:
    """The tokens of all users. A day is one of UTC."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.spending

    def spent(self, user: str, *, now: datetime | None = None) -> int:
        """Return how many tokens a user has spent today."""
        statement = select(self._table.c.tokens).where(self._today(user, now))
        with self._store.looking() as connection:
            return connection.scalar(statement) or 0

    def add(self, user: str, tokens: int, *, now: datetime | None = None) -> None:
        """Count tokens of today, and forget the days that are long past."""
        today = self._today(user, now)
        c, day = self._table.c, _day(now)
        with self._store.writing() as connection:
            added = {"tokens": c.tokens + tokens}
            if connection.execute(update(self._table).where(today).values(added)).rowcount:
                return
            Accounts(connection, self._store.schema).get(user, lock=True)  # so that the day begins only once
            if not connection.execute(update(self._table).where(today).values(added)).rowcount:
                old = (now or datetime.now(UTC)) - KEPT
                connection.execute(delete(self._table).where(c.user == user, c.day < _day(old)))
                connection.execute(insert(self._table).values({"user": user, "day": day, "tokens": tokens}))

    def _today(self, user: str, now: datetime | None) -> ColumnElement[bool]:
        return (self._table.c.user == user) & (self._table.c.day == _day(now))


def _day(now: datetime | None) -> str:
    return (now or datetime.now(UTC)).astimezone(UTC).date().isoformat()
