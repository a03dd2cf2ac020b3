"""Days that are told from another one: "that day", "the same evening", "the morning after", "the day before".

Whoever plans something tells first when somebody is there, and then points: "Ada is back on the 3rd. Call her that day
at nine". The words that point become a mark of their own, with the day that they mean.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import When
from agent.embedded.values.days import low, said

_PARTS = words_of("day morning afternoon evening")
_SAME = words_of("that same very")
_STEPS = {"after": 1, "following": 1, "next": 1, "before": -1, "previous": -1}
_BETWEEN = words_of(", at - from around")
"""What may stand between a day and its hour."""


def anchored(marks: list[Mark], cut: Sequence[Token]) -> list[Mark]:
    """Return the marks with one for each day that is told from a day which was named before, with its hour."""
    found = list(marks)
    taken = {at for mark in marks for at in mark.places}
    for at in range(len(cut)):
        step = None if at in taken else _pointer(cut, at)
        if step is None or taken & set(range(at, step[0])):
            continue
        base = _base(found, cut, at, step)
        if base is None:
            continue
        day, end = base
        moved = _moved(day, step[1], said(cut, at, end))
        mark = Mark("date", at, end, moved.at(day.clock) if day.clock and end > step[0] else moved)
        found = [_only_told(one, day, mark, cut) for one in found if not set(one.places) & set(mark.places)]
        found, mark = _timed(found, mark, cut)
        found.append(mark)
        taken |= set(mark.places)
    return sorted(found, key=lambda mark: mark.first)


def _only_told(one: Mark, base: When, mark: Mark, cut: Sequence[Token]) -> Mark:
    """Return the day that another one is told from, as no value: "lands on Sunday, … the morning after she lands"."""
    led = low(cut, mark.last) in _WHO and one.kind == "date" and one.value is base and one.last <= mark.first
    ended = any(low(cut, at) in (".", "!", "?", ";") for at in range(one.last, mark.first))
    return Mark("count", one.first, one.last, one.value) if led and not ended else one


_WHO = words_of("he she they we i it")


def points(when: When) -> bool:
    """Whether a day was told from another one."""
    words = when.text.lower().split()
    if words[:1] not in (["the"], ["that"], ["same"]):
        return False
    return any(word in _PARTS for word in words[1:3]) and bool({*_SAME, *_STEPS} & set(words[:3]))


def _pointer(cut: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return where words that point to a day end, and how many days lie between it and the one they point to."""
    words = [low(cut, at), low(cut, at + 1), low(cut, at + 2)]
    if words[0] == "that" and words[1] in _PARTS:
        return at + 2, 0
    if words[0] == "that" and words[1] in _SAME and words[2] in _PARTS:
        return at + 3, 0
    if words[0] != "the":
        return None
    if words[1] in _SAME and words[2] in _PARTS:
        return at + 3, 0
    if words[1] in _PARTS and words[2] in ("after", "before"):
        return at + 3 + (low(cut, at + 3) == "that" and not _subject(cut, at + 4)), _STEPS[words[2]]
    return (at + 3, _STEPS[words[1]]) if words[1] in _STEPS and words[2] in _PARTS else None


def _subject(cut: Sequence[Token], at: int) -> bool:
    return at < len(cut) and cut[at].kind == "word" and low(cut, at) not in ("at", "i", "we", "around", "please")


def _base(marks: Sequence[Mark], cut: Sequence[Token], at: int, pointer: tuple[int, int]) -> tuple[When, int] | None:
    """Return the day that is pointed from, and where the words end: right behind "after", else the last one before."""
    end, step = pointer
    days = [mark for mark in marks if mark.kind == "date" and _single(mark.value)]
    behind = next((mark for mark in days if mark.first == end), None)
    if step and low(cut, end - 1) in ("after", "before") and behind:
        return behind.value, behind.last
    before = [mark for mark in days if mark.last <= at and low(cut, mark.first - 1) not in _APART]
    return (before[-1].value, end) if before else None


_APART = words_of("before after since")
"""Words before a day that is not the one on which something happens."""


def _single(when: When) -> bool:
    return when.day and not (when.bare or when.invalid or when.exact)


def _moved(day: When, step: int, text: str) -> When:
    by = timedelta(days=step)
    first = day.first + by if day.first else None
    before = day.before + by if day.before else None
    return replace(day, text=text, first=first, last=first, before=before, clock=None)


def _timed(marks: list[Mark], day: Mark, cut: Sequence[Token]) -> tuple[list[Mark], Mark]:
    """Return the marks without the hour of a day that was pointed to, and the day with it; the nearest in its sentence.

    "… that day, quarter past nine", "at noon the day after", "the morning after she lands, at eight".
    """
    hours = [mark for mark in marks if mark.kind == "date" and mark.value.bare and mark.value.clock]
    near = sorted((_distance(mark, day, cut), mark.first) for mark in hours)
    if not near or near[0][0] > FAR:
        return marks, day
    hour = next(mark for mark in hours if mark.first == near[0][1])
    rest = [mark for mark in marks if mark is not hour]
    value = day.value.at(hour.value.clock)
    first, last = min(day.first, hour.first), max(day.last, hour.last)
    if near[0][0] == 0:
        return rest, Mark("date", first, last, value)
    return [*rest, Mark("courtesy", hour.first, hour.last, ["time"])], Mark("date", day.first, day.last, value)


FAR = 8
"""Words between a day and its hour, at most."""


def _distance(hour: Mark, day: Mark, cut: Sequence[Token]) -> int:
    """Return how many words lie between; many, where a sentence ends there."""
    first, last = (hour.last, day.first) if hour.first < day.first else (day.last, hour.first)
    between = [low(cut, at) for at in range(first, last)]
    if any(word in (".", "!", "?", ";") for word in between):
        return FAR + 1
    return len([word for word in between if word not in _BETWEEN])
