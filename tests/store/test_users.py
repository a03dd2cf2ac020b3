import pytest
from sqlalchemy import insert, select

from store.admission import Admission
from store.changes import Origin
from store.errors import InvalidValues, NothingToUndo, ReadOnly, RecordNotFound, SignInFailed
from store.principal import Principal
from store.sessions import Sessions
from store.store import Store
from store.users import Users
from tests.store.people import NOW, PASSWORD, SYSTEM, Join, at_once, change, cheap, join_of, log_of, told


@pytest.fixture
def users(store: Store) -> Users:
    return cheap(store)


@pytest.fixture
def sessions(users: Users) -> Sessions:
    return Sessions(users)


@pytest.fixture
def joined(users: Users) -> Join:
    return join_of(users)


@pytest.fixture
def root(users: Users) -> Principal:
    """The first user, and so the admin."""
    return join_of(users)("root")


class TestManagingUsers:
    @pytest.mark.parametrize("roles", [("rep",), ("manager",), ("readonly", "admin")])
    def test_is_for_admins(self, roles: tuple[str, ...], users: Users, joined: Join) -> None:
        bob, ann, cy = joined("bob", *roles), joined("ann", "admin"), joined("cy", "rep")

        for refused in (
            lambda: Admission(users).add(bob, "new", "new@example.com"),
            lambda: users.everyone(bob),
            lambda: users.named(bob, "ann"),
            lambda: users.set_roles(bob, cy.user, ["admin"]),
            lambda: users.set_password(bob, cy.user, PASSWORD),
            lambda: users.set_region(bob, cy.user, locale="de"),
            lambda: users.disable(bob, cy.user, successor=bob.user),
            lambda: users.enable(bob, cy.user),
        ):
            with pytest.raises(ReadOnly):
                refused()
        assert [(a.username, set(a.roles), a.disabled_at) for a in users.everyone(ann)] == [
            ("ann", {"admin"}, None),
            ("bob", set(roles), None),
            ("cy", {"rep"}, None),
        ]

    def test_lists_them_by_name(self, users: Users, joined: Join) -> None:
        for name in ("root", "cy", "Bob"):
            joined(name)

        assert [account.username for account in users.everyone(SYSTEM)] == ["Bob", "cy", "root"]
        assert [account.username for account in users.everyone(SYSTEM, limit=1, offset=1)] == ["cy"]

    def test_finds_one_by_name_or_address_whatever_the_case(self, users: Users, joined: Join) -> None:
        ann = joined("Ann")

        for name in ("ann", "ANN", " Ann@Example.com "):
            assert users.named(SYSTEM, name).user == ann.user
            assert users.principal_named(name) == ann

    def test_finds_nobody_by_another_name(self, users: Users, store: Store, joined: Join) -> None:
        joined("ann")
        with store.records(SYSTEM) as records:
            records.create("_User", {"username": "imported", "email": "", "password": PASSWORD})

        for name in ("nobody", "", "ann\x00", "\ud800", "a" * 100_000, "%", "ann@example.com.evil"):
            with pytest.raises(RecordNotFound):
                users.named(SYSTEM, name)
            with pytest.raises(SignInFailed):
                users.principal_named(name)

    def test_tells_an_address_from_a_name_by_its_at_sign(self, users: Users, store: Store, joined: Join) -> None:
        ann, bob = joined("ann"), joined("bob")
        with store.records(bob) as records:
            records.update("_User", bob.user, {"username": "ann@example.com", "email": "ann"})

        assert users.principal_named("ann@example.com") == ann
        assert users.principal_named("ann") == ann

    def test_of_unknown_users_is_not_found(self, users: Users, root: Principal) -> None:
        for refused in (
            lambda: users.set_roles(root, "nobody", ["rep"]),
            lambda: users.set_password(root, "nobody", PASSWORD),
            lambda: users.set_region(root, "nobody", locale="de"),
            lambda: users.disable(root, "nobody"),
            lambda: users.enable(root, "nobody"),
        ):
            with pytest.raises(RecordNotFound):
                refused()

    def test_gives_users_who_were_imported_an_account(self, users: Users, sessions: Sessions, ann: Principal) -> None:
        users.set_roles(SYSTEM, ann.user, ["manager"])
        users.set_password(SYSTEM, ann.user, PASSWORD)

        _, principal = sessions.login("ann", PASSWORD)
        assert principal.roles == {"manager"}

    def test_adds_users_without_a_password_who_cannot_sign_in(self, users: Users, sessions: Sessions) -> None:
        Admission(users).add(SYSTEM, "ann", "ann@example.com")

        assert not users.named(SYSTEM, "ann").has_password
        with pytest.raises(SignInFailed):
            sessions.login("ann", "")


