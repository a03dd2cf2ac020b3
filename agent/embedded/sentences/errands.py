"""An order that only says where what was told before shall stand: "could you put that on her contact?".

It names no value and no record of its own. What is told beside it is ordered by it.
"""

from dataclasses import dataclass

from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Sentence

_PUTTING = words_of(
    "put move push add write update change correct fix adjust save note enter record store set amend edit get reflect "
    "make bring keep"
)
_TICKING = words_of("mark tick check close complete finish cross")
"""Orders to end what was told to have happened: "… happened, tick it off"."""
_ENDED = words_of(
    "it that this them off out as done complete completed finished closed please pls plz thanks now then so"
)
_OPENING = words_of(
    "can could would will you please pls plz kindly just so and then also just i'd we'd i we need want like to be "
    "great if someone somebody let's now ok okay sorry mind 'd"
)
_FILLING = words_of(
    "that this it its it's them these those the a his her their our my your on in into onto to at for with from of and "
    "please pls plz thanks thank you me us also too accordingly there then now new one right correct current up date "
    "record records entry entries card profile file page sheet details data crm system everything sure is 's so as "
    "well changed updated same straight away asap today"
)
_PLACED = words_of("accordingly there record entry card profile file crm system")
_STARTS = words_of(". , ; ! ? - — ( so and")
_ENDS = words_of(". ! ? ; )")
_WHY = words_of("so because cause cos as since otherwise before")
"""Words with which it is told why, behind an errand: "… so nobody writes to the old one"."""
_VALUES = ("amount", "choice", "quote", "email", "phone", "url", "length", "kind", "outcome", "undo", "date")
MOST_WORDS = 14
HALF = 0.5
"""Who says so much of a record's name names it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Its words, from `first` up to, not including, `last`; the classes and the fields that it names."""

    first: int
    last: int
    classes: frozenset[str]
    fields: frozenset[tuple[str, str]]

    @property
    def places(self) -> range:
        """The words of it."""
        return range(self.first, self.last)

    def fits(self, cls: str, fields: set[str]) -> bool:
        """Whether a change of some fields of a class may be what shall be put there."""
        named = {name for owner, name in self.fields if owner == cls}
        return (not self.fields or fields <= named) and (not self.classes or bool(self.fields) or cls in self.classes)


def errand(said: Sentence) -> Errand | None:
    """Return the one errand of a message, where something stands before it; with why it is given, behind it."""
    found = [one for at in range(2, len(said.tokens)) if said.low(at - 1) in _STARTS and (one := _at(said, at))]
    return found[0] if found and all(one.last == found[0].last for one in found) else None


def _at(said: Sentence, at: int) -> Errand | None:
    first = at
    while said.low(at) in _OPENING or said.low(at) == ",":
        at += 1
    if ticked := _ticking(said, first, at):
        return ticked
    if said.low(at) not in _PUTTING or said.at(at, "name"):
        return None
    last = at + 1
    while last < len(said.tokens) and said.low(last) not in _ENDS:
        if last > at + MOST_WORDS or any(said.at(last, kind) for kind in ("name", *_VALUES)):
            return None
        named = said.at(last, "class") or said.at(last, "field")
        if not named and said.low(last) not in _FILLING | {","}:
            why = said.low(last) in _WHY or said.low(last - 1) in _WHY
            last = _reason(said, last) if why else 0
            break
        last += 1
    marks = [mark for mark in said.marks if at < mark.first < last]
    classes = frozenset(str(name) for mark in marks if mark.kind == "class" for name in mark.value)
    held = {mark.first for mark in marks if mark.kind == "class"}
    own = [mark for mark in marks if mark.kind == "field" and mark.first not in held]
    fields = frozenset((str(owner), str(name)) for mark in own for owner, name in mark.value)
    placed = classes or fields or any(said.low(place) in _PLACED for place in range(at, last))
    last += bool(last) and said.low(last) in _ENDS
    return Errand(first, last, classes, fields) if last and placed else None


def _ticking(said: Sentence, first: int, at: int) -> Errand | None:
    """Return an errand that only says that what was told is done: "…, mark it", "…, so tick that off"."""
    last = at + 1
    while said.low(last) in _ENDED:
        last += 1
    ends = last == len(said.tokens) or said.low(last) in _ENDS
    pointing = said.low(at + 1) in ("it", "that", "this", "them")
    if said.low(at) not in _TICKING or not pointing or not ends or said.at(at, "name"):
        return None
    fields = frozenset({("Activity", "completed_at")})
    return Errand(first, last + (last < len(said.tokens)), frozenset(), fields)


def _reason(said: Sentence, at: int) -> int:
    """Return where the reason ends, with its sentence; 0 where it may be more than a reason."""
    last = at
    while last < len(said.tokens) and said.low(last) not in _ENDS:
        name = said.at(last, "name")
        known = name is not None and any(ref.score >= HALF for ref in name_of(name).refs)
        if known or any(said.at(last, kind) for kind in _VALUES) or said.low(last) in _BRANCHING:
            return 0
        last += 1
    return last


_BRANCHING = words_of("if unless except but and or instead please can could")
