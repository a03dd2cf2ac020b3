"""Single days: "tomorrow", "next Tuesday", "3 March", "3/4", "in two weeks", "a week from Friday"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agent.embedded.calendar import MONTHS, WEEKDAYS, When, dated, day, later, weekday
from agent.embedded.lengths import MINUTES, count_at, length_at
from agent.embedded.tokens import Token
from agent.embedded.words import words_of

NEXT = {"next": 1, "this": 0, "current": 0, "last": -1, "previous": -1, "past": -1, "coming": 0, "following": 1}
_TODAY = {
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tmw": 1,
    "tomorow": 1,
    "tommorow": 1,
    "tmrrw": 1,
    "tommorrow": 1,
    "2moro": 1,
    "2morrow": 1,
    "yesterday": -1,
    "yday": -1,
    "ystrday": -1,
    "yesteday": -1,
    "yestarday": -1,
    "yesterdy": -1,
    "tomorrw": 1,
    "tmorrow": 1,
    "yest": -1,
    "yesterdays": -1,
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
}
_TENS = {"twenty": 20, "thirty": 30}
_AMBIGUOUS = ("sun", "sat", "wed")
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


def written(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "2026-03-31", "2026-03-31T15:00"."""
    token = tokens[at]
    if token.kind != "iso":
        return None
    parts = [int(part) for part in re.findall(r"\d+", token.text)]
    when = dated(token.text, parts[2], parts[1], parts[0], now.today)
    if len(parts) < 5 or when.invalid:
        return at + 1, when
    try:
        return at + 1, when.at(datetime(2000, 1, 1, parts[3], parts[4]).time())
    except ValueError:
        return at + 1, When(token.text, invalid=True)


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
    if words[lead : lead + 2] == ["day", "after"] and words[lead + 2 : lead + 3] in (["tomorrow"], ["tmrw"]):
        return at + lead + 3, day("the day after tomorrow", now.today + timedelta(days=2))
    if words[lead : lead + 3] == ["day", "before", "yesterday"]:
        return at + lead + 3, day("the day before yesterday", now.today - timedelta(days=2))
    if words[0] in _TODAY:
        return at + 1, day(words[0], now.today + timedelta(days=_TODAY[words[0]]))
    if words[:2] == ["later", "today"]:
        return at + 2, day("today", now.today)
    if words[:2] in (["right", "now"], ["just", "now"]):
        return at + 2, _moment("now", now, 0)
    if words[0] == "this" and words[1:2] and words[1] in ("morning", "afternoon", "evening"):
        return at + 2, day(" ".join(words[:2]), now.today)
    return (at + 2, day("last night", now.today - timedelta(days=1))) if words[:2] == ["last", "night"] else None


