"""Working days and times of day, counted from the moment at which the sample is made."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

HOLIDAYS = {(1, 1), (12, 25), (12, 26)}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """Days as seen from `now`, an aware moment; its time zone decides which day is today."""

    now: datetime

    @property
    def today(self) -> date:
        """Return the day on which the sample is made, a working day or not."""
        return self.now.date()

    def working(self, distance: int) -> date:
        """Return the working day so many working days from today; 0 is today, or the next one when today is none."""
        if distance < 0:
            return _nth(_working(self.today - DAY, -DAY), -distance)
        first = 1 if _works(self.today) else 0
        return _nth(_working(self.today, DAY), max(distance + first, 1))

    def this_month(self, distance: int) -> date:
        """Return the working day so far ahead, but no later than the last day of today's month."""
        return min(self.working(distance), _last_of_month(self.today))

    def moment(self, day: date, clock: str) -> datetime:
        """Return the moment, in UTC, at which clocks in the workspace's time zone show `clock` on that day."""
        return datetime.combine(day, time.fromisoformat(clock), self.now.tzinfo).astimezone(UTC)


def _works(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def _working(first: date, step: timedelta) -> Iterator[date]:
    day = first
    while True:
        if _works(day):
            yield day
        day += step


def _nth(days: Iterator[date], number: int) -> date:
    return next(islice(days, number - 1, None))


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY
