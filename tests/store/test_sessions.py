from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import event, func, select

from store.admission import Admission
from store.errors import InvalidValues, SignInFailed, StoreError, TooManyAttempts
from store.fields import Pointer
from store.passwords import Passwords
from store.principal import Principal
from store.sessions import Sessions
from store.store import Store
from store.users import Users

PASSWORD = "correct horse battery"
OTHER = "another long secret"
SYSTEM = Principal.system()
NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


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


@pytest.fixture
def hasher() -> Hasher:
    return Hasher()


@pytest.fixture
def users(store: Store, hasher: Hasher) -> Users:
    return Users(store, passwords=Passwords(hasher))


@pytest.fixture
def sessions(users: Users) -> Sessions:
    return Sessions(users)


@pytest.fixture
def root(users: Users) -> Principal:
    """The first user, and so the admin."""
    return Admission(users).sign_up("root", "root@example.com", PASSWORD)


@pytest.fixture
def bob(users: Users, root: Principal) -> Principal:
    """A salesperson."""
    return Admission(users).sign_up("Bob", "bob@example.com", PASSWORD)


class TestSigningIn:
    def test_takes_the_name_or_the_address_whatever_the_case(self, sessions: Sessions, bob: Principal) -> None:
        for name in ("Bob", "bob", " BOB@Example.com "):
            token, principal = sessions.login(name, PASSWORD)
            assert sessions.principal_of_token(token) == principal == bob

    def test_takes_a_password_however_the_keyboard_composed_it(self, users: Users, sessions: Sessions) -> None:
        ann = Admission(users).sign_up("ann", "ann@example.com", "caf\u00e9 caf\u00e9")

        assert sessions.login("ann", "cafe\u0301 cafe\u0301")[1] == ann

    def test_gives_another_token_every_time(self, sessions: Sessions, bob: Principal) -> None:
        assert len({sessions.login("bob", PASSWORD)[0] for _ in range(3)}) == 3

    def test_says_the_same_after_the_same_work_for_every_reason(
        self, users: Users, sessions: Sessions, hasher: Hasher, root: Principal, bob: Principal
    ) -> None:
        Admission(users).add(root, "no password", "none@example.com")
        gone = Admission(users).add(root, "gone", "gone@example.com", PASSWORD)
        users.disable(root, gone.user)

        refusals = []
        for name, password in [
            ("bob", "wrong"),
            ("bob", ""),
            ("bob", "\ud800"),
            ("bob", "x" * 100_000),
            ("nobody", PASSWORD),
            ("", PASSWORD),
            ("bob\x00", PASSWORD),
            ("b" * 100_000, PASSWORD),
            ("no password", ""),
            ("gone", PASSWORD),
        ]:
            hasher.verified.clear()
            with pytest.raises(SignInFailed) as refusal:
                sessions.login(name, password)
            refusals.append((str(refusal.value), len(hasher.verified)))

        assert set(refusals) == {("The name or the password is wrong.", 1)}

    def test_verifies_unknown_names_with_the_parameters_of_known_ones(
        self, sessions: Sessions, hasher: Hasher, bob: Principal
    ) -> None:
        for name in ("bob", "nobody"):
            with pytest.raises(SignInFailed):
                sessions.login(name, "wrong")

        known, unknown = (str(kept).split("$")[1:4] for kept in hasher.verified)
        assert known == unknown

    def test_hashes_anew_when_the_parameters_change(
        self, store: Store, users: Users, sessions: Sessions, bob: Principal
    ) -> None:
        was = kept_of(store, bob)
        changes = changes_of(store, bob)
        dearer = Sessions(Users(store, passwords=Passwords(Hasher(time_cost=2))))

        dearer.login("bob", PASSWORD)

        assert "t=1" in was
        assert "t=2" in kept_of(store, bob)
        assert changes_of(store, bob) == changes
        assert dearer.login("bob", PASSWORD)[1] == sessions.login("bob", PASSWORD)[1] == bob

    def test_is_not_possible_with_a_hash_that_is_damaged(
        self, store: Store, sessions: Sessions, bob: Principal
    ) -> None:
        with store.writing() as connection:
            connection.execute(store.schema.own.account.update().values(password_hash="$argon2id$v=19$nonsense"))

        with pytest.raises(SignInFailed):
            sessions.login("bob", PASSWORD)

    def test_fails_when_the_password_changes_meanwhile(
        self, users: Users, sessions: Sessions, hasher: Hasher, root: Principal, bob: Principal
    ) -> None:
        hasher.meanwhile = lambda: users.set_password(root, bob.user, OTHER)

        with pytest.raises(SignInFailed):
            sessions.login("bob", PASSWORD)

    def test_fails_when_the_user_is_disabled_meanwhile(
        self, users: Users, sessions: Sessions, hasher: Hasher, root: Principal, bob: Principal
    ) -> None:
        hasher.meanwhile = lambda: users.disable(root, bob.user)

        with pytest.raises(SignInFailed):
            sessions.login("bob", PASSWORD)

    def test_works_for_many_at_the_same_moment(self, sessions: Sessions, bob: Principal) -> None:
        outcomes = at_once(8, lambda _: sessions.login("bob", PASSWORD)[1])

        assert outcomes == [bob] * 8


