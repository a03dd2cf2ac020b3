"""Customers who are deleted: the person together with the deal. "Delete customer X", "remove the two customers"."""

from agent.embedded.language.intents import Intent, Noun
from agent.embedded.language.names import EXACT
from agent.embedded.language.words import words_of
from agent.embedded.records.sets import NUMBERS
from agent.embedded.sentences.draft import Draft, World, name_of
from agent.embedded.sentences.sentence import Clause

_CUSTOMERS = words_of("customer customers client clients")
_SMALL = words_of(
    "the this that these those both two three four our my from crm and of them all , altogether completely as record "
    "please entry & files file everything about out system database"
)


def departed(clause: Clause, world: World) -> list[Intent]:
    """Return the order to delete customers who are named in it, or were all that was named before; else none."""
    draft = Draft(clause, world)
    words = draft.having(_CUSTOMERS)
    verbs = [mark for mark, form in clause.verbs("delete") if form == "base" and draft.low(mark.first) != "drop"]
    if len(words) != 1 or len(verbs) != 1:
        return []
    places = [mark for mark in clause.sentence.marks if mark.kind in ("name", "weak") and mark.first < clause.last]
    own = [mark for mark in places if mark.first >= clause.first]
    people = [name_of(mark) for mark in (own or places)]
    numbers = {NUMBERS[draft.low(at)] for at in draft.having(NUMBERS)} | {2 for _ in draft.having({"both"})}
    several = draft.low(words[0]).endswith("s")
    draft.take(*verbs, *own)
    draft.taken.update(words)
    draft.drop(_SMALL)
    draft.take(*(mark for mark in draft.open("amount") if draft.low(mark.first) in NUMBERS))
    refs = {name.of("Contact")[0].id: name.of("Contact") for name in people if _person(name.of("Contact"))}
    fits = len(refs) == len(people) and (len(refs) > 1) == several and numbers <= {len(refs)}
    if draft.left() or not refs or not fits:
        return []
    whose = [
        Noun(cls="Deal", text=one[0].name, said=[one], many=True, exactly=1, optional=True) for one in refs.values()
    ]
    gone = [Noun(cls="Contact", text=one[0].name, said=[one]) for one in refs.values()]
    return [Intent(do="delete", cls="Deal", targets=whose), Intent(do="delete", cls="Contact", targets=gone)]


def _person(refs: list) -> bool:  # type: ignore[type-arg]
    """Whether words are the whole name of one person."""
    return len(refs) == 1 and refs[0].score >= EXACT
