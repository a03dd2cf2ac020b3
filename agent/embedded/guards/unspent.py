"""Sums that were heard as new ones, and stand in nothing that would be done: "set it to won with 32,400"."""

from agent.embedded.fields.values import plain
from agent.embedded.language.lexicon import Mark
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Sentence

SURE = 0.7
ASIDE = 0.4
"""From here on words may only tell something."""


def unspent(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether a deal is changed, and a sum that was clearly said for it is lost."""
    changed = [one for one in decision.intents if one.do == "update" and one.cls == "Deal"]
    if any("amount" in one.set for one in changed) and any(_goes_on(mark, said) for mark in said.marks):
        return True
    if not changed or any("amount" in one.change for one in decision.intents):
        return False
    kept = " ".join(one.model_dump_json() for one in decision.intents).casefold()
    return any(
        mark.kind == "amount" and str(plain(mark.value.value)) not in kept and _new(mark, said, evidence)
        for mark in said.marks
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


def _new(mark: Mark, said: Sentence, evidence: Evidence) -> bool:
    """Whether a number is heard as a new amount, and is no share or step."""
    amount = mark.value
    if amount.by is not None or amount.percent or amount.counts:
        return False
    first, last = said.tokens[mark.first].start, said.tokens[mark.last - 1].end
    slot, sure = evidence.tags.slot(first, last)
    role, told = evidence.tags.role(first, last)
    heard = slot == "amount" and sure >= SURE and role == "plain" and told >= SURE
    return heard and evidence.tags.aside(first, last) < ASIDE
