"""Days of a month: "3 March", "March 3rd, 2026", "26-Nov-26", "the 15th", "the 20th of next month"."""

import re
from collections.abc import Sequence
from datetime import date

from agent.embedded.language.tokens import Token
from agent.embedded.language.words import words_of
from agent.embedded.values.calendar import MONTHS, WEEKDAYS, When, dated, day
from agent.embedded.values.days import NEXT, Found, Now, low, said

_UNITS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
_TEENS = "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
_ORDINALS = {**{word: at for at, word in enumerate(f"{_UNITS} {_TEENS}".split(), 1)}, "thirtieth": 30}
_TENS = {"twenty": 20, "thirty": 30}


def dated_at(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "3 March", "March 3rd, 2026", "the 3rd of March", "the 15th", and "30th" after "by"."""
    lead = tokens[at].low == "the"
    number = _number(tokens, at + lead)
    if number:
        end, value, ordinal = number
        end += low(tokens, end) in ("of", ".", "de", "di") or _glued(tokens, end)
        if low(tokens, end) in MONTHS:
            return with_year(tokens, at, end + 1, value, MONTHS[tokens[end].low], now)
        return _of_month(tokens, at, number[0], value, now) if ordinal else None
    if tokens[at].low not in MONTHS:
        return None
    end = at + 1 + (low(tokens, at + 1) in ("the", ".") or _glued(tokens, at + 1))
    number = _number(tokens, end)
    return with_year(tokens, at, number[0], number[1], MONTHS[tokens[at].low], now) if number else None


def _glued(tokens: Sequence[Token], at: int) -> bool:
    """Whether a hyphen joins what stands around it: "26-Nov"."""
    return low(tokens, at) == "-" and tokens[at].start == tokens[at - 1].end


def _of_month(tokens: Sequence[Token], at: int, end: int, number: int, now: Now) -> Found | None:
    """Read "the 20th of next month", "1st of the month", "the 15th"; a bare "30th" only where a day must follow."""
    digits = tokens[end - 1].low in ("st", "nd", "rd", "th")
    place = end + (low(tokens, end) in ("of", "in"))
    place += place > end and low(tokens, place) == "the"
    which = low(tokens, place)
    if which == "month" and low(tokens, place - 1) == "the":
        return _monthday(tokens, at, place + 1, number, now)
    if place > end and which in NEXT and low(tokens, place + 1) == "month":
        year, month = _step(now.today, NEXT[which])
        text = said(tokens, at, place + 2)
        return place + 2, dated(text, number, month, year, now.today)
    lead = tokens[at].low == "the"
    weekly = low(tokens, at - 1) in WEEKDAYS  # "Friday the second"
    if lead and (digits or number > 12 or weekly) and not _counting(tokens, at, end):
        return _monthday(tokens, at, end, number, now)
    led = low(tokens, at - 1) in _DATING or (low(tokens, at - 1) == "to" and low(tokens, end) in ("", ".", ",", "?"))
    alone = end >= len(tokens) or tokens[end].kind != "word" or tokens[end].low in _BEHIND
    return _monthday(tokens, at, end, number, now) if digits and led and alone and not lead else None


_DATING = words_of("on by until till before after since due")


def _counting(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether an ordinal tells which of several things: "they dropped the 2nd handpiece"."""
    behind = tokens[end] if end < len(tokens) else None
    if low(tokens, at - 1) in WEEKDAYS:
        return False
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
    "site branch office machine order option item point line instalment installment reminder stage step level place "
    "row page part batch email mail deal contact quote invoice"
)


def with_year(tokens: Sequence[Token], at: int, end: int, number: int, month: int, now: Now) -> Found:
    """Return the day with the year behind it, if one is said: "2027", "'27", "-27", "next year"."""
    place, year = year_at(tokens, end, now)
    if not year:
        two = low(tokens, end).strip()
        last = end + 1 >= len(tokens) or tokens[end + 1].text in ".,;?!)"
        if last and re.fullmatch(r"\d\d", two) and -1 <= int(two) - now.today.year % 100 <= 9:
            place, year = end + 1, 2000 + int(two)
    return place, dated(said(tokens, at, place), number, month, year or None, now.today)


def year_at(tokens: Sequence[Token], end: int, now: Now) -> tuple[int, int]:
    """Return the year behind a day, month or quarter, and where it ends; 0 where none is said."""
    following = [token.low for token in tokens[end : end + 3]]
    lead = following[:1] == ["of"]
    if following[lead : lead + 2] in (["this", "year"], ["next", "year"], ["last", "year"]):
        return end + lead + 2, now.today.year + NEXT[following[lead]]
    place = end + (following[:1] in ([","], ["."], ["'"], ["of"], ["/"]) or _glued(tokens, end))
    written = low(tokens, place).strip()
    if re.fullmatch(r"(?:19|20)\d\d", written):
        return place + 1, int(written)
    short = place > end and tokens[end].text in "'\u2019-" and re.fullmatch(r"\d\d", written)
    return (place + 1, 2000 + int(written)) if short else (end, 0)


def _monthday(tokens: Sequence[Token], at: int, end: int, number: int, now: Now) -> Found:
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
    if tens in _TENS and not ones and 0 < _ORDINALS.get(low(tokens, at + 1), 0) < 10:
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
