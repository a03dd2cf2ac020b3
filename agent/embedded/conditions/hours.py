"""Hours that tell which activities are meant: "before 10am", "between 2 and 4pm", "my morning meetings"."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from agent.embedded.language.intents import Condition
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Clause, Sentence
from agent.embedded.values.calendar import When
from agent.embedded.values.halves import hour_at, working
from agent.embedded.values.times import time_at

_FORMAT = "%Y-%m-%dT%H:%M"
_BEFORE = words_of("before until till til by")
_AFTER = words_of("after past since from")
_JOINTS = words_of("and to until till - \u2013 through")
_VAGUE = words_of("around about ish roughly approximately circa")
_NOON, _NIGHT = time(12), time(23, 59)
HALVES = {"morning": (time(0, 1), _NOON), "afternoon": (_NOON, time(18)), "evening": (time(17), _NIGHT)}


def hourly(clause: Clause, mark: Mark, others: Sequence[Mark] = ()) -> tuple[list[Condition], set[int]] | None:
    """Return the conditions that a day with an hour makes on when activities are due, and the words for them.

    Nothing where no hour is told. No condition and no words where an hour is told that is not known exactly.
    What has no hour of its own lies neither before nor after one.
    """
    said, when = clause.sentence, mark.value
    apart = _apart(said, mark)
    if apart and said.low(apart.first - 1) not in _BEFORE | _AFTER:
        return None  # "my meeting on Friday to 4pm": a new hour
    hour = apart or (mark if when.clock else _beside(said, others))
    day = mark if not when.bare else next((one for one in others if _whole(one.value)), mark)
    if hour is None:
        return _half(clause, mark)
    first, places = day.value.first, {*hour.places, *day.places}
    clock = when.clock or hour.value.clock
    if not first or not day.value.day or not clock:
        return None
    if _VAGUE & {said.low(at) for at in range(hour.first - 1, hour.last + 1)}:
        return [], set()
    open_end = _onwards(said, max(hour.last, day.last))
    places |= {_lead(said, hour)[1]} | set(range(max(hour.last, day.last), open_end))
    return _bounded(said, hour, datetime.combine(first, clock), onwards=open_end > max(hour.last, day.last)), places


def _bounded(said: Sentence, hour: Mark, start: datetime, *, onwards: bool) -> list[Condition]:
    """Return the conditions that an hour makes, with the word that relates activities to it."""
    lead, at = _lead(said, hour)
    first = start.date()
    if end := _end(said, hour, at):
        return [_due("at_least", start), _due("at_most", datetime.combine(first, end))]
    if lead == "before" and said.low(at - 1) == "not":
        lead = "from"
    if lead in _BEFORE:
        return [_due("at_least", _begin(first)), _due("at_most" if lead == "by" else "under", start)]
    if lead in _AFTER or onwards:
        return [_due("at_least", start), _due("under", _begin(first) + timedelta(days=1))]
    return [_due("is", start)]


def _apart(said: Sentence, mark: Mark) -> Mark | None:
    """Return the words for the hour of a day, where they stand apart from it."""
    hours = [one for one in said.marks if one.kind == "courtesy" and list(one.value) == ["time"]]
    return hours[0] if mark.value.clock and len(hours) == 1 and not set(hours[0].places) & set(mark.places) else None


def _due(op: str, moment: datetime) -> Condition:
    return Condition.model_validate({"field": "due_date", "op": op, "value": moment.strftime(_FORMAT)})


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(0, 1))


def _whole(when: When) -> bool:
    return when.day and not (when.bare or when.clock or when.exact or when.invalid)


def _beside(said: Sentence, others: Sequence[Mark]) -> Mark | None:
    """Return the hour that stands with a kind of activity, apart from its day: "Monday's 9 o'clock meeting"."""
    bare = [one for one in others if one.value.bare and one.value.clock]
    near = [one for one in bare if said.at(one.last, "kind") or said.at(one.last, "class")]
    return near[0] if len(near) == 1 else None


def _lead(said: Sentence, hour: Mark) -> tuple[str, int]:
    """Return the word that relates activities to an hour, before it or among its words."""
    related = _BEFORE | _AFTER
    places = [at for at in range(hour.first - 1, hour.last) if said.low(at) in related]
    if places and (places[-1] >= hour.first or _clock_first(said, hour)):
        return said.low(places[-1]), places[-1]
    return "", hour.first


def _clock_first(said: Sentence, hour: Mark) -> bool:
    """Whether the hour itself begins the words for a moment: "3pm today"."""
    return time_at(said.tokens, hour.first, beside=True) is not None or said.low(hour.first) in ("noon", "midday")


def _end(said: Sentence, hour: Mark, at: int) -> time | None:
    """Return the hour that ends a span: the 4pm of "between 2 and 4pm"."""
    joints = [place for place in range(hour.first + 1, hour.last - 1) if said.low(place) in _JOINTS]
    led = said.low(at) in ("from", "between") or {"between"} & {said.low(place) for place in hour.places}
    number = next((place for place in joints if said.tokens[place - 1].kind in ("number", "time") or led), None)
    if number is None:
        return None
    found = time_at(said.tokens, number + 1, beside=True)
    bare = hour_at(said.tokens, number + 1)
    return found[1] if found else time(working(bare, "") % 24) if 1 <= bare <= 23 else None


def _onwards(said: Sentence, at: int) -> int:
    """Return where "onwards", "or later" behind a moment ends."""
    if said.low(at) in ("onwards", "onward", "on"):
        return at + 1
    return at + 2 if said.low(at) in ("or", "and") and said.low(at + 1) in ("later", "after", "onwards") else at


def _half(clause: Clause, mark: Mark) -> tuple[list[Condition], set[int]] | None:
    """Read "tomorrow morning", "my morning meetings on Friday": a part of that day."""
    said, first = clause.sentence, mark.value.first
    words = [at for at in range(clause.first, clause.last) if said.low(at) in HALVES and _telling(said, at, mark)]
    if not words or not first or not _whole(mark.value):
        return None
    begin, end = HALVES[said.low(words[0])]
    where = [_due("at_least", datetime.combine(first, begin)), _due("under", datetime.combine(first, end))]
    return where, {words[0], *mark.places}


def _telling(said: Sentence, at: int, mark: Mark) -> bool:
    """Whether a part of the day belongs to a day, or to the activities that are meant."""
    return at in mark.places or bool(said.at(at + 1, "kind") or said.at(at + 1, "class"))
