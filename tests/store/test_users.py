from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import insert, select

from store.admission import Admission, Policy
from store.changes import Change, Origin
from store.errors import InvalidValues, NothingToUndo, ReadOnly, RecordNotFound, SignInFailed, SignUpClosed, Taken
from store.fields import Pointer
from store.passwords import Passwords
from store.principal import Principal
from store.sessions import Sessions
from store.store import Store
from store.users import Users

PASSWORD = "correct horse battery"
SYSTEM = Principal.system()
NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
WRONG = [
    ("", "bob@example.com", PASSWORD),
    ("  ", "bob@example.com", PASSWORD),
    ("Bob\nadmin", "bob@example.com", PASSWORD),
    ("Bob\x00", "bob@example.com", PASSWORD),
    ("Bob\ud800", "bob@example.com", PASSWORD),
    ("b" * 1001, "bob@example.com", PASSWORD),
    ("Bob", "", PASSWORD),
    ("Bob", "example.com", PASSWORD),
    ("Bob", "bob @example.com", PASSWORD),
    ("Bob", "bob@", PASSWORD),
    ("Bob", "bob@one@two", PASSWORD),
    ("Bob", "bob@example.com", "1234567"),
    ("Bob", "bob@example.com", "1" * 201),
    ("Bob", "bob@example.com", "1234567\ud800"),
]
"""Names, addresses and passwords of which one cannot be taken."""


@pytest.fixture
def users(store: Store) -> Users:
    return Users(store, passwords=Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))


@pytest.fixture
def sessions(users: Users) -> Sessions:
    return Sessions(users)


@pytest.fixture
def joined(users: Users) -> Callable[..., Principal]:
    """Make a user of that name and roles."""

    def join(name: str, *roles: str) -> Principal:
        return Admission(users).add(SYSTEM, name, f"{name}@example.com", PASSWORD, roles=roles or None)

    return join


@pytest.fixture
def root(joined: Callable[..., Principal]) -> Principal:
    """The first user, and so the admin."""
    return joined("root")


class TestSigningUp:
    @pytest.mark.parametrize("policy", ["open", "invite", "closed"])
    def test_makes_the_first_user_admin_whatever_the_policy(self, policy: Policy, users: Users) -> None:
        first = Admission(users, policy).sign_up("Ann Lee", "ann@example.com", PASSWORD)

        assert first.roles == {"admin"}
        assert users.principal_of(first.user) == first

    def test_makes_everybody_after_the_first_a_salesperson(self, users: Users, root: Principal) -> None:
        assert Admission(users).sign_up("Bob", "bob@example.com", PASSWORD).roles == {"rep"}

    def test_makes_nobody_admin_in_a_workspace_that_was_imported(self, users: Users, store: Store) -> None:
        with store.records(SYSTEM) as records:
            values = {"username": "Ann", "email": "ann@example.com", "password": PASSWORD}
            imported = records.create("_User", values)["object_id"]

        assert Admission(users).sign_up("Mallory", "mallory@example.com", PASSWORD).roles == {"rep"}
        assert users.principal_of(imported).roles == {"rep"}
        assert users.first_admin() is None

    def test_makes_one_admin_when_many_come_first_at_the_same_moment(self, users: Users) -> None:
        people = at_once(5, lambda n: Admission(users).sign_up(f"user{n}", f"user{n}@example.com", PASSWORD))

        assert sorted("".join(person.roles) for person in people) == ["admin", "rep", "rep", "rep", "rep"]

    def test_and_being_added_make_one_admin_at_the_same_moment(self, users: Users) -> None:
        people = at_once(4, lambda n: Admission(users).add(SYSTEM, f"user{n}", f"user{n}@example.com"))

        assert sorted("".join(person.roles) for person in people) == ["admin", "rep", "rep", "rep"]

    def test_is_refused_where_it_is_closed(self, users: Users, root: Principal) -> None:
        code = Admission(users).invite(root)

        for invitation in (None, code):
            with pytest.raises(SignUpClosed):
                Admission(users, "closed").sign_up("Bob", "bob@example.com", PASSWORD, invitation=invitation)
        assert len(users.everyone(root)) == 1

    @pytest.mark.parametrize(("field", "name"), [("username", "BOB"), ("email", "bob2")])
    def test_takes_each_name_and_address_once_whatever_the_case(
        self, field: str, name: str, users: Users, root: Principal
    ) -> None:
        Admission(users).sign_up("bob", "bob@example.com", PASSWORD)

        with pytest.raises(Taken, match=field):
            Admission(users).sign_up(name, "BOB@Example.com" if field == "email" else "b@example.com", PASSWORD)

    def test_takes_a_name_once_when_two_come_at_the_same_moment(self, users: Users, root: Principal) -> None:
        outcomes = at_once(4, lambda n: Admission(users).sign_up("bob", f"bob{n}@example.com", PASSWORD))

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Principal", "Taken", "Taken", "Taken"]
        assert len(users.everyone(root)) == 2

    def test_takes_no_name_that_is_the_address_of_another(self, users: Users, root: Principal) -> None:
        with pytest.raises(Taken):
            Admission(users).sign_up("Root@example.com", "mallory@example.com", PASSWORD)

    def test_refuses_what_is_no_name_address_or_password(self, users: Users) -> None:
        for username, email, password in WRONG:
            with pytest.raises(InvalidValues) as refusal:
                Admission(users).sign_up(username, email, password)
            assert password not in told(refusal.value)

        assert users.everyone(SYSTEM) == []

    def test_is_written_into_the_change_log_with_the_role(self, users: Users, store: Store) -> None:
        first = Admission(users).sign_up("Ann", "ann@example.com", PASSWORD, origin=Origin("http"))

        created, given = log_of(store, first.user)
        assert (created["user"], created["door"], created["before"]) == ("system", "http", None)
        assert change(given).columns["roles"] == (None, ["admin"])


