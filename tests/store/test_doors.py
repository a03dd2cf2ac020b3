"""What the store does for the apps of others: ACLs beside rows, sessions, links that are mailed, installations."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from pydantic import create_model

from store.errors import InvalidValues, ReadOnly, RecordNotFound, SignInFailed
from store.feed import Feed, newest
from store.fields import Pointer, Record
from store.installations import Installations
from store.mailings import Mailings
from store.parameters import Parameters
from store.principal import Principal
from store.schema import Schema
from store.sessions import Sessions
from store.store import CODE, Store
from store.users import Users
from tests.samples import created
from tests.store.people import NOW, PASSWORD, SYSTEM, cheap, join_of

OTHER = "another horse battery"


@pytest.fixture
def users(store: Store) -> Users:
    return cheap(store)


@pytest.fixture
def bea(users: Users) -> Principal:
    """The admin."""
    return join_of(users)("bea")


@pytest.fixture
def cleo(users: Users, bea: Principal) -> Principal:
    """A salesperson with a password."""
    return join_of(users)("cleo")


class TestARowWithItsAcl:
    def test_names_whom_the_default_rule_names(self, store: Store, ann: Principal, bob: Principal) -> None:
        deal = created(store, ann, "Deal", assigned_to=Pointer("_User", bob.user))

        with store.reading(bob) as records:
            both = {ann.user: "write", bob.user: "write"}
            assert records.get("Deal", deal, with_acl=True)["acl"] == both
            assert records.find("Deal", with_acl=True)[0]["acl"] == both
            assert records.get_many("Deal", [deal], with_acl=True)[deal]["acl"] == both
            assert "acl" not in records.get("Deal", deal)

    def test_names_whom_its_own_acl_names(self, store: Store, ann: Principal) -> None:
        given = {"*": "read", ann.user: "write"}
        with store.records(ann) as records:
            row = records.create("Deal", {"title": "T"}, acl=given, with_acl=True)
            assert row["acl"] == given
            assert records.update("Deal", row["object_id"], {"title": "U"}, acl={}, with_acl=True)["acl"] == {}

    def test_of_another_user_has_none(self, store: Store, ann: Principal, bob: Principal) -> None:
        with store.reading(ann) as records:
            assert records.get("_User", bob.user, with_acl=True) == {"object_id": bob.user, "username": "bob"}
            assert records.get("_User", ann.user, with_acl=True)["acl"] == {ann.user: "write"}

    @pytest.mark.parametrize(("preset", "level"), [("team", "read"), ("open", "write")])
    def test_names_everybody_in_a_workspace_of_a_team(self, preset: Any, level: str, url: str) -> None:
        store = Store.open(url, Schema.of(preset=preset))
        with store.records(SYSTEM) as records:
            assert records.create("Company", {"name": "N"}, with_acl=True)["acl"] == {"*": level}
        store.close()


class TestAnUpdate:
    def test_may_be_made_of_the_record_as_it_is(self, store: Store, ann: Principal) -> None:
        deal = created(store, ann, "Deal", amount=5.0)
        with store.records(ann) as records:
            assert records.update("Deal", deal, lambda was: {"amount": was["amount"] * 2})["amount"] == 10

    def test_of_fields_and_acl_is_one_change(self, store: Store, ann: Principal, bob: Principal) -> None:
        deal = created(store, ann, "Deal")
        with store.records(ann) as records:
            records.update("Deal", deal, {"stage": "won"}, acl={bob.user: "read"})
            assert [change.what for change in records.changes] == ["shared"]
        with store.reading(bob) as records:
            assert records.get("Deal", deal)["stage"] == "won"


class TestAListOfOnesOwn:
    def test_has_only_records_whose_owner_one_is(self, store: Store, ann: Principal, bob: Principal) -> None:
        with store.reading(ann) as records:
            assert [row["object_id"] for row in records.find("_User", mine=True)] == [ann.user]
            assert records.count("_User", mine=True) == 1
            by_email = {"email": "ann@example.com"}
            assert records.count("_User", by_email, mine=True) == 1
            assert records.count("_User", {"email": "bob@example.com"}, mine=True) == 0
            assert records.find("_User", order=["-email"], mine=True)[0]["email"] == "ann@example.com"
            with pytest.raises(InvalidValues):
                records.count("_User", by_email)

    def test_opens_no_way_to_others_by_another_class(self, store: Store, ann: Principal) -> None:
        through = {"username": {"found_in": {"class": "_User", "field": "email"}}}
        with store.reading(ann) as records, pytest.raises(InvalidValues):
            records.find("_User", through, mine=True)

    def test_is_as_long_as_a_door_lets_it_be(self, store: Store, ann: Principal) -> None:
        with store.records(ann) as records:
            for n in range(1_002):
                records.create("Company", {"name": str(n)})
            assert len(records.find("Company", limit=5_000)) == 1_000
            assert len(records.find("Company", limit=5_000, most=5_000)) == 1_002


class TestAFilter:
    def test_by_values_of_another_class_asks_the_gate(self, store: Store, ann: Principal, bob: Principal) -> None:
        created(store, ann, "Contact", email="same@example.com")
        with store.records(bob) as records:
            records.create("Company", {"name": "same@example.com"})
            where = {"name": {"found_in": {"class": "Contact", "field": "email", "where": {}}}}
            assert records.count("Company", where) == 0
            records.create("Contact", {"name": "N", "email": "same@example.com"})
            assert records.count("Company", where) == 1

    @pytest.mark.parametrize(
        "wanted",
        [5, {}, {"class": "Contact"}, {"class": "Contact", "field": "colour"}, {"class": "_User", "field": "password"},
         {"class": "_User", "field": "email"}, {"class": "Deal", "field": "amount"},
         {"class": "Activity", "field": "related_to"},
         {"class": "Contact", "field": "email", "x": 1}],
    )  # fmt: skip
    def test_by_values_that_nobody_has_is_refused(self, wanted: Any, store: Store, ann: Principal) -> None:
        with store.reading(ann) as records, pytest.raises(InvalidValues):
            records.count("Company", {"name": {"found_in": wanted}})

    def test_by_the_class_that_a_pointer_names(self, store: Store, ann: Principal) -> None:
        deal, contact = created(store, ann, "Deal"), created(store, ann, "Contact")
        for target in (Pointer("Deal", deal), Pointer("Contact", contact)):
            created(store, ann, "Activity", related_to=target)
        created(store, ann, "Activity")
        with store.reading(ann) as records:
            assert records.count("Activity", {"related_to": {"of_class": "Deal"}}) == 1
            assert records.count("Activity", {"created_by": {"of_class": "_User"}}) == 3
            with pytest.raises(InvalidValues):
                records.count("Activity", {"related_to": {"of_class": "Company"}})

    def test_by_what_a_list_holds(self, url: str) -> None:
        members: Any = {"name": (str, ...), "tags": (list[Any] | None, None), "size": (dict[str, Any] | None, None)}
        model = create_model("Tagged", __base__=Record, __doc__="With tags.", **members)
        store = Store.open(url, Schema.of({"Tagged": model}))
        with store.records(SYSTEM) as records:
            for name, tags in (
                ("a", ["new", 1, True]), ("b", ["new"]), ("c", []), ("d", None), ("e", [{"x": 1}, [2]]),
                ("f", [{"x": True}]),
            ):  # fmt: skip
                records.create("Tagged", {"name": name, "tags": tags, "size": {"x": 1} if name == "a" else None})

            def found(*values: Any) -> list[str]:
                return [row["name"] for row in records.find("Tagged", {"tags": {"holds": values}}, order=["name"])]

            assert found("new") == ["a", "b"]
            assert found("new", 1) == found(True) == found(1.0) == ["a"]
            assert found("1") == found(0) == []
            assert found() == ["a", "b", "c", "e", "f"]
            assert found({"x": 1}) == found([2]) == ["e"]
            assert found({}) == found([]) == found({"x": 1, "y": 2}) == []
            for size, several in (({"x": 1.0}, 1), ({"x": True}, 0), ({}, 0)):
                assert records.count("Tagged", {"size": {"holds": [size]}}) == several
            for wrong in ([float("nan")], [{"x": "\x00"}], "new"):
                with pytest.raises(InvalidValues):
                    records.count("Tagged", {"tags": {"holds": wrong}})
            with pytest.raises(InvalidValues):
                records.count("Tagged", {"name": {"holds": ["a"]}})
        store.close()


class TestSessions:
    def test_give_units_of_work_to_who_shows_a_token(self, users: Users, cleo: Principal) -> None:
        sessions = Sessions(users)
        token, _ = sessions.login("cleo", PASSWORD)

        with sessions.records(token, CODE, writes=True) as records:
            deal = records.create("Deal", {"title": "T"})["object_id"]
        with sessions.records(token, CODE, writes=False) as records:
            assert records.principal == cleo
            assert records.maker("Deal", deal) == cleo.user
        with pytest.raises(SignInFailed), sessions.records("r:nonsense", CODE, writes=False):
            pass

    def test_are_told_apart_and_ended_one_by_one(self, users: Users, bea: Principal, cleo: Principal) -> None:
        sessions = Sessions(users)
        phone, _ = sessions.login("cleo", PASSWORD, installation="phone", now=NOW)
        sessions.start(cleo.user, action="signup", now=NOW + timedelta(seconds=1))

        second, first = sessions.of(cleo.user, now=NOW + timedelta(seconds=2))
        assert (first.installation, first.action, first.created_at) == ("phone", "login", NOW)
        assert (second.installation, second.action) == (None, "signup")
        with pytest.raises(RecordNotFound):
            sessions.end(bea.user, first.id)
        sessions.end(cleo.user, first.id)
        with pytest.raises(SignInFailed):
            sessions.principal_of_token(phone, now=NOW)
        assert [one.id for one in sessions.of(cleo.user, now=NOW)] == [second.id]
        assert sessions.of(cleo.user, now=NOW + timedelta(days=31)) == []

    def test_need_a_password_to_be_verified(self, users: Users, cleo: Principal) -> None:
        sessions = Sessions(users)

        assert sessions.verified("cleo", PASSWORD) == cleo
        assert sessions.of(cleo.user) == []
        with pytest.raises(SignInFailed):
            sessions.verified("cleo", OTHER)

    def test_end_with_another_password_but_for_one(self, users: Users, cleo: Principal) -> None:
        sessions = Sessions(users)
        mine, other = (sessions.login("cleo", PASSWORD)[0] for _ in range(2))
        with pytest.raises(InvalidValues):
            sessions.replace_password(cleo.user, "short")

        sessions.replace_password(cleo.user, OTHER, token=mine)

        assert sessions.principal_of_token(mine) == cleo
        with pytest.raises(SignInFailed):
            sessions.principal_of_token(other)
        assert sessions.verified("cleo", OTHER) == cleo


class TestAUserWhoLeaves:
    def test_is_gone_with_every_way_in(self, store: Store, users: Users, bea: Principal, cleo: Principal) -> None:
        deal = created(store, cleo, "Deal")
        token = Sessions(users).start(cleo.user)
        users.remove(cleo, cleo.user)

        with pytest.raises(SignInFailed):
            Sessions(users).principal_of_token(token)
        with store.reading(bea) as records:
            assert records.get("Deal", deal)
        with pytest.raises(RecordNotFound):
            users.remove(bea, cleo.user)

    def test_is_not_another_one_nor_the_only_admin(self, users: Users, bea: Principal, cleo: Principal) -> None:
        with pytest.raises(ReadOnly):
            users.remove(cleo, bea.user)
        with pytest.raises(InvalidValues, match="only admin"):
            users.remove(bea, bea.user)


class TestALinkThatIsMailed:
    def test_works_once_for_its_purpose(self, store: Store, cleo: Principal) -> None:
        mailings = Mailings(store)
        mailing = mailings.new("reset", "CLEO@example.com", now=NOW)

        assert mailing is not None
        assert (mailing.username, mailing.email) == ("cleo", "cleo@example.com")
        mailings.check("reset", mailing.token, now=NOW)
        for purpose, token, at in (
            ("verify", mailing.token, NOW),
            ("reset", "made up", NOW),
            ("reset", mailing.token, NOW + timedelta(hours=2)),
        ):
            with pytest.raises(SignInFailed):
                mailings.use(purpose, token, now=at)  # type: ignore[arg-type]
        assert mailings.use("reset", mailing.token, now=NOW) == cleo.user
        with pytest.raises(SignInFailed):
            mailings.use("reset", mailing.token, now=NOW)

    def test_goes_to_addresses_of_users_only(self, store: Store, users: Users, bea: Principal, cleo: Principal) -> None:
        mailings = Mailings(store)

        assert mailings.new("reset", "cleo") is None
        assert mailings.new("reset", "nobody@example.com") is None
        users.disable(bea, cleo.user)
        assert mailings.new("reset", "cleo@example.com") is None

    def test_is_good_for_the_address_it_went_to(self, store: Store, cleo: Principal) -> None:
        mailing = Mailings(store).new("verify", "cleo@example.com")
        with store.records(cleo) as records:
            records.update("_User", cleo.user, {"email": "new@example.com"})

        assert mailing
        with pytest.raises(SignInFailed):
            Mailings(store).use("verify", mailing.token)


def test_installations_are_kept_under_their_names(store: Store) -> None:
    installations = Installations(store)
    made = installations.put("phone", {"deviceType": "ios"}, now=NOW)
    again = installations.put("phone", {"channels": ["deals"]}, now=NOW + timedelta(days=1))

    assert (again["id"], again["created_at"], again["updated_at"]) == (made["id"], NOW, NOW + timedelta(days=1))
    assert installations.change(made["id"], {"deviceType": "x"})["fields"] == {"deviceType": "x", "channels": ["deals"]}
    assert [one["installation"] for one in installations.page(10)] == ["phone"]
    with pytest.raises(RecordNotFound):
        installations.get("nothing")


def test_an_installation_that_tells_of_itself_twice_at_once_is_one(store: Store) -> None:
    told = [f"word{n}" for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        rows = list(pool.map(lambda word: Installations(store).put("phone", {word: 1}), told))

    (kept,) = Installations(store).page(10)
    assert {row["id"] for row in rows} == {kept["id"]}
    assert sorted(kept["fields"]) == told


def test_parameters_are_set_and_taken_away(store: Store) -> None:
    parameters = Parameters(store)
    assert parameters.all() == {}

    parameters.put({"greeting": "Hi", "limits": [1, 2]})
    parameters.put({"greeting": None, "other": 5})

    assert parameters.all() == {"limits": [1, 2], "other": 5}


def test_a_feed_wakes_up_when_another_process_has_written(store: Store, url: str, ann: Principal) -> None:
    feed, other = Feed(store), Store.open(url, store.schema)
    at = newest(store)
    while feed.wait(0):
        pass

    deal = created(other, ann, "Deal")

    assert feed.wait(10)
    assert [(entry.change.cls, entry.change.object_id) for entry in feed.since(at)] == [("Deal", deal)]
    assert feed.since(newest(store)) == []
    feed.close()
    other.close()
