"""New values that the tagger hears, where the words themselves fit no pattern.

"It would be more honest to expect it on the 3rd of July" has no word for a change, and is one.
"""

from collections.abc import Mapping

from agent.embedded.draft import Draft
from agent.embedded.evidence import Evidence
from agent.embedded.given import Values
from agent.embedded.values import values
from agent.embedded.vocabulary import Class

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "industry": ("industry",),
    "address": ("address",),
    "website": ("url",),
    "name": ("contact", "company"),
    "title": ("deal",),
    "subject": ("activity",),
    "phone": ("phone",),
}
"""The slots that hold the new value of a text field."""


def taken_values(draft: Draft, cls: Class, names: list[str], evidence: Evidence) -> Values:
    """Return the new values of fields of a class that a clause was heard to give; takes the words for them."""
    found = values(draft, cls, assigning=bool(cls.owner and cls.owner.name in names))
    for kept in (found.set, found.link, found.change):
        for name in [one for one in kept if one not in names]:
            del kept[name]
    if "phone" in names:  # a number in groups is one number
        found.set.pop("phone", None)
    for name in names:
        if name not in found.set and name not in found.link and name not in found.change:
            if name == "completed_at":
                found.set[name] = ended(draft)
            else:
                _slotted(draft, name, found, evidence)
    return found


def ended(draft: Draft) -> str:
    """Return when something ended: on the day that was said, or now."""
    for mark in draft.open("date"):
        day = mark.value.before or mark.value.first
        if mark.value.day and day and day <= draft.world.now.today:
            draft.take(mark)
            return str(mark.value.written(past=True))
    return draft.world.now.moment.strftime("%Y-%m-%dT%H:%M")


def _slotted(draft: Draft, name: str, found: Values, evidence: Evidence) -> None:
    """Take the words that the tagger says are the new value of a text field: the last of them."""
    runs = [run for slot in _TEXTS.get(name, ()) for run in evidence.runs(draft.clause, slot)]
    free = [run for run in runs if draft.taken.isdisjoint(range(*run)) or name == "phone"]
    if name in ("name", "title", "subject"):
        free = [run for run in free if not any(draft.sentence.at(at, "name") for at in range(*run))]
    if free:
        first, last = max(free)
        found.set[name] = draft.sentence.words(first, last).strip(" \"“”«»`'.,!")
        draft.span(first, last)
