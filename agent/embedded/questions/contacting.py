"""Conditions on contact: "if she hasn't been in touch for five weeks", "has he been silent since March?"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import ref_of
from agent.embedded.language.wording import shown, title
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import NEGATIONS, NOBODY, Check, Desk, Found, Step, bare, subject
from agent.embedded.sentences.draft import World
from agent.embedded.sentences.sentence import Clause
from agent.embedded.values.calendar import later

_SILENT = words_of("silent quiet idle cold dormant silence inactive")
_CONTACT = words_of(
    "touch contact contacted heard spoken spoke talked replied answered responded reply answer word response written "
    "called rung phoned emailed mailed messaged reacted reached news"
)
_BESIDE = words_of(
    "from us we i me our any since in within during last past over more than least anyone anybody nobody someone "
    "somebody gone been back out anything something customer client contact by least longer about"
)
_TO = words_of("to on about regarding")
_OFFERED = words_of("proposal offer quote quotation email mail message call letter offers proposals price last latest")
_PERFECT = words_of(
    "havent hasnt wasnt didnt has have 've hasn't haven't been is isn't was wasn't didn't did went gone"
)
_COMING = words_of("by within until till before next")
_ROLLING = re.compile(r"(?:in |over |for |during |within )?(?:the (?:last|past)|past) (week|month|quarter|year)")
_STRICT = words_of("more over longer")
_KINDS = ("call", "email", "meeting")
"""Activities by which people are in touch."""


@dataclass(slots=True)
class Contacted(Check):
    """Whether the last contact with somebody was before a day; `mine`, if that of the speaker is meant.

    `quiet` where silence is the condition, and not contact.
    """

    noun: Noun
    since: date
    mine: bool
    quiet: bool

    def found(self, desk: Desk) -> Step:
        """Ask for the last contact."""
        row = (yield from desk.resolver.records(self.noun, keep_closed=True))[0]
        around = yield from desk.around(ref_of(row))
        rows = [one for one in around.get("past", []) if one.get("type") in _KINDS and one.get("completed_at")]
        last = max(rows, key=lambda one: str(one["completed_at"]), default=None)
        silent = last is None or str(last["completed_at"])[:10] < str(self.since)
        me = desk.world.me
        if self.mine and not silent and not (me and any(by(one, me.id) for one in rows if self._late(one))):
            return Found(None, f"Somebody else was in touch with **{title(row)}** since, but not you")
        when = f"was on {shown(str(last['completed_at'])[:10])}" if last else "is not known"
        text = f"The last contact with **{title(row)}** {when}"
        return Found(silent == self.quiet, text, [ref_of(row)])

    def _late(self, row: dict[str, Any]) -> bool:
        return str(row["completed_at"])[:10] >= str(self.since)

    def compared(self, guard: Sequence[str]) -> bool | None:
        """Return whether "if it's less than that", "if it's longer" means the condition."""
        if {"less", "shorter", "fewer", "sooner"} & set(guard):
            return not self.quiet
        return self.quiet if {"more", "longer"} & set(guard) else None


def contacted(clause: Clause, before: Clause | None, world: World) -> Contacted | None:
    """Return the condition that somebody was, or was not, in touch since a day."""
    times = clause.marks("length", "date")
    who = subject(clause, before)
    lows = set(clause.lows())
    if made := _last(clause, who, times, world):
        return made
    if not lows & _PERFECT:
        return None  # "if she calls", "if he doesn't answer within a week": still to come
    silent, contact = lows & _SILENT, lows & _CONTACT
    if len(times) != 1 or not who or not (silent or contact):
        return None
    noun, places = who
    since = _since(clause, times[0], world)
    if since is None or not bare(clause, places | set(times[0].places) | _about(clause), _words()):
        return None
    negative = bool(lows & (NEGATIONS | NOBODY))
    speaks = clause.sentence.low(clause.first) == "i" or "i" in lows
    quiet = negative if contact else not negative
    return Contacted(negative, noun, since, speaks and "we" not in lows, quiet)


def _last(clause: Clause, who: tuple[Noun, set[int]] | None, times: list[Mark], world: World) -> Contacted | None:
    """Read "our last contact with Jane was before March", "… is more than two months old"."""
    low, lows = clause.sentence.low, set(clause.lows())
    last = next((at for at in range(clause.first, clause.last) if low(at) == "last" and low(at + 1) in _LAST), None)
    if last is None or not who or len(times) != 1 or lows & (NEGATIONS | NOBODY):
        return None
    taken = {last, last + 1, *times[0].places, *who[1]}
    if not bare(clause, taken, _AGE | words_of("my our the i we us")):
        return None
    if times[0].kind == "length":
        number, unit = times[0].value
        if unit == "minute" or not lows & {"more", "over", "older", "longer", "less"}:
            return None
        return Contacted(False, who[0], later(world.now.today, -number, unit), mine=False, quiet="less" not in lows)
    when = times[0].value
    day = when.before or when.first
    ways = lows & {"before", "after", "since"}
    if when.invalid or not day or len(ways) != 1:
        return None
    while day > world.now.today:
        day = later(day, -1, "year")
    behind = (
        (when.last - when.first) + timedelta(days=1) if "after" in ways and when.first and when.last else timedelta()
    )
    return Contacted(False, who[0], day + behind, mine=False, quiet="before" in ways)


_LAST = words_of("contact call conversation meeting talk email exchange touch touchpoint")
_AGE = words_of("more over older longer less than ago old before after since dates from back")


def _words() -> frozenset[str]:
    return _SILENT | _CONTACT | _BESIDE | NEGATIONS | NOBODY


def _about(clause: Clause) -> set[int]:
    """Return the words of what nobody has answered: "on our proposal"."""
    found: set[int] = set()
    for at in range(clause.first, clause.last - 1):
        if clause.sentence.low(at) in _TO:
            end = at + 1
            while clause.sentence.low(end) in ("our", "the", "my", "that", "a", "this"):
                end += 1
            while clause.sentence.low(end) in _OFFERED and end < clause.last:
                end += 1
                found |= set(range(at, end))
    return found


def _since(clause: Clause, mark: Mark, world: World) -> date | None:
    """Return the day up to which the silence goes back: contact on that day, or later, ends it."""
    today = world.now.today
    lead = [clause.sentence.low(at) for at in range(max(clause.first, mark.first - 4), mark.first)]
    first: date | None
    if mark.kind == "length":
        if set(lead) & _COMING:
            return None
        number, unit = mark.value
        first = later(today, -number, unit) if unit != "minute" else None
        strict = set(lead) & _STRICT
        return first + timedelta(days=not strict) if first else None
    when = mark.value
    if when.invalid or not when.first:
        return None
    if rolling := _ROLLING.fullmatch(when.text.lower()):  # "in the last month" goes back a month from today
        return later(today, -1, rolling[1])
    first = when.before or when.first if "since" in lead else when.first
    while first > today and "since" in lead:
        first = later(first, -1, "year")
    return first if first <= today and not (when.bare or when.clock) else None


def by(row: dict[str, Any], user: str) -> bool:
    """Whether somebody made a record."""
    maker = row.get("created_by")
    return bool(maker) and (maker.get("id") if isinstance(maker, dict) else maker) == user
