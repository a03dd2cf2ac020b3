"""Conditions on amounts: "over 50k", "between 10 and 20k", "50k or more"."""

from agent.embedded.language.intents import Condition, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.values.money import Amount

NEAR = 5
"""So many words an amount may stand from the name of its field."""
_MORE = words_of("more greater bigger larger higher expensive dearer costlier pricier")
_LESS = words_of("less smaller lower fewer cheaper")
_PAIRS = {
    **{(word, "than"): "over" for word in _MORE},
    **{(word, "than"): "under" for word in _LESS},
    **dict.fromkeys((("at", "least"), ("up", "from")), "at_least"),
    **dict.fromkeys((("at", "most"), ("up", "to")), "at_most"),
}
_SINGLE = {
    "over": words_of("over above exceeding > beyond upwards exceeds exceed than"),
    "under": words_of("under below < beneath"),
    "at_least": words_of(">= ≥"),
    "at_most": words_of("<= ≤"),
}
_TAILS = {
    **{("or", word): "at_least" for word in ("more", "above", "higher", "over")},
    **{("or", word): "at_most" for word in ("less", "under", "below")},
    **{("and", word): "at_least" for word in ("up", "above", "more")},
    ("and", "below"): "at_most",
}


def amount_conditions(draft: Draft, cls: Class, _: Noun) -> list[Condition]:
    """Read "over 50k", "at least 10 000", "between 10 and 20k", "worth less than 5k", "the 60k deal"."""
    if not cls.measure:
        return []
    found = _spans(draft, cls.measure)
    marks = draft.open("amount")
    for at, mark in enumerate(marks):
        amount: Amount = mark.value
        if amount.percent or not draft.taken.isdisjoint(mark.places):
            continue
        said = _named(draft, cls, mark)
        known = said[0] if said else cls.measure
        made = _between(draft, mark, marks[at + 1 : at + 2], known) or _compared(draft, mark, known)
        if not made and said and cls.added and (said[1].first == mark.last or mark.first - said[1].last <= 1):
            draft.take(mark)
            made = [Condition(field=known.name, value=mark.value.value)]
        if made:
            found += made
            for field in draft.open("field"):
                if any(name == known.name for _, name in field.value) and abs(field.first - mark.first) <= NEAR:
                    draft.take(field)
    return found


def _spans(draft: Draft, measure: Field) -> list[Condition]:
    """Read "60-100k"."""
    spans = draft.open("range")
    draft.take(*spans)
    return [condition for span in spans for condition in _within(measure, *span.value)]


def _named(draft: Draft, cls: Class, amount: Mark) -> tuple[Field, Mark] | None:
    """Return the number that is named nearest to an amount: "with stock below 5", "more than 3 rooms"."""
    near = [
        (cls.fields[name], mark)
        for mark in draft.open("field")
        for owner, name in mark.value
        if owner == cls.name and cls.fields[name].kind == "number" and abs(mark.first - amount.first) <= NEAR
    ]
    return min(near, key=lambda one: abs(one[1].first - amount.first), default=None)


def _between(draft: Draft, mark: Mark, following: list[Mark], field: Field) -> list[Condition]:
    if not following or draft.low(mark.last) not in ("and", "to", "-"):
        return []
    if draft.before(mark) not in ("between", "from", "range"):
        return []
    low, high = mark.value.value, following[0].value.value
    if following[0].value.money and not mark.value.money and low < 1000 <= high:
        low *= 1000 if high < 1e6 or low >= 10 else 1e6
    draft.take(mark, following[0])
    draft.taken.add(mark.first - 1)
    return _within(field, low, high)


def _within(field: Field, low: float, high: float) -> list[Condition]:
    return [
        Condition(field=field.name, op="at_least", value=low),
        Condition(field=field.name, op="at_most", value=high),
    ]


def _compared(draft: Draft, mark: Mark, field: Field) -> list[Condition]:
    place = mark.first - 1
    word = draft.low(place)
    op = _PAIRS.get((draft.low(place - 1), word), "")
    if op:
        place -= 1
        if draft.low(place) == "expensive" and draft.low(place - 1) in ("more", "less"):
            place -= 1
            op = "under" if draft.low(place) == "less" else op
    else:
        op = next((one for one, known in _SINGLE.items() if word in known), "")
    if not op:
        return _exactly(draft, mark, field)
    draft.span(place, mark.last)
    if draft.low(mark.last) == "+":
        draft.taken.add(mark.last)
    return [Condition(field=field.name, op=op, value=mark.value.value)]


def _exactly(draft: Draft, mark: Mark, field: Field) -> list[Condition]:
    after = (draft.low(mark.last), draft.low(mark.last + 1))
    if after[0] == "+":
        draft.span(mark.first, mark.last + 1)
        return [Condition(field=field.name, op="at_least", value=mark.value.value)]
    if after in _TAILS:
        draft.span(mark.first, mark.last + 2)
        return [Condition(field=field.name, op=_TAILS[after], value=mark.value.value)]
    lead = draft.before(mark)
    if mark.value.money or mark.value.value >= 1000 or lead in ("worth", "of", "amount", "exactly"):
        draft.take(mark)
        if lead in ("worth", "exactly", "="):
            draft.taken.add(mark.first - 1)
        return [Condition(field=field.name, value=mark.value.value)]
    return []
