"""How users come in: by signing up, invited or not, or added by an admin."""

import re
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection

from store.accounts import DEFAULT_ROLES, Accounts, checked_roles
from store.changes import Origin
from store.errors import InvalidValues, SignUpClosed, Taken
from store.invitations import Invitations
from store.passwords import SHORTEST, check_length
from store.principal import Principal
from store.records import Records
from store.schema import Schema
from store.store import CODE
from store.users import Users
from store.values import checked

Policy = Literal["open", "invite", "closed"]
"""Who may sign up: anybody, whoever has an invitation, or nobody."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
ADMIN = frozenset({"admin"})


class Admission:
    """The way into a workspace. Its first user becomes its admin, whatever the policy."""

    def __init__(self, users: Users, policy: Policy = "open", *, shortest: int = SHORTEST) -> None:
        """Take the users, who may sign up, and the characters that a password has at least."""
        self._users = users
        self._policy = policy
        self._shortest = shortest

    @property
    def _schema(self) -> Schema:
        return self._users.store.schema

    def admits(self) -> Literal["first", "open", "invite", "closed"]:
        """Return who may sign up now: the policy, or `first` while nobody has and whoever does becomes the admin."""
        with self._users.store.looking() as connection:
            empty = Accounts(connection, self._schema).is_empty()
        return "first" if empty else self._policy

    def sign_up(
        self,
        username: str,
        email: str,
        password: str,
        *,
        invitation: str | None = None,
        origin: Origin = CODE,
        now: datetime | None = None,
    ) -> Principal:
        """Make a user who asks for it himself, and return him.

        Raises:
            SignUpClosed: The policy does not admit him, or his invitation is not valid.
            InvalidValues: His name, address or password breaks a rule.
            Taken: Another user goes by this name or address.
        """
        now = now or datetime.now(UTC)
        values = self._checked(username, email, password)
        with self._users.store.looking() as connection:
            self._roles(connection, invitation, now)  # hashing is dear: not for those who are refused
        password_hash = self._users.passwords.hash(password)
        with self._users.store.writing() as connection:
            accounts = Accounts(connection, self._schema)
            accounts.lock()
            roles = self._roles(connection, invitation, now)
            user = self._make(connection, Principal.system(), values, roles, password_hash, origin, now)
            if invitation is not None:
                Invitations(connection, self._schema).use(invitation, user)
            return self._users.principal(accounts.get(user))

    def add(
        self,
        by: Principal,
        username: str,
        email: str,
        password: str | None = None,
        *,
        roles: Iterable[str] | None = None,
        origin: Origin = CODE,
        now: datetime | None = None,
    ) -> Principal:
        """Make a user, as an admin, and return him; without a password he cannot sign in by himself.

        Without `roles` the first user of the workspace is `admin`, and the others are `rep`.

        Raises:
            ReadOnly: `by` is no admin.
            InvalidValues: A value breaks a rule.
            Taken: Another user goes by this name or address.
        """
        now = now or datetime.now(UTC)
        values = self._checked(username, email, secrets.token_urlsafe() if password is None else password)
        wanted = None if roles is None else checked_roles(roles)
        password_hash = None if password is None else self._users.passwords.hash(password)
        with self._users.managing(by) as (connection, accounts):
            given = wanted or (ADMIN if accounts.is_empty() else DEFAULT_ROLES)
            user = self._make(connection, by, values, given, password_hash, origin, now)
            return self._users.principal(accounts.get(user))

    def invite(
        self, by: Principal, role: str = "rep", *, lasts: timedelta = timedelta(days=7), now: datetime | None = None
    ) -> str:
        """Return a code with which one person may sign up; he gets the role.

        Raises:
            ReadOnly: `by` is no admin.
            InvalidValues: The role has no proper name.
        """
        (name,) = checked_roles([role])
        now = now or datetime.now(UTC)
        with self._users.managing(by) as (connection, _):
            return Invitations(connection, self._schema).add(name, by.user, now, now + lasts)

    def _roles(self, connection: Connection, invitation: str | None, now: datetime) -> frozenset[str]:
        """Return the roles of somebody who signs up now."""
        if Accounts(connection, self._schema).is_empty():
            return ADMIN
        if self._policy == "closed":
            raise SignUpClosed("Nobody signs up for this workspace by himself; its admin adds users.")
        if invitation is not None:
            return frozenset({Invitations(connection, self._schema).role(invitation, now)})
        if self._policy == "invite":
            raise SignUpClosed("Signing up for this workspace takes an invitation; its admin gives one.")
        return DEFAULT_ROLES

    def _make(
        self,
        connection: Connection,
        by: Principal,
        values: dict[str, Any],
        roles: frozenset[str],
        password_hash: str | None,
        origin: Origin,
        now: datetime,
    ) -> str:
        """Write the record of a user and his account, and return his id."""
        accounts = Accounts(connection, self._schema)
        for field in ("username", "email"):
            if accounts.named(values[field]) is not None:
                raise Taken("_User", field, values[field])
        records = Records(connection, self._schema, by, Origin(origin.door), now)
        user = str(records.create("_User", values)["object_id"])
        account = {"roles": sorted(roles), "password_hash": password_hash}
        accounts.put(by, origin, user, **account, password_changed_at=now if password_hash else None)
        return user

    def _checked(self, username: str, email: str, password: str) -> dict[str, Any]:
        values = {"username": username.strip(), "email": email.strip(), "password": password}
        for field in ("username", "email"):
            if not values[field] or not values[field].isprintable():
                raise InvalidValues(f"{field}: one line of text is needed.")
        if not EMAIL.fullmatch(values["email"]):
            raise InvalidValues(f"email: {values['email'][:100]!r} is no e-mail address.")
        fields = checked(self._schema["_User"], values, new=True)
        check_length(password, self._shortest)
        return fields
