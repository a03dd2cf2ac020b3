from pathlib import Path
from typing import Any

import pytest

from api.settings import Settings
from api.verification import matrix as trying
from api.verification.matrix import Cell, matrix
from api.verification.world import KINDS, ROLES
from store.permissions import Gate
from store.schema import Class, Schema

DOORS = {"terminal", "HTTP", "HTTP events", "/v1", "Slack", "MCP", "Parse"}
OF_A_SALESPERSON = {
    "deal that he made": "change",
    "deal assigned to him": "change",
    "company shared to read": "read",
    "contact shared to change": "change",
    "company of his deal": "read",
    "deal of another": "nothing",
    "activity of his deal": "read",
    "company of another": "nothing",
    "others' records, in lists": "nothing",
}


@pytest.fixture
def given(tmp_path: Path) -> Settings:
    """The settings of a workspace that is not there: nothing may be asked of it."""
    return Settings(
        home=tmp_path / "nowhere", database_url="sqlite:////nowhere/crm.db", master_key="m", app_id="my-app"
    )


def test_everybody_reaches_through_every_door_what_he_may_and_nothing_else(
    url: str, given: Settings, schema: Schema
) -> None:
    cells = matrix(schema, given, url=url)

    assert [one for one in cells if not one.holds] == []
    assert len(cells) == len(ROLES) * len(DOORS) * (len(KINDS) + 1)
    assert {one.door for one in cells} == DOORS
    for door in DOORS:
        assert {one.record: one.found for one in cells if (one.role, one.door) == ("rep", door)} == OF_A_SALESPERSON
        assert "change" not in {one.found for one in cells if (one.role, one.door) == ("readonly", door)}
    assert not given.home.exists()


@pytest.fixture
def of_one_role(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only salespeople try the doors: enough to see what is wrong with them."""
    monkeypatch.setattr(trying, "ROLES", ("rep",))


def broken(cells: list[Cell], record: str) -> dict[str, str]:
    """What was found of a kind of record, by door."""
    return {one.door: one.found for one in cells if one.record == record and not one.holds}


@pytest.mark.usefixtures("of_one_role")
def test_a_gate_that_lets_everybody_read_is_found_out_at_every_door(
    monkeypatch: pytest.MonkeyPatch, given: Settings
) -> None:
    whole = Gate._free

    def free(gate: Gate, action: Any, cls: Class) -> bool:
        return action == "read" or whole(gate, action, cls)

    monkeypatch.setattr(Gate, "_free", free)

    assert broken(matrix(Schema.of(), given), "deal of another") == dict.fromkeys(DOORS, "read")


@pytest.mark.usefixtures("of_one_role")
def test_a_gate_that_lets_everybody_write_is_found_out_at_every_door(
    monkeypatch: pytest.MonkeyPatch, given: Settings
) -> None:
    monkeypatch.setattr(Gate, "_free", lambda *_: True)

    assert broken(matrix(Schema.of(), given), "company of his deal") == dict.fromkeys(DOORS, "change")
