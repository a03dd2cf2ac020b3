"""An order to update a deal, behind what was told: which of its fields were told."""

from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import NAMED, Evidence
from agent.embedded.sentences.sentence import Clause, Sentence

_UPDATING = words_of("update change adjust amend correct edit")
_POINTING = words_of("the that her his their")


def updating(said: Sentence) -> bool:
    """Whether "update the deal" or "update the deal amount" is said, with no new value of its own; not of a task."""
    for mark in said.marks:
        led = said.low(mark.first - 1) in _POINTING and said.low(mark.first - 2) in _UPDATING
        record = mark.kind == "class" and mark.value != ["Activity"]
        if led and (record or (mark.kind == "field" and {cls for cls, _ in mark.value} == {"Deal"})):
            return not any(one.kind == "name" and one.first == mark.last and name_of(one).refs for one in said.marks)
    return False


def told_fields(clause: Clause, evidence: Evidence) -> set[str]:
    """Return the fields of a deal, as the tagger calls them, of which a value was told: its amount, its day."""
    tokens, found = clause.sentence.tokens, set()
    for mark in clause.marks("amount", "date"):
        first, last = tokens[mark.first].start, tokens[mark.last - 1].end
        slot, sure = evidence.tags.slot(first, last)
        role, _ = evidence.tags.role(first, last)
        if slot == mark.kind and sure >= NAMED and role == "plain":
            found.add(mark.kind)
    return found
