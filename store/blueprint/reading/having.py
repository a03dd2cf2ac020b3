"""Sentences that tell what a class has.

"Each member has a name (text, required) and a card number"; "Change the deal stages to: new, visit, won, lost". One is
understood when all of it is: of the first kind at least one field has its type in brackets, as prose never has;
of the second the field is there and has a list of values.
"""

import re
from collections.abc import Callable, Iterator

from store.blueprint.reading.attributes import Attributes
from store.blueprint.reading.brackets import split
from store.blueprint.reading.entry import MOST_WORDS, Entry, entry
from store.blueprint.reading.values import cut, looks_like_a_value
from store.blueprint.reading.words import NAME, folded

HAS = re.compile(
    r"(?:(?:and|then|also),? )?(?:each|every|an?|the|all|one)?\s?(?P<cls>[^\W\d][\w-]{0,59}(?: [\w-]{1,60}){0,2}?)"
    r" (?:(?:also|always|must|should|shall|can|may) ){0,2}(?:has|have|gets?|needs?|stores?|contains?)"
    r" (?:the (?:following )?(?:fields?|attributes?):? )?(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
ARE = r"(?: (?:to|are|be|become|should be|shall be))?(?: ?: ?| )(?P<what>\S.*)"
OFFERS = (
    re.compile(
        rf"(?:please )?(?:(?:change|set|rename|make|let|use) )?(?:the )?(?P<cls>\w{{1,60}}) (?P<field>\w{{1,60}}){ARE}",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"(?:please )?(?:(?:change|set|rename|make|let|use) )?(?:the |these )?(?P<field>\w{1,60}) (?:of|for)"
        rf" (?:an? |the |each |every |all )?(?P<cls>\w{{1,60}}){ARE}",
        re.IGNORECASE | re.DOTALL,
    ),
)
ARTICLE = re.compile(r"(?:and |or |an? |the |its |their |some |one )+", re.IGNORECASE)
AND = re.compile(r" and (?=(?:an?|the|its|their) )", re.IGNORECASE)
LONGEST = 1_000
Told = tuple[str, list[Entry]]
"""A class as the sentence names it, and its fields."""
HasValues = Callable[[str, str], bool]
"""Whether a class, named in the singular or plural, has a field that is a list of values."""


def told(sentence: str, has_values: HasValues) -> Told | None:
    """Return what a sentence tells of a class; nothing when it tells nothing, or something else besides."""
    plain = " ".join(sentence.split()).rstrip(".!")
    if len(plain) > LONGEST:
        return None
    return _offered(plain, has_values) or _had(plain)


def singular(said: str) -> Iterator[str]:
    """Yield the forms in which a word may be meant: as it is, and without the ending of a plural."""
    yield said
    if said.endswith("ies"):
        yield f"{said[:-3]}y"
    if said.endswith("s") and not said.endswith("ss"):
        yield said[:-1]


def _had(sentence: str) -> Told | None:
    found = HAS.fullmatch(sentence)
    if found is None:
        return None
    pieces = [part for _, piece in split(found["what"], ",;") for part in AND.split(piece)]
    fields = [_field(ARTICLE.sub("", piece, count=1) if ARTICLE.match(piece) else piece) for piece in pieces]
    known = [one for one in fields if one is not None]
    if len(known) < len(fields) or not any(one.is_strict and one.is_certain for one in known):
        return None
    return found["cls"], known


def _field(piece: str) -> Entry | None:
    """Return the field that a piece names: its words are the name, unless its type stands in brackets."""
    if "(" in piece:
        one = entry(piece)
        return one if one is not None and one.is_strict and (one.is_certain or not one.attributes.unknown) else None
    words = piece.split(" ")
    if len(words) > MOST_WORDS or not all(NAME.fullmatch(word) for word in words):
        return None
    return Entry(piece, Attributes(), is_bare=True)


def _offered(sentence: str, has_values: HasValues) -> Told | None:
    for pattern in OFFERS:
        found = pattern.fullmatch(sentence)
        values = [value for _, piece in split(found["what"], ",;") for value in cut(piece)] if found else []
        if found is None or len(values) < 2 or not all(looks_like_a_value(value) for value in values):
            continue
        if field := next((one for one in singular(found["field"]) if has_values(found["cls"], one)), None):
            return found["cls"], [Entry(folded(field), Attributes(kind="String", said={"values": values}))]
    return None
