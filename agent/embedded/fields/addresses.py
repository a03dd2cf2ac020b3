"""Addresses as people write them: a street with its number, and the town behind it."""

from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.given import Values

_MOST_TOWNS = 2
_SHORT = words_of("st str rd ave av blvd sq ln dr nr no bldg")
"""Shortened words of a street, whose full stop ends nothing."""
_KNOWN = ("email", "phone", "url", "class", "date", "choice", "field", "quote")
_LARGEST = 9_999


def address(draft: Draft) -> tuple[int, int] | None:
    """Return the only address of a clause, from the street to the town; nothing where there is none, or several."""
    items = _items(draft)
    streets = [number for number, item in enumerate(items) if _street(draft, *item)]
    if len(streets) != 1:
        return None
    at = streets[0]
    first, last = items[at]
    for after in items[at + 1 : at + 1 + _MOST_TOWNS]:
        if not _town(draft, *after) or _new_line(draft, last, after[0]):
            break
        last = after[1]
    return first, last


def addressed(draft: Draft, found: Values) -> None:
    """Give a record the whole of its address, of which the tagger may have heard a part."""
    run = address(draft) if found.set.get("address") else None
    text = draft.sentence.words(*run).strip(" ,.") if run else ""
    if run and str(found.set["address"]) in text:
        found.set["address"] = text
        draft.span(*run)


def _items(draft: Draft) -> list[tuple[int, int]]:
    """Return the pieces of a clause between commas, full stops and lines."""
    found, begin = [], draft.clause.first
    for at in range(draft.clause.first, draft.clause.last):
        if _divides(draft, at):
            found.append((begin, at))
            begin = at + 1
        elif at > begin and _new_line(draft, at, at):
            found.append((begin, at))
            begin = at
    found.append((begin, draft.clause.last))
    return [(first, last) for first, last in ((_led(draft, *item), item[1]) for item in found) if first < last]


def _divides(draft: Draft, at: int) -> bool:
    word, before = draft.low(at), draft.low(at - 1)
    if word == "." and (before in _SHORT or before.endswith("str")):
        return False
    return word in (",", ";", ".", "(", ")", ":", "-", "\u2013", "\u2014", "|", "→")


def _led(draft: Draft, first: int, last: int) -> int:
    """Return where an item begins behind the words that lead to it: "they sit at 7 Quay Street"."""
    number = next((at for at in range(first, last) if draft.sentence.tokens[at].kind == "number"), last)
    for at in range(number - 1, first - 1, -1):
        if draft.low(at) in ("at", "in", "address", "is", "on", "are", "from", "sits", "sit"):
            return at + 1
    return first


def _new_line(draft: Draft, before: int, at: int) -> bool:
    """Whether a token begins a new line."""
    tokens = draft.sentence.tokens
    return at > 0 and "\n" in draft.sentence.text[tokens[min(before, at) - 1].end : tokens[at].start]


def _street(draft: Draft, first: int, last: int) -> bool:
    """Whether words are a street with its number: "Dorfstr. 2", "12b Harbour Road"."""
    tokens = draft.sentence.tokens[first:last]
    numbers = [token for token in tokens if token.kind == "number" and token.text.strip()[:1].isdigit()]
    words = [token for token in tokens if token.kind == "word"]
    if not words or len(numbers) != 1 or last - first > 6 or not any(token.proper for token in words):
        return False
    marks = [draft.sentence.at(at, "amount") for at in range(first, last)]
    sums = [mark for mark in marks if mark and (mark.value.money or mark.value.percent or mark.value.value > _LARGEST)]
    return not sums and not any(draft.sentence.at(at, kind) for at in range(first, last) for kind in _KNOWN)


def _town(draft: Draft, first: int, last: int) -> bool:
    """Whether words are a town, perhaps with its code: "18374 Zingst", "Kinsale"."""
    tokens = draft.sentence.tokens[first:last]
    if not 0 < last - first <= 4 or any(draft.sentence.at(at, kind) for at in range(first, last) for kind in _KNOWN):
        return False
    evidence = draft.world.evidence
    traded = evidence and any(evidence.tags.slot(token.start, token.end)[0] == "industry" for token in tokens)
    return not traded and all(token.kind == "number" or token.proper for token in tokens)
