"""Sums that are reckoned from others that were said, or from the old one."""

from collections.abc import Collection, Sequence

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.values.additions import added, halved
from agent.embedded.values.counts import counting
from agent.embedded.values.fractions import fractions
from agent.embedded.values.growth import grown
from agent.embedded.values.products import multiplied
from agent.embedded.values.ratios import scaled


def reckoned(marks: Sequence[Mark], cut: Sequence[Token], barred: Collection[int]) -> list[Mark]:
    """Return the marks of a message, with what is multiplied, added, shared or compared as one amount each.

    What may be the price of one piece becomes a `rate`; how many pieces there are is marked as a count. Words that are
    `barred`, in names and quotations, tell of no part.
    """
    made = fractions(marks, cut, barred)
    if not any(mark.kind in ("amount", "range") for mark in made):
        return made
    for step in (scaled, multiplied, counting, halved, added, grown):
        made = step(made, cut)
    return made
