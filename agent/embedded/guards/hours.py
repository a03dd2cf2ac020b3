"""Hours that were said, and would be lost."""

import re

from agent.embedded.guards.trial import Trial
from agent.embedded.sentences.evidence import AGREED

_CLOCK = re.compile(r"(?:[1-9]|1\d|2[0-3])[0-5][05]")
"""An hour without its colon, as it stands behind a day: "tmrw 830 call Ann"."""


def clockless(trial: Trial) -> bool:
    """Whether something is planned for a whole day, and an hour without its colon was said behind the day."""
    return _clock(trial) and any("T" not in str(one.set.get("due_date", "T")) for one in trial.made())


def hourless(trial: Trial) -> bool:
    """Whether something is moved, and a number that is heard as a time finds no place: "Monday 21st 9.30"."""
    moved = any("due_date" in {*one.set, *one.change} for one in trial.changed())
    numbers = [mark for mark in trial.said.marks if mark.kind == "amount" and not mark.value.money]
    heard = [trial.slot(mark) for mark in numbers]
    return moved and not _clock(trial) and any(slot in ("time", "date") and sure >= AGREED for slot, sure in heard)


def _clock(trial: Trial) -> bool:
    said = trial.said
    return any(mark.kind == "date" and _CLOCK.fullmatch(said.low(mark.last)) for mark in said.marks)
