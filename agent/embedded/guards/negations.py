"""Values that are ruled out where they stand: "the Acme deal is not won", "the call has not been done"."""

from agent.embedded.decisions.written import written
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.sentence import Sentence

_NOT = words_of("not never isn't isnt aren't arent wasn't wasnt won't wont hardly")
"""Words that rule out the value behind them; "no" may begin a correction."""
_BETWEEN = words_of("a an the at in to on for yet really quite exactly actually even be been as")
_UNENDED = words_of("reopen reopened untick uncheck unmark unfinished wrongly mistakenly undone")
"""Words of what is open again, or still."""
_HAS_NOT = _NOT | words_of("hasn't hasnt haven't havent didn't didnt")


def negates(decision: Decision, said: Sentence) -> bool:
    """Whether a value would be written that the message only rules out."""
    written_ = [intent for intent in decision.intents if intent.do in ("create", "update")]
    return any(_ruled_out(intent, said) or _unended(intent, said) for intent in written_)


def _unended(intent: Intent, said: Sentence) -> bool:
    """Whether an activity would be ended that is said to be open: "wrongly set to done", "not completed"."""
    if intent.do != "update" or intent.cls != "Activity" or "completed_at" not in intent.set:
        return False
    if any(token.low in _UNENDED for token in said.tokens):
        return True
    ends = [
        mark.first for mark in said.marks if mark.kind == "verb" and any(name == "complete" for name, _ in mark.value)
    ]
    return bool(ends) and all(_negated(said, at, _HAS_NOT) for at in ends)


def _ruled_out(intent: Intent, said: Sentence) -> bool:
    for value in (str(value).casefold() for value in intent.set.values()):
        places = [mark.first for mark in said.marks if value in written(mark)]
        if places and all(_negated(said, at) for at in places):
            return True
    return False


def _negated(said: Sentence, at: int, words: frozenset[str] = _NOT) -> bool:
    while at > 0 and said.low(at - 1) in _BETWEEN:
        at -= 1
    return said.low(at - 1) in words
