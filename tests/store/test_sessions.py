from datetime import timedelta

import pytest
from sqlalchemy import event, select

from store.admission import Admission
from store.errors import InvalidValues, SignInFailed, TooManyAttempts
from store.fields import Pointer
from store.passwords import Passwords
from store.principal import Principal
from store.sessions import Sessions
from store.store import Store
from store.users import Users
from tests.store.people import NOW, PASSWORD, SYSTEM, Hasher, at_once, count

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

        # Every unit of work may ask which classes there are; the one statement itself goes past SQLAlchemy.
        assert [one for one in statements if one.startswith("SELECT") and "parley_blueprint" not in one] == []

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


def kept_of(store: Store, principal: Principal) -> str:
    account = store.schema.own.account.c
    with store.looking() as connection:
        return str(connection.scalar(select(account.password_hash).where(account.user == principal.user)))


def changes_of(store: Store, principal: Principal) -> int:
    with store.reading(SYSTEM) as records:
        return len(records.history(Pointer("_User", principal.user)))
