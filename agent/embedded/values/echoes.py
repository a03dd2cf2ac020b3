"""Days that point back to one named before: "the 14th of that month", "Friday that week", "the day after she lands".

Where nothing was named that they could point to, they become an `echo`, which no reader takes for a day.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import FREE, words_of
from agent.embedded.values.calendar import WEEKDAYS, When, dated, day, later, period
from agent.embedded.values.days import Now, low, said
from agent.embedded.values.lengths import UNITS, length_at
from agent.embedded.values.neighbours import BESIDE, DAYS, beside

_THAT = words_of("that same")
_EDGES = {"end": -1, "close": -1, "last": -1, "start": 0, "beginning": 0, "first": 0}
_ENDS = words_of(". ! ? ;")
_MET = words_of("was were had did met saw spoke came went rang told said got left took gave sent wrote found made")
"""Words that tell what has happened."""


def echoed(marks: Sequence[Mark], cut: Sequence[Token], now: Now, barred: frozenset[int]) -> list[Mark]:
    """Return the marks, with those that point back as the days they mean; what they point to is told, no value."""
    made = [mark for mark in marks if mark.kind != "date"]
    days: list[Mark] = []
    dates = {mark.first: mark for mark in marks if mark.kind == "date"}
    at = 0
    while at < len(cut):
        found = None if at in barred else _echo(cut, at, dates.get(at), days, now) or _that(cut, at, dates, days)
        if found:
            mark, base = found
            if base and _together(base, mark, cut) and not _past(base, cut):
                days.remove(base)
                made.append(Mark("count", base.first, base.last, base.value))
            days = [one for one in days if one.last <= mark.first]
            days.append(mark)
        elif at in dates:
            days.append(dates[at])
        at = days[-1].last if days and days[-1].last > at else at + 1
    taken = {at for mark in days for at in mark.places}
    return sorted((*days, *(one for one in made if taken.isdisjoint(one.places))), key=lambda mark: mark.first)


def _echo(
    cut: Sequence[Token], at: int, mark: Mark | None, before: Sequence[Mark], now: Now
) -> tuple[Mark, Mark | None] | None:
    """Return the day that points back from a token on, with the mark of what it points to."""
    found = _in_period(cut, mark) or _edge(cut, at) or _after(cut, at) or _following(cut, at)
    found = found or _of_month(cut, mark, before)
    if not found:
        return None
    last, unit, way = found
    known = [one for one in before if one.kind == "date" and one.value.first and not one.value.bare]
    base = known[-1] if known and _near(known[-1], at, cut) else None
    if base is None:
        return (Mark("echo", at, last), None) if unit != "following" else None
    when = way.of(said(cut, at, last), base.value, past=_past(base, cut), now=now)
    return (Mark("date", at, last, when), base) if when else (Mark("echo", at, last), None)


def _that(
    cut: Sequence[Token], at: int, dates: Mapping[int, Mark], before: Sequence[Mark]
) -> tuple[Mark, Mark | None] | None:
    """Return the day of "that Friday", which is in the week that was named before, with its hour."""
    mark, weekday = dates.get(at + 1), WEEKDAYS.get(low(cut, at + 1))
    days = [one for one in before if one.kind == "date" and one.value.first]
    near = [one for one in days if not one.value.bare and _near(one, at, cut)]
    if low(cut, at) != "that" or weekday is None or mark is None or not near or not mark.value.day:
        return None
    first, last = near[-1].value.first or date.min, near[-1].value.last or near[-1].value.first or date.min
    monday = first - timedelta(days=first.weekday())
    if last >= monday + timedelta(days=7):
        return Mark("echo", at, mark.last), None
    that = day(said(cut, at, mark.last), monday + timedelta(days=weekday))
    return Mark("date", at, mark.last, that.at(mark.value.clock) if mark.value.clock else that), near[-1]


class _Way:
    """How a day is found from the one that it points to."""

    def __init__(self, kind: str, what: str = "", steps: int = 0) -> None:
        """Take what it is: a day of that month, of that week, the edge of a period, a neighbour, or a distance."""
        self.kind, self.what, self.steps = kind, what, steps

    def of(self, text: str, base: When, *, past: bool, now: Now) -> When | None:
        """Return the day; nothing, where it is none."""
        first = (base.before if past and base.before else base.first) or date.min
        if self.kind == "monthday":
            return dated(text, self.steps, first.month, first.year, now.today)
        if self.kind == "weekday":
            return day(text, first - timedelta(days=first.weekday()) + timedelta(days=self.steps))
        if self.kind == "edge":
            whole = period(text, self.what, first)
            that = whole.last if self.steps else whole.first
            return day(text, that) if that else None
        if not base.day:
            return None
        if self.kind == "distance":
            return day(text, later(first, self.steps, self.what))
        return beside(text, self.what, self.steps, day("", first))


Way = tuple[int, str, _Way]
"""Where the words end, what they point to, and how the day is found."""


def _in_period(cut: Sequence[Token], mark: Mark | None) -> Way | None:
    """Read "the 14th of that month", "Friday that week", "the Friday of the same week"."""
    if not mark:
        return None
    end = mark.last + (low(cut, mark.last) in ("of", "in"))
    end += low(cut, end) == "the" and low(cut, end + 1) == "same"
    if low(cut, end) not in _THAT or low(cut, end + 1) not in ("month", "week"):
        return None
    unit = low(cut, end + 1)
    weekday = WEEKDAYS.get(low(cut, mark.last - 1))
    if unit == "week":
        return (end + 2, unit, _Way("weekday", steps=weekday)) if weekday is not None else None
    number = mark.value.first.day if mark.value.first and weekday is None else 0
    return end + 2, unit, _Way("monthday", steps=number) if number else _Way("none")


def _edge(cut: Sequence[Token], at: int) -> Way | None:
    """Read "the end of that month", "the last day of that week"."""
    place = at + (low(cut, at) == "the")
    which = low(cut, place)
    place += 1 + (which in ("last", "first") and low(cut, place + 1) == "day")
    unit = UNITS.get(low(cut, place + 2), "")
    if which not in _EDGES or low(cut, place) != "of" or low(cut, place + 1) != "that" or unit in ("", "day"):
        return None
    return place + 3, unit, _Way("edge", unit, _EDGES[which])


def _after(cut: Sequence[Token], at: int) -> Way | None:
    """Read "the day after", "the morning after she lands", "the Monday after that", "two days after that"."""
    length = length_at(cut, at) if low(cut, at) != "the" else None
    if length and low(cut, length[0]) in ("after", "before") and low(cut, length[0] + 1) in ("that", "this"):
        end, number, unit = length
        return end + 2, "day", _Way("distance", unit, number * BESIDE[low(cut, end)])
    place = at + 1
    what, steps = low(cut, place), BESIDE.get(low(cut, place + 1), 0)
    if low(cut, at) != "the" or not steps or not (what in DAYS or what in WEEKDAYS or what == "week"):
        return None
    end = _pointing(cut, place + 2)
    return (end, "day", _Way("beside", what, steps)) if end else None


def _pointing(cut: Sequence[Token], at: int) -> int:
    """Return where "that", "she lands", or nothing more ends; 0 where something else is named."""
    if low(cut, at) in ("that", "this"):
        return at + 1
    if low(cut, at) in ("he", "she", "they", "we", "i", "it") and at + 1 < len(cut) and cut[at + 1].kind == "word":
        back = low(cut, at + 2) in ("back", "home", "here", "there", "in", "again")
        return at + 2 + back + (low(cut, at + 2 + back) == "back")
    alone = at >= len(cut) or cut[at].kind == "mark" or (cut[at].low in FREE and cut[at].low not in ("the", "our"))
    return at if alone else 0


def _of_month(cut: Sequence[Token], mark: Mark | None, before: Sequence[Mark]) -> Way | None:
    """Read "the 14th" right behind the month that it is a day of: "in January, probably on the 14th"."""
    if not mark or not before or not monthday(mark, cut) or not of_month(before[-1].value):
        return None
    between = {low(cut, at) for at in range(before[-1].last, mark.first)}
    number = mark.value.first.day if between <= _JOINING and mark.first - before[-1].last <= len(_JOINING) else 0
    return (mark.last, "month", _Way("monthday", steps=number)) if number else None


_JOINING = words_of(", on by - probably say about around maybe i think likely")


def monthday(mark: Mark, cut: Sequence[Token]) -> bool:
    """Whether a day is only told by its number: "the 14th"."""
    words = [low(cut, at) for at in mark.places if low(cut, at) not in ("the", "on")]
    bare = len(words) <= 2 and (words[-1:] == ["th"] or words[-1:] in (["st"], ["nd"], ["rd"]) or len(words) == 1)
    numbered = bare and words[0] not in WEEKDAYS and (words[0].isdigit() or words[0].endswith(("th", "first", "nd")))
    return numbered and mark.value.day and not mark.value.clock


def of_month(when: When) -> bool:
    """Whether a whole month is meant."""
    return bool(when.first and when.last and 27 <= (when.last - when.first).days <= 30 and when.first.day == 1)


def _following(cut: Sequence[Token], at: int) -> Way | None:
    """Read "the following Monday", "the following day", "the next day", behind a day."""
    if low(cut, at - 1) != "the" or low(cut, at) not in ("following", "next"):
        return None
    what = low(cut, at + 1)
    plain = low(cut, at) == "following" and (what in WEEKDAYS or what == "week")
    if not plain and what not in DAYS:
        return None
    return at + 2, "following", _Way("beside", what, 1)


def _near(base: Mark, at: int, cut: Sequence[Token]) -> bool:
    """Whether a day stands in the same sentence, or in the one before."""
    return sum(low(cut, place) in _ENDS for place in range(base.last, at)) <= 1


def _together(base: Mark, mark: Mark, cut: Sequence[Token]) -> bool:
    return not any(low(cut, place) in _ENDS for place in range(base.last, mark.first))


def _past(base: Mark, cut: Sequence[Token]) -> bool:
    """Whether what is told of a day has happened: what stands nearest before it tells."""
    at = base.first - 1
    while at >= 0 and low(cut, at) not in _ENDS:
        word = low(cut, at)
        if word in _COMING or word in _MET or (word.endswith("ed") and len(word) > _LONG):
            return word not in _COMING
        at -= 1
    return False


_LONG = 4
_COMING = words_of("would will wants to is are going until till by 'll shall should may might can could")
