"""Names in a text, linked to records by the tool `find_names`, and the records they may mean."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from agent.embedded.language import words
from agent.embedded.language.terms import NOUNS
from agent.embedded.language.tokens import Token

EXACT = 0.995
SURE = 0.78
"""Words that fit a name worse than this only look like it."""
NEAR = 0.06
"""Records whose name fits this much worse than the best are no rivals of it."""
_WORD = re.compile(r"[^\W_]+")


class Ref(BaseModel):
    """A record by its identity, as a tool named it.

    `score` says how much of its name was said (1: all of it); `fit` how well the words said fit, letter by letter.
    """

    cls: str
    id: str
    name: str
    score: float = 1.0
    fit: float = 1.0
    detail: str = ""


class Name(BaseModel):
    """Words that name records: tokens `first` up to `last`, and the records that they may mean, best first.

    A weak name consists of words that mean something else as well.
    """

    text: str
    first: int
    last: int
    refs: list[Ref]
    weak: bool = False

    def of(self, *classes: str) -> list[Ref]:
        """Return the records of these classes that the words mean: the best, and those about as good."""
        fitting = [ref for ref in self.refs if ref.cls in classes]
        exact = [ref for ref in fitting if ref.score >= EXACT]
        best = max((ref.fit for ref in fitting), default=0.0)
        return exact or [ref for ref in fitting if ref.fit >= best - NEAR]


def names(said: Mapping[str, Any], text: Sequence[Token]) -> list[Name]:
    """Return the names that the tool found, the longest first, none inside another.

    Subjects of activities are phrases: they never hide the names inside them, and come last, marked weak. Nor do parts
    of what records of an added class are called: "with Tom Kyle", where there is a “First talk with Tom”.
    """
    found: list[Name] = []
    phrases: list[Name] = []
    longest = sorted(said.get("names", []), key=lambda one: int(one["start"]) - int(one["end"]))
    for name in sorted(filter(None, (_name(one, text) for one in longest)), key=_partial):
        solid = [ref for ref in name.refs if ref.cls != "Activity"]
        subjects = [ref for ref in name.refs if ref.cls == "Activity"]
        if subjects and not any(_overlap(name, other) for other in phrases):
            phrases.append(name.model_copy(update={"weak": True, "refs": subjects}))
        name.refs = solid
        if solid and not any(_overlap(name, other) for other in found):
            found.append(name)
    return [*found, *phrases]


def _partial(name: Name) -> bool:
    """Whether a name is only a part of what records of an added class are called."""
    return all(ref.cls not in NOUNS and ref.score < EXACT for ref in name.refs)


def _overlap(one: Name, other: Name) -> bool:
    return one.first < other.last and other.first < one.last


def _name(one: Mapping[str, Any], text: Sequence[Token]) -> Name | None:
    """Return a span of the tool as tokens; words that name nothing are cut off its ends."""
    places = [at for at, token in enumerate(text) if token.start < one["end"] and token.end > one["start"]]
    solid = ("email", "url", "phone", "tail")
    while len(places) > 1 and text[places[-1]].kind in solid:
        places.pop()
    said = _words(
        str(one.get("text", ""))
        if not places or text[places[-1]].end >= one["end"]
        else " ".join(text[at].text for at in places)
    )
    refs = [ref for ref in (_fitted(record, said) for record in one.get("records", [])) if ref.fit >= SURE]
    if refs and max(ref.score for ref in refs) < EXACT:
        while len(places) > 1 and text[places[0]].low in words.FREE:
            places.pop(0)
        while len(places) > 1 and text[places[-1]].low in words.FREE and not _within(places, text, refs):
            places.pop()
    if not places or not refs:
        return None
    label = " ".join(text[at].text.strip() for at in places).replace(" 's", "'s")
    if text[places[0]].kind == "quote":
        label = str(one.get("text", ""))
    return Name(text=label, first=places[0], last=places[-1] + 1, refs=refs)


def _within(places: Sequence[int], text: Sequence[Token], refs: Sequence[Ref]) -> bool:
    """Whether a small word is part of a name nevertheless: it stands there behind the same word, "Holiday lets"."""
    last = [folded(text[at].text) for at in places[-2:]]
    known = (_words(ref.name) for ref in refs if ref.cls != "Activity")
    return len(last[-1]) >= LONG and any(list(pair) == last for name in known for pair in pairwise(name))


LONG = 4
"""Letters of a small word that may be part of a name."""


def _fitted(record: Mapping[str, Any], said: Sequence[str]) -> Ref:
    """Return a record of `find_names`; its score is the part of its whole name that was said."""
    ref = ref_of(record)
    name = _words(ref.name)
    fits = [max((_alike(word, part) for part in name), default=0.0) for word in said]
    ref.fit = round(sum(fits) / (len(fits) or 1), 3)
    return ref


@lru_cache(maxsize=4096)  # a message has few words, and each is compared with those of every record that is found
def _alike(said: str, meant: str) -> float:
    """Return how like a word is to one of a name: the beginning of it and exchanged letters count for much."""
    if said == meant:
        return 1.0
    if len(said) >= 3 and meant.startswith(said):
        return 0.93
    if sorted(said) == sorted(meant) or (len(said) >= 4 and said.startswith(meant)):
        return 0.9
    return SequenceMatcher(None, said, meant).ratio()


def _words(text: str) -> list[str]:
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """Return a text in small letters without their accents."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


def label_of(record: Mapping[str, Any]) -> str:
    """Return what people call a record of a tool's result: its first text behind its class and id, else the id."""
    names = ("name", "title", "subject", "username")
    known = next((record[key] for key in names if record.get(key)), None)
    first = next((value for key, value in record.items() if key not in ("class", "id")), None)
    return str(known or (first if isinstance(first, str) and first else record.get("id", "?")))


def ref_of(record: Mapping[str, Any]) -> Ref:
    """Return a record of a tool's result as a reference."""
    label = label_of(record)
    score = record.get("score")
    cls = "_User" if record["class"] == "User" else str(record["class"])
    return Ref(
        cls=cls,
        id=str(record["id"]),
        name=str(label),
        detail=str(record.get("detail") or ""),
        score=1.0 if score is None else float(score),
    )
