"""Words that point to records of the last list as its names would: "the Portela one", "the bigger", "all but the last".

Such words become a name, and all else reads the message as if the record had been named.
"""

from dataclasses import dataclass, replace

from agent.embedded.language.names import Name, Ref, ref_of
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.records.narrowing import Rows
from agent.embedded.records.singling import OTHERS, PLACES, RANKS, Shown
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Sentence

_HEADS = words_of("one ones")
_LEADS = words_of("the that those my this")
_HEADLESS = RANKS | OTHERS | PLACES
_STOPS = words_of(
    "to into in on at for with from of by and or but then so put move set make mark give push assign take close is are "
    "was were goes go as , . : ; - ! ? ( ) -> = if when because show tell about what which who it's that's"
)
_TAILS = words_of("at with of from for in by that which thats who closing worth")
_BEFORE = 5
"""Words of a description before "one"."""
_AFTER = 6
"""Words of a description behind it: "the one that closes in April"."""
_COUNTED = words_of(
    "stage stages step steps week weeks day days month months hour hours minute minutes more less percent quarter year"
)
"""Words before which "one" counts, and "later" tells how much."""
_UNCHANGED = words_of("stays stay stayed remains remain same fine")
_BUT = words_of("but except excluding besides")
_EVERY = words_of("all everything every each")
POINTS = _HEADS | _HEADLESS | _BUT | {"both"}
"""Words without which nothing points to a list."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Words that describe records: tokens `first` up to `last`, and the records."""

    first: int
    last: int
    rows: Rows
    many: bool = False


def pointed(heard: Hearing, shown: Shown) -> tuple[Hearing, list[Ref]]:
    """Return the message with names for what points to records shown before, and those of them that are meant now.

    Where several are meant together, "them" stands in their place.
    """
    said, spoken = heard.sentence(), set(shown.spoken)
    spans: list[_Span] = []
    at = 0
    while at < len(said.tokens):
        spoken |= _mentioned(said, at, shown)
        span = _span(said, at, replace(shown, spoken=spoken))
        if span:
            spans.append(span)
            spoken |= set() if span.many else {row["id"] for row in span.rows}
        at = span.last if span else at + 1
    several = next((span.rows for span in spans if span.many), [])
    for span in reversed(spans):
        heard = _named(heard, span)
    return heard, [ref_of(row) for row in several]


def _mentioned(said: Sentence, at: int, shown: Shown) -> set[str]:
    """Return the record of the list that is named here: what comes then may be about the other."""
    mark = said.at(at, "name") or said.at(at, "kind")
    rows = shown.described(said, [at]) if mark and mark.first == at and said.low(at) not in _STOPS else []
    return {rows[0]["id"]} if len(rows) == 1 else set()


def _span(said: Sentence, at: int, shown: Shown) -> _Span | None:
    """Return the description that begins at a word."""
    if said.at(at, "date") or said.at(at, "quote"):
        return None
    if said.low(at) in _EVERY and said.low(at + 1) in _BUT:
        return _left(said, at, shown)
    if "both" in (said.low(at), said.low(at + 1)) and said.low(at) in ("both", "them", "these", "those"):
        return _two(said, at, shown)
    return _worded(said, at, shown)


def _worded(said: Sentence, at: int, shown: Shown) -> _Span | None:
    """Return the description around the next "one", or the comparison without it."""
    lead = said.low(at) in _LEADS
    for head in range(at + lead, min(at + lead + _BEFORE, len(said.tokens))):
        low = said.low(head)
        if low in _STOPS or said.at(head, "date") or said.at(head, "amount"):
            return None
        if low in _HEADS and head >= at + lead:
            return _headed(said, at, head, shown) if head > at + lead or lead else None
        if low in _HEADLESS and head == at + lead and lead:
            return _bare(said, at, head, shown)
        if not lead and said.at(head, "verb"):
            return None
    return None


