"""Days and times between people, who live in a time zone, and records, which are in UTC."""

import re
from datetime import UTC, date, datetime, time, timedelta
from reprlib import repr as short
from zoneinfo import ZoneInfo

from store.errors import InvalidValues

FORM = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?", re.I)


def span(name: str, said: str, zone: str) -> tuple[datetime, datetime]:
    """Return the first moment of what is said, and the first one after it: a day lasts a day, a time no time.

    Args:
        said: `2026-03-20`, or `2026-03-20T15:00` in the zone, or with an offset of its own.

    Raises:
        InvalidValues: It is no date, such as 31 February.
    """
    match = FORM.fullmatch(said.strip())
    if not match:
        raise InvalidValues(f"{name}: {short(said)} is no date; write it as 2026-03-20 or 2026-03-20T15:00.")
    year, month, day, hour, minute, second, offset = match.groups()
    try:
        on = date(int(year), int(month), int(day))
        local = ZoneInfo(zone)
        if hour is None:
            return _start(on, local), _start(on + timedelta(days=1), local)
        moment = datetime.combine(on, time(int(hour), int(minute), int(second or 0)), local)
        if offset:
            moment = datetime.fromisoformat(f"{moment.replace(tzinfo=None).isoformat()}{offset.upper()}")
        return moment.astimezone(UTC), moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidValues(f"{name}: {short(said)} is no date: {error}.") from None


def period(said: str, zone: str) -> tuple[datetime, datetime]:
    """Return the first moment of a year, a month or a day in a zone, `2026`, `2026-03` or `2026-03-18`, and the next.

    After the last year of the calendar comes its last moment.
    """
    year, month, day = [*map(int, said.split("-")), 1, 1][:3]
    first, local = date(year, month, day), ZoneInfo(zone)
    try:
        after = {
            1: lambda: date(year + 1, 1, 1),
            2: lambda: date(year + month // 12, month % 12 + 1, 1),
            3: lambda: first + timedelta(days=1),
        }[said.count("-") + 1]()
        return _start(first, local), _start(after, local)
    except (ValueError, OverflowError):
        return _start(first, local), datetime.max.replace(tzinfo=UTC)


def shown(moment: datetime, zone: str) -> str:
    """Return a moment as people of the zone write it: a day when the day begins with it, else day and time."""
    local = moment.astimezone(ZoneInfo(zone))
    if moment == _start(local.date(), ZoneInfo(zone)):
        return local.date().isoformat()
    return local.replace(microsecond=0).isoformat()


def _start(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)
