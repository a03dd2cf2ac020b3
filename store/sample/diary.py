"""The diary of a deal or a person: what was done and what is planned, in a notation made for reading.

A step is a line and, indented below it, its description. The line says when (working days from today, time of day),
what type of activity it is, and its subject; `due` at its beginning marks what is still to be done:

    -6 14:20 email Budget approved
        Sixty-five thousand at most.
    due +2 10:30 task Draft the price
        Two columns on one page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

HEAD = re.compile(r"(?P<due>due )?(?P<day>[+-]\d+) (?P<clock>\d\d:\d\d) (?P<type>[a-z]+) (?P<subject>.+)")


@dataclass(frozen=True)
class Step:
    """One activity, not yet placed in time. `day` counts working days from today; `planned` steps are not done."""

    planned: bool
    day: int
    clock: str
    type: str
    subject: str
    description: str


def steps(diary: str) -> Iterator[Step]:
    """Yield the steps of a diary in its order.

    Raises:
        ValueError: A line is neither the head of a step nor indented below one.
    """
    head: re.Match[str] | None = None
    text: list[str] = []
    for line in dedent(diary).strip().splitlines():
        if line.startswith(" ") and head:
            text.append(line.strip())
            continue
        if head:
            yield _step(head, text)
        head, text = HEAD.fullmatch(line), []
        if head is None:
            raise ValueError(f"Not a step of a diary: {line!r}")
    if head:
        yield _step(head, text)


def _step(head: re.Match[str], text: list[str]) -> Step:
    return Step(
        planned=head["due"] is not None,
        day=int(head["day"]),
        clock=head["clock"],
        type=head["type"],
        subject=head["subject"],
        description=" ".join(text),
    )
