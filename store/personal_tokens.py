"""Personal access tokens: what a user gives to a program that works on his behalf, instead of his password."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal
from uuid import uuid4

from sqlalchemy import RowMapping, delete, func, insert, or_, select, update

from store import tokens
from store.accounts import Accounts
from store.errors import InvalidValues, RecordNotFound, SignInFailed, Taken
from store.principal import Principal
from store.users import Users
from store.values import check_text

Scope = Literal["read", "full"]
"""What a token is good for: to read and ask, or for all that its user may do."""
SCOPES: tuple[Scope, ...] = ("read", "full")
PREFIX = "parley_"
"""How every token begins, so that people and programs that look for leaked secrets know one when they see it."""
MOST = 100
"""Tokens of one user."""
LONGEST_NAME = 100
NOTED = timedelta(hours=1)
"""How exactly is kept when a token was last used: a write at each use would be dear."""


@dataclass(frozen=True, slots=True)
class PersonalToken:
    """What is kept of a token; never the token itself."""

    id: str
    name: str
    scope: Scope
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None


class PersonalTokens:
    """The personal access tokens of all users, each managed by its own."""

    def __init__(self, users: Users) -> None:
        self._users = users
        self._store = users.store
        self._table = users.store.schema.own.token

    def create(
        self,
        by: Principal,
        name: str,
        scope: Scope = "full",
        *,
        lasts: timedelta | None = None,
        now: datetime | None = None,
    ) -> tuple[str, PersonalToken]:
        """Return a new token, which is kept only as a hash, and what is kept of it.

        Args:
            name: What its user knows it by.
            scope: What it is good for.
            lasts: How long it is good; by default until it is revoked.

        Raises:
            InvalidValues: The name or the scope is none, or the user has too many tokens.
            Taken: The user has another token of this name.
            SignInFailed: He was disabled meanwhile.
        """
        now = now or datetime.now(UTC)
        name = check_text("name", name.strip())
        if not 0 < len(name) <= LONGEST_NAME or scope not in SCOPES:
            raise InvalidValues(f"A token has a name of 1 to {LONGEST_NAME} characters, and the scope read or full.")
        token = f"{PREFIX}{tokens.new()}"
        kept = PersonalToken(uuid4().hex, name, scope, now, now + lasts if lasts else None, None)
        columns = {column: getattr(kept, column) for column in PersonalToken.__slots__}
        c = self._table.c
        with self._store.writing() as connection:
            self._users.principal(Accounts(connection, self._store.schema).get(by.user, lock=True))
            connection.execute(delete(self._table).where(c.user == by.user, c.expires_at <= now))
            if (connection.scalar(select(func.count()).where(c.user == by.user)) or 0) >= MOST:
                raise InvalidValues(f"A user has at most {MOST} tokens; revoke one first.")
            if connection.scalar(select(c.id).where(c.user == by.user, c.name == name)):
                raise Taken("token", "name", name)
            hashed = {"user": by.user, "token_hash": tokens.digest(token)}
            connection.execute(insert(self._table).values(columns | hashed))
        return token, kept

    def every(self, by: Principal, *, now: datetime | None = None) -> list[PersonalToken]:
        """Return the principal's tokens that are good, the latest first."""
        c = self._table.c
        good = or_(c.expires_at.is_(None), c.expires_at > (now or datetime.now(UTC)))
        statement = select(self._table).where(c.user == by.user, good).order_by(c.created_at.desc(), c.id)
        with self._store.looking() as connection:
            return [_kept(row) for row in connection.execute(statement).mappings()]

    def revoke(self, by: Principal, token: str) -> None:
        """End a token, by its id.

        Raises:
            RecordNotFound: The principal has no such token.
        """
        c = self._table.c
        with self._store.writing() as connection:
            if not connection.execute(delete(self._table).where(c.user == by.user, c.id == token)).rowcount:
                raise RecordNotFound("token", token)

    def principal_of(self, token: str, *, now: datetime | None = None) -> tuple[Principal, Scope]:
        """Return on whose behalf a token speaks, and what it is good for.

        With the scope `read` the principal is one who never writes; he reads what a salesperson in his place would.

        Raises:
            SignInFailed: There is no such token, it has expired, or its user is disabled.
        """
        principal, kept = self.known(token, now=now)
        return principal, kept.scope

    def known(self, token: str, *, now: datetime | None = None) -> tuple[Principal, PersonalToken]:
        """Return the same principal, and what is kept of the token.

        Raises:
            SignInFailed: As `principal_of`.
        """
        now = now or datetime.now(UTC)
        with self._store.looking() as connection:
            here = self._table.c.token_hash == tokens.digest(token)
            row = connection.execute(select(self._table).where(here)).mappings().first()
            if row is None or (row["expires_at"] is not None and row["expires_at"] <= now):
                raise SignInFailed("The token is not good, or not any more.")
            account = Accounts(connection, self._store.schema).find(row["user"])
        principal = self._users.principal(account)
        self._note(row["id"], row["used_at"], now)
        if row["scope"] == "read":
            principal = replace(principal, roles=principal.roles | {"readonly"})
        return principal, _kept(row)

    def _note(self, token: str, used_at: datetime | None, now: datetime) -> None:
        """Write down when a token was used."""
        if used_at is None or used_at < now - NOTED:
            with self._store.writing() as connection:
                connection.execute(update(self._table).where(self._table.c.id == token).values(used_at=now))


def _kept(row: RowMapping) -> PersonalToken:
    return PersonalToken(**{name: row[name] for name in PersonalToken.__slots__})
