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
from tests.store.worlds import PEOPLE, SIZES, World, build, worlds

MARCH = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


Question = tuple[str, str, dict[str, Any]]
"""Who asks, for records of which class, and the filter."""


@st.composite
def asked_worlds(draw: st.DrawFn) -> tuple[World, list[Question]]:
    """Draw a world and what is asked in it."""
    asked = st.sampled_from(sorted(SIZES)).flatmap(
        lambda cls: st.tuples(st.sampled_from(PEOPLE), st.just(cls), filters(cls))
    )
    return draw(worlds(presets=("owner",))), draw(st.lists(asked, min_size=3, max_size=6))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
