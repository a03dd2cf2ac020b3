from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from api.verification.rule import Person, Rule
from store.fields import Pointer
from store.schema import Schema
from store.store import Store
from store.transfer.state import export_state
from tests.store.conftest import cleared
from tests.store.rule import may_read, may_write
from tests.store.worlds import Thing, World, build, worlds


@pytest.fixture(scope="module")
def emptied(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Iterator[Store]:
    """A workspace that is emptied for each example; what is tested is no SQL, so one database will do."""
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('rule')}/crm.db", schema)
    yield store
    store.close()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=worlds())
def test_the_rule_read_from_an_exported_state_is_the_rule(emptied: Store, drawn: World) -> None:
    world = replace(drawn, things=tuple(map(stamped, drawn.things)))
    build(cleared(emptied), world)
    schema = Schema.of({"Project": emptied.schema["Project"].model}, world.preset)  # type: ignore[arg-type]
    rule = Rule(schema, export_state(emptied))

    for who in world.principals:
        person = Person(who.user, who.roles)
        for cls in schema.classes:
            things = world.of(cls)
            assert rule.readable(person, cls) == {thing.id for thing in things if may_read(world, who, thing)}
            assert rule.writable(person, cls) == {thing.id for thing in things if may_write(world, who, thing)}


def stamped(thing: Thing) -> Thing:
    """The record as the server makes it: its creator is whom the field names that the server fills."""
    if "created_by" not in thing.values:
        return thing
    creator = thing.creator and Pointer("_User", thing.creator)
    return replace(thing, values={**thing.values, "created_by": creator})
