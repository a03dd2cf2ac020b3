"""Values that are ruled out where they stand: "the Acme deal is not won", "don't make it 60k"."""

from agent.embedded.decisions.written import written
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.sentence import Sentence

_NOT = words_of("not never isn't isnt aren't arent wasn't wasnt won't wont hardly")
"""Words that rule out the value behind them; "no" may begin a correction."""
_BETWEEN = words_of("a an the at in to on for yet really quite exactly actually even be been as")


def negates(decision: Decision, said: Sentence) -> bool:
    """Whether a value would be written that the message only rules out."""
    return any(_ruled_out(intent, said) for intent in decision.intents if intent.do in ("create", "update"))


def _ruled_out(intent: Intent, said: Sentence) -> bool:
    for value in (str(value).casefold() for value in intent.set.values()):
        places = [mark.first for mark in said.marks if value in written(mark)]
        if places and all(_negated(said, at) for at in places):
            return True
    return False


def _negated(said: Sentence, at: int) -> bool:
    while at > 0 and said.low(at - 1) in _BETWEEN:
        at -= 1
    return said.low(at - 1) in _NOT
