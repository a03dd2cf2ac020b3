"""Ends of activities that were heard and would not come about, or come about although nobody orders them."""

import re
from itertools import pairwise

from agent.embedded.guards.strays import touched
from agent.embedded.guards.trial import Trial
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.orders.frames import frames
from agent.embedded.records.ballot import accomplished, called_off
from agent.embedded.sentences.sentence import Sentence

CLEAR = 0.8
"""An order that is heard so clearly is carried out, or nothing is."""
CLEARLY = 0.9
"""A plan is none where an end of it is heard so clearly."""
_FIELDS = {"update.due": "due_date", "update.done": "completed_at", "update.subject": "subject"}


def contrary(trial: Trial) -> bool:
    """Whether something would only be planned, and it was clearly heard that something planned shall go."""
    made = trial.made("Activity")
    if not made or len(made) < len(trial.intents):
        return False
    heard = frames(trial.said, trial.evidence)
    return any(one.heard.shares.get("delete.activity", 0.0) >= CLEARLY for one in heard)


def fewer(trial: Trial) -> bool:
    """Whether an order about an activity was clearly heard, and fewer of its kind are carried out."""
    heard = frames(trial.said, trial.evidence) if touched(trial) else []
    for name, field in _FIELDS.items() if len(heard) > 1 else ():
        wanted = sum(one.heard.shares.get(name, 0.0) >= CLEAR for one in heard)
        made = sum(field in {*one.set, *one.change} for one in trial.intents)
        if wanted > made:
            return True
    return False


def single(trial: Trial) -> bool:
    """Whether one activity would be changed or deleted where two were named: "the call and the quote task are done"."""
    only = touched(trial)
    if len(only) != 1 or len(trial.intents) > 1 or any(noun.many and not noun.called for noun in only[0].targets):
        return False
    said = trial.said
    named = [mark for mark in said.marks if mark.kind == "class" and mark.value == ["Activity"] and _led(said, mark)]
    joined = any(_joined(said, one, other) for one, other in pairwise(named))
    return joined or any(said.low(at) == "both" and said.low(at + 1) not in _OTHERS for at in range(len(said.tokens)))


def _led(said: Sentence, mark: Mark) -> bool:
    """Whether words tell which one: "the quote task"."""
    return any(said.low(at) in _THE for at in range(mark.first - REACH, mark.first - 1))


def _joined(said: Sentence, one: Mark, other: Mark) -> bool:
    """Whether "and the" stands between two of them, near the second: "… task to done and the demo task"."""
    near = range(max(one.last, other.first - REACH - 1), other.first)
    return any(said.low(at) == "and" and said.low(at + 1) in _THE for at in near)


REACH = 4
"""Words that tell which activity is meant stand so near its own word."""
_THE = words_of("the my our")
_OTHERS = words_of("of sides parties companies people")


def achieved(trial: Trial) -> bool:
    """Whether an activity would be deleted of which it is told that it was done."""
    gone = [noun for one in touched(trial) if one.do == "delete" for noun in one.targets]
    return any(accomplished(trial.message, noun) for noun in gone)


def unfounded(trial: Trial) -> bool:
    """Whether an activity would be ended as done that is told not to have come about: "the kickoff got called off"."""
    ended = [one for one in trial.changed("Activity") if one.set.get("completed_at")]
    return bool(ended) and _OFF.search(trial.said.text) is not None


_OFF = re.compile(
    r"\b(?:called off|cancell?ed|scrapped|fell through|fallen through"
    r"|(?:did ?n[o']t|never|not) (?:happen|take place|came? off))",
    re.IGNORECASE,
)


def cancelled(trial: Trial) -> bool:
    """Whether an activity would be deleted that is only told to be off: "the meeting was cancelled"."""
    gone = [noun for one in touched(trial) if one.do == "delete" for noun in one.targets]
    return bool(gone) and called_off(trial.message)
