"""Links that were mailed: to set another password, or to show that an address is one's own. Each works once."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from store import tokens
from store.accounts import Account, Accounts
from store.errors import SignInFailed
from store.store import Store

Purpose = Literal["reset", "verify"]
LASTS: dict[Purpose, timedelta] = {"reset": timedelta(hours=2), "verify": timedelta(days=7)}
MOST = 5
"""Links of one purpose that a user has at a time; with one more, none is made: somebody is filling his mailbox."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """What to mail, and to whom."""

    username: str
    email: str
    token: str


class Mailings:
    """The links of all users."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.mailing

    def new(self, purpose: Purpose, email: str, *, now: datetime | None = None) -> Mailing | None:
        """Return what to mail to the user who has this address; nothing when nobody has it, or he has got enough."""
        now, c = now or datetime.now(UTC), self._table.c
        with self._store.writing() as connection:
            account = Accounts(connection, self._store.schema).named(email)
            if account is None or account.disabled_at is not None or account.email.lower() != email.strip().lower():
                return None
            connection.execute(delete(self._table).where(c.user == account.user, c.expires_at <= now))
            open_ones = connection.execute(select(c.user).where(c.user == account.user, c.purpose == purpose)).all()
            if len(open_ones) >= MOST:
                return None
            token = tokens.new()
            values = {
                "user": account.user,
                "purpose": purpose,
                "email": account.email,
                "expires_at": now + LASTS[purpose],
            }
            connection.execute(insert(self._table).values(token_hash=tokens.digest(token), **values))
        return Mailing(account.username, account.email, token)

    def check(self, purpose: Purpose, token: str, *, now: datetime | None = None) -> None:
        """Do nothing; the link can still be used.

        Raises:
            SignInFailed: It was used already, is too old, or was never mailed.
        """
        with self._store.looking() as connection:
            self._account(connection, purpose, token, now)

    def use(self, purpose: Purpose, token: str, *, now: datetime | None = None) -> str:
        """Return the id of the user to whom the link was mailed; it, and others of its purpose, work no more.

        Raises:
            SignInFailed: As in `check`.
        """
        c = self._table.c
        with self._store.writing() as connection:
            account = self._account(connection, purpose, token, now)
            connection.execute(delete(self._table).where(c.user == account.user, c.purpose == purpose))
            own, verified = self._store.schema.own.account, {"email_verified_at": now or datetime.now(UTC)}
            connection.execute(update(own).where(own.c.user == account.user).values(verified))
        return account.user

    def _account(self, connection: Connection, purpose: Purpose, token: str, now: datetime | None) -> Account:
        c = self._table.c
        here = c.token_hash == tokens.digest(token), c.purpose == purpose, c.expires_at > (now or datetime.now(UTC))
        row = connection.execute(select(c.user, c.email).where(*here)).first()
        account = Accounts(connection, self._store.schema).find(row.user) if row else None
        if account is None or row is None or account.disabled_at is not None or account.email != row.email:
            raise SignInFailed("This link was used already, or is too old. Ask for another one.")
        return account
