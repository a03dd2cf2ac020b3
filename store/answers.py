"""Answers to requests that bear a key, so that a request that is sent again is answered again and not done again."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from store.errors import InProgress, KeyReused
from store.store import Store
from store.tokens import digest

KEPT = timedelta(days=1)
"""How long a key names its request."""
SWEPT = 100
"""Keys beyond that which are removed along with each new one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered."""

    status: int
    body: str


class Answers:
    """The answers to the requests of all users; each user has his own keys."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.answer

    def begin(self, user: str, key: str, request: bytes, *, now: datetime | None = None) -> Answer | None:
        """Return how the request was answered before; nothing when it is new: then it is to be carried out.

        A request that was begun and never answered, as after a crash, stays so: what it did is not known.

        Raises:
            KeyReused: The key came with another request before.
            InProgress: The same request was begun, and is not answered yet.
        """
        now = now or datetime.now(UTC)
        c, wanted = self._table.c, digest(request.hex())
        with self._store.writing() as connection:
            old = select(c.user, c.key).where(c.at <= now - KEPT).limit(SWEPT)
            for row in connection.execute(old).all():
                connection.execute(delete(self._table).where(c.user == row.user, c.key == row.key))
            values = {"user": user, "key": key, "request_hash": wanted, "at": now}
            added = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            if connection.scalar(added(self._table).on_conflict_do_nothing().returning(c.key), values):
                return None
            found = connection.execute(select(self._table).where(self._here(user, key))).mappings().one()
        if found["request_hash"] != wanted:
            raise KeyReused("This key came with another request before; take a new one for each.")
        if found["status"] is None:
            raise InProgress("This request was begun, and its answer is not known yet; look at what it has done.")
        return Answer(found["status"], found["body"])

    def finish(self, user: str, key: str, status: int, body: str) -> None:
        """Keep what was answered."""
        with self._store.writing() as connection:
            connection.execute(update(self._table).where(self._here(user, key)).values(status=status, body=body))

    def drop(self, user: str, key: str) -> None:
        """Forget a request that was refused and did nothing, so that it may be sent again."""
        with self._store.writing() as connection:
            connection.execute(delete(self._table).where(self._here(user, key)))

    def _here(self, user: str, key: str) -> ColumnElement[bool]:
        return (self._table.c.user == user) & (self._table.c.key == key)
