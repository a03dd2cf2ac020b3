"""A message that says what is to be done in which case: its condition, and the words for either case.

"If Acme is still open, …; otherwise …", "Is she free at 3? Then …", "… unless he has answered". Whether the words for a
condition are one, its reader tells: a message is divided in every way that its small words allow.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from agent.embedded.language.words import openings, words_of
from agent.embedded.sentences.cases import (
    ASKS,
    BETWEEN,
    BREAKS,
    PRONOUNS,
    THEN,
    Case,
    begins,
    case,
    cases,
    marker,
    past,
    referring,
    says,
)
from agent.embedded.sentences.clauses import sentences
from agent.embedded.sentences.sentence import Clause, Sentence

_OPENERS = openings(
    "if it turns out that|if it turns out|if it should turn out that|only if|if|in case|provided that|provided|"
    "providing that|providing|assuming that|assuming|as long as|so long as|on condition that|unless"
)
_NOW = openings("when there is|when there are|when there's|where there is|where there are")
_BEFORE = words_of("as what even see know wonder ask asking sure tell grateful glad great nice happy mind")
"""Words after which "if" opens no condition."""
_SEEING = words_of("see check look find verify")


@dataclass(frozen=True, slots=True)
class Branches:
    """A condition and its cases; `unless` it holds, if so. What stands before token `told` only leads to it."""

    condition: Clause
    cases: list[Case]
    told: int
    unless: bool = False


def divided(said: Sentence) -> Iterator[Branches]:
    """Yield the ways in which a message may be divided into a condition and what follows from it."""
    spans = list(sentences(said))
    for number, (first, last) in enumerate(spans):
        begin = past(said, first, last)
        behind = spans[number + 1][0] if number + 1 < len(spans) else len(said.tokens)
        yield from _leading(said, begin, last)
        yield from _preceding(said, begin, last, behind)
        yield from _looked(said, begin, last)
        yield from _trailing(said, begin, last)


def waiting(said: Sentence) -> Iterator[Branches]:
    """Yield the orders that an "if" or "unless" of their own sentence makes wait, if it is no courtesy."""
    for first, last in sentences(said):
        begin = past(said, first, last)
        opened = said.low(begin + 1) != "only" and _opening(said, begin)
        leading = (
            (one for one in _leading(said, begin, last) if said.low(one.condition.last) in BREAKS) if opened else ()
        )
        for made in (*leading, *_trailing(said, begin, last)):
            ordered = made.cases and begins(said, made.cases[0].first)
            if ordered and not set(made.condition.lows()) <= _POLITE:
                yield made


_POLITE = words_of(
    "possible you can could would will may please that 's it is ok okay fine alright with me us not too much trouble "
    "don't mind necessary needed need be so kind have a moment minute second time at all already haven't done i we "
    "yet still want wish like ask suits works convenient any way manage to nothing else get chance the this 'd"
)
"""Words of which no condition consists, but a courtesy: "if you don't mind"."""


def provided(said: Sentence) -> bool:
    """Whether something is only to be done under a condition that words other than "if" open: "provided that …"."""
    return any(
        says(said, at, phrase) and not said.at(at, "name") and said.low(at + 1) not in ("by", "us", "me", "the")
        for at in range(len(said.tokens))
        for phrase in _PROVIDED
    )


_PROVIDED = openings(
    "provided that|provided|providing that|assuming that|assuming|as long as|so long as|on condition that"
)


def _leading(said: Sentence, begin: int, last: int) -> Iterator[Branches]:
    """Yield the ways to read "if …, …", "should there be …, …"."""
    opened = _opening(said, begin) or _inverted(said, begin)
    if not opened or referring(said, begin):
        return
    first, unless = opened
    for at in range(first + 1, last):
        behind = _parting(said, at)
        if behind and behind < len(said.tokens) and not _going_on(said, at, behind, last):
            end = at - 1 if said.low(at) == "then" and said.low(at - 1) in BREAKS else at
            yield Branches(Clause(said, first, end), cases(said, behind, THEN), begin, unless)


def _going_on(said: Sentence, at: int, behind: int, last: int) -> bool:
    """Whether a condition goes on behind a comma: "if it is won, lost or …, set …", "…, and Ann agrees, …"."""
    if begins(said, behind):
        return False
    joined = said.low(at + 1) in ("and", "or", "but", "nor") or said.low(behind) in ASKS | {"or", "nor"}
    valued = any(said.at(behind, kind) for kind in ("choice", "outcome", "amount", "length"))
    later = any(
        said.low(place) in BREAKS and begins(said, past(said, place, last)) for place in range(behind, last - 1)
    )
    return joined or valued or later


def _preceding(said: Sentence, begin: int, last: int, behind: int) -> Iterator[Branches]:
    """Yield how a question or statement is the condition of the next sentence: "Is …? Then …", "… If so, …"."""
    if last != behind or behind >= len(said.tokens) or not (marker(said, behind) or said.low(behind) == "then"):
        return
    asks = said.low(last - 1) == "?" and said.low(begin) in ASKS
    if asks or said.low(behind) != "then":
        end = last - 1 if said.tokens[last - 1].kind == "mark" else last
        guard = THEN if said.low(behind) == "then" else ()
        yield Branches(Clause(said, begin, end), cases(said, behind, guard), begin)


def _looked(said: Sentence, begin: int, last: int) -> Iterator[Branches]:
    """Yield the way to read "see if … and if so …", "check whether …. If not, …"."""
    if said.low(begin) not in _SEEING:
        return
    asked = next((at for at in range(begin + 1, begin + 6) if said.low(at) in ("if", "whether")), 0)
    if not asked or asked >= last:
        return
    for at in range(asked + 2, len(said.tokens)):
        if said.low(at - 1) in BETWEEN and marker(said, at):
            end = at - 1
            while end > asked + 1 and said.low(end - 1) in BETWEEN:
                end -= 1
            yield Branches(Clause(said, asked + 1, end), cases(said, at, ()), begin)
            return


def _trailing(said: Sentence, begin: int, last: int) -> Iterator[Branches]:
    """Yield the ways to read "… if …", "… unless …, otherwise …"."""
    for at in range(begin + 2, last):
        opened = _opening(said, at)
        if not opened or referring(said, at) or said.low(at - 1) in _SEEING:
            continue
        first, unless = opened
        marked = (place for place in range(first + 1, last) if said.low(place - 1) in BETWEEN and marker(said, place))
        behind = next(marked, last)
        rest = cases(said, behind, ())
        end = behind
        while end > first and said.low(end - 1) in BETWEEN:
            end -= 1
        if rest and not rest[0].guard:
            return  # something of its own follows
        yield Branches(Clause(said, first, end), [*case(said, THEN, begin, at), *rest], begin, unless)
        return


def _opening(said: Sentence, at: int) -> tuple[int, bool] | None:
    """Return where a condition begins that words at a token open, and whether they say "unless"."""
    if said.low(at - 1) in _BEFORE or said.at(at, "courtesy") or said.at(at, "name"):
        return None
    for phrase in _OPENERS:
        if says(said, at, phrase):
            return at + len(phrase), phrase == ("unless",)
    now = next((phrase for phrase in _NOW if says(said, at, phrase)), None)
    return (at + 1, False) if now else None


def _inverted(said: Sentence, at: int) -> tuple[int, bool] | None:
    """Return where "should Ann have …" begins as a condition."""
    subject = said.at(at + 1, "name") or said.low(at + 1) in _SUBJECTS
    return (at + 1, False) if said.low(at) == "should" and subject and said.low(at + 1) not in ("i", "we") else None


_BECOMING = words_of("should goes go gets moves becomes can must shall needs")
_SUBJECTS = words_of("there the my our he she it they nobody anyone someone any no")


def _parting(said: Sentence, at: int) -> int:
    """Return where what follows from a condition may begin, if the condition may end at a token; else 0."""
    token = said.tokens[at]
    if any(said.at(at, kind) for kind in ("name", "date", "amount", "quote", "length")):
        return 0
    if (token.kind == "mark" and token.low in BREAKS) or token.low == "then":
        return past(said, at, len(said.tokens))
    stated = said.low(at) in PRONOUNS and said.low(at + 1) in _BECOMING  # "if it's still open it should go to Ann"
    return at if stated or begins(said, at) else 0