def _headed(said: Sentence, first: int, head: int, shown: Shown) -> _Span | None:
    """Read "the Portela one", "the ones in lead": words before "one", or behind it."""
    if said.low(head + 1) in _COUNTED or said.at(head, "length"):
        return None
    before = list(range(first + (said.low(first) in _LEADS), head))
    many = said.low(head) == "ones"
    rows = shown.described(said, before) if before else []
    if before and (rows or said.low(head + 1) not in _TAILS):
        return _made(first, head + 1, rows, many=many)
    if said.low(head + 1) not in _TAILS:
        return None
    for last in range(min(head + 1 + _AFTER, len(said.tokens)), head + 1, -1):
        inside = range(head + 2, last)
        broken = any(said.tokens[at].kind == "mark" or said.low(at) in ("to", "and", "goes", "is") for at in inside)
        rows = [] if broken else shown.described(said, [*before, *range(head + 1, last)])
        ended = last == len(said.tokens) or not said.at(last, "name")
        if rows and ended and len(rows) < len(shown.rows):
            return _made(first, _shortest(said, head, last, rows, shown), rows, many=many)
    return None


def _shortest(said: Sentence, head: int, last: int, rows: Rows, shown: Shown) -> int:
    """Return where a description may end that still means the same records."""
    while last > head + 3 and shown.described(said, range(head + 1, last - 1)) == rows:
        last -= 1
    return last


def _bare(said: Sentence, first: int, head: int, shown: Shown) -> _Span | None:
    """Read "the bigger", "the other deal", "the smaller of the two", "the rest"."""
    last = head + 1
    cls = shown.cls
    mark = said.at(last, "class")
    if said.low(last) in _HEADS or (mark and cls and cls.name in mark.value):
        last += 1
    elif said.low(last) == "of" and said.low(last + 1) in ("those", "the", "these", "them"):
        last += 2
        last += said.low(last) in ("two", "three", "deals", "tasks", "them")
    elif not _ends(said, last):
        return None
    low = said.low(head)
    many = low in ("others", "rest", "remaining") or said.low(last - 1).endswith("s")
    if low in _UNCHANGED or said.low(last) in _UNCHANGED or said.low(last) in _COUNTED:
        return None
    return _made(first, last, shown.described(said, [head]), many=many)


def _ends(said: Sentence, at: int) -> bool:
    """Whether a description without a noun may end before this word."""
    return at >= len(said.tokens) or said.low(at) in _STOPS or bool(said.at(at, "verb")) or said.low(at) == "'s"


def _two(said: Sentence, at: int, shown: Shown) -> _Span | None:
    """Read "both", "both of them", "them both" after a list of two."""
    last = at + 2 if said.low(at) != "both" else at + 1
    last += 2 if said.low(last) == "of" and said.low(last + 1) in ("them", "these", "those") else 0
    return _made(at, last, shown.rows, many=True) if len(shown.rows) == 2 else None


def _left(said: Sentence, at: int, shown: Shown) -> _Span | None:
    """Read "all but the last one", "everything except the Corvid ones"."""
    inner = _span(said, at + 2, shown)
    if not inner:
        return None
    gone = {row["id"] for row in inner.rows}
    return _made(at, inner.last, [row for row in shown.rows if row["id"] not in gone], many=True)


def _made(first: int, last: int, rows: Rows, *, many: bool) -> _Span | None:
    return _Span(first, last, rows, many=many and len(rows) > 1) if rows else None


def _named(heard: Hearing, span: _Span) -> Hearing:
    """Return the message with a name, or "them", in place of a description."""
    start, end = heard.cut[span.first].start, heard.cut[span.last - 1].end
    refs = [ref_of(row).model_copy(update={"score": 1.0, "fit": 1.0}) for row in span.rows]
    text = "them" if span.many else refs[0].name if len(refs) == 1 else heard.text[start:end]
    token = Token(text, text.lower(), "word", start, end)
    gone = span.last - span.first - 1
    kept = [
        name if name.last <= span.first else name.model_copy(update=_moved(name, gone))
        for name in heard.names
        if name.last <= span.first or name.first >= span.last
    ]
    weak = all(ref.cls == "Activity" for ref in refs)
    made = [] if span.many else [Name(text=text, first=span.first, last=span.first + 1, refs=refs, weak=weak)]
    cut = [*heard.cut[: span.first], token, *heard.cut[span.last :]]
    return Hearing(heard.text, cut, [*made, *kept], heard.lexicon, heard.now)


def _moved(name: Name, gone: int) -> dict[str, int]:
    return {"first": name.first - gone, "last": name.last - gone}


def points(heard: Hearing) -> bool:
    """Whether a message may point to a list at all."""
    return any(token.low in POINTS for token in heard.cut)
