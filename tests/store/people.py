"""What the tests of users and sessions share."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import func, select

from store.admission import Admission
from store.changes import Change
from store.errors import StoreError
from store.fields import Pointer
from store.passwords import Passwords
from store.principal import Principal
from store.store import Store
from store.users import Users

PASSWORD = "correct horse battery"
SYSTEM = Principal.system()
NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)

Join = Callable[..., Principal]
"""Makes a user of that name and roles."""


class Hasher(PasswordHasher):
    """Cheap; it counts what it verifies, and `meanwhile` happens while it does."""

    def __init__(self, time_cost: int = 1) -> None:
        super().__init__(time_cost=time_cost, memory_cost=8, parallelism=1)
        self.verified: list[str | bytes] = []
        self.meanwhile: Callable[[], object] = lambda: None

    def verify(self, hash: str | bytes, password: str | bytes) -> Any:
        self.verified.append(hash)
        self.meanwhile()
        return super().verify(hash, password)


def cheap(store: Store) -> Users:
    """The users of a workspace, with hashes that cost next to nothing."""
    return Users(store, passwords=Passwords(Hasher()))


def join_of(users: Users) -> Join:
    def join(name: str, *roles: str) -> Principal:
        return Admission(users).add(SYSTEM, name, f"{name}@example.com", PASSWORD, roles=roles or None)

    return join


def at_once(count: int, body: Callable[[int], Any]) -> list[Any]:
    """Run `body` in that many threads at the same moment; return what each returned, or how it was refused."""
    barrier = Barrier(count)

    def run(n: int) -> Any:
        barrier.wait(10)
        try:
            return body(n)
        except StoreError as error:
            return error

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def told(error: BaseException | None) -> str:
    """All that an error, and those that led to it, say."""
    return "" if error is None else f"{error!r} {error}" + told(error.__cause__ or error.__context__)


def log_of(store: Store, user: str) -> Sequence[Any]:
    """The changes of a user, oldest first."""
    with store.reading(SYSTEM) as records:
        return records.history(Pointer("_User", user))[::-1]


def change(row: Any) -> Change:
    """A row of the log as a change."""
    return Change(row["cls"], row["object_id"], row["before"], row["after"])


def count(store: Store, table: str) -> int:
    """How many rows one of Parley's own tables has."""
    with store.looking() as connection:
        return connection.scalar(select(func.count()).select_from(getattr(store.schema.own, table))) or 0
