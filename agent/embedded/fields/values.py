"""New values that a clause gives to fields: which value belongs to which field."""

from collections.abc import Callable, Mapping, Sequence

from agent.embedded.conditions.truths import truth
from agent.embedded.fields.meaning import meant
from agent.embedded.fields.people import assigned, pointer
from agent.embedded.fields.shifts import amount_change, date_change, kept_time, stage_change
from agent.embedded.fields.texts import text_value
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.given import INTO, Values
from agent.embedded.values.calendar import When
from agent.embedded.values.money import Amount

_TYPED = {
    "number": ("amount",),
    "date": ("date", "length"),
    "email": ("email",),
    "phone": ("phone", "amount"),
    "url": ("url",),
    "choice": ("choice", "kind"),
}
_TOLD: Mapping[str, Callable[[Draft, Mark, Field, Values], None]] = {
    "pointer": pointer,
    "text": text_value,
    "long": text_value,
    "truth": truth,
}


def values(draft: Draft, cls: Class, *, assigning: bool = False, creating: bool = False) -> Values:
    """Return the values that the clause gives to fields of a class; takes the words for them."""
    found = Values()
    draft.making = creating
    _old(draft)
    for mark, known in _fields(draft, cls):
        if not draft.taken.isdisjoint(mark.places):
            continue
        if known.kind in _TYPED:
            _typed(draft, mark, known, found, cls)
        elif known.kind in _TOLD:
            _TOLD[known.kind](draft, mark, known, found)
    if assigning:
        assigned(draft, cls, found)
    step = None if creating else stage_change(draft, cls)
    if step:
        found.change[step[0]] = step[1]
    _plain(draft, cls, found, creating=creating)
    return found


def _fields(draft: Draft, cls: Class) -> list[tuple[Mark, Field]]:
    """Return the field words of the clause, with the fields of this class that they name."""
    found = []
    for mark in draft.open("field"):
        names = [name for owner, name in mark.value if owner == cls.name and not cls.fields[name].fixed]
        lacking = draft.before(mark, ("a", "an", "any", "valid")) in ("no", "without", "w/o", "missing", "lacks")
        if names and not lacking:
            found.append((mark, cls.fields[names[0]]))
    return found


def _old(draft: Draft) -> None:
    """Take "from 10k" in "from 10k to 20k", and "from proposal": the old value."""
    for kind in ("amount", "choice", "date"):
        marks = draft.open(kind)
        for mark in marks:
            if draft.before(mark) == "from" and any(draft.before(one) in ("to", "into") for one in marks):
                draft.take(mark)
            elif draft.low(mark.first - 1) == "not" and len(marks) > 1:
                draft.span(mark.first - 1, mark.last)
            elif leaving(draft, mark) and len(marks) > 1:
                draft.span(mark.first - 2, mark.last)


def leaving(draft: Draft, mark: Mark) -> bool:
    """Whether a value is the one that is left: "instead of lead", "rather than proposal", "out of lost"."""
    return (draft.low(mark.first - 2), draft.low(mark.first - 1)) in _LEAVING


_LEAVING = {("instead", "of"), ("rather", "than"), ("out", "of"), ("away", "from")}


def _typed(draft: Draft, mark: Mark, known: Field, found: Values, cls: Class) -> None:
    value = _right(draft, mark, known, cls) or _left(draft, mark, known)
    if value is None:
        return
    if _put(draft, known, value, found):
        draft.take(mark, value)


def _fits(draft: Draft, mark: Mark, known: Field) -> bool:
    if mark.kind in ("choice", "kind"):
        return bool(chosen(mark, known)) and not qualifier(draft, mark)
    if mark.kind == "amount" and known.kind == "phone":
        return bool(mark.value.value >= 1e4) and not mark.value.money
    if mark.kind == "amount" and known.name == "amount" and _no_sum(draft, mark):
        return False
    return not (mark.kind == "amount" and _compared(draft, mark))


def _no_sum(draft: Draft, mark: Mark) -> bool:
    """Whether a number only tells how many there are, or how much more than before where nothing was before."""
    return mark.value.counts or (draft.making and mark.value.by is not None)


def _right(draft: Draft, mark: Mark, known: Field, cls: Class) -> Mark | None:
    """Return the first fitting value to the right, before the next field gets its turn."""
    rest = [one for one in draft.open(*_TYPED[known.kind]) if one.first >= mark.last and _fits(draft, one, known)]
    if not rest:
        return None
    led = [one for one in rest[1:] if draft.low(one.first - 1) in _TOWARDS]
    if rest[0].kind == "date" and led and draft.low(rest[0].first - 1) not in _TOWARDS:
        return None  # "due today to tomorrow": the first only tells which
    others = [one for one, _ in _fields(draft, cls) if mark.last <= one.first < rest[0].first]
    rivals = [one for one in others if not _same_words(one, rest[0])]
    if cls.added and draft.before(rest[0]) not in INTO:
        rest = [one for one in rest if draft.before(one) == "to"] or rest
    into = draft.before(rest[0]) in INTO
    return rest[0] if not rivals or (into and not _rival(rivals, rest[0])) else None


_TOWARDS = words_of("to -> → until till")


def _rival(rivals: Sequence[Mark], value: Mark) -> bool:
    return any(value.first - one.last <= 2 for one in rivals)


def _same_words(one: Mark, other: Mark) -> bool:
    return not set(one.places).isdisjoint(other.places)


