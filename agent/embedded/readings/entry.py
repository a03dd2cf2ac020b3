"""One new record: its name, its values, and what it names."""

from agent.embedded.conditions.things import telling_title, told_texts
from agent.embedded.fields.counting import no_sums
from agent.embedded.fields.facts import facts
from agent.embedded.fields.naming import Named
from agent.embedded.fields.values import values
from agent.embedded.language.intents import Intent
from agent.embedded.language.vocabulary import Class
from agent.embedded.readings.deriving import POINTING, derived, unnamed
from agent.embedded.readings.linking import pointers, within
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.given import Values


def entry(draft: Draft, cls: Class, called: Named) -> Intent:
    """Return the new record of this name, with all values and links for it; takes the words for them."""
    name, mark = called.name, called.mark
    if name:  # the word for it leads to no other value
        draft.take(*(one for one in draft.open("field") if (cls.name, cls.title) in one.value))
    found = _values(draft, cls)
    if not cls.kinds("date"):  # "he started there this month": a story, and no value of a person
        draft.take(*draft.open("date", "length"))
    facts(draft, cls, found)
    if name and not {word.strip(".,!?") for word in name.lower().split()} <= POINTING:
        found.set[cls.title] = name
    pointers(draft, cls, found.link)
    found.set |= told_texts(draft, cls, found.set)
    if name:
        within(draft, cls, set(called.places), found.link)
    draft.taken |= called.places
    place = found.link.get("company")
    if name and place and not (place.said or place.pronoun or place.chosen) and place.text in name:
        del found.link["company"]  # "Harbour lights Dublin … for Dublin"
    telling = telling_title(draft, cls, mark) if mark and found.link else ""
    if telling:
        found.set.setdefault(cls.title, telling)
    whose = cls.title not in found.set and derived(draft, cls, found.set, found.link)
    intent = Intent(do="create", cls=cls.name, set=found.set, link=found.link, missing=found.missing, offer=found.offer,
                    problem=found.problem)  # fmt: skip
    if not intent.missing and not intent.problem and (cls.title not in intent.set or (whose and unnamed(draft))):
        intent.missing, intent.offer = cls.title, intent.set.pop(cls.title, None)
    return intent


def _values(draft: Draft, cls: Class) -> Values:
    """Return the values of the new record; numbers that are no sum stay open, but for those in its name."""
    hidden = [] if cls.added else no_sums(draft)
    open_ = {at for mark in hidden for at in mark.places} - draft.taken
    draft.take(*hidden)
    found = values(draft, cls, creating=True)
    draft.taken -= open_
    return found


def known(draft: Draft, cls: Class, name: str) -> str:
    """Return the record of exactly this name, if there is one."""
    refs = [ref for mark in draft.clause.marks("name", "weak") for ref in name_of(mark).refs]
    return next((ref.name for ref in refs if ref.cls == cls.name and ref.name.casefold() == name.casefold()), "")
