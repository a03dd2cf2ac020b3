from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from store.index import search as searching
from store.index.index import Index
from store.index.question import Question
from store.schema import Preset, Schema
from store.store import Store
from tests.embedding import Letters
from tests.store.conftest import cleared
from tests.store.rule import may_read
from tests.store.worlds import NAMES, World, build, worlds

PRESETS: tuple[Preset, ...] = ("owner", "team", "open")
SEARCHED = ("Company", "Contact", "Deal", "Activity", "Project")


@pytest.fixture(scope="module")
def presets(shared: Store) -> Mapping[str, Store]:
    """The same database under each default rule."""
    added = {"Project": shared.schema["Project"].model}
    return {preset: Store(shared.engine, Schema.of(added, preset)) for preset in PRESETS}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=worlds(), after=worlds(), many=st.booleans(), sought=st.sampled_from([*NAMES, "", "pumps of acme"]))
def test_nobody_ever_finds_what_he_may_not_read_however_the_world_changed_since_it_was_indexed(
    presets: Mapping[str, Store], before: World, after: World, many: bool, sought: str
) -> None:
    store = presets[after.preset]
    build(cleared(store), before)
    index = Index(store, Letters())
    index.catch_up()
    become(store, after)
    question = Question(sought, {name: {} for name in SEARCHED}, limit=50)

    for who in after.principals:
        with pytest.MonkeyPatch.context() as patch, store.reading(who) as records:
            patch.setattr(searching, "FEW", 0 if many else 5_000)
            found = records.search(question, index._meaning(sought or "x"))
        things = {(thing.cls, thing.id): thing for thing in after.things}
        for one in found:
            thing = things[one.cls, one.row["object_id"]]
            assert may_read(after, who, thing)
            assert one.quote.strip() == str(thing.values[one.field]).strip()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds(), many=st.booleans())
def test_everybody_finds_all_that_he_may_read(presets: Mapping[str, Store], world: World, many: bool) -> None:
    store = presets[world.preset]
    build(cleared(store), world)
    index = Index(store, Letters())
    index.catch_up()
    question = Question("acme", {name: {} for name in SEARCHED}, limit=50)

    for who in world.principals:
        with pytest.MonkeyPatch.context() as patch, store.reading(who) as records:
            patch.setattr(searching, "FEW", 0 if many else 5_000)
            found = records.search(question, index._meaning("acme"))
        titles = {(thing.cls, thing.id): title(store, thing.cls, thing.values) for thing in world.things}
        wanted = {
            (thing.cls, thing.id)
            for thing in world.things
            if thing.cls in SEARCHED and may_read(world, who, thing) and titles[thing.cls, thing.id]
        }
        assert {(one.cls, one.row["object_id"]) for one in found} == wanted


def become(store: Store, world: World) -> None:
    """Put another world in the place of all records, past the change log."""
    with store.writing() as connection:
        for cls in store.schema.classes.values():
            connection.execute(delete(cls.table))
            connection.execute(delete(cls.acl))
    build(store, world)


def title(store: Store, name: str, values: Mapping[str, Any]) -> str:
    return str(values[store.schema[name].model.title_field] or "").strip()
