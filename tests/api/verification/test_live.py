from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from api.settings import Settings
from api.verification import live
from api.verification.live import sights
from api.workspace import Workspace
from store.permissions import Gate
from store.principal import Principal
from store.sample import state
from store.schema import Schema
from store.store import Store
from store.transfer.loading import import_state
from store.users import Users


@pytest.fixture
def workspace(store: Store, url: str, tmp_path: Path) -> Workspace:
    """A workspace with the sample, some of which is shared."""
    import_state(store, state(datetime.now(UTC), "UTC"))
    with store.records(Principal.system()) as records:
        shared, hidden = (row["object_id"] for row in records.find("Company", limit=2))
        records.share("Company", shared, {"*": "read"})
        records.share("Company", hidden, {"role:manager": "write"})
    return Workspace(Settings(home=tmp_path, database_url=url), store, Users(store))


def test_users_see_the_rows_that_the_rules_say(workspace: Workspace) -> None:
    seen = sights(workspace, users=10, records=50)

    assert seen
    assert [one for one in seen if not one.holds] == []
    assert {one.role for one in seen} == {"admin", "rep"}
    deals = {one.role: (one.shown, one.there, one.sampled) for one in seen if one.cls == "Deal"}
    assert deals["admin"] == (60, 60, 50)
    assert 0 < deals["rep"][0] < 60


@pytest.mark.parametrize(
    "gate", [lambda _, action, __: action == "read", lambda _, action, __: action == "write"], ids=["reads", "writes"]
)
def test_a_gate_that_lets_everybody_through_is_found_out(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, gate: Callable[..., bool]
) -> None:
    monkeypatch.setattr(Gate, "_free", gate)
    fresh = Schema.of({"Project": workspace.store.schema["Project"].model})  # the gates of a schema are kept
    store = Store(workspace.store.engine, fresh)

    seen = sights(Workspace(workspace.settings, store, Users(store)), users=10, records=50)

    assert seen
    wrong = {(one.role, one.cls) for one in seen if not one.holds}
    assert ("rep", "Deal") in wrong


def test_nothing_is_said_of_rows_that_change_all_the_time(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers: list[int] = []

    def later(_: Any) -> int:
        numbers.append(0)
        return len(numbers)

    monkeypatch.setattr(live, "_last", later)

    assert sights(workspace, users=1, records=1) is None
