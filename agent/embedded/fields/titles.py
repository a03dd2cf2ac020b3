"""The name that a new record shall have, found among the words for it."""

from collections.abc import Callable

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import EXACT
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft, name_of

CALLED = words_of("called named titled entitled")
_WITHIN = words_of("at for from with of in to by on who works working and worth via about is as that which whose")
ARTICLES = ("a", "an", "the", "new", "my", "our", "another")
"""Words that may stand before a class's word."""
_INTO = ("as", "to", "among")
ENDING = words_of(
    "please pls thanks worth valued closing assigned owned it me stage as has have had is are was were been be will "
    "would wants wanted want needs asked asks said says it's he she they we i"
)


def title(draft: Draft, cls: Class, mark: Mark | None, verb: Mark | None) -> str:
    """Take the name of a new record; empty when nobody said one.

    Args:
        mark: The class's word, if it was said.
        verb: The verb that makes the record, if there is one.
    """
    behind = mark.last if mark else verb.last if verb else draft.clause.first
    ways: tuple[Callable[[], str], ...] = (
        lambda: given(draft, cls),
        lambda: _quoted(draft, cls, behind),
        lambda: _at(draft, cls, behind) if mark and draft.before(mark, ARTICLES) not in _INTO else "",
        lambda: _before(draft, mark) if mark and draft.before(mark, ARTICLES) not in _INTO else "",
        lambda: _after_mark(draft, cls, behind),
        lambda: _at(draft, cls, verb.last) if verb and (not mark or verb.last < mark.first) else "",
        lambda: _at(draft, cls, draft.clause.first) if mark and draft.before(mark, ARTICLES) in _INTO else "",
    )
    heard = spoken(draft.copy(), cls)
    before = set(draft.taken)
    found = next(filter(None, (way() for way in ways)), "")
    if heard and (heard.lower() not in found.lower() or _overlong(found, heard, cls)):
        draft.taken &= before
        found = spoken(draft, cls)
    return found.strip(" '\"\u2018\u2019\u201c\u201d`.,")


FAINT = 0.2
"""Words are looked at as a name from here on, where none is heard better."""


def _overlong(found: str, heard: str, cls: Class) -> bool:
    """Whether plain words stand behind the name that was heard: "Casa Ibarra wrote", "Joss Abara there"."""
    behind = found[len(heard) :].split() if found.lower().startswith(heard.lower()) else []
    return cls.title == "name" and " " in heard and bool(behind) and all(word.islower() for word in behind)


def spoken(draft: Draft, cls: Class) -> str:
    """Take the words that the tagger says name the new record: no record of the class that is there already."""
    evidence = draft.world.evidence
    slot = {"Company": "company", "Contact": "contact", "Deal": "deal"}.get(cls.name)
    if not evidence or not slot:
        return ""
    runs = evidence.runs(draft.clause, slot)
    if all(draft.sentence.at(at, "name") for run in runs for at in range(*run)):  # only who is there already
        runs = evidence.runs(draft.clause, slot, FAINT)
    for first, last in _fresh_first(draft, runs):
        first = next((at + 1 for at in range(first - 1, first - 4, -1) if draft.low(at) in CALLED), first)
        first, last = _whole(draft, first, _line(draft, first, last))
        while cls.title == "title" and _further(draft, last):
            last += 1
        start = first
        while start < last and (draft.low(start) in _LEADING or draft.sentence.tokens[start].kind == "mark"):
            start += 1
        known = draft.sentence.at(start, "name")
        covered = known is not None and known.last >= last
        if known and covered and cls.title == "title" and name_of(known).refs[0].fit >= EXACT and _person(known):
            continue
        there = known and covered and any(ref.cls == cls.name and ref.fit >= 0.9 for ref in name_of(known).refs)
        typed = any(draft.sentence.at(at, kind) for at in range(start, last) for kind in ("email", "url", "phone"))
        if (
            start < last
            and not typed
            and not (there and cls.name != "Deal")
            and draft.taken.isdisjoint(range(start, last))
        ):
            draft.span(first, last)
            return draft.sentence.words(start, last).strip("\"“”«»`'")
    return ""


