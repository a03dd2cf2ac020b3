"""Words that only say that a sum which was told shall be entered: "put the total in", "please update the amount"."""

from dataclasses import replace

from agent.embedded.sentences.segments import Segment

_TOTAL = "total"
"""What such words may sound like."""
_ENTERED = {"update.amount": 1.0}


def entering(part: Segment, before: Segment | None) -> Segment:
    """Return the segment as a change of the amount, where it says that the sum told right before shall be entered."""
    clause = part.clause
    if not before or part.about != _TOTAL or clause.marks("name", "amount", "date", "choice", "length", "rate"):
        return part
    told = [mark for mark in before.clause.marks("amount") if mark.value.money or mark.value.by is not None]
    fields = any(name == "amount" for mark in clause.marks("field") for _, name in mark.value)
    ordered = any(form == "base" for _, form in clause.verbs("set", "create", "log", "append"))
    alone = len(told) == 1 and not before.clause.marks("date", "choice", "rate")
    if not alone or not (fields or clause.has("courtesy", _TOTAL)) or not ordered or "?" in clause.lows():
        return part
    return replace(part, shares=dict(_ENTERED))


def entered(part: Segment) -> bool:
    """Whether a segment is such an order."""
    return part.shares == _ENTERED
