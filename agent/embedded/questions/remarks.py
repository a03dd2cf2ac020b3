"""Words beside a question that ask nothing: "…, be honest", "just curious, …"."""

from agent.embedded.language.words import words_of
from agent.embedded.sentences.evidence import AGREED, Evidence
from agent.embedded.sentences.hearing import Hearing
from agent.embedded.sentences.sentence import Clause, Sentence

BESIDE = 0.15
"""Words that name nothing stand beside the point from this share on, behind a comma or before the first …"""
RATHER = 3.0
"""… where they do so this many times more than the others."""
LONGEST = 6
"""Words of a remark."""
_CONTENT = (
    "name", "amount", "date", "length", "choice", "class", "kind", "field", "outcome", "email", "phone", "url", "quote"
)  # fmt: skip
_TELLING = words_of(
    "only just mine ours theirs not except without but too also or and overdue late unassigned "
    "who what when where which how whose why per by each"
)
"""Words that may tell what is asked for."""


def unremarked(heard: Hearing, evidence: Evidence) -> Hearing:
    """Return a question without a remark before its first comma or behind its last; all else as it is."""
    said = heard.sentence()
    commas = [at for at, token in enumerate(said.tokens) if token.low == "," and not _inside(said, at)]
    if not commas:
        return heard
    end = len(said.tokens) - (said.low(len(said.tokens) - 1) in ("?", ".", "!"))
    for first, last, gone in (
        (commas[-1] + 1, end, range(commas[-1], end)),
        (0, commas[0], range(commas[0] + 1)),
    ):
        rest = Clause(said, commas[0] + 1, end) if not first else Clause(said, 0, commas[-1])
        if _remark(Clause(said, first, last), rest, evidence):
            return heard.left(set(gone)) or heard
    return heard


def _inside(said: Sentence, at: int) -> bool:
    return any(mark.first < at < mark.last for mark in said.marks)


def _remark(words: Clause, rest: Clause, evidence: Evidence) -> bool:
    """Whether words name nothing and stand beside the point of the question around them."""
    lows = words.lows()
    if not 0 < len(lows) <= LONGEST or set(lows[:1]) & _ASKING or words.marks(*_CONTENT):
        return False
    if evidence.act(rest).get("question", 0.0) < AGREED:
        return False
    beside, other = _aside(words, evidence), _aside(rest, evidence)
    telling = set(lows) & _TELLING and beside < AGREED
    return beside >= BESIDE and beside >= RATHER * other and not telling


_ASKING = words_of("who what when where which how whose why")


def _aside(words: Clause, evidence: Evidence) -> float:
    """Return how much words stand beside the point, on average."""
    tokens = [words.sentence.tokens[at] for at in range(words.first, words.last)]
    shares = [evidence.tags.aside(token.start, token.end) for token in tokens if token.kind == "word"]
    return sum(shares) / len(shares) if shares else 0.0
