"""A message as a list: its pieces between commas, colons, brackets and lines."""

from collections.abc import Collection, Iterator

from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.words import FREE, GUARDS, words_of
from agent.embedded.sentences.draft import Draft, name_of

MOST_WORDS = 8
_DIVIDING = (",", ";", ".", ":", "(", ")", "-", "!", "?", "\u2013", "\u2014", "|", "/")
_VALUES = ("email", "url", "phone", "date", "choice", "quote", "field", "class", "verb", "deed", "courtesy", "kind")
_LEADING = words_of("a an the some it's its it is for about and with")
_WHOSE = words_of("for at from with of to")


def items(draft: Draft) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a clause, without marks and articles at their ends."""
    begin = draft.clause.first
    for at in range(draft.clause.first, draft.clause.last + 1):
        if at == draft.clause.last or _divides(draft, at):
            yield from _trimmed(draft, begin, at)
            begin = at if at < draft.clause.last and draft.sentence.tokens[at].kind != "mark" else at + 1


def plain_item(draft: Draft, taken: Collection[int]) -> tuple[int, int] | None:
    """Return the only piece of a list that is nothing else than plain words; whose it is may follow: "… for Acme"."""
    found = [one for one in (_plain(draft, first, last, taken) for first, last in items(draft)) if one]
    listed = draft.clause.marks("name", "amount", "choice", "field", "email", "phone")
    return found[0] if len(found) == 1 and listed else None


def _divides(draft: Draft, at: int) -> bool:
    tokens = draft.sentence.tokens
    if at > draft.clause.first and "\n" in draft.sentence.text[tokens[at - 1].end : tokens[at].start]:
        return True
    inside = any(draft.sentence.at(at, kind) for kind in ("name", "date", "amount"))
    joined = at + 1 < len(tokens) and at > 0 and tokens[at - 1].end == tokens[at].start == tokens[at + 1].start - 1
    return tokens[at].kind == "mark" and tokens[at].low in _DIVIDING and not inside and not joined


def _trimmed(draft: Draft, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < last and (draft.low(first) in _LEADING or draft.sentence.tokens[first].kind == "mark"):
        first += 1
    while last > first and draft.sentence.tokens[last - 1].kind == "mark":
        last -= 1
    if first < last:
        yield first, last


def _plain(draft: Draft, first: int, last: int, taken: Collection[int]) -> tuple[int, int] | None:
    """Return the words of a piece that are plain: all of it, or what stands before whose it is."""
    for at in range(first, last):
        if at > first and draft.low(at) in _WHOSE and _whose(draft, at + 1):
            last = at
            break
    words = range(first, last)
    worded = any(_content(draft, at) for at in words)
    short = 0 < len(words) <= MOST_WORDS
    led = draft.low(first - 1) == ":"  # "Harbour Foods: weekend baker"
    return (first, last) if short and worded and all(_free(draft, at, taken, led=led) for at in words) else None


def _whose(draft: Draft, at: int) -> bool:
    mark = draft.sentence.at(at, "name")
    return mark is not None and any(ref.cls in ("Company", "Contact", "_User") for ref in name_of(mark).refs)


def _content(draft: Draft, at: int) -> bool:
    token = draft.sentence.tokens[at]
    return token.kind == "word" and token.low not in FREE | ORDINARY


def _free(draft: Draft, at: int, taken: Collection[int], *, led: bool = False) -> bool:
    """Whether a token may be part of a title: no value, no order, nobody's name; `led` by a colon, any plain word."""
    token, known = draft.sentence.tokens[at], draft.sentence.at(at, "name")
    if known and any(ref.cls in ("Company", "Contact", "_User") and ref.fit >= 0.9 for ref in name_of(known).refs):
        return False
    amount = draft.sentence.at(at, "amount")
    valued = amount is not None and (amount.value.money or amount.value.value >= 100)
    marked = any(draft.sentence.at(at, kind) for kind in _VALUES)
    spoken = token.low in (GUARDS if led else ORDINARY | GUARDS) and token.low not in FREE
    return at not in taken and not (valued or marked or spoken)