def ahead(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "in two weeks", "two weeks from now", "a week from Friday", "in 20 minutes"."""
    led = int(tokens[at].low == "in")
    led += bool(led) and at + 2 < len(tokens) and tokens[at + 1].low in _NEARLY
    counted = count_at(tokens, at + led)
    if led and counted and counted[0] < len(tokens) and tokens[counted[0]].low in MINUTES:
        minutes = counted[1] * MINUTES[tokens[counted[0]].low]
        return counted[0] + 1, _moment(said(tokens, at, counted[0] + 1), now, minutes)
    length = length_at(tokens, at + led)
    if not length:
        return None
    end, number, unit = length
    words = [token.low for token in tokens[end : end + 2]]
    if words[:1] in (["from"], ["after"], ["on"]) and words != ["from", "now"]:
        base = day_at(tokens, end + 1, now) if end + 1 < len(tokens) else None
        if base and base[1].first:
            if words[0] == "on" and led:
                return _weekday_then(tokens, at, base, now, number, unit)
            return base[0], day(said(tokens, at, base[0]), later(base[1].first, number, unit))
    if not led and words != ["from", "now"]:
        return None
    end += 0 if led else 2
    if [token.low for token in tokens[end : end + 2]] in (["'s", "time"], ["'", "time"]):
        end += 2
    return end, day(said(tokens, at, end), later(now.today, number, unit))


_NEARLY = ("exactly", "about", "around", "roughly", "just", "approximately")


def _weekday_then(tokens: Sequence[Token], at: int, base: Found, now: Now, number: int, unit: str) -> Found | None:
    """Read "in two weeks on Friday": the Friday of that week."""
    if unit != "week" or not base[1].first:
        return None
    monday = now.today - timedelta(days=now.today.weekday())
    return base[0], day(said(tokens, at, base[0]), monday + timedelta(days=base[1].first.weekday(), weeks=number))


def ago(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "three days ago", "a week back"."""
    length = length_at(tokens, at)
    if not length or length[0] >= len(tokens) or tokens[length[0]].low not in ("ago", "back"):
        return None
    return length[0] + 1, day(said(tokens, at, length[0] + 1), later(now.today, -length[1], length[2]))


def named(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "Friday", "next Friday", "Friday next week", "Friday week", "Friday the 20th"."""
    lead = tokens[at].low if tokens[at].low in NEXT else ""
    place = at + bool(lead)
    place += bool(lead) and place < len(tokens) and tokens[place].low == "coming"
    if place >= len(tokens) or tokens[place].low not in WEEKDAYS:
        return None
    timed = place + 1 < len(tokens) and (tokens[place + 1].kind in ("number", "time") or tokens[place + 1].low == "at")
    clear = lead or tokens[place].proper or at == 0 or timed or _led(tokens, at)
    if tokens[place].low in _AMBIGUOUS and not clear:
        return None
    number, end = WEEKDAYS[tokens[place].low], place + 1
    exact = _same_day(tokens, end, number, now)
    if exact:
        return exact
    return _with_lead(tokens, at, end, lead, now) if lead else _with_tail(tokens, at, end, number, now)


def _with_lead(tokens: Sequence[Token], at: int, end: int, lead: str, now: Now) -> Found:
    """Read "next Friday": that of next week; "last Friday": the one before today."""
    text, number = said(tokens, at, end), WEEKDAYS[tokens[end - 1].low]
    monday = now.today - timedelta(days=now.today.weekday())
    if lead in ("last", "previous", "past"):
        return end, day(text, weekday(text, number, now.today).before or now.today)
    if lead in ("next", "following"):
        return end, day(text, monday + timedelta(days=number + 7))
    this = monday + timedelta(days=number)
    return end, day(text, this) if lead != "coming" or this > now.today else weekday(text, number, now.today)


def _with_tail(tokens: Sequence[Token], at: int, end: int, number: int, now: Now) -> Found:
    """Read "Friday next week", "Friday week", "Friday after next", or "Friday" alone."""
    text = said(tokens, at, end)
    tail = [token.low for token in tokens[end : end + 2]]
    monday = now.today - timedelta(days=now.today.weekday())
    coming = weekday(text, number, now.today)
    if tail in (["next", "week"], ["this", "week"], ["last", "week"]):
        return end + 2, day(f"{text} {' '.join(tail)}", monday + timedelta(days=number, weeks=NEXT[tail[0]]))
    if tail == ["after", "next"]:
        return end + 2, day(f"{text} after next", monday + timedelta(days=number + 7))
    if tail[:1] in (["week"], ["fortnight"]):
        weeks = 1 if tail[0] == "week" else 2
        return end + 1, day(f"{text} {tail[0]}", later(coming.first or now.today, weeks, "week"))
    return end, coming


def _same_day(tokens: Sequence[Token], at: int, number: int, now: Now) -> Found | None:
    """Read the rest of "Monday, 23 March", "Friday the 20th", when it is that day of the week."""
    place = at + (at < len(tokens) and tokens[at].text == ",")
    found = (dated_at(tokens, place, now) or numeric(tokens, place, now)) if place < len(tokens) else None
    return found if found and found[1].first and found[1].first.weekday() == number else None


def dated_at(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "3 March", "March 3rd, 2026", "the 3rd of March", "the 15th"."""
    lead = tokens[at].low == "the"
    number = _number(tokens, at + lead)
    if number:
        end, value, ordinal = number
        end += end < len(tokens) and (tokens[end].low == "of" or tokens[end].text == ".")
        if end < len(tokens) and tokens[end].low in MONTHS:
            return _with_year(tokens, at, end + 1, value, MONTHS[tokens[end].low], now)
        digits = tokens[at + lead].kind == "number" or value > 12
        alone = ordinal and lead and digits and not _counting(tokens, at, number[0])
        return _monthday(tokens, at, number[0], value, now) if alone else None
    if tokens[at].low not in MONTHS:
        return None
    end = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].low in ("the", "."))
    number = _number(tokens, end)
    return _with_year(tokens, at, number[0], number[1], MONTHS[tokens[at].low], now) if number else None


