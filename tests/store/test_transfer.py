import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from store import names
from store.accounts import Accounts
from store.errors import InvalidFile, StorageFull
from store.fields import Pointer
from store.principal import Principal
from store.sample import state as sample_state
from store.store import Store
from store.transfer import files
from store.transfer.loading import import_file, import_state
from store.transfer.state import export_state, write_state
from tests.store.conftest import cleared
from tests.store.states import faults, state

SYSTEM = Principal.system()
NOW = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
WORLDS = sorted((Path(__file__).parents[3] / "shared" / "evals").glob("*world*.json"))
State = dict[str, list[dict[str, Any]]]

SMALL: State = {
    "users": [
        {"id": "u-ann", "name": "Ann", "email": "ann@example.com", "role": "rep"},
        {"id": "u-bea", "name": "Bea", "email": "bea@example.com", "role": "manager"},
    ],
    "companies": [
        {
            "id": "c-1", "name": "Oak & Sons", "website": "oak.example", "industry": None, "address": None,
            "notes": "", "createdBy": "u-ann",
        }
    ],
    "contacts": [
        {
            "id": "p-1", "name": "Jo Lind", "email": "jo@oak.example", "phone": None, "company": "c-1",
            "notes": "Calls back.\nAlways.", "createdBy": "u-bea",
        }
    ],
    "deals": [
        {
            "id": "d-1", "title": "Oak floor", "amount": 1200, "stage": "proposal", "contact": "p-1", "company": "c-1",
            "expectedCloseDate": "2026-05-01T00:00:00+00:00", "notes": None, "assignedTo": "u-ann",
            "createdBy": "u-bea", "acl": {"role:manager": "write", "u-bea": "read"},
        },
        {
            "id": "d-2", "title": "Oak stairs", "amount": 99.5, "stage": None, "contact": None, "company": None,
            "expectedCloseDate": None, "notes": None, "assignedTo": None, "createdBy": None,
        },
    ],
    "activities": [
        {
            "id": "a-1", "type": "call", "subject": "Price", "description": "", "dueDate": None,
            "completedAt": "2026-03-01T14:30:00+00:00", "relatedTo": {"class": "Deal", "id": "d-1"}, "createdBy": "u-ann",
        },
        {
            "id": "a-2", "type": None, "subject": None, "description": None, "dueDate": "2026-04-01T08:00:00+00:00",
            "completedAt": None, "relatedTo": {"class": "Contact", "id": "p-1"}, "createdBy": None,
        },
    ],
    "projects": [
        {
            "id": "x-1", "name": "Floor", "budget": 10, "urgent": True, "lead": "u-bea", "deal": "d-1",
            "createdBy": "u-ann",
        }
    ],
}  # fmt: skip


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
            write_state(filled, tmp_path / place)

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

        assert {row["expected_close_date"] for row in rows(workspace, "Deal").values()} == {datetime(2026, 5, 1, tzinfo=UTC)}

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
        assert (found.has_password, found.roles) == (False, {"rep"})

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

        assert [row["object_id"] for row in found] == ["u-ann", "u-bea", "c-1", "p-1", "d-1", "d-2", "a-1", "a-2", "x-1"]
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

    @pytest.mark.parametrize("path", WORLDS or [pytest.param(None, marks=pytest.mark.skip("no worlds beside the project"))])
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


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
title = text.filter(bool)
moments = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(lambda moment: f"{moment.isoformat()}+00:00")
numbers = st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False).map(
    lambda number: int(number) if number.is_integer() and abs(number) < 2**53 else number
))  # fmt: skip
levels = st.sampled_from(["read", "write"])


