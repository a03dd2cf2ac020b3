"""How people lead up to what they want: "I would really appreciate it if you could …"."""

from itertools import pairwise

from agent.embedded.language.words import words_of
from agent.embedded.sentences.sentence import Clause

_WORDS = words_of(
    "i we would 'd d could can will may might please pls kindly really very much so be it that this is 's it'd "
    "i'd just quickly quick also then now maybe perhaps possibly love like want need wish hope hoping am 'm was "
    "wondering wonder appreciate appreciated great nice lovely good kind grateful glad happy helpful wonderful "
    "super awesome thankful fantastic obliged if you to as for and do mind think able possible any chance of get ask "
    "asking have favor favour a me go ahead one more thing let know when moment minute second sec time the hi "
    "hello hey dear parley assistant there thanks thank in advance us 'll well ok okay , . : - too still finally "
    "uh um er gotta simply should question request whenever convenient suits take care make sure hereby asked "
    "requested must urgently"
)
_TRIGGERS = words_of(
    "could would can please pls kindly appreciate appreciated kind grateful able wondering hoping mind chance "
    "favor favour need want like love sure ahead hereby ask request obliged"
)
_NEVER = words_of("what how why who which where whether not")
_SOFT = words_of(
    "appreciate great nice lovely grateful helpful wondering wonder possible mind kind good glad happy awesome "
    "super wonderful appreciated fantastic love thankful obliged"
)
MOST = 24


def opening(clause: Clause) -> int:
    """Return where a polite opening of the clause ends; its beginning, when there is none.

    It must lead to an order or a question; "if" belongs to it only beside a kind word.
    """
    low = clause.sentence.low
    at = clause.first
    said: list[str] = []
    best = clause.first
    while (
        at < min(clause.last, clause.first + MOST)
        and (low(at) in _WORDS or _light(low(at)))
        and not clause.sentence.at(at, "name")
    ):
        said.append(low(at))
        at += 1
        if _complete(said) and _order(clause, at):
            best = at
    return best


def _light(word: str) -> bool:
    return word in ("grateful", "quickly", "actually")


def _complete(said: list[str]) -> bool:
    if not _TRIGGERS & set(said) or any(word in said for word in _NEVER):
        return False
    if "if" in said and not any(word in said for word in _SOFT):
        return False
    polite = "if" in said and bool(_SOFT & set(said))
    if ("should" in said and not polite) or (said[0] in ("may", "might") and said[1:2] == ["i"]):
        return False
    asks_me = any(one in ("can", "could", "may", "would") and other in ("i", "we") for one, other in pairwise(said))
    if asks_me and "ask" not in said and "get" not in said:
        return False
    return not ({"think", "wondering", "maybe", "perhaps", "might"} & set(said)) or "you" in said


def _order(clause: Clause, at: int) -> bool:
    """Whether an order, or a question, begins at a token."""
    low = clause.sentence.low
    if at >= clause.last:
        return False
    if low(at) in words_of("what which who how where when whose"):
        return "wondering" in [low(place) for place in range(clause.first, at)] or low(at - 1) in (
            "know",
            "ask",
            "tell",
        )
    for kind in ("verb", "deed"):
        mark = clause.sentence.at(at, kind)
        if (
            mark
            and mark.first == at
            and any(
                form == "base" or (form == "ing" and low(at - 1) in ("mind", "of", "appreciate", "you"))
                for _, form in mark.value
            )
        ):
            return True
    return False
