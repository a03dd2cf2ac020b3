"""Sums that would be wrong: a price of one, one of two sums that were said, one that only compares."""

from agent.embedded.fields.values import plain
from agent.embedded.guards.trial import Trial
from agent.embedded.guards.written import written
from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.evidence import AGREED
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.values.comparatives import COMPARING

AMOUNT = "amount"
ASIDE = 0.6
"""Words only tell something beside an order from here on."""
LEAST = 100
"""A smaller number counts something."""


def priced(trial: Trial) -> bool:
    """Whether an amount is written, and the price of one was said: that may be taken for the whole."""
    rates = [mark for mark in trial.said.marks if mark.kind == "rate" and trial.aside(mark) < ASIDE]
    return bool(rates) and bool(_money(trial))


def outweighed(trial: Trial) -> bool:
    """Whether an amount changes by something, and a whole sum was said that is no old one and no condition."""
    more = _steps(trial)
    wholes = [mark for mark in _sums(trial) if more and _whole(mark) and mark.value.value not in more]
    return any(not _told(mark, trial) for mark in wholes)


def unreckoned(trial: Trial) -> bool:
    """Whether a sum would be written that was said before the step that changes it: "it was 48,000, 10% off"."""
    money, marks = _money(trial), _sums(trial)
    grown = [mark for mark in marks if mark.value.by is not None]
    new = {str(one.set[AMOUNT]) for one in money if AMOUNT in one.set}
    used = [mark for mark in marks if str(plain(mark.value.value)) in new and mark.value.by is None]
    return bool(new and grown) and not _steps(trial) and not any(_after(mark, grown, trial.said) for mark in used)


def ungrown(trial: Trial) -> bool:
    """Whether a sum is written, and the step that was said behind it is not made: "25,000, and it grows by 10%"."""
    if not any(AMOUNT in one.set for one in trial.changed()) or _steps(trial):
        return False
    sums = _sums(trial)
    wholes = [mark for mark in sums if _whole(mark)]
    steps = [mark for mark in sums if mark.value.by is not None or trial.slot(mark)[0] == "percent"]
    behind = any(one.last <= mark.first for mark in steps for one in wholes)
    return behind and not set(trial.message.lows()) & _INCLUDED


def compared(trial: Trial) -> bool:
    """Whether a sum would be written as the amount that only tells how much more or less it is than another one."""
    new = {str(one.set[AMOUNT]) for one in trial.intents if AMOUNT in one.set}
    marks = [mark for mark in trial.said.marks if mark.kind == "amount" and set(written(mark)) & new] if new else []
    return bool(marks) and all(_compared(trial.said, mark) for mark in marks)


def _compared(said: Sentence, mark: Mark) -> bool:
    """Whether a comparison stands right behind: not "60,000, down from 70,000", "60,000, more than we hoped"."""
    at = mark.last
    than = "than" in (said.low(at + 1), said.low(at + 2)) and said.low(at) != ","
    return (said.low(at) in COMPARING and said.low(at + 1) not in ("from", "to", "front")) or than


def _money(trial: Trial) -> list[Intent]:
    return [one for one in trial.intents if _summing(one)]


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


def _steps(trial: Trial) -> set[float]:
    """Return by how much amounts would change."""
    return {abs(one.change[AMOUNT].by) for one in _money(trial) if AMOUNT in one.change}


def _sums(trial: Trial) -> list[Mark]:
    """Return the numbers that are more than mentioned."""
    return [mark for mark in trial.said.marks if mark.kind == "amount" and trial.aside(mark) < ASIDE]


def _told(mark: Mark, trial: Trial) -> bool:
    """Whether a sum is heard as an old one, or as what tells which record is meant."""
    role, sure = trial.role(mark)
    return role != "plain" and sure >= AGREED
