"""Accounts: what stands beside a user's record. Roles, password, region, sessions, and whether he may sign in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Dialect,
    Select,
    String,
    Text,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)

from store import grants
from store.changes import Change, Origin
from store.errors import InvalidValues, RecordNotFound
from store.fields import SHORT
from store.log import LOCK, Log
from store.prepared import Prepared
from store.principal import ROLES, Principal
from store.rows import to_image
from store.schema import Schema

LOGGED = ("roles", "time_zone", "locale", "disabled_at", "password_changed_at")
"""What the images of a user carry beside his record; never a hash."""
DEFAULT_ROLES = frozenset({"rep"})
ROLE = re.compile(r"[A-Za-z][A-Za-z0-9_ -]{0,39}")
MOST_ROLES = 20
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""Characters that no database keeps, so that nobody has them in his name."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user, as those who manage users see him."""

    user: str
    username: str
    email: str
    roles: frozenset[str]
    time_zone: str | None
    locale: str | None
    disabled_at: datetime | None
    password_changed_at: datetime | None
    has_password: bool

    @property
    def is_admin(self) -> bool:
        """Whether he may sign in and manage the workspace."""
        return self.disabled_at is None and "admin" in self.roles and "readonly" not in self.roles


class Accounts:
    """The accounts, in one unit of work. It decides nothing: who may do what is asked in `Users` and `Sessions`.

    A user without an account, as an import leaves him, is a salesperson without a password.
    """

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection = connection
        self._schema = schema
        self._table = schema.own.account
        self._users = schema["_User"].table

    def lock(self) -> None:
        """Let everybody else who writes records or manages users wait until this unit of work ends.

        For one that will write the log: its lock comes before all others. On SQLite a writer is alone anyway.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})

    def find(self, user: str, *, lock: bool = False) -> Account | None:
        """Return the account of the user of that id; with `lock`, signing in as him waits until this unit ends."""
        statement = _accounts(self._schema).where(self._users.c.object_id == user)
        return self._first(statement.with_for_update(of=self._users) if lock else statement)

    def get(self, user: str, *, lock: bool = False) -> Account:
        """Return the account of the user of that id.

        Raises:
            RecordNotFound: There is no such user.
        """
        if (account := self.find(user, lock=lock)) is None:
            raise RecordNotFound("_User", user)
        return account

    def named(self, name: str) -> Account | None:
        """Return the account of the user who has this name or e-mail address, whatever the case.

        Where one user's name is another's address, an `@` decides which one is meant.
        """
        name = name.strip()
        possible = 0 < len(name) <= SHORT and not UNSTORABLE.search(name)
        wanted = func.lower(literal(name if possible else None, String))
        here = [func.lower(self._users.c[field]) == wanted for field in ("username", "email")]
        first = here["@" in name]
        return self._first(_accounts(self._schema).where(or_(*here)).order_by(case((first, 0), else_=1)).limit(1))

    def with_email(self, email: str) -> Account | None:
        """Return the account of the user who has this e-mail address, whatever the case; a name is no address."""
        wanted = func.lower(literal(email.strip() or None, String))
        return self._first(_accounts(self._schema).where(func.lower(self._users.c.email) == wanted))

    def of_token(self, digest: str, now: datetime) -> Account | None:
        """Return the account that a session belongs to, unless the session has ended."""
        statement = _of_token(self._schema, self._connection.dialect)
        found = statement.rows(self._connection, {"digest": digest, "now": now})
        return _account(found[0]) if found else None

    def of_writer(self, digest: str, now: datetime) -> tuple[Account | None, int]:
        """Return the account that a session belongs to, and the number of the blueprint that holds.

        On PostgreSQL only. Where there is such a session, its turn to write has come.
        """
        statement = _of_writer(self._schema, self._connection.dialect)
        found = statement.rows(self._connection, {"digest": digest, "now": now})
        return (_account(found[0]), found[0]["number"] or 0) if found else (None, 0)

    def page(self, limit: int, offset: int) -> list[Account]:
        """Return accounts in the order of their names."""
        username = self._users.c.username
        statement = _accounts(self._schema).order_by(func.lower(username)).limit(limit).offset(offset)
        return [_account(row) for row in self._connection.execute(statement).mappings()]

    def admins(self) -> list[Account]:
        """Return who may sign in and manage the workspace, the oldest first."""
        statement = _accounts(self._schema).where(self._table.c.disabled_at.is_(None))
        statement = statement.order_by(self._users.c.created_at, self._users.c.object_id)
        found = [_account(row) for row in self._connection.execute(statement).mappings()]
        return [account for account in found if account.is_admin]

    def is_empty(self) -> bool:
        """Whether the workspace has no user yet."""
        return self._connection.scalar(select(self._users.c.object_id).limit(1)) is None

    def password_hash(self, user: str) -> str | None:
        """Return what is kept of a user's password."""
        return self._connection.scalar(select(self._table.c.password_hash).where(self._table.c.user == user))

    def put(self, by: Principal, origin: Origin, user: str, **values: Any) -> None:
        """Write columns of an account, and what people may know of them into the change log.

        The change belongs to no run: undo must never give a role or a password back.
        """
        here = self._table.c.user == user
        row = self._connection.execute(select(self._table).where(here)).mappings().first()
        was = dict(row) if row else {}
        if not was:
            values = {"roles": sorted(DEFAULT_ROLES), **values}
            self._connection.execute(insert(self._table).values(user=user, **values))
        elif values:
            self._connection.execute(update(self._table).where(here).values(**values))
        before, after = _known(was), _known({**was, **values})
        if before != after:
            image = self._image(user)
            log = Log(self._connection, self._schema.own.change, by.user, Origin(origin.door))
            log.append(Change("_User", user, {**image, **before}, {**image, **after}))

    def renew(self, user: str, was: str | None, password_hash: str) -> None:
        """Write another hash of the same password: no change that people need to know of."""
        here = (self._table.c.user == user, self._table.c.password_hash == was)
        self._connection.execute(update(self._table).where(*here).values(password_hash=password_hash))

    def end_sessions(self, user: str, *, keep: str | None = None) -> None:
        """End a user's sessions, but for the one whose token has the digest `keep`."""
        session = self._schema.own.session
        ended = delete(session).where(session.c.user == user)
        self._connection.execute(ended if keep is None else ended.where(session.c.token_hash != keep))

    def shut_out(self, user: str) -> None:
        """End every way in that a user has: sessions, personal access tokens, links that were mailed."""
        own = self._schema.own
        for table in (own.session, own.mailing, own.token):
            self._connection.execute(delete(table).where(table.c.user == user))

    def forget(self, user: str) -> None:
        """Delete the account of a user, with every way in that he had."""
        account = self._schema.own.account
        self.shut_out(user)
        self._connection.execute(delete(account).where(account.c.user == user))

    def _first(self, statement: Select[Any]) -> Account | None:
        row = self._connection.execute(statement).mappings().first()
        return None if row is None else _account(row)

    def _image(self, user: str) -> Mapping[str, Any]:
        cls = self._schema["_User"]
        row = dict(self._connection.execute(select(cls.table).where(cls.table.c.object_id == user)).mappings().one())
        return to_image(row, grants.of(self._connection, cls, row))


