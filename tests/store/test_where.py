from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import InvalidValues, UnknownClass
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.store import Store
from store.where import DEEPEST, MOST_CONDITIONS, MOST_VALUES
from tests.store.conftest import cleared
from tests.store.filters import filters, meets
from tests.store.rule import may_read
from tests.store.worlds import PEOPLE, SIZES, Thing, World, build, worlds

MARCH = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


Question = tuple[str, str, dict[str, Any]]
"""Who asks, for records of which class, and the filter."""


@st.composite
def asked_worlds(draw: st.DrawFn) -> tuple[World, list[Question]]:
    """Draw a world and what is asked in it."""
    asked = st.sampled_from(sorted(SIZES)).flatmap(
        lambda cls: st.tuples(st.sampled_from(PEOPLE), st.just(cls), filters(cls))
    )
    return draw(worlds(presets=("owner",), least=2)), draw(st.lists(asked, min_size=6, max_size=10))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(asked_world=asked_worlds())
def test_a_filter_finds_what_it_finds_in_plain_python(shared: Store, asked_world: tuple[World, list[Question]]) -> None:
    world, asked = asked_world
    build(cleared(shared), world)

    for name, cls, where in asked:
        who = Principal(name, world.roles[name])
        seen = [thing for thing in world.of(cls) if may_read(world, who, thing)]
        wanted = {thing.id for thing in seen if meets(world, who, thing, where)}
        with shared.reading(who) as records:
            assert {row["object_id"] for row in records.find(cls, where)} == wanted, (who, cls, where)


@pytest.fixture
def store(shared: Store) -> Store:
    return cleared(shared)


@pytest.fixture
def records(store: Store) -> Iterator[Records]:
    """What a salesperson may see of a workspace with one company, one deal and one activity of his own."""
    ann = Principal("ann", frozenset({"rep"}))
    things = (
        Thing("_User", "ann", {"username": "ann", "email": "ann@example.com"}),
        Thing("_User", "bob", {"username": "bob", "email": "bob@example.com"}),
        Thing("Company", "globex", {"name": "Globex", "industry": None}, "ann"),
        Thing("Deal", "renewal", {"title": "Renewal", "amount": None, "company": Pointer("Company", "globex")}, "ann"),
        Thing("Activity", "call", {"subject": "Call", "related_to": Pointer("Deal", "renewal")}, "ann"),
    )
    build(store, World(things=things))
    with store.reading(ann) as records:
        yield records


def around(times: int) -> dict[str, Any]:
    """Return a filter on activities that goes to what they are about and back, so many steps."""
    where: dict[str, Any] = {"object_id": "call" if times % 2 == 0 else "renewal"}
    for step in range(times, 0, -1):
        there, back = (
            {"related_to": {"matches": where}},
            {"has": {"class": "Activity", "by": "related_to", "where": where}},
        )
        where = there if step % 2 else back
    return where


