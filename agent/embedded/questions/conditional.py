"""An order that depends on what the CRM knows: its condition as a question, and what is to be done in which case.

What nobody can look up, because it is still to come or only imagined, is no such condition: nothing is read then.
"""

from dataclasses import dataclass
from itertools import pairwise

from agent.embedded.language.words import words_of
from agent.embedded.questions.appointed import appointed
from agent.embedded.questions.checks import NEGATIONS, NOBODY, Check
from agent.embedded.questions.contacting import contacted
from agent.embedded.questions.engagements import engaged
from agent.embedded.questions.freedom import freedom
from agent.embedded.questions.holdings import filled, held
from agent.embedded.questions.numbers import counted
from agent.embedded.questions.standing import standing
from agent.embedded.sentences.branches import Branches, divided
from agent.embedded.sentences.cases import OTHERWISE, THEN, Case
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause, Sentence

TOLD = 0.4
"""Words before a condition only tell something below this share of acting."""
_CUES = words_of("if unless provided providing assuming should otherwise then case long condition when where")
_WONDERING = words_of("what how which who when where why whose would 'd might maybe perhaps whether wonder")
_ABLE = words_of("could might may")
_LATER = words_of("'ll will would 'd")
_IDLE = words_of("nothing leave don't dont not no keep skip ignore forget never stay stays fine unchanged alone stop")
_BEGINNING = words_of("do change and please just then so it that they everything all i we he she")


@dataclass(frozen=True, slots=True)
class Conditional:
    """A condition that can be looked up, and its cases."""

    check: Check
    branches: Branches

    def cases(self, *, holds: bool) -> list[Case] | None:
        """Return what is to be done now; nothing where a case is not understood."""
        found = []
        for case in self.branches.cases:
            wanted = self._wanted(case)
            if wanted is None:
                return None
            found += [case] if wanted == holds else []
        return found

    def _wanted(self, case: Case) -> bool | None:
        """Return whether the condition must hold for a case."""
        if case.guard in (THEN, OTHERWISE):
            return (case.guard == THEN) != self.branches.unless
        return None if self.branches.unless else self.check.refers(case.guard)


def conditional(said: Sentence, world: World) -> Conditional | None:
    """Return the condition of a message that can be looked up, with what follows from it; nothing where it has none."""
    evidence = world.evidence
    if not evidence or not any(token.low in _CUES for token in said.tokens):
        return None
    for branches in divided(said):
        if not _ordering(branches, said, evidence):
            continue
        check = _check(branches, said, world)
        if check:
            return Conditional(check, branches)
    return None


def _check(branches: Branches, said: Sentence, world: World) -> Check | None:
    clause = branches.condition
    if clause.last - clause.first < MOST_SHORT or clause.last <= clause.first:
        return None
    before = Clause(said, 0, clause.first) if clause.first else None
    if sum(low in NEGATIONS | NOBODY for low in clause.lows()) > 1:
        return None  # "nobody hasn't …"
    return (
        freedom(clause, before, world)
        or contacted(clause, before, world)
        or filled(clause, before, world)
        or counted(clause, world, branches.cases[0].guard)
        or engaged(clause, before, world)
        or appointed(clause, before, world)
        or held(clause, before, world)
        or standing(clause, before, world)
    )


MOST_SHORT = 2
"""Words that no condition has fewer of."""


def _ordering(branches: Branches, said: Sentence, evidence: Evidence) -> bool:
    """Whether something is ordered in a case, and what stands before the condition only tells something."""
    if {"if", "unless", "otherwise"} & {said.low(at) for at in range(branches.told)}:
        return False  # a condition of its own stands before
    if branches.told and said.low(branches.told - 1) != "?":
        acts = evidence.act(Clause(said, 0, branches.told))
        if acts.get("order", 0.0) + acts.get("correction", 0.0) >= TOLD:
            return False
    return bool(branches.cases) and not any(_wonders(one, said) or _further(one, said) for one in branches.cases)


def _further(case: Case, said: Sentence) -> bool:
    """Whether the words for a case have a condition of their own."""
    opened = [at for at in range(case.first, case.last) if said.low(at) in ("if", "unless", "whether")]
    return any(said.low(at + 1) not in ("possible", "you", "needed", "necessary", "need") for at in opened)


def _wonders(case: Case, said: Sentence) -> bool:
    """Whether a case asks something, or tells what somebody will do."""
    lows = [said.low(at) for at in range(case.first, case.last)]
    able = any(low in _ABLE and behind != "you" for low, behind in pairwise([*lows[:4], ""]))
    able = able or any(pair in (("i", "can"), ("we", "can")) for pair in pairwise(lows[:4]))
    return bool(set(lows[:2]) & _WONDERING) or said.low(case.last) == "?" or bool(set(lows[:3]) & _LATER) or able


def idle(case: Case, said: Sentence) -> bool:
    """Whether nothing is to be done in a case: "do nothing", "leave her where she is", "don't change anything"."""
    lows = [said.low(at) for at in range(case.first, case.last)]
    while lows and lows[0] in _BEGINNING and not (lows[0] in ("it", "that") and len(lows) < 3):
        lows = lows[1:]
    both = any(low in ("and", "but", ";", "then") for low in lows)
    made = lows[:1] == ["leave"] and lows[1:2] and lows[1] in ("a", "an", "me")  # "leave her a message"
    return bool(lows) and lows[0] in _IDLE and not (both or made or "forget" in lows[1:2])
