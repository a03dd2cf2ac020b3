"""Titles that were given, and that nothing which is made would have: "two meetings … Both are called Price talk"."""

from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.sentence import Sentence

_CALLED = words_of("called titled entitled")
_NAMING = words_of("name call title")
_POINTING = words_of("it them both this")


def untitled(decision: Decision, said: Sentence) -> bool:
    """Whether activities are made, and the title that was said stands in none of them."""
    made = [one for one in decision.intents if one.do == "create" and one.cls == "Activity"]
    if not made:
        return False
    kept = " ".join(str(value) for one in made for value in one.set.values()).casefold()
    for at, token in enumerate(said.tokens):
        titled = said.low(at - 1) in _CALLED or (said.low(at - 2) in _NAMING and said.low(at - 1) in _POINTING)
        if titled and (token.proper or token.kind == "quote") and token.inner.casefold() not in kept:
            return True
    return False
