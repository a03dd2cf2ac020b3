"""Times of the day as people write them, read at ten on Monday, 23 November 2026."""

import pytest

from tests.agent.embedded.marks import days

HOURS = {
    "thurs next wk 2pm": "2026-12-03T14:00",
    "tomorrow 9ish": "2026-11-24T09:00",
    "around 3ish tomorrow": "2026-11-24T15:00",
    "ten past four": "2026-11-23T16:10",
    "five to twelve": "2026-11-23T11:55",
    "at twenty to nine tomorrow": "2026-11-24T08:40",
    "quarter to one": "2026-11-23T12:45",
    "half 3": "2026-11-23T15:30",
    "2.30pm": "2026-11-23T14:30",
    "14 Uhr": "2026-11-23T14:00",
    "16.30 on 2 Dec": "2026-12-02T16:30",
    "1630 tomorrow": "2026-11-24T16:30",
    "this evening at 7": "2026-11-23T19:00",
    "in the evening at 7": "2026-11-23T19:00",
    "Friday night at 8": "2026-11-27T20:00",
    "at 7 tomorrow evening": "2026-11-24T19:00",
    "tomorrow morning at 5": "2026-11-24T05:00",
    "tomorrow at 5": "2026-11-24T17:00",
    "by 5 today": "2026-11-23T17:00",
    "Tuesday five thirty": "2026-11-24T17:30",
    "9am-10am": "2026-11-24T09:00",
    "from 2 to 3 tomorrow": "2026-11-24T14:00",
    "between 2 and 3 tomorrow": "2026-11-24T14:00",
    "3 to 4pm Thursday": "2026-11-26T15:00",
    "11-1pm Friday": "2026-11-27T11:00",
    "Friday 10-11": "2026-11-27T10:00",
    "in half an hour": "2026-11-23T10:30",
    "in an hour and a half": "2026-11-23T11:30",
    "20 minutes ago": "2026-11-23T09:40",
    "this time next week": "2026-11-30T10:00",
}


@pytest.mark.parametrize("said", HOURS)
def test_an_hour_is_read_as_it_is_said(said: str) -> None:
    assert days(f"see Bo {said}") == [HOURS[said]]


@pytest.mark.parametrize(
    "said", ["raise it 1500 tomorrow", "send 2000 tomorrow", "paid 3.50 tomorrow", "raise it by 5 tomorrow"]
)
def test_a_sum_before_a_day_is_no_hour(said: str) -> None:
    assert days(said) == ["2026-11-24"]
