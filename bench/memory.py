"""Search by meaning: its cost and its recall for a person who may read all, one in a hundred, and fifty passages.

Every question is another one, for each of them: the embedded model keeps the vectors of the last ones.
"""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

import psutil

from agent.minilm import MiniLM
from bench import prose
from bench.exact import exactly
from bench.serving import server_cpu
from bench.vectors import Kept
from store.index.cutting import pieces
from store.index.filing import WORTH
from store.index.index import Index
from store.index.question import Question
from store.principal import Principal
from store.schema import Schema
from store.store import Store
from store.transfer.loading import import_state

READERS = {
    "all": Principal("all", frozenset({"manager"})),
    "one in a hundred": Principal("hundredth", frozenset({"rep"})),
    "fifty": Principal("fifty", frozenset({"rep"})),
}
EVERYWHERE: dict[str, dict[str, Any]] = {"Activity": {}, "Deal": {}, "Company": {}, "Contact": {}}
QUESTIONS = 60
SAMPLE = 256
"""Passages by which embedding is measured."""
TOLD = 10
WRITTEN = 20
"""Notes that are written, and awaited, while the index is kept."""


def fill(size: int, kept: Kept) -> Iterator[int]:
    """Make the vectors that a set of so many passages needs; yield how many there are, of how many the set has."""
    activity = Schema.of()["Activity"]
    yield from kept.fill([piece.text for row in _world(size)["activities"] for piece in pieces(activity, row)])


def memory_figures(
    store: Store, folder: Path, size: int, kept: Kept, server: int | None = None
) -> Iterator[tuple[str, str]]:
    """Yield what was measured and the figure, on an empty workspace that gets so many passages.

    Args:
        store: The workspace.
        folder: An empty one, for Chroma.
        size: How many passages.
        kept: The embedded model.
        server: The process id of its database server, whose backends' CPU time counts, too.
    """
    import_state(store, _world(size))
    store.index = Index(store, kept, folder=folder)
    yield from _indexing(store, size)
    begun = _cpu()
    with store.index.kept():
        _wait(store)
        yield "filing with Chroma: CPU ms a passage", f"{(_cpu() - begun) / size:.2f}"
        yield "memory of the process, MiB", f"{psutil.Process().memory_info().rss / 2**20:.0f}"
        for number, (name, reader) in enumerate(READERS.items()):
            yield from _reader(store, name, reader, Random(7 + number), kept, server)
        waits = [_until_found(store, n) for n in range(WRITTEN)]
        yield "from commit to found by meaning: median, slowest ms", f"{median(waits):.0f}, {max(waits):.0f}"


def _indexing(store: Store, size: int) -> Iterator[tuple[str, str]]:
    embed, random = MiniLM(), Random(11)
    embed(["warm", "up"])
    texts = [f"{prose.subject(random)}\n{prose.note(random)}" for _ in range(SAMPLE)]
    begun = _cpu()
    embed(texts)
    embedding = (_cpu() - begun) / SAMPLE
    begun = _cpu()
    store.index.catch_up()
    taking = (_cpu() - begun) / size
    yield "embedding, taking in: CPU ms a passage", f"{embedding:.2f}, {taking:.2f}"
    yield "indexing: passages a second of CPU", f"{1000 / (embedding + taking):.0f}"


def _cpu() -> float:
    return time.process_time() * 1000


def _wait(store: Store) -> None:
    """Wait until Chroma has everything."""
    while any(one.vectors >= WORTH and one.filed != one.vectors for one in store.index.status().indexes):
        time.sleep(1)


def _reader(
    store: Store, name: str, reader: Principal, random: Random, kept: Kept, server: int | None
) -> Iterator[tuple[str, str]]:
    asked = list(dict.fromkeys(prose.question(random) for _ in range(QUESTIONS * 2)))[:QUESTIONS]
    wall, cpu, found = [], [], []
    _ask(store, reader, "warm up")
    spent = server_cpu(server)
    for said in asked:
        begun, before = time.perf_counter(), _cpu()
        found.append(_ask(store, reader, said))
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append(_cpu() - before)
    spent = (server_cpu(server) - spent) * 1000 / len(asked)
    exact = exactly(store, reader, asked, kept, TOLD)
    recall = [_share(some, best) for some, best in zip(found, exact, strict=True)]
    yield f"search, {name}: median, p95 ms", f"{median(wall):.1f}, {quantiles(wall, n=20)[-1]:.1f}"
    yield f"search, {name}: median, p95 CPU ms", f"{median(cpu):.1f}, {quantiles(cpu, n=20)[-1]:.1f}"
    if server:
        yield f"search, {name}: database CPU ms", f"{spent:.1f}"
    yield f"search, {name}: recall@10 against exact search", f"{sum(recall) / len(recall):.4f}"


def _share(found: list[str], best: list[str]) -> float:
    """Return how many of the best were found; notes of the same words are as good as each other."""
    return sum((Counter(found) & Counter(best)).values()) / len(best) if best else 1.0


def _ask(store: Store, reader: Principal, said: str) -> list[str]:
    """Return the texts of the best ten, as they are embedded."""
    return [
        one.quote if one.field == "subject" else f"{one.row['subject']}\n{one.quote}"
        for one in store.index.search(reader, Question(said, EVERYWHERE, limit=TOLD)).found
    ]


def _until_found(store: Store, number: int) -> float:
    """Write a note, and return how many milliseconds after the commit it is found by its meaning."""
    said = f"The quokka enclosure number {number} needs a taller fence."
    with store.records(Principal.system()) as records:
        records.create("Activity", {"type": "note", "description": said})
    begun = time.perf_counter()
    asked = Question(f"how high is the quokkas' enclosure {number}?", EVERYWHERE, limit=TOLD)
    while not any(one.quote == said and one.likeness for one in store.index.search(READERS["all"], asked).found):
        time.sleep(0.005)
    return (time.perf_counter() - begun) * 1000


def _world(size: int) -> dict[str, list[dict[str, Any]]]:
    """Return activities with a subject and a description: two passages each."""
    random = Random(1)
    people = ("all", "hundredth", "fifty", "others")
    return {
        "users": [
            {"id": one, "name": one, "email": f"{one}@example.com", "role": "manager" if one == "all" else "rep"}
            for one in people
        ],
        "activities": [
            {
                "id": f"a{n}",
                "type": "note",
                "subject": prose.subject(random),
                "description": prose.note(random)[:400],
                "completedAt": f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d}T10:00:00",
                "createdBy": "fifty" if n < 25 else "hundredth" if n % 100 == 7 else "others",
            }
            for n in range(size // 2)
        ],
    }
