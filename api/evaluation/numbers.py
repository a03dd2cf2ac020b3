"""Numbers in a text, however they are written: 60000, 60,000, 60.000, 60k, $60 000, sixteen, none."""

import re

from api.evaluation.days import without_days

GAPS = r".,'’ \u00a0\u202f"  # noqa: RUF001 - what stands between thousands
NUMBER = re.compile(
    r"(?<![\w.,])(?:(?:[$€£]|eur|usd|gbp)\s?)?"
    rf"(?:(?P<grouped>[1-9]\d{{0,2}}(?:[{GAPS}]\d{{3}})+(?!\d))(?P<cents>[.,]\d\d?(?!\d))?|(?P<simple>(?>\d+(?:[.,]\d+)?)))"
    r"(?:\s?(?P<scale>k|m|mio|million|thousand))?(?![a-z])"
)
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "million": 1e6}
WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NOTHING = re.compile(r"\b(?:no|none|nothing|nobody|never|not any)\b|n['’]t any\b")  # noqa: RUF001
BULLET = re.compile(r"^\s*[*_]*\d+[.)]\s", re.M)


def numbers(text: str) -> set[float]:
    """Return the numbers in a text, without sign, to the cent. Days, times and the numbers of a list are none."""
    said = without_days(BULLET.sub(" ", text.lower()))
    found = {_value(match) for match in NUMBER.finditer(said)}
    found |= {float(number) for number, word in enumerate(WORDS) if re.search(rf"\b{word}\b", said)}
    return found | ({0.0} if NOTHING.search(said) else set())


def _value(match: re.Match[str]) -> float:
    scale = SCALES.get(match["scale"] or "", 1.0)
    if match["simple"]:
        return round(float(match["simple"].replace(",", ".")) * scale, 2)
    gaps = re.findall(r"\D", match["grouped"])
    if match["scale"] and len(gaps) == 1 and gaps[0] in ".,":  # 12.500k is twelve and a half thousand
        return round(float(match["grouped"].replace(",", ".")) * scale, 2)
    cents = (match["cents"] or "").replace(",", ".")
    return round(float(re.sub(r"\D", "", match["grouped"]) + cents) * scale, 2)
