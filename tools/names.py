"""The tool that links the names in a text to records: the eyes of the embedded engine, useful to any model."""

import re
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field
from rapidfuzz.fuzz import ratio

from store.lookup import Named
from store.names import LONGEST, MOST_WORDS, fold, words
from tools.records import arguments
from tools.tool import Effect, Tool, Work

MOST_A_SPAN = 8
MOST_SPANS = 50
WORD = re.compile(r"[^\W_]+")


@dataclass
class _Match:
    """A record and the places in the text where words of its name stand."""

    record: Named
    words: dict[int, float] = field(default_factory=dict)


def names_tool() -> Tool:
    """Return `find_names`."""
    members = {"text": (str, Field(max_length=10_000))}

    def find_names(work: Work, wanted: Any) -> dict[str, Any]:
        tokens = [(m.start(), m.end(), fold(m.group())[:LONGEST]) for m in WORD.finditer(wanted.text)]
        said = sorted({word for _, _, word in tokens})
        parts = [said[first : first + MOST_WORDS] for first in range(0, len(said), MOST_WORDS)]
        hits = [hit for part in parts for hit in work.records.named(part)]
        spans: dict[tuple[int, int], list[tuple[float, Named]]] = {}
        for match in _matches(tokens, hits):
            for first, last in _runs(match.words):
                key = (tokens[first][0], tokens[last][1])
                spans.setdefault(key, []).append((_score(match, first, last), match.record))
        ordered = sorted(spans.items(), key=lambda item: (item[0][0] - item[0][1], item[0]))[:MOST_SPANS]
        return {"names": [_span(wanted.text, span, found) for span, found in ordered]}

    what = "Link names in a text to records."
    return Tool("find_names", what, arguments("FindNames", members), Effect.READ, find_names)


def _matches(tokens: list[tuple[int, int, str]], hits: list[Named]) -> list[_Match]:
    places: dict[str, list[int]] = {}
    for n, (_, _, word) in enumerate(tokens):
        places.setdefault(word, []).append(n)
    found: dict[tuple[str, str], _Match] = {}
    for hit in hits:
        match = found.setdefault((hit.cls, hit.id), _Match(hit))
        for place in places[hit.said]:
            match.words[place] = max(match.words.get(place, 0.0), ratio(hit.said, hit.word) / 100)
    return list(found.values())


def _runs(places: dict[int, float]) -> list[tuple[int, int]]:
    """Return the first and last place of each unbroken run of words."""
    runs: list[tuple[int, int]] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def _score(match: _Match, first: int, last: int) -> float:
    """Return how well the words fit the name: 1 for the whole name, letter by letter."""
    name = words(match.record.name)
    said = sum(match.words[place] for place in range(first, last + 1))
    return round(said / max(len(name), last - first + 1), 3)


def _span(text: str, place: tuple[int, int], found: list[tuple[float, Named]]) -> dict[str, Any]:
    found.sort(key=lambda pair: (-pair[0], pair[1].cls, pair[1].name))
    records = [
        {"class": record.cls.strip("_"), "id": record.id, "name": record.name, "score": score}
        for score, record in found[:MOST_A_SPAN]
    ]
    span = {"start": place[0], "end": place[1], "text": text[place[0] : place[1]], "records": records}
    return span if len(found) <= MOST_A_SPAN else span | {"more": len(found) - MOST_A_SPAN}
