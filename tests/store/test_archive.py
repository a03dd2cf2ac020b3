import errno
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select

from store import migrate, names
from store.accounts import Accounts
from store.changes import Origin
from store.errors import Conflict, InvalidFile, StorageFull
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from store.transfer.archive import MANIFEST, backup
from store.transfer.loading import import_state
from store.transfer.restore import restore
from store.transfer.state import export_state
from tests.store.conftest import cleared
from tests.store.small import NOW, SMALL
from tests.store.states import state

SYSTEM = Principal.system()
LEFT_OUT = {"parley_session", "parley_token", "parley_answer", "parley_attempt", "parley_naming", "parley_spelling"}


@pytest.fixture
def filled(shared: Store) -> Store:
    """A workspace with something in tables of every kind."""
    import_state(cleared(shared), SMALL, now=NOW)
    own = shared.schema.own
    with shared.records(Principal("u-ann"), Origin("cli", run="r-1", call="c-1"), now=NOW) as records:
        records.create("Deal", {"title": "Attic 'n' \"all\" ü\u2028", "amount": 0.1 + 0.2, "notes": "x\ny\t"})
    with shared.writing() as connection:
        session = {"token_hash": "t", "user": "u-ann", "created_at": NOW, "expires_at": NOW}
        connection.execute(insert(own.session).values(session))
        connection.execute(insert(own.attempt).values(name_hash="n", failures=1, last_at=NOW))
        connection.execute(delete(own.setting).where(own.setting.c.name == "colour"))
        connection.execute(insert(own.setting).values(name="colour", value={"of": ["the sky", None, 10**30]}))
        message = {"user": "u-ann", "thread": "t", "at": NOW, "author": "person", "text": "hello"}
        connection.execute(insert(own.message), [message, message])
        account = Accounts(connection, shared.schema)
        account.put(SYSTEM, Origin("cli"), "u-ann", password_hash="argon", password_changed_at=NOW)
    return shared


@pytest.fixture
def other(tmp_path: Path, schema: Schema) -> Iterator[Store]:
    """Another, empty workspace, on SQLite."""
    store = Store.open(f"sqlite:///{tmp_path}/other.db", schema)
    yield store
    store.close()


@pytest.fixture
def path(filled: Store, tmp_path: Path) -> Path:
    """An archive of that workspace."""
    backup(filled, tmp_path / "crm.zip")
    return tmp_path / "crm.zip"


def everything(store: Store) -> dict[str, list[Any]]:
    """Return all rows of all tables that an archive has."""
    with store.looking() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for name, table in store.schema.metadata.tables.items()
            if name not in LEFT_OUT
        }


