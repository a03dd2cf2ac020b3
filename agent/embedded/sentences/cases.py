"""The words of a message for different cases: "otherwise …", "if so, …", "if she hasn't, …"."""

from dataclasses import dataclass

from agent.embedded.language.words import openings, words_of
from agent.embedded.sentences.sentence import Sentence

THEN, OTHERWISE = ("then",), ("otherwise",)
"""What tells that something is to be done where the condition holds, and where it does not."""
MOST_GUARD = 8
"""Words that may speak of a condition again: "if it's three or fewer"."""
_SKIPPED = words_of(", then please just so - : and but ok okay hi hello well")
BETWEEN = words_of(", ; : - \u2013 \u2014 and or but . ! ?")
BREAKS = words_of(", ; : - \u2013 \u2014")
_REST = openings("otherwise|or else|else|in any other case|in all other cases|in every other case|if anything else")
_THAT = openings("in that case|in which case|if that is the case|if that's the case|in this case")
_ELSE = words_of("anyone anybody anything any someone somebody")
ASKS = words_of("is are was has have do does did am will isn't aren't hasn't haven't don't doesn't didn't")
_BACK = words_of(
    "so yes yep no not it he she they there that this i we you 's 'm 're 've is isn't are aren't am was wasn't has "
    "hasn't have haven't do don't does doesn't did didn't one any none nobody anyone anybody anything someone somebody "
    "something else another less fewer more longer shorter later earlier higher lower sooner than or the case true "
    "wrong just only exactly at least most what's still already ones them him her"
)
"""Words that only speak of a condition that was told before."""


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be done in one case: tokens `first` up to `last`, and the words that tell in which."""

    guard: tuple[str, ...]
    first: int
    last: int


def alternatives(said: Sentence) -> list[Case]:
    """Return what is to be done in another case than one that was told before: "otherwise …", "if not, …"."""
    return [one for one in cases(said, 0) if one.guard not in ((), THEN)]


def cases(said: Sentence, first: int, guard: tuple[str, ...] = ()) -> list[Case]:
    """Return the cases from a token on; what stands before the first word for a case has the `guard`."""
    found: list[Case] = []
    begin = past(said, first, len(said.tokens))
    at = first
    while at < len(said.tokens):
        marked = marker(said, at) if at == first or said.low(at - 1) in BETWEEN else None
        if marked:
            found += case(said, guard, begin, at)
            guard, behind = marked
            begin = at = past(said, behind, len(said.tokens))
        else:
            at += 1
    return [*found, *case(said, guard, begin, len(said.tokens))]


def case(said: Sentence, guard: tuple[str, ...], first: int, last: int) -> list[Case]:
    """Return the case of these words, without what joins them to others; none where no word is left."""
    while last > first and said.low(last - 1) in BETWEEN:
        last -= 1
    return [Case(guard, first, last)] if last > first else []


def marker(said: Sentence, at: int) -> tuple[tuple[str, ...], int] | None:
    """Return which case words at a token speak of, and where they end; nothing where they speak of none."""
    for phrase, guard in (*((one, OTHERWISE) for one in _REST), *((one, THEN) for one in _THAT)):
        if says(said, at, phrase):
            return guard, at + len(phrase)
    if said.low(at) in _ELSE and said.low(at + 1) in ("else", "other") and said.low(at + 2) in (":", ",", "-"):
        return OTHERWISE, at + 2
    return referring(said, at)


def referring(said: Sentence, at: int) -> tuple[tuple[str, ...], int] | None:
    """Return the words of "if so", "if she hasn't", "if it's less than that", and where they end."""
    if said.low(at) not in ("if", "when", "unless"):
        return None
    end = at + 1
    while end < len(said.tokens) and end - at <= MOST_GUARD and (said.low(end) in _BACK or _number(said, end)):
        end += 1
    words = tuple(said.low(place) for place in range(at + 1, end))
    ended = said.low(end) in (*BREAKS, "then", ".", "") or (_brief(words) and begins(said, end))
    if words[:1] == ("so",) and not ended:  # "if so it goes to Ann"
        return ("so",), at + 2
    if words[:1] == ("not",) and not ended:
        return ("not",), at + 2
    return (words, end) if words and ended and said.low(at) == "if" else None


def _brief(words: tuple[str, ...]) -> bool:
    """Whether words are no more than "she is", "it isn't": an order may follow without a comma."""
    return len(words) in (2, 3) and words[0] in PRONOUNS and words[1] in ASKS | {"'s", "'m", "'re", "'ve"}


PRONOUNS = words_of("he she it they i we that")


def begins(said: Sentence, at: int) -> bool:
    """Whether an order may begin at a token."""
    mark = said.at(at, "verb") or said.at(at, "deed")
    noun = said.at(at, "class") or said.at(at, "choice") or said.at(at, "kind")
    return mark is not None and mark.first == at and not noun and any(form == "base" for _, form in mark.value)


def _number(said: Sentence, at: int) -> bool:
    mark = said.at(at, "amount")
    return mark is not None and not (mark.value.money or mark.value.percent)


def past(said: Sentence, at: int, last: int) -> int:
    """Return the first token from one on that is more than a joint or a courtesy."""
    while at < last and (said.low(at) in _SKIPPED or said.low(at) in BREAKS):
        at += 1
    return at


def says(said: Sentence, at: int, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase stands at a token."""
    flat: list[str] = []
    for word in phrase:
        flat += [word[:-2], "'s"] if word.endswith("'s") else [word]
    return all(said.low(at + step) == word for step, word in enumerate(flat))
