"""`parley import`, `export`, `backup` and `restore`."""

import os
import stat
from pathlib import Path

import orjson
import pytest

from tests.api.shell import Shell


@pytest.fixture
def other(sample: Shell, tmp_path: Path) -> Shell:
    """A shell with another home, in which there is nothing."""
    return Shell(tmp_path / "other", sample.monkeypatch, sample.capsys)


class TestState:
    def test_what_was_exported_is_imported_elsewhere_as_it_was(
        self, sample: Shell, other: Shell, tmp_path: Path
    ) -> None:
        file = tmp_path / "state.json"

        exported = sample("export", str(file))
        imported = other("import", str(file))

        assert exported.status == imported.status == 0
        assert "3 users, 30 companies, 60 contacts, 60 deals, 150 activities" in exported.err
        assert imported.out == "Imported 3 User, 30 Company, 60 Contact, 60 Deal, 150 Activity.\n"
        assert other.state() == sample.state() == orjson.loads(file.read_bytes())
        assert stat.S_IMODE(file.stat().st_mode) == 0o600

    def test_it_goes_through_a_pipe_too(self, sample: Shell, other: Shell) -> None:
        state = sample("export", "-").out

        assert other.apart("import", "-", said=state).status == 0
        assert other.state() == sample.state()

    def test_an_import_is_a_run_that_undo_takes_back(self, sample: Shell, other: Shell, tmp_path: Path) -> None:
        sample("export", str(tmp_path / "state.json"))
        other("import", str(tmp_path / "state.json"))

        assert other("undo", "--yes").status == 0
        assert not any(other.state().values())

    def test_the_same_again_changes_nothing(self, sample: Shell, tmp_path: Path) -> None:
        sample("export", str(tmp_path / "state.json"))

        ended = sample("import", str(tmp_path / "state.json"))

        assert ended.out == "There is nothing new in it; nothing was imported.\n"

    def test_a_broken_reference_is_named_and_nothing_is_written(self, sample: Shell, tmp_path: Path) -> None:
        before = sample.state()
        deal = {"id": "deal-x", "title": "X", "stage": "lead", "company": "company-nowhere"}
        (tmp_path / "state.json").write_bytes(orjson.dumps({"deals": [deal]}))

        ended = sample("import", str(tmp_path / "state.json"))

        assert ended.status == 1
        assert ended.err.startswith("Error (invalid_file): Nothing was imported.")
        assert "company-nowhere" in ended.err
        assert sample.state() == before

    @pytest.mark.parametrize("content", [b"", b"{", b'{"deals": 1}', b"\xff\xfe", b"[]"])
    def test_a_file_that_is_no_state_is_refused(self, sample: Shell, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "state.json").write_bytes(content)

        assert sample("import", str(tmp_path / "state.json")).err.startswith("Error (invalid_file): ")

    def test_a_file_that_is_not_there_makes_no_workspace(self, shell: Shell) -> None:
        assert shell("import", "nowhere.json").err.startswith("Error (invalid_file): ")
        assert not shell.home.exists()

    def test_a_file_that_is_there_is_replaced_only_by_force(self, sample: Shell, tmp_path: Path) -> None:
        file = tmp_path / "state.json"
        file.write_text("mine")

        assert sample("export", str(file)).err.startswith("Error (invalid_file): ")
        assert file.read_text() == "mine"
        assert sample("export", "--force", str(file)).status == 0

    def test_a_folder_that_cannot_be_written_to_is_told(self, sample: Shell, tmp_path: Path) -> None:
        assert sample("export", str(tmp_path / "nowhere" / "state.json")).err.startswith("Error (invalid_file): ")


class TestSheet:
    def test_a_sheet_goes_out_and_back(self, sample: Shell, tmp_path: Path) -> None:
        before = sample.state()
        file = tmp_path / "deals.csv"

        exported = sample("export", str(file))
        file.write_text(file.read_text("utf-8-sig").replace(",64000,", ",65000,"), "utf-8")
        checked = sample("import", "--check", str(file))
        unchanged = sample.state()
        imported = sample("import", str(file))

        assert "60 Deal" in exported.err
        assert checked.out == "Would import 0 new and 1 changed records.\n"
        assert unchanged == before
        assert imported.out == "Imported 0 new and 1 changed records.\n"
        assert sample("undo").out == "restored deal Evesham fruit store: amount 65,000 → 64,000\n"
        assert sample.state() == before

    def test_the_class_may_be_named(self, sample: Shell) -> None:
        assert sample("export", "-", "--class", "company").out.count("\n") == 31

    def test_a_class_that_is_not_there_is_told(self, sample: Shell, tmp_path: Path) -> None:
        ended = sample("export", str(tmp_path / "things.csv"))

        assert ended.err.startswith("Error (unknown_class): ")
        assert "Deal" in ended.err

    def test_rows_that_are_wrong_are_named_and_nothing_is_written(self, sample: Shell, tmp_path: Path) -> None:
        before = sample.state()
        (tmp_path / "deals.csv").write_text("title,amount,expectedCloseDate\nA,lots,2026-02-31\nB,1,\n")

        checked, imported = (sample("import", *option, str(tmp_path / "deals.csv")) for option in (["--check"], []))

        assert checked.status == imported.status == 1
        assert "lots" in checked.out
        assert checked.err.startswith("Error (invalid_file): ")
        assert imported.err.startswith("Error (invalid_file): ")
        assert sample.state() == before


