"""Ends of activities that were heard and would not come about, or come about although nobody orders them."""

from agent.embedded.guards.strays import touched
from agent.embedded.guards.trial import Trial
from agent.embedded.orders.frames import frames
from agent.embedded.records.ballot import accomplished, called_off

CLEAR = 0.8
"""An order that is heard so clearly is carried out, or nothing is."""
CLEARLY = 0.9
"""A plan is none where an end of it is heard so clearly."""
_FIELDS = {"update.due": "due_date", "update.done": "completed_at", "update.subject": "subject"}


def contrary(trial: Trial) -> bool:
    """Whether something would only be planned, and it was clearly heard that something planned shall go."""
    made = trial.made("Activity")
    if not made or len(made) < len(trial.intents):
        return False
    heard = frames(trial.said, trial.evidence)
    return any(one.heard.shares.get("delete.activity", 0.0) >= CLEARLY for one in heard)


def fewer(trial: Trial) -> bool:
    """Whether an order about an activity was clearly heard, and fewer of its kind are carried out."""
    heard = frames(trial.said, trial.evidence) if touched(trial) else []
    for name, field in _FIELDS.items() if len(heard) > 1 else ():
        wanted = sum(one.heard.shares.get(name, 0.0) >= CLEAR for one in heard)
        made = sum(field in {*one.set, *one.change} for one in trial.intents)
        if wanted > made:
            return True
    return False


def achieved(trial: Trial) -> bool:
    """Whether an activity would be deleted of which it is told that it was done."""
    gone = [noun for one in touched(trial) if one.do == "delete" for noun in one.targets]
    return any(accomplished(trial.message, noun) for noun in gone)


def cancelled(trial: Trial) -> bool:
    """Whether an activity would be deleted that is only told to be off: "the meeting was cancelled"."""
    gone = [noun for one in touched(trial) if one.do == "delete" for noun in one.targets]
    return bool(gone) and called_off(trial.message)
