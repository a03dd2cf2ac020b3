"""`parley history` and `parley undo`."""

import pytest

from tests.api.shell import Shell


@pytest.fixture
def moved(sample: Shell) -> Shell:
    """A sample in which the Acme deal was won, and then got another amount."""
    sample("chat", "-m", "move the Acme deal to won", "-m", "set the amount of the Acme deal to 70000")
    return sample


def run_of(shell: Shell, what: str) -> str:
    """Return the run that the history shows behind a change."""
    line = next(line for line in shell("history").lines if what in line)
    return line.split()[-1]


class TestHistory:
    def test_it_tells_who_changed_what_through_which_door_latest_first(self, moved: Shell) -> None:
        lines = moved("history").lines

        assert lines[0].split() == ["When", "Who", "Door", "What", "Run"]
        assert "Maren Hollis  cli" in lines[1]
        assert "amount 64,000 → 70,000" in lines[1]
        assert "stage qualified → won" in lines[2]

    def test_a_run_that_changed_many_records_is_one_line_unless_it_is_asked_for(self, moved: Shell) -> None:
        imported = [line for line in moved("history").lines if "  import  " in line]

        assert len(imported) == 1
        assert "more records" in imported[0]
        assert len(moved("history", "--run", imported[0].split()[-1], "--limit", "50").lines) == 51

    def test_it_may_be_of_one_record_or_one_user(self, moved: Shell) -> None:
        moved("chat", "--as", "Idris Bowen", "-m", "move the Acme deal to lost")

        of_one = moved("history", "--record", "Evesham fruit store", "--class", "Deal").lines[1:]
        of_his = moved("history", "--user", "Idris Bowen").lines[1:]

        assert len(of_one) == 4
        assert len(of_his) == 1
        assert "stage won → lost" in of_his[0]

    def test_a_rep_sees_his_own_only(self, moved: Shell) -> None:
        assert moved("history", "--as", "Beatriz Ferraz").out == ""

    @pytest.mark.parametrize("option", [["--run", "nothing"], ["--record", "nothing"], ["--user", "nobody"]])
    def test_what_is_not_there_is_an_error(self, moved: Shell, option: list[str]) -> None:
        assert moved("history", *option).err.startswith("Error (record_not_found): ")


class TestUndo:
    def test_it_takes_back_the_last_run_of_this_terminal_and_then_the_one_before(self, moved: Shell) -> None:
        first = moved("undo")
        second = moved("undo")

        assert first.out == "restored deal Evesham fruit store: amount 70,000 → 64,000\n"
        assert second.out == "restored deal Evesham fruit store: stage won → qualified\n"

    def test_the_log_names_it_as_a_run_of_the_owner(self, moved: Shell) -> None:
        moved("undo")

        line = moved("history").lines[1]

        assert "system        cli" in line
        assert "amount 70,000 → 64,000" in line
        assert len(line.split()[-1]) == 10

    def test_a_preview_changes_nothing(self, moved: Shell) -> None:
        before = moved.state()

        ended = moved("undo", "--preview")

        assert ended.out == "would restore deal Evesham fruit store: amount 70,000 → 64,000\n"
        assert moved.state() == before

    def test_a_run_is_named_by_the_beginning_of_its_id(self, moved: Shell) -> None:
        moved("undo")

        assert moved("undo", run_of(moved, "stage qualified → won")[:6]).status == 0

    def test_a_record_that_was_changed_since_is_reported_and_nothing_is_undone(self, sample: Shell) -> None:
        sample("chat", "-m", "move the Acme deal to won")
        run = run_of(sample, "stage qualified → won")
        sample("chat", "-m", "move the Acme deal to lost")
        before = sample.state()

        ended, preview = sample("undo", run), sample("undo", run, "--preview")

        assert ended.err.startswith("Error (conflict): 1 of 1 records changed since")
        assert preview.status == 1
        assert "was changed since: deal Evesham fruit store" in preview.out
        assert sample.state() == before

    def test_an_import_that_nobody_named_is_taken_back_only_after_a_yes(self, sample: Shell) -> None:
        before = sample.state()

        refused = sample("undo")
        kept = sample.state()
        agreed = sample("undo", "--yes")

        assert refused.status == 3
        assert "and 283 more" in refused.out
        assert kept == before
        assert agreed.status == 0
        assert not any(sample.state().values())

    def test_at_a_terminal_it_asks(self, sample: Shell) -> None:
        before = sample.state()

        with sample.terminal("undo") as terminal:
            terminal.shows("Shall I? [y/N]")
            terminal.type("n\n")
            status = terminal.ends()

        assert status == 0
        assert "Nothing was undone." in terminal.text
        assert sample.state() == before

    def test_with_nothing_left_it_says_so(self, sample: Shell) -> None:
        ended = sample("undo", "--as", "Idris Bowen")

        assert (ended.status, ended.err) == (1, "Error (nothing_to_undo): There is nothing to undo here.\n")

    def test_another_ones_run_is_not_a_reps_to_undo(self, moved: Shell) -> None:
        run = run_of(moved, "amount 64,000 → 70,000")

        assert moved("undo", run, "--as", "Idris Bowen").err.startswith("Error (nothing_to_undo): ")