class TestAFilterIsRefused:
    @pytest.mark.parametrize(
        ("cls", "where", "reason"),
        [
            ("Deal", {"colour": "red"}, "Deal has no field 'colour'. It has: title, amount"),
            ("Deal", {"f" * 10_000: "red"}, "Deal has no field 'fff"),
            ("Deal", {"amount": {"h" * 10_000: 5}}, "There is no comparison 'hhh"),
            ("Deal", {"company": {"h" * 10_000: 5}}, "company names a record and cannot be compared by 'hhh"),
            ("Deal", {"company": "c" * 10_000 + "\x00"}, "company: the text has a NUL character"),
            ("Deal", {"version": 1}, "Deal has no field 'version'"),
            ("Deal", {"has_acl": True}, "Deal has no field 'has_acl'"),
            ("Deal", {"amount": {"about": 5}}, "There is no comparison 'about'. There are: is, is_not"),
            ("Deal", {"amount": "lots"}, "amount cannot be compared with 'lots': Input should be a valid number"),
            ("Deal", {"amount": {"over": None}}, "amount cannot be compared with None"),
            ("Deal", {"amount": {"over": float("inf")}}, "amount cannot be compared with inf"),
            ("Deal", {"amount": float("nan")}, "amount cannot be compared with nan"),
            ("Deal", {"amount": True}, "amount cannot be compared with True: it is no number"),
            ("Deal", {"amount": {"contains": "5"}}, "amount cannot be compared by 'contains'"),
            ("Deal", {"amount": {"one_of": 5}}, "amount is compared with a list of values; 5 is none"),
            ("Deal", {"title": {"one_of": "Renewal"}}, "title is compared with a list of values"),
            ("Deal", {"title": {"empty": "perhaps"}}, "title cannot be compared with 'perhaps'"),
            ("Deal", {"title": 5}, "title cannot be compared with 5"),
            ("Deal", {"title": "a\x00b"}, "title: the text has a NUL character"),
            ("Deal", {"title": {"one_of": ["\ud800"]}}, "title: the text has half of a character"),
            ("Deal", {"title": {"contains": "x" * 1_001}}, "a text of more than 1,000 characters"),
            ("Deal", {"expected_close_date": "2026-02-31T00:00Z"}, "expected_close_date cannot be compared with"),
            ("Deal", {"expected_close_date": datetime(2026, 3, 1)}, "should have timezone info"),
            ("Deal", {"expected_close_date": datetime.max.replace(tzinfo=UTC)}, "not between the years 1 and 9999"),
            ("Deal", {"company": 5}, "company names a Company; 5 does not"),
            ("Deal", {"company": Pointer("Contact", "globex")}, "company names a Company"),
            ("Deal", {"company": Pointer("Company", "\x00")}, "company: the text has a NUL character"),
            ("Deal", {"company": {"over": "globex"}}, "company names a record and cannot be compared by 'over'"),
            ("Deal", {"company": {"one_of": None}}, "company is compared with a list of values"),
            ("Deal", {"company": {"matches": {"colour": "red"}}}, "Company has no field 'colour'"),
            ("Deal", {"company": {"matches": "Globex"}}, "A filter says what is asked of each field"),
            ("Activity", {"related_to": "renewal"}, "related_to names a Contact or Deal; 'renewal' does not"),
            ("Activity", {"related_to": {"matches": {"industry": "Energy"}}}, "has no field 'industry'"),
            ("Deal", {"any_of": {"stage": "lead"}}, "any_of needs a list of conditions"),
            ("Deal", {"all_of": ["stage"]}, "A filter says what is asked of each field; 'stage' does not"),
            ("Deal", {"has": "Activity"}, "has needs a class, the pointer of it that leads here"),
            ("Deal", {"has": {"class": "Activity"}}, "has needs a class, the pointer of it"),
            (
                "Deal",
                {"lacks": {"class": "Company", "by": "created_by"}},
                "Company.created_by does not point to a Deal",
            ),
            ("Deal", {"lacks": {"class": "Company", "by": ["name"]}}, "does not point to a Deal"),
            ("_User", {"password": "correct horse"}, "_User cannot be searched by password"),
            ("Company", {"created_by": {"matches": {"email": "bob@example.com"}}}, "_User cannot be searched by email"),
            ("_User", {"email": {"starts_with": "b"}}, "_User cannot be searched by email"),
            ("_User", {"created_at": {"over": MARCH}}, "_User cannot be searched by created_at"),
            ("_User", {"creator": "ann"}, "_User cannot be searched by creator"),
        ],
    )
    def test_with_a_reason(self, cls: str, where: dict[str, Any], reason: str, records: Records) -> None:
        with pytest.raises(InvalidValues) as caught:
            records.find(cls, where)

        assert reason in str(caught.value)
        assert len(str(caught.value)) < 300

    def test_when_it_names_no_class(self, records: Records) -> None:
        with pytest.raises(UnknownClass):
            records.find("Deal", {"has": {"class": "Nothing", "by": "deal"}})

    def test_when_it_has_too_many_conditions(self, records: Records) -> None:
        with pytest.raises(InvalidValues, match="more than 200 conditions"):
            records.find("Deal", {"any_of": [{"stage": "won"}] * MOST_CONDITIONS})

    def test_when_it_has_too_many_values(self, records: Records) -> None:
        with pytest.raises(InvalidValues, match="more than 10,000 values"):
            records.find("Deal", {"title": {"one_of": ["x"] * MOST_VALUES}, "company": {"one_of": ["globex"]}})

    def test_when_it_is_too_deep(self, records: Records) -> None:
        where: dict[str, Any] = {"stage": "lead"}
        for _ in range(DEEPEST):
            where = {"none_of": [where]}

        with pytest.raises(InvalidValues, match="more than 8 deep"):
            records.find("Deal", where)

    def test_when_it_follows_too_many_pointers(self, records: Records) -> None:
        with pytest.raises(InvalidValues, match="follows more than 3 pointers"):
            records.find("Activity", around(4))


