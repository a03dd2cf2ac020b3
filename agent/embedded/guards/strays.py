"""Orders about activities that go astray: to another one than the words tell, or to none of those it names."""

from agent.embedded.guards.trial import Trial
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.orders.existing import MOST_AHEAD
from agent.embedded.records.agenda import kinds as called
from agent.embedded.records.agenda import word_of
from agent.embedded.records.ballot import HALF, elected
from agent.embedded.records.fits import fits, general, type_of
from agent.embedded.records.slots import attached, pointing
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import NAMED, SURE, Evidence
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause

MOST = 2
"""Words of a subject that are not said by accident."""
_SWAPPING = words_of("swap switch exchange trade")
_NEAREST = words_of("next first last earliest upcoming latest")


def touched(trial: Trial) -> list[Intent]:
    """Return the changes and deletions of activities, if those are told by words alone, and not chosen from a list."""
    found = [one for one in trial.intents if one.cls == "Activity" and one.do in ("update", "delete")]
    return [] if any(noun.chosen or noun.ordinals for one in found for noun in one.targets) else found


def unswapped(trial: Trial) -> bool:
    """Whether the only order is to swap activities, and they would not be swapped."""
    return bool(_only(trial)) and not _swapped(trial) and _exchanging(trial)


def mistaken(trial: Trial) -> bool:
    """Whether most words say the subject of another activity than would be changed or deleted."""
    return any(_mistaken(noun, trial.message, trial.evidence) for _, noun in _told(trial))


def untimed(trial: Trial) -> bool:
    """Whether it was said which of several activities comes when, and nothing of it tells which one is meant."""
    return any(_untimed(intent, noun, trial.message, trial.evidence) for intent, noun in _told(trial))


def miscalled(trial: Trial) -> bool:
    """Whether an activity was called something that is not looked for: "the follow-up for Jane"."""
    return any(_miscalled(noun, trial.message, trial.evidence) for _, noun in _told(trial))


def _only(trial: Trial) -> list[Intent]:
    """Return the change or deletion of activities, if nothing else is done."""
    found = touched(trial)
    return found if len(trial.intents) == 1 else []


def _swapped(trial: Trial) -> bool:
    return any(change.unit == "swap" for one in _only(trial) for change in one.change.values())


def _exchanging(trial: Trial) -> bool:
    return bool(_SWAPPING & set(trial.message.lows()[:MOST_AHEAD]))


def _told(trial: Trial) -> list[tuple[Intent, Noun]]:
    """Return the activities that the only order is about, as far as they are told; none where they are swapped."""
    if not _only(trial) or _swapped(trial) or _exchanging(trial):
        return []
    return [(one, noun) for one in _only(trial) for noun in one.targets if not noun.pronoun]


def _mistaken(noun: Noun, message: Clause, evidence: Evidence) -> bool:
    """Whether most words say the subject of another activity than the noun means."""
    if noun.many:
        return False
    votes = elected(message, message, (), (), evidence)
    if len(votes) != 1 or (len(votes[0].all) < MOST and votes[0].share < HALF):
        return False
    direct = {ref.id for group in noun.said for ref in group if ref.cls == "Activity"}
    if direct or not noun.called:
        strange = [hint for hint in noun.hints if not fits({"subject": votes[0].ref.name}, hint)]
        return votes[0].ref.id not in direct or 2 * len(strange) > len(noun.hints)
    return not all(type_of(word) or fits({"subject": votes[0].ref.name}, word) for word in noun.called)


def _untimed(intent: Intent, noun: Noun, message: Clause, evidence: Evidence) -> bool:
    """Whether it was said which of several comes when, and the noun tells nothing of it."""
    said = message.sentence
    told = bool(noun.order) or any(one.field in ("due_date", "completed_at") and one.value for one in noun.where)
    if any(one.field == "completed_at" and one.op == "filled" for one in noun.where):
        return intent.do == "update"  # what is done is neither done once more nor put off
    if told:
        return False
    shifted = any(change.unit not in ("to", "clock") for change in intent.change.values())
    if (intent.do == "delete" or shifted) and pointing(message):
        return True
    for at in range(message.first, message.last):
        kind = said.at(at + 1, "kind")
        named = (
            said.at(at, "date") or said.at(at, "phrase") or said.at(at, "name") or not _acting(at, message, evidence)
        )
        if said.low(at) in _NEAREST and kind and not named:
            return True
    new = " ".join([*(str(value) for value in intent.set.values()), *(one.day for one in intent.change.values())])
    days = [mark for mark in message.marks("date") if attached(message, mark) and mark.value.written() not in new]
    return any(_acting(mark.first, message, evidence) for mark in days)


def _miscalled(noun: Noun, message: Clause, evidence: Evidence) -> bool:
    """Whether an activity was called something that the noun does not ask for: "the follow-up for Jane"."""
    direct = [ref.name for group in noun.said for ref in group if ref.cls == "Activity"]
    if not noun.said and not noun.many:
        return False
    kinds = {str(one.value) for one in noun.where if one.field == "type"}
    known = [*noun.called, *noun.hints, *direct] if direct or not noun.loose else noun.called
    for mark in called(message):
        word = word_of(mark, message.sentence)
        covered = type_of(word) in kinds or fits({"subject": " ".join(known)}, word) or (direct and type_of(word))
        if not (covered or general(word)) and _speaks(mark, message, evidence):
            return True
    return False


def _speaks(mark: Mark, message: Clause, evidence: Evidence) -> bool:
    """Whether a word for a kind of activity is one in what orders something, and no verb or name."""
    named = message.sentence.at(mark.first, "name")
    inside = named is not None and bool(name_of(named).refs)
    return not inside and _acting(mark.first, message, evidence)


def _acting(at: int, message: Clause, evidence: Evidence) -> bool:
    """Whether a word stands in what orders something."""
    token = message.sentence.tokens[at]
    if evidence.tags.aside(token.start, token.end) >= NAMED:
        return False
    return any(one.first <= at < one.last and evidence.acting(one) >= SURE for one in chunks(message))
