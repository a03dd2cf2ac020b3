"""Who has most of something: a figure for each person, the largest first."""

from itertools import pairwise

from agent.embedded.language.intents import Intent
from agent.embedded.language.vocabulary import Class, Field
from agent.embedded.language.words import words_of
from agent.embedded.readings.counts import measured, over
from agent.embedded.sentences.draft import Draft

_WHO = words_of("who who's which whose what")
_PEOPLE = words_of(
    "rep reps person people colleague colleagues us team salesperson salespeople user users owner owners seller "
    "sellers guys you"
)
_MOST = words_of("most biggest largest highest greatest fattest top best strongest richest heaviest fullest")
_LEAST = words_of("least fewest smallest lowest weakest thinnest poorest")
_WORTH = words_of(
    "money pipeline value worth amount revenue volume euros dollars business turnover sum total funnel forecast sales"
)
_HAVING = words_of(
    "has have owns holds carries carrying sits sitting got leads brings brought won won't lost closed handles manages "
    "runs is had sold"
)
_SMALL = words_of("the of our three two four five six on in what how big")


def ranked(draft: Draft, cls: Class) -> Intent | None:
    """Return the figure that is asked for each person, in "who of the reps has the most open deals"; take its words."""
    lows = draft.clause.lows()
    owner = _by(draft, cls)
    first = next((at for at, low in enumerate(lows) if low in _WHO), None)
    place = next((at for at, low in enumerate(lows) if low in _MOST | _LEAST), None)
    if first is None or place is None or owner is None or place < first:
        return None
    if not _among(lows, first, place, staged=owner != cls.owner) or _single(draft, first, cls):
        return None
    named = set(lows) & _WORTH
    counts = not named or (not named - {"total", "sales"} and lows[place] in ("most", "least", "fewest"))
    counts = counts and not ("how much" in draft.clause.said and lows[place] in _MOST)
    draft.drop(_WHO | _PEOPLE | _MOST | _LEAST | _WORTH | _HAVING | _SMALL)
    of = measured(draft, cls) if cls.measure else ""
    return Intent(
        do="totals", cls=cls.name, measure="count" if counts else "sum", of="" if counts else of, by=owner.name,
        value="most" if lows[place] in _MOST else "least",
    )  # fmt: skip


def _among(lows: list[str], first: int, place: int, *, staged: bool) -> bool:
    """Whether people, or stages, are compared: "who has the most", "which of the reps carries the most"."""
    between = set(lows[first + 1 : place])
    having = lows[first] not in ("which", "what") and bool(between & _HAVING)
    return staged or having or (lows[first] != "what" and bool(between & _PEOPLE))


def _by(draft: Draft, cls: Class) -> Field | None:
    """Return the field whose values are compared: the stage in "which stage has most deals", else the owner."""
    stage = cls.stage
    staged = {("which", "stage"), ("what", "stage")} & set(pairwise(draft.clause.lows()))
    return stage if stage and staged else cls.owner


def _single(draft: Draft, first: int, cls: Class) -> bool:
    """Whether the owner of the one largest record is asked for: "who has the biggest deal"."""
    marks = [mark for mark in draft.clause.marks("class") if cls.name in mark.value]
    one = [mark for mark in marks if not draft.plural(mark) and mark.first > draft.clause.first + first]
    return bool(one) and not over(draft)