def rewritten(path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """Write an archive anew with other contents, and with hashes that fit them."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist() if name != MANIFEST}
        manifest = json.loads(archive.read(MANIFEST))
    change(manifest, members)
    for name, content in members.items():
        contents = (manifest["tables"] or {}).get(name.removesuffix(".jsonl"))
        if contents is not None:
            contents.setdefault("sha256", hashlib.sha256(content).hexdigest())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.writestr(MANIFEST, json.dumps(manifest))
    return path


class TestABackup:
    def test_brings_everything_back(self, filled: Store, path: Path) -> None:
        before, whole = everything(filled), state(filled)
        cleared(filled)

        counts = restore(filled, path, force=True)

        assert everything(filled) == before
        assert state(filled) == whole
        assert counts["deal"] == 3
        assert counts["parley_setting"] == 1

    def test_brings_everything_to_another_database_and_back(self, filled: Store, other: Store, path: Path) -> None:
        before, whole = everything(filled), state(filled)

        restore(other, path)
        assert everything(other) == before
        assert state(other) == whole
        backup(other, path, overwrite=True)
        restore(filled, path, force=True)

        assert everything(filled) == before
        assert state(filled) == whole

    def test_has_passwords_and_no_sessions(self, filled: Store, path: Path) -> None:
        restore(filled, path, force=True)

        with filled.looking() as connection:
            assert Accounts(connection, filled.schema).password_hash("u-ann") == "argon"
            for table in (filled.schema.own.session, filled.schema.own.attempt):
                assert connection.scalar(select(func.count()).select_from(table)) == 0

    def test_is_for_its_owner_only(self, path: Path) -> None:
        assert path.stat().st_mode & 0o777 == 0o600

    def test_is_not_overwritten_unless_told(self, filled: Store, path: Path) -> None:
        content = path.read_bytes()

        with pytest.raises(InvalidFile, match="already"):
            backup(filled, path)

        assert path.read_bytes() == content

    def test_leaves_nothing_behind_on_a_full_disk(
        self, filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        before = sorted(os.listdir(tmp_path))
        monkeypatch.setattr(os, "fsync", full)

        with pytest.raises(StorageFull):
            backup(filled, tmp_path / "crm.zip")

        assert sorted(os.listdir(tmp_path)) == before

    def test_is_of_one_moment(self, filled: Store, other: Store, tmp_path: Path) -> None:
        before = everything(filled)

        def write(done: int, total: int) -> None:
            with filled.records(SYSTEM) as records:
                records.create("Activity", {"subject": f"{done} of {total}"})

        backup(filled, tmp_path / "crm.zip", progress=write)
        restore(other, tmp_path / "crm.zip")

        assert everything(other) == before

    def test_tells_how_far_it_has_come(self, filled: Store, other: Store, tmp_path: Path) -> None:
        told: list[tuple[int, int]] = []

        counts = backup(filled, tmp_path / "crm.zip", progress=lambda *so_far: told.append(so_far))
        total = sum(counts.values())
        assert (told[0], told[-1]) == ((0, total), (total, total))
        told.clear()
        restore(other, tmp_path / "crm.zip", progress=lambda *so_far: told.append(so_far))

        assert (told[0], told[-1]) == ((0, total), (total, total))
        assert told == sorted(told)


class TestARestore:
    def test_needs_an_empty_workspace(self, filled: Store, path: Path) -> None:
        before = everything(filled)

        with pytest.raises(Conflict, match="not empty: activity has 2 rows") as refused:
            restore(filled, path)

        assert refused.value.code == "conflict"
        assert everything(filled) == before

    def test_by_force_replaces_all_that_is_there(self, filled: Store, path: Path) -> None:
        before = everything(filled)
        with filled.records(SYSTEM) as records:
            records.create("Company", {"name": "Newer"})
            records.delete("Deal", "d-1")

        restore(filled, path, force=True)

        assert everything(filled) == before

    def test_lets_records_be_found_changed_and_undone(self, other: Store, path: Path) -> None:
        restore(other, path)

        with other.records(SYSTEM, Origin("cli", run="r-2")) as records:
            assert [one.id for one in records.named(["lindd"])] == ["p-1"]
            records.update("Deal", "d-1", {"stage": "won"}, version=1)
        with other.records(SYSTEM, Origin("cli", run="r-3")) as records:
            records.undo("r-2")
            records.undo("r-1")

        assert export_state(other) == SMALL

    def test_goes_on_numbering_behind_the_last_change(self, filled: Store, path: Path) -> None:
        own = filled.schema.own
        with filled.looking() as connection:
            last = connection.scalar(select(func.max(own.change.c.seq))) or 0

        restore(filled, path, force=True)

        with filled.records(SYSTEM) as records:
            records.create("Company", {"name": "Elm"})
        with filled.writing() as connection:
            found = connection.scalars(select(own.change.c.seq).order_by(own.change.c.seq.desc()).limit(2)).all()
            message = {"user": "u", "thread": "t", "at": NOW, "author": "person", "text": "again"}
            connection.execute(insert(own.message).values(message))
        assert found[1] == last
        assert found[0] > last

    def test_leaves_what_the_database_knows_of_itself(self, other: Store, path: Path) -> None:
        restore(other, path)

        setting = other.schema.own.setting.c
        with other.looking() as connection:
            kept = connection.scalar(select(setting.value).where(setting.name == migrate.SETTING))
        assert kept == migrate.fingerprints(other.schema)
        assert migrate.pending(other.engine, other.schema) == []

    def test_that_fails_on_the_way_leaves_what_was_there(
        self, filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("on the way")

        before = everything(filled)
        monkeypatch.setattr(names, "add", broken)

        with pytest.raises(RuntimeError, match="on the way"):
            restore(filled, path, force=True)

        assert everything(filled) == before

    def test_into_a_newer_workspace_leaves_new_columns_empty(self, other: Store, path: Path) -> None:
        def older(manifest: dict[str, Any], members: dict[str, bytes]) -> None:
            rows = [json.loads(line) for line in members["deal.jsonl"].splitlines()]
            members["deal.jsonl"] = b"".join(
                json.dumps({name: value for name, value in row.items() if name != "notes"}).encode() + b"\n"
                for row in rows
            )
            manifest["tables"]["deal"]["columns"].remove("notes")
            del manifest["tables"]["deal"]["sha256"], manifest["tables"]["parley_denial"]

        restore(other, rewritten(path, older))

        assert [one["notes"] for one in export_state(other)["deals"]] == [None, None, None]


def of_manifest(**values: Any) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    """Change what an archive says of itself."""
    return lambda manifest, _: manifest.update(values)


def of_table(name: str, **values: Any) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    """Change what it says of one table."""
    return lambda manifest, _: (
        manifest["tables"].setdefault(name, {"columns": [], "rows": 0, "sha256": ""}).update(values)
    )


def of_row(table: str, **values: Any) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    """Change values in the last row of a table, and let the hash fit."""

    def change(manifest: dict[str, Any], members: dict[str, bytes]) -> None:
        *before, last = members[f"{table}.jsonl"].splitlines(keepends=True)
        members[f"{table}.jsonl"] = b"".join([*before, json.dumps(json.loads(last) | values).encode()])
        del manifest["tables"][table]["sha256"]

    return change


def of_text(table: str, text: bytes) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    """Put another text in the place of a table, and let the hash fit."""

    def change(manifest: dict[str, Any], members: dict[str, bytes]) -> None:
        members[f"{table}.jsonl"] = text
        del manifest["tables"][table]["sha256"]

    return change


def without(table: str, column: str) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    """Take a column out of what it says of a table."""
    return lambda manifest, _: manifest["tables"][table]["columns"].remove(column)


REFUSED = {
    "of another kind": (of_manifest(format="tar"), "is no archive of a workspace, but 'tar'"),
    "of a newer program": (of_manifest(version=2), "made by a newer Parley"),
    "without tables": (of_manifest(tables=None), "its manifest says something else"),
    "with an unknown table": (of_table("order"), "has a table 'order', which this workspace has not"),
    "with sessions": (of_table("parley_session"), "has a table 'parley_session'"),
    "with an unknown column": (of_table("deal", columns=["object_id", "colour"]), "has here no column 'colour'"),
    "without a column": (without("deal", "title"), "the table deal lacks the column title"),
    "with a wrong hash": (of_table("deal", sha256="0" * 64), "the table deal is not as it was written"),
    "with an empty title": (of_row("deal", title=None), "row 3 of deal: title is empty"),
    "with a number as title": (of_row("deal", title=7), "row 3 of deal: title: 7 is not text"),
    "with too long an id": (of_row("deal", object_id="x" * 65), "row 3 of deal: object_id: "),
    "with words as amount": (of_row("deal", amount="lots"), "row 3 of deal: amount: 'lots' is not a number"),
    "with an amount beyond numbers": (of_row("deal", amount=10**400), "row 3 of deal: amount: "),
    "with an infinite amount": (of_row("deal", amount=float("inf")), "row 3 of deal: amount: inf is not"),
    "with too large a whole number": (of_row("deal", version=2**70), "row 3 of deal: version: "),
    "with truth as a number": (of_row("deal", version=True), "row 3 of deal: version: True is not a whole number"),
    "with no date": (of_row("deal", created_at="2026-02-31"), "row 3 of deal: created_at: '2026-02-31' is no date"),
    "with a NUL character": (of_row("deal", notes="a\0"), "notes: the text has a NUL character"),
    "with more columns": (of_row("deal", colour="red"), "row 3 of deal has not the columns of the table"),
    "with an id twice": (of_row("deal", object_id="d-1"), "does not fit together: "),
    "with no JSON": (of_text("deal", b"{\n"), "or is damaged"),
    "with a list": (of_text("deal", b"[]\n"), "row 1 of deal has not the columns"),
    "without a member": (lambda _, members: members.pop("deal.jsonl"), "or is damaged"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_an_archive_that_was_tampered_with_is_refused(other: Store, path: Path, kind: str) -> None:
    change, said = REFUSED[kind]
    rewritten(path, change)

    with pytest.raises(InvalidFile) as refused:
        restore(other, path)

    assert said in str(refused.value)
    assert len(str(refused.value)) < 500
    assert everything(other) == everything(cleared(other))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_an_archive_that_is_cut_short_is_refused(other: Store, path: Path, share: float) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(InvalidFile, match="damaged"):
        restore(other, path)


def test_an_archive_with_one_byte_changed_is_refused_or_the_same(other: Store, filled: Store, path: Path) -> None:
    content, before = path.read_bytes(), everything(filled)
    outcomes = []

    for place in range(60, len(content), len(content) // 40):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        try:
            restore(other, path, force=True)
        except InvalidFile:
            outcomes.append("refused")
        else:
            assert everything(other) == before
            outcomes.append("the same")

    assert outcomes.count("refused") > len(outcomes) / 2


@pytest.mark.parametrize("content", [b"", b"PK", b'{"deals": []}', b"\0" * 1000])
def test_a_file_that_is_no_archive_is_refused(other: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)

    with pytest.raises(InvalidFile, match="not an archive"):
        restore(other, tmp_path / "file")


@pytest.mark.parametrize("name", ["missing.zip", "."])
def test_a_file_that_cannot_be_read_is_refused(other: Store, tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidFile):
        restore(other, tmp_path / name)


def test_a_manifest_tells_when_and_of_what_it_was_made(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        rows = archive.read("deal.jsonl")

    assert (manifest["format"], manifest["version"]) == ("parley-archive", 1)
    assert datetime.fromisoformat(manifest["made_at"]) <= datetime.now(UTC)
    assert manifest["tables"]["deal"]["rows"] == 3
    assert manifest["tables"]["deal"]["sha256"] == hashlib.sha256(rows).hexdigest()
    assert set(json.loads(rows.splitlines()[0])) == set(manifest["tables"]["deal"]["columns"])
    assert LEFT_OUT.isdisjoint(manifest["tables"])
