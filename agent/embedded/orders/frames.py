"""What a message orders, as the tagger hears it: each order with its own words, and with all that is told about it.

"Anouk asked for a battery. I told her 150k, so enter the deal" is one order: the words that give it are its own, and
what is told before them belongs to it as well.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from agent.embedded.language.words import words_of
from agent.embedded.sentences.acts import act
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.entering import entered, entering
from agent.embedded.sentences.evidence import ACTING, Evidence
from agent.embedded.sentences.segments import Segment, apart, rest_of, segment, segments
from agent.embedded.sentences.sentence import Clause, Sentence

ORDER = 0.55
"""Words order something from here on; how sure the reading must be, its parts tell."""
HELD = 0.4
"""Words hold back what they speak of from here on."""
CONTENT = 0.5
"""Words are about something from this share on."""


@dataclass(slots=True)
class Frame:
    """One order: its own words, `heard` as one segment, and its `scope`, up to the words of the orders around it."""

    heard: Segment
    scope: Clause

    @property
    def own(self) -> Clause:
        """The words that order."""
        return self.heard.clause


def frames(said: Sentence, evidence: Evidence) -> list[Frame]:
    """Return the orders of a message; none where some of it takes them back, or asks something of its own."""
    parts = segments(said, evidence)
    parts = [entering(one, parts[at - 1] if at else None) for at, one in enumerate(parts)]
    parts = [_sparing(one) or one for one in parts]
    orders = [one for one in parts if _orders(one)]
    rest = [one for one in parts if not _orders(one)]
    if not orders or any(_stops(one, orders, said) for one in rest):
        return []
    joined = list(_joined(orders, said, evidence))
    found = []
    for number, one in enumerate(joined):
        first = joined[number - 1].clause.last if number else 0
        last = joined[number + 1].clause.first if number + 1 < len(joined) else len(said.tokens)
        found.append(Frame(one, Clause(said, *_free(first, last, one, rest))))
    return found


def _sparing(part: Segment) -> Segment | None:
    """Return the order in "take the meeting out, but keep the deal": what is kept is nothing that it is about."""
    said, clause = part.clause.sentence, part.clause
    if part.shares.get("delete.activity", 0.0) < CLEAR:
        return None
    for at in range(clause.first + 3, clause.last - 1):
        kept = said.at(at + 1, "class") or said.at(at + 2, "class")
        leads = said.low(at) in ("keep", "leave") and said.low(at - 1) in ("but", "and", ",")
        if leads and kept and "Activity" not in kept.value:
            head = Clause(said, clause.first, at - 1)
            return Segment(head, part.acting + part.held, 0.0, "order", part.shares)
    return None


CLEAR = 0.8
"""That an activity shall go is clear from here on."""


def _orders(part: Segment) -> bool:
    return part.acting >= ORDER and part.about != "none" and part.act in ACTING and not rest_of(part)


def _stops(part: Segment, orders: Collection[Segment], said: Sentence) -> bool:
    """Whether words take an order back, or ask something of their own.

    A condition or a wish in a sentence of its own does not reach the order in another.
    """
    about = part.shares.get("none", 0.0) < CONTENT
    if part.act in ("question", "how", "outside"):
        return (about and (part.settled or bool(_named(part)))) or _valued(part)
    if part.held < HELD or part.act == "reported" or rest_of(part):
        return False
    if part.act == "forbidden":
        return about and not apart(part, orders) and not _storied(part, orders, said)
    return any(_beside(part, one, said) for one in orders)


def _storied(part: Segment, orders: Collection[Segment], said: Sentence) -> bool:
    """Whether a "no" only belongs to what is told before the orders: "no one there was interested. Close it"."""
    before = all(part.clause.last <= one.clause.first for one in orders)
    return before and act(part.clause) != "forbidden" and not any(_beside(part, one, said) for one in orders)


def _valued(part: Segment) -> bool:
    return part.clause.has("amount") or part.clause.has("date") or part.clause.has("choice")


def _beside(part: Segment, order: Segment, said: Sentence) -> bool:
    """Whether words stand in the same sentence as an order."""
    for first, last in sentences(said):
        if first <= part.clause.first < last and first <= order.clause.first < last:
            return True
    return False


def _joined(orders: list[Segment], said: Sentence, evidence: Evidence) -> Iterator[Segment]:
    """Yield the orders; those that go on with what the one before began are one with it."""
    held: Segment | None = None
    for one in orders:
        if held and _goes_on(held, one):
            whole = segment(Clause(said, held.clause.first, one.clause.last), evidence)
            held = replace(whole, shares=one.shares) if entered(one) else whole
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _goes_on(before: Segment, here: Segment) -> bool:
    """Whether an order tells more of the one before: of the same kind, and of no other record."""
    making = next((one.group for one in (before, here) if one.group.startswith("create.")), "")
    if set(here.clause.lows()) <= _SAME:  # "moves to Friday, same time"
        return True
    if before.group != here.group and not (making and _tells(before, here, making)):
        return False
    one, other = _named(before), _named(here)
    return not one or not other or bool(one & other)


_SAME = words_of("same time hour place slot as before usual at the and with room . , !")


def _tells(before: Segment, here: Segment, making: str) -> bool:
    """Whether the other of two orders, beside one to make a record, tells a field of the new one: "her phone is …"."""
    other = here if before.group == making else before
    named = {ref.cls for mark in other.clause.marks("name") for ref in name_of(mark).refs[:1]}
    kept = {"Deal", "Activity", making.removeprefix("create.").capitalize()} - ({"Deal"} if "deal" in making else set())
    return other.about.startswith("update.") and not named & kept


def _named(part: Segment) -> set[str]:
    return {ref.id for mark in part.clause.marks("name") for ref in name_of(mark).refs if ref.cls != "_User"}


def _free(first: int, last: int, order: Segment, rest: Collection[Segment]) -> tuple[int, int]:
    """Return the scope of an order: up to the words around it that are held back."""
    telling = order.about.startswith(("create.", "log."))
    naming = order.about in ("delete.activity", "update.done")  # what goes may be told in any sentence
    for one in rest:
        if naming and one.act in ("supposed", "doubted"):
            continue
        if one.act == "reported" or (telling and one.act == "doubted"):  # "he'd like …", "we don't have them yet?"
            continue
        if one.held >= HELD and one.clause.last <= order.clause.first:
            first = max(first, one.clause.last)
        elif one.held >= HELD and one.clause.first >= order.clause.last:
            last = min(last, one.clause.first)
    return first, last
