from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.changes import Origin
from store.errors import StoreError
from store.fields import Pointer
from store.principal import Principal
from store.schema import Preset, Schema
from store.store import Store
from tests.store.conftest import cleared
from tests.store.syncing import Device, readable
from tests.store.worlds import GRANTEES, IDS, NAMED, PEOPLE, POINTERS, ROLES, World, build, worlds

PRESETS: tuple[Preset, ...] = ("owner", "team", "open")
TITLES = {"Company": "name", "Contact": "name", "Deal": "title", "Activity": "subject", "Project": "name"}
SYSTEM = Principal.system()


@dataclass(frozen=True)
class Write:
    """A write of a record: with values it is changed, or made where there is none."""

    cls: str
    id: str
    how: str
    values: Mapping[str, Any]
    acl: Mapping[str, str] | None


@dataclass(frozen=True)
class Sync:
    """Some pages that the device reads."""

    pages: int
    limit: int


@dataclass(frozen=True)
class Roles:
    """Other roles for the user of the device."""

    roles: frozenset[str]


@st.composite
def writes(draw: st.DrawFn) -> Write:
    cls = draw(st.sampled_from(["Deal", "Deal", "Deal", "Contact", "Company", "Activity", "Activity", "Project"]))
    values: dict[str, Any] = {TITLES[cls]: draw(NAMED)}
    for name, targets in POINTERS[cls].items():
        if draw(st.integers(0, 2)):
            ids = {target: PEOPLE[:2] if target == "_User" else IDS[:3] for target in targets}
            there = [Pointer(target, one) for target, several in ids.items() for one in several]
            values[name] = draw(st.sampled_from([*there, None]))
    acl = draw(st.none() | st.dictionaries(st.sampled_from(GRANTEES), st.just("read"), max_size=2))
    how = draw(st.sampled_from(["change", "change", "change", "change", "share", "delete", "undo"]))
    return Write(cls, draw(st.sampled_from(IDS[:3])), how, values, acl)


reading = st.builds(Sync, st.sampled_from([1, 2, 8]), st.sampled_from([1, 2, 3]))
roles = st.builds(Roles, ROLES.map(frozenset))
steps = st.lists(st.one_of(*[writes()] * 6, *[reading] * 4, roles), min_size=4, max_size=30)
everything = worlds(presets=("owner", "owner", "owner", "team"), least=2)


@pytest.fixture(scope="module")
def presets(shared: Store) -> Mapping[str, Store]:
    """The same database under each default rule."""
    added = {"Project": shared.schema["Project"].model}
    return {preset: Store(shared.engine, Schema.of(added, preset)) for preset in PRESETS}


@settings(max_examples=24, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(world=everything, steps=steps)
def test_a_device_that_syncs_at_any_moment_has_in_the_end_what_its_user_may_read(
    presets: Mapping[str, Store], world: World, steps: list[Write | Sync | Roles]
) -> None:
    store = presets[world.preset]
    build(cleared(store), world)
    device = Device(store, Principal("ann", frozenset({"rep"})))

    for number, step in enumerate(steps):
        if isinstance(step, Write):
            with suppress(StoreError):
                write(store, step, number)
        elif isinstance(step, Roles):
            device.principal = Principal("ann", step.roles)
        else:
            for _ in range(step.pages):
                device.reads(step.limit)

    assert device.catches_up(2).kept == readable(store, device.principal)


def write(store: Store, wanted: Write, number: int) -> None:
    if wanted.how == "undo":
        with store.records(SYSTEM, Origin("test", f"undo{number}")) as records:
            runs = [row["run"] for row in records.history(limit=50) if "undo" not in row["run"]]
            records.undo(runs[0] if runs else "none")
        return
    with store.records(SYSTEM, Origin("test", f"run{number}")) as records:
        there = wanted.id in records.get_many(wanted.cls, [wanted.id])
        if wanted.how == "delete":
            records.delete(wanted.cls, wanted.id)
        elif wanted.how == "share":
            records.share(wanted.cls, wanted.id, wanted.acl)
        elif there:
            records.update(wanted.cls, wanted.id, wanted.values)
        else:
            records.create(wanted.cls, wanted.values, object_id=wanted.id, acl=wanted.acl)
