"""Records that would be taken for others: a person for somebody else, a firm for a person, a deal for a company."""

from agent.embedded.guards.trial import Trial
from agent.embedded.language.intents import Intent
from agent.embedded.language.names import EXACT
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.relations import stranger
from agent.embedded.sentences.sentence import Sentence

_PERSONAL = ("name", "email", "phone")


def misclassed(trial: Trial) -> bool:
    """Whether a record would be changed whose name stands before the word for another class: "the Acme deal"."""
    said = trial.said
    for intent in trial.intents:
        ids = {ref.id for noun in intent.targets for group in noun.said for ref in group if ref.cls == intent.cls}
        for mark in said.marks if ids and intent.do in ("update", "delete") else ():
            named = mark.kind == "name" and ids & {ref.id for ref in name_of(mark).refs}
            called = said.at(mark.last, "class") if named else None
            field = said.at(mark.last, "field") if called else None  # "Will Price email is …"
            own = field and any(owner == intent.cls and name in intent.set for owner, name in field.value)
            if called and called.first == mark.last and intent.cls not in called.value and not own:
                return True
    return False


def related(trial: Trial) -> bool:
    """Whether a person would get what is told of a successor, a daughter or the like."""
    personal = any(name in one.set for one in trial.changed("Contact") for name in _PERSONAL)
    return personal and stranger(trial.message)


def firm(trial: Trial) -> bool:
    """Whether a new person would be called like a firm that is named."""
    return any(_firm(one, trial.said) for one in trial.made("Contact"))


def _firm(intent: Intent, said: Sentence) -> bool:
    name = str(intent.set.get("name", "")).casefold()
    refs = [ref for mark in said.marks if mark.kind == "name" for ref in name_of(mark).refs]
    firms = {ref.name.casefold() for ref in refs if ref.cls == "Company" and ref.score >= EXACT}
    people = {ref.name.casefold() for ref in refs if ref.cls == "Contact"}
    return bool(name) and name in firms - people


def detoured(trial: Trial) -> bool:
    """Whether a person is found through a company, a deal or a subject, and a person is named or heard besides.

    "My offer to Ida Berg came back, her address is …" is not about whoever an offer is planned with; "I met Ida Berg
    from Acme, her e-mail is …" is not about the contact that Acme has.
    """
    through = [one for one in trial.intents if one.cls == "Contact" and one.do in ("update", "delete") and _led(one)]
    if not through:
        return False
    named = any(name_of(mark).of("Contact") for mark in trial.said.marks if mark.kind == "name")
    heard = trial.evidence.runs(trial.message, "contact")
    return named or any(trial.said.tokens[at].proper for run in heard for at in range(*run))


def _led(intent: Intent) -> bool:
    """Whether the words name records of other classes only."""
    refs = [ref for noun in intent.targets for group in noun.said for ref in group]
    return bool(refs) and all(ref.cls != intent.cls for ref in refs)


def unmade(trial: Trial) -> bool:
    """Whether a new company is made, and the person who is named as its contact is not: "…, contact there Ann Lee"."""
    said = trial.said
    if not any(one.cls == "Company" for one in trial.made()):
        return False
    kept = {word.casefold() for one in trial.intents for value in one.set.values() for word in str(value).split()}
    for mark in said.marks:
        at = mark.last + (said.low(mark.last) in ("there", "is", ":", "person"))
        if mark.kind != "class" or "Contact" not in mark.value or at + 1 >= len(said.tokens):
            continue
        if all(said.tokens[place].proper and said.low(place) not in kept for place in (at, at + 1)):
            return True
    return False