class TestAnInvitation:
    def test_admits_with_its_role(self, users: Users, root: Principal) -> None:
        code = Admission(users).invite(root, "manager")

        bob = Admission(users, "invite").sign_up("Bob", "bob@example.com", PASSWORD, invitation=code)

        assert bob.roles == {"manager"}

    def test_is_needed_where_the_policy_says_so(self, users: Users, root: Principal) -> None:
        for invitation in (None, "", "made up", "\ud800"):
            with pytest.raises(SignUpClosed):
                Admission(users, "invite").sign_up("Bob", "bob@example.com", PASSWORD, invitation=invitation)

    def test_works_once(self, users: Users, root: Principal) -> None:
        code = Admission(users).invite(root)
        Admission(users, "invite").sign_up("Bob", "bob@example.com", PASSWORD, invitation=code)

        with pytest.raises(SignUpClosed):
            Admission(users, "invite").sign_up("Cy", "cy@example.com", PASSWORD, invitation=code)

    def test_works_once_when_two_use_it_at_the_same_moment(self, users: Users, root: Principal) -> None:
        code = Admission(users).invite(root)
        admission = Admission(users, "invite")

        outcomes = at_once(4, lambda n: admission.sign_up(f"u{n}", f"u{n}@example.com", PASSWORD, invitation=code))

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Principal", *["SignUpClosed"] * 3]

    def test_is_not_used_up_by_a_sign_up_that_fails(self, users: Users, root: Principal) -> None:
        code = Admission(users).invite(root)
        with pytest.raises(Taken):
            Admission(users, "invite").sign_up("root", "other@example.com", PASSWORD, invitation=code)

        bob = Admission(users, "invite").sign_up("Bob", "bob@example.com", PASSWORD, invitation=code)
        assert bob.roles == {"rep"}

    def test_expires(self, users: Users, root: Principal) -> None:
        code = Admission(users).invite(root, lasts=timedelta(days=1), now=NOW)
        admission = Admission(users, "invite")

        with pytest.raises(SignUpClosed):
            admission.sign_up("Bob", "bob@example.com", PASSWORD, invitation=code, now=NOW + timedelta(days=1))

    def test_is_given_by_an_admin_only(self, users: Users, root: Principal, joined: Callable[..., Principal]) -> None:
        with pytest.raises(ReadOnly):
            Admission(users).invite(joined("bob", "manager"), "admin")