class TestAsAUser:
    def test_a_sheet_has_what_he_may_read_and_is_brought_in_his_own_hands(self, sample: Shell, tmp_path: Path) -> None:
        everything, his, new = (tmp_path / name for name in ("deals.csv", "his.csv", "companies.csv"))
        sample("export", str(everything))
        new.write_text("name\nAnvils & Co\n")

        exported = sample("export", "--as", "Idris Bowen", "--class", "deal", str(his))
        imported = sample("import", "--as", "Idris Bowen", str(new))

        assert 1 < his.read_text("utf-8-sig").count("\n") < everything.read_text("utf-8-sig").count("\n")
        assert " Deal" in exported.err
        assert imported.out == "Imported 1 new and 0 changed records.\n"
        assert "Idris Bowen" in sample("history", "--limit", "1").out
        assert sample("undo", "--as", "Idris Bowen").out.startswith("removed company Anvils & Co")

    def test_a_sheet_changes_nothing_that_he_may_not_read(self, sample: Shell, tmp_path: Path) -> None:
        before, file = sample.state(), tmp_path / "deals.csv"
        sample("export", str(file))
        file.write_text(file.read_text("utf-8-sig").replace(",64000,", ",65000,"), "utf-8")

        ended = sample("import", "--as", "Idris Bowen", str(file))

        assert ended.err.startswith("Error (invalid_file): ")
        assert sample.state() == before

    def test_the_whole_is_taken_out_and_brought_in_by_admins_only(
        self, sample: Shell, other: Shell, tmp_path: Path
    ) -> None:
        state, archive = str(tmp_path / "state.json"), str(tmp_path / "b.zip")
        sample("export", state)
        sample("backup", archive)

        for command in (["export", "-"], ["import", state], ["backup", f"{archive}2"], ["restore", "--force", archive]):
            assert sample(*command, "--as", "Idris Bowen").err.startswith("Error (read_only): ")
        assert sample("export", "--as", "Maren Hollis", "--force", state).status == 0
        assert sample("import", "--as", "Maren Hollis", state).status == 0
        assert other("import", "--as", "Maren Hollis", state).err.startswith("Error (no_workspace): ")


class TestArchive:
    def test_a_backup_is_restored_elsewhere_with_its_history(self, sample: Shell, other: Shell, tmp_path: Path) -> None:
        sample("chat", "-m", "move the Acme deal to won")

        saved = sample("backup", str(tmp_path / "b.zip"))
        restored = other("restore", str(tmp_path / "b.zip"))

        assert saved.status == restored.status == 0
        assert other.state() == sample.state()
        assert other("history").out == sample("history").out
        assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600

    def test_a_workspace_in_use_is_replaced_only_by_force_and_the_assistant_forgets(
        self, sample: Shell, tmp_path: Path
    ) -> None:
        before = sample.state()
        sample("backup", str(tmp_path / "b.zip"))
        sample("chat", "-m", "move the Acme deal to won", "-m", "delete the Acme deal")

        refused = sample("restore", str(tmp_path / "b.zip"))
        forced = sample("restore", "--force", str(tmp_path / "b.zip"))
        answered = sample("chat", "-m", "yes")

        assert refused.err.startswith("Error (conflict): ")
        assert forced.status == 0
        assert answered.status == 0
        assert "Deleted" not in answered.out
        assert sample.state() == before

    def test_a_card_that_was_open_at_the_time_of_the_backup_is_closed(
        self, sample: Shell, other: Shell, tmp_path: Path
    ) -> None:
        sample("chat", "-m", "delete the Acme deal")
        sample("backup", str(tmp_path / "b.zip"))
        other("restore", str(tmp_path / "b.zip"))

        answered = other("chat", "-m", "yes")

        assert "Shall I?" not in answered.out
        assert other.state() == sample.state()

    def test_a_file_that_is_no_archive_is_refused(self, shell: Shell, tmp_path: Path) -> None:
        (tmp_path / "b.zip").write_text("no archive")

        assert shell("restore", str(tmp_path / "b.zip")).err.startswith("Error (invalid_file): ")
        assert shell("restore", str(tmp_path / "nowhere.zip")).err.startswith("Error (invalid_file): ")


def test_at_a_terminal_a_long_import_shows_how_far_it_is(sample: Shell, other: Shell, tmp_path: Path) -> None:
    sample("export", str(tmp_path / "state.json"))

    with other.terminal("import", str(tmp_path / "state.json")) as terminal:
        status = terminal.ends()

    assert status == 0
    assert "Importing" in terminal.text
    assert "Imported 3 User" in terminal.text
    assert os.listdir(other.home)
