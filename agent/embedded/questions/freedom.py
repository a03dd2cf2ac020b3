"""Conditions on somebody's time: "if I have nothing on at 11 on Monday", "am I free tomorrow at one?"."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from agent.embedded.conditions.hours import HALVES
from agent.embedded.language.calls import Call
from agent.embedded.language.intents import Noun
from agent.embedded.language.names import Ref, ref_of
from agent.embedded.language.wording import shown, title
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import MOST, NEGATIONS, NOBODY, Check, Desk, Found, Step, bare, named
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.sentence import Clause
from agent.embedded.values.calendar import When

_FREE = words_of("free available nothing clear empty gap open unbooked")
_TAKEN = words_of("busy booked taken anything something occupied engaged")
_EVENTS = words_of("meeting meetings appointment appointments call calls event events entry entries commitments")
_ME = words_of("i my me we our")
_BESIDE = words_of(
    "that on planned scheduled in calendar diary schedule agenda slot slots else then time day any no no-one up"
)
_HOUR = timedelta(hours=1)


@dataclass(slots=True)
class Free(Check):
    """Whether somebody has nothing at an hour, or on a day; `free` where that is the condition."""

    whose: Noun
    when: When
    free: bool
    kind: str
    words: str

    @property
    def there(self) -> str:
        """The words for the time."""
        return self.words

    def found(self, desk: Desk) -> Step:
        """Ask for what is planned on that day."""
        user = (yield from desk.resolver.records(self.whose))[0]
        where = [
            {"field": "created_by", "op": "is", "value": user["id"]},
            {"field": "completed_at", "op": "empty"},
            {"field": "due_date", "op": "is", "value": str(self.when.first)},
        ]
        (result,) = yield [Call("find_activities", {"where": where, "limit": MOST})]
        if "error" in result:
            return Found(None, str(result.get("message", "I could not read the calendar")))
        rows = [one for one in result.get("records", []) if self._appointed(one)]
        if not self.when.clock:
            return self._told(rows, user)
        if self._half:
            first, last = self._half
            return self._told([one for one in rows if first <= _moment(one).time() < last], user)
        start = datetime.combine(self.when.first or desk.world.now.today, self.when.clock)
        there = [one for one in rows if start <= _moment(one) < start + _HOUR]
        before = [one for one in rows if start - _HOUR < _moment(one) < start]
        if before and not there:
            return Found(None, f"**{title(before[0])}** begins at {_moment(before[0]):%H:%M}, and may go on till then")
        return self._told(there, user)

    @property
    def _half(self) -> tuple[time, time] | None:
        """The part of the day that is meant, where no hour is said: "on Thursday afternoon"."""
        halves = [HALVES[word] for word in self.words.lower().split() if word in HALVES]
        hourly = any(letter.isdigit() for letter in self.words)
        return halves[0] if len(halves) == 1 and not hourly else None

    def _appointed(self, row: dict[str, Any]) -> bool:
        """Whether something planned takes time of a day, and not only has to be done some time on it."""
        timed = len(str(row.get("due_date") or "")) > len("2026-01-01") and _moment(row).strftime("%H%M") != "0000"
        return (timed or row.get("type") in ("meeting", "call")) and self.kind in ("", row.get("type"))

    def _told(self, rows: list[dict[str, Any]], user: dict[str, Any]) -> Found:
        moment = (
            f"{shown(str(self.when.first))}, {self.words.split()[-1]}," if self._half else shown(self.when.written())
        )
        names = ", ".join(f"**{title(one)}**" for one in rows[:3])
        whose = "your" if self.whose.text == "me" else f"{title(user)}\u2019s"
        text = f"On {moment} there is {names or 'nothing'} in {whose} calendar"
        return Found((not rows) == self.free, text, [ref_of(one) for one in rows[:1]], [ref_of(one) for one in rows])


def freedom(clause: Clause, before: Clause | None, world: World) -> Free | None:
    """Return the condition that somebody has time, or has none; "then" is the one time that was told `before`."""
    dates = [mark for mark in clause.marks("date") if mark.value.day and not mark.value.invalid]
    if not dates and before and not clause.marks("date") and {"then", "there", "that"} & set(clause.lows()):
        dates = [mark for mark in before.marks("date") if mark.value.day and not mark.value.invalid]
    lows = set(clause.lows())
    events = lows & _EVENTS
    said = lows & (_FREE | _TAKEN) or (events and lows & (NOBODY | {"any", "a"}))
    if len(dates) != 1 or len(clause.marks("date")) > 1 or not said or dates[0].value.bare:
        return None
    whose, places = _whose(clause, world)
    if not whose or not bare(
        clause, places | set(dates[0].places), _BESIDE | _EVENTS | _FREE | _TAKEN | _ME | NEGATIONS
    ):
        return None
    negative = bool(lows & (NEGATIONS | {"no", "nothing", "no-one", "nobody"}))
    negated = bool(lows & NEGATIONS)
    free = bool(lows & _FREE or "no" in lows)
    kind = "meeting" if events & {"meeting", "meetings"} else "call" if events & {"call", "calls"} else ""
    words = clause.sentence.words(dates[0].first, dates[0].last)
    return Free(negative, whose, dates[0].value, free != negated, kind, words)


def _whose(clause: Clause, world: World) -> tuple[Noun | None, set[int]]:
    users = named(clause, "_User")
    if len(users) == 1 and not set(clause.lows()) & _ME:
        name = name_of(users[0])
        return Noun(cls="_User", text=name.text, said=[name.of("_User")]), set(users[0].places)
    if users or named(clause, "Contact", "Deal", "Company") or not world.me:
        return None, set()
    me: Ref = world.me
    lows = set(clause.lows())
    own = lows & _ME or (
        clause.marks("date")[:1] and clause.marks("date")[0].first <= clause.first + 1 and "free" in lows
    )
    return (Noun(cls="_User", text="me", chosen=[me]), set()) if own else (None, set())


def _moment(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(str(row["due_date"])[:16])
