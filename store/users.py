"""Users: how they come in, what they may do, and how they leave. Only an admin manages others."""

import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection

from store import regions, tokens
from store.accounts import DEFAULT_ROLES, Account, Accounts, checked_roles
from store.changes import Origin
from store.errors import InvalidValues, ReadOnly, RecordNotFound, SignInFailed, SignUpClosed, Taken
from store.hand_over import HandOver, hand_over
from store.invitations import Invitations
from store.passwords import Passwords
from store.principal import Principal, Rank
from store.records import Records
from store.store import CODE, Store
from store.values import checked

Policy = Literal["open", "invite", "closed"]
"""Who may sign up: anybody, whoever has an invitation, or nobody."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
ADMIN = frozenset({"admin"})
MOST = 1_000


class Users:
    """The users of a workspace.

    `by` is who asks, `user` the id of the user whom it is about. Moments are taken from `now`, by default the present.
    """

    def __init__(
        self, store: Store, *, passwords: Passwords | None = None, time_zone: str = "UTC", locale: str = "en"
    ) -> None:
        """Take the workspace, and the time zone and locale of users who set none."""
        self.store = store
        self.passwords = passwords or Passwords()
        self._time_zone = time_zone
        self._locale = locale

    def sign_up(
        self,
        username: str,
        email: str,
        password: str,
        *,
        policy: Policy = "open",
        invitation: str | None = None,
        origin: Origin = CODE,
        now: datetime | None = None,
    ) -> Principal:
        """Make a user who asks for it himself, and return him. The first of a workspace is its admin.

        Raises:
            SignUpClosed: The policy does not admit him, or his invitation is not valid.
            InvalidValues: His name, address or password breaks a rule.
            Taken: Another user goes by this name or address.
        """
        now = now or datetime.now(UTC)
        values = self._checked(username, email, password)
        with self.store.looking() as connection:
            self._admitted(connection, policy, invitation, now)  # hashing is dear: not for those who are refused
        password_hash = self.passwords.hash(password)
        with self.store.writing() as connection:
            Accounts(connection, self.store.schema).lock()
            roles = self._admitted(connection, policy, invitation, now)
            account = self._add(connection, Principal.system(), values, roles, password_hash, origin, now)
            if invitation is not None:
                Invitations(connection, self.store.schema).use(invitation, account.user)
        return self.principal(account)

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
        """Make a user and return him; without a password he cannot sign in by himself.

        Args:
            roles: By default `admin` for the first user of the workspace, `rep` for the others.

        Raises:
            ReadOnly: `by` is no admin.
            InvalidValues: A value breaks a rule.
            Taken: Another user goes by this name or address.
        """
        values = self._checked(username, email, password)
        wanted = None if roles is None else checked_roles(roles)
        password_hash = None if password is None else self.passwords.hash(password)
        with self._managing(by) as (connection, accounts):
            given = wanted or (ADMIN if accounts.is_empty() else DEFAULT_ROLES)
            account = self._add(connection, by, values, given, password_hash, origin, now or datetime.now(UTC))
        return self.principal(account)

    def everyone(self, by: Principal, *, limit: int = MOST, offset: int = 0) -> list[Account]:
        """Return the users in the order of their names, disabled ones too, at most 1,000.

        Raises:
            ReadOnly: `by` is no admin.
        """
        _check_admin(by)
        with self.store.looking() as connection:
            return Accounts(connection, self.store.schema).page(max(0, min(limit, MOST)), max(0, offset))

    def named(self, by: Principal, name: str) -> Account:
        """Return the user who has this name or e-mail address, whatever the case; also a disabled one.

        Raises:
            ReadOnly: `by` is no admin.
            RecordNotFound: Nobody has it.
        """
        _check_admin(by)
        with self.store.looking() as connection:
            account = Accounts(connection, self.store.schema).named(name)
        if account is None:
            raise RecordNotFound("_User", name)
        return account

    def set_roles(self, by: Principal, user: str, roles: Iterable[str], *, origin: Origin = CODE) -> Account:
        """Give a user these roles in place of those that he has.

        Raises:
            ReadOnly: `by` is no admin, or it is himself.
            RecordNotFound: There is no such user.
            InvalidValues: A role has no proper name, or no admin would be left.
        """
        wanted = checked_roles(roles)
        with self._managing(by) as (_, accounts):
            if by.user == user:
                raise ReadOnly("Nobody changes his own roles; another admin can.")
            was = accounts.get(user, lock=True)
            accounts.put(by, origin, user, roles=sorted(wanted))
            _check_admin_left(accounts, was)
            return accounts.get(user)

    def set_password(
        self, by: Principal, user: str, password: str, *, origin: Origin = CODE, now: datetime | None = None
    ) -> None:
        """Give a user another password and end his sessions. For one's own there is `Sessions.change_password`.

        Raises:
            ReadOnly: `by` is no admin.
            RecordNotFound: There is no such user.
            InvalidValues: The password is too short or too long.
        """
        password_hash = self.hashed(password)
        with self._managing(by) as (_, accounts):
            accounts.get(user, lock=True)
            changed = {"password_hash": password_hash, "password_changed_at": now or datetime.now(UTC)}
            accounts.put(by, origin, user, **changed)
            accounts.end_sessions(user)

    def disable(
        self,
        by: Principal,
        user: str,
        *,
        successor: str | None = None,
        origin: Origin = CODE,
        now: datetime | None = None,
    ) -> HandOver | None:
        """Keep a user out from now on: his sessions end, and he cannot sign in.

        What he owns goes to the successor, if there is one, as a run that can be undone; he stays disabled then. Asked
        again for a user who is disabled already, it hands over what he owns still.

        Raises:
            ReadOnly: `by` is no admin, or it is himself.
            RecordNotFound: There is no such user or successor.
            InvalidValues: The successor could not work with the records, or no admin would be left.
        """
        now = now or datetime.now(UTC)
        with self._managing(by) as (connection, accounts):
            if by.user == user:
                raise ReadOnly("Nobody disables himself; another admin can.")
            was = accounts.get(user, lock=True)
            handed = None
            if successor is not None:
                _check_successor(accounts.get(successor), user)
                handed = hand_over(connection, self.store.schema, by, user, successor, origin, now)
            accounts.put(by, origin, user, disabled_at=was.disabled_at or now)
            accounts.end_sessions(user)
            _check_admin_left(accounts, was)
        return handed

    def enable(self, by: Principal, user: str, *, origin: Origin = CODE) -> None:
        """Let a disabled user sign in again.

        Raises:
            ReadOnly: `by` is no admin.
            RecordNotFound: There is no such user.
        """
        with self._managing(by) as (_, accounts):
            accounts.get(user, lock=True)
            accounts.put(by, origin, user, disabled_at=None)

    def set_region(
        self,
        by: Principal,
        user: str,
        *,
        time_zone: str | None = None,
        locale: str | None = None,
        origin: Origin = CODE,
    ) -> Principal:
        """Set a user's time zone and locale; his own, or as an admin anybody's.

        Args:
            time_zone: A name of the IANA database; `""` for the workspace's; `None` leaves it.
            locale: Language, script and region as in `en-GB`; `""` for the workspace's; `None` leaves it.

        Raises:
            ReadOnly: It is another user's, and `by` is no admin.
            InvalidValues: There is no such time zone, or it is no locale.
        """
        if by.user != user:
            _check_admin(by)
        values: dict[str, Any] = {}
        if time_zone is not None:
            values["time_zone"] = regions.checked_time_zone(time_zone) if time_zone else None
        if locale is not None:
            values["locale"] = regions.checked_locale(locale) if locale else None
        with self.store.writing() as connection:
            accounts = Accounts(connection, self.store.schema)
            accounts.get(user, lock=True)
            accounts.put(by, origin, user, **values)
            return self.principal(accounts.get(user))

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
        with self._managing(by) as (connection, _):
            return Invitations(connection, self.store.schema).add(name, by.user, now, now + lasts)

    def principal_of(self, user: str) -> Principal:
        """Return a user as a principal.

        Raises:
            SignInFailed: There is no such user, or he is disabled.
        """
        with self.store.looking() as connection:
            return self.principal(Accounts(connection, self.store.schema).find(user))

    def principal_named(self, name: str) -> Principal:
        """Return the user who has this name or e-mail address, whatever the case, as a principal.

        Raises:
            SignInFailed: Nobody has it, or he is disabled.
        """
        with self.store.looking() as connection:
            return self.principal(Accounts(connection, self.store.schema).named(name))

    def first_admin(self) -> Principal | None:
        """Return the oldest admin of the workspace, as a principal; `None` when it has none."""
        with self.store.looking() as connection:
            admins = Accounts(connection, self.store.schema).admins()
        return self.principal(admins[0]) if admins else None
