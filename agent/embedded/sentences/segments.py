"""A message cut where the tagger hears something else begin: one act, about one thing, in each segment."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from agent.embedded.language.words import words_of
from agent.embedded.sentences.draft import name_of
from agent.embedded.sentences.evidence import LOUD, Evidence
from agent.embedded.sentences.sentence import Clause, Sentence

_BREAKS = words_of(". ! ? ; , : - ( ) and then but so also plus & because since as while which though")
_KINDS = {
    **dict.fromkeys(("update.stage", "update.amount", "update.date", "update.owner", "update.title"), "deal"),
    **dict.fromkeys(("update.phone", "update.email", "update.website", "update.industry", "update.address"), "facts"),
    **dict.fromkeys(("update.due", "update.subject", "update.type"), "appointment"),
}
"""Changes that are told in one breath."""
SETTLED = 0.45
"""A chunk is about its strongest operation from this share on; below, it goes with its neighbour."""


@dataclass(slots=True)
class Segment:
    """Some words of a message: how likely they ask for something or hold it back, and what they are about."""

    clause: Clause
    acting: float
    held: float
    act: str
    shares: dict[str, float]

    @property
    def about(self) -> str:
        """The strongest operation; `none` where the segment is about nothing."""
        return max(self.shares, key=lambda name: self.shares[name], default="none")

    @property
    def loud(self) -> list[str]:
        """The operations that are heard well; beside a change, no fainter one of another kind."""
        best = self.shares.get(self.about, 0.0)
        change = self.about.startswith("update.")
        return [
            name
            for name, share in self.shares.items()
            if share >= LOUD and not (change and not name.startswith("update.") and 2 * share < best)
        ]

    @property
    def group(self) -> str:
        """What kind of thing the segment is about: the changes of one record go together."""
        return max(self.grouped, key=lambda name: self.grouped[name], default="none")

    @property
    def grouped(self) -> dict[str, float]:
        """The share of each kind of thing."""
        found: dict[str, float] = {}
        for name, share in self.shares.items():
            found[grouped_as(name)] = found.get(grouped_as(name), 0.0) + share
        return found

    @property
    def settled(self) -> bool:
        """Whether one kind of thing is clearly stronger than all others."""
        return self.grouped.get(self.group, 0.0) >= SETTLED


def grouped_as(name: str) -> str:
    """Return the kind of thing that an operation belongs to: what is told in one breath is of one kind."""
    deed = name.partition(".")[0]
    return _KINDS.get(name, deed if deed in ("log", "plan") else name)


def segments(said: Sentence, evidence: Evidence) -> list[Segment]:
    """Return the segments of a message, in order."""
    found: list[Segment] = []
    for chunk in chunks(Clause(said, 0, len(said.tokens))):
        here = segment(chunk, evidence)
        before = found[-1] if found else None
        if before and _together(before, here):
            found[-1] = segment(Clause(said, before.clause.first, chunk.last), evidence)
        else:
            found.append(here)
    return found


def chunks(clause: Clause) -> list[Clause]:
    """Return the pieces of a clause between marks and small joining words."""
    said = clause.sentence
    cuts = [clause.first]
    for at in range(clause.first, clause.last):
        token = said.tokens[at]
        inside = any(said.at(at, kind) for kind in ("name", "date", "amount", "quote", "phrase"))
        if token.low in _BREAKS and not inside:
            cuts.append(at + 1 if token.kind == "mark" else at)
    cuts.append(clause.last)
    found = [Clause(said, first, last) for first, last in pairwise(cuts)]
    return [one for one in found if any(token.kind != "mark" for token in said.tokens[one.first : one.last])]


def segment(clause: Clause, evidence: Evidence) -> Segment:
    """Return some words of a message with what is heard in them."""
    said = evidence.act(clause)
    act = max(said, key=lambda name: said[name], default="talk")
    return Segment(clause, evidence.acting(clause), evidence.held(clause), act, evidence.shares(clause))


def _together(before: Segment, here: Segment) -> bool:
    """Whether two chunks say one thing: the same act, about the same, or not clearly about anything else."""
    acts = before.act == here.act or (before.acting > 0.5) == (here.acting > 0.5)
    same = before.group == here.group or not (before.settled and here.settled)
    return acts and same and (before.held > 0.5) == (here.held > 0.5)


def apart(segment: Segment, orders: Collection[Segment]) -> bool:
    """Whether what is held back is something else than what the orders are about.

    "Nothing else is needed", "his other deals stay with him", "the brewhouse goes on, do not touch that one".
    """
    if segment.act != "forbidden":
        return False
    named = _named(segment)
    other = bool(named) and not any(named & _named(one) for one in orders)
    return other or rest_of(segment)


def rest_of(segment: Segment) -> bool:
    """Whether words only say what an order is not about: "only the leads, not the rest"."""
    return bool(_REST & set(segment.clause.lows())) and not segment.clause.marks("amount", "date")


def _named(segment: Segment) -> set[str]:
    return {ref.id for mark in segment.clause.marks("name") for ref in name_of(mark).refs}


_REST = words_of("else other others rest remaining")
"""Words that speak of what an order is not about."""
