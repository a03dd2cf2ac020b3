"""Which of the passages that search found are told: those that say something about what was asked."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from agent.embedded.answers.quoting import Passage, is_title
from agent.embedded.language.names import Ref
from agent.embedded.questions.matters import Matter, matter
from agent.embedded.readings.remembering import Wish
from store.names import fold

TOLD, MANY = 5, 20
"""Quotes of an answer, and of one that lists records."""
ALIKE, HALF = 0.3, 0.5
"""A passage is told when its meaning is so like the question's, or so much of its words are there …"""
BEHIND = 0.6
"""… and when it is not much less like it than the best one."""
CLOSE = 0.45
"""Where signs tell what speaks of a matter, and where nobody understood the question, it must be so much like it."""


def fitting(passages: Sequence[Passage], wish: Wish) -> list[Passage]:
    """Return the passages that say something about what was asked, the best first; of a group one for each record."""
    kept: list[Passage] = []
    seen: set[str] = set()
    for one in _near(passages, wish):
        if one["quote"] in seen:
            continue
        if wish.group:
            record = subject(one, wish.group)
            if not record or record["id"] in seen:
                continue
            seen.add(record["id"])
        seen.add(one["quote"])
        kept.append(one)
    return _without_titles(kept)[: MANY if wish.group else TOLD]


def _near(passages: Sequence[Passage], wish: Wish) -> list[Passage]:
    """Return the passages that fit; of a question that nobody understood, those that are nearly as good as the best."""
    known = matter(wish.query)
    signs = known if known and (wish.refs or not known.beside(wish.query)) else None
    likest = max((one.get("likeness", 0.0) for one in passages), default=0.0)
    least = max(CLOSE if known or wish.loose else ALIKE, BEHIND * likest)
    fitting = [one for one in passages if _fits(one, signs, least)]
    if not wish.loose or signs:
        return fitting
    sure = [one for one in fitting if one.get("words", 0.0) > HALF or one.get("likeness", 0.0) >= ALIKE]
    best = max((one.get("score", 0.0) for one in sure), default=0.0)
    return [one for one in sure if one.get("score", 0.0) >= BEHIND * best]


def _fits(passage: Passage, known: Matter | None, least: float) -> bool:
    """Whether a passage says something about what was asked: by its words, a sign of the matter, or its meaning.

    A title alone is like many things: its words must be those that were asked for.
    """
    if passage.get("words", 0.0) >= HALF:
        return True
    if is_title(passage):
        return False
    return passage.get("likeness", 0.0) >= least or (known is not None and bool(known.signs.search(passage["quote"])))


def mentions(passage: Passage, ref: Ref) -> bool:
    """Whether a passage of another record has a word of a record's name, or the title above it does."""
    if ref.id in (passage["record"]["id"], (passage.get("about") or {}).get("id")):
        return False
    said = fold(f"{passage['record']['name']} {passage['quote']}")
    return any(re.search(rf"\b{re.escape(part)}\b", said) for part in fold(ref.name).split() if len(part) > 2)


def says(passage: Passage, name: str) -> bool:
    """Whether a passage, or the title above it, has all words of a name."""
    said = fold(f"{passage['record']['name']} {passage['quote']}")
    parts = re.findall(r"\w+", fold(name))
    return bool(parts) and all(re.search(rf"\b{re.escape(part)}\b", said) for part in parts)


def _without_titles(passages: Sequence[Passage]) -> list[Passage]:
    """Return passages without those that are only the title of a record that says more, or of no activity."""
    telling = {one["record"]["id"] for one in passages if not is_title(one)}
    return [
        one
        for one in passages
        if not is_title(one) or (one["record"]["class"] == "Activity" and one["record"]["id"] not in telling)
    ]


def subject(passage: Passage, group: str) -> Mapping[str, Any]:
    """Return the record of a class that a passage is in, or is about; of any class, what it is about."""
    about, record = passage.get("about") or {}, passage["record"]
    if group:
        return next((one for one in (record, about) if one.get("class") == group), {})
    return about or record
