"""Shows how far a long piece of work has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far a piece of work has come, if there is a person to see it; it tells how many are done of how many."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from api.cli.rendering import console

    out = console(errors=True)
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