def checked_roles(roles: Iterable[str]) -> frozenset[str]:
    """Return names of roles as they are kept. Those that the gate does not know are for ACLs to speak of.

    Raises:
        InvalidValues: There is none, there are more than 20, or one is no name.
    """
    names = [role.strip() for role in roles]
    found = frozenset(role.lower() if role.lower() in ROLES else role for role in names)
    if not 0 < len(found) <= MOST_ROLES:
        raise InvalidValues(f"A user has one role at least, and at most {MOST_ROLES}.")
    if wrong := sorted(role for role in found if not ROLE.fullmatch(role)):
        raise InvalidValues(f"{wrong[0]!r} is no name of a role: at most 40 letters, digits, spaces, - or _.")
    return found


@lru_cache(maxsize=8)
def _accounts(schema: Schema) -> Select[Any]:
    user, account = schema["_User"].table, schema.own.account
    columns = (account.c[name] for name in LOGGED)
    has_password = account.c.password_hash.is_not(None).label("has_password")
    statement = select(user.c.object_id, user.c.username, user.c.email, *columns, has_password)
    return statement.select_from(user.outerjoin(account, account.c.user == user.c.object_id))


@lru_cache(maxsize=8)
def _of_token(schema: Schema, dialect: Dialect) -> Prepared:
    return Prepared(_of_session(schema), dialect)


@lru_cache(maxsize=8)
def _of_writer(schema: Schema, dialect: Dialect) -> Prepared:
    number = select(func.max(schema.own.blueprint.c.number)).scalar_subquery().label("number")
    turn = cast(func.pg_advisory_xact_lock(LOCK), Text).label("turn")
    return Prepared(_of_session(schema).add_columns(number, turn), dialect)


def _of_session(schema: Schema) -> Select[Any]:
    session = schema.own.session
    statement = _accounts(schema).join(session, session.c.user == schema["_User"].table.c.object_id)
    return statement.where(session.c.token_hash == bindparam("digest"), session.c.expires_at > bindparam("now"))


def _account(row: Mapping[Any, Any]) -> Account:
    roles = DEFAULT_ROLES if row["roles"] is None else frozenset(row["roles"])
    values = {name: row[name] for name in LOGGED if name != "roles"}
    return Account(
        user=row["object_id"],
        username=row["username"],
        email=row["email"],
        roles=roles,
        has_password=bool(row["has_password"]),
        **values,
    )


def _known(columns: Mapping[str, Any]) -> dict[str, Any]:
    values = {name: columns.get(name) for name in LOGGED}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
