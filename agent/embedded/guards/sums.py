"""Sums that a decision would get wrong in silence: a price of one, pieces for money, one of two sums that were said."""

from agent.embedded.fields.values import plain
from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.evidence import AGREED, Evidence
from agent.embedded.sentences.sentence import Sentence

AMOUNT = "amount"
ASIDE = 0.6
"""Words only tell something beside an order from here on."""
LEAST = 100
"""A smaller number counts something."""


def unreckoned(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether what is done to an amount leaves out a sum that was said for it, or may take a price for the whole."""
    money = [one for one in decision.intents if _summing(one)]
    if not money:
        return False
    if any(mark.kind == "rate" and not _beside(mark, said, evidence) for mark in said.marks):
        return True
    marks = [mark for mark in said.marks if mark.kind == "amount" and not _beside(mark, said, evidence)]
    grown = [mark for mark in marks if mark.value.by is not None]
    more = {abs(one.change[AMOUNT].by) for one in money if AMOUNT in one.change}
    if more:
        wholes = [mark for mark in marks if _whole(mark) and mark.value.value not in more]
        return any(not _told(mark, said, evidence) for mark in wholes)
    new = {str(one.set[AMOUNT]) for one in money if AMOUNT in one.set}
    used = [mark for mark in marks if str(plain(mark.value.value)) in new and mark.value.by is None]
    return bool(new and grown) and not any(_after(mark, grown, said) for mark in used)


def _summing(intent: Intent) -> bool:
    """Whether an intent writes an amount, or makes what may have one."""
    changed = AMOUNT in intent.set or AMOUNT in intent.change
    return changed or (intent.do == "create" and intent.cls == "Deal")


def _whole(mark: Mark) -> bool:
    """Whether a number may be all that something is worth."""
    amount = mark.value
    relative = amount.by is not None or amount.percent or amount.counts
    return not relative and (amount.money or amount.value >= LEAST)


def _after(mark: Mark, grown: list[Mark], said: Sentence) -> bool:
    """Whether a new sum is what comes out: "10% off, so 43,200", "45,000, that includes a 10% discount"."""
    words = {said.low(at) for at in range(mark.last, grown[0].first)}
    return mark.first > grown[0].first or bool(words & _INCLUDED)


_INCLUDED = words_of("include includes including included incl after already considering reflects with")


def _told(mark: Mark, said: Sentence, evidence: Evidence) -> bool:
    """Whether a sum is heard as an old one, or as what tells which record is meant."""
    first, last = said.tokens[mark.first].start, said.tokens[mark.last - 1].end
    role, sure = evidence.tags.role(first, last)
    return role != "plain" and sure >= AGREED


def _beside(mark: Mark, said: Sentence, evidence: Evidence) -> bool:
    return evidence.tags.aside(said.tokens[mark.first].start, said.tokens[mark.last - 1].end) >= ASIDE
