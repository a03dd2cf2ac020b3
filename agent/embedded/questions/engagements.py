"""Conditions on what is planned with somebody: "is anyone meeting her next week?", "if no call with Bob is planned"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from agent.embedded.language.intents import Noun
from agent.embedded.language.names import ref_of
from agent.embedded.language.wording import shown, title
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import NEGATIONS, NOBODY, Check, Desk, Found, Step, bare, subject
from agent.embedded.questions.contacting import by
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.sentence import Clause

_KINDS = {
    **dict.fromkeys(words_of("meeting meet meets meetings seeing visiting visit appointment appointments"), "meeting"),
    **dict.fromkeys(words_of("call calling calls ringing phoning"), "call"),
    **dict.fromkeys(words_of("follow-up follow-ups followup task reminder"), "task"),
}
_PLANNED = words_of("planned scheduled booked arranged set anything nothing something")
_BESIDE = words_of(
    "anyone anybody nobody someone somebody one i we me us our my any no anyway else in calendar diary up coming "
    "upcoming next yet going due between from up"
)


@dataclass(slots=True)
class Engaged(Check):
    """Whether something is planned with somebody in a time; `mine` if by the speaker; `wanted` whether it should be."""

    noun: Noun
    kind: str
    first: str
    last: str
    mine: bool
    wanted: bool
    words: str = ""
    """What the kind was called: "one" in what follows is one of it."""

    def found(self, desk: Desk) -> Step:
        """Ask what is planned."""
        row = (yield from desk.resolver.records(self.noun, keep_closed=True))[0]
        around = yield from desk.around(ref_of(row))
        rows = [one for one in around.get("planned", []) if self._fits(one)]
        me = desk.world.me
        own = [one for one in rows if me and by(one, me.id)]
        if self.mine and rows and not own:
            return Found(None, f"**{title(rows[0])}** with **{title(row)}** is planned, but not by you")
        found = own if self.mine else rows
        what = (
            f"**{title(found[0])}** on {shown(found[0].get('due_date'))}" if found else f"no {self.kind or 'activity'}"
        )
        text = f"With **{title(row)}** there is {what}{'' if found else ' planned then'}"
        return Found(bool(found) == self.wanted, text, [ref_of(row)], [ref_of(one) for one in found])

    def _fits(self, row: dict[str, Any]) -> bool:
        day = str(row.get("due_date") or "")[:10]
        within = self.first <= day and (not self.last or day <= self.last)
        return within and self.kind in ("", row.get("type"))

    def compared(self, guard: Sequence[str]) -> bool | None:  # noqa: ARG002
        """Return nothing: there is no number to compare."""
        return None


_PARTICIPLES = words_of("meeting seeing visiting calling ringing phoning")
_AM = words_of("am 'm is are isn't aren't 's 're")
_DETERMINERS = words_of("a an any no another one")


def _being(clause: Clause, named: set[int]) -> bool:
    """Whether something is there, or somebody is meeting him: not "if she calls"."""
    low = clause.sentence.low
    for at in range(clause.first, clause.last):
        if low(at) in _KINDS and low(at - 1) in _DETERMINERS:
            return True
        if low(at) in _PARTICIPLES and set(clause.lows()) & _AM and at < min(named, default=0):
            return True
    return False


def engaged(clause: Clause, before: Clause | None, world: World) -> Engaged | None:
    """Return the condition that something is planned with somebody, or that nothing is."""
    lows = clause.lows()
    kinds = {_KINDS[low] for low in lows if low in _KINDS}
    kinds |= {"task"} if ("follow", "up") in pairwise(lows) else set()
    planned = set(lows) & _PLANNED
    who = subject(clause, before)
    if not who or not (planned or _being(clause, who[1])):
        return None
    dates = clause.marks("date")
    if len(kinds) > 1 or not (kinds or planned) or len(dates) > 1:
        return None
    noun, places = who
    when = dates[0].value if dates else None
    if when and (
        when.invalid or not (when.first and when.last) or when.bare or when.clock or when.last < world.now.today
    ):
        return None
    taken = places | (set(dates[0].places) if dates else set())
    if not bare(clause, taken, _BESIDE | _PLANNED | NEGATIONS | NOBODY | frozenset(_KINDS) | words_of("follow up")):
        return None
    negative = bool(set(lows) & (NEGATIONS | NOBODY))
    today = str(world.now.today)
    first, last = (max(str(when.first), today), str(when.last)) if when and when.first else (today, "")
    mine = "i" in lows or "me" in lows
    words = next((low for low in lows if low in _KINDS and low not in _PARTICIPLES), next(iter(kinds), ""))
    words = "follow-up" if words == "task" else words
    return Engaged(negative, noun, next(iter(kinds), ""), first, last, mine, not negative, words)
