"""What a new record would be beside those that are there: one of them once more, or without what it shares with one."""

import re

from agent.embedded.language.intents import Intent
from agent.embedded.language.names import EXACT
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import AGREED, Evidence
from agent.embedded.sentences.sentence import Clause, Sentence

_WORD = re.compile(r"[^\W_]+")
_SHARED = {
    "contact": words_of("contact person buyer client people guy lady"),
    "company": words_of("company account customer firm client"),
    "assigned_to": words_of("owner rep salesperson"),
    "amount": words_of("amount price value sum figure money"),
    "stage": words_of("stage status"),
    "expected_close_date": words_of("date close closing"),
}
"""Words behind "same" for what a new deal shares with another record."""


def doubles(decision: Decision, said: Sentence) -> bool:
    """Whether a deal is made that only names one that is there in short, and nobody speaks of a new one."""
    made = [one for one in decision.intents if one.do == "create" and one.cls == "Deal"]
    if not made or _making(said):
        return False
    known = [
        set(_words(ref.name))
        for mark in said.marks
        if mark.kind == "name"
        for ref in name_of(mark).refs
        if ref.cls == "Deal" and ref.fit >= EXACT and ref.score >= HALF
    ]
    return any(_title(one) and any(_title(one) <= name for name in known) for one in made)


HALF = 0.4
"""Who says so much of a deal's title may mean that deal."""


def _making(said: Sentence) -> bool:
    """Whether somebody orders to make a deal, or calls it new: "new deal", "open a deal", "as a lead"."""
    message = Clause(said, 0, len(said.tokens))
    ordered = any(form == "base" for _, form in message.verbs("create"))
    if (ordered and message.has("class", "Deal")) or _FRESHLY & set(message.lows()):
        return True
    marks = message.marks("class", "choice")
    return any({said.low(mark.first - 1), said.low(mark.first - 2)} & _FRESH for mark in marks)


_FRESH = words_of("new a an another second as")
_FRESHLY = words_of("new another second additional")
_SMALL = words_of("the a an at of for in with by on")


def _title(intent: Intent) -> set[str]:
    return set(_words(str(intent.set.get("title", "")))) - _SMALL


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def copies(decision: Decision, said: Sentence) -> bool:
    """Whether a new record shall have the same contact, sum or the like as another, and would not get it."""
    made = [one for one in decision.intents if one.do == "create" and one.cls != "Activity"]
    given = {name for one in made for name in (*one.set, *one.link)}
    for at, token in enumerate(said.tokens):
        if not made or token.low != "same":
            continue
        for name, words in _SHARED.items():
            if {said.low(at + 1), said.low(at + 2)} & words and name not in given:
                return True
    return False


HEARD = 0.35
"""A name that nobody has is heard as an owner from here on."""
ASIDE = 0.6
"""Words only tell something from here on."""


def unowned(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether what is made shall be somebody's whom nobody knows: "assign her to Ben", and there is no Ben."""
    made = [one for one in decision.intents if one.do == "create" and one.cls != "Activity"]
    if not made or len(made) < len(decision.intents) or any("assigned_to" in one.link for one in made):
        return False
    kept = " ".join(one.model_dump_json() for one in made).casefold()
    for at, token in enumerate(said.tokens):
        slot, sure = evidence.tags.slot(token.start, token.end)
        role, told = evidence.tags.role(token.start, token.end)
        owner = slot == "user" and sure >= HEARD and token.proper and (role == "plain" or told < AGREED)
        aside = evidence.tags.aside(token.start, token.end) >= ASIDE
        mark = said.at(at, "name")
        ids = [ref.id for ref in name_of(mark).refs] if mark else []
        if owner and not aside and token.low not in kept and not any(f'"{one}"' in kept for one in ids):
            return True
    return False
