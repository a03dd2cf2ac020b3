"""What a new record shall be called, chosen among the words that may be its name.

A name that somebody gives goes before what the customer wants, that before what is only heard as a name, and the item
of a list that is nothing else comes last. All words of what a deal is about are its title: "slurry sampling kit".
"""

from collections.abc import Set
from dataclasses import dataclass, field

from agent.embedded.fields.items import plain_item
from agent.embedded.fields.matching import spelt
from agent.embedded.fields.titles import CALLED, ENDING, given, spoken, title
from agent.embedded.fields.wares import JUDGING, told, ware
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.ordinary import ORDINARY
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import FREE, words_of
from agent.embedded.sentences.draft import Draft, name_of

MOST_BEFORE = 4
"""Words of a title that may stand before the one that was heard as its name."""
_HOLLOW = words_of(
    "deal deals project account opportunity order new customer client contact company person lead prospect one entry "
    "total sum amount price both all else something anything out up that this record list save keep store put enter "
    "'s big small huge large little nice"
)
"""Words that name nothing by themselves."""
_MARKED = ("deed", "verb", "field", "choice", "class", "date", "amount", "length", "courtesy", "email", "url")


@dataclass(frozen=True, slots=True)
class Named:
    """What a new record shall be called, the words for it, and the class's word that led to it, if one did."""

    name: str = ""
    places: Set[int] = field(default_factory=frozenset)
    mark: Mark | None = None


def named(draft: Draft, cls: Class, mark: Mark | None, verb: Mark | None, *, heard: bool = False) -> Named:
    """Take the name of a new record: the one that is `heard`, or the one that stands where the words place it."""
    before = set(draft.taken)
    name = _heard(draft, cls, mark, verb) if heard else title(draft, cls, mark, verb)
    inside = draft.taken - before
    if cls.name != "Deal":
        return _called(draft, cls, before, Named(name, inside, mark))
    if any(draft.sentence.at(at, "quote") for at in inside):
        return Named(name, inside, mark)
    if quote := _quoted(draft):
        draft.taken = before | set(quote.places)
        return Named(str(quote.value), frozenset(quote.places), mark)
    if _given(draft, inside):
        return _whole(draft, inside, mark, said=True)
    return _titled(draft, before, Named(name, inside, mark), heard=heard)


def _called(draft: Draft, cls: Class, before: set[int], called: Named) -> Named:
    """Return the name of a new person or company; none of words that name nothing: "save this person"."""
    verbs = {at for one, _ in draft.clause.verbs("create", "set", "plan") for at in one.places}
    empty = all(draft.low(at) in FREE | ORDINARY | _HOLLOW or at in verbs for at in called.places)
    dictated = not any(token.proper for token in draft.sentence.tokens[1:])
    if called.name and empty and not any(draft.sentence.tokens[at].proper for at in called.places):
        draft.taken = before
        called = Named(mark=called.mark)
    if called.name and dictated and not cls.added:  # no capital letter tells where the name ends
        called = _whole(draft, called.places, called.mark, said=True)
    if called.name and not dictated and not cls.added:
        called = _proper(draft, called)
    return _spelt(draft, cls, before, called)


def _proper(draft: Draft, called: Named) -> Named:
    """Return a name with the words behind it that have a capital letter as well: "Harbour Works"."""
    tokens, first, last = draft.sentence.tokens, min(called.places), max(called.places) + 1
    end = last
    while (
        end < draft.clause.last and tokens[end - 1].proper and tokens[end - 1].kind == "word" and _goes_on(draft, end)
    ):
        end += 1
    if end == last or draft.sentence.words(first, last) != called.name:
        return called
    draft.span(first, end)
    return Named(draft.sentence.words(first, end), frozenset(range(first, end)), called.mark)


def _goes_on(draft: Draft, at: int) -> bool:
    token, before = draft.sentence.tokens[at], draft.sentence.tokens[at - 1]
    if "\n" in draft.sentence.text[before.end : token.start]:
        return False
    ordinary = token.low in FREE | ENDING or at in draft.taken or token.text.isupper()
    marks = (*(kind for kind in _MARKED if kind not in ("verb", "deed")), "name")
    known = any(draft.sentence.at(at, kind) for kind in marks)
    return token.kind == "word" and token.proper and not ordinary and not known


def _titled(draft: Draft, before: set[int], called: Named, *, heard: bool) -> Named:
    """Return the title of a new deal: what is wanted, all words of what was found, or a plain item of a list."""
    name, inside, mark = called.name, called.places, called.mark
    sound = bool(name) and not hollow(draft, inside) and not _somebody(draft, called)
    wanted = ware(draft.clause) if heard or mark else None  # with no word for the record, it is others who want that
    wanted = wanted or (told(draft.clause) if heard or mark else None)
    near = set(range(*wanted)) if wanted else set()
    if wanted and (not sound or inside & near):
        return _wanted(draft, before, wanted, mark)
    if sound:
        return _whole(draft, inside, mark)
    draft.taken = before
    item = plain_item(draft, before)
    if not item or hollow(draft, set(range(*item))):
        return Named(mark=mark)
    draft.span(*item)
    return Named(capital(draft.sentence.words(*item)), frozenset(range(*item)), mark)


def _somebody(draft: Draft, called: Named) -> bool:
    """Whether a prospect is rather called than described: "new prospect: Moor Farm Foods"."""
    words = [draft.sentence.tokens[at] for at in called.places if draft.sentence.tokens[at].kind == "word"]
    prospect = called.mark is not None and draft.low(called.mark.first).startswith("prospect")
    return prospect and all(token.proper for token in words)


