"""Every phrase that means something by itself, ready to be found in a sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from agent.embedded.language import inferred, terms, verbs, words
from agent.embedded.language.inflection import forms
from agent.embedded.language.tokens import Token, tokens
from agent.embedded.language.vocabulary import Class, Field, Vocabulary

_PHRASE_KINDS = {"undo": "undo", "win": "outcome", "lose": "outcome"} | dict.fromkeys(
    ("help", "me", "greeting", "thanks", "bye", "yes", "no"), "talk"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What some words of a sentence may be: `kind` and `value`, from token `first` up to, not including, `last`."""

    kind: str
    first: int
    last: int
    value: Any = None

    @property
    def places(self) -> range:
        """The tokens it covers."""
        return range(self.first, self.last)


class Lexicon:
    """The phrases of a vocabulary and of CRM language, found by their first word, the longest first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Collect the phrases; takes some milliseconds, so one is kept per vocabulary."""
        self._known: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
        for phrase, kind, value in (*_language(), *_classes(vocabulary), *_fields(vocabulary)):
            said = tuple(token.low for token in tokens(phrase))
            if said:
                self._known.setdefault(said[0], []).append((said, kind, value))
        for entries in self._known.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def knows(self, word: str) -> bool:
        """Whether this word is a phrase by itself, or a free or guarding one."""
        alone = any(len(entry[0]) == 1 for entry in self._known.get(word, ()))
        return alone or word in words.FREE or word in words.GUARDS

    def means(self, word: str, kind: str) -> bool:
        """Whether a phrase of this kind begins with the word."""
        return any(entry[1] == kind for entry in self._known.get(word, ()))

    def marks(self, text: Sequence[Token], skip: frozenset[int]) -> list[Mark]:
        """Return what the words may be. Of one kind only the longest phrase at a place; tokens in `skip` are opaque."""
        found: list[Mark] = []
        reach: dict[str, int] = {}
        for at in range(len(text)):
            if at in skip:
                continue
            hits = [hit for hit in self._at(text, at) if skip.isdisjoint(hit.places)]
            for kind, group in groupby(sorted(hits, key=lambda hit: (hit.kind, -hit.last)), key=lambda hit: hit.kind):
                same = list(group)
                if same[0].last > reach.get(kind, 0):
                    reach[kind] = same[0].last
                    found += merged([hit for hit in same if hit.last == same[0].last])
        return [mark for mark in found if not any(_inside(mark, other) for other in found)]

    def _at(self, text: Sequence[Token], at: int) -> Iterator[Mark]:
        for said, kind, value in self._known.get(text[at].low, ()):
            if len(said) == 1 or tuple(token.low for token in text[at : at + len(said)]) == said:
                yield Mark(kind, at, at + len(said), value)


_WHOLE = ("field", "class", "choice", "outcome")


def _inside(mark: Mark, other: Mark) -> bool:
    """Whether a mark is only part of a longer phrase that has a meaning of its own."""
    shorter = mark.last - mark.first < other.last - other.first
    return shorter and other.kind in _WHOLE and other.first <= mark.first and mark.last <= other.last


def merged(same: list[Mark]) -> list[Mark]:
    """Join marks of one kind on the same words: their values become one list."""
    return [Mark(same[0].kind, same[0].first, same[0].last, [mark.value for mark in same])]


def _language() -> Iterator[tuple[str, str, Any]]:
    """Yield the phrases that no schema holds, as `(phrase, kind, value)`."""
    for kind, inflected in (("verb", verbs.VERBS), ("deed", verbs.DEED_VERBS)):
        for concept, known in inflected.items():
            for form, name in (pair for verb in known.split() for pair in forms(verb).items()):
                yield form, kind, (concept, name)
    for concept, known in verbs.PHRASES.items():
        kind = _PHRASE_KINDS.get(concept, "verb")
        value = concept if kind == "talk" else (concept, "base")
        yield from ((phrase, kind, value) for phrase in known.split("|"))
    for deed, known in verbs.DEED_PHRASES.items():
        yield from ((phrase, "deed", deed) for phrase in known.split("|"))
    for type_, known in terms.DEEDS.items():
        yield from ((noun, "kind", type_) for noun in known.split("|"))
    yield from ((phrase, "courtesy", phrase) for phrase in words.COURTESIES)


def _classes(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for name in {*vocabulary.classes, "_User"}:
        for noun in filter(None, terms.NOUNS.get(name, "").split("|")):
            yield noun, "class", name
    for cls in vocabulary.classes.values():
        if cls.added:
            yield from ((noun, "class", cls.name) for noun in {cls.word, cls.words, cls.plural.replace("_", " ")})


def _fields(vocabulary: Vocabulary) -> Iterator[tuple[str, str, Any]]:
    for cls, field in vocabulary.fields():
        known = terms.FIELDS.get((cls.name, field.name), "").split("|")
        for phrase in {*filter(None, known), *_spoken(cls, field), *(inferred.names(cls, field) if cls.added else ())}:
            yield phrase, "field", (cls.name, field.name)
        for choice in field.choices:
            said = (cls.name, field.name, choice)
            yield from ((phrase, "choice", said) for phrase in _choice_words(field, choice))
            if cls.added:
                yield from ((phrase, "choice", said) for phrase in inferred.several(choice))
                yield from ((verb, "turn", said) for verb in inferred.verbs_to(choice))


def _spoken(cls: Class, field: Field) -> set[str]:
    name = field.words
    short = name.removesuffix(" to") if field.kind == "pointer" else name
    return {name, short, f"{cls.word} {name}"}


def _choice_words(field: Field, choice: str) -> set[str]:
    plain = choice.lower().replace("_", " ")
    known: Mapping[tuple[str, str], str] = terms.CHOICES
    return {plain, *filter(None, known.get((field.name, choice), "").split("|"))}