class TestTheLargestFilter:
    """Both databases take what the limits allow: SQLite has limits on depth and on the number of values, too."""

    def test_by_conditions_is_answered(self, records: Records) -> None:
        conditions = [{"amount": {"is_not": float(n), "empty": True}} for n in range(MOST_CONDITIONS // 2 - 1)]

        assert records.count("Deal", {"any_of": conditions[: MOST_CONDITIONS // 3]}) == 1

    def test_by_values_is_answered(self, records: Records) -> None:
        pointers = [Pointer("Company", f"c{n}") for n in range(MOST_VALUES - 1)]

        assert records.count("Deal", {"company": {"one_of": [*pointers, Pointer("Company", "globex")]}}) == 1
        assert records.count("Deal", {"title": {"none_of": [str(n) for n in range(MOST_VALUES)]}}) == 1

    def test_by_depth_is_answered(self, records: Records) -> None:
        where = around(3)
        for _ in range(DEEPEST - 4):
            where = {"any_of": [where, {"none_of": []}]}

        assert records.count("Activity", where) == 1

    def test_by_letters_is_answered(self, records: Records) -> None:
        assert records.count("Deal", {"title": {"contains": "%" * 1_000}}) == 0
        assert records.count("Deal", {"title": "🙂" * 100_000}) == 0


class TestAnEmptyField:
    @pytest.mark.parametrize(
        "where",
        [
            {"amount": None},
            {"amount": {"empty": True}},
            {"amount": {"is_not": 5}},
            {"amount": {"none_of": [5, 6]}},
            {"amount": {"one_of": [5, None]}},
            {"none_of": [{"amount": {"over": 5}}]},
            {"none_of": [{"amount": 5}, {"amount": {"under": 5}}]},
            {"contact": None},
            {"contact": {"is_not": "jane"}},
            {"contact": {"none_of": ["jane"]}},
            {"none_of": [{"contact": "jane"}]},
            {"none_of": [{"contact": {"matches": {"name": "Jane"}}}]},
            {"lacks": {"class": "Project", "by": "deal"}},
        ],
    )
    def test_meets(self, where: dict[str, Any], records: Records) -> None:
        assert records.count("Deal", where) == 1

    @pytest.mark.parametrize(
        "where",
        [
            {"amount": {"empty": False}},
            {"amount": {"is_not": None}},
            {"amount": {"at_least": -1e300}},
            {"amount": {"under": 1e300}},
            {"amount": {"none_of": [5, None]}},
            {"none_of": [{"amount": None}]},
            {"contact": {"empty": False}},
            {"contact": {"is_not": None}},
            {"contact": {"matches": {}}},
            {"notes": {"contains": ""}},
            {"notes": {"same": ""}},
        ],
    )
    def test_does_not_meet(self, where: dict[str, Any], records: Records) -> None:
        assert records.count("Deal", where) == 0


class TestAFilterOverAnotherClass:
    def test_looks_at_both_classes_that_a_pointer_may_name(self, records: Records) -> None:
        assert records.count("Activity", {"related_to": {"matches": {"title": "Renewal"}}}) == 1
        assert records.count("Activity", {"related_to": {"matches": {"creator": "ann"}}}) == 1
        assert records.count("Activity", {"related_to": {"matches": {"any_of": [{"title": "Renewal"}]}}}) == 1

    def test_tells_records_of_two_classes_apart_also_when_they_have_one_id(self, store: Store) -> None:
        contact, deal = Pointer("Contact", "same"), Pointer("Deal", "same")
        things = [
            Thing("Contact", "same", {"name": "Jane"}),
            Thing("Deal", "same", {"title": "Renewal"}),
            Thing("Activity", "of-contact", {"related_to": contact}),
            Thing("Activity", "of-deal", {"related_to": deal}),
        ]
        build(store, World(things=tuple(things)))

        with store.reading(Principal.system()) as records:
            for where, found in (
                ({"related_to": contact}, ["of-contact"]),
                ({"related_to": {"one_of": [deal]}}, ["of-deal"]),
                ({"related_to": {"is_not": deal}}, ["of-contact"]),
                ({"related_to": {"none_of": [contact]}}, ["of-deal"]),
                ({"related_to": {"matches": {"object_id": "same", "name": "Jane"}}}, ["of-contact"]),
                ({"related_to": {"matches": {"object_id": "same", "title": "Renewal"}}}, ["of-deal"]),
            ):
                assert [row["object_id"] for row in records.find("Activity", where)] == found
            assert records.count("Deal", {"has": {"class": "Activity", "by": "related_to"}}) == 1

    def test_may_come_back_to_the_class_it_started_from(self, records: Records) -> None:
        there_and_back = {"matches": {"has": {"class": "Deal", "by": "company", "where": {"title": "Renewal"}}}}

        assert records.count("Deal", {"company": there_and_back, "title": "Renewal"}) == 1
        assert records.count("Deal", {"company": there_and_back, "title": {"is_not": "Renewal"}}) == 0
