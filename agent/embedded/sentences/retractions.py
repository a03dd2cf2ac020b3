"""What is taken back inside a message while it is said: "on Tuesday, no, Wednesday", "to Raj sorry to Priya".

Whoever dictates corrects the word that stands right before. Of two values of one kind with nothing but such words
between them, the second is meant, and the message is heard without the first.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.sentence import Sentence
from agent.embedded.values.calendar import MONTHS

_CUES = re.compile(
    r"\b(?:no|nope|nah|sorry|oops|wait|scratch (?:that|it)|strike that|correction|i mean|i meant|or rather|"
    r"make (?:that|it)|actually|erm?|my mistake|hang on|hold on)\b"
)
"""Words that take back what stands right before them, where another value of its kind follows."""
_TURNS = re.compile(r"\b(?:no|nope|nah|sorry|oops|wait|i mean|i meant|correction|or rather|scratch that|make that)\b")
"""Words that correct something that stands further before them."""
_SURELY = re.compile(
    r"\b(?:no,? (?:not|wait|sorry|no|actually|i mean(?:t)?|make it|make that|scratch)|scratch that|strike that|"
    r"i meant|or rather|make that)\b"
)
"""Words that take something back, whatever it is."""
_ARTICLES = words_of("a an the my his her their our")
_LEADING = words_of("to on in at for by with from until till into under of as")
_BETWEEN = (
    _ARTICLES
    | _LEADING
    | words_of(
        "no nope nah sorry oops wait scratch strike that it correction i mean meant or rather make actually er erm um "
        "uh my mistake hang hold ah oh well hmm let's say put should be better , . ... - : ; !"
    )
)
"""Words that may stand between what is taken back and what is meant; "not" only before what was just said."""
_VALUED = ("date", "amount", "choice", "name", "length")
_NEXT = words_of("next last this coming following")
MOST = 12
"""So many words lie between two such values, at most."""


def corrects(text: str) -> bool:
    """Whether a text has words that may take back what stands before them."""
    return bool(_CUES.search(text.lower()))


def retracted(said: Sentence) -> str:
    """Return the text without what it takes back; the text itself, where nothing is, or where it is not clear what."""
    text = said.text
    for first, last in sorted({*_spans(said), *_hours(said), *_outgrown(said)}, reverse=True):
        text = text[: said.tokens[first].start] + text[said.tokens[last].start :]
    return text


def takes_back(said: Sentence) -> bool:
    """Whether a message seems to take back some of its words, and it is not clear which."""
    for one in _SURELY.finditer(_lows(said, 0, len(said.tokens))):
        at, behind = (one.string[:place].count(" ") for place in (one.start(), one.end()))
        made = one.group().endswith(("make that", "make it"))
        if made and not any(mark.first - behind in (0, 1, 2) for mark in _values(said)):
            continue  # "can you make that change"
        if at > 1 and said.low(at - 1) not in (".", "!", "?", ";", ":"):
            return True
    return any(_rivals(one, other) for one, other, _ in _pairs(said)) or any(_far(said))


def _far(said: Sentence) -> Iterator[bool]:
    """Yield whether a value right behind such words corrects one further back: "a call with Ann, no, a …"."""
    marks = _values(said)
    for at, other in enumerate(marks):
        first = other.first
        while first > 0 and _light(said, first - 1):
            first -= 1
        if not _TURNS.search(_lows(said, first, other.first)):
            continue
        near = [one for one in marks[:at] if first - one.last <= FAR and "." not in _lows(said, one.last, first)]
        yield any(_rivals(one, other) for one in near)


FAR = 6
"""So many words lie between a value and the words that correct it, at most."""


def _rivals(one: Mark, other: Mark) -> bool:
    """Whether the second value may correct the first one: "at 3, no, 4", too."""
    hour = one.kind == "date" and bool(one.value.clock) and other.kind == "amount" and not other.value.money
    return hour or _alike(one, other)


def _lows(said: Sentence, first: int, last: int) -> str:
    return " ".join(token.low.replace(" ", "_") for token in said.tokens[first:last])


def _spans(said: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where what is taken back begins, and where what is meant begins."""
    for one, other, _ in _pairs(said):
        if not (_alike(one, other) and _full(one, other, said)):
            continue
        first, last = one.first, other.first
        while said.low(last - 1) in _ARTICLES and last - 1 > one.last:
            last -= 1
        while said.low(first - 1) in _ARTICLES and said.low(last) in _ARTICLES:
            first -= 1
        if said.low(last - 1) in _LEADING and last - 1 > one.last:
            last -= 1
            first -= said.low(first - 1) in _LEADING
        yield first, last


