"""Whether every condition that was said of many records stands in what would be done to them."""

from itertools import pairwise

from agent.embedded.decisions.written import written
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.readings.compose import Decision
from agent.embedded.records.sets import VAGUE
from agent.embedded.sentences.acts import commanding
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import Evidence
from agent.embedded.sentences.sentence import Clause, Sentence

ORDERING = 0.5
"""Words give an order from here on."""
_THEIRS = words_of("his hers theirs")
_HOLDING = words_of("has have had owns got handles manages holds 's")
_TOWARDS = words_of("to give with for tell ask by hand from off")
_PLACING = words_of("in from around near")
_LEAVING = words_of("except excluding excepting barring besides unless")
_APART = (("apart", "from"), ("other", "than"), ("but", "not"), ("aside", "from"), ("not", "counting"), ("not", "the"))
_QUIET = words_of("no none nobody haven't hasn't havent hasnt never not without")
_CONTACTED = words_of("contact contacted touch heard spoken talked called responded replied answered")
_REACH = 5


def drops(decision: Decision, said: Sentence, evidence: Evidence) -> bool:
    """Whether a condition on a set of records was said, and is none of those in the decision."""
    nouns = [noun for intent in decision.intents if intent.writes for noun in intent.targets]
    sets = [noun for noun in nouns if _described(noun)]
    kept = " ".join(intent.model_dump_json() for intent in decision.intents).casefold()
    if any(noun.many and noun.said for noun in nouns) and _unchosen(said, kept, evidence):
        return True
    if not sets:
        return False
    for first, last in sentences(said):
        clause = Clause(said, first, last)
        if evidence.acting(clause) < ORDERING and not commanding(clause):
            continue
        lost = (
            _ownerless(clause, sets, decision.intents)
            or _unlisted(clause, kept)
            or _placeless(clause, kept, evidence)
            or _unleft(clause, sets)
            or _heard(clause, sets)
            or _undated(clause, kept)
            or _kindless(clause, kept)
            or _vague(clause)
        )
        if lost:
            return True
    return False


def _unchosen(said: Sentence, kept: str, evidence: Evidence) -> bool:
    """Whether a listed value was said of records that are called alike, and none of them must have it."""
    for mark in said.marks:
        if mark.kind == "choice" and not any(f'"{value}"' in kept for value in written(mark)):
            role, _ = evidence.tags.role(said.tokens[mark.first].start, said.tokens[mark.last - 1].end)
            if role != "old":
                return True
    return False


def _described(noun: Noun) -> bool:
    """Whether records are only told by conditions."""
    return noun.many and not (noun.said or noun.chosen or noun.ordinals or noun.holders) and noun.pronoun != "many"


def _ownerless(clause: Clause, sets: list[Noun], intents: list[Intent]) -> bool:
    """Whether "his", "that she has" tells whose records are meant, and no condition does."""
    owned = all({one.field for one in noun.where if one.noun} or noun.pronoun == "person" for noun in sets)
    low = clause.sentence.low
    for at in range(clause.first, clause.last) if not owned else ():
        word, behind = low(at), low(at + 1)
        field = clause.sentence.at(at + 1, "field") and not clause.sentence.at(at + 1, "class")
        own = word in _THEIRS or (
            word in ("her", "their") and low(at - 1) not in _TOWARDS and behind not in ("", "over")
        )
        if (own and not field) or (word in ("he", "she") and behind in _HOLDING):
            return any(intent.cls != "Activity" for intent in intents)
    return False


def _unlisted(clause: Clause, kept: str) -> bool:
    """Whether somebody or something is named that stands in nothing that would be done."""
    for mark in clause.marks("name"):
        name = name_of(mark)
        strong = max(ref.score for ref in name.refs) >= HALF
        if (
            strong
            and not any(f'"{ref.id}"'.casefold() in kept for ref in name.refs)
            and name.text.casefold() not in kept
        ):
            return True
    return False


HALF = 0.5
"""So much of a name was said."""


def _placeless(clause: Clause, kept: str, evidence: Evidence) -> bool:
    """Whether a place is told that no record has: "all leads in Kent"."""
    for at in range(clause.first + 1, clause.last):
        token = clause.sentence.tokens[at]
        known = any(clause.sentence.at(at, kind) for kind in _KNOWN)
        led = clause.sentence.low(at - 1) in _PLACING
        if led and token.kind == "word" and token.proper and not known and token.low not in kept:
            return evidence.tags.aside(token.start, token.end) < HALF
    return False


_KNOWN = ("name", "weak", "date", "amount", "choice", "class", "field", "phrase", "courtesy", "verb", "kind", "talk")


def _unleft(clause: Clause, sets: list[Noun]) -> bool:
    """Whether something is left out in words, and not in what would be done."""
    lows = clause.lows()
    words = bool(_LEAVING & set(lows)) or any(pair in _APART for pair in pairwise(lows))
    return words and not any(noun.without or any(one.op == "is_not" for one in noun.where) for noun in sets)


def _heard(clause: Clause, sets: list[Noun]) -> bool:
    """Whether nobody was heard from, and that is no condition."""
    if any(noun.quiet_since or noun.no_next_step for noun in sets):
        return False
    low = clause.sentence.low
    for at in range(clause.first, clause.last):
        near = {low(place) for place in range(at + 1, min(at + _REACH, clause.last))}
        if low(at) in _QUIET and near & _CONTACTED:
            return True
    return False


def _undated(clause: Clause, kept: str) -> bool:
    """Whether a time is told that is no condition and no new value: "closing this quarter"."""
    return any(not _timed(mark, kept) for mark in clause.marks("date") if not mark.value.invalid)


def _kindless(clause: Clause, kept: str) -> bool:
    """Whether "the ones" are of a kind that was named before, and that is no condition: "my calls. The late ones …"."""
    if "ones" not in clause.lows() or clause.marks("kind", "class", "name"):
        return False
    before = [mark for mark in clause.sentence.marks if mark.kind == "kind" and mark.last <= clause.first]
    return any(f'"{value}"' not in kept for mark in before for value in mark.value[:1]) or _follows(before)


def _follows(marks: list[Mark]) -> bool:
    """Whether a kind is named that is a task by its subject only."""
    return any("task" in mark.value for mark in marks)


def _vague(clause: Clause) -> bool:
    """Whether a word says which records are meant, but not by anything that is known of them: "all good leads"."""
    nouns = [mark for mark in clause.marks("class", "choice") if clause.sentence.low(mark.last - 1).endswith("s")]
    return any(clause.sentence.low(mark.first - 1) in VAGUE - {"new", "next"} for mark in nouns)


def _timed(mark: Mark, kept: str) -> bool:
    when = mark.value
    days = [day for day in (when.first, when.before, when.last) if day]
    silent = when.text.lower().startswith("in ") and '"quiet_since":"' in kept
    return silent or not days or bool(when.exact) or any(str(day) in kept for day in days)
