"""New records that a message tells of as a whole: the words of all its sentences are their parts."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from agent.embedded.fields.counting import counted, stories
from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.words import phrases
from agent.embedded.orders.customers import customer
from agent.embedded.readings.creations import created
from agent.embedded.sentences.draft import Draft, name_of
from agent.embedded.sentences.sentence import Clause

_COPIED = {("same", what) for what in phrases("price|amount|value|sum|stage|date|terms|money|figure|conditions")}
"""Words for a value that is told by another record's."""
HALF = 0.5
"""Words that say less of a record's name may be any words."""


def entries(draft: Draft, kind: str) -> list[Intent]:
    """Return the new records that a clause orders, of which the tagger hears one `kind`; none if not all is clear."""
    kind = _listed(draft, kind) or kind
    draft.take(*counted(draft), *stories(draft))
    lows = draft.clause.lows()
    if any((one, other) in _COPIED for one, other in pairwise(lows)):
        return []
    ways = (customer, _both, lambda own: _single(own, kind)) if kind in ("contact", "company") else (
        lambda own: _single(own, kind),)  # fmt: skip
    for way in ways:
        own = draft.copy()
        made = way(own)
        if made and not open_values(own, made):
            for intent in made:
                _personal(own, intent)
            return made
    return []


def _single(draft: Draft, kind: str) -> list[Intent]:
    """Return the one record that is made."""
    cls = next((one for one in draft.world.vocabulary.classes.values() if one.name.lower() == kind), None)
    intent = created(draft, cls) if cls else None
    return [intent] if intent and not (intent.missing or intent.note) else []


def _both(draft: Draft) -> list[Intent]:
    """Return a new company and who works there: "company is Lindal Foods, the buyer is Eva Lind. Enter both"."""
    classes = draft.world.vocabulary.classes
    if "both" not in draft.clause.lows() or not {"Contact", "Company"} <= classes.keys():
        return []
    company = created(draft, classes["Company"])
    contact = created(draft, classes["Contact"]) if company else None
    if not company or not contact or company.missing or contact.missing or "company" in contact.link:
        return []
    contact.link["company"] = Noun(cls="Company", pronoun="new", text=str(company.set["name"]))
    return [company, contact]


def _listed(draft: Draft, kind: str) -> str:
    """Return the class of which the words say that something becomes one: "in the company list", "as a contact"."""
    if any(kind in (name.lower() for name in mark.value) for mark in draft.clause.marks("class")):
        return ""  # "open an opportunity, with her as the contact"
    for mark in draft.clause.marks("class"):
        lead = draft.before(mark, ("the", "a", "an", "new", "our", "my"))
        known = [name.lower() for name in mark.value if name in ("Company", "Contact", "Deal")]
        listed = draft.low(mark.last) in ("list", "book", "base", "database", "directory") or draft.plural(mark)
        if known and (lead == "as" or (listed and lead in ("in", "into", "to", "on", "among"))):
            return str(known[0])
    return ""


def _personal(draft: Draft, intent: Intent) -> None:
    """Let "with him as the contact" mean the only person who was named."""
    people = [name_of(mark) for mark in draft.clause.marks("name") if name_of(mark).of("Contact")]
    for noun in intent.link.values():
        if noun.pronoun == "person" and len(people) == 1:
            noun.said, noun.pronoun, noun.text = [people[0].of("Contact")], "", people[0].text


def met(made: Sequence[Intent], before: Iterable[Intent], clause: Clause) -> None:
    """Let what is made name the person who was added just before, called by a part of his name: "with Luka"."""
    lows = set(clause.lows())
    for person in (one for one in before if one.do == "create" and one.cls == "Contact"):
        name = str(person.set.get("name", ""))
        for intent in made:
            pointer = {"Deal": "contact", "Activity": "related_to"}.get(intent.cls, "")
            if intent.do == "create" and pointer and pointer not in intent.link and lows & set(name.lower().split()):
                intent.link[pointer] = Noun(cls="Contact", pronoun="new", text=name)


def open_values(draft: Draft, made: Sequence[Intent] = ()) -> bool:
    """Whether a name or value found no place: then not all was understood.

    What may be another word for a record that is named anyway needs none ("the clinic"), nor does anybody who is
    only mentioned beside a new contact ("Henrik's son").
    """
    linked = {ref.id for one in made for noun in one.link.values() for group in noun.said for ref in group}
    if draft.open("amount", "date", "email", "phone", "url", "choice", "quote"):
        return True
    named = [name_of(mark).refs for mark in draft.open("name")]
    if made and all(one.cls == "Contact" for one in made):
        named = [refs for refs in named if not all(ref.cls in ("Contact", "_User") for ref in refs)]
    return any(
        any(ref.fit >= 0.9 and ref.score >= HALF for ref in refs) and not linked & {ref.id for ref in refs}
        for refs in named
    )
