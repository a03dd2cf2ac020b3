"""In which order records are wanted: "largest", "latest", "the most expensive", "sorted by price"."""

from agent.embedded.conditions.timing import field_of
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft

ORDERS = {
    "largest": "-amount",
    "biggest": "-amount",
    "highest": "-amount",
    "top": "-amount",
    "smallest": "amount",
    "lowest": "amount",
    "cheapest": "amount",
    "greatest": "-amount",
    "richest": "-amount",
    "fattest": "-amount",
    "newest": "-created_at",
    "latest": "-created_at",
    "oldest": "created_at",
    "most recent": "-created_at",
    "recent": "-created_at",
    "earliest": "created_at",
}
_LARGE = words_of("big large valuable expensive high costly great")
"""Words that "most" raises: "the most big of my deals"."""
SORTED = words_of("sorted sort ordered order ranked rank")
_DOWN = words_of("descending desc top highest largest decreasing")


def ordered(draft: Draft, cls: Class) -> str:
    """Take "largest", "latest", "sorted by price"; return the order as the find tools take it."""
    return _sorted(draft, cls) or (_new(draft, cls) if cls.added else "") or _superlative(draft, cls)


def _new(draft: Draft, cls: Class) -> str:
    """Read "new boats": those that were added last come first."""
    for mark in draft.clause.marks("class"):
        if cls.name in mark.value and draft.low(mark.first - 1) == "new" and draft.plural(mark):
            draft.taken.add(mark.first - 1)
            return "-created_at"
    return ""


def _sorted(draft: Draft, cls: Class) -> str:
    """Read "sorted by price", "top 3 by stock"."""
    for mark in draft.open("field"):
        field, by = field_of(mark, cls), mark.first - 1
        lead = draft.low(by - 1) in SORTED
        down = [at for at in range(draft.clause.first, draft.clause.last) if draft.low(at) in _DOWN]
        if field and draft.low(by) == "by" and (lead or (down and cls.added)):
            draft.span(by - lead, mark.last)
            draft.taken.update(down)
            return f"-{field.name}" if down or (field == cls.measure and not cls.added) else field.name
    return ""


def _superlative(draft: Draft, cls: Class) -> str:
    for at in range(draft.clause.first, draft.clause.last):
        word = draft.low(at)
        lead = raised(draft, at)
        if lead:
            word = "biggest" if draft.low(at - 1) == "most" else "smallest"
        if at in draft.taken or word not in ORDERS | _COUNTED or draft.sentence.at(at, "name"):
            continue
        order = _by(draft, cls, at, word)
        if order:
            draft.span(at - lead, at + 1)
            return order
    return ""


def raised(draft: Draft, at: int) -> bool:
    """Whether "most" or "least" makes a superlative of a word."""
    return draft.low(at - 1) in ("most", "least") and draft.low(at) in _LARGE


_COUNTED = {"most": "-", "least": "", "fewest": ""}
"""Words that order by the number which they stand before: "the most rooms"."""


def _by(draft: Draft, cls: Class, at: int, word: str) -> str:
    """Return the order that a superlative means in a class; takes the field that is named behind it."""
    mark = draft.sentence.at(at + 1, "field") if cls.added else None
    named = field_of(mark, cls) if mark else None
    if mark and named and named.kind in ("number", "date") and ("amount" in ORDERS.get(word, "amount")):
        draft.take(mark)
        return f"{_COUNTED[word] if word in _COUNTED else ORDERS[word].removesuffix('amount')}{named.name}"
    if word in _COUNTED:
        return ""
    order = ORDERS[word]
    if "amount" in order:
        return order.replace("amount", cls.measure.name) if cls.measure else ""
    return order.replace("created_at", "completed_at") if "completed_at" in cls.fields else order
