"""Values that were said of many records, and are none of the conditions on what would be done to them."""

from agent.embedded.guards.sets import ordering, sets
from agent.embedded.guards.trial import Trial
from agent.embedded.guards.written import written
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Clause

HALF = 0.5
"""So much of a name was said; words only tell something from here on."""
_PLACING = words_of("in from around near")
_KNOWN = ("name", "weak", "date", "amount", "choice", "class", "field", "phrase", "courtesy", "verb", "kind", "talk")


def unchosen(trial: Trial) -> bool:
    """Whether a listed value was said of records that are called alike, and none of them must have it."""
    nouns = [noun for intent in trial.intents if intent.writes for noun in intent.targets]
    if not any(noun.many and noun.said for noun in nouns):
        return False
    kept, choices = trial.kept(), [mark for mark in trial.said.marks if mark.kind == "choice"]
    lost = [mark for mark in choices if not any(f'"{value}"' in kept for value in written(mark))]
    return any(trial.role(mark)[0] != "old" for mark in lost)


def unlisted(trial: Trial) -> bool:
    """Whether somebody or something is named that stands in nothing that would be done."""
    kept = trial.kept() if sets(trial) else ""
    return any(_unlisted(mark, kept) for clause in ordering(trial) for mark in clause.marks("name"))


def _unlisted(mark: Mark, kept: str) -> bool:
    name = name_of(mark)
    strong = max(ref.score for ref in name.refs) >= HALF
    known = any(f'"{ref.id}"'.casefold() in kept for ref in name.refs) or name.text.casefold() in kept
    return strong and not known


def placeless(trial: Trial) -> bool:
    """Whether a place is told that no record has: "all leads in Kent"."""
    kept = trial.kept() if sets(trial) else ""
    return any(_placeless(clause, kept, trial) for clause in ordering(trial))


def _placeless(clause: Clause, kept: str, trial: Trial) -> bool:
    for at in range(clause.first + 1, clause.last):
        token = trial.said.tokens[at]
        known = any(trial.said.at(at, kind) for kind in _KNOWN)
        led = trial.said.low(at - 1) in _PLACING
        if led and token.kind == "word" and token.proper and not known and token.low not in kept:
            return trial.evidence.tags.aside(token.start, token.end) < HALF
    return False


def undescribed(trial: Trial) -> bool:
    """Whether the word before the noun for many records tells which, and is no condition: "all promising leads"."""
    if all(intent.cls == "Activity" for intent in trial.intents):
        return False
    kept = trial.kept() if sets(trial) else ""
    nouns = (mark for clause in ordering(trial) for mark in clause.marks("class", "choice"))
    several = (mark.first for mark in nouns if trial.said.low(mark.last - 1).endswith("s"))
    return any(_open(first - 1, kept, trial) for first in several if first)


def _open(at: int, kept: str, trial: Trial) -> bool:
    """Whether a word has found no place at all, and is none that people say in passing."""
    token = trial.said.tokens[at]
    if token.kind != "word" or token.low in kept or token.low in FREE | ORDINARY | _STANDING:
        return False
    adjective = token.low.endswith("ing")  # "promising" is found as a form of a verb
    known = any(mark.first <= at < mark.last and not (adjective and mark.kind in _DOING) for mark in trial.said.marks)
    return not known and trial.evidence.tags.aside(token.start, token.end) < HALF


_DOING = ("verb", "deed", "talk")
_STANDING = words_of(
    "overdue late unassigned stale quiet untouched idle stuck dormant silent dead cold closed open opened active "
    "pending unowned orphaned inactive current existing remaining outstanding some several many"
)
"""Words that are read as conditions by what they mean, or that only say that there are several."""


def untimely(trial: Trial) -> bool:
    """Whether a time is told that is no condition and no new value: "closing this quarter"."""
    kept = trial.kept() if sets(trial) else ""
    dates = [mark for clause in ordering(trial) for mark in clause.marks("date") if not mark.value.invalid]
    return any(not _timed(mark, kept) for mark in dates)


def _timed(mark: Mark, kept: str) -> bool:
    when = mark.value
    days = [day for day in (when.first, when.before, when.last) if day]
    silent = when.text.lower().startswith("in ") and '"quiet_since":"' in kept
    return silent or not days or bool(when.exact) or any(str(day) in kept for day in days)
