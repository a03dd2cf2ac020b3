"""What the tools count and add up, compared with a plain loop over what `get` returns, in random small worlds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.errors import RecordNotFound
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.rows import Row
from store.store import Store
from tests.tools.desk import Desk, emptied, where

USERS = ("u0", "u1", "u2")
ZONES = ("UTC", "Europe/Berlin", "America/New_York")
STAGES = ("lead", "proposal", "won", "lost", None)
AMOUNTS = (None, 0.0, 5.0, 10.5, 48000.0)
INDUSTRIES = (None, "", "Energy", "energy", "Retail")
MOMENTS = (
    None,
    datetime(2026, 3, 31, 3, tzinfo=UTC),
    datetime(2026, 3, 31, 22, 30, tzinfo=UTC),
    datetime(2026, 4, 1, tzinfo=UTC),
    datetime(2026, 4, 1, 3, 59, tzinfo=UTC),
)

Given = dict[str, Any]
See = Callable[[Pointer | None], Row | None]
Day = Callable[[datetime | None], date | None]


def some(most: int, values: Given) -> st.SearchStrategy[list[Given]]:
    """Return up to `most` records, each made by one of the users, and some of them with an ACL."""
    acl = st.sampled_from([None, None, None, {}, {"u0": "read"}, {"*": "read"}, {"role:rep": "write"}])
    return st.lists(st.fixed_dictionaries({"by": st.sampled_from(USERS), "acl": acl, **values}), max_size=most)


def one_of(cls: str, most: int) -> st.SearchStrategy[Pointer | None]:
    return st.sampled_from([None, *(Pointer(cls, f"{cls}{n}") for n in range(most))])


WORLDS = st.fixed_dictionaries(
    {
        "Company": some(3, {"industry": st.sampled_from(INDUSTRIES)}),
        "Contact": some(3, {"company": one_of("Company", 3)}),
        "Deal": some(
            8,
            {
                "amount": st.sampled_from(AMOUNTS),
                "stage": st.sampled_from(STAGES),
                "company": one_of("Company", 3),
                "contact": one_of("Contact", 3),
                "expected_close_date": st.sampled_from(MOMENTS),
                "assigned_to": st.sampled_from([None, *(Pointer("_User", user) for user in USERS)]),
            },
        ),
    }
)


@dataclass(frozen=True)
class Ask:
    """A condition, and what it means of a row that is at hand."""

    field: str
    op: str
    value: Any
    meets: Callable[[Row, See, Day], bool]


def industry(row: Row, see: See) -> str | None:
    company = see(row["company"])
    return company["industry"] if company else None


MARCH = date(2026, 3, 31)
ASKS = [
    Ask("amount", "at_least", 5, lambda row, see, day: row["amount"] is not None and row["amount"] >= 5),
    Ask("amount", "under", 10.5, lambda row, see, day: row["amount"] is not None and row["amount"] < 10.5),
    Ask("amount", "is_not", 5, lambda row, see, day: row["amount"] != 5),
    Ask("amount", "empty", None, lambda row, see, day: row["amount"] is None),
    Ask("stage", "is", "WON", lambda row, see, day: row["stage"] == "won"),
    Ask("stage", "is_not", ["won", "lost"], lambda row, see, day: row["stage"] not in ("won", "lost")),
    Ask("stage", "filled", None, lambda row, see, day: row["stage"] is not None),
    Ask("company", "filled", None, lambda row, see, day: row["company"] is not None),
    Ask("assigned_to", "is", "me", lambda row, see, day: row["assigned_to"] == Pointer("_User", "u0")),
    Ask("assigned_to", "is_not", "me", lambda row, see, day: row["assigned_to"] != Pointer("_User", "u0")),
    Ask("company.industry", "is", "energy", lambda row, see, day: (industry(row, see) or "").lower() == "energy"),
    Ask("company.industry", "is_not", "energy", lambda row, see, day: see(row["company"]) is not None
        and (industry(row, see) or "").lower() != "energy"),
    Ask("company.industry", "empty", None, lambda row, see, day: see(row["company"]) is not None
        and not industry(row, see)),
    Ask("contact.company", "filled", None, lambda row, see, day: bool((see(row["contact"]) or {}).get("company"))),
    Ask("expected_close_date", "is", "2026-03-31", lambda row, see, day: day(row["expected_close_date"]) == MARCH),
    Ask("expected_close_date", "is_not", "2026-03-31",
        lambda row, see, day: day(row["expected_close_date"]) != MARCH),
    Ask("expected_close_date", "over", "2026-03-31",
        lambda row, see, day: (day(row["expected_close_date"]) or date.min) > MARCH),
    Ask("expected_close_date", "at_most", "2026-03-31",
        lambda row, see, day: (day(row["expected_close_date"]) or date.max) <= MARCH),
]  # fmt: skip


def made(store: Store, world: dict[str, list[Given]]) -> None:
    """Fill an empty workspace; a pointer to what is not there is left out."""
    emptied(store)
    there = {Pointer(cls, f"{cls}{n}") for cls, records in world.items() for n, _ in enumerate(records)}
    there |= {Pointer("_User", user) for user in USERS}
    with store.records(Principal.system()) as records:
        for user in USERS:
            values = {"username": f"User {user}", "email": f"{user}@example.com", "password": "correct horse"}
            records.create("_User", values, object_id=user)
    for user in USERS:
        for cls, everything in world.items():
            mine = {f"{cls}{n}": one for n, one in enumerate(everything) if one["by"] == user}
            write(store, user, cls, mine, there)
    link(store, world, there)


def write(store: Store, user: str, cls: str, mine: dict[str, Given], there: set[Pointer]) -> None:
    with store.records(Principal(user, frozenset({"rep"}))) as records:
        for key, one in mine.items():
            values = {name: value for name, value in one.items() if not isinstance(value, Pointer)}
            values = {name: value for name, value in values.items() if name not in ("by", "acl")}
            title = "title" if cls == "Deal" else "name"
            records.create(cls, values | {title: f"{cls} {key}"}, object_id=key, acl=one["acl"])


def link(store: Store, world: dict[str, list[Given]], there: set[Pointer]) -> None:
    """Set the pointers, also to records that their maker may not read."""
    with store.records(Principal.system()) as records:
        for cls, everything in world.items():
            for n, one in enumerate(everything):
                pointers = {name: value for name, value in one.items() if isinstance(value, Pointer)}
                records.update(cls, f"{cls}{n}", {name: to for name, to in pointers.items() if to in there})


def readable(records: Records, cls: str, most: int) -> Iterator[Row]:
    for n in range(most):
        try:
            yield records.get(cls, f"{cls}{n}")
        except RecordNotFound:
            continue


@pytest.fixture(scope="module")
def empty(workspaces: tuple[Store, Store]) -> Store:
    return workspaces[0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(world=WORLDS, asks=st.lists(st.sampled_from(ASKS), max_size=3), zone=st.sampled_from(ZONES))
def test_the_tools_say_what_a_plain_loop_says(
    world: dict[str, list[Given]], asks: list[Ask], zone: str, empty: Store
) -> None:
    made(empty, world)
    ann = Principal("u0", frozenset({"rep"}), time_zone=zone)
    desk = Desk(empty, ann)

    def day(moment: datetime | None) -> date | None:
        return moment.astimezone(ZoneInfo(zone)).date() if moment else None

    with empty.reading(ann) as records:

        def see(pointer: Pointer | None) -> Row | None:
            return records.get_many(pointer.cls, [pointer.id]).get(pointer.id) if pointer else None

        rows = [row for row in readable(records, "Deal", 8) if all(ask.meets(row, see, day) for ask in asks)]
        names = {pointer: row["name"] for pointer in {row["company"] for row in rows} if (row := see(pointer))}

    conditions = [where(ask.field, ask.op, ask.value) for ask in asks]
    assert desk.found("find_deals", *conditions) == {row["object_id"] for row in rows}
    assert desk("find_deals", where=conditions, limit=1)["total"] == len(rows)
    assert figures(desk, conditions) == summed(rows)
    for by, key in GROUPS.items():
        found = desk("totals", **{"class": "Deal"}, where=conditions, of="amount", by=by)["groups"]
        expected = {value: summed([row for row in rows if key(row, names, day) == value]) for value in
                    {key(row, names, day) for row in rows}}  # fmt: skip
        assert {group.pop("value"): group for group in found} == expected
    stages = desk("pipeline", where=conditions)["stages"]
    assert {stage["stage"]: stage["count"] for stage in stages if stage["count"]} == {
        stage: sum(row["stage"] == stage for row in rows) for stage in {row["stage"] for row in rows}
    }


GROUPS: dict[str, Callable[[Row, dict[Pointer | None, str], Day], Any]] = {
    "stage": lambda row, names, day: row["stage"],
    "company": lambda row, names, day: names.get(row["company"]),
    "expected_close_date": lambda row, names, day: str(day(row["expected_close_date"]) or "")[:7] or None,
}


def figures(desk: Desk, conditions: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = desk("totals", **{"class": "Deal"}, where=conditions, of="amount")
    return found


def summed(rows: list[Row]) -> dict[str, Any]:
    amounts = [row["amount"] for row in rows if row["amount"] is not None]
    if not amounts:
        return {"count": len(rows)}
    average = round(sum(amounts) / len(amounts), 2)
    return {"count": len(rows), "sum": sum(amounts), "average": average, "min": min(amounts), "max": max(amounts)}
