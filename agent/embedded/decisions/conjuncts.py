"""The ways in which a message may be two orders that share some of their words.

"Move the call to Friday and the visit to Monday" says its verb once, "mark the quote and the demo as done" what is
done, "Bob's phone is … and Jane's is …" which field. Whether a way is meant, who reads its two orders tells.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agent.embedded.language.words import words_of
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Sentence

FIRST_WORDS = 5
"""Words with which an order begins at most: "please remind me to call"."""
GAP = 3
"""Words that are left out behind a second name at most."""
SHARED = words_of("both all each")
JOINTS = words_of("and , ; . & plus")
_JOINING = JOINTS | words_of("then also too as well : - ! both")
_TAILS = words_of("as to at from by on in for with until till is are was were has have goes go move moves get gets due")
_POINTING = words_of(
    "it its them they their this that these those her him his she he same there one ones former latter"
)
_COURTEOUS = words_of("please kindly pls can could you will would hey hi hello ok and then also now just")
_HAD = words_of("had have did")
_WHOLE = ("name", "date", "amount", "quote", "phrase")
"""Marks of words that belong together."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two orders, each as a message of its own, and whether they share a verb, an end or a field."""

    one: Hearing
    other: Hearing
    shared: bool


def pairs(heard: Hearing, said: Sentence) -> Iterator[Pair]:
    """Yield the ways in which a message may be two orders, the first joint first."""
    for joint in _joints(said):
        count, begin = len(said.tokens), joint
        while begin < count and said.low(begin) in _JOINING:
            begin += 1
        before, behind = range(joint), range(begin, count)
        if behind and not _POINTING & {said.low(at) for at in behind} and not _undated(said, before, behind):
            leading = _leading(said, begin)
            if leading:
                yield from _own(heard, said, before, behind)
            if leading != "verb":
                yield from _sharing(heard, said, before, behind)


def _joints(said: Sentence) -> Iterator[int]:
    """Yield the places of the words that may join two orders; of several in a row, the first."""
    for at in range(1, len(said.tokens) - 1):
        inside = any(mark.first < at < mark.last - 1 for mark in said.marks if mark.kind in _WHOLE)
        if said.low(at) in JOINTS and said.low(at - 1) not in JOINTS and not inside:
            yield at


def _own(heard: Hearing, said: Sentence, before: range, behind: range) -> Iterator[Pair]:
    """Yield two orders of which each has its verb; a day at the very end may be that of both."""
    later = next((mark for mark in said.marks if mark.kind == "date" and mark.last == behind.stop), None)
    dated = any(mark.kind == "date" and mark.first in before for mark in said.marks)
    if later and not dated:  # "call Bob and email Jane on Friday"
        day = range(later.first - (said.low(later.first - 1) in _TAILS), behind.stop)
        yield from _built(heard, [before, day], [behind], shared=True)
    yield from _built(heard, [before], [behind], shared=False)


def _sharing(heard: Hearing, said: Sentence, before: range, behind: range) -> Iterator[Pair]:
    """Yield two orders that share how they end, how they begin, or what stands behind the first name."""
    heads = list(_heads(said, before.stop))
    start = [at for at in before if said.low(at) not in SHARED]
    for tail in _tails(said, behind.start):
        end = [at for at in range(tail, behind.stop) if said.low(at) not in SHARED]
        own = [at for at in range(behind.start, tail) if said.low(at) not in SHARED]
        for head in heads or [range(0)]:
            yield from _built(heard, [start, end], [head, own, end], shared=True)
    for head in heads:
        yield from _built(heard, [before], [head, behind], shared=True)
    for first, middle, rest in _gaps(said, before, behind):
        yield from _built(heard, [before], [first, middle, rest], shared=True)


def _built(
    heard: Hearing, one: Sequence[Sequence[int]], other: Sequence[Sequence[int]], *, shared: bool
) -> Iterator[Pair]:
    first, second = heard.joined(*one), heard.joined(*other)
    if first and second:
        yield Pair(first, second, shared)


def _undated(said: Sentence, before: range, behind: range) -> bool:
    """Whether an hour behind a joint may be of the day before it: "with Bob tomorrow at 3 and with Jane at 4"."""
    dates = [mark for mark in said.marks if mark.kind == "date"]
    days = [mark.first for mark in dates if not mark.value.bare]
    hours = any(mark.first in behind for mark in dates if mark.value.bare)
    return hours and any(at in before for at in days) and not any(at in behind for at in days)


def _gaps(said: Sentence, before: range, behind: range) -> Iterator[tuple[range, range, range]]:
    """Yield the words behind a joint with a gap, and what may fill it: "Bob's phone is …, and Jane's (phone) is …"."""
    one, other = said.at(before[0], "name"), said.at(behind[0], "name")
    if not one or not other or one.first != before[0] or other.first != behind[0]:
        return
    begin, end = one.last, other.last
    if said.low(begin) == said.low(end) == "'s":
        begin, end = begin + 1, end + 1
    for last in range(begin + 1, min(begin + GAP, before[-1]) + 1):
        yield range(other.first, end), range(begin, last), range(end, behind.stop)


def _leading(said: Sentence, at: int) -> str:
    """Return whether an order, or what somebody did, begins here with a word of its own: a verb, or a deed."""
    while said.low(at) in _COURTEOUS:
        at += 1
    found = (said.at(at, kind) for kind in ("verb", "deed"))
    return next((mark.kind for mark in found if mark and mark.first == at), "")


def _heads(said: Sentence, joint: int) -> Iterator[range]:
    """Yield the beginnings of the order before a joint that may be its verb: "move", "remind me to", "add contacts"."""
    begin = next((at + 1 for at in range(joint - 1, -1, -1) if said.low(at) in (".", ";", "!")), 0)
    while said.low(begin) in _COURTEOUS:
        begin += 1
    names = [mark for mark in said.marks if mark.kind in _WHOLE]
    last = min([begin + FIRST_WORDS, joint - 1, *(mark.first for mark in names if mark.first >= begin)])
    verbs = [at for at in range(begin, last) if said.at(at, "verb") or said.at(at, "deed") or said.low(at) in _HAD]
    if not verbs or verbs[0] > begin + 2:
        return
    for end in range(verbs[0] + 1, last + 1):
        if end == verbs[0] + 1 or said.low(end - 1) in ("me", "to", "up", "off", "for") or said.at(end - 1, "class"):
            yield range(begin, end)


def _tails(said: Sentence, begin: int) -> Iterator[int]:
    """Yield where, behind a joint, what both orders share may begin; behind "both" it surely does."""
    inside = {at for mark in said.marks if mark.kind in _WHOLE for at in range(mark.first + 1, mark.last)}
    places = [at for at in range(begin + 1, len(said.tokens)) if at not in inside]
    shared = [at for at in places if said.low(at) in SHARED]
    days = [mark.first for mark in said.marks if mark.kind == "date"]
    yield from shared
    for at in places:
        verb = said.at(at, "verb")
        if at not in shared and (said.low(at) in _TAILS or at in days or (verb is not None and verb.first == at)):
            yield at
