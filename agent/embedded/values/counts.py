"""Numbers that tell how many of something there are: "ten units", "400 of them", "four additional stops"."""

from collections.abc import Sequence
from dataclasses import replace

from agent.embedded.language.lexicon import Mark
from agent.embedded.language.tokens import Token
from agent.embedded.language.words import FREE, words_of
from agent.embedded.values.days import low
from agent.embedded.values.lengths import UNITS
from agent.embedded.values.money import CURRENCIES, Amount

MOST = 10_000
"""More than so many are a sum, if nothing else is said."""


def counting(marks: Sequence[Mark], cut: Sequence[Token]) -> list[Mark]:
    """Return the marks, with the numbers of things told apart from sums."""
    return [
        Mark("amount", mark.first, mark.last, replace(mark.value, counts=True)) if counts(mark, cut) else mark
        for mark in marks
    ]


def counts(mark: Mark, cut: Sequence[Token]) -> bool:
    """Whether a mark is the number of things that are named behind it."""
    if mark.kind != "amount" or not plainly(mark.value):
        return False
    if low(cut, mark.last) == "of" and low(cut, mark.last + 1) in _THEM:
        return True
    return low(cut, mark.first - 1) not in _SUMMING and noun_end(cut, mark.last) > 0


def plainly(amount: Amount) -> bool:
    """Whether a number is written like that of things: whole, without a currency, and not too large."""
    sum_ = amount.money or amount.percent or amount.currency is not None
    return not sum_ and amount.value == int(amount.value) and 0 < amount.value < MOST


def noun_end(cut: Sequence[Token], at: int) -> int:
    """Return where the things end that are named from here on, with up to two words before them; 0 for none."""
    for place in range(at, min(at + _WORDS, len(cut))):
        token = cut[place]
        if (
            token.kind != "word"
            or (token.low in _BREAKING and not _more(cut, place))
            or token.low in CURRENCIES
            or token.low in UNITS
        ):
            return 0
        if token.low in _THINGS or _plural(token.low):
            return place + 1
    return 0


def _more(cut: Sequence[Token], at: int) -> bool:
    """Read the "more" of "ten more seats"; "ten more than" compares."""
    return low(cut, at) == "more" and at + 1 < len(cut) and cut[at + 1].kind == "word" and low(cut, at + 1) != "than"


_WORDS = 3
"""Words among which the things must be named."""


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in FREE


_THEM = words_of("them these those")
_THINGS = words_of("unit piece item pcs pc people persons men women children staff head heads copies of-them")
_SUMMING = words_of("$ € £ ¥ ₹ amount value price sum worth")
"""Words before a sum, whatever follows."""
_BREAKING = (
    FREE
    | words_of(
        "deal deals opportunity order contract or instead please as then plus minus less more off each apiece per x "
        "net gross total flat max all than because until before after when if but not this next last thanks cheers "
        "that's yes no discount surcharge always perhaps stages steps notches hours minutes percent times calls tasks "
        "meetings emails activities notes companies contacts customers months quarters years days weeks is looks seems "
        "he she they it we you i who which says thinks reckons wants needs hopes guesses tells asks offers "
        "pays has does was "
    )
) - words_of("new whole entire real")
"""Words behind a sum that name no things."""