@st.composite
def worlds(draw: st.DrawFn) -> State:
    """Return a small world with pointers, ACLs and empty values of all kinds."""
    sizes = {key: draw(st.integers(0, 3)) for key in SMALL}
    ids = {key: [f"{key[:2]}-{n}" for n in range(size)] for key, size in sizes.items()}

    def one_of(*keys: str) -> Any:
        return draw(st.sampled_from([None, *(found for key in keys for found in ids[key])]))

    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | strategy)

    def related() -> Any:
        found = [("Contact", one) for one in ids["contacts"]] + [("Deal", one) for one in ids["deals"]]
        to = draw(st.sampled_from([None, *found]))
        return to and {"class": to[0], "id": to[1]}

    def acl() -> dict[str, Any]:
        grantees = st.sampled_from(["*", "role:rep", "role:south sea", "gone", *ids["users"]])
        given = draw(st.none() | st.dictionaries(grantees, levels, max_size=3))
        return {} if given is None else {"acl": given}

    return {
        "users": [
            {"id": one, "name": f"{draw(text)}{one}", "email": f"{one}@example.com", "role": role} | acl()
            for one in ids["users"]
            for role in [draw(st.sampled_from(["admin", "manager", "rep", "readonly"]))]
        ],
        "companies": [
            {"id": one, "name": draw(title), "website": maybe(text), "industry": maybe(text), "address": maybe(text),
             "notes": maybe(text), "createdBy": one_of("users")} | acl()
            for one in ids["companies"]
        ],
        "contacts": [
            {"id": one, "name": draw(title), "email": maybe(text), "phone": maybe(text), "company": one_of("companies"),
             "notes": maybe(text), "createdBy": one_of("users")} | acl()
            for one in ids["contacts"]
        ],
        "deals": [
            {"id": one, "title": draw(title), "amount": maybe(numbers), "stage": maybe(text),
             "contact": one_of("contacts"), "company": one_of("companies"), "expectedCloseDate": maybe(moments),
             "notes": maybe(text), "assignedTo": one_of("users"), "createdBy": one_of("users")} | acl()
            for one in ids["deals"]
        ],
        "activities": [
            {"id": one, "type": maybe(text), "subject": maybe(text), "description": maybe(text), "dueDate": maybe(moments),
             "completedAt": maybe(moments), "relatedTo": related(), "createdBy": one_of("users")} | acl()
            for one in ids["activities"]
        ],
        "projects": [
            {"id": one, "name": draw(title), "budget": maybe(numbers), "urgent": maybe(st.booleans()),
             "lead": one_of("users"), "deal": one_of("deals"), "createdBy": one_of("users")} | acl()
            for one in ids["projects"]
        ],
    }  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_any_world_comes_out_as_it_went_in(shared: Store, world: State, tmp_path: Path) -> None:
    import_state(cleared(shared), world)
    assert export_state(shared) == world
    write_state(shared, tmp_path / "world.json", overwrite=True, full=True)
    full = export_state(shared, full=True)

    import_file(cleared(shared), tmp_path / "world.json")

    assert export_state(shared, full=True) == full


def nothing_is_written(store: Store, taking: Callable[[], object]) -> InvalidFile:
    """Return the error with which a file is refused, after a look at what it left."""
    before = state(store)
    with pytest.raises(InvalidFile) as refused:
        taking()
    assert state(store) == before
    assert refused.value.code == "invalid_file"
    assert len(str(refused.value)) < 600
    return refused.value


