"""New values that are heard as none: an old one, a condition, somebody who was only mentioned."""

from agent.embedded.guards.trial import Trial
from agent.embedded.guards.written import written
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import AGREED

MISREAD = 0.7
"""A new value is none, from this share on, where another was said that is one."""
BESIDE = 0.5
"""A value is only mentioned from here on."""
_INTO = ("to", "into", "->", "\u2192", "=")


def misread(trial: Trial) -> bool:
    """Whether the new value of a change is heard as an old one or a condition, and another that was said as the new.

    "As Rodrigo is on leave, Liesbeth takes over": Rodrigo is not who takes over.
    """
    changed = trial.changed()
    known = " ".join(str(value) for intent in changed for value in intent.set.values()).casefold().split()
    owners = {ref.id for one in changed for noun in one.link.values() for refs in noun.said for ref in refs}
    if not changed or any(noun.many and not noun.said for intent in changed for noun in intent.targets):
        return False
    for kind in ("choice", "amount", "date", "name"):
        marks = [mark for mark in trial.said.marks if mark.kind == kind and (kind != "name" or _user(mark))]
        if kind == "name":
            used = [mark for mark in marks if owners & {ref.id for ref in name_of(mark).refs}]
        else:
            used = [mark for mark in marks if set(written(mark)) & set(known)]
        others = [mark for mark in marks if mark not in used]
        if len(used) == 1 and _told(used[0], trial) and any(_new(one, trial) for one in others):
            return True
    return False


def filtering(trial: Trial) -> bool:
    """Whether the new value of many records is heard as what tells which they are: "the deals in stage lead: …"."""
    for intent in trial.changed():
        if not any(noun.many and not noun.said for noun in intent.targets):
            continue
        new = {str(value).casefold() for value in intent.set.values()}
        for mark in trial.said.marks:
            into = trial.said.low(mark.first - 1) in _INTO
            if mark.kind == "choice" and not into and set(written(mark)) & new:
                role, sure = trial.role(mark)
                if (role == "filter" and sure >= AGREED) or _left(mark, trial):
                    return True
    return False


def _left(mark: Mark, trial: Trial) -> bool:
    """Whether records move on from what is said: "everything in proposal stage forward", "in the stage lead to …"."""
    said, at = trial.said, mark.first - 1
    while said.low(at) in ("the", "stage", "our", "my"):
        at -= 1
    last = mark.last + (said.low(mark.last) == "stage")
    return said.low(at) in _WITHIN and said.low(last) in _ONWARD


_WITHIN = words_of("in at from")
_ONWARD = words_of("to into onto forward forwards on ahead up along back one")


def _user(mark: Mark) -> bool:
    return all(ref.cls == "_User" for ref in name_of(mark).refs)


def _told(mark: Mark, trial: Trial) -> bool:
    """Whether a value is heard as an old one, a condition, somebody only mentioned, or as part of an aside."""
    role, sure = trial.role(mark)
    return (role != "plain" and sure >= MISREAD) or trial.aside(mark) >= MISREAD


def _new(mark: Mark, trial: Trial) -> bool:
    role, sure = trial.role(mark)
    return role == "plain" and sure >= AGREED and trial.aside(mark) < BESIDE
