"""What the server counts and measures, as Prometheus reads it (text format 0.0.4). Counted in this process."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

from agent.events import Event, Reply, ToolFinished

KIND = "text/plain; version=0.0.4; charset=utf-8"
BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Seconds at which measured times are divided."""
ABOUT = {
    "parley_requests_total": "Requests, by method, route and status.",
    "parley_request_seconds": "How long requests took, by route; a stream until it was closed.",
    "parley_runs_total": "Runs of the assistant, by how they ended: reply, card, or the code of an error.",
    "parley_run_seconds": "How long runs took.",
    "parley_tool_calls_total": "Calls of tools, by tool and by the code of the refusal, or ok.",
    "parley_cards_total": "Cards, by what happened to them: opened, approved or rejected.",
    "parley_model_tokens_total": "Tokens of the model, read and written; of the embedded engine they are words.",
    "parley_runs_at_work": "Runs that are at work.",
}
Labels = tuple[tuple[str, str], ...]


@dataclass
class _Times:
    """Measured times: how many in each division, and their sum."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0


class Metrics:
    """The counts of one process. Where there are several, each puts its name on all that it counts."""

    def __init__(self, process: str | None = None) -> None:
        self._of: Labels = (("process", process),) if process else ()
        self._counts: dict[str, dict[Labels, int]] = defaultdict(lambda: defaultdict(int))
        self._times: dict[str, dict[Labels, _Times]] = defaultdict(lambda: defaultdict(_Times))
        self._lock = Lock()

    def count(self, name: str, by: int = 1, **labels: str) -> None:
        """Add to a count."""
        with self._lock:
            self._counts[name][(*self._of, *labels.items())] += by

    def time(self, name: str, seconds: float, **labels: str) -> None:
        """Add a measured time."""
        with self._lock:
            times = self._times[name][(*self._of, *labels.items())]
            times.counts[bisect_left(BOUNDS, seconds)] += 1
            times.total += seconds

    def hear(self, event: Event) -> None:
        """Count what a run tells."""
        if isinstance(event, ToolFinished):
            tool = "unknown" if event.code == "unknown_tool" else event.tool  # a model may make up any number of names
            self.count("parley_tool_calls_total", tool=tool, code=event.code or "ok")
        elif isinstance(event, Reply):
            self.count("parley_model_tokens_total", event.spent.read, what="read")
            self.count("parley_model_tokens_total", event.spent.written, what="written")
            if event.card:
                self.count("parley_cards_total", what="opened")

    def text(self) -> str:
        """Return all of it."""
        with self._lock:
            return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for name, counts in sorted(self._counts.items()):
            yield from (
                f"# HELP {name} {ABOUT[name]}",
                f"# TYPE {name} {'counter' if name.endswith('_total') else 'gauge'}",
            )
            for labels, count in sorted(counts.items()):
                yield f"{name}{_labels(labels)} {count}"
        for name, times in sorted(self._times.items()):
            yield from (f"# HELP {name} {ABOUT[name]}", f"# TYPE {name} histogram")
            for labels, one in sorted(times.items(), key=lambda item: item[0]):
                yield from _histogram(name, labels, one)


def _histogram(name: str, labels: Labels, times: _Times) -> Iterator[str]:
    sum_so_far = 0
    for bound, count in zip((*map(str, BOUNDS), "+Inf"), times.counts, strict=True):
        sum_so_far += count
        yield f"{name}_bucket{_labels((*labels, ('le', bound)))} {sum_so_far}"
    yield f"{name}_sum{_labels(labels)} {times.total:.6f}"
    yield f"{name}_count{_labels(labels)} {sum_so_far}"


def _labels(labels: Labels) -> str:
    """Return labels as they are written; their values are names of ours, so nothing in them needs escaping."""
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""
