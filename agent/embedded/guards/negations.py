"""Values and orders that are ruled out, or taken back, where they stand: "the call has not been done"."""

from agent.embedded.guards.trial import Trial
from agent.embedded.guards.written import written
from agent.embedded.language.intents import Intent
from agent.embedded.language.words import words_of
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.retractions import takes_back
from agent.embedded.sentences.sentence import Sentence

_NOT = words_of("not never isn't isnt aren't arent wasn't wasnt won't wont hardly")
"""Words that rule out the value behind them; "no" may begin a correction."""
_BETWEEN = words_of("a an the at in to on for yet really quite exactly actually even be been as")
_UNENDED = words_of("reopen reopened untick uncheck unmark unfinished wrongly mistakenly undone")
"""Words of what is open again, or still."""
_HAS_NOT = _NOT | words_of("hasn't hasnt haven't havent didn't didnt")


def negated(trial: Trial) -> bool:
    """Whether a value would be written that the message only rules out: "the Acme deal is not won"."""
    return any(_ruled_out(one, trial.said) for one in trial.intents if one.do in ("create", "update"))


def _ruled_out(intent: Intent, said: Sentence) -> bool:
    for value in (str(value).casefold() for value in intent.set.values()):
        places = [mark.first for mark in said.marks if value in written(mark)]
        if places and all(_denied(said, at) for at in places):
            return True
    return False


def spread(trial: Trial) -> bool:
    """Whether one of two orders would be carried out that one "don't" forbids: "don't move A to won and B to lost"."""
    said = trial.said
    if not any(one.writes for one in trial.intents):
        return False
    for first, last in sentences(said):
        begin = first + (said.low(first) in _COURTESY)
        forbidden = said.low(begin) in _DONT or (said.low(begin), said.low(begin + 1)) == ("do", "not")
        if not forbidden or said.low(begin + 1 + (said.low(begin) == "do")) in _UNFORBIDDEN:
            continue
        joints = [at for at in range(begin + 2, last - 1) if said.low(at) in ("and", "or", "nor")]
        names = {at for mark in said.marks if mark.kind == "name" for at in mark.places}
        if any(at not in names and not said.at(at + 1, "verb") for at in joints):
            return True
    return False


_DONT = words_of("don't dont never don\u2019t")
_COURTESY = words_of("please pls")
_UNFORBIDDEN = words_of("forget worry you let mind")


def unended(trial: Trial) -> bool:
    """Whether an activity would be ended that is said to be open: "wrongly set to done", "not completed"."""
    said = trial.said
    if not any("completed_at" in one.set for one in trial.changed("Activity")):
        return False
    if any(token.low in _UNENDED for token in said.tokens):
        return True
    ends = [
        mark.first for mark in said.marks if mark.kind == "verb" and any(name == "complete" for name, _ in mark.value)
    ]
    return bool(ends) and all(_denied(said, at, _HAS_NOT) for at in ends)


def withdrawn(trial: Trial) -> bool:
    """Whether something would be written, and what was said is taken back inside the message."""
    return takes_back(trial.said) and any(one.writes for one in trial.intents)


def _denied(said: Sentence, at: int, words: frozenset[str] = _NOT) -> bool:
    while at > 0 and said.low(at - 1) in _BETWEEN:
        at -= 1
    return said.low(at - 1) in words