def _person(known: Mark) -> bool:
    return all(ref.cls in ("Contact", "_User") for ref in name_of(known).refs)


def _fresh_first(draft: Draft, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return runs of words: those that are no known name before the others, and those of places last."""

    def known(run: tuple[int, int]) -> tuple[bool, bool, bool]:
        placed = draft.low(run[0] - 1) in ("in", "at", "from", "near") and draft.low(run[0] - 2) not in CALLED
        called = draft.low(run[0] - 1) in CALLED
        return not called, all(draft.sentence.at(at, "name") for at in range(*run)), placed

    return sorted(runs, key=known)


def _whole(draft: Draft, first: int, last: int) -> tuple[int, int]:
    """Return a run with the words written like a name that stand right beside it, on the same line."""
    while first > draft.clause.first and _proper(draft, first - 1) and not _breaks(draft, first - 1):
        first -= 1
    while last < draft.clause.last and _proper(draft, last) and not _breaks(draft, last - 1):
        last += 1
    return first, last


def _line(draft: Draft, first: int, last: int) -> int:
    """Return where the line of a run ends: a name never goes on in the next one."""
    return next((at + 1 for at in range(first, last - 1) if _breaks(draft, at)), last)


def _breaks(draft: Draft, at: int) -> bool:
    """Whether a new line begins behind a token."""
    tokens = draft.sentence.tokens
    return at + 1 < len(tokens) and "\n" in draft.sentence.text[tokens[at].end : tokens[at + 1].start]


def _further(draft: Draft, at: int) -> bool:
    """Whether a title goes on with a plain word: "bottle washer", of which only "bottle" was heard as its name."""
    if at >= draft.clause.last or at in draft.taken or not _unmarked(draft, at):
        return False
    return draft.low(at) not in FREE | ENDING | _WITHIN and not draft.sentence.at(at, "courtesy")


def _proper(draft: Draft, at: int) -> bool:
    token = draft.sentence.tokens[at]
    marked = any(draft.sentence.at(at, kind) for kind in ("verb", "class", "field", "date", "amount", "courtesy"))
    return token.proper and at not in draft.taken and not marked and at > 0


_LEADING = words_of("the a an new my our for with about mr mrs ms called named")


def given(draft: Draft, cls: Class) -> str:
    """Take the name that somebody gives: read "called Blue Ocean", "with the name Second site", "name: Jens Holm"."""
    for at in range(draft.clause.first, draft.clause.last):
        led = draft.low(at + 1) in words_of(": is = of") or draft.low(at - 1) in words_of("with the by : ,")
        if draft.low(at) not in CALLED and not (draft.low(at) in ("name", "title") and led):
            continue
        start = at + 1
        while draft.low(start) in words_of(": = is of the will be"):
            start += 1
        found = _run(draft, start, at, cls)
        if found:
            draft.taken.add(at)
            return found
    return ""


def _quoted(draft: Draft, cls: Class, behind: int) -> str:
    for quote in draft.open("quote"):
        if quote.first - behind <= 2 or cls.title in ("title", "subject"):
            draft.take(quote)
            return str(quote.value)
    return ""


def _at(draft: Draft, cls: Class, start: int) -> str:
    """Take the name that begins at a token, or right behind a colon there; of a person or company, unknown words."""
    while draft.low(start) in words_of(": - , please pls a an the new") and start < draft.clause.last:
        if cls.added and draft.sentence.tokens[start].proper:
            break  # "work order New mast"
        start += 1
    return _run(draft, start, start, cls)


def _after_mark(draft: Draft, cls: Class, behind: int) -> str:
    """Read "new contact at Northwind: Hugo Brandt", "a new contact, Hugo Brandt"."""
    for at in range(behind, draft.clause.last - 1):
        after = draft.sentence.tokens[at + 1]
        named = after.proper or (draft.low(at) in (":", ",", "-") and cls.title == "title" and _unmarked(draft, at + 1))
        if draft.low(at) in (":", ",", "-") and named and not draft.sentence.at(at + 1, "name"):
            return _run(draft, at + 1, at + 1, cls)
    return ""


def _unmarked(draft: Draft, at: int) -> bool:
    marked = ("name", "verb", "field", "choice", "class", "date", "amount")
    return draft.sentence.tokens[at].kind == "word" and not any(draft.sentence.at(at, kind) for kind in marked)


def _before(draft: Draft, mark: Mark | None) -> str:
    """Read "a new Globex expansion deal": the words between the article and the class's word."""
    if mark is None:
        return ""
    at = mark.first
    while at - 1 >= draft.clause.first and at - 1 not in draft.taken and _qualifies(draft, at - 1):
        at -= 1
    unknown = [place for place in range(at, mark.first) if not draft.sentence.at(place, "name")]
    if not unknown:
        return ""
    draft.taken.update(unknown)
    text = draft.sentence.words(at, mark.first)
    return text[:1].upper() + text[1:]


def _qualifies(draft: Draft, at: int) -> bool:
    plain = draft.sentence.tokens[at].kind == "word" and not draft.sentence.at(at, "choice")
    return bool(draft.sentence.at(at, "name")) or (at in draft.left() and plain)


def _run(draft: Draft, start: int, begin: int, cls: Class | None = None) -> str:
    """Take a run of words that make a name: up to a comma, a value, a field or a preposition."""
    if start >= draft.clause.last or start in draft.taken:
        return ""
    if draft.sentence.at(start, "quote"):
        draft.span(begin, start + 1)
        return draft.sentence.tokens[start].inner
    at = start
    while at < draft.clause.last and at not in draft.taken and _nameable(draft, at, cls, first=at == start):
        at += 1
    while at > start and draft.low(at - 1) in words_of("the a an please & - new"):
        at -= 1
    if at <= start:
        return ""
    draft.span(begin, at)
    return draft.sentence.words(start, at)


def run(draft: Draft, start: int, begin: int) -> str:
    """Take the name that begins at a token, together with the words before it from `begin` on."""
    return _run(draft, start, begin)


def _nameable(draft: Draft, at: int, cls: Class | None, *, first: bool) -> bool:
    token = draft.sentence.tokens[at]
    if draft.sentence.at(at, "name") and token.low not in _WITHIN:
        return True
    if token.kind == "mark":
        return not first and _joins(draft, at, cls)
    if draft.sentence.at(at, "courtesy"):
        return False
    if token.kind not in ("word", "number", "suffix") or token.low in _WITHIN | CALLED | ENDING:
        return False
    if _typed(draft, at) or (_field(draft, at, cls) and not token.proper):
        return False
    return not (first and token.low in FREE and not token.proper)


def _joins(draft: Draft, at: int, cls: Class | None) -> bool:
    """Whether a mark is part of a name: "Moss & Partner", "St. Gallen"."""
    token = draft.sentence.tokens[at]
    if token.text not in "&-./" or at + 1 >= draft.clause.last or not _nameable(draft, at + 1, cls, first=False):
        return False
    near = draft.sentence.tokens[at + 1].start == token.end
    return token.text == "&" or near


def _typed(draft: Draft, at: int) -> bool:
    """Whether a value stands here; a year may belong to a name."""
    if any(draft.sentence.at(at, kind) for kind in ("date", "email", "phone", "url")):
        return True
    mark = draft.sentence.at(at, "amount")
    year = mark and 1990 <= mark.value.value <= 2100 and not mark.value.money
    return bool(mark and not year and (mark.value.money or mark.value.value >= 100))


def _field(draft: Draft, at: int, cls: Class | None) -> bool:
    """Whether a field of the class is named here, and its value follows."""
    mark = draft.sentence.at(at, "field")
    if not mark or not any(cls is None or owner == cls.name for owner, _ in mark.value):
        return False
    after = mark.last + (draft.low(mark.last) in (":", "is", "=", "of"))
    kinds = ("name", "amount", "date", "email", "phone", "url", "choice", "quote")
    return cls is None or after >= draft.clause.last or any(draft.sentence.at(after, kind) for kind in kinds) or (
        after > mark.last or draft.sentence.tokens[after].kind == "word")  # fmt: skip
