"""`parley chat` without a terminal: lines of standard input, and -m."""

from datetime import UTC, datetime
from typing import Any, NoReturn

import pytest

from agent.runs import Runs
from api.workspace import Workspace
from store.changes import Origin
from store.principal import Principal
from store.threads import Threads
from tests.api.shell import Shell

DELETE = "delete the Acme deal"


def deals(shell: Shell) -> int:
    return len(shell.state()["deals"])


def acme(shell: Shell) -> dict[str, Any]:
    """Return the deal that has to do with Acme."""
    return next(deal for deal in shell.state()["deals"] if deal["id"] == "deal-evesham-fruit-store")


class TestLines:
    def test_each_line_is_answered_and_empty_ones_are_not(self, sample: Shell) -> None:
        ended = sample("chat", said="move the Acme deal to proposal\n\n   \nmove the Acme deal to won\n")

        assert ended.status == 0
        assert ended.out.count("Say “undo”") == 2
        assert ended.err == ""

    def test_without_a_command_the_chat_opens(self, sample: Shell) -> None:
        assert "qualified → won" in sample(said="move the Acme deal to won").out

    def test_tables_are_markdown_with_columns_in_line(self, sample: Shell) -> None:
        table = [line for line in sample("chat", said="show the pipeline").lines if line.startswith("|")]

        assert len(table) == 8
        assert len({len(line) for line in table}) == 1
        assert table[1].startswith("| -")

    @pytest.mark.parametrize("word", ["yes", "yes please"])
    def test_a_line_that_says_yes_answers_the_card(self, sample: Shell, word: str) -> None:
        before = deals(sample)

        ended = sample("chat", said=f"{DELETE}\n{word}\n")

        assert ended.status == 0
        assert "**Shall I?**" in ended.out
        assert "Deleted **Evesham fruit store**" in ended.out
        assert deals(sample) == before - 1

    @pytest.mark.parametrize("word", ["no", "what is open?"])
    def test_any_other_line_leaves_the_records_alone(self, sample: Shell, word: str) -> None:
        before = sample.state()

        assert sample("chat", said=f"{DELETE}\n{word}\nyes\n").status == 0
        assert sample.state() == before

    def test_a_line_that_is_no_text_is_refused_and_the_next_one_is_answered(self, sample: Shell) -> None:
        ended = sample("chat", said=b"move the \xff\xfe deal\nmove the Acme deal to won\n")

        assert ended.status == 1
        assert "Error (invalid_values): The line is not UTF-8 text" in ended.err
        assert "qualified → won" in ended.out

    @pytest.mark.parametrize("length", [9_000, 500_000])
    def test_a_line_that_is_too_long_is_refused_and_the_next_one_is_answered(self, sample: Shell, length: int) -> None:
        ended = sample("chat", said=f"{'x' * length}\nmove the Acme deal to won\n")

        assert ended.status == 1
        assert "Error (message_too_long)" in ended.err
        assert ended.err.count("\n") == 1
        assert "qualified → won" in ended.out

    def test_a_text_that_no_database_keeps_is_refused(self, sample: Shell) -> None:
        assert "Error (invalid_values)" in sample("chat", said="move \x00 it").err


class TestOneShot:
    def test_a_card_is_shown_and_nothing_is_approved(self, sample: Shell) -> None:
        before = sample.state()

        ended = sample("chat", "-m", DELETE)

        assert ended.status == 3
        assert "**Delete deal** Evesham fruit store" in ended.out
        assert "parley chat -m yes" in ended.err
        assert sample.state() == before

    def test_the_card_is_answered_by_the_next_command(self, sample: Shell) -> None:
        before = deals(sample)
        sample("chat", "-m", DELETE)

        ended = sample("chat", "-m", "yes")

        assert ended.status == 0
        assert deals(sample) == before - 1

    def test_with_yes_it_is_approved(self, sample: Shell) -> None:
        before = deals(sample)

        ended = sample("chat", "--yes", "-m", DELETE)

        assert ended.status == 0
        assert "**Shall I?**" in ended.out
        assert deals(sample) == before - 1

    def test_several_are_said_in_one_thread(self, sample: Shell) -> None:
        before = sample.state()

        assert sample("chat", "-m", "move the Acme deal to won", "-m", "undo that").status == 0
        assert sample.state() == before

    def test_an_empty_one_is_a_wrong_use(self, sample: Shell) -> None:
        assert sample("chat", "-m", " ").status == 2

    def test_half_a_character_is_refused(self, sample: Shell) -> None:
        assert "Error (invalid_values)" in sample("chat", "-m", "move \udcff it").err


