"""Days in a text, in the spellings that replies use: 2026-03-31, 31 March, March 31st, 31.3., 3/31."""

import re
from datetime import date

MONTHS = (
    r"jan(?:uary|\.)?", r"feb(?:ruary|\.)?", r"mar(?:ch|\.)?", r"apr(?:il|\.)?", r"may", r"june?\.?", r"july?\.?",
    r"aug(?:ust|\.)?", r"sept?(?:ember|\.)?", r"oct(?:ober|\.)?", r"nov(?:ember|\.)?", r"dec(?:ember|\.)?",
)  # fmt: skip
MONTH = f"(?:{'|'.join(MONTHS)})(?![a-z])"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ORDINAL = "(?:st|nd|rd|th)?"
YEAR = r"(?:,? \d{4}\b(?!-))?"
NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}
DATES = re.compile(
    r"\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:\d\d)?)?"
    r"|\b\d{1,2}:\d\d\b"
    r"|\b\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d\d)\b"
    rf"|\b\d{{1,2}}{ORDINAL}(?: of)?[ .]+{MONTH}{YEAR}"
    rf"|\b{MONTH} \d{{1,2}}{ORDINAL}\b(?!\.\d){YEAR}"
)
"""Every day and time of day in a text of lower case."""


def without_days(text: str) -> str:
    """Return a text of lower case with a gap where a day or a time of day was."""
    return DATES.sub(" ", text)


def names_day(text: str, day: date, now: date | None = None) -> bool:
    """Whether a text of lower case names a day.

    Args:
        text: The text.
        day: The day. Its year need not be said.
        now: What "today" is in the text; without it, only spellings of the date count.
    """
    spellings = [*_spellings(day), *(_relative(day, now) if now else ())]
    return any(re.search(spelling, text) for spelling in spellings)


def _spellings(day: date) -> list[str]:
    name = f"{MONTHS[day.month - 1]}(?![a-z])"
    number, month = f"0?{day.day}", f"0?{day.month}"
    return [
        day.isoformat(),
        rf"(?<!\d){number}{ORDINAL}\.?(?: of)? ?{name}",
        rf"\b{name} {number}(?!\d)",
        rf"(?<!\d){number}[./]{month}(?!\d)",
        rf"(?<!\d){month}/{number}(?!\d)",
    ]


def _relative(day: date, now: date) -> list[str]:
    away = (day - now).days
    said = [NEAR[away]] if away in NEAR else []
    if -7 < away <= 7:
        said.append(WEEKDAYS[day.weekday()])
    return [rf"\b{word}\b" for word in said]