def _heard(draft: Draft, cls: Class, mark: Mark | None, verb: Mark | None) -> str:
    """Take the name that was given or is heard; of a person, else the one that stands where names do."""
    name = (given(draft, cls) if cls.name == "Deal" else "") or spoken(draft, cls)
    if name or cls.name != "Contact":
        return name
    own = draft.copy()
    name = title(own, cls, mark, verb)
    inside = own.taken - draft.taken
    words = [token for at, token in enumerate(draft.sentence.tokens) if at in inside and token.text in name.split()]
    if len(words) < len(name.split()) or len(words) == 1 or not all(token.proper for token in words):
        return ""
    draft.taken = own.taken
    return name


def _quoted(draft: Draft) -> Mark | None:
    """Return the only quotation, if it is no note and nobody's words."""
    quotes = draft.open("quote")
    return quotes[0] if len(quotes) == 1 and draft.before(quotes[0]) not in _SAYING else None


_SAYING = words_of("note notes comment remark said says wrote writes told asked saying quote")


def _spelt(draft: Draft, cls: Class, before: set[int], called: Named) -> Named:
    """Return the name that the person's or company's address spells, where no other one was found."""
    found = spelt(draft, cls)
    if not found or not before.isdisjoint(range(*found)) or (called.name and _firm(draft, called, set(range(*found)))):
        return called
    draft.taken = before
    draft.span(*found)
    return Named(draft.sentence.words(*found), frozenset(range(*found)), called.mark)


def _firm(draft: Draft, called: Named, spelt_: Set[int]) -> bool:
    """Whether a name stands, although an address spells other words: "Dr. Eva Lind", not "Jo's friend Eva Lind"."""
    if set(called.places) < spelt_:
        return False
    words = [draft.sentence.tokens[at] for at in called.places if draft.sentence.tokens[at].kind in ("word", "suffix")]
    return not (spelt_ & called.places) or all(token.proper for token in words)


def _given(draft: Draft, inside: Set[int]) -> bool:
    """Whether somebody gave the name: behind "called", "the name is"."""
    if not inside:
        return False
    at = min(inside)
    while draft.low(at) in _LEADING:
        at += 1
    before = at - 1
    while draft.low(before) in _LEADING:
        before -= 1
    return draft.low(before) in CALLED | _NAMES


_LEADING = words_of(": = is of the will be a an")
_NAMES = words_of("name title called titled")


def hollow(draft: Draft, inside: Set[int]) -> bool:
    """Whether words only say whose something is, or nothing at all: "Goran", "Second Chance with the total"."""
    return all(_empty(draft, at) for at in inside)


def _empty(draft: Draft, at: int) -> bool:
    token, known = draft.sentence.tokens[at], draft.sentence.at(at, "name")
    whose = known is not None and any(ref.cls in ("Company", "Contact", "_User") for ref in name_of(known).refs)
    said = draft.sentence.at(at, "class") or draft.sentence.at(at, "field")
    small = token.low in FREE | ORDINARY | JUDGING | _HOLLOW
    return whose or token.kind != "word" or small or (said is not None and not token.proper)


def _wanted(draft: Draft, before: set[int], wanted: tuple[int, int], mark: Mark | None) -> Named:
    """Take what is wanted; the names in it still tell whose it is."""
    names = {at for one in draft.clause.marks("name") for at in one.places}
    draft.taken = before | (set(range(*wanted)) - names)
    return Named(capital(draft.sentence.words(*wanted).strip(" '\"")), frozenset(range(*wanted)), mark)


def _whole(draft: Draft, inside: Set[int], mark: Mark | None, *, said: bool = False) -> Named:
    """Take all of the words of which some were heard as the title: "sampling kit", not "kit".

    A name that somebody `said` to be one begins where it was found to begin.
    """
    first, last = min(inside), max(inside) + 1
    least = first if said else max(draft.clause.first, first - MOST_BEFORE)
    while first > least and _belongs(draft, first - 1):
        first -= 1
    while last < draft.clause.last and (_belongs(draft, last, said=said) or _joins(draft, last, said=said)):
        last += 1
    grown = set(range(first, last)) | inside
    draft.taken |= grown
    while first < last and (draft.low(first) in FREE | _NAMES or draft.sentence.tokens[first].kind == "mark"):
        first += 1
    return Named(draft.sentence.words(first, last).strip(" '\"\u2018\u2019\u201c\u201d`.,"), grown, mark)


def _belongs(draft: Draft, at: int, *, said: bool = False) -> bool:
    """Whether a plain word stands here that is part of the same name; of one that was given, "check" may be, too."""
    token, known = draft.sentence.tokens[at], draft.sentence.at(at, "name")
    if known and any(ref.cls != "Deal" or ref.score >= HALF for ref in name_of(known).refs):
        return False
    small = token.low in FREE | ORDINARY | ENDING
    return token.kind == "word" and not small and not any(draft.sentence.at(at, kind) for kind in _MARKED[said:])


def _joins(draft: Draft, at: int, *, said: bool) -> bool:
    """Whether "and" goes on with a plain word that ends its part of the message: "chairs and tables, 5k"."""
    end = at + 2 == draft.clause.last or draft.low(at + 2) in (",", ".", ";", "-")
    return draft.low(at) in ("and", "&") and end and at + 1 < draft.clause.last and _belongs(draft, at + 1, said=said)


HALF = 0.5
"""A word that says less of another deal's title may be any word."""


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
