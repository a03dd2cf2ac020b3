"""Values and negations that were said, and find no place in what is done."""

from agent.embedded.fields.values import plain
from agent.embedded.guards.trial import Trial
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.evidence import AGREED
from agent.embedded.sentences.sentence import Clause

TOLD = 0.75
"""A sentence only tells something, and asks for nothing, from here on."""
_NOT = words_of("doesn't don't doesnt dont isn't isnt aren't arent hasn't haven't hasnt havent didn't not without no")


def unnegated(trial: Trial) -> bool:
    """Whether many records are changed, and a "not" in what was said is no condition of theirs."""
    sets = [
        noun
        for intent in trial.intents
        for noun in intent.targets
        if intent.writes and noun.many and not (noun.said or noun.pronoun or noun.chosen)
    ]
    lacking = any(
        noun.without or noun.quiet_since or noun.no_next_step or {one.op for one in noun.where} & {"empty", "is_not"}
        for noun in sets
    )
    if not sets or lacking:
        return False
    return any(trial.said.low(at) in _NOT and not _beside(trial, at) for at in range(len(trial.said.tokens)))


def unused(trial: Trial) -> bool:
    """Whether many records are changed, and a value was said that is neither a new one nor a condition."""
    kept = trial.kept()
    return _many(trial) and any(not _used(mark, kept) and not _beside(trial, mark.first) for mark in trial.said.marks)


def unwritten(trial: Trial) -> bool:
    """Whether something is made, and a sum or an address was said that would not be written: then not all is clear."""
    if _many(trial) or not trial.made():
        return False
    kept = trial.kept()
    for mark in trial.said.marks:
        text = trial.said.words(mark.first, mark.last)
        typed = mark.kind in ("email", "phone", "url") or (mark.kind == "amount" and mark.value.money)
        value = plain(mark.value.value) if mark.kind == "amount" else text
        role, sure = trial.role(mark)
        told = role != "plain" and sure >= AGREED
        if typed and not told and str(value).casefold() not in kept and text.casefold() not in kept:
            return True
    return False


def _many(trial: Trial) -> bool:
    """Whether records are written that are only told by conditions."""
    return any(one.writes and any(noun.many and not noun.said for noun in one.targets) for one in trial.intents)


def _beside(trial: Trial, at: int) -> bool:
    """Whether a word stands in a sentence that only tells something: "The auditors want no dead wood. So …"."""
    evidence = trial.evidence
    for first, last in sentences(trial.said):
        if first <= at < last:
            clause = Clause(trial.said, first, last)
            quiet = evidence.acting(clause) < 1 - TOLD and evidence.held(clause) < 1 - TOLD
            return quiet and evidence.shares(clause).get("none", 0.0) >= TOLD
    return False


def _used(mark: Mark, kept: str) -> bool:
    """Whether a value stands in what is to be done; other words than values always do."""
    if mark.kind == "date" and mark.value.day:
        silent = mark.value.text.lower().startswith("in ") and '"quiet_since":"' in kept  # "no word in 3 weeks"
        days = (mark.value.first, mark.value.before)
        return silent or any(str(day) in kept for day in days if day) or bool(mark.value.exact)
    if mark.kind == "choice":
        return any(str(value).casefold() in kept for _, _, value in mark.value)
    return mark.kind != "amount" or not mark.value.money or str(plain(mark.value.value)) in kept
