"""Search by meaning: its cost and its recall for a person who may read all, one in a hundred, and fifty passages."""

import resource
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from agent.minilm import MiniLM
from bench import prose
from store.index import search
from store.index.index import Index
from store.index.search import Question
from store.principal import Principal
from store.store import Store
from store.transfer.loading import import_state

READERS = {
    "all": Principal("all", frozenset({"manager"})),
    "one in a hundred": Principal("hundredth", frozenset({"rep"})),
    "fifty": Principal("fifty", frozenset({"rep"})),
}
QUESTIONS = 60
ENDLESS = 10**9


def memory_figures(store: Store, folder: Path, size: int) -> Iterator[tuple[str, str]]:
    """Yield what was measured and the figure, on an empty workspace that gets so many passages."""
    import_state(store, _world(size))
    store.index = Index(store, MiniLM(), folder=folder)
    yield from _indexing(store, size)
    with store.index.kept():
        _wait(store)
        yield "memory of the process, MiB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"
        for name, reader in READERS.items():
            yield from _reader(store, name, reader)


def _indexing(store: Store, size: int) -> Iterator[tuple[str, str]]:
    begun, cpu = time.perf_counter(), time.process_time()
    store.index.catch_up()
    took, spent = time.perf_counter() - begun, time.process_time() - cpu
    yield "indexing: passages a second, CPU ms each", f"{size / took:.0f}, {spent / size * 1000:.2f}"


def _wait(store: Store) -> None:
    """Wait until Chroma has everything."""
    while any(one.filed != one.vectors for one in store.index.status().indexes):
        time.sleep(1)


def _reader(store: Store, name: str, reader: Principal) -> Iterator[tuple[str, str]]:
    random = Random(7)
    asked = list(dict.fromkeys(prose.question(random) for _ in range(QUESTIONS * 2)))[:QUESTIONS]
    wall, cpu, found = [], [], []
    _ask(store, reader, "warm up")
    for said in asked:
        begun, before = time.perf_counter(), time.process_time()
        found.append(_ask(store, reader, said))
        wall.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - before) * 1000)
    exact = _exactly(store, reader, asked)
    recall = [len(set(some) & set(best)) / len(set(best)) for some, best in zip(found, exact, strict=True) if best]
    yield (
        f"search, {name}: median, p95 ms; CPU ms",
        f"{median(wall):.1f}, {quantiles(wall, n=20)[-1]:.1f}; {median(cpu):.1f}",
    )
    yield f"search, {name}: recall@10 against exact search", f"{sum(recall) / len(recall):.4f}"


def _ask(store: Store, reader: Principal, said: str) -> list[str]:
    """Return the quotes: notes of the same words are as good as each other."""
    answer = store.index.search(reader, Question(said, {"Activity": {}, "Deal": {}, "Company": {}, "Contact": {}}))
    return [one.quote for one in answer.found]


def _exactly(store: Store, reader: Principal, asked: list[str]) -> list[list[str]]:
    """Return what is found when all passages that may be read are compared one by one."""
    usual = search.FEW
    search.FEW = ENDLESS
    try:
        return [_ask(store, reader, said) for said in asked]
    finally:
        search.FEW = usual


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
