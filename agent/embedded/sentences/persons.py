"""Messages in which "she", "her", "the contact" stand for a person: the name takes their place.

What was not understood with the pronoun often is with the name: "he's the contact on FareFlow now".
"""

from collections.abc import Sequence

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.lexicon import Mark
from agent.embedded.language.names import Name, Ref
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import World, name_of, whole
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Sentence

_PRONOUNS = words_of("she he her him")
_POSSESSIVE = words_of("her his")
_LEADING = words_of("with to call email mail ring phone meet from by text remind invite ask")
_BEING = words_of(
    "is s 's becomes as to be will now the our new main make made him her she he and oh , put down please"
)
_BEHIND = words_of("person on of for at in with from the deal deals now please , not instead rather than on . ! - only")
_PLACED = words_of("on of for at in with")
_THING = words_of("it that this")


def personal(heard: Hearing, person: Ref) -> Hearing | None:
    """Return the message with a person's name in place of "she", "him", "her"; nothing where none of them is in it."""
    found = heard
    for at in range(len(heard.cut) - 1, -1, -1):
        if heard.cut[at].low in _PRONOUNS | _POSSESSIVE:
            found = _put(found, at, at + 1, person)
            follows = found.cut[at + 1] if at + 1 < len(found.cut) else None
            if follows and follows.low == "'s" and heard.cut[at].low in ("she", "he"):
                found.cut[at + 1] = Token("is", "is", "word", follows.start, follows.end)
    return found if found is not heard else None


def contacted(heard: Hearing) -> tuple[int, int] | None:
    """Return where "the contact", "the contact of that deal" stands for a person to be called, met or written to."""
    lows = [token.low for token in heard.cut]
    for at, low in enumerate(lows):
        if (
            low != "contact"
            or at < 2
            or lows[at - 1] not in ("the", "its", "their", "our")
            or lows[at - 2] not in _LEADING
        ):
            continue
        last = at + 1 + (lows[at + 1 : at + 2] == ["person"])
        rest = lows[last : last + 3]
        if rest[:1] and rest[0] in ("of", "on", "for", "at", "there"):
            pointing = rest[0] == "there" or rest[1:2] == ["it"] or (rest[1:2] and rest[1] in ("that", "this", "the"))
            if any(name.first in range(last, last + 4) for name in heard.names):
                return None
            last += 0 if not pointing else 1 if rest[0] == "there" else 2 if rest[1] == "it" else 3
        return at - 1, min(last, len(lows))
    return None


def introduced(heard: Hearing, place: tuple[int, int], person: Ref) -> Hearing:
    """Return the message with a person's name in place of some words."""
    return _put(heard, *place, person)


def _put(heard: Hearing, first: int, last: int, person: Ref) -> Hearing:
    start, end = heard.cut[first].start, heard.cut[last - 1].end
    cut = [*heard.cut[:first], Token(person.name, person.name.lower(), "word", start, end), *heard.cut[last:]]
    less = last - first - 1
    kept = [
        name.model_copy(update={"first": name.first - less, "last": name.last - less}) if name.first >= last else name
        for name in heard.names
        if name.last <= first or name.first >= last
    ]
    refs = [person.model_copy(update={"score": 1.0, "fit": 1.0})]
    made = Name(text=person.name, first=first, last=first + 1, refs=refs)
    return Hearing(heard.text, cut, [made, *kept], heard.lexicon, heard.now)


def standing_for(said: Sentence, people: Sequence[Ref], world: World) -> list[Intent]:
    """Return the order that makes somebody the contact of a deal: "make her the contact of the rebrand, not Samir"."""
    draft = whole(said, world)
    at = next((at for at, token in enumerate(said.tokens) if token.low == "contact"), -1)
    if at < 0:
        at = _in_place(said)
    deals = [mark for mark in draft.clause.marks("name") if mark.first > at and name_of(mark).of("Deal")]
    known = world.vocabulary.classes.get("Deal")
    field = next((one.name for one in known.pointing("Contact")), "") if known else ""
    behind = next((n for n in (at + 1, at + 2) if said.low(n) in _PLACED), -1)
    alone = behind < 0 and world.topic == "Deal" and not draft.clause.marks("name", "quote")[1:]
    if at < 1 or not field or (behind < 0 and not alone) or len(deals) > 1 or said.text.strip().endswith("?"):
        return []
    person = _person(said, at, people)
    pointing = next((n for n in (behind + 1, behind + 2) if said.low(n) in _THING), -1)
    if not person or not (deals or pointing >= 0 or alone) or not _nothing_else(said, at, deals, person):
        return []
    target = Noun(cls="Deal", text=name_of(deals[0]).text, said=[name_of(deals[0]).of("Deal")]) if deals else None
    target = target or Noun(cls="Deal", pronoun="class", text="deal")
    return [Intent(do="update", cls="Deal", targets=[target], link={field: person})]


def _in_place(said: Sentence) -> int:
    """Return where "him" stands in "put him on the press service instead of Jack", behind which the deal follows."""
    lows = [token.low for token in said.tokens]
    instead = next((at for at, low in enumerate(lows) if low == "instead" and lows[at + 1 : at + 2] == ["of"]), -1)
    other = said.at(instead + 2, "name") if instead > 0 else None
    placed = next((at for at, low in enumerate(lows) if low in ("on", "onto") and at < instead), -1)
    return placed - 1 if other and name_of(other).of("Contact") and placed > 1 else -1


def _person(said: Sentence, at: int, people: Sequence[Ref]) -> Noun | None:
    """Return who is made the contact: the name before the word, or the pronoun."""
    for place in range(at, -1, -1):
        mark = said.at(place, "name")
        if mark and name_of(mark).of("Contact"):
            return Noun(cls="Contact", text=name_of(mark).text, said=[name_of(mark).of("Contact")])
        if said.low(place) in _PRONOUNS and people:
            return Noun(cls="Contact", text=people[0].name, said=[list(people[:1])])
    return None


def _nothing_else(said: Sentence, at: int, deals: Sequence[Mark], person: Noun) -> bool:
    """Whether all other words only belong to that order; whoever is named behind a "not" was it before."""
    named = {place for mark in deals for place in mark.places}
    for place in range(len(said.tokens)):
        mark = said.at(place, "name")
        if place == at or place in named or said.tokens[place].kind == "mark":
            continue
        if mark and name_of(mark).of("Contact"):
            before = place > at and said.low(mark.first - 1) in ("not", "of", "than")
            if not (before or person.said[0][0].id in {ref.id for ref in name_of(mark).refs}):
                return False
        elif said.low(place) not in _BEING | _BEHIND | _THING:
            return False
    return True