class TestWho:
    def test_it_is_the_first_admin_unless_somebody_is_named(self, sample: Shell) -> None:
        sample("chat", "-m", "move the Acme deal to won")
        sample("chat", "--as", "IDRIS.BOWEN@larkfell.example", "-m", "move the Acme deal to lost")

        told = sample("history", "--limit", "2").out

        assert "Maren Hollis" in told
        assert "Idris Bowen" in told

    def test_nobody_of_this_name_is_an_error(self, sample: Shell) -> None:
        ended = sample("chat", "--as", "Nobody", "-m", "hello")

        assert (ended.status, ended.err) == (1, "Error (record_not_found): There is no User 'Nobody'.\n")

    def test_a_disabled_user_may_not_speak(self, sample: Shell) -> None:
        sample("user", "disable", "Idris Bowen")

        assert "Error (sign_in_failed)" in sample("chat", "--as", "Idris Bowen", "-m", "hello").err

    def test_a_workspace_without_an_admin_asks_for_a_name(self, sample: Shell, workspace: Workspace) -> None:
        with workspace.store.writing() as connection:
            connection.execute(workspace.store.schema.own.account.delete())

        ended = sample("chat", "-m", "hello")

        assert ended.status == 1
        assert "Error (nobody_here)" in ended.err
        assert "--as" in ended.err

    def test_a_workspace_that_has_been_used_gets_no_sample(self, sample: Shell) -> None:
        sample("undo", "--yes")

        ended = sample("chat", "-m", "hello")

        assert "parley user add" in ended.err
        assert sample.state()["deals"] == []


class TestThreads:
    def test_a_named_thread_knows_nothing_of_the_others(self, sample: Shell) -> None:
        sample("chat", "-m", "move the Acme deal to won")

        sample("chat", "--thread", "elsewhere", "-m", "undo that")

        assert acme(sample)["stage"] == "won"

    def test_the_chat_goes_on_in_the_thread_that_was_used_last(self, sample: Shell) -> None:
        sample("chat", "-m", "move the Acme deal to won")
        sample("chat", said="/new\nset the amount of the Acme deal to 70000\n")

        sample("chat", "-m", "undo that")

        assert (acme(sample)["stage"], acme(sample)["amount"]) == ("won", 64000)

    def test_a_thread_that_is_answering_elsewhere_says_so(self, sample: Shell, workspace: Workspace) -> None:
        me = workspace.users.first_admin()
        assert me is not None
        threads = Threads(workspace.store)
        run = threads.begin(me, "terminal", "a long question", "cli")

        ended = sample("chat", "-m", "hello")

        threads.finish(me, run, "")
        assert ended.status == 1
        assert "Error (thread_busy)" in ended.err
        assert "--thread" in ended.err

    @pytest.mark.parametrize("name", ["", "x" * 101])
    def test_a_name_that_no_thread_can_have_is_a_wrong_use(self, sample: Shell, name: str) -> None:
        assert sample("chat", "--thread", name, "-m", "hello").status == 2