class TestManagingUsers:
    @pytest.mark.parametrize("roles", [("rep",), ("manager",), ("readonly", "admin")])
    def test_is_for_admins(self, roles: tuple[str, ...], users: Users, joined: Callable[..., Principal]) -> None:
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

    def test_lists_them_by_name(self, users: Users, joined: Callable[..., Principal]) -> None:
        for name in ("root", "cy", "Bob"):
            joined(name)

        assert [account.username for account in users.everyone(SYSTEM)] == ["Bob", "cy", "root"]
        assert [account.username for account in users.everyone(SYSTEM, limit=1, offset=1)] == ["cy"]

    def test_finds_one_by_name_or_address_whatever_the_case(
        self, users: Users, joined: Callable[..., Principal]
    ) -> None:
        ann = joined("Ann")

        for name in ("ann", "ANN", " Ann@Example.com "):
            assert users.named(SYSTEM, name).user == ann.user
            assert users.principal_named(name) == ann

    def test_finds_nobody_by_another_name(self, users: Users, joined: Callable[..., Principal]) -> None:
        joined("ann")

        for name in ("nobody", "", "ann\x00", "\ud800", "a" * 100_000, "%", "ann@example.com.evil"):
            with pytest.raises(RecordNotFound):
                users.named(SYSTEM, name)
            with pytest.raises(SignInFailed):
                users.principal_named(name)

    def test_tells_an_address_from_a_name_by_its_at_sign(
        self, users: Users, store: Store, joined: Callable[..., Principal]
    ) -> None:
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
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob = joined("bob")

        users.set_roles(root, bob.user, ["Admin", "Field Sales"], origin=Origin("cli", run="r1"))

        assert users.principal_of(bob.user).roles == {"admin", "Field Sales"}
        last = log_of(store, bob.user)[-1]
        assert (last["user"], last["door"], change(last).what) == (root.user, "cli", "updated")
        assert change(last).columns == {"roles": (["rep"], ["Field Sales", "admin"])}

    def test_that_a_user_has_already_are_no_change(
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob = joined("bob")
        before = len(log_of(store, bob.user))

        users.set_roles(root, bob.user, ["rep"])

        assert len(log_of(store, bob.user)) == before

    def test_are_never_given_by_undo(
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob = joined("bob", "admin")
        users.set_roles(root, bob.user, ["rep"], origin=Origin("chat", run="r1"))

        with store.records(Principal(bob.user, frozenset({"manager"}))) as records, pytest.raises(NothingToUndo):
            records.undo("r1")
        assert users.principal_of(bob.user).roles == {"rep"}

    def test_of_oneself_are_for_another_admin_to_change(
        self, users: Users, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        joined("bob", "admin")

        with pytest.raises(ReadOnly):
            users.set_roles(root, root.user, ["admin", "manager"])

    def test_have_proper_names(self, users: Users, root: Principal) -> None:
        for roles in ([], [""], ["role:rep"], ["1st"], ["x" * 41], [f"r{n}" for n in range(21)]):
            with pytest.raises(InvalidValues):
                Admission(users).add(root, "bob", "bob@example.com", roles=roles)

    def test_always_leave_an_admin(self, users: Users, root: Principal, joined: Callable[..., Principal]) -> None:
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
        self, users: Users, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        pair = [root, joined("bob", "admin")]

        outcomes = at_once(2, lambda n: users.set_roles(pair[n], pair[1 - n].user, ["rep"]))

        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Account", "InvalidValues"]
        assert len([account for account in users.everyone(SYSTEM) if account.is_admin]) == 1


class TestRegions:
    def test_are_the_workspaces_until_the_user_sets_his_own(
        self, store: Store, joined: Callable[..., Principal]
    ) -> None:
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
        self, users: Users, sessions: Sessions, root: Principal, joined: Callable[..., Principal]
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
        self, users: Users, sessions: Sessions, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        token = sessions.start(joined("bob").user)
        with store.writing() as connection:
            connection.execute(store.schema.own.account.update().values(disabled_at=NOW))

        with pytest.raises(SignInFailed):
            sessions.principal_of_token(token)

    def test_comes_back_when_enabled_but_not_his_sessions(
        self, users: Users, sessions: Sessions, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob = joined("bob", "manager")
        token, _ = sessions.login("bob", PASSWORD)
        users.disable(root, bob.user)

        users.enable(root, bob.user)

        assert users.principal_of(bob.user) == bob
        with pytest.raises(SignInFailed):
            sessions.principal_of_token(token)

    def test_is_in_the_log_with_who_did_it(
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob = joined("bob")

        users.disable(root, bob.user, now=NOW)
        users.enable(root, bob.user)

        *_, disabled, enabled = log_of(store, bob.user)
        assert {disabled["user"], enabled["user"]} == {root.user}
        assert change(disabled).columns == {"disabled_at": (None, NOW.isoformat())}
        assert change(enabled).columns == {"disabled_at": (NOW.isoformat(), None)}

    def test_is_never_oneself(self, users: Users, root: Principal, joined: Callable[..., Principal]) -> None:
        joined("bob", "admin")

        with pytest.raises(ReadOnly):
            users.disable(root, root.user)


class TestHandingOver:
    def test_gives_all_that_he_owns_and_is_not_done_to_the_successor(
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob, cy = joined("bob"), joined("cy")
        ids = desk(store, bob)

        handed = users.disable(root, bob.user, successor=cy.user)

        assert handed is not None
        assert handed.records == {"Company": 1, "Contact": 1, "Deal": 3, "Activity": 1, "Project": 1}
        owners = owners_of(store, ids)
        assert owners == dict.fromkeys(ids, cy.user) | {"made call": bob.user, "someone's deal": None}
        with store.reading(cy) as records:
            assert [row["subject"] for row in records.find("Activity", {"created_by": pointer_to(cy)})] == [
                "planned call"
            ]
        with store.records(cy) as records:
            records.update("Contact", ids["contact"], {"phone": "1"})
            records.update("Deal", ids["unassigned deal"], {"amount": 1})

    def test_is_one_run_of_the_admin_that_can_be_undone(
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob, cy = joined("bob"), joined("cy")
        ids = desk(store, bob)
        before = owners_of(store, ids)
        handed = users.disable(root, bob.user, successor=cy.user, origin=Origin("cli"))
        assert handed is not None

        with store.records(root, Origin("cli", run="r2")) as records:
            assert {row["user"] for row in records.history(run=handed.run)} == {root.user}
            assert len(records.undo()) == sum(handed.records.values())

        assert owners_of(store, ids) == before
        with pytest.raises(SignInFailed):
            users.principal_of(bob.user)

    def test_may_follow_later(
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob, cy = joined("bob"), joined("cy")
        desk(store, bob)
        assert users.disable(root, bob.user, now=NOW) is None

        handed = users.disable(root, bob.user, successor=cy.user)

        assert handed is not None
        assert handed.records["Deal"] == 3
        assert users.named(root, "bob").disabled_at == NOW

    def test_is_all_or_nothing(
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal], monkeypatch: Any
    ) -> None:
        bob, cy = joined("bob"), joined("cy")
        ids = desk(store, bob)
        before = owners_of(store, ids)
        monkeypatch.setattr("store.accounts.Accounts.end_sessions", fail)

        with pytest.raises(ZeroDivisionError):
            users.disable(root, bob.user, successor=cy.user)

        assert owners_of(store, ids) == before
        assert users.principal_of(bob.user) == bob

    def test_needs_a_successor_who_can_work_with_the_records(
        self, users: Users, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob, reader, gone = joined("bob"), joined("reader", "readonly"), joined("gone")
        users.disable(root, gone.user)

        for successor in (bob.user, reader.user, gone.user):
            with pytest.raises(InvalidValues):
                users.disable(root, bob.user, successor=successor)
        with pytest.raises(RecordNotFound):
            users.disable(root, bob.user, successor="nobody")
        assert users.principal_of(bob.user) == bob

    def test_lets_others_write_meanwhile(
        self, users: Users, store: Store, root: Principal, joined: Callable[..., Principal]
    ) -> None:
        bob, cy = joined("bob"), joined("cy", "manager")
        with store.records(bob) as records:
            mine = {"assigned_to": Pointer("_User", bob.user)}
            deals = [records.create("Deal", {"title": f"Deal {n}"} | mine)["object_id"] for n in range(40)]

        def work(n: int) -> Any:
            if n == 0:
                return users.disable(root, bob.user, successor=cy.user)
            for deal in reversed(deals):
                with store.records(cy) as records:
                    records.update("Deal", deal, {"amount": n})
            return None

        handed, *others = at_once(3, work)

        assert handed.records == {"Deal": 40}
        assert others == [None, None]


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


def at_once(count: int, body: Callable[[int], Any]) -> list[Any]:
    """Run `body` in that many threads at the same moment; return what each returned or raised."""
    barrier = Barrier(count)

    def run(n: int) -> Any:
        barrier.wait(10)
        try:
            return body(n)
        except Exception as error:
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
    return Change(row["cls"], row["object_id"], row["before"], row["after"])


def fail(*_: object, **__: object) -> None:
    raise ZeroDivisionError


def pointer_to(principal: Principal) -> Pointer:
    return Pointer("_User", principal.user)


def desk(store: Store, bob: Principal) -> dict[str, str]:
    """What lies on Bob's desk: records of every class, done and open, and one that is only near him."""
    me = {"assigned_to": Pointer("_User", bob.user)}
    with store.records(bob) as records:
        made = {
            "company": records.create("Company", {"name": "Globex"}),
            "contact": records.create("Contact", {"name": "Jane"}),
            "open deal": records.create("Deal", {"title": "Open"} | me),
            "won deal": records.create("Deal", {"title": "Won", "stage": "won"} | me),
            "unassigned deal": records.create("Deal", {"title": "Unassigned"}),
            "project": records.create("Project", {"name": "Roll-out", "lead": Pointer("_User", bob.user)}),
            "planned call": records.create("Activity", {"subject": "planned call"}),
            "made call": records.create("Activity", {"subject": "made call", "completed_at": NOW}),
        }
    with store.records(SYSTEM) as records:
        made["someone's deal"] = records.create("Deal", {"title": "Nobody's"})
    return {name: row["object_id"] for name, row in made.items()}


def owners_of(store: Store, ids: dict[str, str]) -> dict[str, str | None]:
    """The owner of each record on the desk."""
    classes = {"company": "Company", "contact": "Contact", "project": "Project"}
    owners: dict[str, str | None] = {}
    with store.reading(SYSTEM) as records:
        for name, object_id in ids.items():
            cls = classes.get(name) or ("Deal" if "deal" in name else "Activity")
            pointer = records.get(cls, object_id)[store.schema[cls].model.owners[0]]
            owners[name] = pointer.id if pointer else None
    return owners
