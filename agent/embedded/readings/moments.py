"""The day of what happened or is planned, among all days that a message names."""

from dataclasses import replace
from datetime import timedelta

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.values.anchors import points
from agent.embedded.values.calendar import WEEKDAYS, When

_ANY = words_of("a an any every each some another no")
"""Words before a day of the week that is none in particular: "it has to be a Saturday"."""


def vague(said: Sentence, mark: Mark) -> bool:
    """Whether a day of the week is none in particular: "a Saturday", "only on Thursdays"."""
    word = said.low(mark.last - 1)
    weekly = said.low(mark.first) in WEEKDAYS or word in WEEKDAYS or word.rstrip("s") in WEEKDAYS
    many = word.endswith("s") and word.rstrip("s") in WEEKDAYS and word not in WEEKDAYS
    led = said.low(mark.first - 1) in _ANY or (mark.last - mark.first == 2 and said.low(mark.first) in _ANY)
    return weekly and (many or led)


def days(draft: Draft) -> list[Mark]:
    """Return the days of a clause that a plan or report may have: where words point to a day, only that one."""
    marks = [mark for mark in draft.clause.marks("date") if not vague(draft.sentence, mark)]
    pointing = [mark for mark in marks if points(mark.value)]
    return pointing or marks


def told(draft: Draft) -> list[When]:
    """Return the days to come that were told before a clause, each once: "Ada has time on 3 June. Call her at 10"."""
    today, found = draft.world.now.today, {}
    for mark in draft.sentence.marks:
        when = mark.value
        if mark.kind != "date" or mark.last > draft.clause.first or vague(draft.sentence, mark):
            continue
        if when.day and not (when.bare or when.invalid or when.exact) and when.first > today:
            found[when.first] = when
    return list(found.values())


def due(draft: Draft, mark: Mark) -> When | None:
    """Return when something is planned; nothing, where only an hour is said and several days were told before.

    An hour alone is that of the day which was told before.
    """
    when: When = mark.value
    before = told(draft) if when.bare and when.clock else []
    if not before or not when.clock:
        return when
    return replace(before[0], clock=None).at(when.clock) if len(before) == 1 else None


def happened(draft: Draft) -> Mark | None:
    """Return the day or hour on which something happened: where one is told first, or the only one that is over."""
    gone = [mark for mark in days(draft) if over(draft, mark)]
    if len({mark.value.written(past=True)[:10] for mark in gone}) == 1:
        return max(gone, key=lambda mark: mark.value.clock is not None)
    opening = next(sentences(draft.sentence), (0, 0))[1]
    first = [mark for mark in gone if mark.last <= opening]
    return first[0] if len(first) == 1 else None


def over(draft: Draft, mark: Mark) -> bool:
    """Whether a day is named that is over, or today, and not long past: "out 7 Sept" is rather to come."""
    day = mark.value.before or mark.value.first
    known = bool(mark.value.day and not mark.value.invalid and day)
    return known and not reaching(draft, mark) and timedelta(0) <= draft.world.now.today - day <= RECENT


def reaching(draft: Draft, mark: Mark) -> bool:
    """Whether a day is not that of what happened: "as of yesterday", "back by Friday"."""
    before = (draft.sentence.low(mark.first - 2), draft.sentence.low(mark.first - 1))
    return before[1] in _REACHING or before == ("as", "of")


_REACHING = words_of("since until till by before after next")
"""Words before such a day."""
RECENT = timedelta(days=45)
"""What is reported happened within this time, unless the year is named."""