class TestGuessing:
    @pytest.mark.parametrize("name", ["bob", "nobody"])
    def test_is_blocked_after_five_failures_even_with_the_right_password(
        self, name: str, sessions: Sessions, hasher: Hasher, bob: Principal
    ) -> None:
        fail(sessions, name, 5, NOW)
        hasher.verified.clear()

        with pytest.raises(TooManyAttempts) as refusal:
            sessions.login(name, PASSWORD, now=NOW + timedelta(seconds=10))

        assert str(refusal.value) == "Too many attempts to sign in with this name. Try again in 20 seconds."
        assert refusal.value.seconds == 20
        assert hasher.verified == []

    def test_is_blocked_for_one_name_in_every_spelling_and_not_for_others(
        self, sessions: Sessions, root: Principal, bob: Principal
    ) -> None:
        for name in ("bob", "BOB", " bob", "Bob ", "ｂｏｂ"):  # noqa: RUF001
            fail(sessions, name, 1, NOW)

        with pytest.raises(TooManyAttempts):
            sessions.login("Bob", PASSWORD, now=NOW)
        assert sessions.login("root", PASSWORD, now=NOW)[1] == root

    @pytest.mark.parametrize("name", ["bob", "nobody"])
    def test_is_blocked_for_longer_each_time(self, name: str, sessions: Sessions, bob: Principal) -> None:
        fail(sessions, name, 4, NOW)
        now, waits = NOW, []
        for _ in range(7):
            fail(sessions, name, 1, now)
            with pytest.raises(TooManyAttempts) as refusal:
                sessions.login(name, PASSWORD, now=now)
            waits.append(refusal.value.seconds)
            now += timedelta(seconds=refusal.value.seconds)

        assert waits == [30, 60, 120, 240, 480, 900, 900]

    def test_ends_when_the_time_is_over_and_the_password_is_right(self, sessions: Sessions, bob: Principal) -> None:
        fail(sessions, "bob", 5, NOW)
        later = NOW + timedelta(seconds=30)

        assert sessions.login("bob", PASSWORD, now=later)[1] == bob

        fail(sessions, "bob", 4, later)
        assert sessions.login("bob", PASSWORD, now=later)[1] == bob

    def test_is_forgotten_after_a_day(self, sessions: Sessions, bob: Principal) -> None:
        fail(sessions, "bob", 4, NOW)
        later = NOW + timedelta(days=1)

        fail(sessions, "bob", 4, later)

        assert sessions.login("bob", PASSWORD, now=later)[1] == bob

    def test_leaves_nothing_behind_of_names_that_are_forgotten(self, store: Store, sessions: Sessions) -> None:
        for n in range(5):
            fail(sessions, f"made up {n}", 1, NOW)

        fail(sessions, "nobody", 1, NOW + timedelta(days=1))

        assert count(store, "attempt") == 1

    @pytest.mark.parametrize("name", ["bob", "nobody"])
    def test_many_at_the_same_moment_is_no_way_around(self, name: str, sessions: Sessions, bob: Principal) -> None:
        outcomes = at_once(16, lambda n: sessions.login(name, f"guess {n}", now=NOW))

        kinds = [type(outcome).__name__ for outcome in outcomes]
        assert (kinds.count("SignInFailed"), kinds.count("TooManyAttempts")) == (5, 11)
        with pytest.raises(TooManyAttempts) as refusal:
            sessions.login(name, PASSWORD, now=NOW)
        assert refusal.value.seconds == 30

    def test_the_right_password_does_not_count_once_the_name_is_blocked_by_others(
        self, sessions: Sessions, hasher: Hasher, bob: Principal
    ) -> None:
        def others() -> None:
            hasher.meanwhile = lambda: None
            fail(sessions, "bob", 5, NOW)

        hasher.meanwhile = others

        with pytest.raises(TooManyAttempts):
            sessions.login("bob", PASSWORD, now=NOW)


