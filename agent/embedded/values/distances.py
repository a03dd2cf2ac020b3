"""Days by their distance: "in two weeks", "a week from Friday", "three days ago", "this time tomorrow"."""

from collections.abc import Sequence
from datetime import timedelta

from agent.embedded.language.tokens import Token
from agent.embedded.values.calendar import WEEKDAYS, When, day, later
from agent.embedded.values.days import NEXT, TODAY, Found, Now, longest, low, moment, numeric, relative, said, written
from agent.embedded.values.feasts import feast
from agent.embedded.values.lengths import UNITS, count_at, length_at, minutes_at
from agent.embedded.values.monthdays import dated_at
from agent.embedded.values.weekdays import named

_NEARLY = ("exactly", "about", "around", "roughly", "just", "approximately")


def ahead(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "in two weeks", "two weeks from now", "a week from Friday", "in half an hour", "in 10 days' time"."""
    led = int(tokens[at].low == "in")
    led += bool(led) and at + 2 < len(tokens) and tokens[at + 1].low in _NEARLY
    if led and at + led < len(tokens) and (minutes := minutes_at(tokens, at + led)):
        return minutes[0], moment(said(tokens, at, minutes[0]), now, minutes[1])
    length = length_at(tokens, at + led)
    if not length:
        return None
    end, number, unit = length
    base = _based(tokens, end, now)
    if base and base[2] and led:
        return _weekday_then(tokens, at, base[:2], now, number, unit)
    if base:
        return _beyond(tokens, at, base, -number if low(tokens, end) == "before" else number, unit)
    timed = low(tokens, end) in ("'s", "'") and low(tokens, end + 1) == "time"
    from_now = [low(tokens, end), low(tokens, end + 1)] == ["from", "now"]
    if not (led or from_now or timed):
        return None
    end += 2 * (from_now or timed)
    return end, day(said(tokens, at, end), later(now.today, number, unit))


def working_days(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "in five working days", "two business days from now", "the next working day": Monday to Friday."""
    led = tokens[at].low in ("in", "the")
    following = low(tokens, at + led) == "next"
    counted = (at + led + 1, 1) if following else count_at(tokens, at + led)
    if not counted or low(tokens, counted[0]) not in ("working", "business"):
        return None
    end = counted[0] + 2
    behind = [low(tokens, end), low(tokens, end + 1)]
    from_now = behind in (["from", "now"], ["from", "today"], ["'", "time"])
    if low(tokens, end - 1) not in ("day", "days") or not (from_now or following or tokens[at].low == "in"):
        return None
    that = now.today
    for _ in range(counted[1]):
        that += timedelta(days=3 if that.weekday() == 4 else 2 if that.weekday() == 5 else 1)
    end += 2 * from_now
    return end, day(said(tokens, at, end), that)


def _based(tokens: Sequence[Token], end: int, now: Now) -> tuple[int, When, bool] | None:
    """Return the day that a length counts from, and whether it is a day of the week to be found there."""
    words = [low(tokens, end), low(tokens, end + 1)]
    weeks = low(tokens, end - 1) in ("week", "weeks", "wks", "fortnight")
    weekly = words[0] == "on" or (words[0] in WEEKDAYS and weeks and low(tokens, end - 1) != "week")
    near = weeks and TODAY.get(words[0], -1) >= 0  # "a week tomorrow"
    if words == ["from", "now"] or not (weekly or near or words[0] in ("from", "after", "before")):
        return None
    place = end + (words[0] not in WEEKDAYS and not near)
    found = day_at(tokens, place, now) if place < len(tokens) else None
    return (*found, weekly) if found and found[1].first else None


def _beyond(tokens: Sequence[Token], at: int, base: tuple[int, When, bool], number: int, unit: str) -> Found:
    first = base[1].first or base[1].last
    text = said(tokens, at, base[0])
    return base[0], day(text, later(first, number, unit)) if first else base[1]


def _weekday_then(tokens: Sequence[Token], at: int, base: Found, now: Now, number: int, unit: str) -> Found | None:
    """Read "in two weeks on Friday": the Friday of that week."""
    if unit != "week" or not base[1].first:
        return None
    monday = now.today - timedelta(days=now.today.weekday())
    return base[0], day(said(tokens, at, base[0]), monday + timedelta(days=base[1].first.weekday(), weeks=number))


def week_on(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "week on Tuesday", "tomorrow week": a week later than that; not in "this week on Tuesday"."""
    if TODAY.get(tokens[at].low, -1) >= 0 and low(tokens, at + 1) == "week":
        return at + 2, day(said(tokens, at, at + 2), now.today + timedelta(days=7 + TODAY[tokens[at].low]))
    before = low(tokens, at - 1)
    if tokens[at].low not in ("week", "fortnight") or before in NEXT or before in ("every", "each", "per", "after"):
        return None
    found = day_at(tokens, at + 2, now) if low(tokens, at + 1) in ("on", "from") and at + 2 < len(tokens) else None
    if not found or not found[1].first:
        return None
    weeks = 1 if tokens[at].low == "week" else 2
    return found[0], day(said(tokens, at, found[0]), later(found[1].first, weeks, "week"))


def ago(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "three days ago", "a week back", "20 minutes ago"."""
    minutes = minutes_at(tokens, at)
    if minutes and low(tokens, minutes[0]) == "ago":
        return minutes[0] + 1, moment(said(tokens, at, minutes[0] + 1), now, -minutes[1])
    length = length_at(tokens, at)
    if not length or low(tokens, length[0]) not in ("ago", "back"):
        return None
    end = length[0] + 1 + (low(tokens, length[0] + 1) == "today")  # "two weeks ago today"
    return end, day(said(tokens, at, end), later(now.today, -length[1], length[2]))


def same_hour(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Read "this time tomorrow", "this time next week": the moment that is so far from now."""
    if (tokens[at].low, low(tokens, at + 1)) != ("this", "time"):
        return None
    which, unit = low(tokens, at + 2), UNITS.get(low(tokens, at + 3), "")
    if TODAY.get(which):
        return at + 3, moment(said(tokens, at, at + 3), now, 1440 * TODAY[which])
    if which not in ("next", "last") or not unit:
        return None
    days = (later(now.today, NEXT[which], unit) - now.today).days
    return at + 4, moment(said(tokens, at, at + 4), now, 1440 * days)


def day_at(tokens: Sequence[Token], at: int, now: Now) -> Found | None:
    """Return the single day that begins at a token, by the longest reading."""
    readers = (written, numeric, relative, ahead, working_days, ago, week_on, same_hour, named, dated_at, feast)
    return longest([reader(tokens, at, now) for reader in readers])
