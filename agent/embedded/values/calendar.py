"""Days and periods: what the words for them mean, seen from a given day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
    "wensday": 2,
    "wendsday": 2,
    "wedsday": 2,
}
_MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
    "gennaio": 1,
    "febbraio": 2,
    "marzo": 3,
    "aprile": 4,
    "maggio": 5,
    "giugno": 6,
    "luglio": 7,
    "settembre": 9,
    "ottobre": 10,
    "novembre": 11,
    "dicembre": 12,
    "januar": 1,
    "januari": 1,
    "februar": 2,
    "februari": 2,
    "märz": 3,
    "maart": 3,
    "mai": 5,
    "mei": 5,
    "juni": 6,
    "juli": 7,
    "augustus": 8,
    "oktober": 10,
    "dezember": 12,
    "janvier": 1,
    "février": 2,
    "avril": 4,
    "juin": 6,
    "juillet": 7,
    "août": 8,
    "septembre": 9,
    "octobre": 10,
    "décembre": 12,
    "enero": 1,
    "febrero": 2,
    "abril": 4,
    "mayo": 5,
    "junio": 6,
    "julio": 7,
    "septiembre": 9,
    "octubre": 10,
    "noviembre": 11,
    "diciembre": 12,
    "janeiro": 1,
    "fevereiro": 2,
    "março": 3,
    "maio": 5,
    "junho": 6,
    "julho": 7,
    "setembro": 9,
    "outubro": 10,
    "dezembro": 12,
    "janurary": 1,
    "feburary": 2,
    "novemeber": 11,
    "decemeber": 12,
}


def _misspelt(names: dict[str, int]) -> dict[str, int]:
    """Return names of six letters and more with what hasty fingers make of them.

    One letter inside is missing, doubled, or changed places with the next: "wednsday", "octoober", "thrusday".
    """
    found: dict[str, int] = {}
    for name, number in names.items():
        for at in range(1, len(name) - 1) if len(name) > 5 else ():
            swapped = f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
            spelt = (name[:at] + name[at + 1 :], name[: at + 1] + name[at:], swapped)
            found |= dict.fromkeys(spelt, number)
    return found | names


WEEKDAYS = _misspelt(_WEEKDAYS)
MONTHS = _misspelt(_MONTHS)


@dataclass(frozen=True, slots=True)
class When:
    """A day, a moment or a period that was named.

    `first` and `last` are its first and last day (the same for a day). `before` is the same name read backwards
    ("Friday" as the last one). `invalid` says that there is no such day; `bare` that only a time of the day was said.
    """

    text: str
    first: date | None = None
    last: date | None = None
    clock: time | None = None
    before: date | None = None
    exact: datetime | None = None
    invalid: bool = False
    bare: bool = False

    @property
    def day(self) -> bool:
        """Whether it is a single day or a moment."""
        return self.first is not None and self.first == self.last

    def written(self, *, past: bool = False) -> str:
        """Return the day, or the moment, as tools take it: `2026-03-20` or `2026-03-20T15:00`."""
        if self.exact:
            return self.exact.strftime("%Y-%m-%dT%H:%M")
        day = (self.before if past and self.before else self.first) or date.min
        return f"{day}T{self.clock:%H:%M}" if self.clock else str(day)

    def at(self, clock: time) -> "When":
        """Return this day at a time of the day."""
        return When(self.text, self.first, self.last, clock, self.before, self.exact, self.invalid)


def day(text: str, that: date, before: date | None = None) -> When:
    """Return a single day."""
    return When(text, that, that, before=before)


def period(text: str, unit: str, today: date, steps: int = 0) -> When:
    """Return a calendar week (from Monday), month, quarter or year, `steps` from the one of `today`."""
    if unit == "day":
        return day(text, today + timedelta(days=steps))
    if unit == "week":
        first = today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
        return When(text, first, first + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    start = (today.month - 1) // months * months
    first = months_later(date(today.year, 1, 1), start + steps * months)
    return When(text, first, months_later(first, months) - timedelta(days=1))


def ending(text: str, unit: str, today: date, steps: int = 0) -> When:
    """Return the last day of a period; of a week, its Friday (its Sunday, once that is past)."""
    whole = period(text, unit, today, steps)
    last = whole.last or today
    if unit == "week" and last - timedelta(days=2) >= today:
        last -= timedelta(days=2)
    return day(text, last)


def months_later(that: date, months: int) -> date:
    """Return the same day some months later; the last day of a shorter month."""
    month = that.month - 1 + months
    year, month = that.year + month // 12, month % 12 + 1
    return date(year, month, min(that.day, monthrange(year, month)[1]))


def later(that: date, number: int, unit: str) -> date:
    """Return the day some days, weeks, months, quarters or years later (earlier, for a negative number)."""
    if unit in ("day", "week"):
        return that + timedelta(days=number * (7 if unit == "week" else 1))
    return months_later(that, number * {"month": 1, "quarter": 3, "year": 12}[unit])


def weekday(text: str, number: int, today: date) -> When:
    """Return the coming day of that name, never today; backwards, the last one."""
    ahead = (number - today.weekday()) % 7 or 7
    back = (today.weekday() - number) % 7 or 7
    return day(text, today + timedelta(days=ahead), today - timedelta(days=back))


def dated(text: str, number: int, month: int, year: int | None, today: date) -> When:
    """Return a day of the calendar; without a year the next one, backwards the last one."""
    try:
        if year:
            return day(text, date(year, month, number))
        date(2024, month, number)
    except ValueError:
        return When(text, invalid=True)
    found = [that for that in (_exists(today.year + step, month, number) for step in (-4, -1, 0, 1, 4)) if that]
    coming = [that for that in found if that >= today]
    gone = [that for that in found if that <= today]
    return day(text, coming[0], gone[-1]) if coming and gone else When(text, invalid=True)


def _exists(year: int, month: int, number: int) -> date | None:
    return date(year, month, number) if number <= monthrange(year, month)[1] else None
