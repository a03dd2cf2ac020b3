"""Conditions on what is to come: "still ahead of me", "yet to come", "upcoming calls"."""

from agent.embedded.conditions.timing import unended
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import phrases, words_of
from agent.embedded.sentences.draft import Draft

_AHEAD = phrases(
    "still ahead of me|still ahead of us|still ahead|ahead of me|ahead of us|lies ahead|lie ahead|yet to come|"
    "still to come|to come up|to come|still coming|coming up|in the future|in front of me|in front of us|"
    "in store|still upcoming|are ahead|is ahead|still outstanding"
)
"""What is to come; the longest first."""
_LEADING = words_of("are is still yet all that which")


def ahead(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "still ahead of me", "to come", "future": due from now on, and not completed."""
    if draft.act != "question" and not _asked(draft):
        return []
    place = _said(draft, cls)
    if not place:
        return []
    draft.span(*place)
    first = place[0] - 1
    while draft.low(first) in _LEADING:
        draft.taken.add(first)
        first -= 1
    if {"due_date", "completed_at"} <= cls.fields.keys():
        now = draft.world.now.moment.strftime("%Y-%m-%dT%H:%M")
        dated = [] if draft.open("date") else [Condition(field="due_date", op="at_least", value=now)]
        return [*dated, Condition(field="completed_at", op="empty")]
    return unended(cls.stage) if cls.stage else []


def _asked(draft: Draft) -> bool:
    """Whether it only names what shall be shown: "my future meetings with Jane"."""
    return not any(True for _ in draft.clause.verbs("set", "move", "delete", "create", "log", "assign", "plan"))


def _said(draft: Draft, cls: Class) -> tuple[int, int] | None:
    """Return the words that say that something is to come."""
    for at in range(draft.clause.first, draft.clause.last):
        if at in draft.taken or draft.sentence.at(at, "name"):
            continue
        behind = draft.sentence.at(at + 1, "class") or draft.sentence.at(at + 1, "kind")
        if draft.low(at) in ("future", "upcoming", "forthcoming") and behind and "due_date" in cls.fields:
            return at, at + 1
        for phrase in sorted(_AHEAD, key=len, reverse=True):
            words = phrase.split()
            if [draft.low(at + step) for step in range(len(words))] == words:
                return at, at + len(words)
    return None
