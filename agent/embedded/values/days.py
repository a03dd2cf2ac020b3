"""Single days by their date or their nearness: "2026-03-31", "3/4", "tomorrow", "the day before yesterday"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import When, dated, day

NEXT = {"next": 1, "this": 0, "current": 0, "last": -1, "previous": -1, "past": -1, "coming": 0, "following": 1}
TODAY = {
    **dict.fromkeys(words_of("today tonight todays tday tody tonite"), 0),
    **dict.fromkeys(
        words_of(
            "tomorrow tmrw tmr tmw tomorow tommorow tmrrw tommorrow 2moro 2morrow tomorrw tmorrow tomrrow tomorro "
            "tommorw tomarrow tomorrwo toomorrow tomrw tommorro tommrow"
        ),
        1,
    ),
    **dict.fromkeys(words_of("yesterday yday ystrday yesteday yestarday yesterdy yest yesterdays yesturday"), -1),
}
"""Days beside today, as they are typed."""
Found = tuple[int, When]


@dataclass(frozen=True, slots=True)
class Now:
    """The moment in the user's zone, and whether his locale writes the month before the day."""

    moment: datetime
    month_first: bool = True

    @property
    def today(self) -> date:
        """The day in the user's zone."""
        return self.moment.date()


def said(tokens: Sequence[Token], at: int, end: int) -> str:
    """Return the words between two tokens, with single spaces."""
    return " ".join(token.text.strip() for token in tokens[at:end])


def low(tokens: Sequence[Token], at: int) -> str:
    """Return a token in lower case; outside of the text, nothing."""
    return tokens[at].low if 0 <= at < len(tokens) else ""


def written(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "2026-03-31", "2026-03-31T15:00", and "20260331" where a day is due."""
    token = tokens[at]
    if token.kind not in ("iso", "number"):
        return None
    parts = [int(part) for part in re.findall(r"\d+", token.text)]
    if token.kind == "number" and re.fullmatch(r" ?20\d{6}", token.text) and low(tokens, at - 1) in _DATING:
        number = parts[0]
        return at + 1, dated(token.text, number % 100, number // 100 % 100, number // 10_000, now.today)
    if token.kind != "iso":
        return None
    when = dated(token.text, parts[2], parts[1], parts[0], now.today)
    if len(parts) < 5 or when.invalid:
        return at + 1, when
    try:
        return at + 1, when.at(datetime(2000, 1, 1, parts[3], parts[4]).time())
    except ValueError:
        return at + 1, When(token.text, invalid=True)


_DATING = words_of("by on until till before after since due")


def numeric(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "3/4" and "31.12.2026", by locale; of two readings without a year, the one that is not over yet."""
    token = tokens[at]
    if token.kind != "date":
        return None
    parts = [int(part) for part in re.findall(r"\d+", token.text)]
    month_first = now.month_first and "." not in token.text
    month, number = parts[:2] if month_first else (parts[1], parts[0])
    year = parts[2] + (2000 if parts[2] < 100 else 0) if len(parts) > 2 else None
    if month > 12 >= number:
        month, number = number, month
    found = dated(token.text, number, month, year, now.today)
    if not year and _over(month, number, now) and not _over(number, month, now):
        other = dated(token.text, month, number, year, now.today)
        return at + 1, When(token.text, other.first, other.last, before=found.before)
    return at + 1, found


def _over(month: int, number: int, now: Now) -> bool:
    """Whether a day of this year is past, or is none."""
    return not (1 <= month <= 12 and 1 <= number <= 31) or (month, number) < (now.today.month, now.today.day)


def relative(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "tomorrow", "the day after tomorrow", "this morning", "right now"."""
    words = [token.low for token in tokens[at : at + 5]]
    lead = words[:1] == ["the"]
    if words[lead : lead + 2] == ["day", "after"] and TODAY.get(low(tokens, at + lead + 2)) == 1:
        return at + lead + 3, day("the day after tomorrow", now.today + timedelta(days=2))
    if words[lead : lead + 2] == ["day", "before"] and TODAY.get(low(tokens, at + lead + 2)) == -1:
        return at + lead + 3, day("the day before yesterday", now.today - timedelta(days=2))
    if words[0] in TODAY:
        steps = TODAY[words[0]]
        text = ("tonight" if words[0].startswith("toni") else "today", "tomorrow", "yesterday")[steps]
        return at + 1, day(text, now.today + timedelta(days=steps))
    if words[:2] == ["later", "today"]:
        return at + 2, day("today", now.today)
    if words[:2] in (["right", "now"], ["just", "now"]):
        return at + 2, moment("now", now, 0)
    if words[0] == "this" and words[1:2] and words[1] in ("morning", "afternoon", "evening"):
        return at + 2, day(" ".join(words[:2]), now.today)
    return (at + 2, day("last night", now.today - timedelta(days=1))) if words[:2] == ["last", "night"] else None


def moment(text: str, now: Now, minutes: int) -> When:
    """Return the moment that is so many minutes from now."""
    exact = now.moment + timedelta(minutes=minutes)
    return When(text, exact.date(), exact.date(), exact=exact)


def longest(found: Sequence[Found | None]) -> Found | None:
    """Return the reading that takes most words; of several, the first."""
    return max((hit for hit in found if hit), key=lambda hit: hit[0], default=None)