class TestRoles:
    def test_are_set_by_an_admin_and_the_log_says_by_whom(
        self, users: Users, store: Store, root: Principal, joined: Join
    ) -> None:
        bob = joined("bob")

        users.set_roles(root, bob.user, ["Admin", "Field Sales"], origin=Origin("cli", run="r1"))

        assert users.principal_of(bob.user).roles == {"admin", "Field Sales"}
        last = log_of(store, bob.user)[-1]
        assert (last["user"], last["door"], change(last).what) == (root.user, "cli", "updated")
        assert change(last).columns == {"roles": (["rep"], ["Field Sales", "admin"])}

    def test_that_a_user_has_already_are_no_change(
        self, users: Users, store: Store, root: Principal, joined: Join
    ) -> None:
        bob = joined("bob")
        before = len(log_of(store, bob.user))

        users.set_roles(root, bob.user, ["rep"])

        assert len(log_of(store, bob.user)) == before

    def test_are_never_given_by_undo(self, users: Users, store: Store, root: Principal, joined: Join) -> None:
        bob = joined("bob", "admin")
        users.set_roles(root, bob.user, ["rep"], origin=Origin("chat", run="r1"))

        with store.records(Principal(bob.user, frozenset({"manager"}))) as records, pytest.raises(NothingToUndo):
            records.undo("r1")
        assert users.principal_of(bob.user).roles == {"rep"}

    def test_of_oneself_are_for_another_admin_to_change(self, users: Users, root: Principal, joined: Join) -> None:
        joined("bob", "admin")

        with pytest.raises(ReadOnly):
            users.set_roles(root, root.user, ["admin", "manager"])

    def test_have_proper_names(self, users: Users, root: Principal) -> None:
        for roles in ([], [""], ["role:rep"], ["1st"], ["x" * 41], [f"r{n}" for n in range(21)]):
            with pytest.raises(InvalidValues):
                Admission(users).add(root, "bob", "bob@example.com", roles=roles)

    def test_always_leave_an_admin(self, users: Users, root: Principal, joined: Join) -> None:
        gone = joined("gone", "admin")
        users.disable(root, gone.user)
        joined("helper", "admin", "readonly")

        for refused in (
            lambda: users.set_roles(SYSTEM, root.user, ["rep"]),
            lambda: users.set_roles(SYSTEM, root.user, ["admin", "readonly"]),
            lambda: users.disable(SYSTEM, root.user),
        ):
            with pytest.raises(InvalidValues):
                refused()
        assert users.first_admin() == root

    def test_always_leave_an_admin_when_two_take_each_others_at_the_same_moment(
        self, users: Users, root: Principal, joined: Join
    ) -> None:
        pair = [root, joined("bob", "admin")]

        outcomes = at_once(2, lambda n: users.set_roles(pair[n], pair[1 - n].user, ["rep"]))

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Account", "InvalidValues"]
        assert len([account for account in users.everyone(SYSTEM) if account.is_admin]) == 1


class TestRegions:
    def test_are_the_workspaces_until_the_user_sets_his_own(self, store: Store, joined: Join) -> None:
        users = Users(store, time_zone="Europe/Berlin", locale="de")
        ann = joined("ann", "readonly")
        assert (users.principal_of(ann.user).time_zone, users.principal_of(ann.user).locale) == ("Europe/Berlin", "de")

        principal = users.set_region(ann, ann.user, time_zone="America/Sao_Paulo", locale="PT_br")
        assert (principal.time_zone, principal.locale) == ("America/Sao_Paulo", "pt-BR")

        principal = users.set_region(ann, ann.user, time_zone="")
        assert (principal.time_zone, principal.locale) == ("Europe/Berlin", "pt-BR")

    def test_have_a_time_zone_that_exists(self, users: Users, root: Principal) -> None:
        for time_zone in ("Mars/Olympus", "../../etc/passwd", "Europe", "/etc/localtime", "a\x00", " "):
            with pytest.raises(InvalidValues):
                users.set_region(root, root.user, time_zone=time_zone)

    def test_have_a_locale_in_the_usual_form(self, users: Users, root: Principal) -> None:
        for locale in ("english", "e", "en_US.UTF-8", "en-", "en-USA", "\n", "zh-Hant-TW-x"):
            with pytest.raises(InvalidValues):
                users.set_region(root, root.user, locale=locale)


