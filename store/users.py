"""Users: who they are, what they may do, and how they leave. Only an admin manages others."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from store.accounts import Account, Accounts, checked_roles
from store.changes import Origin
from store.errors import InvalidValues, ReadOnly, RecordNotFound, SignInFailed
from store.hand_over import HandOver, hand_over
from store.passwords import SHORTEST, Passwords, check_length
from store.principal import Principal, Rank
from store.records import Records
from store.regions import checked_locale, checked_time_zone
from store.store import CODE, Store
from store.values import checked

MOST = 1_000
"""Users in one list."""


class Users:
    """The users of a workspace.

    `by` is who asks; `user` is the id of the user whom it is about; `now` is by default the present moment.
    """

    def __init__(
        self, store: Store, *, passwords: Passwords | None = None, time_zone: str = "UTC", locale: str = "en"
    ) -> None:
        """Take the workspace, and the time zone and locale of those users who set none."""
        self.store = store
        self.passwords = passwords or Passwords()
        self._time_zone = time_zone
        self._locale = locale

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

    def principal_with(self, email: str) -> Principal:
        """Return the user who has this e-mail address, whatever the case, as a principal.

        Raises:
            SignInFailed: Nobody has it, or he is disabled.
        """
        with self.store.looking() as connection:
            return self.principal(Accounts(connection, self.store.schema).with_email(email))

    def first_admin(self) -> Principal | None:
        """Return the admin who has been in the workspace longest, as a principal; `None` when it has none."""
        with self.store.looking() as connection:
            admins = Accounts(connection, self.store.schema).admins()
        return self.principal(admins[0]) if admins else None

    def everyone(self, by: Principal, *, limit: int = MOST, offset: int = 0) -> list[Account]:
        """Return the users in the order of their names, disabled ones too, at most `limit` (1,000).

        Raises:
            ReadOnly: `by` is no admin.
        """
        _check_admin(by)
        with self.store.looking() as connection:
            return Accounts(connection, self.store.schema).page(max(0, min(limit, MOST)), max(0, offset))

    def named(self, by: Principal, name: str) -> Account:
        """Return the user who has this name or e-mail address, whatever the case; a disabled one, too.

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
        with self.managing(by) as (_, accounts):
            if by.user == user:
                raise ReadOnly("Nobody changes his own roles; another admin can.")
            was = accounts.get(user)
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
        _check_admin(by)
        password_hash = self.hashed(password)
        with self.managing(by) as (_, accounts):
            accounts.get(user, lock=True)
            at = now or datetime.now(UTC)
            accounts.put(by, origin, user, password_hash=password_hash, password_changed_at=at)
            accounts.end_sessions(user)

    def set_region(
        self,
        by: Principal,
        user: str,
        *,
        time_zone: str | None = None,
        locale: str | None = None,
        origin: Origin = CODE,
    ) -> Principal:
        """Set a user's time zone (of the IANA database) and locale (`en-GB`): one's own, or as an admin anybody's.

        `""` takes the workspace's; `None` leaves what is set.

        Raises:
            ReadOnly: It is another user's, and `by` is no admin.
            InvalidValues: There is no such time zone, or it is no locale.
        """
        if by.user != user:
            _check_admin(by)
        values: dict[str, Any] = {}
        if time_zone is not None:
            values["time_zone"] = checked_time_zone(time_zone) if time_zone else None
        if locale is not None:
            values["locale"] = checked_locale(locale) if locale else None
        with self.store.writing() as connection:
            accounts = Accounts(connection, self.store.schema)
            accounts.lock()
            accounts.get(user)
            accounts.put(by, origin, user, **values)
            return self.principal(accounts.get(user))

    def disable(
        self,
        by: Principal,
        user: str,
        *,
        successor: str | None = None,
        origin: Origin = CODE,
        now: datetime | None = None,
    ) -> HandOver | None:
        """Keep a user out from now on: his sessions and personal access tokens end for good, and he cannot sign in.

        What he owns goes to the successor, if there is one, as a run that can be undone; he stays disabled then. Asked
        again about a user who is disabled already, it hands over what he still owns.

        Raises:
            ReadOnly: `by` is no admin, or it is himself.
            RecordNotFound: There is no such user or successor.
            InvalidValues: The successor could not work with the records, or no admin would be left.
        """
        now = now or datetime.now(UTC)
        with self.managing(by) as (connection, accounts):
            if by.user == user:
                raise ReadOnly("Nobody disables himself; another admin can.")
            was = accounts.get(user, lock=True)
            handed = None
            if successor is not None:
                _check_successor(accounts.get(successor), user)
                handed = hand_over(connection, self.store.schema, by, user, successor, origin, now)
            accounts.put(by, origin, user, disabled_at=was.disabled_at or now)
            accounts.shut_out(user)
            _check_admin_left(accounts, was)
        return handed

    def enable(self, by: Principal, user: str, *, origin: Origin = CODE) -> None:
        """Let a disabled user sign in again; the tokens that he had do not come back.

        Raises:
            ReadOnly: `by` is no admin.
            RecordNotFound: There is no such user.
        """
        with self.managing(by) as (_, accounts):
            accounts.get(user)
            accounts.put(by, origin, user, disabled_at=None)

    def remove(self, by: Principal, user: str, *, origin: Origin = CODE, now: datetime | None = None) -> None:
        """Delete a user and end his sessions: oneself, or as an admin anybody. What he owns stays as it is.

        Where others go on with his records, `disable` with a successor is the better way.

        Raises:
            ReadOnly: It is another user, and `by` is no admin.
            RecordNotFound: There is no such user.
            InvalidValues: No admin would be left.
        """
        if by.user != user:
            _check_admin(by)
        with self.store.writing() as connection:
            accounts = Accounts(connection, self.store.schema)
            accounts.lock()
            was = accounts.get(user, lock=True)
            as_admin = Principal(by.user, frozenset({"admin"}))
            Records(connection, self.store.schema, as_admin, origin, now or datetime.now(UTC)).delete("_User", user)
            accounts.forget(user)
            _check_admin_left(accounts, was)

    @contextmanager
    def managing(self, by: Principal) -> Iterator[tuple[Connection, Accounts]]:
        """Open a unit of work in which an admin manages users, one admin at a time.

        Raises:
            ReadOnly: `by` is no admin.
        """
        _check_admin(by)
        with self.store.writing() as connection:
            accounts = Accounts(connection, self.store.schema)
            accounts.lock()
            yield connection, accounts

    def hashed(self, password: str, *, shortest: int = SHORTEST) -> str:
        """Return the hash of a password that a user may have.

        Raises:
            InvalidValues: It is shorter than `shortest`, or too long.
        """
        checked(self.store.schema["_User"], {"password": password}, new=False)
        check_length(password, shortest)
        return self.passwords.hash(password)

    def principal(self, account: Account | None) -> Principal:
        """Return the principal who signs in with an account.

        Raises:
            SignInFailed: There is none, or it is disabled.
        """
        if account is None or account.disabled_at is not None:
            raise SignInFailed("There is no such user, or he may not sign in.")
        time_zone, locale = account.time_zone or self._time_zone, account.locale or self._locale
        return Principal(account.user, account.roles, time_zone, locale)


def _check_admin(by: Principal) -> None:
    if by.rank is not Rank.ADMIN:
        raise ReadOnly("Only an admin manages users.")


def _check_admin_left(accounts: Accounts, was: Account) -> None:
    """Refuse what takes the last admin away."""
    if was.is_admin and not accounts.admins():
        raise InvalidValues(f"{was.username} is the only admin; make another one first.")


def _check_successor(successor: Account, user: str) -> None:
    if successor.user == user or successor.disabled_at is not None or "readonly" in successor.roles:
        raise InvalidValues(f"{successor.username} cannot take the records over; name somebody who works with them.")
