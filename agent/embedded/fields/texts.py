"""New values that are text: "industry to Energy", "address: 5 High Street"."""

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.vocabulary import Field
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.evidence import NAMED
from agent.embedded.sentences.given import Values


def text_value(draft: Draft, mark: Mark, known: Field, found: Values) -> None:
    """Read a text after its field: "industry to Energy", "address: 5 High Street", "title “Pilot”"."""
    if known.name in found.set:
        return
    start = _connector(draft, mark)
    if start is None and _bare(draft, mark.last):
        start = mark.last
    if start is None:
        _within(draft, mark, known, found)
        return
    start, end = _heard(draft, known, start, _text_end(draft, start, known))
    if end <= start:
        return
    if draft.sentence.words(mark.first, mark.last).lower() in _PARTS:
        found.problem = "I can only write a whole name; tell me all of it"
    text = draft.sentence.words(start, end).strip(" \"“”«»`'").rstrip(".,;!")
    if text:
        found.set[known.name] = text
        draft.take(mark)
        draft.span(start, end)
        draft.taken.add(start - 1)
        if draft.low(start - 2) == "should":
            draft.taken.add(start - 2)


_PARTS = ("surname", "last name", "family name", "first name", "maiden name", "given name")
"""Parts of a name, that must not take the place of all of it."""
_SLOTS = {"industry": "industry", "address": "address"}


def _heard(draft: Draft, known: Field, start: int, end: int) -> tuple[int, int]:
    """Return a text with the words that the tagger hears in it: not more of an industry, all of an address.

    An old value is none: "whoever set the industry to Utilities wants a word".
    """
    evidence, slot = draft.world.evidence, _SLOTS.get(known.name)
    if not evidence or not slot:
        return start, end
    tokens = draft.sentence.tokens
    for first, last in evidence.runs(draft.clause, slot):
        if first >= end or last <= start:
            continue
        role, sure = evidence.tags.role(tokens[first].start, tokens[last - 1].end)
        if role == "old" and sure >= NAMED:
            return start, start
        if known.name == "address":
            return min(start, first), max(end, last)
        return (first, last) if any(_further(draft, at) for at in range(last, end)) else (start, end)
    return start, end


def _further(draft: Draft, at: int) -> bool:
    """Whether a word cannot be part of a name: what follows is no value any more."""
    return bool(draft.sentence.at(at, "verb")) or (draft.low(at) in FREE and draft.low(at) not in ("and", "&", "of"))


def _bare(draft: Draft, at: int) -> bool:
    """Whether a plain word follows right behind the field: "industry Energy"."""
    if at >= draft.clause.last or draft.sentence.tokens[at].kind != "word" or draft.low(at) in FREE | GUARDS:
        return False
    known = draft.sentence.at(at, "name")
    if known and not (draft.making and max(ref.score for ref in known.value.refs) < HALF):
        return False
    marked = ("verb", "field", "choice", "class", "date", "amount", "outcome")
    return not any(draft.sentence.at(at, kind) for kind in marked)


HALF = 0.5
"""A new value may be a word of somebody's name, of which so much is not said: "industry Hospital"."""


def _within(draft: Draft, mark: Mark, known: Field, found: Values) -> None:
    """Read "in the logistics industry": the words between the preposition and the field."""
    at = mark.first
    while (
        at - 1 > draft.clause.first
        and draft.sentence.tokens[at - 1].kind == "word"
        and mark.first - at < 4
        and (draft.low(at - 1) not in ("in", "from", "the", "of"))
    ):
        at -= 1
    if at < mark.first and draft.low(at - 1) in ("the", "in") and "in" in (draft.low(at - 1), draft.low(at - 2)):
        found.set[known.name] = draft.sentence.words(at, mark.first)
        draft.span(at - 2, mark.last)


def _connector(draft: Draft, mark: Mark) -> int | None:
    """Return where the text begins: behind the last "to" (or "is", ":", "as") that follows the field."""
    at = mark.last
    if at < draft.clause.last and draft.sentence.at(at, "quote"):
        return at
    seen = None
    for place in range(mark.last, draft.clause.last):
        if draft.low(place) in words_of("to as is = : -> → => into reads be should"):
            seen = place + 1
            if draft.low(seen) in ("be", "read", "say", "show", "state", "now", ":"):
                seen += 1
            break
        if draft.sentence.at(place, "quote"):
            return place
    return seen


def _text_end(draft: Draft, start: int, known: Field) -> int:
    if draft.sentence.at(start, "quote"):
        return start + 1
    for place in range(start, draft.clause.last):
        if place > start and (_old(draft, place, known) or (known.kind != "long" and _new_line(draft, place))):
            return place
        if known.kind == "text" and draft.low(place) == "not" and draft.low(place - 1) == ",":
            draft.span(place - 1, draft.clause.last)
            return place - 1
        if known.kind != "long" and _goes_on(draft, place):
            return place
        if draft.low(place) in ("please", "pls", "thanks", "thx") or (draft.low(place) in _TEXT_STOPS):
            return place
        if draft.low(place) == "for" and draft.sentence.at(place + 1, "name") and known.kind == "text":
            return place
    return draft.clause.last


def _new_line(draft: Draft, at: int) -> bool:
    """Whether a line begins with a token: a short text ends with its line."""
    tokens = draft.sentence.tokens
    return "\n" in draft.sentence.text[tokens[at - 1].end : tokens[at].start]


def _old(draft: Draft, at: int, known: Field) -> bool:
    """Take what ends a new value: "instead of hospitality", "nowadays"."""
    if (draft.low(at), draft.low(at + 1)) in (("instead", "of"), ("rather", "than")):
        draft.span(at, draft.clause.last)
        return True
    if known.kind != "long" and draft.low(at) in _LATELY:
        draft.taken.add(at)
        return True
    return False


def _goes_on(draft: Draft, at: int) -> bool:
    """Whether something else begins at a joint: another field, value or order."""
    if draft.low(at) not in ("and", ",", ";"):
        return False
    after = draft.sentence.at(at + 1, "field")
    verb = draft.sentence.at(at + 1, "verb")
    valued = any(draft.sentence.at(at + 1, kind) for kind in ("email", "url", "phone", "amount", "date"))
    closing = draft.low(at + 1) in _CLOSING
    if draft.low(at) == "," and (valued or draft.making or closing):
        return True
    return bool(after) or bool(verb and draft.low(at) == "and")


_CLOSING = words_of("kindly please pls thanks thank cheers would could can so do just and update change")
_LATELY = words_of("nowadays now meanwhile today instead again")
_TEXT_STOPS = (".", ";", "!", "?", ")")
