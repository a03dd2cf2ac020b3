import errno
import io
import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import event, insert, select, update

from store import names
from store.accounts import Accounts
from store.errors import InvalidFile, StorageFull
from store.fields import Pointer
from store.principal import Principal
from store.sample import state as sample_state
from store.store import Store
from store.transfer.loading import import_file, import_state
from store.transfer.state import export_state, write_state
from tests.store.conftest import cleared
from tests.store.random_states import worlds
from tests.store.small import NOW, SMALL, State
from tests.store.states import faults, state

SYSTEM = Principal.system()
WORLDS = sorted((Path(__file__).parents[3] / "shared" / "evals").glob("*world*.json"))


@pytest.fixture
def workspace(shared: Store) -> Store:
    """An empty workspace."""
    return cleared(shared)


@pytest.fixture
def filled(workspace: Store) -> Store:
    """A workspace with the small world."""
    import_state(workspace, SMALL, now=NOW)
    return workspace


def changed(key: str, number: int, **values: Any) -> State:
    """Return the small world with other values in one record."""
    return {**SMALL, key: [{**one, **values} if n == number else one for n, one in enumerate(SMALL[key])]}


def rows(store: Store, name: str) -> dict[str, dict[str, Any]]:
    """Return every column of every record of a class, by id."""
    with store.looking() as connection:
        found = connection.execute(select(store.schema[name].table)).mappings()
        return {row["object_id"]: dict(row) for row in found}


class TestAState:
    def test_what_goes_in_comes_out(self, filled: Store) -> None:
        assert export_state(filled) == SMALL

    def test_an_empty_workspace_has_empty_lists_an_added_class_its_own(self, workspace: Store) -> None:
        assert export_state(workspace) == {key: [] for key in SMALL}

    def test_reading_changes_nothing_of_it(self, filled: Store) -> None:
        first = export_state(filled)

        with filled.reading(SYSTEM) as records:
            records.find("Deal")

        assert export_state(filled) == first

    def test_a_pointer_to_what_is_gone_is_empty_so_that_it_can_be_taken_back(self, filled: Store) -> None:
        with filled.records(SYSTEM) as records:
            records.delete("Deal", "d-1")
            records.delete("Company", "c-1")
            records.delete("_User", "u-bea")

        found = export_state(filled)

        assert found["activities"][0]["relatedTo"] is None
        assert found["contacts"][0] | {"company": None, "createdBy": None} == found["contacts"][0]
        assert found["projects"][0] | {"lead": None, "deal": None} == found["projects"][0]
        import_state(cleared(filled), found)
        assert export_state(filled) == found

    def test_the_creator_of_a_record_stands_under_created_by(self, workspace: Store) -> None:
        import_state(workspace, {"users": SMALL["users"]})
        with workspace.records(Principal("u-ann")) as records:
            deal = records.create("Deal", {"title": "Hers"})["object_id"]
            company = records.create("Company", {"name": "Hers"})["object_id"]

        found = export_state(workspace)

        assert [(one["id"], one["createdBy"]) for one in found["deals"]] == [(deal, "u-ann")]
        assert [(one["id"], one["createdBy"]) for one in found["companies"]] == [(company, "u-ann")]

    def test_a_user_has_the_role_that_decides_and_more_where_there_is_more(self, workspace: Store) -> None:
        everything = {"timeZone": "Europe/Berlin", "locale": "de-AT", "disabledAt": "2026-01-01T00:00:00+00:00"}
        people = [
            {"id": "u-1", "name": "One", "email": "1@example.com", "role": "rep", "roles": ["rep", "south"]},
            {"id": "u-2", "name": "Two", "email": "2@example.com", "role": "readonly", "roles": ["admin", "readonly"]},
            {"id": "u-3", "name": "Three", "email": "3@example.com", "role": "admin", **everything},
        ]

        import_state(workspace, {"users": people})

        assert export_state(workspace)["users"] == people
        with workspace.looking() as connection:
            assert Accounts(connection, workspace.schema).get("u-1").roles == {"rep", "south"}

    def test_a_user_without_an_account_is_a_salesperson(self, workspace: Store) -> None:
        with workspace.records(SYSTEM) as records:
            records.create("_User", {"username": "Cy", "email": "cy@example.com", "password": "long enough"})

        assert [one["role"] for one in export_state(workspace)["users"]] == ["rep"]

    def test_never_has_a_password(self, filled: Store) -> None:
        assert "password" not in json.dumps(export_state(filled))

    @pytest.mark.parametrize("amount", [0, -3, 1200, 0.1, 1e300, -1e-300, 2**53 - 1, 1e16])
    def test_numbers_come_back_as_they_were(self, workspace: Store, amount: float) -> None:
        import_state(workspace, {"deals": [{"id": "d", "title": "T", "amount": amount}]})

        found = export_state(workspace)["deals"][0]["amount"]

        assert found == amount
        assert isinstance(found, int) == (float(amount).is_integer() and abs(amount) < 2**53)

    def test_in_full_also_tells_when(self, filled: Store) -> None:
        later = NOW + timedelta(days=3)
        with filled.records(SYSTEM, now=later) as records:
            records.update("Deal", "d-1", {"stage": "won"})
        found = export_state(filled, full=True)
        assert found["deals"][0]["updatedAt"] == found["deals"][0]["stageSince"] == later.isoformat()
        assert found["deals"][1]["stageSince"] == found["deals"][1]["createdAt"] < NOW.isoformat()

        import_state(cleared(filled), found)

        assert export_state(filled, full=True) == found