class TestASession:
    def test_lasts_thirty_days(self, sessions: Sessions, bob: Principal) -> None:
        token, _ = sessions.login("bob", PASSWORD, now=NOW)

        assert sessions.principal_of_token(token, now=NOW + timedelta(days=29, hours=23)) == bob
        with pytest.raises(SignInFailed):
            sessions.principal_of_token(token, now=NOW + timedelta(days=30))

    def test_ends_at_logout_and_others_go_on(self, sessions: Sessions, bob: Principal) -> None:
        (one, _), (other, _) = sessions.login("bob", PASSWORD), sessions.login("bob", PASSWORD)

        sessions.logout(one)
        sessions.logout("no session")

        assert sessions.principal_of_token(other) == bob
        with pytest.raises(SignInFailed):
            sessions.principal_of_token(one)

    def test_ends_everywhere_when_asked_and_only_for_that_user(
        self, sessions: Sessions, root: Principal, bob: Principal
    ) -> None:
        tokens = [sessions.login("bob", PASSWORD)[0], sessions.start(bob.user)]
        mine = sessions.start(root.user)

        sessions.logout_everywhere(bob.user)

        for token in tokens:
            with pytest.raises(SignInFailed):
                sessions.principal_of_token(token)
        assert sessions.principal_of_token(mine) == root

    def test_ends_when_the_user_is_deleted(self, store: Store, sessions: Sessions, bob: Principal) -> None:
        token, _ = sessions.login("bob", PASSWORD)
        with store.records(SYSTEM) as records:
            records.delete("_User", bob.user)

        for refused in (
            lambda: sessions.principal_of_token(token),
            lambda: sessions.login("bob", PASSWORD),
            lambda: sessions.start(bob.user),
        ):
            with pytest.raises(SignInFailed):
                refused()

    def test_shows_new_roles_at_once(self, users: Users, sessions: Sessions, root: Principal, bob: Principal) -> None:
        token, _ = sessions.login("bob", PASSWORD)

        users.set_roles(root, bob.user, ["manager"])

        assert sessions.principal_of_token(token).roles == {"manager"}

    def test_needs_a_token_that_was_given(self, sessions: Sessions, bob: Principal) -> None:
        for token in ("", "made up", "\x00", "\ud800", "x" * 100_000):
            with pytest.raises(SignInFailed, match="sign in again"):
                sessions.principal_of_token(token)

    def test_is_found_by_one_statement_while_another_unit_of_work_writes(
        self, store: Store, sessions: Sessions, bob: Principal
    ) -> None:
        token, _ = sessions.login("bob", PASSWORD)
        statements: list[str] = []
        event.listen(store.engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))

        with store.records(bob) as records:
            records.create("Company", {"name": "Globex"})
            statements.clear()
            assert sessions.principal_of_token(token) == bob

        assert len([statement for statement in statements if statement.startswith("SELECT")]) == 1

    def test_is_one_of_at_most_two_hundred(self, store: Store, sessions: Sessions, bob: Principal) -> None:
        tokens = [sessions.start(bob.user, now=NOW + timedelta(seconds=n)) for n in range(201)]
        later = NOW + timedelta(hours=1)

        assert count(store, "session") == 200
        assert sessions.principal_of_token(tokens[1], now=later) == bob
        with pytest.raises(SignInFailed):
            sessions.principal_of_token(tokens[0], now=later)

    def test_that_is_over_is_removed_with_the_next(self, store: Store, sessions: Sessions, bob: Principal) -> None:
        sessions.start(bob.user, now=NOW)

        sessions.start(bob.user, now=NOW + timedelta(days=31))

        assert count(store, "session") == 1


