"""Sums that compare: "9,000 less than the pilot" is no new amount, and by how much it changes is not known either."""

from agent.embedded.decisions.written import written
from agent.embedded.language.lexicon import Mark
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.values.comparatives import COMPARING

_AMOUNT = "amount"


def compares(decision: Decision, said: Sentence) -> bool:
    """Whether a sum would be written as the amount that only tells how much more or less it is than another one."""
    new = {str(one.set[_AMOUNT]) for one in decision.intents if _AMOUNT in one.set}
    marks = [mark for mark in said.marks if mark.kind == "amount" and set(written(mark)) & new] if new else []
    return bool(marks) and all(_compared(said, mark) for mark in marks)


def _compared(said: Sentence, mark: Mark) -> bool:
    """Whether a comparison stands right behind: not "60,000, down from 70,000", "60,000, more than we hoped"."""
    at = mark.last
    than = "than" in (said.low(at + 1), said.low(at + 2)) and said.low(at) != ","
    return (said.low(at) in COMPARING and said.low(at + 1) not in ("from", "to", "front")) or than
