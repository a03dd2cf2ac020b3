"""What a decision would drop in silence: a value that was said must stand in what is done, or the person is asked."""

from agent.embedded.compose import Decision
from agent.embedded.evidence import AGREED, Evidence
from agent.embedded.lexicon import Mark
from agent.embedded.sentence import Sentence
from agent.embedded.values import plain


def loses(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something that was said would find no place in what is done: a value, a condition, the day of a plan."""
    return _dateless(decision, said) or _lossy(decision, said, evidence) or _misnamed(decision)


def _dateless(decision: Decision, said: Sentence) -> bool:
    """Whether something is planned without a day although one was named, in another clause."""
    planned = [intent for intent in decision.intents if intent.do == "create" and intent.cls == "Activity"]
    days = any(mark.kind == "date" and mark.value.day for mark in said.marks)
    return days and any(not {"due_date", "completed_at"} & set(intent.set) for intent in planned)


def _lossy(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something is made, and a sum or an address was said that would not be written: then not all is clear.

    Nor is it when many records are changed, and a value was said that is neither a new one nor a condition.
    """
    kept = " ".join(intent.model_dump_json() for intent in decision.intents).casefold()
    if any(
        intent.writes and any(noun.many and not noun.said for noun in intent.targets) for intent in decision.intents
    ):
        return any(not _used(mark, kept) for mark in said.marks)
    if not any(intent.do == "create" for intent in decision.intents):
        return False
    for mark in said.marks:
        text = said.words(mark.first, mark.last)
        typed = mark.kind in ("email", "phone", "url") or (mark.kind == "amount" and mark.value.money)
        value = plain(mark.value.value) if mark.kind == "amount" else text
        role, sure = evidence.tags.role(said.tokens[mark.first].start, said.tokens[mark.last - 1].end)
        told = role != "plain" and sure >= AGREED
        if typed and not told and str(value).casefold() not in kept and text.casefold() not in kept:
            return True
    return False


def _used(mark: Mark, kept: str) -> bool:
    """Whether a value stands in what is to be done; other words than values always do."""
    if mark.kind == "date" and mark.value.day:
        return any(str(day) in kept for day in (mark.value.first, mark.value.before) if day) or bool(mark.value.exact)
    if mark.kind == "choice":
        return any(str(value).casefold() in kept for _, _, value in mark.value)
    return mark.kind != "amount" or not mark.value.money or str(plain(mark.value.value)) in kept


def _misnamed(decision: Decision) -> bool:
    """Whether something would be called by another of its values: "Industry: Seafood" is no company."""
    for intent in decision.intents:
        title = str(intent.set.get("name") or intent.set.get("title") or "").casefold()
        others = [str(value).casefold() for name, value in intent.set.items() if name not in ("name", "title")]
        if intent.do == "create" and title and title in others:
            return True
    return False
