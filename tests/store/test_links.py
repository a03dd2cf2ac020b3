from datetime import timedelta

import pytest

from store.errors import RecordNotFound, SignInFailed
from store.links import LASTS, Links
from store.principal import Principal
from store.store import Store
from tests.store.people import NOW


@pytest.fixture
def links(store: Store) -> Links:
    return Links(store)


def refuses(links: Links, code: str, door: str = "slack", late: timedelta = timedelta()) -> None:
    with pytest.raises(SignInFailed):
        links.use(door, "T1/U9", code, now=NOW + late)
    assert links.user(door, "T1/U9") is None


class TestACode:
    def test_links_whoever_says_it_to_who_made_it(self, links: Links, ann: Principal) -> None:
        code = links.code(ann, "slack", now=NOW)

        assert links.use("slack", "T1/U1", code, now=NOW) == ann.user
        assert links.user("slack", "T1/U1") == ann.user
        assert [(one.door, one.name, one.made_at) for one in links.every(ann)] == [("slack", "T1/U1", NOW)]

    def test_is_good_once(self, links: Links, ann: Principal) -> None:
        code = links.code(ann, "slack", now=NOW)
        links.use("slack", "T1/U1", code, now=NOW)

        refuses(links, code)

    def test_is_good_for_a_while_at_its_door_and_only_the_latest(self, links: Links, ann: Principal) -> None:
        first, second = (links.code(ann, "slack", now=NOW) for _ in range(2))

        refuses(links, first)
        refuses(links, second, "elsewhere")
        refuses(links, second, late=LASTS)
        assert links.use("slack", "T1/U1", second, now=NOW) == ann.user

    def test_is_kept_as_a_hash(self, store: Store, links: Links, ann: Principal) -> None:
        code = links.code(ann, "slack")

        with store.looking() as connection:
            assert code not in str(connection.execute(store.schema.own.link_code.select()).all())


class TestALink:
    def test_is_to_one_user(self, links: Links, ann: Principal, bob: Principal) -> None:
        for who in (ann, bob):
            links.use("slack", "T1/U1", links.code(who, "slack"))

        assert links.user("slack", "T1/U1") == bob.user
        assert links.every(ann) == []

    def test_is_ended_by_its_own_user_only(self, links: Links, ann: Principal, bob: Principal) -> None:
        links.use("slack", "T1/U1", links.code(ann, "slack"))

        with pytest.raises(RecordNotFound):
            links.drop(bob, "slack", "T1/U1")
        assert links.user("slack", "T1/U1") == ann.user
        links.drop(ann, "slack", "T1/U1")
        assert links.user("slack", "T1/U1") is None
