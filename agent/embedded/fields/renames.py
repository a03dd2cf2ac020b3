"""The whole new name, where only a part of it was said: "her surname is Berg now", "it's Meyer, not Meier"."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Clause

ALIKE = 0.7
"""A word is another spelling of one of a name from here on."""
_SURNAME = (("last", "name"), ("family", "name"), ("married", "name"), ("maiden", "name"))
_GIVEN = (("first", "name"), ("given", "name"), ("christian", "name"))


def full_name(known: str, words: Sequence[str], clause: Clause, *, person: bool) -> str:
    """Return what somebody who is `known` by a name is called now; nothing where that is not sure.

    Of a person, one new word is a new surname, a new first name, or another spelling of one word of the name.
    """
    parts = known.split()
    if not words:
        return ""
    if len(words) > 1 or not person or len(parts) == 1:
        return " ".join(words)
    word = words[0] if words[0] != words[0].lower() else words[0][:1].upper() + words[0][1:]
    lows = clause.lows()
    pairs = set(pairwise(lows))
    alike = [at for at, part in enumerate(parts) if _alike(part, word)]
    if len(parts) == 2 and ("surname" in lows or pairs & set(_SURNAME)):
        return f"{parts[0]} {word}"
    if len(parts) == 2 and (_FORENAME & set(lows) or pairs & set(_GIVEN)):
        return f"{word} {parts[1]}"
    return " ".join([*parts[: alike[0]], word, *parts[alike[0] + 1 :]]) if len(alike) == 1 else ""


_FORENAME = words_of("forename firstname")


def spelling(words: Sequence[str], known: str) -> bool:
    """Whether a new name shares a word with the one that is known, or spells one otherwise."""
    return any(_alike(one, other) for one in words for other in known.split())


def _alike(one: str, other: str) -> bool:
    a, b = one.casefold(), other.casefold()
    return a == b or SequenceMatcher(None, a, b).ratio() >= ALIKE