BROKEN = {
    "no JSON": ('{"deals": [\n {"id" "d"}]}', "line 2, column 7"),
    "empty": ("", "line 1, column 1"),
    "cut short": ('{"deals": [{"id": "d", "title": "T"', "line 1, column 36"),
    "a list": ("[]", "an object with the lists users, companies"),
    "a number": ("7", "an object with the lists"),
    "not UTF-8": (b'{"deals": [\n{"id": "d", "title": "\xff"}]}', "not UTF-8, in line 2"),
    "NaN": ('{"deals": [{"id": "d", "title": "T", "amount": NaN}]}', "NaN is no number"),
    "a number of 5,000 digits": (f'{{"deals": [{{"id": "d", "title": "T", "amount": {"9" * 5000}}}]}}', "4300"),
    "a key twice": ('{"deals": [], "deals": []}', "the key 'deals' twice"),
    "too deep": ("[" * 100_000, "too deep"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_file_that_is_no_state_is_refused(workspace: Store, tmp_path: Path, broken: str) -> None:
    content, said = BROKEN[broken]
    path = tmp_path / "broken.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())

    assert said in str(nothing_is_written(workspace, lambda: import_file(workspace, path)))


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_refused(workspace: Store, tmp_path: Path, name: str) -> None:
    nothing_is_written(workspace, lambda: import_file(workspace, tmp_path / name))


def test_a_file_that_is_too_large_is_refused(
    workspace: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    (tmp_path / "large.json").write_text('{"deals": []}')

    assert "larger" in str(nothing_is_written(workspace, lambda: import_file(workspace, tmp_path / "large.json")))


DEAL = {"id": "d", "title": "T"}
ANN = {"id": "u", "name": "Ann", "email": "ann@example.com"}
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown list": ({"orders": []}, "'orders' is no list here"),
    "no list": ({"deals": {}}, "deals: it is a list of records"),
    "no record": ({"deals": ["d"]}, "Deal number 1: it is 'd', not an object"),
    "no id": ({"deals": [{"title": "T"}]}, "Deal number 1: it has no id"),
    "an id that is none": ({"deals": [DEAL | {"id": "a b"}]}, "Deal number 1: id: 'a b' is no id"),
    "an id that is too long": ({"deals": [DEAL | {"id": "a" * 65}]}, "is no id"),
    "an id twice": ({"deals": [DEAL, DEAL]}, "Deal d: the file has this id twice"),
    "an unknown key": ({"deals": [DEAL | {"colour": "red"}]}, "Deal d: 'colour' is no key here"),
    "a password": ({"users": [ANN | {"password": "correct horse"}]}, "User u: 'password' is no key here"),
    "no title": ({"deals": [{"id": "d"}]}, "Deal d: title is required"),
    "an empty title": ({"deals": [DEAL | {"title": ""}]}, "title: string should have at least 1"),
    "no address": ({"users": [{"id": "u", "name": "Ann"}]}, "User u: email is required"),
    "words for a number": ({"deals": [DEAL | {"amount": "lots"}]}, "Deal d: amount: 'lots' is not a number"),
    "truth for a number": ({"deals": [DEAL | {"amount": True}]}, "amount: True is not a number"),
    "a number for words": ({"deals": [DEAL | {"notes": 7}]}, "notes: 7 is not text"),
    "words for truth": ({"projects": [{"id": "x", "name": "N", "urgent": "yes"}]}, "urgent: 'yes' is not true or false"),
    "an infinite number": ({"deals": [DEAL | {"amount": 1e999}]}, "amount: input should be a finite number"),
    "a huge number": ({"deals": [DEAL | {"amount": 10**400}]}, "amount: "),
    "a day that is none": ({"deals": [DEAL | {"expectedCloseDate": "2026-02-31"}]}, "'2026-02-31' is no date"),
    "a date that is a number": ({"deals": [DEAL | {"expectedCloseDate": 20260301}]}, "20260301 is not a date"),
    "a date before all dates": ({"deals": [DEAL | {"expectedCloseDate": "0001-01-01T00:00+09:00"}]}, "years 1 and 9999"),
    "a NUL character": ({"deals": [DEAL | {"notes": "a\0b"}]}, "notes: the text has a NUL character"),
    "half a character": ({"deals": [DEAL | {"notes": "a\ud800b"}]}, "Deal d: notes: "),
    "10 MB of text": ({"deals": [DEAL | {"notes": "x" * 10_000_000}]}, "at most 100000 characters"),
    "10 MB of a date": ({"deals": [DEAL | {"expectedCloseDate": "x" * 10_000_000}]}, "is no date"),
    "a reference to nothing": ({"deals": [DEAL | {"company": "c"}]}, "Deal d: company names Company c, which is neither"),
    "a creator who is nobody": ({"deals": [DEAL | {"createdBy": "u"}]}, "Deal d: createdBy names User u"),
    "a reference that is none": ({"deals": [DEAL | {"company": 7}]}, "company: 7 is no id"),
    "a reference to the wrong class": (
        {"deals": [DEAL | {"company": {"class": "Contact", "id": "p"}}]},
        "company may name a Company, not a 'Contact'",
    ),
    "a reference without its class": ({"activities": [{"id": "a", "relatedTo": "d"}]}, "Contact or Deal, so it is written"),
    "a reference with more": (
        {"activities": [{"id": "a", "relatedTo": {"class": "Deal", "id": "d", "name": "T"}}]},
        "a reference is",
    ),
    "an ACL that is none": ({"deals": [DEAL | {"acl": ["u"]}]}, "Deal d: acl: it is written"),
    "an ACL for nothing": ({"deals": [DEAL | {"acl": {"*": "own"}}]}, "not to 'own'"),
    "an unknown role": ({"users": [ANN | {"role": "read-only"}]}, "role: 'read-only' is not one of admin"),
    "a role that does not decide": ({"users": [ANN | {"role": "admin", "roles": ["rep"]}]}, "it is 'rep', not 'admin'"),
    "roles that are none": ({"users": [ANN | {"roles": "rep"}]}, "roles: it is a list of names"),
    "an unknown time zone": ({"users": [ANN | {"timeZone": "Mars/Base"}]}, "no time zone 'Mars/Base'"),
    "a time zone that is a number": ({"users": [ANN | {"timeZone": 7}]}, "timeZone: 7 is not text"),
    "an address twice": (
        {"users": [ANN, {"id": "v", "name": "Vic", "email": "ANN@example.com"}]},
        "User v: User u of the file has the email 'ANN@example.com', too",
    ),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_state_with_a_mistake_is_refused(workspace: Store, wrong: str) -> None:
    world, said = WRONG[wrong]
    whole = {"companies": [{"id": "c-9", "name": "Fine"}]} | world

    refused = nothing_is_written(workspace, lambda: import_state(workspace, whole))

    assert said in str(refused)
    assert len(refused.problems) == 1


def test_a_name_that_a_user_here_has_is_refused(filled: Store) -> None:
    wanted = {"users": [{"id": "u-new", "name": "ANN", "email": "other@example.com"}]}

    refused = nothing_is_written(filled, lambda: import_state(filled, wanted))

    assert "User u-new: another user here has the username 'ANN', too" in str(refused)


def test_of_many_mistakes_the_first_twenty_are_told(workspace: Store) -> None:
    world = {"deals": [{"id": f"d{n}", "title": "T", "amount": "lots"} for n in range(1234)]}

    with pytest.raises(InvalidFile) as refused:
        import_state(workspace, world)

    assert refused.value.problems == [f"Deal d{n}: amount: 'lots' is not a number." for n in range(20)]
    assert refused.value.more == 1214
    assert str(refused.value).endswith("- and 1,214 more")


def test_records_of_a_user_who_left_stay_as_they_are(filled: Store) -> None:
    account = filled.schema.own.account
    with filled.writing() as connection:
        connection.execute(update(account).where(account.c.user == "u-ann").values(disabled_at=NOW))

    assert import_state(filled, SMALL).run is None
    assert export_state(filled)["users"][0]["disabledAt"] == NOW.isoformat()
