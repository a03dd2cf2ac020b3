"""Measures a model on cases: `parley eval`."""

import os
import re
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.failures import FAILED, MISUSED, complain, misused
from api.cli.progress import progress
from store.errors import InvalidFile, StoreError

if TYPE_CHECKING:
    from api.evaluation.cases import Case
    from api.evaluation.conversation import Task
    from api.evaluation.result import Result

EMBEDDED = "embedded"
WORTH = 8
"""Cases for which another process is worth its start, of about two seconds."""
Files = Annotated[list[Path], typer.Argument(metavar="CASES.jsonl", help="Files of cases, one a line.")]
States = Annotated[Path, typer.Option("--worlds", metavar="DIR", help="Folder of the worlds that the cases name.")]
Model = Annotated[str, typer.Option(metavar="NAME", help="embedded, or PROVIDER:MODEL, as PARLEY_MODEL takes it.")]
Only = Annotated[str | None, typer.Option(metavar="REGEX", help="Only cases whose id has this in it.")]
Out = Annotated[Path | None, typer.Option(metavar="FILE", help="Write each result as a line of JSON, as it comes.")]
Repeat = Annotated[int | None, typer.Option(metavar="N", min=1, help="Run every case so often.")]
Jobs = Annotated[int | None, typer.Option(metavar="N", min=1, help="Cases at once. Default: one for each processor.")]


def evaluate(
    files: Files,
    *,
    worlds: States,
    model: Model = EMBEDDED,
    only: Only = None,
    out: Out = None,
    repeat: Repeat = None,
    jobs: Jobs = None,
) -> None:
    """Measure a model: run cases, each in a workspace of its own, and judge what changed.

    Your workspace is not touched. docs/evaluation.md tells how cases are written. A language model costs tokens.

    Exit status: 0 when all counted cases passed, 1 when not, 2 when what was given is wrong; then nothing was run.
    """
    from api.cli import measured

    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="parley-eval-", ignore_cleanup_errors=True)))
        try:
            tasks = _tasks(_chosen(files, only), worlds, folder, model, repeat or 1)
            keep = _written(out, stack, numbered=repeat is not None)
        except StoreError as error:
            complain(error.code, str(error))
            raise typer.Exit(MISUSED) from None
        found = [keep(one) for one in stack.enter_context(closing(_results(tasks, jobs)))]
    measured.show_results(found)
    if not all(one.success for one in found if one.case.headline):
        raise typer.Exit(FAILED)


def _chosen(files: list[Path], only: str | None) -> "list[Case]":
    """Return the cases of the files, or those that are wanted.

    Raises:
        InvalidFile: Something is wrong with a file.
    """
    from api.evaluation.reading import read_cases

    try:
        wanted = re.compile(only or "")
    except re.error as error:
        misused(f"--only {only!r} is no regular expression: {error}.")
    cases = [case for case in read_cases(files) if wanted.search(case.id)]
    if not cases:
        misused(f"No case has {only!r} in its id.")
    return cases


def _tasks(cases: "list[Case]", worlds: Path, folder: Path, model: str, repeat: int) -> "list[Task]":
    """Make everything that the cases need, so that nothing is run when something is wrong.

    Raises:
        StoreError: With a world, a user, or the model.
    """
    from api.evaluation.conversation import Task, metered
    from api.evaluation.worlds import Worlds
    from api.settings import Settings

    settings = replace(Settings.of(), model=model)
    metered(settings)
    with progress("Making worlds") as told:
        made = Worlds(worlds, folder).made(cases, told)
    return [
        Task(case, world, settings, number)
        for case, world in zip(cases, made, strict=True)
        for number in range(1, repeat + 1)
    ]


def _written(out: Path | None, stack: ExitStack, *, numbered: bool) -> "Callable[[Result], Result]":
    """Return what writes a result to the file, if one is wanted, and gives it back without its state, which is large.

    Raises:
        InvalidFile: The file cannot be written.
    """
    import orjson

    try:
        file = stack.enter_context(out.open("wb")) if out else None
    except OSError as error:
        raise InvalidFile(f"{out} cannot be written: {error.strerror}.") from None

    def keep(result: "Result") -> "Result":
        if file is not None:
            file.write(orjson.dumps(result.line(numbered=numbered), option=orjson.OPT_APPEND_NEWLINE))
            file.flush()
        return replace(result, after={})

    return keep


def _results(tasks: "list[Task]", jobs: int | None) -> "Generator[Result, None, None]":
    """Run all tasks, and show how far they are."""
    from api.evaluation.workers import results

    processes = jobs or min(os.cpu_count() or 1, -(-len(tasks) // WORTH))
    with progress("Running cases") as told:
        told(0, len(tasks))
        for done, result in enumerate(results(tasks, processes), start=1):
            told(done, len(tasks))
            yield result