class TestADisabledUser:
    def test_cannot_sign_in_and_his_sessions_end(
        self, users: Users, sessions: Sessions, root: Principal, joined: Join
    ) -> None:
        bob = joined("bob")
        token, _ = sessions.login("bob", PASSWORD)

        users.disable(root, bob.user)

        for refused in (
            lambda: sessions.principal_of_token(token),
            lambda: sessions.login("bob", PASSWORD),
            lambda: sessions.start(bob.user),
            lambda: users.principal_of(bob.user),
            lambda: users.principal_named("bob"),
        ):
            with pytest.raises(SignInFailed):
                refused()

    def test_is_kept_out_even_if_a_session_were_left(
        self, users: Users, sessions: Sessions, store: Store, root: Principal, joined: Join
    ) -> None:
        token = sessions.start(joined("bob").user)
        with store.writing() as connection:
            connection.execute(store.schema.own.account.update().values(disabled_at=NOW))

        with pytest.raises(SignInFailed):
            sessions.principal_of_token(token)

    def test_comes_back_when_enabled_but_not_his_sessions(
        self, users: Users, sessions: Sessions, root: Principal, joined: Join
    ) -> None:
        bob = joined("bob", "manager")
        token, _ = sessions.login("bob", PASSWORD)
        users.disable(root, bob.user)

        users.enable(root, bob.user)

        assert users.principal_of(bob.user) == bob
        with pytest.raises(SignInFailed):
            sessions.principal_of_token(token)

    def test_is_in_the_log_with_who_did_it(self, users: Users, store: Store, root: Principal, joined: Join) -> None:
        bob = joined("bob")

        users.disable(root, bob.user, now=NOW)
        users.enable(root, bob.user)

        *_, disabled, enabled = log_of(store, bob.user)
        assert {disabled["user"], enabled["user"]} == {root.user}
        assert change(disabled).columns == {"disabled_at": (None, NOW.isoformat())}
        assert change(enabled).columns == {"disabled_at": (NOW.isoformat(), None)}

    def test_is_never_oneself(self, users: Users, root: Principal, joined: Join) -> None:
        joined("bob", "admin")

        with pytest.raises(ReadOnly):
            users.disable(root, root.user)


def test_nothing_secret_is_in_the_log_or_in_what_is_shown(
    users: Users, sessions: Sessions, store: Store, root: Principal
) -> None:
    code = Admission(users).invite(root)
    bob = Admission(users).sign_up("bob", "bob@example.com", PASSWORD, invitation=code)
    token, principal = sessions.login("bob", PASSWORD)
    sessions.change_password(principal, PASSWORD, "another long secret", token=token)
    users.set_password(root, bob.user, "a third long secret")
    users.disable(root, bob.user, successor=root.user)
    account = users.named(root, "bob")

    own = store.schema.own
    with store.looking() as connection:
        (hashed,) = connection.scalars(select(own.account.c.password_hash).where(own.account.c.user == bob.user))
        kept = "".join(str(row) for table in (own.session, own.invitation) for row in connection.execute(select(table)))
        logged = "".join(str(row) for table in (own.change, own.denial) for row in connection.execute(select(table)))
    with store.reading(root) as records:
        shown = "".join(map(str, (records.get("_User", bob.user), account, principal, users, sessions, vars(users))))

    secrets = {PASSWORD, "another long secret", "a third long secret", token, code}
    assert not [secret for secret in secrets if secret in kept + logged + shown]
    assert "$argon2" in hashed
    assert "$argon2" not in logged + shown
    assert "password_changed_at" in logged


def test_an_error_of_the_database_shows_no_values(store: Store, users: Users, root: Principal) -> None:
    account = store.schema.own.account

    with pytest.raises(Exception, match="same was written") as failure, store.writing() as connection:
        connection.execute(insert(account).values(user=root.user, password_hash="$argon2$secret", roles=[]))

    assert "$argon2$secret" not in told(failure.value)
