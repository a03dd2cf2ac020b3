"""People who would be changed because another record leads to them, although somebody else is spoken of."""

from agent.embedded.language.intents import Intent
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause, Sentence


def detoured(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether a person is found through a company, a deal or a subject, and a person is named or heard besides.

    "My offer to Ida Berg came back, her address is …" is not about whoever an offer is planned with; "I met Ida Berg
    from Acme, her e-mail is …" is not about the contact that Acme has.
    """
    through = [one for one in decision.intents if one.cls == "Contact" and one.do in ("update", "delete") and _led(one)]
    if not through:
        return False
    named = any(name_of(mark).of("Contact") for mark in said.marks if mark.kind == "name")
    heard = evidence.runs(Clause(said, 0, len(said.tokens)), "contact")
    return named or any(said.tokens[at].proper for run in heard for at in range(*run))


def _led(intent: Intent) -> bool:
    """Whether the words name records of other classes only."""
    refs = [ref for noun in intent.targets for group in noun.said for ref in group]
    return bool(refs) and all(ref.cls != intent.cls for ref in refs)
