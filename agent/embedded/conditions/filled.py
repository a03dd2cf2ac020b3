"""Records of which a field has a value, or none: "with a seller", "that have an amount", "that do not have one"."""

from agent.embedded.conditions.timing import field_of
from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft

_HAVING = words_of("with has have having had")
_ALREADY = words_of("already actually currently now")
_BEHIND = words_of(". , ? ! ; and for please pls already now in at of up down by")
_NOT = words_of("not don't dont doesn't doesnt")
_DO = words_of("do does")
_RELATIVE = words_of("that which who")


def filled(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Return the conditions that fields have a value, or have none."""
    found = []
    for at in draft.having(_HAVING):
        place = at + 1
        while draft.low(place) in _ALREADY:
            place += 1
        field, end = _named(draft, cls, place) or _one(draft, cls, at, place) or (None, 0)
        if field and (end >= draft.clause.last or draft.low(end) in _BEHIND):
            draft.span(_begun(draft, at), end)
            found.append(Condition(field=field.name, op="empty" if _without(draft, at) else "filled"))
    return found


def _begun(draft: Draft, at: int) -> int:
    """Return where "do not already have" begins."""
    while draft.low(at - 1) in _ALREADY | _NOT | _DO:
        at -= 1
    return at


def _without(draft: Draft, at: int) -> bool:
    return any(draft.low(place) in _NOT for place in range(_begun(draft, at), at))


def _named(draft: Draft, cls: Class, at: int) -> tuple[Field, int] | None:
    """Read "an amount", "any close date"."""
    if draft.low(at) not in ("a", "an", "any"):
        return None
    mark = draft.sentence.at(at + 1, "field")
    field = field_of(mark, cls) if mark and mark.first == at + 1 and draft.taken.isdisjoint(mark.places) else None
    return (field, mark.last) if mark and field else None


def _one(draft: Draft, cls: Class, having: int, at: int) -> tuple[Field, int] | None:
    """Read "that has one": what was named before it."""
    first = _begun(draft, having)
    if draft.low(at) not in ("one", "any") or draft.low(first - 1) not in _RELATIVE:
        return None
    named = [field for mark in draft.clause.marks("field") if mark.last <= first and (field := field_of(mark, cls))]
    return (named[-1], at + 1) if named else None
