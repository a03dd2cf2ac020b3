"""Links: who a user is elsewhere, as in a chat service. A one-time code proves that both are the same person."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert, select

from store import tokens
from store.accounts import Accounts
from store.errors import RecordNotFound, SignInFailed
from store.principal import Principal
from store.store import Store

LASTS = timedelta(minutes=15)
"""How long a code is good."""


@dataclass(frozen=True, slots=True)
class Link:
    """That a user is somebody elsewhere.

    Attributes:
        door: Where: the door that he comes through as this.
        name: Who he is there, as the door knows him.
    """

    door: str
    name: str
    made_at: datetime


class Links:
    """The links of all users."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._links = store.schema.own.link
        self._codes = store.schema.own.link_code

    def code(self, by: Principal, door: str, *, now: datetime | None = None) -> str:
        """Return a new code, which is kept only as a hash. It is good once, for a quarter of an hour, and the only one.

        Raises:
            RecordNotFound: The principal is no user.
        """
        now = now or datetime.now(UTC)
        code, c = tokens.new(), self._codes.c
        values = {"code_hash": tokens.digest(code), "door": door, "user": by.user, "expires_at": now + LASTS}
        with self._store.writing() as connection:
            Accounts(connection, self._store.schema).get(by.user, lock=True)
            connection.execute(
                delete(self._codes).where((c.expires_at <= now) | (c.user == by.user) & (c.door == door))
            )
            connection.execute(insert(self._codes).values(values))
        return code

    def use(self, door: str, name: str, code: str, *, now: datetime | None = None) -> str:
        """Link whoever has this name elsewhere to the user who made the code; return that user's id.

        He is nobody else's any more.

        Raises:
            SignInFailed: There is no such code, or it has expired or been used: nobody can tell which.
        """
        now = now or datetime.now(UTC)
        c = self._codes.c
        with self._store.writing() as connection:
            here = (c.code_hash == tokens.digest(code), c.door == door, c.expires_at > now)
            user = connection.scalar(select(c.user).where(*here))
            if user is None or not connection.execute(delete(self._codes).where(*here)).rowcount:
                raise SignInFailed("This code is not good, or not any more; make a new one.")
            connection.execute(delete(self._links).where(self._links.c.door == door, self._links.c.name == name))
            connection.execute(insert(self._links).values(door=door, name=name, user=user, made_at=now))
        return str(user)

    def user(self, door: str, name: str) -> str | None:
        """Return the id of the user who is linked to a name, if anybody is."""
        c = self._links.c
        with self._store.looking() as connection:
            return connection.scalar(select(c.user).where(c.door == door, c.name == name))

    def every(self, by: Principal) -> list[Link]:
        """Return the principal's links, the latest first."""
        c = self._links.c
        statement = select(c.door, c.name, c.made_at).where(c.user == by.user).order_by(c.made_at.desc(), c.name)
        with self._store.looking() as connection:
            return [Link(*row) for row in connection.execute(statement)]

    def drop(self, by: Principal, door: str, name: str) -> None:
        """End a link.

        Raises:
            RecordNotFound: The principal has no such link.
        """
        c = self._links.c
        with self._store.writing() as connection:
            here = (c.user == by.user, c.door == door, c.name == name)
            if not connection.execute(delete(self._links).where(*here)).rowcount:
                raise RecordNotFound("link", name)
