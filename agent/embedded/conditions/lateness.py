"""Conditions on what should be over: "overdue", "past its date", "should have been done by now"."""

from agent.embedded.conditions.timing import field_of, unended
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft


def overdue_conditions(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "overdue", "past due", "late": due before now, and not completed."""
    for at in range(draft.clause.first, draft.clause.last):
        two = (draft.low(at), draft.low(at + 1))
        past = two in _LATE
        gone = _gone(draft, cls, at) or _undone(draft, at)
        if not (draft.low(at) in _OVERDUE or past or gone) or at in draft.taken:
            continue
        now = draft.world.now.moment.strftime("%Y-%m-%dT%H:%M")
        end = gone or at + 1 + past
        while two[0] == "past" and draft.low(end) in ("due", "date", "close", "closing", "expected"):
            end += 1
        if "due_date" in cls.fields and "completed_at" in cls.fields:
            draft.span(at, end)
            return [Condition(field="due_date", op="under", value=now), Condition(field="completed_at", op="empty")]
        due = _due(cls)
        if due:
            draft.span(at, end)
            today = str(draft.world.now.today)
            return [Condition(field=due.name, op="under", value=today), *(unended(cls.stage) if cls.stage else [])]
    return []


def _gone(draft: Draft, cls: Class, at: int) -> int:
    """Return where "whose close date has passed", "the date is already behind us" ends; 0 where it is not said."""
    mark = draft.sentence.at(at, "field")
    field = field_of(mark, cls) if mark and mark.first == at else None
    if not mark or not field or field.kind != "date":
        return 0
    place, joined = mark.last, False
    while draft.low(place) in _PASSING:
        joined, place = True, place + 1
    two = f"{draft.low(place)} {draft.low(place + 1)}"
    if two in ("behind us", "in past", "gone by", "run out", "gone past"):
        return place + 2
    if f"{two} {draft.low(place + 2)}" == "in the past":
        return place + 3
    return place + 1 if joined and draft.low(place) in ("past", "passed", "gone", "over", "expired", "elapsed") else 0


def _undone(draft: Draft, at: int) -> int:
    """Return where "should have done by now", "should be finished already" ends; 0 where it is not said."""
    if draft.act != "question" or draft.low(at) not in ("should", "ought"):
        return 0
    place = at + 1
    while draft.low(place) in words_of("i we have has be been to already long he she they"):
        place += 1
    if draft.low(place) not in words_of("done finished completed happened made") or place == at + 1:
        return 0
    while draft.low(place + 1) in words_of("by now already ago long before"):
        place += 1
    return place + 1


_PASSING = words_of("is are has have was were already long lies lie that which now by been 's")


def _due(cls: Class) -> Field | None:
    """Return the day until which something should be done: the one that is called so, else the first of a class."""
    dates = cls.kinds("date")
    named = next((one for one in dates if _DUE & set(one.name.split("_"))), None)
    return named or (dates[0] if dates and cls.stage else None)


_DUE = words_of("due deadline until expires expiry expiration")


_OVERDUE = ("overdue", "late", "delayed")
_LATE = {("past", word) for word in ("due", "their", "its")} | {("behind", word) for word in ("schedule", "on", "with")}
_LATE |= {("over", "due")}