def _left(draft: Draft, mark: Mark, known: Field) -> Mark | None:
    """Return a value to the left, as in "60k as the amount", "x@y.example as email"."""
    near = [one for one in draft.open(*_TYPED[known.kind]) if one.last <= mark.first and _fits(draft, one, known)]
    if near and draft.before(mark, ("the", "a", "new", "her", "his", "its", "their")) in ("as", "for", "in"):
        return near[-1]
    if near and near[-1].last == mark.first:
        return near[-1]
    return None


def chosen(mark: Mark, known: Field) -> str:
    """Return the listed value that a mark names for a field."""
    if mark.kind == "kind":
        return next((value for value in mark.value if known.name == "type" and value in known.choices), "")
    return next((value for _, name, value in mark.value if name == known.name and value in known.choices), "")


def qualifier(draft: Draft, mark: Mark) -> bool:
    """Whether a listed value only qualifies what follows, as in "the lost deals"."""
    after = draft.sentence.at(mark.last, "class") or draft.sentence.at(mark.last, "name")
    if not after or not any(name in ("Deal", "Activity") for name in _classes(after)):
        return False
    lead = draft.before(mark, ("a", "an", "the"))
    return lead not in ("to", "into", "as", "is", "=", "->")


def _classes(mark: Mark) -> list[str]:
    return mark.value if mark.kind == "class" else [ref.cls for ref in name_of(mark).refs]


def _compared(draft: Draft, mark: Mark) -> bool:
    lead = draft.before(mark)
    if draft.making and lead == "over":  # "a deal over 47k" is one of so much
        return False
    return lead in words_of("over above under below than > < >= <= least most between exceeding")


def _put(draft: Draft, known: Field, mark: Mark, found: Values) -> bool:
    """Set a field to what a mark says."""
    if known.name in found.set or known.name in found.change:
        return False
    if known.kind == "number":
        return _number(draft, known, mark, found)
    if known.kind == "date":
        return _date(draft, known, mark, found)
    found.set[known.name] = chosen(mark, known) if known.kind == "choice" else str(written(draft, mark))
    return True


def written(draft: Draft, mark: Mark) -> str:
    """Return the words of a mark as they were written."""
    return draft.sentence.words(mark.first, mark.last).strip("\"“”«»`'")


def _number(draft: Draft, known: Field, mark: Mark, found: Values) -> bool:
    amount: Amount = mark.value
    change = amount_change(draft, mark)
    if change:
        found.change[known.name] = change
        return True
    if amount.percent:
        return False
    if draft.low(mark.first - 1) == "-" and draft.low(mark.first - 2) in INTO:
        found.problem = f"{known.words.capitalize()} cannot be negative"
    if amount.currency and draft.world.currency and amount.currency != draft.world.currency:
        said = draft.sentence.words(mark.first, mark.last)
        found.problem = (
            f"amounts here are in {draft.world.currency}, and you said {said}; tell me the amount in "
            f"{draft.world.currency}"
        )
    found.set[known.name] = plain(amount.value)
    return True


def plain(number: float) -> int | float:
    """Return a whole number without its decimal point."""
    return int(number) if number == int(number) else number


def _date(draft: Draft, known: Field, mark: Mark, found: Values) -> bool:
    if mark.kind == "length":
        change = date_change(draft, mark)
        if change:
            found.change[known.name] = change
        return change is not None
    when: When = mark.value
    if when.invalid:
        found.problem = f"there is no such day as “{when.text}”"
        return True
    if not when.day:
        if draft.before(mark) in ("before", "after", "since"):
            return False
        found.missing, found.offer = known.name, str(when.last)
        return True
    kept = kept_time(draft, when) if known.name == "due_date" and not draft.making else None
    if kept:
        found.change[known.name] = kept
    else:
        found.set[known.name] = when.written(past=draft.past)
    return True


def _plain(draft: Draft, cls: Class, found: Values, *, creating: bool) -> None:
    """Give values without a field word to the only field that can take them; first those that are plainly new ones."""
    for plainly in (True, False):
        for mark in draft.open("amount", "date", "length", "choice", "email", "phone", "url"):
            if draft.taken.isdisjoint(mark.places):
                _place(draft, cls, mark, found, creating=creating, plainly=plainly)


def _takers(draft: Draft, cls: Class, mark: Mark, *, creating: bool) -> list[Field]:
    """Return the fields that take a value without a field word, in their order: of a workspace's numbers what it costs.

    A bare number says nothing of a new record with several numbers, nor of one that is there without an order.
    """
    fields = list(cls.fields.values())
    if mark.kind != "amount" or not cls.added:
        return fields
    told = mark.value.money or len(cls.kinds("number")) == 1
    if not creating:
        told = any(form == "base" for _, form in draft.clause.verbs("set", "raise", "lower"))
    return [one for one in fields if one.kind != "number" or (told and one is cls.measure)]


def _place(draft: Draft, cls: Class, mark: Mark, found: Values, *, creating: bool, plainly: bool) -> None:
    for known in _takers(draft, cls, mark, creating=creating):
        taken = known.name in found.set or known.kind not in _TYPED or mark.kind not in _TYPED[known.kind]
        if taken or not _fits(draft, mark, known):
            continue
        if meant(draft, mark, known, creating=creating, plainly=plainly):
            if _put(draft, known, mark, found):
                draft.take(mark)
            return
