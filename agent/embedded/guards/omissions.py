"""What a new record would leave out of what was said of it: how far one is, who it is with, what it is about."""

from agent.embedded.decisions.doubles import copies, doubles, unowned
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.words import FREE, GUARDS
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import AGREED, NAMED, PASSED, Evidence
from agent.embedded.sentences.sentence import Sentence


def omits(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether what is made lacks a stage, a person or a title that somebody told."""
    return (
        _unstaged(decision, said, evidence)
        or _untitled(decision, said)
        or _unlinked(decision, said, evidence)
        or doubles(decision, said)
        or copies(decision, said)
        or unowned(decision, said, evidence)
    )


def _unstaged(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether only people or companies are made, and how far one is with them was said: "one of my leads"."""
    made = {intent.cls for intent in decision.intents if intent.do == "create"}
    if not made or not made <= {"Contact", "Company"} or len(made) < len(decision.intents):
        return False
    for mark in said.marks:
        if mark.kind == "choice" and any(name == "stage" for _, name, _ in mark.value):
            slot, sure = evidence.tags.slot(said.tokens[mark.first].start, said.tokens[mark.last - 1].end)
            among = said.low(mark.first - 1) in ("my", "our", "a", "as", "new") and not _worded(said, mark.last)
            if (slot == "stage" and sure >= AGREED) or (among and "lead" in said.low(mark.last - 1)):
                return True
    return False


def _untitled(decision: Decision, said: Sentence) -> bool:
    """Whether a deal is only called by whose it is, although more was told: "she ordered chairs. New deal, 8,000"."""
    kept = " ".join(intent.model_dump_json() for intent in decision.intents).casefold()
    for intent in decision.intents:
        title = str(intent.set.get("title", ""))
        whose = [ref.name for noun in intent.link.values() for group in noun.said for ref in group]
        if intent.do != "create" or title.removesuffix(" deal") not in whose:
            continue
        words = [at for at, token in enumerate(said.tokens) if token.kind == "word" and not _explained(said, at)]
        return any(said.low(at) not in kept for at in words)
    return False


def _unlinked(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether a deal is made, and a stage or a person that was said for it is not in it: "…, Ann is the contact"."""
    made = [intent for intent in decision.intents if intent.do == "create" and intent.cls == "Deal"]
    if not made or len(made) < len(decision.intents):
        return False
    kept = " ".join(intent.model_dump_json() for intent in made)
    for mark in said.marks:
        first, last = said.tokens[mark.first].start, said.tokens[mark.last - 1].end
        slot, sure = evidence.tags.slot(first, last)
        role, told = evidence.tags.role(first, last)
        if sure < NAMED or (role != "plain" and told >= AGREED) or evidence.tags.aside(first, last) >= PASSED:
            continue
        if mark.kind == "choice" and slot == "stage" and not any(str(value) in kept for _, _, value in mark.value):
            return True
        refs = name_of(mark).refs if mark.kind == "name" and slot in ("contact", "user") else []
        whose = [ref for ref in refs if ref.cls in ("Contact", "_User")]
        if whose and whose == refs and not any(f'"{ref.id}"' in kept for ref in whose):
            return True
    return False


def _explained(said: Sentence, at: int) -> bool:
    """Whether a word says something of any deal, or nothing: it names no thing."""
    marked = ("name", "verb", "class", "choice", "amount", "date", "length", "courtesy")
    field = said.at(at, "field")
    if field and any(owner == "Deal" for owner, _ in field.value):
        return True
    return said.low(at) in FREE | GUARDS | ORDINARY or any(said.at(at, kind) for kind in marked)


def _worded(said: Sentence, at: int) -> bool:
    """Whether a plain word stands here, of which the one before may be a part: "a lead engineer"."""
    return at < len(said.tokens) and said.tokens[at].kind == "word" and said.low(at) not in FREE
