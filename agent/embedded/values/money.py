"""Amounts as people write and say them: "50k", "$1.2m", "12.500 €", "41'500.-", "12k5", "10 percent"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.numerals import SCALES, and_a_half, spoken

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
CURRENCIES = {
    **dict.fromkeys(("usd", "dollar", "dollars", "bucks"), "USD"),
    **dict.fromkeys(("eur", "euro", "euros"), "EUR"),
    **dict.fromkeys(("gbp", "pound", "pounds", "quid"), "GBP"),
    **dict.fromkeys(("chf", "francs"), "CHF"),
    **dict.fromkeys(("jpy", "yen"), "JPY"),
    **dict.fromkeys(("inr", "rupees", "rs"), "INR"),
    **{code.lower(): code for code in ("CAD", "AUD", "SEK", "NOK", "DKK", "PLN")},
}
_GROUPING = re.compile(r"['\u2019]|(?<=\d)[ \u00a0\u202f\u2009](?=\d)")
_NUMBER = re.compile(r"\d+(?:[.,'\u2019]\d+)*")
_ROUND = re.compile(r"[.,][-\u2013\u2014]$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was said, with the currency if one was, and whether it can only be money.

    `counts` says that it tells how many of something; `by` how much more (or less) than now something shall be: a sum,
    or `percent`. `old` is what it must be now, where that was said.
    """

    value: float
    currency: str | None = None
    money: bool = False
    percent: bool = False
    counts: bool = False
    by: float | None = None
    old: float | None = None


def number(said: str) -> float | None:
    """Return the number written as `said`, whichever of dot and comma it groups by; `None` if it is none.

    A single separator followed by exactly three digits groups: "12.500" and "12,500" are both 12500.
    """
    digits = _plain(said).rstrip(".,")
    if not _NUMBER.fullmatch(digits):
        return None
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return float(digits)
    last = marks[-1]
    grouping = len(digits.rsplit(last, 1)[1]) in (2, 3) if _indian(digits) else len(digits.rsplit(last, 1)[1]) == 3
    grouping = grouping and not digits.startswith("0")
    if len(set(marks)) == 1 and (grouping or len(marks) > 1):
        return float(digits.replace(last, "")) if grouping else None
    other = "," if last == "." else "."
    return float(digits.replace(other, "").replace(last, "."))


def _plain(said: str) -> str:
    return _ROUND.sub("", _GROUPING.sub("", said).strip("$€£¥₹ "))


def _indian(digits: str) -> bool:
    """Whether the groups are those of lakhs and crores: "1,25,000"."""
    return re.fullmatch(r"\d{1,2}(?:,\d\d)+,\d{3}", digits) is not None


def amount_at(tokens: Sequence[Token], at: int) -> tuple[int, Amount] | None:
    """Return the amount that begins at a token, and where it ends; `None` if none does."""
    token = tokens[at]
    currency = None
    place = at
    if token.low in CURRENCIES or token.text in SIGNS:
        currency = CURRENCIES.get(token.low) or SIGNS[token.text]
        place += 1
    found = _written(tokens, place) or spoken(tokens, place)
    if not found:
        return None
    place, value, scaled = found
    currency = currency or next((SIGNS[sign] for sign in token.text[:1] if sign in SIGNS), None)
    if place < len(tokens) and not currency:
        after = tokens[place]
        currency = SIGNS.get(after.text) or CURRENCIES.get(after.low)
        place += bool(currency)
    percent = place < len(tokens) and tokens[place].low in ("%", "percent", "pct")
    return place + percent, Amount(value, currency, bool(currency) or scaled, percent)


def share_at(tokens: Sequence[Token], at: int) -> tuple[int, Amount] | None:
    """Return the part that "by" tells something grows or shrinks by: "a tenth", "two thirds", "half"."""
    words = [token.low for token in tokens[at : at + 2]]
    if at == 0 or tokens[at - 1].low != "by" or not words:
        return None
    if words[0] == "half" and words[1:] not in (["a"], ["an"]):
        return at + 1, Amount(50.0, percent=True)
    times = {"a": 1, "one": 1, "two": 2, "three": 3}.get(words[0], 0)
    parts = _PARTS.get(words[1].removesuffix("s"), 0) if len(words) > 1 else 0
    return (at + 2, Amount(100 * times / parts, percent=True)) if times and parts else None


_PARTS = {"third": 3, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "twentieth": 20}


def _written(tokens: Sequence[Token], at: int) -> tuple[int, float, bool] | None:
    if at >= len(tokens) or tokens[at].kind not in ("number", "phone"):
        return None
    value = number(tokens[at].text)
    if value is None:
        return None
    if half := and_a_half(tokens, at + 1):
        end, more = half
        return end + 1, round((value + more) * SCALES[tokens[end].low], 2), True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after and after.text == "L" and after.start == tokens[at].end:  # lakhs; litres are written small, or apart
        return at + 2, round(value * SCALES["lakh"], 2), True
    named = after is not None and after.text.istitle() and at + 2 < len(tokens) and tokens[at + 2].proper
    if after and not named and _scales(tokens, at + 1):
        more = _tail(tokens, at + 2) if after.start == tokens[at].end else 0
        total = round((_decimal(tokens[at].text, value) + more) * SCALES[after.low], 2)
        return at + 2 + (more > 0), total, True
    return at + 1, value, bool(_ROUND.search(tokens[at].text))


def _scales(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is the scale of the number before it: not the metres of "a 2 m cable"."""
    scale = tokens[at]
    apart = scale.start - tokens[at - 1].end
    if scale.low not in SCALES or (len(scale.low) <= 2 and apart > 1):
        return False
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    metres = scale.low == "m" and apart and behind and behind.kind == "word"
    return not metres or bool(behind and (behind.low in CURRENCIES or behind.low in _BEHIND))


_BEHIND = words_of(
    "deal deals opportunity order contract and or for in by to at on instead please pls now with is from as of then"
)
"""Words behind millions; metres are followed by what is so long."""


def _tail(tokens: Sequence[Token], at: int) -> float:
    """Read the 5 of "12k5"."""
    glued = at < len(tokens) and tokens[at].kind == "number" and tokens[at].start == tokens[at - 1].end
    return int(tokens[at].text) / 10 if glued and re.fullmatch(r"[1-9]", tokens[at].text) else 0


def _decimal(said: str, value: float) -> float:
    """Before a scale a separator is always decimal: "1.250m" is one and a quarter million."""
    digits = _plain(said)
    if len(re.findall(r"[.,]", digits)) == 1 and value >= 1000:
        return float(digits.replace(",", "."))
    return value
