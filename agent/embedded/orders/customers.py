"""New customers: the person, and the deal that says what he wants, how far it is, and who looks after him."""

from agent.embedded.fields.naming import Named, capital
from agent.embedded.fields.wares import ware
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.words import openings, words_of
from agent.embedded.readings.creations import created
from agent.embedded.readings.entry import entry
from agent.embedded.sentences.draft import Draft
from agent.embedded.sentences.sentence import Clause

_CUSTOMERS = words_of("customer client lead prospect enquiry inquiry")
_CARING = openings(
    "i care for|i look after|i take care of|i'll take care of|i'll look after|i am responsible for|i'm responsible for|"
    "i handle|i'll handle|i deal with|i'm the rep|i am the rep|i'm her rep|i'm his rep|lead for me|customer for me|"
    "client for me|prospect for me|enquiry for me|my lead|my leads|my customer|my customers|my client|my clients|"
    "my prospects|my prospect|is mine|'s mine|is my customer|is my client"
)
"""Words that say that the speaker looks after a new customer."""


def customer(draft: Draft) -> list[Intent]:
    """Return a new person and the deal with him; nothing unless a product and a stage or owner are said of him."""
    classes = draft.world.vocabulary.classes
    wanted = ware(draft.clause)
    if not wanted or not {"Contact", "Deal"} <= classes.keys() or not _told(draft):
        return []
    own = draft.copy()
    own.take(*own.open("choice", "amount"))
    own.span(*wanted)
    person = created(own, classes["Contact"])
    if not person or person.missing or person.note or person.link.keys() - {"company"}:
        return []
    kept = own.taken - _places(draft, "choice", "amount")
    draft.taken |= kept
    title = capital(draft.sentence.words(*wanted).strip(" '\""))
    deal = entry(draft, classes["Deal"], Named(title, frozenset(range(*wanted))))
    deal.missing = deal.missing if deal.missing != classes["Deal"].title else ""
    deal.link["contact"] = Noun(cls="Contact", pronoun="new", text=str(person.set.get("name", "")))
    if "company" in person.link:
        deal.link.setdefault("company", person.link["company"])
    _cared(draft, deal)
    return [person, deal]


def newcomer(clause: Clause) -> bool:
    """Whether somebody is called a new customer, and what he wants is said."""
    return bool(_CUSTOMERS & set(clause.lows())) and ware(clause) is not None


def _told(draft: Draft) -> bool:
    """Whether somebody new is called a customer, or it is said how far one is with him."""
    return bool(_CUSTOMERS & set(draft.clause.lows())) or bool(draft.open("choice"))


def _places(draft: Draft, *kinds: str) -> set[int]:
    return {at for mark in draft.open(*kinds) for at in mark.places}


def _cared(draft: Draft, deal: Intent) -> None:
    """Give the deal to the speaker, where he says that he looks after the customer."""
    lows = draft.clause.lows()
    said = any(tuple(lows[at : at + len(words)]) == words for words in _CARING for at in range(len(lows)))
    owner = draft.world.vocabulary.classes["Deal"].owner
    if said and owner and owner.name not in deal.link and draft.world.me:
        deal.link[owner.name] = Noun(cls="_User", text="me", chosen=[draft.world.me])
