"""Facts that would be written down for the wrong person or firm: those of a successor, a daughter, a company."""

from agent.embedded.language.intents import Intent
from agent.embedded.language.names import EXACT
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.relations import stranger
from agent.embedded.sentences.sentence import Clause, Sentence

_PERSONAL = ("name", "email", "phone")


def mistaken(decision: Decision, said: Sentence) -> bool:
    """Whether a person would get what is told of somebody else, or a new person the name of a firm."""
    changed = [one for one in decision.intents if one.do == "update" and one.cls == "Contact"]
    personal = any(name in one.set for one in changed for name in _PERSONAL)
    if personal and stranger(Clause(said, 0, len(said.tokens))):
        return True
    return any(_firm(one, said) for one in decision.intents if one.do == "create" and one.cls == "Contact")


def _firm(intent: Intent, said: Sentence) -> bool:
    """Whether a new person would be called like a firm that is named."""
    name = str(intent.set.get("name", "")).casefold()
    refs = [ref for mark in said.marks if mark.kind == "name" for ref in name_of(mark).refs]
    firms = {ref.name.casefold() for ref in refs if ref.cls == "Company" and ref.score >= EXACT}
    people = {ref.name.casefold() for ref in refs if ref.cls == "Contact"}
    return bool(name) and name in firms - people
