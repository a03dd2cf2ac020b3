"""Days that a decision may get wrong: one that points back to nothing, one of another month than the one spoken of."""

from datetime import date

from agent.embedded.language.intents import Intent
from agent.embedded.language.lexicon import Mark
from agent.embedded.readings.compose import Decision
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.values.echoes import monthday, of_month

_DATES = ("expected_close_date", "due_date", "completed_at")


def misdated(decision: Decision, said: Sentence, today: str) -> bool:
    """Whether something gets a day, and the day that was said may be another one, or is not known."""
    dated = [one for one in decision.intents if _dating(one)]
    if not dated:
        return False
    if any(mark.kind == "echo" for mark in said.marks):
        return True
    written = " ".join(str(value) for one in dated for value in one.set.values())
    dates = sorted((mark for mark in said.marks if mark.kind == "date"), key=lambda mark: mark.first)
    return any(_astray(mark, dates, said, today) and str(mark.value.first) in written for mark in dates)


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
