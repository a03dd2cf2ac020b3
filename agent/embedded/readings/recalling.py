"""Plans whose subject was told just before: "I keep forgetting to thank Marta. Nudge me about it on Friday"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.words import FREE, openings, words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.part import Part
from agent.embedded.sentences.sentence import Clause

_POINTING = words_of(
    "it that this them those these him her about regarding on for then so do again please pls thing all from"
)
_LEADS = openings(
    "i keep forgetting to|i always forget to|i must not forget to|i mustn't forget to|don't let me forget to|i have to|"
    "i need to|i should|i must|i ought to|i want to|i still have to|i still need to|i promised to|i have promised to|"
    "i was supposed to|i am supposed to|i'm supposed to|we have to|we need to|we should|we must|i wanted to|"
    "i've got to|i got to|i gotta|i'd like to|someone has to|somebody has to|i owe it to myself to|i forgot to"
)


def recalled(parts: list[Part], number: int) -> Part:
    """Return a plan with the subject that the clause before it told; as it is, where it has one of its own."""
    part = parts[number]
    best = part.best
    plan = best.intents[0] if best else None
    if not best or not plan or not _empty(plan):
        return part
    if number == 0:  # about what the thread is about
        plan.set["subject"] = "Follow up"
        return part
    before = parts[number - 1].clause
    text = _told(before)
    if not text:
        plan.set.pop("subject", None)
        plan.missing = "subject"
        return part
    plan.set["subject"] = text[:1].upper() + text[1:]
    if "related_to" not in plan.link or plan.link["related_to"].pronoun:
        plan.link.pop("related_to", None)
        for mark in before.marks("name"):
            refs = name_of(mark).of("Contact") or name_of(mark).of("Deal")
            if refs:
                plan.link["related_to"] = Noun(cls=refs[0].cls, text=name_of(mark).text, said=[refs])
                break
    return part


def _empty(plan: Intent) -> bool:
    """Whether a plan has a subject that only points back: "it", "about that"."""
    if plan.do != "create" or plan.cls != "Activity" or "completed_at" in plan.set:
        return False
    words = str(plan.set.get("subject", "")).lower().split()
    return bool(words) and all(word.strip(".,!?") in _POINTING for word in words)


def _told(before: Clause) -> str:
    """Return what a clause told that somebody has to do, without the words that lead up to it."""
    words = [token.low for token in before.sentence.tokens[before.first : before.last]]
    first = before.first
    for lead in sorted(_LEADS, key=len, reverse=True):
        at = next((start for start in range(min(3, len(words))) if tuple(words[start : start + len(lead)]) == lead), -1)
        if at >= 0:
            first = before.first + at + len(lead)
            break
    text = before.sentence.words(first, before.last).strip(" ,;.!?-\u2013\u2014")
    return text if any(word not in FREE for word in text.lower().split()) else ""
