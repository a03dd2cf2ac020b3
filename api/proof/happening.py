"""Whether apps that listen hear at once what happens."""

from collections.abc import Iterator
from time import perf_counter

from api.proof.ear import Ear, listening
from api.proof.finding import Finding, found, left_out
from api.proof.stage import Stage
from api.proof.values import made

ABOUT = "Live"
SECOND = 1.0
TRIES = 5
"""The best of them counts: how busy the machine is beside is not what is tried."""


def happening(stage: Stage) -> Iterator[Finding]:
    """Add records of one class, and wait for them on the stream."""
    if not stage.classes:
        yield left_out(ABOUT, "What is added is heard.", "There are no classes.")
        return
    name = stage.classes[0].name
    with listening(stage.ann) as ear:
        ear.follows(name)
        best = min(_seconds(stage, name, ear) for _ in range(TRIES))
    wrong = "" if best < SECOND else f"It took {best:.1f} seconds."
    yield found(ABOUT, f"A new {name} is heard on the stream within a second.", wrong=wrong)


def _seconds(stage: Stage, name: str, ear: Ear) -> float:
    begin = perf_counter()
    there = made(stage.schema, name, stage.ann)
    ear.until(there)
    return perf_counter() - begin
