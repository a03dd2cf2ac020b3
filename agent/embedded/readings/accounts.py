"""What somebody told of a call or plan, as it is kept: without the words that only say to write it down."""

from collections.abc import Collection, Iterator

from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Clause

_ORDERS = ("log", "plan", "create", "append")
_WRITING = words_of("enter put make block reserve keep write add file")
_BESIDE = words_of(
    "it that this as one down in into under history record file crm calendar diary plan agenda enter put make block "
    "reserve keep write add file due please pls so him her them me us my our for same call's"
)


def account(clause: Clause) -> str:
    """Return the sentences of a clause that tell something; all of it, where every sentence is an order."""
    kept = [one.text.strip() for one in _sentences(clause) if not ordering(one)]
    text = " ".join(kept).strip(" ,;-") or clause.text.strip(" ,;-")
    return text[:1].upper() + text[1:]


def _sentences(clause: Clause) -> Iterator[Clause]:
    """Yield the sentences of a clause; the order behind the last comma is one of its own: "…, please log that"."""
    for begin, end in sentences(clause.sentence):
        first, last = max(begin, clause.first), min(end, clause.last)
        if first >= last:
            continue
        colon = next((at for at in range(first, last - 1) if clause.sentence.low(at) == ":"), first)
        if colon > first and _heading(Clause(clause.sentence, first, colon)):
            first = colon + 1
        joints = [at for at in range(first + 1, last) if clause.sentence.low(at) in (",", "so", "-", ";")]
        tail = Clause(clause.sentence, joints[-1], last) if joints else None
        if tail and ordering(tail):
            yield Clause(clause.sentence, first, tail.first)
        else:
            yield Clause(clause.sentence, first, last)


def _heading(clause: Clause) -> bool:
    """Whether words before a colon only order, and say of whom and when: "record a call with Ada, 15:30: …"."""
    said = clause.sentence
    verbs = {mark.first: mark for mark, form in clause.verbs(*_ORDERS) if form == "base"}
    places = range(clause.first, clause.last)
    return bool(verbs) and all(said.at(at, "name") or _empty(clause, at, verbs) for at in places)


def ordering(clause: Clause) -> bool:
    """Whether words say nothing but that something shall be written down: "Please log that call"."""
    places = range(clause.first, clause.last)
    verbs = {mark.first: mark for mark, form in clause.verbs(*_ORDERS) if form == "base"}
    if not all(_empty(clause, at, verbs) for at in places):
        return False
    return bool(verbs) or any(clause.sentence.low(at) in _WRITING for at in places)


def _empty(clause: Clause, at: int, verbs: Collection[int]) -> bool:
    said = clause.sentence
    token = said.tokens[at]
    marked = any(said.at(at, kind) for kind in ("kind", "courtesy", "date"))
    return token.kind == "mark" or token.low in FREE | _BESIDE or at in verbs or marked
