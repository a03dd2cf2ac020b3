from datetime import datetime, timedelta

import pytest

from store.admission import Admission
from store.errors import SignInFailed, TooManyAttempts
from store.passwords import Passwords
from store.principal import Principal
from store.sessions import Sessions
from store.store import Store
from store.users import Users
from tests.store.people import NOW, PASSWORD, Hasher, at_once, count

OTHER = "another long secret"


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


def fail(sessions: Sessions, name: str, times: int, now: datetime) -> None:
    """Try to sign in with a wrong password."""
    for _ in range(times):
        with pytest.raises(SignInFailed):
            sessions.login(name, "wrong", now=now)
