from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings

from store.errors import ReadOnly, RecordNotFound
from store.records import Records
from store.schema import Preset, Schema
from store.store import Store
from tests.store.conftest import cleared
from tests.store.rule import may_read, may_write
from tests.store.worlds import World, build, worlds

PRESETS: tuple[Preset, ...] = ("owner", "team", "open")


@pytest.fixture(scope="module")
def presets(shared: Store) -> Mapping[str, Store]:
    """The same database under each default rule."""
    added = {"Project": shared.schema["Project"].model}
    return {preset: Store(shared.engine, Schema.of(added, preset)) for preset in PRESETS}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds())
def test_the_gate_agrees_with_the_rule_in_plain_python(presets: Mapping[str, Store], world: World) -> None:
    store = presets[world.preset]
    build(cleared(store), world)

    for who in world.principals:
        with store.records(who) as records:
            for cls in store.schema.classes:
                wanted = {thing.id for thing in world.of(cls) if may_read(world, who, thing)}
                assert {row["object_id"] for row in records.find(cls)} == wanted
                assert records.get_many(cls, [thing.id for thing in world.of(cls)]).keys() == wanted
                assert records.count(cls) == len(wanted)
            for thing in world.things:
                seen, written = may_read(world, who, thing), may_write(world, who, thing)
                assert outcome(records, thing.cls, thing.id) == (seen, written), (who, thing)


def outcome(records: Records, cls: str, object_id: str) -> tuple[bool, bool]:
    """Whether the record may be read, and whether it may be written."""
    try:
        records.update(cls, object_id, {})
    except ReadOnly:
        return True, False
    except RecordNotFound:
        with pytest.raises(RecordNotFound):
            records.get(cls, object_id)
        return False, False
    return records.get(cls, object_id)["object_id"] == object_id, True
