"""Which activity a message tells of: the one whose subject has most of what was said, in the order or beside it.

"The sample chapter is off to Moira, tick that task off": the words of a subject may stand in any sentence.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from agent.embedded.language.intents import Noun
from agent.embedded.language.names import Ref
from agent.embedded.language.words import FREE, words_of
from agent.embedded.records.fits import fits, root, roots, telling
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import NAMED, Evidence
from agent.embedded.sentences.sentence import Clause

CLOSE = 0.9
"""Words that are so much like those of a subject are meant to be those."""
HALF = 0.5
"""Who says so much of a subject means it; less may be any words."""
_POINTING = words_of("about on regarding concerning re")
_ORDERING = words_of(
    "move set delete cancel complete remove put change mark tick shift push take make update close finish drop "
    "get have need say said see ask asked told want go give send"
)
"""Words that order something, or that anything is told with; where they are part of a subject, others are, too."""


@dataclass(slots=True)
class Vote:
    """What was said of an activity's subject: in the words of the order (`own`), and anywhere (`all`)."""

    ref: Ref
    own: Collection[str]
    all: Collection[str]

    @property
    def weight(self) -> float:
        """How much speaks for it; of two with as many words of it, more for the one of which less is left."""
        return len(self.own) + len(self.all) + self.share / 2

    @property
    def share(self) -> float:
        """How much of the subject was said."""
        return len(self.all) / max(len(telling(self.ref.name)), 1)


def elected(
    own: Clause, scope: Clause, taken: Collection[int], called: Collection[str], evidence: Evidence
) -> list[Vote]:
    """Return the activities that are meant by what was said; several where they have the same words of it.

    Their subjects have all words that were said of an activity (`called`). None, where too little was said of any.
    """
    votes = [vote for vote in _votes(own, scope, taken) if all(_has(vote.ref, word) for word in called)]
    best = max((vote.weight for vote in votes), default=0)
    found = [vote for vote in votes if vote.weight == best]
    return found if found and all(_enough(vote, own, taken, evidence) for vote in found) else []


def _votes(own: Clause, scope: Clause, taken: Collection[int]) -> Iterator[Vote]:
    known: dict[str, Ref] = {}
    for mark in (*scope.marks("phrase", "faint"), *own.marks("phrase", "faint")):
        known |= {ref.id: ref for ref in name_of(mark).refs if ref.cls == "Activity" and ref.fit >= CLOSE}
    said, near = _said(scope, taken) | _said(own, taken), _said(own, taken)
    names = {root(word) for mark in scope.marks("name") for word in telling(name_of(mark).text)}
    for ref in known.values():
        words = roots(" ".join(telling(ref.name)))
        vote = Vote(ref, words & near, words & said)
        if set(vote.all) - names:  # whom it is with does not yet tell what it is
            yield vote


def _said(clause: Clause, taken: Collection[int]) -> set[str]:
    """Return the roots of the words of a clause that may be those of a subject."""
    found: set[str] = set()
    for at in range(clause.first, clause.last):
        token = clause.sentence.tokens[at]
        ordering = token.low in _ORDERING and not clause.sentence.at(at, "phrase")
        if at not in taken and token.kind in ("word", "number", "code", "quote") and not ordering:
            found |= roots(token.inner) if token.low not in FREE else set()
    return found


def _has(ref: Ref, word: str) -> bool:
    return fits({"subject": ref.name}, word)


def _enough(vote: Vote, own: Clause, taken: Collection[int], evidence: Evidence) -> bool:
    """Whether enough of a subject was said; of one word, whether the order speaks of it as of an activity."""
    if len(vote.all) > 1 or vote.share >= HALF:
        return True
    return any(
        roots(own.sentence.tokens[at].inner) & set(vote.own) and _named(own, at, evidence)
        for at in range(own.first, own.last)
        if at not in taken
    )


def _named(own: Clause, at: int, evidence: Evidence) -> bool:
    """Whether a word is heard as an activity, or stands behind "about the"."""
    token = own.sentence.tokens[at]
    kind, sure = evidence.tags.slot(token.start, token.end)
    lead = at - 1
    while own.sentence.low(lead) in ("the", "my", "our", "a", "an", "that", "his", "her", "their"):
        lead -= 1
    return (kind == "activity" and sure >= NAMED) or own.sentence.low(lead) in _POINTING


def accomplished(own: Clause, noun: Noun) -> bool:
    """Whether it is told that what the activity is about was done: "price list approved, take it off my plate"."""
    refs = noun.said[0] if len(noun.said) == 1 else []
    told = [mark for mark, _ in own.verbs("delete", "cancel") if own.sentence.low(mark.first) not in _OFF]
    if told or len(refs) != 1 or refs[0].cls != "Activity":
        return False
    deed = refs[0].name.split()[0]
    return any(low != deed.casefold() and low.endswith("ed") and root(low) == root(deed) for low in own.lows())


def called_off(own: Clause) -> bool:
    """Whether it is only told that something was called off, and nobody orders it: "the meeting was cancelled"."""
    forms = list(own.verbs("delete", "cancel"))
    past = [mark for mark, form in forms if form != "base" and own.sentence.low(mark.first - 1) not in _TO_BE]
    return bool(forms) and len(past) == len(forms)


_TO_BE = words_of("be being get")
_OFF = words_of("take get cross strike")
"""Words with which something done goes off a list as well."""
