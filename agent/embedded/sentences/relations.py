"""Somebody who is only told of by another: "her assistant", "Bob's successor". What is told then is not Bob's."""

from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Clause

_RELATIONS = words_of(
    "successor replacement predecessor colleague coworker co-worker assistant deputy secretary boss manager partner "
    "stand-in substitute wife husband son daughter brother sister mother father uncle aunt niece nephew cousin "
    "twin namesake buyer"
)
_OWNERS = words_of("his her their its 's ' a an another new the our your")
_NEW = words_of("new a an another")


def stranger(clause: Clause) -> bool:
    """Whether somebody else than who is named is told of: "his successor is …", "a new buyer"."""
    low = clause.sentence.low
    return any(
        low(at) in _RELATIONS and low(at - 1) in _OWNERS and low(at + 1) not in ("of", "for")
        for at in range(clause.first + 1, clause.last)
    )
