"""Halves of the day, and the hours that are meant in them: "am", "in the afternoon", a working day's "at 3"."""

from collections.abc import Sequence

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.days import low
from agent.embedded.values.numerals import ONES


def half_at(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Read "am", "pm", "a.m.", "in the afternoon", "at night" after an hour."""
    words = [token.low for token in tokens[at : at + 4]]
    if words and words[0] in ("am", "pm"):
        return at + 1, words[0][0]
    if len(words) > 2 and words[0] in ("a", "p") and words[1] == "." and words[2] == "m":
        return at + 3 + (len(words) > 3 and words[3] == "."), words[0]
    if words[:2] == ["in", "the"] and len(words) > 2 and words[2] in ("morning", "afternoon", "evening"):
        return at + 3, "a" if words[2] == "morning" else "p"
    return (at + 2, "p") if words[:2] == ["at", "night"] else None


def working(hour: int, half: str) -> int:
    """Return the hour of 24; without a half of the day, one of a working day."""
    if half and 1 <= hour <= 12:
        return hour % 12 + 12 * (half == "p")
    return hour + 12 if 1 <= hour <= 6 else hour % 24


def hour_at(tokens: Sequence[Token], at: int) -> int:
    """Return the whole number at a token, in digits or as a word; 0 for none."""
    word = low(tokens, at).strip()
    return int(word) if word.isdigit() else ONES.get(word, 0)


def measured(tokens: Sequence[Token], at: int) -> bool:
    """Whether what is behind a number makes it a sum or a length: "half 3 weeks later"."""
    return low(tokens, at) in words_of(
        "% k m percent / € $ £ thousand million grand day days week weeks month months year years hours homes seats "
        "licences licenses people units pieces users rooms dozen hundred"
    )