def _counting(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether an ordinal tells which of several things: "they dropped the 2nd handpiece"."""
    behind = tokens[end] if end < len(tokens) else None
    if not behind or behind.kind != "word" or behind.low in _BEHIND:
        return False
    return behind.low in _COUNTED or not (at == 0 or tokens[at - 1].low in _BEFORE or tokens[at - 1].kind != "word")


_BEFORE = words_of(
    "on by to until till for before after from since is was it's its be due expect expected around about than as then "
    "into at between and or not just maybe say say's made make it them that latest starting ending closing closes close"
)
"""Words before a day of the month."""
_BEHIND = words_of(
    "at of in on and or but for to if please pls not instead now then as is was with by from works would will should "
    "latest so that which because since until till i we he she they you it can could rather too also again cheers "
    "thanks thx ok okay after before around about noon midday morning afternoon evening this next last the works"
)
"""Words behind a day of the month."""
_COUNTED = words_of(
    "quarter half floor time one call meeting round phase attempt visit offer version draft version unit shop store "
    "site branch office machine order option item point line instalment installment reminder"
)


def _with_year(tokens: Sequence[Token], at: int, end: int, number: int, month: int, now: Now) -> Found:
    place = end + (end < len(tokens) and tokens[end].text in (",", "."))
    if place < len(tokens) and re.fullmatch(r" ?(?:19|20)\d\d", tokens[place].text):
        return place + 1, dated(said(tokens, at, place + 1), number, month, int(tokens[place].text), now.today)
    following = [token.low for token in tokens[end : end + 2]]
    if following in (["this", "year"], ["next", "year"], ["last", "year"]):
        year = now.today.year + NEXT[following[0]]
        return end + 2, dated(said(tokens, at, end + 2), number, month, year, now.today)
    return end, dated(said(tokens, at, end), number, month, None, now.today)


def _monthday(tokens: Sequence[Token], at: int, end: int, number: int, now: Now) -> Found | None:
    """Read "the 15th": the next one, backwards the last one."""
    months = ((now.today.year, now.today.month), *(_step(now.today, step) for step in (1, 2, -1, -2)))
    found = [when.first for when in (dated("", number, month, year, now.today) for year, month in months) if when.first]
    coming = sorted(that for that in found if that >= now.today)
    gone = sorted(that for that in found if that <= now.today)
    text = said(tokens, at, end)
    return end, (day(text, coming[0], gone[-1]) if coming and gone else When(text, invalid=True))


def _step(today: date, months: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 + months
    return index // 12, index % 12 + 1


def _number(tokens: Sequence[Token], at: int) -> tuple[int, int, bool] | None:
    """Read a day of the month: where it ends, its number, and whether it was an ordinal ("3rd")."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    tens, _, ones = token.low.partition("-")
    if tens in _TENS and not ones and at + 1 < len(tokens) and 0 < _ORDINALS.get(tokens[at + 1].low, 0) < 10:
        return at + 2, _TENS[tens] + _ORDINALS[tokens[at + 1].low], True
    if tens in _TENS and 0 < _ORDINALS.get(ones, 0) < 10:
        return at + 1, _TENS[tens] + _ORDINALS[ones], True
    if token.low in _ORDINALS:
        return at + 1, _ORDINALS[token.low], True
    if token.kind != "number" or not token.text.strip().isdigit() or int(token.text) > 99:
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    ordinal = bool(after and after.low in ("st", "nd", "rd", "th") and after.start == token.end)
    return at + 1 + ordinal, int(token.text), ordinal


def _led(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].low in words_of("on by until till for before after to since")


def _moment(text: str, now: Now, minutes: int) -> When:
    exact = now.moment + timedelta(minutes=minutes)
    return When(text, exact.date(), exact.date(), exact=exact)


def day_at(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Return the single day that begins at a token, by the longest reading."""
    readers = (written, numeric, relative, ahead, ago, named, dated_at)
    found = [hit for hit in (reader(tokens, at, now) for reader in readers) if hit]
    return max(found, key=lambda hit: hit[0]) if found else None
