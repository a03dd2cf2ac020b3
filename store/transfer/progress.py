"""How far a long piece of work has come."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Progress = Callable[[int, int], None]
"""Told how many are done, and of how many."""

T = TypeVar("T")
STEP = 1_000


def ignore(done: int, total: int) -> None:
    """Tell nobody."""


def counted(many: Iterable[T], progress: Progress, total: int, done: int = 0) -> Iterator[T]:
    """Yield `many`, and tell `progress` after every 1,000 and at the end; `done` were done before."""
    progress(done, total)
    for done, one in enumerate(many, start=done + 1):  # noqa: B020 - goes on counting from where it was
        yield one
        if done % STEP == 0:
            progress(done, total)
    progress(done, total)