class TestAnotherPassword:
    def test_ends_all_sessions_but_ones_own(self, sessions: Sessions, bob: Principal) -> None:
        mine, other = sessions.start(bob.user), sessions.start(bob.user)

        sessions.change_password(bob, PASSWORD, OTHER, token=mine)

        assert sessions.principal_of_token(mine) == bob
        assert sessions.login("bob", OTHER)[1] == bob
        for refused in (lambda: sessions.principal_of_token(other), lambda: sessions.login("bob", PASSWORD)):
            with pytest.raises(SignInFailed):
                refused()

    def test_from_an_admin_ends_all_sessions(
        self, users: Users, sessions: Sessions, root: Principal, bob: Principal
    ) -> None:
        token = sessions.start(bob.user)

        users.set_password(root, bob.user, OTHER)

        with pytest.raises(SignInFailed):
            sessions.principal_of_token(token)
        assert sessions.login("bob", OTHER)[1] == bob

    def test_needs_the_current_one_which_nobody_can_guess_at_leisure(self, sessions: Sessions, bob: Principal) -> None:
        token = sessions.start(bob.user, now=NOW)
        for _ in range(5):
            with pytest.raises(SignInFailed):
                sessions.change_password(bob, "wrong", OTHER, now=NOW)

        with pytest.raises(TooManyAttempts):
            sessions.change_password(bob, PASSWORD, OTHER, now=NOW)
        assert sessions.principal_of_token(token, now=NOW) == bob
        assert sessions.login("bob", PASSWORD, now=NOW + timedelta(minutes=1))[1] == bob

    def test_is_neither_too_short_nor_too_long(
        self, users: Users, sessions: Sessions, root: Principal, bob: Principal
    ) -> None:
        for password in ("", "1234567", "x" * 201):
            with pytest.raises(InvalidValues):
                sessions.change_password(bob, PASSWORD, password)
            with pytest.raises(InvalidValues):
                users.set_password(root, bob.user, password)

    def test_is_in_the_log_with_who_set_it(
        self, users: Users, sessions: Sessions, store: Store, root: Principal, bob: Principal
    ) -> None:
        sessions.change_password(bob, PASSWORD, OTHER)
        users.set_password(root, bob.user, PASSWORD)

        with store.reading(SYSTEM) as records:
            last, first = records.history(Pointer("_User", bob.user), limit=2)
        assert (first["user"], last["user"]) == (bob.user, root.user)
        assert first["after"]["password_changed_at"] < last["after"]["password_changed_at"]


def fail(sessions: Sessions, name: str, times: int, now: datetime) -> None:
    """Try to sign in with a wrong password."""
    for _ in range(times):
        with pytest.raises(SignInFailed):
            sessions.login(name, "wrong", now=now)


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


def kept_of(store: Store, principal: Principal) -> str:
    account = store.schema.own.account.c
    with store.looking() as connection:
        return str(connection.scalar(select(account.password_hash).where(account.user == principal.user)))


def changes_of(store: Store, principal: Principal) -> int:
    with store.reading(SYSTEM) as records:
        return len(records.history(Pointer("_User", principal.user)))


def count(store: Store, table: str) -> int:
    with store.looking() as connection:
        return connection.scalar(select(func.count()).select_from(getattr(store.schema.own, table))) or 0
