"""Words that only name another time for what was just spoken of: "take 3 pm", "make it Monday at one"."""

from datetime import time

from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.values.calendar import When

_LIGHT = words_of(
    "take make it at then on book put use try instead for go with do schedule move him her them that the in to is fine "
    "please , . plan set one meeting call appointment slot"
)


def retimed(said: Sentence, first: int, last: int) -> When | None:
    """Return the time that some words name, and nothing else; nothing where they say more."""
    clause = Clause(said, first, last)
    dates = clause.marks("date")
    if not dates:
        return _hour(clause)
    if len(dates) != 1 or dates[0].value.invalid or clause.marks("name"):
        return None
    rest = [at for at in range(first, last) if at not in dates[0].places]
    when: When = dates[0].value
    return when if (when.day or when.bare) and all(said.low(at) in _LIGHT for at in rest) else None


def _hour(clause: Clause) -> When | None:
    """Return the hour that a number is: "otherwise for 3"."""
    numbers = clause.marks("amount")
    rest = [at for at in range(clause.first, clause.last) if not numbers or at not in numbers[0].places]
    value = numbers[0].value if len(numbers) == 1 else None
    if not value or value.money or value.percent or value.value not in range(1, 13) or clause.marks("name"):
        return None
    hour = int(value.value) + (12 if value.value < FORENOON else 0)
    lit = all(clause.sentence.low(at) in _LIGHT for at in rest)
    return When(clause.text, clock=time(hour), bare=True) if lit else None


FORENOON = 8
"""Before this number, an hour is one of the afternoon."""