class TestSlash:
    def test_undo_takes_back_what_was_changed_last(self, sample: Shell) -> None:
        before = sample.state()

        ended = sample("chat", said="move the Acme deal to won\n/undo\n")

        assert "restored deal Evesham fruit store: stage won → qualified" in ended.out
        assert sample.state() == before

    def test_undo_with_nothing_to_undo_says_so(self, sample: Shell) -> None:
        assert "Error (nothing_to_undo)" in sample("chat", said="/undo").err

    def test_history_shows_the_latest_changes_or_those_of_one_record(self, sample: Shell) -> None:
        all_of_them = sample("chat", said="move the Acme deal to won\n/history\n").out
        of_one = sample("chat", said="/history Evesham fruit store").out

        assert "changed deal Evesham fruit store: stage qualified → won" in all_of_them
        assert "and at least 199 more records" not in of_one
        assert "added deal Evesham fruit store" in of_one

    def test_threads_lists_and_enters_threads(self, sample: Shell) -> None:
        ended = sample("chat", said="hello\n/new Monday\nhello again\n/threads\n/threads terminal\n/threads\n")

        assert ended.out.count("(this one)") == 2
        assert "| Monday (this one) |" in ended.out
        assert "| terminal (this one) |" in ended.out

    def test_quit_leaves(self, sample: Shell) -> None:
        assert sample("chat", said="/quit\nmove the Acme deal to won\n").out == ""

    def test_help_names_every_command(self, sample: Shell) -> None:
        told = sample("chat", said="/help").out

        assert all(command in told for command in ("/undo", "/history", "/threads", "/new", "/quit"))

    def test_another_one_is_no_message(self, sample: Shell) -> None:
        ended = sample("chat", said="/delete everything")

        assert (ended.status, ended.out) == (1, "")
        assert "Error (unknown_command)" in ended.err


class TestFaults:
    @pytest.fixture
    def broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_: Any, **__: Any) -> NoReturn:
            raise RuntimeError("the secret of Acme")

        monkeypatch.setattr(Runs, "go", fail)

    @pytest.mark.usefixtures("broken")
    def test_a_fault_of_the_program_is_one_sentence_and_a_note_without_text_of_records(self, sample: Shell) -> None:
        ended = sample("chat", "-m", "move the Acme deal to won")
        log = sample.home / "parley.log"

        assert ended.status == 1
        assert ended.err.startswith("Error (program_fault): Something went wrong in Parley")
        assert ended.err.count("\n") == 1
        assert str(log) in ended.err
        assert "RuntimeError" in log.read_text()
        assert "assistant.py:" in log.read_text()
        assert "Acme" not in log.read_text()

    @pytest.mark.usefixtures("broken")
    def test_debug_shows_the_traceback(self, sample: Shell) -> None:
        ended = sample("--debug", "chat", "-m", "move the Acme deal to won")

        assert "Traceback (most recent call last)" in ended.err
        assert "the secret of Acme" in ended.err

    @pytest.mark.usefixtures("broken")
    def test_the_thread_is_free_afterwards(self, sample: Shell) -> None:
        sample("chat", "-m", "hello")

        assert "thread_busy" not in sample("chat", "-m", "hello").err

    def test_a_model_without_its_key_is_told(self, sample: Shell) -> None:
        sample.given["PARLEY_MODEL"] = "openai:some-model"

        ended = sample("chat", "-m", "hello")

        assert ended.status == 1
        assert "Error (model_misconfigured)" in ended.err


def test_text_of_records_gives_the_terminal_no_orders(sample: Shell, workspace: Workspace) -> None:
    evil = "Evil\x1b]0;owned\x07 \x1b[2J[red]deal[/red] \u202egpj"
    with workspace.store.records(Principal.system(), Origin("test"), datetime.now(UTC)) as records:
        records.create("Deal", {"title": evil, "stage": "lead", "amount": 987_654.0})

    shown = [sample("chat", "-m", "list deals over 900000"), sample("history", "--limit", "1")]
    shown.append(sample("chat", "-m", "delete the Evil deal"))

    for ended in shown:
        assert "Evil" in ended.out
        assert "[red]deal[/red]" in ended.out
        assert not {"\x1b", "\x07", "\u202e"} & set(ended.out)
