"""Whether an order about an activity goes astray: to another one than the words tell, or to none of those it names."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.orders.existing import MOST_AHEAD
from agent.embedded.orders.frames import frames
from agent.embedded.readings.compose import Decision
from agent.embedded.records.agenda import kinds as called
from agent.embedded.records.agenda import word_of
from agent.embedded.records.ballot import HALF, accomplished, called_off, elected
from agent.embedded.records.fits import fits, general, type_of
from agent.embedded.records.slots import attached, pointing
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import NAMED, SURE, Evidence
from agent.embedded.sentences.segments import chunks
from agent.embedded.sentences.sentence import Clause, Sentence

_FIELDS = {"update.due": "due_date", "update.done": "completed_at", "update.subject": "subject"}
CLEAR = 0.8
"""An order that is heard so clearly is carried out, or nothing is."""
_SWAPPING = words_of("swap switch exchange trade")
_NEAREST = words_of("next first last earliest upcoming latest")


def stray(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether activities would be changed or deleted that are other ones than the message tells of."""
    found = [one for one in decision.intents if one.cls == "Activity" and one.do in ("update", "delete")]
    if _contrary(decision, said, evidence):
        return True
    if not found or any(noun.chosen or noun.ordinals for one in found for noun in one.targets):
        return False
    message = Clause(said, 0, len(said.tokens))
    gone = [noun for one in found if one.do == "delete" for noun in one.targets]
    if _fewer(decision, said, evidence) or any(accomplished(message, noun) for noun in gone):
        return True
    if gone and called_off(message):
        return True
    if len(decision.intents) > 1:
        return False
    swapped = any(change.unit == "swap" for change in found[0].change.values())
    if swapped or _SWAPPING & set(message.lows()[:MOST_AHEAD]):
        return not swapped
    return any(
        _misnamed(noun, message, evidence)
        or _untimed(found[0], noun, message, evidence)
        or _miscalled(noun, message, evidence)
        for noun in found[0].targets
        if not noun.pronoun
    )


def _contrary(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether something would be planned, and it was clearly heard that something planned shall go."""
    made = [one for one in decision.intents if one.cls == "Activity" and one.do == "create"]
    if not made or len(made) < len(decision.intents):
        return False
    return any(one.heard.shares.get("delete.activity", 0.0) >= CLEARLY for one in frames(said, evidence))


CLEARLY = 0.9
"""A plan is none where an end of it is heard so clearly."""


def _fewer(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether an order about an activity was clearly heard, and fewer of its kind are carried out."""
    heard = frames(said, evidence)
    for name, field in _FIELDS.items() if len(heard) > 1 else ():
        wanted = sum(one.heard.shares.get(name, 0.0) >= CLEAR for one in heard)
        made = sum(field in {*one.set, *one.change} for one in decision.intents)
        if wanted > made:
            return True
    return False


def _misnamed(noun: Noun, message: Clause, evidence: Evidence) -> bool:
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


MOST = 2
"""Words of a subject that are not said by accident."""


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
