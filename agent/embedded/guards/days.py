"""Days that would be lost, or be other ones than those that were said."""

from datetime import date

from agent.embedded.guards.trial import Trial
from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.readings.moments import vague
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.values.echoes import monthday, of_month

_DATES = ("expected_close_date", "due_date", "completed_at")
_KEEPING = words_of("block reserve pencil book")
_COMING = ("till", "until", "by", "before", "next", "for", "from")


def dateless(trial: Trial) -> bool:
    """Whether something is planned without a day although one was named, in another clause."""
    days = any(mark.kind == "date" and mark.value.day for mark in trial.said.marks)
    return days and any(not {"due_date", "completed_at"} & set(intent.set) for intent in trial.made("Activity"))


def backdated(trial: Trial) -> bool:
    """Whether something is said to have happened now, although one day before was named."""
    done = [
        intent
        for intent in trial.intents
        if str(intent.set.get("completed_at", "")).startswith(trial.today) and intent.set.get("type") != "note"
        if not any(noun.many for noun in intent.targets)  # when each of them was done, nobody has said
    ]
    said = trial.said
    days = {
        str(mark.value.before or mark.value.first)
        for mark in said.marks
        if mark.kind == "date" and mark.value.day and not (mark.value.invalid or mark.value.bare or vague(said, mark))
        if said.low(mark.first - 1) not in _COMING
    }
    return bool(done) and len(trial.intents) == 1 and len(days) == 1 and max(days) < trial.today


def undated(trial: Trial) -> bool:
    """Whether days are changed, and another new one that was clearly said is lost: "… to Friday, … to Monday"."""
    moved = [one for one in trial.changed() if {*one.set, *one.change} & {*_DATES}]
    if not moved or len(moved) < len(trial.intents):
        return False
    kept = trial.kept()
    marks = [mark for mark in trial.said.marks if mark.kind == "date" and mark.value.day and not mark.value.invalid]
    new = [mark for mark in marks if _new(mark, trial)]
    days = {str(mark.value.first) for mark in new}
    return len(days) > 1 and any(day not in kept for day in days)


def _new(mark: Mark, trial: Trial) -> bool:
    """Whether a day is heard as one to which something is put."""
    (slot, sure), (role, told) = trial.slot(mark), trial.role(mark)
    to = trial.said.low(mark.first - 1) in _TO
    return to and slot == "date" and sure >= SURE and role == "plain" and told >= SURE and trial.aside(mark) < 1 - SURE


_TO = words_of("to till until on for by")
SURE = 0.6
"""Words are heard as a new day from here on."""


def blocked(trial: Trial) -> bool:
    """Whether something that is there would be moved, where a time is to be kept free: "block that day for her"."""
    moved = any("due_date" in {*one.set, *one.change} for one in trial.changed())
    return moved and any(trial.said.low(first) in _KEEPING for first, _ in sentences(trial.said))


def echoed(trial: Trial) -> bool:
    """Whether something gets a day, and the day that was said points back to nothing that is known."""
    return any(_dating(one) for one in trial.intents) and any(mark.kind == "echo" for mark in trial.said.marks)


def misdated(trial: Trial) -> bool:
    """Whether something gets a day of another month than the one that was spoken of."""
    dated = [one for one in trial.intents if _dating(one)]
    if not dated:
        return False
    written = " ".join(str(value) for one in dated for value in one.set.values())
    dates = sorted((mark for mark in trial.said.marks if mark.kind == "date"), key=lambda mark: mark.first)
    strange = [mark for mark in dates if _astray(mark, dates, trial.said, trial.today)]
    return any(str(mark.value.first) in written for mark in strange)


def _dating(intent: Intent) -> bool:
    """Whether an intent writes a day, or plans something that needs one."""
    given = bool({*intent.set, *intent.change} & {*_DATES})
    return intent.writes and (given or (intent.do == "create" and intent.cls == "Activity"))


def _astray(mark: Mark, dates: list[Mark], said: Sentence, today: str) -> bool:
    """Whether a day is told by its number alone, in a sentence that spoke of another month to come before it."""
    if not monthday(mark, said.tokens):
        return False
    first = next((start for start, end in sentences(said) if start <= mark.first < end), 0)
    told = [one.value for one in dates if first <= one.first < mark.first and of_month(one.value)]
    day: date = mark.value.first
    return any(when.first > date.fromisoformat(today) and when.first.month != day.month for when in told)


def unplaced(trial: Trial) -> bool:
    """Whether a day stands right behind its field, and nothing gets one: "…, close date 31 October, …"."""
    changed = trial.changed()
    if not changed or len(changed) < len(trial.intents) or any(one.do == "delete" for one in trial.intents):
        return False
    kept = trial.kept()
    for mark in trial.said.marks:
        field = trial.said.at(mark.first - 1, "field") if mark.kind == "date" else None
        dated = field and field.last == mark.first and any(name in _DATES for _, name in field.value)
        if dated and mark.value.day and not mark.value.invalid and str(mark.value.first) not in kept:
            return True
    return False