def _hours(said: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the same of two hours: "at 3, no, 4"."""
    for last, token in enumerate(said.tokens):
        at = last
        while at > 0 and _light(said, at - 1):
            at -= 1
        before = said.tokens[at - 1] if at else token
        hourly = token.kind in _CLOCKS and before.kind in _CLOCKS and said.low(at - 2) in _HOURLY
        if hourly and at < last and _TURNS.search(_lows(said, at, last)):
            yield at - 1, last


_CLOCKS = ("number", "time")
_HOURLY = words_of("at to till until by from around past for")


def _outgrown(said: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the same of a value that holds no longer: "it isn't just a lead any more, it's a proposal"."""
    marks = _values(said)
    for one, other in pairwise(marks):
        first = one.first
        while said.low(first - 1) in _ARTICLES | _JUST:
            first -= 1
        denied = said.low(first - 1) in _NOT
        words = {said.low(at) for at in range(first, other.first)}
        between = [said.low(at) for at in range(one.last, other.first)]
        if one.kind != "choice" or not (denied and _alike(one, other) and words & _OVER and set(between) <= _NOW):
            continue
        verbs = [at for at in range(one.last, other.first) if said.low(at) in ("'s", "is", "it's")]
        last = verbs[0] if verbs else one.last + len(between)
        yield first - 1, last + (bool(verbs) and said.low(first - 1) not in _VERBAL)


_JUST = words_of("just only merely simply longer still really")
_NOT = words_of("isn't isnt not no")
_VERBAL = words_of("isn't isnt")
_OVER = words_of("just only merely simply longer more anymore")
_NOW = _ARTICLES | words_of("any more anymore longer , - ; but it 's it's is now rather already")


def _pairs(said: Sentence) -> Iterator[tuple[Mark, Mark, str]]:
    """Yield two values with nothing but words between them that take the first one back."""
    marks = _values(said)
    for at, one in enumerate(marks):
        again = one.last
        for other in marks[at + 1 :]:
            between = range(again, other.first)
            if other.first < again or len(between) > MOST or not all(_light(said, place) for place in between):
                break
            words = _lows(said, one.last, other.first)
            if said.low(other.first - 1) == "not" or _denied(said, other):
                if _words(said, one) != _words(said, other):
                    break
                again = other.last  # "a call, no, not a call, a task"
                continue
            if _ruled_out(said, one, words):
                break
            if _CUES.search(words) or (again > one.last and said.low(one.last) != "and"):
                yield one, other, words
            break


def _ruled_out(said: Sentence, one: Mark, words: str) -> bool:
    """Whether a value was never meant, and another follows: "no way it closes in April, make it 15 May"."""
    made = {cue.group() for cue in _CUES.finditer(words)} <= {"make it", "make that"}
    return made and any(said.low(at) in _NEVER for at in range(one.first))


_NEVER = words_of("no not never can't cannot won't don't doesn't isn't cant wont dont doesnt isnt")


def _denied(said: Sentence, mark: Mark) -> bool:
    return said.low(mark.first - 2) == "not" and said.low(mark.first - 1) in _ARTICLES | _LEADING


def _light(said: Sentence, at: int) -> bool:
    return said.low(at) in _BETWEEN or said.low(at) == "not"


def _values(said: Sentence) -> list[Mark]:
    """Return the values of a message in their order, the longest of those that begin at one word."""
    found: list[Mark] = []
    marks = [mark for mark in said.marks if mark.kind in _VALUED]
    for mark in sorted(marks, key=lambda one: (one.first, -one.last)):
        if not found or mark.first >= found[-1].last:
            found.append(mark)
    return found


def _words(said: Sentence, mark: Mark) -> str:
    return _lows(said, mark.first, mark.last)


def _alike(one: Mark, other: Mark) -> bool:
    """Whether two values are of one kind: two days, two hours, two sums, two of one list, two colleagues."""
    if one.kind != other.kind:
        return False
    if one.kind == "choice":
        return bool(_fields(one) & _fields(other))
    if one.kind == "name":
        return bool({ref.cls for ref in name_of(one).refs} & {ref.cls for ref in name_of(other).refs})
    if one.kind == "date":
        return bool(one.value.bare) == bool(other.value.bare)
    return one.kind != "length" or one.value[1] == other.value[1]


def _fields(mark: Mark) -> set[tuple[str, str]]:
    return {(owner, name) for owner, name, _ in mark.value}


def _full(one: Mark, other: Mark, said: Sentence) -> bool:
    """Whether the second value says all that the first one did: not "on 3 March at ten, no, the 4th"."""
    if one.kind == "amount":
        return not one.value.money or other.value.money or other.value.value >= _LEAST
    if one.kind != "date" or one.value.bare:
        return True
    if one.value.clock and not other.value.clock:
        return False
    words, behind = (set(_words(said, mark).split()) for mark in (one, other))
    return bool(words & _NEXT) <= bool(behind & _NEXT) and not _short(one, other)


_LEAST = 100
"""A smaller number may stand for thousands: "20k, no, 25"."""


def _short(one: Mark, other: Mark) -> bool:
    """Whether only the number of a day is corrected: "on 3 March, no, the 4th"."""
    words, behind = (set(mark.value.text.lower().split()) for mark in (one, other))
    months = MONTHS.keys()
    return bool(words & months) and not behind & months and any(letter.isdigit() for letter in other.value.text)
