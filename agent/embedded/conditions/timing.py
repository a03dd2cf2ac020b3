"""Conditions on dates: "closing this month", "due before Friday", "overdue"."""

from agent.embedded.conditions.hours import hourly
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.values.calendar import When

_UNTIL = words_of("until till up to as of so far")


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
        if field == "due_date" and (told := hourly(draft.clause, mark, [one for one in marks if one is not mark])):
            draft.taken |= told[1]
            found += told[0]
            continue
        lead = _lead(draft, mark)
        gone = _over(draft) or _gone_by(draft, mark, cls)
        first, last = _seen(when, past or draft.past or lead == "since" or gone)
        follow = marks[at + 1] if at + 1 < len(marks) else None
        if follow and _ranging(draft, mark, follow, lead):
            draft.take(mark, follow)
            draft.taken.update(range(mark.last, follow.first))
            draft.taken.update({mark.first - 1} if lead in ("between", "from") else ())
            found += _ranged(field, first, follow.value.last or last)
            continue
        draft.take(mark)
        draft.drop(_ENDING)
        found += _related_dates(draft, mark, field, lead, when, first, last)
    return found


def _lead(draft: Draft, mark: Mark) -> str:
    """Return the word that relates records to a day; what is before the end of a month may be on its last day, too."""
    lead = draft.before(mark)
    place = next((at for at in range(mark.first - 1, draft.clause.first - 1, -1) if draft.low(at) == lead), mark.first)
    before = (draft.low(place - 2), draft.low(place - 1))
    upto = (lead == "to" and before[1] == "up") or (lead == "including" and before[1] in ("until", "till"))
    than = lead == "than" and before in (("no", "later"), ("not", "later"))
    ending = lead == "before" and mark.value.text.lower().removeprefix("the ").startswith("end ")
    if upto or than or ending or lead == "through":
        draft.span(place - 1 * upto - 2 * than, mark.first)
        return "until"
    return lead


def _over(draft: Draft) -> bool:
    """Whether it is asked how records ended, so that a month that is named is one that was: "did we win in June"."""
    lows = set(draft.clause.lows())
    ended = [*draft.clause.marks("outcome"), *(mark for mark, _ in draft.clause.verbs("win", "lose"))]
    was = ("did" in lows and bool(ended)) or bool(lows & _ENDED)
    return draft.act == "question" and was and not _COMING & lows


_ENDED = words_of("won lost")
_COMING = words_of("will shall would could can might may going if expect expected should next coming still suppose")


def _ranging(draft: Draft, mark: Mark, follow: Mark, lead: str) -> bool:
    """Whether two days are the ends of a time: "from Monday to Friday", "today and tomorrow", "March and April"."""
    between = [draft.low(at) for at in range(mark.last, follow.first)]
    first, last = mark.value.first, follow.value.last
    if len(between) != 1 or not (first and last and first <= last):
        return False
    if lead in ("between", "from"):
        return between[0] in ("and", "to", "until", "till", "-", "\u2013", "through")
    if lead in ("before", "after", "since", "until"):
        return False
    if first != mark.value.last and follow.value.first != last:  # "this month and next month"
        return between[0] in ("and", "or", "+", "&", "to", "-")
    return draft.act == "question" and between[0] in ("and", "to", "until", "till", "-", "\u2013", "through", "+", "&")


def _gone_by(draft: Draft, mark: Mark, cls: Class) -> bool:
    """Whether a day is over: "that had a close date in May", "the lost deals of May"."""
    near = [draft.low(at) for at in range(mark.first - NEAR, mark.first)]
    told = bool(_WAS & set(near)) and not _MEANT & set(near)
    ended = cls.stage is not None and any(
        value in cls.stage.ends and name == cls.stage.name
        for choice in draft.clause.marks("choice")
        for _, name, value in choice.value
        if draft.low(choice.first - 1) not in ("to", "as", "into")
    )
    return told or ended


NEAR = 4
"""Words before a day that may say that it is over."""
_WAS = words_of("was were had closed lapsed expired ran passed")
_MEANT = words_of("going supposed due meant planned expected set")


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
        place = mark.first
        while draft.before(mark) == lead and draft.low(place) != lead:
            place -= 1
        draft.span(place, mark.last)
        if draft.low(place - 1) in ("earlier", "older", "later", "newer"):
            draft.taken.add(place - 1)
            if draft.low(place - 1) in ("later", "newer"):
                return [Condition(field=field, op="over", value=last)]
        op, value = leads[lead]
        coming = field == "due_date" and draft.having({"future", "upcoming"})
        today = [Condition(field=field, op="at_least", value=str(draft.world.now.today))] if coming else []
        return [*today, Condition(field=field, op=op, value=value)]
    if when.exact and field in ("due_date", "completed_at"):
        return [Condition(field=field, value=str(when.first))]
    return _ranged(field, first, last)


_FIELDS = {
    **dict.fromkeys(("created", "added", "entered", "new", "logged", "opened"), "created_at"),
    **dict.fromkeys(("updated", "changed", "modified", "touched", "edited"), "updated_at"),
}
_ENDING = words_of("finishing ending ends end landing happening taking place going supposed meant planned expected due")
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
