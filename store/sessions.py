"""Sessions: signing in with a password, and the token that stands for it afterwards."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, delete, func, insert, select

from store import tokens
from store.accounts import Account, Accounts
from store.attempts import Attempts
from store.changes import Origin
from store.errors import RecordNotFound, SignInFailed
from store.passwords import SHORTEST
from store.principal import Principal
from store.records import Records
from store.store import CODE
from store.users import Users

LASTS = timedelta(days=30)
MOST = 200
"""Sessions of one user; with one more, the oldest ends."""
SHOWN = 10
"""Letters of a token's hash by which its session is called."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session, as its user sees it. Its token is not kept."""

    id: str
    user: str
    created_at: datetime
    expires_at: datetime
    installation: str | None
    action: str | None


@dataclass(frozen=True, slots=True)
class _Proof:
    """What a name and a password have proved, by the state that the account was in when verifying began."""

    right: bool
    user: str = ""
    changed_at: datetime | None = None
    kept: str | None = field(default=None, repr=False)
    renewed: str | None = field(default=None, repr=False)


class Sessions:
    """Who has signed in. Every refusal of a name and a password takes the same work and says the same."""

    def __init__(self, users: Users, *, lasts: timedelta = LASTS, shortest: int = SHORTEST) -> None:
        """Take the users, how long a session lasts, and the characters that a new password has at least."""
        self._users = users
        self._store = users.store
        self._lasts = lasts
        self._shortest = shortest

    def login(
        self, name: str, password: str, *, installation: str | None = None, now: datetime | None = None
    ) -> tuple[str, Principal]:
        """Return a new session's token, which is kept only as a hash, and the principal.

        The name is the username or the e-mail address, whatever the case. An earlier session of the user from the same
        installation ends.

        Raises:
            SignInFailed: The name is unknown, the password is wrong, or the user is disabled.
            TooManyAttempts: The name is blocked after too many failures, whoever has it.
        """
        now = now or datetime.now(UTC)
        proof = self._prove(name, password, now)
        with self._store.writing() as connection:
            account = self._judge(connection, name, proof, now)
            token = self._start(connection, account.user, now, "login", installation) if account else ""
        if account is None:
            raise SignInFailed("The name or the password is wrong.")
        return token, self._users.principal(account)

    def verified(self, name: str, password: str, *, now: datetime | None = None) -> Principal:
        """Return whose name and password these are, and begin no session; guessing is slowed down as in `login`.

        Raises:
            SignInFailed: As in `login`.
            TooManyAttempts: As in `login`.
        """
        now = now or datetime.now(UTC)
        proof = self._prove(name, password, now)
        with self._store.writing() as connection:
            account = self._judge(connection, name, proof, now)
        if account is None:
            raise SignInFailed("The name or the password is wrong.")
        return self._users.principal(account)

    def start(
        self, user: str, *, action: str = "create", installation: str | None = None, now: datetime | None = None
    ) -> str:
        """Return the token of a new session for a user who has proved by other means who he is, e.g. by signing up.

        Raises:
            SignInFailed: There is no such user, or he is disabled.
        """
        with self._store.writing() as connection:
            self._users.principal(Accounts(connection, self._store.schema).find(user, lock=True))
            return self._start(connection, user, now or datetime.now(UTC), action, installation)

    def principal_of_token(self, token: str, *, now: datetime | None = None) -> Principal:
        """Return the principal whose session this is.

        Raises:
            SignInFailed: There is no such session, it has ended, or the user is disabled.
        """
        now = now or datetime.now(UTC)
        with self._store.looking() as connection:
            account = Accounts(connection, self._store.schema).of_token(tokens.digest(token), now)
        if account is None:
            raise SignInFailed("The session has ended; sign in again.")
        return self._users.principal(account)

    @contextmanager
    def records(self, token: str, origin: Origin, *, writes: bool, now: datetime | None = None) -> Iterator[Records]:
        """Open one unit of work as the principal whose session this is: he is asked for in the same transaction.

        Raises:
            SignInFailed: As in `principal_of_token`.
        """
        now, asks_turn = now or datetime.now(UTC), writes and self._asks_turn
        with self._store.writing(keeps_up=not asks_turn) if writes else self._store.looking() as connection:
            yield self._entered(connection, token, origin, now, asks_turn=asks_turn)

    @contextmanager
    def together(self) -> Iterator[Callable[[str, Origin, datetime], Records]]:
        """Open one unit of work for several sessions that write; all of it is kept, or nothing.

        What it gives takes a token, an origin and the moment, and raises as `principal_of_token` does.
        """
        with self._store.writing(keeps_up=not self._asks_turn) as connection:
            yield partial(self._entered, connection, asks_turn=self._asks_turn)

    @property
    def _asks_turn(self) -> bool:
        """Whether one question tells a writer the session, which classes there are, and that his turn has come."""
        return self._store.engine.dialect.name == "postgresql"

    def _entered(
        self, connection: Connection, token: str, origin: Origin, now: datetime, *, asks_turn: bool
    ) -> Records:
        store, digest = self._store, tokens.digest(token)
        accounts = Accounts(connection, store.schema)
        if asks_turn:
            account, number = accounts.of_writer(digest, now)
            store.keep_to(connection, number if account else store.schema.number)
        else:
            account = accounts.of_token(digest, now)
        if account is None:
            raise SignInFailed("The session has ended; sign in again.")
        return Records(connection, store.schema, self._users.principal(account), origin, now, locked=asks_turn)

    def of(self, user: str, *, now: datetime | None = None) -> list[Session]:
        """Return the sessions of a user that have not ended, the latest first, at most 200."""
        session = self._store.schema.own.session
        statement = select(session).where(session.c.user == user, session.c.expires_at > (now or datetime.now(UTC)))
        with self._store.looking() as connection:
            rows = connection.execute(statement.order_by(session.c.created_at.desc()).limit(MOST)).all()
        return [
            Session(row.token_hash[:SHOWN], row.user, row.created_at, row.expires_at, row.installation, row.action)
            for row in rows
        ]

    def latest(self, users: Sequence[str]) -> dict[str, datetime]:
        """Return when the latest session of each of some users began; of those who have one."""
        session = self._store.schema.own.session
        began = select(session.c.user, func.max(session.c.created_at)).where(session.c.user.in_(users))
        with self._store.looking() as connection:
            return {row[0]: row[1] for row in connection.execute(began.group_by(session.c.user))}

    def end(self, user: str, session_id: str) -> None:
        """End one session of a user.

        Raises:
            RecordNotFound: He has no such session.
        """
        session = self._store.schema.own.session
        here = session.c.user == user, func.substr(session.c.token_hash, 1, SHOWN) == session_id
        with self._store.writing() as connection:
            if not connection.execute(delete(session).where(*here)).rowcount:
                raise RecordNotFound("session", session_id[:100])

    def logout(self, token: str) -> None:
        """End a session, if there is one with this token."""
        session = self._store.schema.own.session
        with self._store.writing() as connection:
            connection.execute(delete(session).where(session.c.token_hash == tokens.digest(token)))

    def logout_everywhere(self, user: str) -> None:
        """End all sessions of a user."""
        with self._store.writing() as connection:
            Accounts(connection, self._store.schema).end_sessions(user)

    def change_password(
        self,
        by: Principal,
        current: str,
        password: str,
        *,
        token: str | None = None,
        origin: Origin = CODE,
        now: datetime | None = None,
    ) -> None:
        """Give oneself another password, and end one's sessions but for the one with this token.

        Guessing the current password is slowed down like signing in.

        Raises:
            SignInFailed: The current password is wrong, or the user is disabled.
            TooManyAttempts: There were too many failures.
            InvalidValues: The new password is too short or too long.
        """
        now = now or datetime.now(UTC)
        password_hash = self._users.hashed(password, shortest=self._shortest)
        with self._store.looking() as connection:
            name = Accounts(connection, self._store.schema).get(by.user).username
        proof = self._prove(name, current, now, by.user)
        with self._store.writing() as connection:
            accounts = Accounts(connection, self._store.schema)
            accounts.lock()
            account = self._judge(connection, name, proof, now)
            if account is not None:
                accounts.put(by, origin, by.user, password_hash=password_hash, password_changed_at=now)
                accounts.end_sessions(by.user, keep=token and tokens.digest(token))
        if account is None:
            raise SignInFailed("The current password is wrong.")

    def replace_password(
        self, user: str, password: str, *, token: str | None = None, origin: Origin = CODE, now: datetime | None = None
    ) -> None:
        """Give a user another password who has proved otherwise who he is: by his session, or by a link mailed to him.

        His sessions end, but for the one with this token.

        Raises:
            InvalidValues: The password is too short or too long.
            RecordNotFound: There is no such user.
        """
        password_hash = self._users.hashed(password, shortest=self._shortest)
        with self._store.writing() as connection:
            accounts = Accounts(connection, self._store.schema)
            accounts.lock()
            principal = self._users.principal(accounts.get(user, lock=True))
            at = now or datetime.now(UTC)
            accounts.put(principal, origin, user, password_hash=password_hash, password_changed_at=at)
            accounts.end_sessions(user, keep=token and tokens.digest(token))

    def _prove(self, name: str, password: str, now: datetime, user: str | None = None) -> _Proof:
        """Verify the password of `user`, or of whoever has the name, while no unit of work is open: it takes long."""
        with self._store.looking() as connection:
            Attempts(connection, self._store.schema, name).check(now)
            accounts = Accounts(connection, self._store.schema)
            account = accounts.named(name) if user is None else accounts.find(user)
            kept = accounts.password_hash(account.user if account else "")
        right = self._users.passwords.verify(kept, password)
        if not right or account is None or kept is None:
            return _Proof(right=False)
        renewed = self._users.passwords.renewed(kept, password)
        return _Proof(True, account.user, account.password_changed_at, kept, renewed)

    def _judge(self, connection: Connection, name: str, proof: _Proof, now: datetime) -> Account | None:
        """Return who has signed in, or count a failure.

        Those who guess at the same moment are judged one after the other, and once the name is blocked not even the
        right password counts: so trying many at once is no way around.
        """
        attempts = Attempts(connection, self._store.schema, name)
        attempts.check(now, lock=True)
        accounts = Accounts(connection, self._store.schema)
        account = accounts.find(proof.user, lock=True) if proof.right else None
        if account is None or account.disabled_at is not None or account.password_changed_at != proof.changed_at:
            attempts.failed(now)
            return None
        attempts.clear()
        if proof.renewed is not None:
            accounts.renew(account.user, proof.kept, proof.renewed)
        return account

    def _start(
        self, connection: Connection, user: str, now: datetime, action: str, installation: str | None = None
    ) -> str:
        """Write a new session and return its token; ends those of the user that it replaces, are over, or too many."""
        session = self._store.schema.own.session
        his = session.c.user == user
        token = tokens.of_session()
        values = {"token_hash": tokens.digest(token), "user": user, "created_at": now, "expires_at": now + self._lasts}
        values |= {"action": action, "installation": installation}
        if installation is not None:
            connection.execute(delete(session).where(his, session.c.installation == installation))
        newest = select(session.c.token_hash).where(his).order_by(session.c.created_at.desc()).limit(MOST - 1)
        connection.execute(delete(session).where(his, session.c.expires_at <= now))
        connection.execute(delete(session).where(his, session.c.token_hash.not_in(newest)))
        connection.execute(insert(session).values(values))
        return token
