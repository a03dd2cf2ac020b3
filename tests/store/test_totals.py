from datetime import UTC, datetime
from statistics import fmean
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from store.errors import InvalidValues
from store.fields import Pointer
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.store.conftest import cleared
from tests.store.rule import may_read
from tests.store.worlds import Thing, World, build, worlds

SYSTEM = Principal.system()
GROUPS = [
    ("Deal", "amount", "stage"),
    ("Deal", "amount", "company"),
    ("Deal", "amount", "assigned_to"),
    ("Deal", "expected_close_date", "stage"),
    ("Deal", "amount", "title"),
    ("Deal", "amount", None),
    ("Activity", "due_date", "related_to"),
    ("Project", "budget", "urgent"),
    ("Company", None, "industry"),
]
"""Of which class, the totals of what, by what."""


@pytest.fixture
def store(shared: Store) -> Store:
    return cleared(shared)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds(presets=("owner",)))
def test_totals_are_what_adding_up_the_readable_records_gives(shared: Store, world: World) -> None:
    build(cleared(shared), world)
    who = world.principals[0]

    with shared.reading(who) as records:
        for cls, of, by in GROUPS:
            seen = [thing for thing in world.of(cls) if may_read(world, who, thing)]
            found = {group.pop("value", None): group for group in records.totals(cls, of=of, by=by)}
            assert found == {key: figures(several, of) for key, several in groups(seen, by).items()}, (cls, of, by)


def groups(things: list[Thing], by: str | None) -> dict[Any, list[Thing]]:
    """Return the records by the value of a field; without a field there is one group, also of nothing."""
    found: dict[Any, list[Thing]] = {} if by else {None: []}
    for thing in things:
        found.setdefault(thing.values[by] if by else None, []).append(thing)
    return found


def figures(things: list[Thing], of: str | None) -> dict[str, Any]:
    """Return what the totals of these records are."""
    if of is None:
        return {"count": len(things)}
    values = [thing.values[of] for thing in things if thing.values[of] is not None]
    ends = {"min": min(values, default=None), "max": max(values, default=None)}
    if of in ("expected_close_date", "due_date"):
        return {"count": len(things)} | ends
    return {
        "count": len(things),
        "filled": len(values),
        "sum": pytest.approx(sum(values)) if values else None,
        "average": pytest.approx(fmean(values)) if values else None,
        **ends,
    }


class TestMoments:
    @pytest.fixture
    def closing(self, store: Store) -> Store:
        moments = ["2026-01-31T23:30:00Z", "2026-02-01T00:30:00Z", "2026-03-29T00:59:00Z", "2025-12-31T22:30:00Z", None]
        with store.records(SYSTEM) as records:
            for moment in moments:
                records.create("Deal", {"title": "x", "expected_close_date": moment})
        return store

    @pytest.mark.parametrize(
        ("zone", "period", "counts"),
        [
            ("UTC", "month", {"2025-12": 1, "2026-01": 1, "2026-02": 1, "2026-03": 1, None: 1}),
            ("UTC", None, {"2025-12": 1, "2026-01": 1, "2026-02": 1, "2026-03": 1, None: 1}),
            ("Europe/Berlin", "month", {"2025-12": 1, "2026-02": 2, "2026-03": 1, None: 1}),
            ("America/New_York", "month", {"2025-12": 1, "2026-01": 2, "2026-03": 1, None: 1}),
            ("Europe/Berlin", "year", {"2025": 1, "2026": 3, None: 1}),
            ("Pacific/Kiritimati", "year", {"2026": 4, None: 1}),
            ("UTC", "day", {"2025-12-31": 1, "2026-01-31": 1, "2026-02-01": 1, "2026-03-29": 1, None: 1}),
            ("Asia/Kolkata", "day", {"2026-01-01": 1, "2026-02-01": 2, "2026-03-29": 1, None: 1}),
        ],
    )
    def test_are_grouped_by_the_calendar_where_the_asker_is(
        self, zone: str, period: str | None, counts: dict[str | None, int], closing: Store
    ) -> None:
        with closing.reading(Principal.system(time_zone=zone)) as records:
            found = records.totals("Deal", by="expected_close_date", period=period)

        assert {group["value"]: group["count"] for group in found} == counts

    def test_have_a_first_and_a_last(self, closing: Store) -> None:
        with closing.reading(SYSTEM) as records:
            (found,) = records.totals("Deal", of="expected_close_date")

        first, last = (datetime(2025, 12, 31, 22, 30, tzinfo=UTC), datetime(2026, 3, 29, 0, 59, tzinfo=UTC))
        assert found == {"count": 5, "min": first, "max": last}

    def test_at_the_ends_of_time_have_a_day_everywhere(self, store: Store) -> None:
        with store.records(SYSTEM) as records:
            for moment in ("0001-01-02T00:00:00Z", "9999-12-30T00:00:00Z"):
                records.create("Deal", {"title": "x", "expected_close_date": moment})

        for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
            with store.reading(Principal.system(time_zone=zone)) as records:
                assert len(records.totals("Deal", by="expected_close_date", period="day")) == 2


class TestTotalsAreRefused:
    @pytest.mark.parametrize(
        ("of", "by", "period"),
        [
            ("title", None, None),
            ("company", None, None),
            ("colour", None, None),
            ("version", None, None),
            (None, "colour", None),
            (None, "creator", None),
            (None, "f" * 10_000, None),
            (None, "expected_close_date", "week"),
            (None, "expected_close_date", "x" * 10_000),
        ],
    )
    def test_of_what_has_none(self, of: str | None, by: str | None, period: str | None, store: Store) -> None:
        with store.reading(SYSTEM) as records, pytest.raises(InvalidValues) as caught:
            records.totals("Deal", of=of, by=by, period=period)

        assert len(str(caught.value)) < 300

    def test_of_a_pointer_to_two_classes(self, store: Store) -> None:
        with store.reading(SYSTEM) as records, pytest.raises(InvalidValues):
            records.totals("Activity", of="related_to")

    def test_when_the_sum_is_beyond_all_numbers(self, store: Store) -> None:
        with store.records(SYSTEM) as records:
            for _ in range(2):
                records.create("Deal", {"title": "x", "amount": 1.7e308})

        with (
            pytest.raises(InvalidValues, match="The numbers are too large to be added up"),
            store.reading(SYSTEM) as reading,
        ):
            reading.totals("Deal", of="amount")


def test_totals_meet_a_filter(store: Store) -> None:
    with store.records(SYSTEM) as records:
        company = Pointer("Company", records.create("Company", {"name": "Globex", "industry": "Energy"})["object_id"])
        for amount, pointer in ((10, company), (20, company), (40, None)):
            records.create("Deal", {"title": "x", "amount": amount, "company": pointer})

        (found,) = records.totals("Deal", {"company": {"matches": {"industry": "Energy"}}}, of="amount")

    assert found == {"count": 2, "filled": 2, "sum": 30, "average": 15, "min": 10, "max": 20}


def test_totals_have_at_most_a_thousand_groups(store: Store, schema: Schema) -> None:
    build(store, World(things=tuple(Thing("Company", f"c{n}", {"name": f"Company {n}"}) for n in range(1_100))))

    with store.reading(SYSTEM) as records:
        assert len(records.totals("Company", by="name")) == 1_000
        assert records.totals("Company") == [{"count": 1_100}]
