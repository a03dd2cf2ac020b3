"""Amounts as people write and say them: "50k", "$1.2m", "12.500 €", "fifty thousand", "a quarter million"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.embedded.tokens import Token

SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
CURRENCIES = {
    "usd": "USD",
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "gbp": "GBP",
    "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "chf": "CHF",
    "francs": "CHF",
    "jpy": "JPY",
    "yen": "JPY",
    "cad": "CAD",
    "aud": "AUD",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "pln": "PLN",
    "inr": "INR",
}
SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "thousands": 1e3,
    "grand": 1e3,
    "tsd": 1e3,
    "m": 1e6,
    "mm": 1e6,
    "mn": 1e6,
    "mil": 1e6,
    "mio": 1e6,
    "mill": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}
ONES = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_PORTIONS = {"half": 0.5, "quarter": 0.25}
_GROUPING = re.compile(r"['\u2019]|(?<=\d)[ \u00a0\u202f\u2009](?=\d)")
_NUMBER = re.compile(r"\d+(?:[.,'\u2019]\d+)*")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was said, with the currency if one was, and whether it can only be money."""

    value: float
    currency: str | None = None
    money: bool = False
    percent: bool = False


def number(said: str) -> float | None:
    """Return the number written as `said`, whichever of dot and comma it groups by; `None` if it is none.

    A single separator followed by exactly three digits groups: "12.500" and "12,500" are both 12500.
    """
    digits = _GROUPING.sub("", said).strip("$€£¥ ").removesuffix("-").rstrip(".,")
    if not _NUMBER.fullmatch(digits):
        return None
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return float(digits)
    last = marks[-1]
    grouping = len(digits.rsplit(last, 1)[1]) == 3 and not digits.startswith("0")
    if len(set(marks)) == 1 and (grouping or len(marks) > 1):
        return float(digits.replace(last, "")) if grouping else None
    other = "," if last == "." else "."
    return float(digits.replace(other, "").replace(last, "."))


def amount_at(tokens: Sequence[Token], at: int) -> tuple[int, Amount] | None:
    """Return the amount that begins at a token, and where it ends; `None` if none does."""
    token = tokens[at]
    currency = None
    place = at
    if token.low in CURRENCIES or token.text in SIGNS:
        currency = CURRENCIES.get(token.low) or SIGNS[token.text]
        place += 1
    found = _written(tokens, place) or _spoken(tokens, place)
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


def _written(tokens: Sequence[Token], at: int) -> tuple[int, float, bool] | None:
    if at >= len(tokens) or tokens[at].kind not in ("number", "phone"):
        return None
    value = number(tokens[at].text)
    if value is None:
        return None
    if half := _and_a_half(tokens, at + 1):
        end, more = half
        return end + 1, round((value + more) * SCALES[tokens[end].low], 2), True
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    named = after is not None and after.text.istitle() and at + 2 < len(tokens) and tokens[at + 2].proper
    if after and not named and after.low in SCALES and (len(after.low) > 2 or after.start - tokens[at].end <= 1):
        return at + 2, round(_decimal(tokens[at].text, value) * SCALES[after.low], 2), True
    return at + 1, value, False


def _decimal(said: str, value: float) -> float:
    """Before a scale a separator is always decimal: "1.250m" is one and a quarter million."""
    digits = _GROUPING.sub("", said).strip("$€£¥ ")
    if len(re.findall(r"[.,]", digits)) == 1 and value >= 1000:
        return float(digits.replace(",", "."))
    return value


def _spoken(tokens: Sequence[Token], at: int) -> tuple[int, float, bool] | None:
    portion = _portion(tokens, at)
    if portion:
        return portion
    total, part, place, scaled, said = 0.0, 0.0, at, False, False
    while place < len(tokens):
        words = tokens[place].low.split("-")
        if all(word in ONES for word in words):
            part += sum(ONES[word] for word in words)
        elif words == ["hundred"] and said:
            part *= 100
        elif said and (further := _and_a_half(tokens, place) or _point(tokens, place)):
            part += further[1]
            place = further[0] - 1
        elif tokens[place].low in SCALES and said and tokens[place].low != "m":
            total, part, scaled = total + part * SCALES[tokens[place].low], 0.0, True
        elif not (said and (scaled or part >= 100) and _goes_on(tokens, place)):
            break
        said = True
        place += 1
    return (place, total + part, scaled or part >= 100) if said else None


def _point(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Read "point two five": where it ends, and how much it is."""
    digits = _digits(tokens, at + 1) if tokens[at].low == "point" else ""
    return (at + 1 + len(digits), float(f"0.{digits}")) if digits else None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Read "and" before a further number: "a hundred and five"."""
    return tokens[at].low == "and" and at + 1 < len(tokens) and tokens[at + 1].low in ONES


def _and_a_half(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Read "and a half" before a scale: where the scale stands, and how much it adds to the number before."""
    words = [token.low for token in tokens[at : at + 4]]
    place = 1 + (words[1:2] == ["a"])
    if words[:1] != ["and"] or len(words) < place + 2 or words[place] not in _PORTIONS:
        return None
    return (at + place + 1, _PORTIONS[words[place]]) if words[place + 1] in SCALES else None


def _digits(tokens: Sequence[Token], at: int) -> str:
    """Return the digits that are spelt out from a token on: "point two five"."""
    found = ""
    while at < len(tokens) and ONES.get(tokens[at].low, 10) < 10:
        found += str(ONES[tokens[at].low])
        at += 1
    return found


def _portion(tokens: Sequence[Token], at: int) -> tuple[int, float, bool] | None:
    """Read "half a million", "a quarter million", "a hundred thousand"."""
    words = [token.low for token in tokens[at : at + 5]]
    if words[:1] in (["a"], ["an"]):
        if words[1:2] == ["hundred"]:
            scale = SCALES.get(words[2], 1) if len(words) > 2 else 1
            return at + 2 + (scale > 1), 100 * scale, True
        if words[1:2] and words[1] in SCALES and len(words[1]) > 3:
            return at + 2, SCALES[words[1]], True
        return _portion(tokens, at + 1) if words[1:2] and words[1] in _PORTIONS else None
    if words[:1] and words[0] in _PORTIONS:
        rest = [word for word in words[1:] if word not in ("a", "of")]
        if rest and rest[0] in SCALES and len(rest[0]) > 3:
            return at + 1 + words[1:].index(rest[0]) + 1, _PORTIONS[words[0]] * SCALES[rest[0]], True
    return None
