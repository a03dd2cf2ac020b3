"""Which words of a question are sought, and how much a text says for having some of them."""

import re
from functools import lru_cache
from math import ceil

from store.names import fold

MOST = 24
"""Different words of a question that are looked up."""
ENOUGH = 0.5
"""Share of the words, and two at least, that is more than chance."""
STEM = re.compile(r"(?<=\w{3})(?:ing|ies|ed|es|e|s|y)$")
"""Endings without which words are compared."""
WORD = re.compile(r"[^\W_]+")
SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
"""What parts sentences and lines."""
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
        self._named = {_stem(fold(word)) for word in self.names}

    @property
    def needed(self) -> int:
        """How many of the words are more than chance, if no name is among them."""
        return 1 if len(self.words) == 1 else max(2, ceil(len(self.words) * ENOUGH))

    def share(self, text: str) -> float:
        """Return how much of the words a text has, from 0 to 1; whatever their endings."""
        return len(self._stems & _stems(text)) / len(self._stems) if self._stems else 0.0

    def telling(self, text: str) -> float:
        """Return the same where that is more than chance, else 0.

        A name or a number tells; of other words half must be there, and two of them, unless there is but one: in one
        sentence and the line above all, since far from each other they are of different things.
        """
        there = self._stems & _stems(text)
        if not there or not (there & self._named or self._is_more_than_chance(there, text)):
            return 0.0
        return len(there) / len(self._stems)

    def _is_more_than_chance(self, there: set[str], text: str) -> bool:
        needed = min(self.needed, len(self._stems))
        if len(there) < needed:
            return False
        heading, line, said = text.partition("\n")
        above = there & _said(heading) if line else set()
        return any(len(there & (above | _said(one))) >= needed for one in SENTENCE.split(said if line else text))


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


@lru_cache(maxsize=256)  # of each candidate it is asked twice
def _stems(text: str) -> frozenset[str]:
    return _said(text)


def _said(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in WORD.findall(fold(text)))
