"""The records that an order means: named in its own words, else in the message, else what the thread is about."""

from agent.embedded.language.intents import Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.records.nouns import nouns
from agent.embedded.records.referents import many, referents, ruled_out, through, unknown
from agent.embedded.records.votes import voted
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause, Sentence


def targets(draft: Draft, said: Sentence, cls: Class, evidence: Evidence, beside: set[int]) -> list[Noun]:
    """Return the records to change: those of the segment, else of the message, else what the thread is about."""
    if many(draft.clause, cls):
        return _several(draft, cls, beside)
    whole = Draft(Clause(said, 0, len(said.tokens)), draft.world, draft.taken - beside)
    if _SEVERAL & set(draft.clause.lows()):  # "move them": not the one name that is said elsewhere
        return []
    ways = (_subject, referents, _alone, through) if cls.name == "Activity" else (referents, _alone, through)
    for find in ways:
        for place in (draft, whole):
            if found := find(place, cls, evidence):
                return found
    return _pointed(draft, cls, evidence)


def _several(draft: Draft, cls: Class, beside: set[int]) -> list[Noun]:
    draft.taken -= beside
    found = nouns(draft, cls)
    for noun in found:
        told = noun.where or noun.quiet_since or noun.no_next_step
        if told and noun.text.lower() in _NEUTRAL:  # "all of it", "every deal that …"
            noun.pronoun = ""
    return found


def _pointed(draft: Draft, cls: Class, evidence: Evidence) -> list[Noun]:
    """Return what the thread is about, else whatever words may name a record."""
    pointing = {"it", "its", "that", "this", "them", "her", "his", "him", "she", "he"} & set(draft.clause.lows())
    if pointing or cls.name == draft.world.topic:
        return [Noun(cls=cls.name, pronoun="class", text=cls.word)]
    loose = [noun for noun in nouns(draft, cls, filtered=False) if noun.said or noun.hints]
    nameless = unknown(draft, cls, [], evidence) if cls.name != "Activity" else []
    for noun in loose:
        noun.loose = not nameless
        noun.hints += nameless
    return loose


_SEVERAL = words_of("them those these")
_NEUTRAL = words_of("it that this")


def _subject(draft: Draft, cls: Class, evidence: Evidence) -> list[Noun]:  # noqa: ARG001
    """Return the only activity whose subject has most of the words that are heard as its name."""
    heard = {at for run in evidence.runs(draft.clause, "activity") for at in range(*run)}
    others = set(range(draft.clause.first, draft.clause.last)) - heard
    noun = voted(draft.copy(), draft.clause, others) if len(heard) > 1 else None
    if not noun or len(noun.said[0]) != 1:
        return []
    draft.taken |= heard
    return [noun]


def _alone(draft: Draft, cls: Class, evidence: Evidence) -> list[Noun]:
    """Return the record of the only name that was said, where the tagger hears no name; of activities, the best."""
    if cls.name == "Activity":
        if not (evidence.runs(draft.clause, "activity") or draft.clause.has("kind")):
            return []
        noun = voted(draft, draft.clause, draft.taken | evidence.passed(draft.clause))
        return [noun] if noun else []
    marks = [mark for mark in draft.names() if any(ref.cls == cls.name for ref in name_of(mark).refs)]
    marks = [mark for mark in marks if not ruled_out(draft, mark)]
    if len(marks) != 1 or not name_of(marks[0]).of(cls.name):
        return []
    draft.take(marks[0])
    noun = Noun(cls=cls.name, text=name_of(marks[0]).text, said=[name_of(marks[0]).of(cls.name)])
    noun.hints = unknown(draft, cls, marks, evidence)
    return [noun]
