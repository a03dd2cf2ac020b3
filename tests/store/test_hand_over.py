from typing import Any

import pytest

from store.changes import Origin
from store.errors import InvalidValues, RecordNotFound, SignInFailed
from store.fields import Pointer
from store.principal import Principal
from store.store import Store
from store.users import Users
from tests.store.people import NOW, SYSTEM, Join, at_once, cheap, join_of


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


class TestHandingOver:
    def test_gives_all_that_he_owns_and_is_not_done_to_the_successor(
        self, users: Users, store: Store, root: Principal, joined: Join
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
        self, users: Users, store: Store, root: Principal, joined: Join
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

    def test_may_follow_later(self, users: Users, store: Store, root: Principal, joined: Join) -> None:
        bob, cy = joined("bob"), joined("cy")
        desk(store, bob)
        assert users.disable(root, bob.user, now=NOW) is None

        handed = users.disable(root, bob.user, successor=cy.user)

        assert handed is not None
        assert handed.records["Deal"] == 3
        assert users.named(root, "bob").disabled_at == NOW

    def test_is_all_or_nothing(
        self, users: Users, store: Store, root: Principal, joined: Join, monkeypatch: Any
    ) -> None:
        bob, cy = joined("bob"), joined("cy")
        ids = desk(store, bob)
        before = owners_of(store, ids)
        monkeypatch.setattr("store.accounts.Accounts.shut_out", fail)

        with pytest.raises(ZeroDivisionError):
            users.disable(root, bob.user, successor=cy.user)

        assert owners_of(store, ids) == before
        assert users.principal_of(bob.user) == bob

    def test_needs_a_successor_who_can_work_with_the_records(self, users: Users, root: Principal, joined: Join) -> None:
        bob, reader, gone = joined("bob"), joined("reader", "readonly"), joined("gone")
        users.disable(root, gone.user)

        for successor in (bob.user, reader.user, gone.user):
            with pytest.raises(InvalidValues):
                users.disable(root, bob.user, successor=successor)
        with pytest.raises(RecordNotFound):
            users.disable(root, bob.user, successor="nobody")
        assert users.principal_of(bob.user) == bob

    def test_lets_others_write_meanwhile(self, users: Users, store: Store, root: Principal, joined: Join) -> None:
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
