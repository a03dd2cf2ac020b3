"""What somebody says is not there yet, beside a new record: "no email yet", "I don't have her number", "price: tbd".

There is nothing to do about it, and none of its words says anything of the record.
"""

from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Sentence

_DETAILS = words_of(
    "details detail info price priced budget date contacts people email emails phone mail yet-known idea"
)
_ANY = words_of("a an any the his her their its my our real proper other further more firm fixed exact new own")
_YET = words_of(
    "yet so far for now at the moment known fixed him her them it this one that agreed set decided here either me today"
)
_HAVING = words_of("have has got get know knows gave give had given")
_NOT = words_of("don't dont haven't havent hasn't hasnt doesn't doesnt didn't didnt not never")
_WHO = words_of("i we he she they you still just but and though although")
_MISSING = words_of("unknown tbd tbc tba missing pending later open n/a none unclear undecided")
_JOINING = words_of("and or nor , / &")
_ENDING = words_of(". , ; ! ? ) - \u2013 \u2014 but and so though as")
MOST_WORDS = 6
"""Words that may stand between the negation and what is not there."""


def lacking(said: Sentence) -> set[int]:
    """Return the words that only say which values are not there yet."""
    found: set[int] = set()
    for at in range(len(said.tokens)):
        if at not in found:
            first, last = _without(said, at) or _having(said, at) or _owing(said, at) or _unknown(said, at) or (at, at)
            found |= set(range(first, last))
    return found


def _without(said: Sentence, at: int) -> tuple[int, int] | None:
    """Read "no email yet", "without a date", "no price and no date so far", "nothing priced yet"."""
    if said.low(at) not in ("no", "without", "nothing", "w/o"):
        return None
    last = _fields(said, at + 1)
    return (at, _rest(said, last)) if last and _over(said, _rest(said, last)) else None


def _having(said: Sentence, at: int) -> tuple[int, int] | None:
    """Read "I don't have his email yet", "she hasn't given me a number"."""
    if said.low(at) not in _NOT:
        return None
    verb = next((place for place in range(at + 1, at + 4) if said.low(place) in _HAVING), 0)
    if not verb:
        return None
    begin = verb + 1 + (said.low(verb + 1) in ("me", "us", "got"))
    last = _fields(said, begin)
    first = at
    while said.low(first - 1) in _WHO:
        first -= 1
    return (first, _rest(said, last)) if last and _over(said, _rest(said, last)) else None


def _owing(said: Sentence, at: int) -> tuple[int, int] | None:
    """Read "I have not yet her email", "I do not know yet how much", "don't know the price yet"."""
    if said.low(at) not in _WHO | {"have", "do", "don't", "dont"} or said.low(at - 1) in _WHO | {"have", "do"}:
        return None
    place = at
    while said.low(place) in _WHO | _HAVING | _NOT | _YET | {"do"}:
        place += 1
    words = {said.low(one) for one in range(at, place)}
    if not words & _NOT or not words & _HAVING:
        return None
    if said.low(place) == "how" and said.low(place + 1) in ("much", "many", "big"):
        last = place + 2
    else:
        last = _fields(said, place)
    return (at, _rest(said, last)) if last and _over(said, _rest(said, last)) else None


def _unknown(said: Sentence, at: int) -> tuple[int, int] | None:
    """Read "phone: unknown", "the amount is not fixed yet"."""
    last = _field(said, at)
    if not last:
        return None
    while said.low(last) in (":", "is", "are", "'s", "still", "to", "be"):
        last += 1
    if said.low(last) in _MISSING and _over(said, last + 1):
        return at, last + 1
    told = said.low(last) in ("not", "follows", "follow") and said.low(last + 1) in _YET | {".", ",", ""}
    return (at, _rest(said, last + 1)) if told and _over(said, _rest(said, last + 1)) else None


def _fields(said: Sentence, at: int) -> int:
    """Return where the words for fields end that begin here; 0 where none do."""
    last = 0
    begin = at
    while begin - at < MOST_WORDS:
        while said.low(begin) in _ANY | {"no"}:
            begin += 1
        end = _field(said, begin)
        if not end:
            return last
        last = end
        if said.low(last) not in _JOINING:
            return last
        begin = last + 1
    return last


def _field(said: Sentence, at: int) -> int:
    """Return where the word for a field ends that begins here; 0 where none does."""
    for kind in ("field", "class"):
        mark = said.at(at, kind)
        if mark and mark.first == at:
            return mark.last
    return at + 1 if said.low(at) in _DETAILS else 0


def _rest(said: Sentence, at: int) -> int:
    while said.low(at) in _YET:
        at += 1
    return at


def _over(said: Sentence, at: int) -> bool:
    """Whether a piece of a sentence ends before a token."""
    return at >= len(said.tokens) or said.low(at) in _ENDING or _new_line(said, at)


def _new_line(said: Sentence, at: int) -> bool:
    return "\n" in said.text[said.tokens[at - 1].end : said.tokens[at].start]
