"""Whether words that were said of an activity fit it: however they are spelt and whatever ending they have."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from agent.embedded.language.terms import DEEDS
from agent.embedded.language.words import FREE, words_of

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ings", "ing", "ed", "es", "s", "e", "y")
SHORTEST = 3
"""Letters that are left of a word without its ending."""
_TYPES = {noun: kind for kind, nouns in DEEDS.items() for noun in nouns.split("|")}
_GENERAL = (
    "activity",
    "activities",
    "appointment",
    "appointments",
    "event",
    "events",
    "todo",
    "todos",
    "to-do",
    "task",
)
"""Words for any activity."""
_PLAIN = ("meeting", "meetings", "mtg", "call", "calls", "email", "emails", "e-mail", "e-mails", "mail", "mails")
"""Words that are true of every activity of their type; "demo" and "follow-up" are rather what it is about."""


@lru_cache(maxsize=4096)
def root(word: str) -> str:
    """Return a word without accents and its ending: "Renewing" is "renew", "prices" and "pricing" are "pric"."""
    flat = unicodedata.normalize("NFKD", word.casefold())
    low = "".join(letter for letter in flat if not unicodedata.combining(letter))
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= SHORTEST:
            low = low[: -len(ending)]
            doubled = len(low) > SHORTEST and low[-1] == low[-2] and low[-1] not in "lsz"
            return low[:-1] if doubled and ending in ("ing", "ings", "ed") else low
    return low


@lru_cache(maxsize=4096)
def roots(text: str) -> frozenset[str]:
    """Return the roots of the words of a text, and of two words written as one: "Wi-Fi" is also "wifi"."""
    words = _WORD.findall(text)
    return frozenset({root(word) for word in words} | {root(one + other) for one, other in pairwise(words)})


def telling(name: str) -> list[str]:
    """Return the words of a subject that tell what it is about."""
    return [word for word in _WORD.findall(name) if word.casefold() not in FREE | _SMALL and len(word) > 1]


_SMALL = words_of("about re regarding via per between after before out off not no any some more other one two how what")
"""Words that a subject has as any sentence does."""


def type_of(word: str) -> str:
    """Return the type of activity that a word always means; nothing for one that tells what it is about."""
    low = word.casefold()
    return _TYPES[low] if low in _PLAIN else ""


def general(word: str) -> bool:
    """Whether a word means any activity."""
    return word.casefold() in _GENERAL or word.casefold() in ("tasks", "reminder", "reminders", "to-dos")


def fitting(rows: Sequence[dict[str, Any]], called: Collection[str]) -> list[dict[str, Any]]:
    """Return the rows that have all words which were said of them, in their subject or as their type."""
    return [row for row in rows if all(fits(row, word) for word in called)]


def fits(row: Mapping[str, Any], word: str) -> bool:
    """Whether a word was rightly said of a record."""
    label = str(row.get("subject") or row.get("name") or "")
    known = roots(label)
    for way in (word, word.removesuffix("s")):  # "the follow-ups"
        parts = _WORD.findall(way)
        if root("".join(parts)) in known or (parts and {root(part) for part in parts} <= known):
            return True
    return bool(type_of(word)) and row.get("type") == type_of(word)
