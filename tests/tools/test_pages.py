from typing import Any

import pytest

from store.errors import InvalidValues
from store.principal import Principal
from store.store import Store
from tests.tools.desk import NOW, Desk, emptied, where


@pytest.fixture(scope="module")
def many(workspaces: tuple[Store, Store]) -> Desk:
    """A desk in a workspace with 133 deals, which the tests only read."""
    store, ann = emptied(workspaces[0]), Principal("ann", frozenset({"rep"}))
    with store.records(ann, now=NOW) as records:
        for n in range(133):
            records.create("Deal", {"title": f"Deal {n:03}", "amount": n}, object_id=f"d{n:03}")
    return Desk(store, ann)


class TestPages:
    def test_are_cut_at_twenty_and_say_so(self, many: Desk) -> None:
        found = many("find_deals")

        assert (found["shown"], found["total"], found["note"]) == (20, 133, "20 of 133")
        assert len(found["records"]) == 20

    def test_follow_each_other(self, many: Desk) -> None:
        pages = [many.ids("find_deals", limit=50, offset=offset) for offset in (0, 50, 100)]

        assert [one for page in pages for one in page] == [f"d{n:03}" for n in range(133)]

    @pytest.mark.parametrize(
        ("limit", "offset", "shown", "note"),
        [(50, 100, 33, "33 of 133"), (133, 0, 133, None), (200, 0, 133, None), (5, 500, 0, "0 of 133")],
    )
    def test_say_how_many_there_are(self, limit: int, offset: int, shown: int, note: str | None, many: Desk) -> None:
        found = many("find_deals", limit=limit, offset=offset)

        assert (found["shown"], found["total"], found.get("note")) == (shown, 133, note)

    def test_count_what_the_filter_leaves(self, many: Desk) -> None:
        found = many("find_deals", where=[where("amount", "at_least", 100)])

        assert (found["shown"], found["total"], found["note"]) == (20, 33, "20 of 33")

    @pytest.mark.parametrize("wrong", [{"limit": 201}, {"limit": 0}, {"offset": -1}, {"limit": "all"}])
    def test_have_limits(self, wrong: dict[str, Any], many: Desk) -> None:
        assert isinstance(many.refused("find_deals", **wrong), InvalidValues)

    def test_far_beyond_the_end_are_empty(self, many: Desk) -> None:
        assert many.ids("find_deals", offset=10**30) == []
