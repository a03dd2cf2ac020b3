from datetime import UTC, datetime, timedelta

import pytest

from store.errors import InvalidValues
from tools.moments import period, shown, span


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


class TestADay:
    @pytest.mark.parametrize(
        ("said", "zone", "first", "after"),
        [
            ("2026-03-20", "UTC", utc(2026, 3, 20), utc(2026, 3, 21)),
            ("2026-3-5", "UTC", utc(2026, 3, 5), utc(2026, 3, 6)),
            (" 2026-03-20 ", "Europe/Berlin", utc(2026, 3, 19, 23), utc(2026, 3, 20, 23)),
            ("2026-03-20", "America/New_York", utc(2026, 3, 20, 4), utc(2026, 3, 21, 4)),
            ("2026-03-20", "Asia/Kathmandu", utc(2026, 3, 19, 18, 15), utc(2026, 3, 20, 18, 15)),
            ("2024-02-29", "UTC", utc(2024, 2, 29), utc(2024, 3, 1)),
            ("2026-12-31", "Pacific/Auckland", utc(2026, 12, 30, 11), utc(2026, 12, 31, 11)),
        ],
    )
    def test_is_that_of_the_time_zone(self, said: str, zone: str, first: datetime, after: datetime) -> None:
        assert span("due", said, zone) == (first, after)

    @pytest.mark.parametrize(
        ("said", "zone", "hours"),
        [
            ("2026-03-29", "Europe/Berlin", 23),
            ("2026-10-25", "Europe/Berlin", 25),
            ("2026-03-08", "America/New_York", 23),
            ("2026-11-01", "America/New_York", 25),
            ("2026-03-28", "Europe/Berlin", 24),
            ("2026-04-24", "Africa/Cairo", 23),
        ],
    )
    def test_is_shorter_or_longer_when_the_clock_changes(self, said: str, zone: str, hours: int) -> None:
        first, after = span("due", said, zone)

        assert after - first == timedelta(hours=hours)

    @pytest.mark.parametrize(
        ("said", "zone"),
        [
            ("2026-03-20", "UTC"),
            ("2026-03-29", "Europe/Berlin"),
            ("2026-10-25", "Europe/Berlin"),
            ("2026-11-01", "America/New_York"),
            ("2026-04-24", "Africa/Cairo"),  # begins at one o'clock
            ("2026-11-01", "America/Havana"),  # has two midnights
        ],
    )
    def test_is_shown_as_it_was_said(self, said: str, zone: str) -> None:
        assert shown(span("due", said, zone)[0], zone) == said


class TestATime:
    @pytest.mark.parametrize(
        ("said", "zone", "moment"),
        [
            ("2026-03-20T15:00", "UTC", utc(2026, 3, 20, 15)),
            ("2026-03-20 15:00:30", "UTC", utc(2026, 3, 20, 15, 0, 30)),
            ("2026-03-20t9:05", "UTC", utc(2026, 3, 20, 9, 5)),
            ("2026-03-20T15:00", "Europe/Berlin", utc(2026, 3, 20, 14)),
            ("2026-07-20T15:00", "Europe/Berlin", utc(2026, 7, 20, 13)),
            ("2026-03-20T15:00Z", "Europe/Berlin", utc(2026, 3, 20, 15)),
            ("2026-03-20T15:00:00.250z", "Europe/Berlin", utc(2026, 3, 20, 15)),
            ("2026-03-20T15:00+05:30", "Europe/Berlin", utc(2026, 3, 20, 9, 30)),
            ("2026-03-20T15:00 -0800", "Europe/Berlin", utc(2026, 3, 20, 23)),
            ("2026-03-29T02:30", "Europe/Berlin", utc(2026, 3, 29, 1, 30)),  # does not exist there
            ("2026-10-25T02:30", "Europe/Berlin", utc(2026, 10, 25, 0, 30)),  # exists twice; the first
        ],
    )
    def test_is_that_of_the_time_zone_or_its_own(self, said: str, zone: str, moment: datetime) -> None:
        assert span("due", said, zone) == (moment, moment)

    @pytest.mark.parametrize(
        ("moment", "zone", "said"),
        [
            (utc(2026, 3, 20, 14), "Europe/Berlin", "2026-03-20T15:00:00+01:00"),
            (utc(2026, 7, 20, 14), "Europe/Berlin", "2026-07-20T16:00:00+02:00"),
            (utc(2026, 3, 19, 23), "Europe/Berlin", "2026-03-20"),
            (utc(2026, 3, 19, 23), "America/New_York", "2026-03-19T19:00:00-04:00"),
            (utc(2026, 3, 20, 0, 0, 0, 5), "UTC", "2026-03-20T00:00:00+00:00"),
            (utc(2026, 11, 1, 5), "America/Havana", "2026-11-01T00:00:00-05:00"),  # the second midnight
        ],
    )
    def test_is_shown_with_its_offset(self, moment: datetime, zone: str, said: str) -> None:
        assert shown(moment, zone) == said


class TestWhatIsNoDate:
    @pytest.mark.parametrize(
        "said",
        [
            "2026-02-31", "2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01", "9999-12-31", "2026-03-20T25:00",
            "2026-03-20T15:61", "2026-03-20T15:00+99:00", "2026-03-20T15", "20.3.2026", "3/20/2026", "tomorrow", "",
            "lots", "2026-03", "2026-03-20\x00", "2026-03-20; DROP TABLE deal", "\ud800", "9" * 10_000,
        ],
    )  # fmt: skip
    def test_is_refused_in_a_sentence_that_names_it(self, said: str) -> None:
        with pytest.raises(InvalidValues, match=r"^due: .* is no date") as caught:
            span("due", said, "Europe/Berlin")

        assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("said", "first", "after"),
    [
        ("2026", "2025-12-31T23:00:00+00:00", "2026-12-31T23:00:00+00:00"),
        ("2026-03", "2026-02-28T23:00:00+00:00", "2026-03-31T22:00:00+00:00"),
        ("2026-12", "2026-11-30T23:00:00+00:00", "2026-12-31T23:00:00+00:00"),
        ("2026-03-29", "2026-03-28T23:00:00+00:00", "2026-03-29T22:00:00+00:00"),
        ("9999", "9998-12-31T23:00:00+00:00", "9999-12-31T23:59:59.999999+00:00"),
    ],
)
def test_a_period_is_that_of_the_zone(said: str, first: str, after: str) -> None:
    assert [moment.isoformat() for moment in period(said, "Europe/Berlin")] == [first, after]
