"""Conditions on one activity: "if my follow-up with Jane is later than next week", "if the demo isn't done yet"."""

from dataclasses import dataclass
from typing import Any

from agent.embedded.language.calls import Call
from agent.embedded.language.intents import Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import ref_of
from agent.embedded.language.wording import shown, title
from agent.embedded.language.words import words_of
from agent.embedded.questions.checks import NEGATIONS, Check, Desk, Found, Step, bare, subject
from agent.embedded.sentences.draft import World, name_of
from agent.embedded.sentences.sentence import Clause

_LATER = words_of("later after")
_EARLIER = words_of("earlier before sooner")
_BESIDE = words_of(
    "task to done due scheduled planned set than my our her his their later earlier sooner before after overdue is"
)


@dataclass(slots=True)
class Appointed(Check):
    """Whether the one thing of a kind that is planned with somebody is on, before (`under`) or behind (`over`) days."""

    noun: Noun
    kind: str
    words: str
    op: str
    first: str
    last: str

    def found(self, desk: Desk) -> Step:
        """Ask when it is planned."""
        row = (yield from desk.resolver.records(self.noun, keep_closed=True))[0]
        if self.noun.cls == "Activity":
            one = {"field": "id", "op": "is", "value": row["id"]}
            (result,) = yield [Call("find_activities", {"where": [one], "limit": 1})]
            rows = result.get("records", [])
        else:
            around = yield from desk.around(ref_of(row))
            rows = planned(around.get("planned", []), self.kind, self.words)
        if len(rows) != 1:
            several = "several" if rows else "no"
            return Found(None, f"I found {several} {self.words} planned with **{title(row)}**")
        day = str(rows[0].get("due_date") or "")[:10]
        if not day:
            return Found(None, f"**{title(rows[0])}** has no day")
        ways = {"over": day > self.last, "under": day < self.first, "is": self.first <= day <= self.last}
        whose = "" if self.noun.cls == "Activity" else f" with **{title(row)}**"
        text = f"**{title(rows[0])}**{whose} is due on {shown(rows[0]['due_date'])}"
        return Found(ways[self.op] != self.negative, text, [ref_of(rows[0])])


def planned(rows: list[dict[str, Any]], kind: str, words: str) -> list[dict[str, Any]]:
    """Return what is planned and is called so: by its subject, else by its kind."""
    plain = words.replace("-", " ").casefold()
    called = [row for row in rows if plain in title(row).replace("-", " ").casefold()]
    return called or [row for row in rows if row.get("type") == kind]


def _called(clause: Clause) -> tuple[Noun, set[int]] | None:
    """Return the activity whose subject is said: "the check-in with Carla"."""
    marks = [mark for mark in clause.marks("phrase") if name_of(mark).refs[0].score >= SAID]
    if len(marks) != 1:
        return None
    name = name_of(marks[0])
    noun = Noun(cls="Activity", text=name.text, said=[name.of("Activity")])
    inside = {at for mark in clause.marks("name") for at in mark.places if ref_in(mark, name.refs[0].name)}
    return noun, set(marks[0].places) | inside


def ref_in(mark: Mark, subject_: str) -> bool:
    """Whether a name stands in a subject, too."""
    return any(word in subject_.casefold() for word in name_of(mark).text.casefold().split())


SAID = 0.6
"""Words that say so much of an activity's subject mean it."""


def appointed(clause: Clause, before: Clause | None, world: World) -> Appointed | None:
    """Return the condition that a planned activity is on, before or after a day."""
    marks = clause.marks("kind")
    dates = clause.marks("date")
    lows = clause.lows()
    late = "overdue" in lows
    if not marks and before and not clause.marks("name") and "it" in lows:  # "move the call with Ann if it is …"
        marks = before.marks("kind")
    who = _called(clause) or (subject(clause, before) if len(marks) == 1 else None)
    if not who or len(dates) != (not late):
        return None
    noun, places = who
    taken = places | {at for mark in [*marks, *dates] for at in mark.places}
    if not bare(clause, taken, _BESIDE | NEGATIONS):
        return None
    op, first, last = "under", str(world.now.today), ""
    if dates:
        when = dates[0].value
        if when.invalid or not (when.first and when.last) or when.bare or when.clock:
            return None
        op = "over" if set(lows) & _LATER else "under" if set(lows) & _EARLIER else "is"
        first, last = str(when.first), str(when.last)
    words = clause.sentence.words(marks[0].first, marks[0].last) if marks else noun.text
    kind = str(marks[0].value[0]) if marks else ""
    return Appointed(bool(set(lows) & NEGATIONS), noun, kind, words, op, first, last)
