"""Fifty notes among a thousand others, each with a question in other words: does search find the note?"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random

from bench import prose
from bench.firms import firms
from bench.vectors import Kept
from bench.world import word
from store.index import search
from store.index.index import Index
from store.index.question import Question
from store.principal import Principal
from store.store import Store

OTHERS = 1_000
"""Other notes, among which they are to be found."""
ALIKE = 0.2
NOTES, QUESTIONS = 3_000, 200
"""Made-up notes, and questions that some of them answer."""
ME = Principal("me", frozenset({"manager"}))


def retrieval_figures(store: Store, pairs: Sequence[tuple[str, str]], kept: Kept) -> Iterator[tuple[str, str]]:
    """Yield recall@1 and @3 of each half alone, and of both, on an empty workspace."""
    random = Random(3)
    with store.records(Principal.system()) as records:
        for n, (note, _) in enumerate(pairs):
            records.create("Activity", {"type": "note", "description": note}, object_id=f"n{n}")
        for n in range(OTHERS):
            records.create("Activity", {"type": "note", "description": _other(random)}, object_id=f"o{n}")
    yield from _halves(store, kept, [(question, {f"n{n}"}) for n, (_, question) in enumerate(pairs)])


def named_figures(store: Store, kept: Kept) -> Iterator[tuple[str, str]]:
    """Yield the same of made-up questions that name a thing, a person or a town, on an empty workspace."""
    random = Random(99)
    made = [prose.told(random) for _ in range(NOTES)]
    with store.records(Principal.system()) as records:
        for n, (note, _, _) in enumerate(made):
            records.create("Activity", {"type": "note", "description": note}, object_id=f"n{n}")
    questions: list[tuple[str, set[str]]] = []
    while len(questions) < QUESTIONS:
        _, pattern, given = made[random.randrange(NOTES)]
        if asked := prose.asked(random, pattern, given):
            same = {
                f"n{n}" for n, (_, p, g) in enumerate(made) if p == pattern and all(g[x] == given[x] for x in asked[1])
            }
            questions.append((asked[0], same))
    yield from _halves(store, kept, questions)


def firm_figures(store: Store, kept: Kept) -> Iterator[tuple[str, str]]:
    """Yield the same of made-up questions that name a firm of which there are several notes, and in small letters."""
    notes, asked = firms()
    with store.records(Principal.system()) as records:
        for n, note in enumerate(notes):
            records.create("Activity", {"type": "note", "description": note}, object_id=f"n{n}")
    questions = [(said, {f"n{n}" for n in right}) for said, right in asked]
    yield from _halves(store, kept, questions)
    small = [(said.lower(), right) for said, right in questions]
    yield "by both, all in small letters: recall@1, @3", _recall(small, partial(_found, Index(store, kept)))


def _other(random: Random) -> str:
    """Return a note; one in five is like one that is sought, but for a number or a name, as notes of a trade are."""
    if random.random() > ALIKE:
        return prose.note(random)
    number = random.randint(1_000, 9_999)
    return random.choice(
        (
            f"Invoice {number} was {random.choice(('paid late', 'sent again', 'corrected', 'paid in two parts'))}.",
            f"The gasket KX{number % 90 + 50} {random.choice(('leaks', 'is sold out', 'was exchanged', 'fits'))}.",
            f"Mr {word(number)} asked for {random.choice(('a call', 'drawings', 'samples', 'a catalogue'))}.",
        )
    )


def _found(index: Index, said: str) -> list[str]:
    answer = index.search(ME, Question(said, {"Activity": {}}, limit=3))
    return [one.row["object_id"] for one in answer.found if one.score]


def _halves(store: Store, kept: Kept, asked: Sequence[tuple[str, set[str]]]) -> Iterator[tuple[str, str]]:
    """Yield the recall of each half alone, and of both, for questions with the records that answer them."""
    meant, worded = Index(store, kept), Index(store)
    meant.catch_up()
    usual = search.WORDS_WEIGHT
    try:
        yield "by words alone: recall@1, @3", _recall(asked, lambda said: _found(worded, said))
        search.WORDS_WEIGHT = 0.0
        yield "by meaning alone: recall@1, @3", _recall(asked, lambda said: _found(meant, said))
    finally:
        search.WORDS_WEIGHT = usual
    yield "by both: recall@1, @3", _recall(asked, lambda said: _found(meant, said))


def _recall(asked: Sequence[tuple[str, set[str]]], find: Callable[[str], list[str]]) -> str:
    found = [(find(question), right) for question, right in asked]
    first = sum(bool(set(some[:1]) & right) for some, right in found) / len(asked)
    three = sum(bool(set(some) & right) for some, right in found) / len(asked)
    return f"{first:.2f}, {three:.2f}"
