"""Numbers beside a new record that are no sum: pieces of something, and parts of what something is called."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.evidence import NAMED

THOUSAND = 1_000
LEAST = 100
"""A smaller number without a currency is hardly what a deal is worth."""
_PIECES = words_of("of pieces pcs pc units unit x each apiece per items copies sets pairs a/c people persons")
_TOWARDS = words_of("about around roughly circa approx approximately ~ is : = of at for over worth to be some maybe")
_MARKED = ("name", "verb", "field", "choice", "class", "date", "amount", "length")


def no_sums(draft: Draft) -> list[Mark]:
    """Return the numbers and hours of a clause that are neither what a deal is worth nor when it closes."""
    numbers = [mark for mark in draft.open("amount") if not mark.value.percent and _no_sum(draft, mark)]
    hours = [mark for mark in draft.open("date") if mark.value.bare or not (mark.value.first or mark.value.invalid)]
    return [*numbers, *hours]


def stories(draft: Draft) -> list[Mark]:
    """Return the periods of which a message only tells, and that nobody hears as the day of something."""
    evidence, tokens = draft.world.evidence, draft.sentence.tokens
    told = [mark for mark in draft.open("date") if not _deciding(draft, mark)]
    vague = [mark for mark in told if not (mark.value.day or mark.value.invalid or _labelled(draft, mark))]
    slots = [
        evidence.tags.slot(tokens[m.first].start, tokens[m.last - 1].end) if evidence else ("date", 1) for m in vague
    ]
    return [mark for mark, (slot, sure) in zip(vague, slots, strict=True) if slot != "date" or sure < NAMED]


def counted(draft: Draft) -> list[Mark]:
    """Return the numbers of things: "40 syringe pumps", of a message that names a sum besides."""
    sums = [mark for mark in draft.clause.marks("amount") if not mark.value.percent]
    things = [mark for mark in sums if not mark.value.money and mark.value.value < THOUSAND and _noun(draft, mark.last)]
    return things if len(things) < len(sums) else []


def _deciding(draft: Draft, mark: Mark) -> bool:
    """Whether somebody decides, signs or buys then: "they decide in June"."""
    return bool(_DECIDING & {draft.low(at) for at in range(mark.first - 4, mark.first)})


_DECIDING = words_of(
    "decide decides deciding decision close closes closing sign signs signing expect expects expected buy order orders"
)


def _no_sum(draft: Draft, mark: Mark) -> bool:
    if mark.value.money or _labelled(draft, mark):
        return False
    small = mark.value.value < LEAST
    pieces = draft.low(mark.last) in _PIECES or (mark.value.value < THOUSAND and _noun(draft, mark.last))
    return small or pieces or _called(draft, mark)


def _labelled(draft: Draft, mark: Mark) -> bool:
    """Whether the word for its field leads to a value: "amount 50", "value is about 900"."""
    at = mark.first - 1
    while draft.low(at) in _TOWARDS:
        at -= 1
    field = draft.sentence.at(at, "field")
    return field is not None and any(name in ("amount", "expected_close_date") for _, name in field.value)


def _called(draft: Draft, mark: Mark) -> bool:
    """Whether a number is part of what something is called: "Windows 365", and not heard as a sum."""
    before = draft.sentence.tokens[mark.first - 1] if mark.first > draft.clause.first else None
    evidence, tokens = draft.world.evidence, draft.sentence.tokens
    if not before or not before.proper or draft.sentence.at(mark.first - 1, "name"):
        return False
    slot, sure = evidence.tags.slot(tokens[mark.first].start, tokens[mark.last - 1].end) if evidence else ("", 0.0)
    return not (slot == "amount" and sure >= NAMED)


def _noun(draft: Draft, at: int) -> bool:
    """Whether a plain word that may be a thing stands here."""
    token = draft.sentence.tokens[at] if at < draft.clause.last else None
    return bool(token and token.kind == "word" and token.low not in FREE) and not any(
        draft.sentence.at(at, kind) for kind in _MARKED
    )
