"""Sighs beside an order: "If only Fridays were longer." is a wish, and no condition of what is ordered behind it."""

from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Clause, Sentence

_VALUES = ("name", "amount", "date", "choice", "outcome", "email", "phone", "url", "quote")
_LEADS = (("if", "only"), ("oh", "if"), ("ah", "if"))


def sighs(text: str) -> bool:
    """Whether a text has words that may be a sigh."""
    return "if only" in text.lower()


def unsighed(said: Sentence) -> str:
    """Return the text without the sentences that only sigh: they name nothing, and something else is said."""
    parts = [Clause(said, first, last) for first, last in sentences(said)]
    kept = [one for one in parts if not _sigh(one)]
    if not kept or len(kept) == len(parts):
        return said.text
    return " ".join(one.text for one in kept)


def _sigh(clause: Clause) -> bool:
    lows = clause.lows()
    return (*lows[:2],) in _LEADS and "only" in lows[:3] and lows[-1] in (".", "!") and not clause.marks(*_VALUES)
