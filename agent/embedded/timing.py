"""Conditions on dates: "closing this month", "due before Friday", "overdue"."""

from agent.embedded.calendar import When
from agent.embedded.draft import Draft
from agent.embedded.intents import Condition, Noun
from agent.embedded.lexicon import Mark
from agent.embedded.vocabulary import Class, Field
from agent.embedded.words import words_of


def overdue_conditions(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "overdue", "past due", "late": due before now, and not completed."""
    for at in range(draft.clause.first, draft.clause.last):
        two = (draft.low(at), draft.low(at + 1))
        past = two in (("past", "due"), ("past", "their"), ("past", "its"), ("over", "due"), ("behind", "schedule"))
        gone = _gone(draft, cls, at)
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


_PASSING = words_of("is are has have was were already long lies lie that which now by been 's")
_UNTIL = words_of("until till up to as of so far")


def _due(cls: Class) -> Field | None:
    """Return the day until which something should be done: the one that is called so, else the first of a class."""
    dates = cls.kinds("date")
    named = next((one for one in dates if _DUE & set(one.name.split("_"))), None)
    return named or (dates[0] if dates and cls.stage else None)


_DUE = words_of("due deadline until expires expiry expiration")


_OVERDUE = ("overdue", "late", "delayed")


def date_conditions(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "closing this month", "due before Friday", "created last week", "since March", "tomorrow's"."""
    found: list[Condition] = []
    marks = draft.open("date")
    for at, mark in enumerate(marks):
        when: When = mark.value
        if not draft.taken.isdisjoint(mark.places) or when.invalid or not (when.first and when.last):
            continue
        if when.exact and when.text == "now":  # as it is now: no condition
            draft.take(mark)
            draft.taken.update(at for at in (mark.first - 1, mark.first - 2) if draft.low(at) in _UNTIL)
            continue
        field, past = _dated_field(draft, mark, cls)
        if not field:
            continue
        lead = draft.before(mark)
        first, last = _seen(when, past or draft.past or lead == "since")
        follow = marks[at + 1] if at + 1 < len(marks) else None
        if follow and lead in ("between", "from") and draft.low(mark.last) in ("and", "to", "until", "till", "-"):
            draft.take(mark, follow)
            draft.taken.add(mark.first - 1)
            found += _ranged(field, first, follow.value.last or last)
            continue
        draft.take(mark)
        draft.drop(_ENDING)
        found += _related_dates(draft, mark, field, lead, when, first, last)
    return found


def _seen(when: When, past: bool) -> tuple[str, str]:
    if past and when.before and when.first and when.last:
        shift = when.first - when.before
        return str(when.before), str(when.last - shift)
    return str(when.first), str(when.last)


def _ranged(field: str, first: str, last: object) -> list[Condition]:
    if str(first) == str(last):
        return [Condition(field=field, value=str(first))]
    return [Condition(field=field, op="at_least", value=first), Condition(field=field, op="at_most", value=str(last))]


def _related_dates(
    draft: Draft, mark: Mark, field: str, lead: str, when: When, first: str, last: str
) -> list[Condition]:
    leads = {
        "before": ("under", first),
        "until": ("at_most", last),
        "till": ("at_most", last),
        "by": ("at_most", last),
        "after": ("over", last),
        "since": ("at_least", first),
        "past": ("over", last),
        "from": ("at_least", first),
        "than": ("under", first),
        "starting": ("at_least", first),
    }
    if lead in leads:
        place = mark.first - 1
        while draft.low(place) != lead:
            place -= 1
        draft.span(place, mark.last)
        if draft.low(place - 1) in ("earlier", "older", "later", "newer"):
            draft.taken.add(place - 1)
            if draft.low(place - 1) in ("later", "newer"):
                return [Condition(field=field, op="over", value=last)]
        op, value = leads[lead]
        return [Condition(field=field, op=op, value=value)]
    if when.exact and field in ("due_date", "completed_at"):
        return [Condition(field=field, value=str(when.first))]
    return _ranged(field, first, last)


_FIELDS = {
    **dict.fromkeys(("created", "added", "entered", "new", "logged", "opened"), "created_at"),
    **dict.fromkeys(("updated", "changed", "modified", "touched", "edited"), "updated_at"),
}
_ENDING = words_of("finishing ending ends end landing happening taking place")
"""What records do on a day."""
_DONE = words_of("completed finished done did had made held")


def _dated_field(draft: Draft, mark: Mark, cls: Class) -> tuple[str, bool]:
    """Return the field that a date is about, and whether it looks back."""
    activity = {"due_date", "completed_at"} <= cls.fields.keys()
    for at in draft.having(_FIELDS):
        draft.taken.add(at)
        return ("completed_at" if activity and draft.low(at) == "logged" else _FIELDS[draft.low(at)]), True
    for at in draft.having(_DONE) if activity else ():
        draft.taken.add(at)
        return "completed_at", True
    for field in draft.open("field"):
        known = field_of(field, cls)
        if known and known.kind == "date":
            draft.take(field)
            return known.name, False
    return _usual(draft, mark.value) if activity else _first(cls)


def _usual(draft: Draft, when: When) -> tuple[str, bool]:
    """Return when an activity is due, or for the past, when it was done."""
    past = bool(when.last and when.last < draft.world.now.today) or draft.past
    return ("completed_at", True) if past else ("due_date", False)


def _first(cls: Class) -> tuple[str, bool]:
    dates = cls.kinds("date")
    if cls.added and not dates:
        return "", False  # the day it was added is seldom the day that is meant
    return (dates[0].name, False) if dates else ("created_at", True)


def field_of(mark: Mark, cls: Class) -> Field | None:
    """Return the field of a class that a mark names."""
    return next((cls.fields[name] for owner, name in mark.value if owner == cls.name and name in cls.fields), None)


def unended(stage: Field) -> list[Condition]:
    """Return what holds for records that are still open."""
    return [Condition(field=stage.name, op="is_not", value=end) for end in stage.ends]
