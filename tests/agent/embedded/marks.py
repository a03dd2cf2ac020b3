"""Reads a few words by themselves: what they are marked as, on a Monday in November."""

from datetime import UTC, datetime
from typing import Any

from agent.embedded.language.lexicon import Lexicon
from agent.embedded.language.tokens import clean, tokens
from agent.embedded.language.vocabulary import Vocabulary
from agent.embedded.sentences.sentence import sentence
from agent.embedded.values.days import Now

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
_LEXICON = Lexicon(Vocabulary())


def marked(text: str, kind: str, *, month_first: bool = True) -> list[tuple[str, Any]]:
    """Return the words of a text that are marked so, each with its value."""
    text = clean(text)
    made = sentence(text, tokens(text), [], _LEXICON, Now(MONDAY, month_first))
    return [(made.words(mark.first, mark.last), mark.value) for mark in made.marks if mark.kind == kind]


def days(text: str, *, month_first: bool = True) -> list[str]:
    """Return the days, moments and periods ("first..last") that a text names."""
    found = [when for _, when in marked(text, "date", month_first=month_first)]
    return ["none" if one.invalid else one.written() if one.day else f"{one.first}..{one.last}" for one in found]


def amounts(text: str) -> list[float]:
    """Return the amounts that a text names."""
    return [amount.value for _, amount in marked(text, "amount")]
