"""Commands start fast: none imports what it does not need."""

import subprocess
import sys

import pytest

from tests.api.shell import ROOT, Shell

HEAVY = ("langchain", "langchain_core", "langgraph", "langsmith", "openai", "chromadb", "sqlalchemy")


def imported(shell: Shell, *words: str) -> set[str]:
    """Return the packages that a command has imported when it ends."""
    code = (
        "import sys\nfrom api.cli import main\n"
        f"sys.argv = ['parley', *{list(words)!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=shell.environment, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("chat", "--help"), ("user", "--help")], ids=" ".join)
def test_help_imports_neither_models_nor_databases(shell: Shell, words: tuple[str, ...]) -> None:
    found = imported(shell, *words)

    assert "typer" in found
    assert not found & {*HEAVY, "prompt_toolkit"}


def test_a_command_that_needs_no_model_imports_none(sample: Shell) -> None:
    found = imported(sample, "history")

    assert "sqlalchemy" in found
    assert not found & {"langchain", "langchain_core", "langgraph", "openai", "chromadb", "alembic", "prompt_toolkit"}


def test_documents_are_checked_without_a_workspace(shell: Shell) -> None:
    assert shell("docs", "--check").status == 0
    assert not shell.home.exists()


def test_documents_of_the_project_are_checked_without_what_doors_and_models_need(shell: Shell) -> None:
    found = imported(shell, "docs", "--check")

    assert not found & {"agent", "chromadb", "fastapi", "graphql", "langchain_core", "onnxruntime", "openai"}


def test_documents_that_are_not_current_are_named_and_then_written(shell: Shell) -> None:
    folder = shell.home.parent / "docs"

    stale = shell("docs", "--check", str(folder))
    written = shell("docs", str(folder))
    current = shell("docs", "--check", str(folder))

    assert (stale.status, written.status, current.status) == (1, 0, 0)
    assert "data-dictionary.md is not current" in stale.out
    assert written.out.count("Wrote") == len(list(folder.iterdir())) == 7


def test_migrate_makes_an_empty_workspace_and_then_has_nothing_to_do(shell: Shell) -> None:
    made, again, checked = shell("migrate"), shell("migrate"), shell("migrate", "--check")

    assert made.status == again.status == checked.status == 0
    assert len(made.lines) > 1
    assert again.out == checked.out == "Everything is up to date.\n"
    assert not any(shell.state().values())
