"""Numbers in words: "twelve and a half thousand", "a hundred and fifty grand", "two lakh", "half a million"."""

from collections.abc import Sequence

from agent.embedded.language.tokens import Token

SCALES = {
    **dict.fromkeys(("k", "thousand", "thousands", "grand", "tsd", "thou", "thousend", "thousnd", "thosand"), 1e3),
    **dict.fromkeys(("m", "mm", "mn", "mil", "mio", "mill", "million", "millions", "milion", "millon", "mln"), 1e6),
    **dict.fromkeys(("bn", "billion", "mrd"), 1e9),
    **dict.fromkeys(("lakh", "lakhs", "lac"), 1e5),
    **dict.fromkeys(("crore", "crores", "cr"), 1e7),
}
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {
    **{word: at for at, word in enumerate(f"{_SMALL} seventeen eighteen nineteen".split())},
    **{word: 10 * at for at, word in enumerate(_TENS.split(), 2)},
    **{"eigth": 8, "twelv": 12, "fourty": 40, "fivty": 50, "fifity": 50, "sixtey": 60, "eigthy": 80, "ninty": 90},
    **{"fiveteen": 15, "fourteeen": 14, "twenety": 20, "thrity": 30},
}
_HUNDRED = ("hundred", "hundered", "hunderd", "hundread")
PORTIONS = {"half": 0.5, "quarter": 0.25}
_LONG = 3
"""Scales of so many letters can only be numbers; "a k" and "half m" are none."""
Spoken = tuple[int, float, bool]
"""Where a number ends, what it is, and whether it can only be a sum."""


def spoken(tokens: Sequence[Token], at: int) -> Spoken | None:
    """Return the number in words that begins at a token."""
    found = _portion(tokens, at)
    if found:
        return found
    said = _leading(tokens, at)
    total, part, place, scaled, room = 0.0, float(said), at + said, False, 100
    while place < len(tokens):
        word = tokens[place].low
        value = _small(word)
        if value is not None and value < room:
            part, room = part + value, 10 if value >= 20 and not value % 10 else 0
        elif word in _HUNDRED and said:
            part, room = part * 100, 100
        elif said and (further := and_a_half(tokens, place) or _point(tokens, place)):
            part, place = part + further[1], further[0] - 1
        elif word in SCALES and said and word != "m":
            total, part, scaled, room = total + part * SCALES[word], 0.0, True, 100
        elif not (said and room == 100 and _goes_on(tokens, place)):
            break
        said = True
        place += 1
    return (place, total + part, scaled or part >= 100) if said else None


def _small(word: str) -> int | None:
    """Return a number below a hundred: "five", "twenty", "twenty-five"."""
    tens, _, ones = word.partition("-")
    if not ones:
        return ONES.get(word)
    fits = ONES.get(tens, 0) >= 20 and 0 < ONES.get(ones, 0) < 10
    return ONES[tens] + ONES[ones] if fits else None


def _leading(tokens: Sequence[Token], at: int) -> bool:
    """Whether "a" is the one of "a hundred", "a thousand", "a couple of" excluded."""
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if at >= len(tokens) or tokens[at].low not in ("a", "an"):
        return False
    return behind in _HUNDRED or (
        behind in SCALES and len(behind) >= _LONG and behind not in ("grand", "mill", "mil", "thou")
    )


def _point(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Read "point two five": where it ends, and how much it is."""
    digits = _digits(tokens, at + 1) if tokens[at].low == "point" else ""
    return (at + 1 + len(digits), float(f"0.{digits}")) if digits else None


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Read "and" before a further number: "a hundred and five"."""
    return tokens[at].low == "and" and at + 1 < len(tokens) and tokens[at + 1].low.split("-")[0] in ONES


def and_a_half(tokens: Sequence[Token], at: int) -> tuple[int, float] | None:
    """Read "and a half" before a scale: where the scale stands, and how much it adds to the number before."""
    words = [token.low for token in tokens[at : at + 4]]
    place = 1 + (words[1:2] == ["a"])
    if words[:1] != ["and"] or len(words) < place + 2 or words[place] not in PORTIONS:
        return None
    return (at + place + 1, PORTIONS[words[place]]) if words[place + 1] in SCALES else None


def _digits(tokens: Sequence[Token], at: int) -> str:
    """Return the digits that are spelt out from a token on: "point two five"."""
    found = ""
    while at < len(tokens) and ONES.get(tokens[at].low, 10) < 10:
        found += str(ONES[tokens[at].low])
        at += 1
    return found


def _portion(tokens: Sequence[Token], at: int) -> Spoken | None:
    """Read "half a million", "a quarter million", "three quarters of a million", and "a grand", "a mill"."""
    words = [token.low for token in tokens[at : at + 6]]
    if words[:1] in (["a"], ["an"]):
        if words[1:2] in (["grand"], ["mill"]) and at > 0 and tokens[at - 1].low in _PRICING:
            return at + 2, SCALES[words[1]], True
        return _portion(tokens, at + 1) if words[1:2] and words[1] in PORTIONS else None
    thrice = words[:2] == ["three", "quarters"]
    if thrice or (words[:1] and words[0] in PORTIONS):
        rest = [word for word in words[1 + thrice :] if word not in ("a", "of")]
        if rest and rest[0] in SCALES and len(rest[0]) >= _LONG:
            share = 0.75 if thrice else PORTIONS[words[0]]
            return at + 1 + words[1:].index(rest[0]) + 1, share * SCALES[rest[0]], True
    return None


_PRICING = ("to", "at", "worth", "is", "for", "of", "by", "over", "under", "about", "around", "add", "another", "only")
"""Words before a sum."""
