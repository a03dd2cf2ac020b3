"""The title of a new deal that nobody gave one: what it is for, or else whose it is."""

from agent.embedded.fields.naming import hollow
from agent.embedded.fields.titles import run
from agent.embedded.language.intents import Noun
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft

POINTING = words_of("him her them it this that these those one me us you he she they my our new please now on in")
"""Words that name nobody: who is "put on file" was named before."""


def derived(draft: Draft, cls: Class, given: dict[str, object], link: dict[str, Noun]) -> bool:
    """Make a deal's title from what was said about it: what it is for, or else whose it is; say whether it is that."""
    if cls.title not in ("title",):
        return False
    topic = _topic(draft)
    if topic:
        given[cls.title] = topic
        return False
    whose = link.get("company") or link.get("contact")
    if whose and not whose.pronoun and (whose.said or whose.text):
        name = whose.said[0][0].name if whose.said and len(whose.said[0]) == 1 else whose.text
        given[cls.title] = f"{name} {cls.word}"
    return True


def unnamed(draft: Draft) -> bool:
    """Whether words are left that may well be the name: "for Susan, it's a cleaning rig, 64k"."""
    evidence = draft.world.evidence
    passed = evidence.passed(draft.clause) if evidence else set()
    words = [at for at in draft.left() if at not in passed and draft.sentence.tokens[at].kind == "word"]
    return len([at for at in words if draft.low(at) not in ORDINARY]) > 1


def _topic(draft: Draft) -> str:
    """Take what a deal is for: "for office chairs", "about training"; not for whom it is."""
    for at in range(draft.clause.first, draft.clause.last - 1):
        if draft.low(at) in ("for", "about", "on", "regarding", "re") and at + 1 not in draft.taken:
            start = at + 1 + (draft.low(at + 1) in ("the", "a", "an", "their", "our", "some"))
            own = draft.copy()
            text = run(own, start, at)
            if text and not set(text.lower().split()) <= POINTING and not hollow(draft, own.taken - draft.taken - {at}):
                draft.taken = own.taken
                return text[:1].upper() + text[1:]
    return ""
