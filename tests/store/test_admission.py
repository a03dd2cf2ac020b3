from datetime import timedelta

import pytest

from store.admission import Admission, Policy
from store.changes import Origin
from store.errors import InvalidValues, ReadOnly, SignUpClosed, Taken
from store.principal import Principal
from store.store import Store
from store.users import Users
from tests.store.people import NOW, PASSWORD, SYSTEM, Join, at_once, change, cheap, join_of, log_of, told

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
    return cheap(store)


@pytest.fixture
def joined(users: Users) -> Join:
    return join_of(users)


@pytest.fixture
def root(users: Users) -> Principal:
    """The first user, and so the admin."""
    return join_of(users)("root")


class TestSigningUp:
    @pytest.mark.parametrize("policy", ["open", "invite", "closed"])
    def test_makes_the_first_user_admin_whatever_the_policy(self, policy: Policy, users: Users) -> None:
        admission = Admission(users, policy)
        assert admission.admits() == "first"
        first = admission.sign_up("Ann Lee", "ann@example.com", PASSWORD)

        assert admission.admits() == policy
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

    def test_is_given_by_an_admin_only(self, users: Users, root: Principal, joined: Join) -> None:
        with pytest.raises(ReadOnly):
            Admission(users).invite(joined("bob", "manager"), "admin")
