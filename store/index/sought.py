"""Which words of a question are sought, and how much a text says for having some of them."""

import re
from functools import lru_cache
from math import ceil

from store.names import fold

SHARE, NAMED = 0.6, 0.4
"""What the share of all words counts, and that of the names among them: measured, docs/memory.md."""
TITLE = 3
"""Words of a title, and their letters, from which on all of them have a capital: "Review of the Third Quarter"."""
MOST = 24
"""Different words of a question that are looked up."""
ENOUGH = 0.5
"""Share of the words, and two at least, that is more than chance."""
STEM = re.compile(r"(?<=\w{3})(?:ing|ies|ed|es|e|s|y)$")
"""Endings without which words are compared."""
WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
"""What parts sentences and lines."""
BEGUN = re.compile(r"(?:^|[.!?…]\s)[^\w.!?…]*$")
"""What stands before the first word of a sentence."""
BEHIND = re.compile(r":|['\u2019](?=s\b)|[ \t]+(?:[-\u2013\u2014][ \t]+)?[^\W\d_]")
"""What may stand behind a first word that is a name: a colon, an 's, or another name, also behind a dash."""
ACCENTED = "\u00c0-\u017f"
"""Letters that may be capitals with an accent, whose plain form is asked for."""
COMMON = frozenset(
    """
    a about above after again against all am an and another any anybody anyone anything are as at be because been
    before being below between both but by can could d did do does doing down during each else ever few for from
    further get got had has have having he her here hers herself him himself his how i if in into is it its itself
    just let ll m many may me more most much must my myself no nor not now of off on once only or other others our
    ours ourselves out over own re s same she should so some somebody someone something still such t tell than that
    the their theirs them themselves then there these they this those through to too under until up us ve very was
    we were what when where which while who whom whose why will with within without would yet you your yours
    yourself yourselves
    """.split()  # noqa: SIM905 - two hundred words, a line each otherwise
)
"""Words that nearly every passage has: those that PostgreSQL leaves out of its index of English, and some more."""


class Sought:
    """The words of a question that say something: all but the most common, or all when there are no others."""

    def __init__(self, question: str) -> None:
        """Take a question as it was asked."""
        said = WORD.findall(question)
        loud = question.isupper()
        self.names = {word.lower() for n, word in enumerate(said) if _names(word, begins=n == 0, loud=loud)}
        plain = list(dict.fromkeys(word.lower() for word in said))
        self.words = ([word for word in plain if word not in COMMON] or plain)[:MOST]
        self._stems = {_stem(fold(word)) for word in self.words}
        self._named = {_stem(fold(word)) for word in self.names} & self._stems
        self._needed = min(self.needed, len(self._stems))
        initials = "".join(sorted({re.escape(stem[0].upper()) for stem in self._stems if stem}))
        self._high = re.compile(rf"\b[{initials}{ACCENTED}][^\W_]*")

    @property
    def needed(self) -> int:
        """How many of the words are more than chance, if no name is among them."""
        return 1 if len(self.words) == 1 else max(2, ceil(len(self.words) * ENOUGH))

    @property
    def most(self) -> float:
        """The most that a text tells: without a name in the question, what all of its words do."""
        return 1.0 if self._named else SHARE

    def share(self, text: str) -> float:
        """Return how much of the words a text has, from 0 to 1; whatever their endings."""
        return len(self._stems & _said(text)) / len(self._stems) if self._stems else 0.0

    def telling(self, text: str) -> float:
        """Return how much that says, from 0 to 1: nothing where it is no more than chance brings.

        A name or a number tells, whether the question writes it like one or the text does: "what did jane say?". Of
        other words half must be there, and two of them, unless there is but one: in one sentence and the line above
        all, since far from each other they are of different things.
        """
        plain = fold(text)
        maybe = {stem for stem in self._stems if stem in plain}  # a word begins with its stem
        written = self._written_as_names(text, maybe - self._named)
        if len(maybe) < self._needed and not (written or maybe & self._named):
            return 0.0  # most texts end here, before each of their words is looked at
        there = maybe & _said(text)
        named = there & (self._named | written)
        if not there or not (named or self._is_more_than_chance(there, text)):
            return 0.0
        names = len(self._named | named)
        return SHARE * len(there) / len(self._stems) + NAMED * (len(named) / names if names else 0.0)

    def _written_as_names(self, text: str, stems: set[str]) -> set[str]:
        """Return those of some of the words that a text writes like names, whatever the question does."""
        if not stems:
            return set()
        high = ((one, _stem(fold(one.group()))) for one in self._high.finditer(text))
        return {stem for one, stem in high if stem in stems and _is_name(text, one.start(), one.end())}

    def _is_more_than_chance(self, there: set[str], text: str) -> bool:
        if len(there) < self._needed:
            return False
        heading, line, said = text.partition("\n")
        above = there & _said(heading) if line else set()
        return any(self._are_enough(there, above, one) for one in SENTENCE.split(said if line else text))

    def _are_enough(self, there: set[str], above: set[str], sentence: str) -> bool:
        plain = fold(sentence)
        maybe = {stem for stem in there if stem in above or stem in plain}
        return len(maybe) >= self._needed and len(maybe & (above | _said(sentence))) >= self._needed


def _names(word: str, *, begins: bool, loud: bool) -> bool:
    """Whether a word is written like a name or a number: where it begins a question, a capital says nothing."""
    if any(letter.isdigit() for letter in word):
        return True
    if loud or len(word) == 1:
        return False
    return word.isupper() or (word[0].isupper() and not begins)


@lru_cache(maxsize=20_000)  # the words of a trade come again and again
def _stem(word: str) -> str:
    return STEM.sub("", word)


def _is_name(text: str, first: int, last: int) -> bool:
    """Whether a word with a capital has it as a name, and not because it begins a sentence or stands in a title.

    A first word is a name where it is not alone: "Jane Doe wants", "Jane's", "Acme:".
    """
    if text[first].islower():
        return False
    begin, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    line = text[begin : end if end >= 0 else len(text)]
    words = WORD.findall(line)
    if len(words) > TITLE and all(word[0].isupper() for word in words if len(word) > TITLE):
        return False
    behind = BEHIND.match(text, last)
    return not BEGUN.search(text[begin:first]) or (behind is not None and not behind.group()[-1].islower())


def _said(text: str) -> frozenset[str]:
    return frozenset(map(_stem, WORD.findall(fold(text))))
