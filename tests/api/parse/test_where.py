from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.parse.refusals import Refusal
from api.parse.where import condition
from store.principal import Principal
from store.store import Store
from tests.api.parse.apps import App, date, pointer
from tests.api.parse.documents import FIELDS, documents, meets, wire
from tests.store.conftest import cleared, shared  # noqa: F401 - a fixture
from tests.store.rule import may_read
from tests.store.worlds import PEOPLE, World, build, worlds

Question = tuple[str, str, dict[str, Any]]


@st.composite
def asked_worlds(draw: st.DrawFn) -> tuple[World, list[Question]]:
    """Draw a world and what is asked in it."""
    asked = st.sampled_from(sorted(FIELDS)).flatmap(
        lambda cls: st.tuples(st.sampled_from(PEOPLE), st.just(cls), documents(cls))
    )
    return draw(worlds(presets=("owner",), least=2)), draw(st.lists(asked, min_size=8, max_size=12))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked_world=asked_worlds())
def test_a_document_finds_what_it_finds_in_plain_python(
    shared: Store,  # noqa: F811
    asked_world: tuple[World, list[Question]],
) -> None:
    world, asked = asked_world
    build(cleared(shared), world)

    for name, cls, where in asked:
        who = Principal(name, world.roles[name])
        wanted = {one.id for one in world.of(cls) if may_read(world, who, one) and meets(world, who, one, where)}
        with shared.reading(who) as records:
            found = records.find(cls, condition(shared.schema, shared.schema[cls], wire(where)))
        assert {row["object_id"] for row in found} == wanted, (who, cls, where)


class TestADocumentIsRefused:
    @pytest.mark.parametrize(
        ("where", "code"),
        [
            ({"$or": {"title": "T"}}, 102),
            ({"$or": ["T"]}, 102),
            ({"$bogus": []}, 119),
            ({"title": {"$bogus": 1}}, 119),
            ({"title": {"$nearSphere": {"__type": "GeoPoint", "latitude": 1, "longitude": 1}}}, 119),
            ({"$relatedTo": {"object": pointer("Deal", "x"), "key": "people"}}, None),
            ({"$relatedTo": {"object": "x"}}, 102),
            ({"title": {"$in": "T"}}, 102),
            ({"title": {"$all": None}}, 102),
            ({"title": {"$regex": 5}}, 102),
            ({"title": {"$regex": "a", "$options": "q"}}, 102),
            ({"title": {"$regex": "(?=a)"}}, 102),
            ({"title": {"$regex": "(a)\\1"}}, 102),
            ({"title": {"$regex": "a{1,900}{1,900}"}}, 102),
            ({"title": {"$regex": "x" * 1_001}}, 102),
            ({"title": {"$regex": "a\x00"}}, 102),
            ({"amount": {"$regex": "a"}}, 102),
            ({"company": {"$gt": 5}}, 102),
            ({"expectedCloseDate": date("garbage")}, 102),
            ({"createdAt": {"$gt": date("2026-02-31T00:00:00Z")}}, 102),
            ({"company": {"$inQuery": "Company"}}, 102),
            ({"company": {"$inQuery": {"where": {}}}}, 102),
            ({"title": {"$select": {"query": {"className": "Company"}}}}, 102),
            ({"title": {"$select": {"key": "name", "query": {"className": "Car"}}}}, 119),
            ({"title": "a\x00b"}, 102),
            ({"amount": {"$lt": 1e308, "$gt": -1e308}}, None),
            ({"amount": 2**63}, None),
            ({"title": {"$gt": None}}, None),
            ({"title": {"$lt": 5}}, None),
            ({"amount": {"$in": ["x", {}, [], None]}}, None),
            ({"company": "not a pointer"}, None),
            ({"company": {"__type": "GeoPoint"}}, None),
            ({"expectedCloseDate": 5}, None),
            ({"objectId": {"$gt": ""}}, None),
            ({"title": {"$regex": "(a*)*(a*)*(a*)*b"}}, None),
        ],
    )
    def test_where_it_makes_no_sense_and_else_answered(self, where: Any, code: int | None, ann: App) -> None:
        ann.makes("Deal", title="a" * 1_000)

        response = ann("POST", "classes/Deal", {"_method": "GET", "where": where})

        assert (response.status_code, response.json().get("code")) == ((200, None) if code is None else (400, code))

    @pytest.mark.parametrize("key", ["amount", "company", "expectedCloseDate", "createdAt", "objectId"])
    def test_never_for_values_that_are_compared_with_those_of_another_kind(self, key: str, ann: App) -> None:
        ann.makes("Contact", name="5")
        ann.makes("Deal", title="T", amount=5, company=pointer("Company", ann.makes("Company", name="C")))
        other = {"query": {"className": "Deal", "where": {}}, "key": key}

        assert ann.finds("Contact", {"name": {"$select": other}}) == []
        assert len(ann.finds("Contact", {"name": {"$dontSelect": other}})) == 1

    def test_when_it_is_too_deep(self, ann: App) -> None:
        for depth in (30, 300):
            where: dict[str, Any] = {"title": "T"}
            for _ in range(depth):
                where = {"$or": [where]}
            assert ann.refused("POST", "classes/Deal", {"_method": "GET", "where": where})[0] == 400

    def test_when_it_is_none(self, shared: Store) -> None:  # noqa: F811
        with pytest.raises(Refusal):
            condition(shared.schema, shared.schema["Deal"], ["T"])


IN_LISTS_AND_OBJECTS: list[tuple[Any, str]] = [
    ({"marks": "a"}, "x"),
    ({"marks": {"x": 1}}, "x"),
    ({"marks": {"x": True}}, ""),
    ({"marks": {"$in": [{"x": 1}, "z"]}}, "x"),
    ({"marks": {"$all": ["a", pointer("Deal", "d")]}}, "x"),
    ({"marks": {"$ne": pointer("Deal", "d")}}, "yz"),
    ({"marks": None}, "z"),
    ({"marks": {"$ne": None}}, "xy"),
    ({"size": {"w": 1.0, "h": [2]}}, "x"),
    ({"size": {"w": 1}}, ""),
    ({"size": {"$ne": {"w": 1, "h": [2]}}}, "yz"),
    ({"size": {"$in": [{"w": 3}]}}, "y"),
    ({"size": None}, "z"),
]


def test_lists_and_objects_are_found_by_what_is_in_them(ann: App, shelf: str) -> None:
    ann.makes(shelf, name="x", marks=["a", {"x": 1}, pointer("Deal", "d")], size={"h": [2], "w": 1})
    ann.makes(shelf, name="y", marks=[], size={"w": 3})
    ann.makes(shelf, name="z")

    found = [[one["name"] for one in ann.finds(shelf, where, order="name")] for where, _ in IN_LISTS_AND_OBJECTS]

    assert ["".join(names) for names in found] == [names for _, names in IN_LISTS_AND_OBJECTS]


def test_no_object_is_kept_that_the_database_cannot_look_into(ann: App, shelf: str) -> None:
    assert ann.refused("POST", f"classes/{shelf}", {"size": {"a": ["\x00"]}}) == (400, 142)
    assert ann.finds(shelf, {"size": {"a": "\\u0000"}}) == []
