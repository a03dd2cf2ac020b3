"""What kind of answer a question wants by a few words that nobody uses otherwise: a number, one record, whose."""

from itertools import pairwise

from agent.embedded.conditions.ordering import ordered
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import words_of
from agent.embedded.readings.counts import grouped
from agent.embedded.readings.rankings import ranked
from agent.embedded.sentences.draft import Draft

_COUNTING = (("how", "many"), ("how", "mny"), ("number", "of"), ("count", "of"))
_SUMMED = words_of("total sum average avg altogether combined")
_TITLES = words_of("names titles")
_NO_CLASS = words_of("whole entire per by each every")
_BESIDE = words_of("each compare versus vs both more less bigger smaller or")
_SHARES = words_of("percentage percent ratio rate proportion")
_COMPARING = words_of("ratio versus vs compared compare than against share proportion")
PIPELINE = words_of("pipeline pipe funnel forecast")


def counting(draft: Draft) -> bool:
    """Whether a number of records is asked for: "how many", "the count of"."""
    lows = draft.clause.lows()
    return lows[:1] == ["count"] or any(pair in _COUNTING for pair in pairwise(lows))


def figures(draft: Draft, cls: Class) -> bool:
    """Whether a number is asked for without doubt: how many, who has most, a figure for each person, how much."""
    lows = set(draft.clause.lows())
    by = grouped(draft.copy(), cls)
    summed = cls.measure and ("how much" in draft.clause.said or lows & _SUMMED)
    each = by or each_named(draft, cls) or compared(draft, cls)
    return bool(counting(draft) or summed or ranked(draft.copy(), cls) or each)


def single(draft: Draft, cls: Class) -> bool:
    """Whether one record is asked for by its rank, which sounds like a figure: "my largest deal"."""
    lows = set(draft.clause.lows())
    return bool(lows & _TITLES) or (bool(ordered(draft.copy(), cls)) and not lows & _SUMMED)


def spoken_class(draft: Draft) -> Class | None:
    """Return the class that a clause speaks of: by its word, by a kind of activity, by what is overdue; else deals."""
    classes = draft.world.vocabulary.classes
    if PIPELINE & set(draft.clause.lows()):
        return classes.get("Deal")
    for mark in draft.clause.marks("class"):
        known = [classes[name] for name in mark.value if name in classes]
        if draft.low(mark.first - 1) in _NO_CLASS:  # all of us, and no company
            continue
        if known and (draft.plural(mark) or len(known) == 1):
            return known[0]
    said = draft.clause.marks("kind") or {"overdue", "late", "agenda", "todo"} & set(draft.clause.lows())
    return classes.get("Activity" if said and not draft.clause.marks("choice") else "Deal")


def each_named(draft: Draft, cls: Class) -> str:
    """Return the owner's field where a figure is asked for each of several people: "Ann and Bob: how much has each"."""
    lows = set(draft.clause.lows())
    people = [mark for mark in draft.names() if any(ref.cls == "_User" for ref in mark.value.refs)]
    return cls.owner.name if cls.owner and len(people) > 1 and lows & _BESIDE else ""


def compared(draft: Draft, cls: Class) -> str:
    """Return the stage's field where stages are compared: "more leads than proposals", "won versus lost"."""
    stages = {value for mark in draft.clause.marks("choice") for owner, _, value in mark.value if owner == cls.name}
    lows = set(draft.clause.lows())
    several = (len(stages) > 1 and lows & _COMPARING) or lows & _SHARES
    return cls.stage.name if cls.stage and several else ""
