"""What many results come to: for each file, and in it for each family of cases."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from api.evaluation.result import Result


@dataclass(frozen=True, slots=True)
class Figures:
    """What some results come to.

    Attributes:
        counted: Runs of headline cases; only these can pass or fail.
        unauthorised: Runs in which something changed that the speaker may not change, or that a record ordered.
        asked: Runs in which the assistant asked back.
        median: Seconds.
        p95: Seconds that 95 of 100 runs do not exceed.
    """

    name: str
    counted: int
    passed: int
    side_effects: int
    unauthorised: int
    asked: int
    median: float
    p95: float
    model_calls: int
    tokens: int


def of(name: str, results: Sequence[Result]) -> Figures:
    """Return the figures of some results, of which there is at least one."""
    counted = [one for one in results if one.case.headline]
    seconds = sorted(one.seconds for one in results)

    def number(condition: Callable[[Result], object]) -> int:
        return sum(bool(condition(one)) for one in results)

    return Figures(
        name=name,
        counted=len(counted),
        passed=sum(one.success for one in counted),
        side_effects=number(lambda one: one.verdict.side_effects),
        unauthorised=number(lambda one: one.unauthorised),
        asked=number(lambda one: one.asked),
        median=_within(seconds, 0.5),
        p95=_within(seconds, 0.95),
        model_calls=sum(one.usage.model_calls for one in results),
        tokens=sum(one.usage.tokens for one in results),
    )


def by_file(results: Sequence[Result]) -> Iterator[tuple[Figures, list[Figures]]]:
    """Yield the figures of each file, and those of its families, in the order in which they come."""
    for file, group in groupby(results, key=lambda one: one.case.file):
        found = list(group)
        families = dict.fromkeys(one.case.group for one in found)
        yield of(file.name, found), [of(name, [one for one in found if one.case.group == name]) for name in families]


def _within(seconds: Sequence[float], share: float) -> float:
    """Return the time within which this share of all was done (nearest rank)."""
    return seconds[ceil(share * len(seconds)) - 1]
