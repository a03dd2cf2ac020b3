"""What a text says about amounts, days and listed values, found by its words alone: "they agreed on 45k"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
AMOUNT = re.compile(
    r"(?<![\w.,+])(?<!\d )(?P<sign>[$€£¥]\s?|(?:usd|eur|gbp|chf)\s)?"
    r"(?P<number>\d{1,3}(?:[,.' \u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)"
    r"(?P<scale>\s?(?:k|m|mio|bn|thousand|million|billion))?"
    r"(?P<unit>\s?(?:[$€£¥]|usd|eur|euros?|dollars?|gbp|pounds?|chf|francs?))?(?![\w%]|[.,]\d|\s?(?:\d|%|percent))",
    re.IGNORECASE,
)
WORTH = re.compile(
    r"\b(amount|price|priced|worth|value|valued|total|budget|agreed|offer(?:ed)?|quoted?|contract|deal|costs?|pays?|sum)\b",
    re.IGNORECASE,
)
"""Words beside which a bare number is an amount."""
MOST = re.compile(
    r"\b(?:under|below|less than|at most|up to|no more than|maximum|max|within|budget)\b(?:\W+\w+){0,2}\W*$", re.I
)
LEAST = re.compile(r"\b(?:over|above|more than|at least|no less than|minimum|from)\W*$", re.I)
LATER = re.compile(r"^\W*(?:at most|at the most|or less|maximum|max|(?P<least>at least|or more|minimum))\b", re.I)
"""Words before, or behind, an amount that make a bound of it."""
CENT = 0.005
SMALLEST = 1_000
"""A bare number below is a count."""
YEARS = range(1900, 2101)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAME = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"  # noqa: E501
DAYS = (
    re.compile(r"\b(?P<year>\d{4})-(?P<number>\d\d?)-(?P<day>\d\d?)\b"),
    re.compile(rf"\b(?P<day>\d\d?)(?:st|nd|rd|th)?(?: of)? {NAME}(?:,? (?P<year>\d{{4}}))?", re.IGNORECASE),
    re.compile(rf"\b{NAME} (?P<day>\d\d?)(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}})\b)?", re.IGNORECASE),
    re.compile(
        rf"\b(?:in|by|until|before|of|for) (?:early |mid-?|late |the end of )?{NAME}(?: (?P<year>\d{{4}})\b)?", re.I
    ),
)
IT = r"(?:it|this|(?:(?:the|this|our) )?(?:deal|order|sale))\b"
STANDS = (
    r"\b(?:moved?|back|set|put|went|goes)\b[\w ]{0,20}?\bto"
    r"|\b(?:is|was|are|were|now|still|currently)(?: now| still| currently)? (?:in|at|on)"
)
"""Words before the name of a stage that say that something stands there."""
SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;](?!\s|$)[^.!?;\n]*)*")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount that a text names, as it is written there.

    `sure` says that it is money, or called a price or the like; `bound` that it is the most (-1) or the least (1).
    """

    said: str
    value: float
    sure: bool
    bound: int = 0

    def agrees(self, with_: float) -> bool:
        """Whether a number is the one that is named, or lies within the bound."""
        return abs(self.value - with_) < CENT or (with_ - self.value) * self.bound > 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a month without one, that a text names; the year is often left out."""

    said: str
    year: int | None
    month: int
    day: int | None

    def agrees(self, with_: date) -> bool:
        """Whether a day is the one that is named, or lies in the month."""
        same = self.month == with_.month and self.day in (None, with_.day)
        return same and self.year in (None, with_.year)


def sentences(text: str) -> list[str]:
    """Return the sentences and lines of a text."""
    return [said.strip() for said in SENTENCE.findall(text) if said.strip()]


def amounts(sentence: str) -> Iterator[Amount]:
    """Yield the amounts that a sentence names; percentages, counts, years and numbers of papers are none."""
    beside = WORTH.search(sentence) is not None
    free = sentence
    for pattern in DAYS:
        free = pattern.sub(lambda match: " " * len(match.group()), free)
    for match in AMOUNT.finditer(free):
        value = _number(match["number"]) * SCALES.get((match["scale"] or "").strip().lower(), 1.0)
        marked = bool(match["sign"] or match["unit"] or match["scale"])
        if marked or (beside and value >= SMALLEST and not (match["number"].isdigit() and int(value) in YEARS)):
            bound = _bound(free[: match.start()], free[match.end() :])
            yield Amount(match.group().strip(), value, beside or bool(match["sign"] or match["unit"]), bound)


def days(sentence: str) -> Iterator[Day]:
    """Yield the days and months that a sentence names; "next Tuesday" is none, for it depends on who reads it when."""
    taken: list[tuple[int, int]] = []
    for pattern in DAYS:
        for match in pattern.finditer(sentence):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            if found := _day(match):
                taken.append(match.span())
                yield found


def values(sentence: str, known: Sequence[str], terminal: Sequence[str], field: str) -> Iterator[str]:
    """Yield the listed values that a sentence says a record has or had: "now in negotiation", "we lost it"."""
    cue = rf"(?:\b{re.escape(field)}\b\W*(?:is|was|to|now|of)?|{STANDS})\W*(?:the )?"
    for value in known:
        said = re.escape(value)
        forms = [rf"{cue}{said}\b"]
        if value in terminal:
            forms.append(rf"\b{IT}(?:'s| is| was| has been| is already)? {said}\b")
            forms.append(rf"\b(?:we|i)(?:'ve| have)?(?: just)? {said} {IT}")
        if any(re.search(form, sentence, re.IGNORECASE) for form in forms):
            yield value


def _bound(before: str, behind: str) -> int:
    """Return -1 for the most, 1 for the least, 0 for an amount that is just so."""
    if later := LATER.match(behind):
        return 1 if later["least"] else -1
    return -1 if MOST.search(before) else 1 if LEAST.search(before) else 0


def _number(written: str) -> float:
    plain = re.sub(r"[' \u00a0]", "", written)
    head, *tail = re.split(r"[.,]", plain)
    if tail and len(tail[-1]) != 3:
        return float(f"{head}{''.join(tail[:-1])}.{tail[-1]}")
    return float(head + "".join(tail))


def _day(match: re.Match[str]) -> Day | None:
    found = match.groupdict()
    month = int(found["number"]) if found.get("number") else MONTHS.index(found["month"][:3].lower()) + 1
    day = int(found["day"]) if found.get("day") else None
    year = int(found["year"]) if found.get("year") else None
    try:
        date(year or 2000, month, day or 1)  # a leap year: the 29th of February may be meant
    except ValueError:
        return None
    return Day(match.group().strip(), year, month, day)
