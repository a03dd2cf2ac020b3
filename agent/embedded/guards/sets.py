"""Words that tell which of many records are meant, and are no condition on what would be done to them."""

from collections.abc import Iterator
from itertools import pairwise

from agent.embedded.guards.trial import Trial
from agent.embedded.language.intents import Noun
from agent.embedded.language.words import words_of
from agent.embedded.records.sets import VAGUE
from agent.embedded.sentences.acts import commanding
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Clause

ORDERING = 0.5
"""Words give an order from here on."""
_THEIRS = words_of("his hers theirs")
_HOLDING = words_of("has have had owns got handles manages holds 's")
_TOWARDS = words_of("to give with for tell ask by hand from off")
_LEAVING = words_of("except excluding excepting barring besides unless")
_APART = (("apart", "from"), ("other", "than"), ("but", "not"), ("aside", "from"), ("not", "counting"), ("not", "the"))
_QUIET = words_of("no none nobody haven't hasn't havent hasnt never not without")
_CONTACTED = words_of("contact contacted touch heard spoken talked called responded replied answered")
_REACH = 5


def sets(trial: Trial) -> list[Noun]:
    """Return the records that would be written and are only told by conditions."""
    return [noun for one in trial.intents if one.writes for noun in one.targets if _described(noun)]


def _described(noun: Noun) -> bool:
    return noun.many and not (noun.said or noun.chosen or noun.ordinals or noun.holders) and noun.pronoun != "many"


def ordering(trial: Trial) -> Iterator[Clause]:
    """Yield the sentences that order something, where many records are only told by conditions."""
    for first, last in sentences(trial.said) if sets(trial) else ():
        clause = Clause(trial.said, first, last)
        if trial.evidence.acting(clause) >= ORDERING or commanding(clause):
            yield clause


def ownerless(trial: Trial) -> bool:
    """Whether "his", "that she has" tells whose records are meant, and no condition does."""
    owned = all({one.field for one in noun.where if one.noun} or noun.pronoun == "person" for noun in sets(trial))
    if owned or all(intent.cls == "Activity" for intent in trial.intents):
        return False
    return any(_owning(clause) for clause in ordering(trial))


def _owning(clause: Clause) -> bool:
    low = clause.sentence.low
    for at in range(clause.first, clause.last):
        word, behind = low(at), low(at + 1)
        field = clause.sentence.at(at + 1, "field") and not clause.sentence.at(at + 1, "class")
        own = word in _THEIRS or (
            word in ("her", "their") and low(at - 1) not in _TOWARDS and behind not in ("", "over")
        )
        if (own and not field) or (word in ("he", "she") and behind in _HOLDING):
            return True
    return False


def included(trial: Trial) -> bool:
    """Whether something is left out in words, and not in what would be done."""
    if any(noun.without or any(one.op == "is_not" for one in noun.where) for noun in sets(trial)):
        return False
    return any(_leaving(clause.lows()) for clause in ordering(trial))


def _leaving(lows: list[str]) -> bool:
    return bool(_LEAVING & set(lows)) or any(pair in _APART for pair in pairwise(lows))


def unquiet(trial: Trial) -> bool:
    """Whether nobody was heard from, and that is no condition."""
    if any(noun.quiet_since or noun.no_next_step for noun in sets(trial)):
        return False
    return any(_quiet(clause) for clause in ordering(trial))


def _quiet(clause: Clause) -> bool:
    low = clause.sentence.low
    for at in range(clause.first, clause.last):
        near = {low(place) for place in range(at + 1, min(at + _REACH, clause.last))}
        if low(at) in _QUIET and near & _CONTACTED:
            return True
    return False


def kindless(trial: Trial) -> bool:
    """Whether "the ones" are of a kind that was named before, and that is no condition: "my calls. The late ones …"."""
    kept = trial.kept() if sets(trial) else ""
    return any(_kindless(clause, kept) for clause in ordering(trial))


def _kindless(clause: Clause, kept: str) -> bool:
    if "ones" not in clause.lows() or clause.marks("kind", "class", "name"):
        return False
    before = [mark for mark in clause.sentence.marks if mark.kind == "kind" and mark.last <= clause.first]
    tasks = any("task" in mark.value for mark in before)  # what is a task, its subject tells as well
    return tasks or any(f'"{value}"' not in kept for mark in before for value in mark.value[:1])


def unclear(trial: Trial) -> bool:
    """Whether a word says which records are meant, but not by anything that is known of them: "all good leads"."""
    return any(_unclear(clause) for clause in ordering(trial))


def _unclear(clause: Clause) -> bool:
    nouns = [mark for mark in clause.marks("class", "choice") if clause.sentence.low(mark.last - 1).endswith("s")]
    return any(clause.sentence.low(mark.first - 1) in VAGUE - {"new", "next"} for mark in nouns)
