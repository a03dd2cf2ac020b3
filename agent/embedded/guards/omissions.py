"""What a new record would leave out of what was said of it: how far one is, who it is with, whose it is."""

from agent.embedded.guards.trial import Trial
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import AGREED, NAMED, PASSED
from agent.embedded.sentences.sentence import Sentence

HEARD = 0.35
"""A name that nobody has is heard as an owner from here on."""
ASIDE = 0.6
"""Words only tell something from here on."""
_AMONG = ("my", "our", "a", "as", "new")
_SHARED = {
    "contact": words_of("contact person buyer client people guy lady"),
    "company": words_of("company account customer firm client"),
    "assigned_to": words_of("owner rep salesperson"),
    "amount": words_of("amount price value sum figure money"),
    "stage": words_of("stage status"),
    "expected_close_date": words_of("date close closing"),
}
"""Words behind "same" for what a new deal shares with another record."""


def unstaged(trial: Trial) -> bool:
    """Whether only people or companies are made, and how far one is with them was said: "one of my leads"."""
    made, said = {intent.cls for intent in trial.made()}, trial.said
    if not made or not made <= {"Contact", "Company"} or len(made) < len(trial.intents):
        return False
    for mark in said.marks:
        if mark.kind == "choice" and any(name == "stage" for _, name, _ in mark.value):
            slot, sure = trial.slot(mark)
            among = said.low(mark.first - 1) in _AMONG and not _worded(said, mark.last)
            if (slot == "stage" and sure >= AGREED) or (among and "lead" in said.low(mark.last - 1)):
                return True
    return False


def _worded(said: Sentence, at: int) -> bool:
    """Whether a plain word stands here, of which the one before may be a part: "a lead engineer"."""
    return at < len(said.tokens) and said.tokens[at].kind == "word" and said.low(at) not in FREE


def stageless(trial: Trial) -> bool:
    """Whether only deals are made, and a stage that was said for one is in none of them."""
    kept = _dealt(trial)
    stages = [mark for mark in trial.said.marks if kept and mark.kind == "choice" and _meant(mark, trial, "stage")]
    return any(not any(str(value) in kept for _, _, value in mark.value) for mark in stages)


def peopleless(trial: Trial) -> bool:
    """Whether only deals are made, and a person that was said for one is in none of them: "…, Ann is the contact"."""
    kept = _dealt(trial)
    for mark in trial.said.marks if kept else ():
        if mark.kind == "name" and _meant(mark, trial, "contact", "user"):
            refs = name_of(mark).refs
            people = bool(refs) and all(ref.cls in ("Contact", "_User") for ref in refs)
            if people and not any(f'"{ref.id}"' in kept for ref in refs):
                return True
    return False


def _dealt(trial: Trial) -> str:
    """Return the deals that would be made, as JSON; nothing where something else is done besides."""
    made = trial.made("Deal")
    return " ".join(intent.model_dump_json() for intent in made) if len(made) == len(trial.intents) else ""


def _meant(mark: Mark, trial: Trial, *slots: str) -> bool:
    """Whether a value or name is heard as one of these, and as more than mentioned."""
    (slot, sure), (role, told) = trial.slot(mark), trial.role(mark)
    beside = (role != "plain" and told >= AGREED) or trial.aside(mark) >= PASSED
    return slot in slots and sure >= NAMED and not beside


def unshared(trial: Trial) -> bool:
    """Whether a new record shall have the same contact, sum or the like as another, and would not get it."""
    said = trial.said
    made = [one for one in trial.made() if one.cls != "Activity"]
    given = {name for one in made for name in (*one.set, *one.link)}
    for at, token in enumerate(said.tokens):
        if not made or token.low != "same":
            continue
        for name, words in _SHARED.items():
            if {said.low(at + 1), said.low(at + 2)} & words and name not in given:
                return True
    return False


_HANDING = words_of("assign give hand allocate reassign")
_THEM = words_of("her him it them this that")


def unowned(trial: Trial) -> bool:
    """Whether what is made shall be somebody's whom nobody knows: "assign her to Ben", and there is no Ben."""
    said, tags = trial.said, trial.evidence.tags
    made = [one for one in trial.made() if one.cls != "Activity"]
    if not made or len(made) < len(trial.intents) or any("assigned_to" in one.link for one in made):
        return False
    kept = trial.kept()
    for at, token in enumerate(said.tokens):
        handed = said.low(at - 1) == "to" and said.low(at - 3) in _HANDING and said.low(at - 2) in _THEM
        if handed and token.proper and token.low not in kept and not said.at(at, "name"):
            return True
        slot, sure = tags.slot(token.start, token.end)
        role, told = tags.role(token.start, token.end)
        owner = slot == "user" and sure >= HEARD and token.proper and (role == "plain" or told < AGREED)
        aside = tags.aside(token.start, token.end) >= ASIDE
        mark = said.at(at, "name")
        ids = [ref.id for ref in name_of(mark).refs] if mark else []
        if owner and not aside and token.low not in kept and not any(f'"{one}"' in kept for one in ids):
            return True
    return False