class TestAFile:
    def test_holds_the_state_a_record_a_line(self, filled: Store, tmp_path: Path) -> None:
        counts = write_state(filled, tmp_path / "crm.json")

        written = (tmp_path / "crm.json").read_text()
        assert json.loads(written) == SMALL
        assert counts == {key: len(records) for key, records in SMALL.items()}
        assert all(json.loads(line.rstrip(",")) for line in written.splitlines() if line.startswith('{"id"'))
        assert written.count('{"id"') == sum(line.startswith('{"id"') for line in written.splitlines())

    def test_is_taken_back(self, filled: Store, tmp_path: Path) -> None:
        write_state(filled, tmp_path / "crm.json")

        summary = import_file(cleared(filled), tmp_path / "crm.json")

        assert summary.created == {"_User": 2, "Company": 1, "Contact": 1, "Deal": 2, "Activity": 2, "Project": 1}
        assert export_state(filled) == SMALL

    def test_may_be_a_stream(self, filled: Store) -> None:
        stream = io.BytesIO()

        write_state(filled, stream)

        assert json.loads(stream.getvalue()) == SMALL

    def test_is_not_put_in_the_place_of_a_link_that_leads_nowhere(self, filled: Store, tmp_path: Path) -> None:
        (tmp_path / "crm.json").symlink_to(tmp_path / "elsewhere.json")

        with pytest.raises(InvalidFile, match="already"):
            write_state(filled, tmp_path / "crm.json")

        assert os.listdir(tmp_path) == ["crm.json"]

    def test_is_not_put_in_the_place_of_a_device(self, filled: Store, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")

        with pytest.raises(InvalidFile, match="not a file"):
            write_state(filled, tmp_path / "pipe", overwrite=True)

        assert (tmp_path / "pipe").is_fifo()

    def test_is_for_its_owner_only(self, filled: Store, tmp_path: Path) -> None:
        write_state(filled, tmp_path / "crm.json")

        assert (tmp_path / "crm.json").stat().st_mode & 0o777 == 0o600

    def test_is_not_overwritten_unless_told(self, filled: Store, tmp_path: Path) -> None:
        path = tmp_path / "crm.json"
        path.write_text("mine")

        with pytest.raises(InvalidFile, match="already"):
            write_state(filled, path)
        assert path.read_text() == "mine"
        write_state(filled, path, overwrite=True)

        assert json.loads(path.read_text()) == SMALL
        assert os.listdir(tmp_path) == ["crm.json"]

    @pytest.mark.parametrize("place", ["no/such/folder.json", "."])
    def test_needs_a_place(self, filled: Store, tmp_path: Path, place: str) -> None:
        with pytest.raises(InvalidFile):
            write_state(filled, tmp_path / place, overwrite=True)

    def test_leaves_nothing_behind_on_a_full_disk(
        self, filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)

        with pytest.raises(StorageFull, match=r"no room left for the file .*crm\.json"):
            write_state(filled, tmp_path / "crm.json")

        assert os.listdir(tmp_path) == []

    def test_is_of_one_moment(self, filled: Store, tmp_path: Path) -> None:
        def write(done: int, total: int) -> None:
            with filled.records(SYSTEM) as records:
                records.create("Activity", {"subject": f"{done} of {total}"})

        write_state(filled, tmp_path / "crm.json", progress=write)

        assert json.loads((tmp_path / "crm.json").read_text()) == SMALL

    def test_tells_how_far_it_has_come(self, filled: Store, tmp_path: Path) -> None:
        told: list[tuple[int, int]] = []

        write_state(filled, tmp_path / "crm.json", progress=lambda done, total: told.append((done, total)))

        assert told[0] == (0, 9)
        assert told[-1] == (9, 9)
        assert told == sorted(told)


class TestAnImport:
    def test_takes_lists_and_references_in_any_order(self, workspace: Store) -> None:
        turned = {key: SMALL[key][::-1] for key in reversed(SMALL)}

        import_state(workspace, turned)

        assert {key: records[::-1] for key, records in export_state(workspace).items()} == SMALL

    def test_keeps_the_order_of_the_file(self, workspace: Store) -> None:
        deals = [{"id": f"d{n * 7 % 10}", "title": "T"} for n in range(10)]

        import_state(workspace, {"deals": deals})

        assert [one["id"] for one in export_state(workspace)["deals"]] == [one["id"] for one in deals]

    def test_makes_the_creator_of_the_file_the_creator(self, filled: Store) -> None:
        assert {key: row["creator"] for key, row in rows(filled, "Deal").items()} == {"d-1": "u-bea", "d-2": None}
        assert rows(filled, "Company")["c-1"]["creator"] == "u-ann"
        assert rows(filled, "Activity")["a-2"]["created_by"] is None

    def test_gives_rights_to_whom_the_file_gives_them(self, filled: Store) -> None:
        with filled.reading(Principal("u-ann", frozenset({"rep"}))) as records:
            assert records.get("Deal", "d-1")["title"] == "Oak floor"
            assert records.count("Deal") == 1
            assert records.acl("Deal", "d-1") == {"role:manager": "write", "u-bea": "read"}

    def test_of_a_date_without_a_zone_takes_it_as_utc(self, workspace: Store) -> None:
        dates = ["2026-05-01", "2026-05-01T00:00", "2026-05-01T02:00:00+02:00", "2026-05-01T00:00:00Z"]
        deals = [{"id": f"d{n}", "title": "T", "expectedCloseDate": date} for n, date in enumerate(dates)]

        import_state(workspace, {"deals": deals})

        assert {row["expected_close_date"] for row in rows(workspace, "Deal").values()} == {
            datetime(2026, 5, 1, tzinfo=UTC)
        }

    def test_reads_a_missing_key_as_empty(self, workspace: Store) -> None:
        import_state(workspace, {"deals": [{"id": "d", "title": "T"}]})

        found = rows(workspace, "Deal")["d"]
        assert {found[name] for name in ("stage", "amount", "company", "notes", "creator", "assigned_to")} == {None}

    def test_finds_users_who_are_here_by_their_address(self, workspace: Store) -> None:
        with workspace.records(SYSTEM) as records:
            values = {"username": "Ann Lee", "email": "Ann@Example.com", "password": "correct horse"}
            here = records.create("_User", values)["object_id"]
        acl = {"acl": {"u-ann": "write", here: "read"}}

        summary = import_state(workspace, changed("deals", 0, **acl))

        assert summary.matched == 1
        assert summary.created["_User"] == 1
        found = export_state(workspace)
        assert {one["id"]: one["name"] for one in found["users"]} == {here: "Ann Lee", "u-bea": "Bea"}
        assert found["companies"][0]["createdBy"] == found["deals"][0]["assignedTo"] == here
        assert found["deals"][0]["acl"] == {here: "write"}
        assert rows(workspace, "Company")["c-1"]["creator"] == here

    def test_gives_nobody_a_password(self, filled: Store) -> None:
        with filled.looking() as connection:
            assert Accounts(connection, filled.schema).get("u-ann").has_password is False

    def test_gives_nobody_the_password_that_another_user_of_his_id_had(self, workspace: Store) -> None:
        account = workspace.schema.own.account
        with workspace.writing() as connection:
            connection.execute(insert(account).values(user="u-ann", password_hash="old", roles=["admin"]))

        import_state(workspace, SMALL)

        with workspace.looking() as connection:
            found = Accounts(connection, workspace.schema).get("u-ann")
        assert not found.has_password
        assert found.roles == {"rep"}

    def test_can_point_to_what_is_here_already(self, filled: Store) -> None:
        import_state(filled, {"deals": [{"id": "d-3", "title": "More", "company": "c-1", "createdBy": "u-ann"}]})

        assert export_state(filled)["deals"][2]["company"] == "c-1"

    def test_of_the_same_file_again_does_nothing(self, filled: Store) -> None:
        before = state(filled)

        summary = import_state(filled, SMALL)

        assert (summary.run, summary.created, summary.unchanged, summary.matched) == (None, {}, 7, 2)
        assert state(filled) == before

    def test_changes_no_record_that_is_here(self, filled: Store) -> None:
        with pytest.raises(InvalidFile, match="Deal d-1 is in the workspace already, with other values"):
            import_state(filled, {**changed("deals", 0, amount=7), "companies": [{"id": "c-2", "name": "New"}]})

        assert export_state(filled) == SMALL

    def test_is_one_run_that_undo_takes_back(self, filled: Store) -> None:
        with filled.records(SYSTEM) as records:
            undone = records.undo()

        assert len(undone) == 9
        assert export_state(filled) == {key: [] for key in SMALL}

    def test_is_in_the_history_of_each_record(self, filled: Store) -> None:
        table = filled.schema.own.change
        with filled.looking() as connection:
            found = list(connection.execute(select(table).order_by(table.c.seq)).mappings())
            runs = list(connection.execute(select(filled.schema.own.run)).mappings())

        assert [row["object_id"] for row in found] == [
            "u-ann",
            "u-bea",
            "c-1",
            "p-1",
            "d-1",
            "d-2",
            "a-1",
            "a-2",
            "x-1",
        ]
        assert {(row["user"], row["door"], row["run"]) for row in found} == {("system", "import", runs[0]["id"])}
        assert found[0]["after"]["roles"] == ["rep"]
        assert runs[0]["finished_at"] >= runs[0]["started_at"]

    def test_leaves_rows_log_and_names_in_agreement(self, workspace: Store) -> None:
        import_state(workspace, sample_state(NOW))

        assert [fault for fault in faults(workspace) if "_User" not in fault] == []  # his account is in the log as well

    def test_makes_records_that_are_found_by_name(self, filled: Store) -> None:
        with filled.reading(SYSTEM) as records:
            assert [one.id for one in records.named(["lindd"])] == ["p-1"]

    def test_makes_records_that_can_be_changed(self, filled: Store) -> None:
        with filled.records(SYSTEM) as records:
            assert records.update("Deal", "d-1", {"stage": "won"}, version=1)["stage"] == "won"
            assert records.update("Deal", "d-2", {"company": Pointer("Company", "c-1")})["company"].id == "c-1"

    def test_tells_how_far_it_has_come(self, workspace: Store) -> None:
        told: list[tuple[int, int]] = []

        import_state(workspace, SMALL, progress=lambda done, total: told.append((done, total)))

        assert (told[0], told[-1]) == ((0, 9), (9, 9))
        assert told == sorted(told)

    def test_that_fails_on_the_way_leaves_nothing(self, workspace: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("on the way")

        monkeypatch.setattr(names, "add", broken)
        before = state(workspace)

        with pytest.raises(RuntimeError, match="on the way"):
            import_state(workspace, SMALL)

        assert state(workspace) == before
        assert export_state(workspace)["users"] == []

    def test_that_is_stopped_leaves_nothing(self, workspace: Store) -> None:
        def stop(done: int, _: int) -> None:
            if done:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            import_state(workspace, SMALL, progress=stop)

        assert export_state(workspace) == {key: [] for key in SMALL}

    def test_into_a_full_database_leaves_nothing(self, url: str, store: Store) -> None:
        if not url.startswith("sqlite"):
            pytest.skip("only SQLite can be told how large it may become")
        event.listen(store.engine, "connect", lambda one, _: one.execute("PRAGMA max_page_count = 150"))
        store.engine.dispose()

        with pytest.raises(StorageFull):
            import_state(store, {"companies": [{"id": f"c{n}", "name": "x" * 1000} for n in range(1000)]})

        assert export_state(store)["companies"] == []

    @pytest.mark.parametrize(
        "path", WORLDS or [pytest.param(None, marks=pytest.mark.skip("no worlds beside the project"))]
    )
    def test_of_a_foreign_world_gives_the_same_world(self, workspace: Store, path: Path) -> None:
        import_file(workspace, path)

        assert filled_keys(export_state(workspace)) == filled_keys(json.loads(path.read_text()))


def filled_keys(world: State) -> State:
    """Return a state without empty values and empty lists, and with its dates as dates."""
    dates = ("dueDate", "completedAt", "expectedCloseDate")
    return {
        key: [
            {name: datetime.fromisoformat(value).replace(tzinfo=UTC) if name in dates else value
             for name, value in record.items() if value is not None}
            for record in records
        ]
        for key, records in world.items() if records
    }  # fmt: skip


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(world=worlds())
def test_any_world_comes_out_as_it_went_in(shared: Store, world: State, tmp_path: Path) -> None:
    import_state(cleared(shared), world)
    assert export_state(shared) == world
    write_state(shared, tmp_path / "world.json", overwrite=True, full=True)
    full = export_state(shared, full=True)

    import_file(cleared(shared), tmp_path / "world.json")

    assert export_state(shared, full=True) == full


def test_records_of_a_user_who_left_stay_as_they_are(filled: Store) -> None:
    account = filled.schema.own.account
    with filled.writing() as connection:
        connection.execute(update(account).where(account.c.user == "u-ann").values(disabled_at=NOW))

    assert import_state(filled, SMALL).run is None
    assert export_state(filled)["users"][0]["disabledAt"] == NOW.isoformat()
