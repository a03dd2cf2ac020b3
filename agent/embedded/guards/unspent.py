"""Sums that were heard as new ones, and stand in nothing that would be done: "set it to won with 32,400"."""

from agent.embedded.fields.values import plain
from agent.embedded.guards.trial import Trial
from agent.embedded.language.lexicon import Mark
from agent.embedded.sentences.sentence import Sentence

SURE = 0.7
ASIDE = 0.4
"""From here on words may only tell something."""


def unread(trial: Trial) -> bool:
    """Whether a deal gets an amount, of which only the beginning was read: "twenty four five"."""
    given = any("amount" in one.set for one in trial.changed("Deal"))
    return given and any(_goes_on(mark, trial.said) for mark in trial.said.marks)


def unspent(trial: Trial) -> bool:
    """Whether a deal is changed, and a sum that was clearly said for it is lost."""
    if not trial.changed("Deal") or any("amount" in one.change for one in trial.intents):
        return False
    kept = trial.kept()
    return any(
        mark.kind == "amount" and str(plain(mark.value.value)) not in kept and _new(mark, trial)
        for mark in trial.said.marks
    )


def _goes_on(mark: Mark, said: Sentence) -> bool:
    """Whether another number stands right behind a sum that was said in words: "twenty four five"."""
    if (
        mark.kind != "amount"
        or mark.value.money
        or any(letter.isdigit() for letter in said.words(mark.first, mark.last))
    ):
        return False
    return any(other.kind == "amount" and other.first == mark.last for other in said.marks)


def _new(mark: Mark, trial: Trial) -> bool:
    """Whether a number is heard as a new amount, and is no share or step."""
    amount = mark.value
    if amount.by is not None or amount.percent or amount.counts:
        return False
    (slot, sure), (role, told) = trial.slot(mark), trial.role(mark)
    return slot == "amount" and sure >= SURE and role == "plain" and told >= SURE and trial.aside(mark) < ASIDE
