"""Where the customers of a set are: "in Kent", "from Bristol". It stands in an address, or in a line of the notes."""

from agent.embedded.language.intents import Condition
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft

LOCATED = "located"
"""The comparison of a condition on a place: which records are there, their addresses and notes tell."""
_LEADS = words_of("in from around near at")
_MARKED = ("name", "weak", "date", "amount", "choice", "class", "field", "verb", "length", "kind", "courtesy")


def places(draft: Draft, cls: Class) -> list[Condition]:
    """Take "in Kent": words written like a name that nothing else knows, behind a word of place."""
    found = []
    for at in range(draft.clause.first, draft.clause.last):
        if at in draft.taken or not _named(draft, at) or draft.low(at - 1 - (draft.low(at - 1) == "the")) not in _LEADS:
            continue
        last = at
        while _named(draft, last):
            last += 1
        draft.span(at - 1, last)
        text = draft.sentence.words(at, last)
        found.append(Condition(field="address", op=LOCATED, value=text, cls=cls.name))
    return found


def _named(draft: Draft, at: int) -> bool:
    """Whether a word is written, or heard, as the name of a place."""
    if not draft.clause.first <= at < draft.clause.last or at in draft.taken:
        return False
    token, evidence = draft.sentence.tokens[at], draft.world.evidence
    heard = evidence.tags.slot(token.start, token.end)[0] in ("address", "company") if evidence else False
    known = any(draft.sentence.at(at, kind) for kind in _MARKED)
    return token.kind == "word" and (token.proper or heard) and not known
