"""Records that are left out of what is done to many: "all my leads except the pilot", "leave the won ones alone"."""

from agent.embedded.conditions.filters import conditions
from agent.embedded.language.intents import Condition, Intent, Noun
from agent.embedded.language.vocabulary import Class
from agent.embedded.language.words import openings, words_of
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.part import Part
from agent.embedded.sentences.sentence import Clause

_LEADS = openings(
    "except for|apart from|other than|with the exception of|but not|but for|save for|aside from|not counting|"
    "not including|leaving out|leave out|except|excluding|excepting|barring|bar|minus|skipping"
)
_KEEPING = openings(
    "leave alone|leave out|leave aside|keep out|don't touch|do not touch|dont touch|but not|just not|only not|not|skip|"
    "leave|ignore|except for|except|don't include|do not include|keep"
)
_SMALL = words_of(
    "the anything everything whatever any all ones one those that which are is of any in with deals deal and , . ! "
    "please pls though however still their "
    "as they is it alone out untouched unchanged where belong belongs to from at please them these was were interested"
)


def excepted(draft: Draft, cls: Class) -> list[Noun]:
    """Take "except the Acme deal", "but not those without an amount" at the end of a clause; return who is left out.

    Where not all of it is understood nothing is taken: the words are left over, and a person is asked.
    """
    for at in range(draft.clause.first + 1, draft.clause.last):
        leads = [*_LEADS, ("without",)] if draft.act == "question" else _LEADS
        lead = next((one for one in leads if _says(draft, at, one)), None)
        if lead and at not in draft.taken and not draft.sentence.at(at, "name"):
            end = _end(draft, at + len(lead))
            noun = _noun(Clause(draft.sentence, at + len(lead), end), draft.world, cls)
            if noun:
                draft.span(at, end)
                return [noun]
    return []


def kept(part: Part, intents: list[Intent], world: World) -> bool:
    """Leave out of the last change what a clause keeps from it: "…, leave alone the ones without an amount".

    Return whether it does.
    """
    last = intents[-1] if intents else None
    cls = world.vocabulary.classes.get(last.cls) if last else None
    if not last or not cls or last.do not in ("update", "delete") or not any(noun.many for noun in last.targets):
        return False
    said = part.clause
    first = said.first
    while said.sentence.low(first) in ("but", "and", ",", "please", "just", "-", "(") and first < said.last - 1:
        first += 1
    draft = Draft(said, world)
    lead = next((one for one in _KEEPING if _says(draft, first, one)), None)
    noun = _noun(Clause(said.sentence, first + len(lead), said.last), world, cls) if lead else None
    if noun:
        for one in last.targets:
            one.without.append(noun)
    return noun is not None


def _says(draft: Draft, at: int, words: tuple[str, ...]) -> bool:
    return all(draft.low(at + step) == word for step, word in enumerate(words))


def _end(draft: Draft, at: int) -> int:
    """Return where what is left out ends: at a new value, or at a comma behind which no name follows."""
    for place in range(at, draft.clause.last):
        if draft.low(place) in ("to", "into", "as") and any(
            draft.sentence.at(place + step, kind) for step in (1, 2) for kind in ("choice", "amount", "date", "name")
        ):
            return place
        if draft.low(place) in (",", ";", ":", "->", "→", ")") and not draft.sentence.at(place + 1, "name"):
            return place
    return draft.clause.last


def _noun(clause: Clause, world: World, cls: Class) -> Noun | None:
    """Return the records that a phrase names or describes; nothing if a word of it found no place."""
    if clause.first >= clause.last:
        return None
    draft = Draft(clause, world, act="question")
    owner = next(iter(cls.pointing("_User")), None)
    owned = [mark for mark in draft.names() if owner and all(ref.cls == "_User" for ref in name_of(mark).refs)]
    named = [mark for mark in draft.names() if name_of(mark).of(cls.name, "Company", "Contact") and mark not in owned]
    said = [ref for mark in named for ref in name_of(mark).refs if ref.cls != "_User"]
    draft.take(*named)
    where, extra = conditions(draft, cls)
    for mark in owned:
        if owner and draft.taken.isdisjoint(mark.places):
            draft.take(mark)
            users = Noun(cls="_User", text=name_of(mark).text, said=[name_of(mark).refs])
            where.append(Condition(field=owner.name, noun=users))
    draft.take(*(mark for mark in draft.open("class") if cls.name in mark.value))
    draft.drop(_SMALL)
    if draft.left() or not (said or where or extra.quiet_since or extra.no_next_step):
        return None
    text = clause.text.strip(" ,.;")
    return Noun(
        cls=cls.name, text=text, said=[said] if said else [], where=where, quiet_since=extra.quiet_since,
        no_next_step=extra.no_next_step, many=True,
    )  # fmt: skip
