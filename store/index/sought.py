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
COMMON = frozenset(
    """
    a about after all an and any anything are as at be been before be by can could did do does else for from had
    has have he her him his how i if in into is it its may me my no not of on or our she should so some tell than
    that the their them then there these they this to up us was we were what when where which who whom whose why
    will with would you your
    """.split()  # noqa: SIM905 - a hundred words, a line each otherwise
)
"""Words that nearly every passage has; PostgreSQL leaves its own such words out."""


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

        A name or a number tells; of other words half must be there, and two of them, unless there is but one.
        """
        there = self._stems & _stems(text)
        sure = len(there) >= min(self.needed, len(self._stems)) or there & self._named
        return len(there) / len(self._stems) if there and sure else 0.0


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
    return frozenset(_stem(word) for word in WORD.findall(fold(text)))
