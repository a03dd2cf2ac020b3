"""Days and periods as people write them, read on Monday, 23 November 2026."""

import pytest

from tests.agent.embedded.dialogue import Dialogue
from tests.agent.embedded.marks import days, marked

DAYS = {
    "thurs next wk": "2026-12-03",
    "on wednsday": "2026-11-25",
    "by thrusday": "2026-11-26",
    "next firday": "2026-12-04",
    "tommorow": "2026-11-24",
    "on 3 febuary": "2027-02-03",
    "3 Setpember": "2027-09-03",
    "Mon 7.12.": "2026-12-07",
    "Mon. 7 Dec": "2026-12-07",
    "on the Tuesday of next week": "2026-12-01",
    "Wednesday of last week": "2026-11-18",
    "next week on Thursday": "2026-12-03",
    "Fri week": "2026-12-04",
    "week on Tuesday": "2026-12-01",
    "a fortnight on Friday": "2026-12-11",
    "three weeks Friday": "2026-12-18",
    "Friday next": "2026-12-04",
    "1st Monday of next month": "2026-12-07",
    "the last Friday of March": "2027-03-26",
    "EOD Friday": "2026-11-27",
    "by end of day Thursday": "2026-11-26",
    "close of business tomorrow": "2026-11-24",
    "by close of play": "2026-11-23",
    "first thing Monday": "2026-11-30",
    "Monday first thing": "2026-11-30",
    "sometime on Thursday": "2026-11-26",
    "by 30th": "2026-11-30",
    "1st of the month": "2026-12-01",
    "the 20th of this month": "2026-11-20",
    "the 20th of next month": "2026-12-20",
    "1 Feb '27": "2027-02-01",
    "on 1 Feb 27": "2027-02-01",
    "Feb 27 2027": "2027-02-27",
    "26-Nov-2026": "2026-11-26",
    "by 20261201": "2026-12-01",
    "in 10 days' time": "2026-12-03",
    "in a year and a half": "2028-05-23",
    "two days before Christmas": "2026-12-23",
    "Christmas Eve": "2026-12-24",
    "on Boxing Day": "2026-12-26",
    "New Year's Eve": "2026-12-31",
    "before the new year": "2027-01-01",
    "after Easter": "2027-03-28",
    "Easter Monday": "2027-03-29",
    "before Easter 2028": "2028-04-16",
    "the end of Q1": "2027-03-31",
    "a week tomorrow": "2026-12-01",
    "tomorrow week": "2026-12-01",
    "week from Tuesday": "2026-12-01",
    "Friday just gone": "2026-11-20",
    "in 5 working days": "2026-11-30",
    "the last working day of January": "2027-01-29",
    "by month's end": "2026-11-30",
    "30 February": "none",
}
PERIODS = {
    "Q1 next year": "2027-01-01..2027-03-31",
    "in the first quarter": "2027-01-01..2027-03-31",
    "H2 2027": "2027-07-01..2027-12-31",
    "the last quarter of the year": "2026-10-01..2026-12-31",
    "February next year": "2027-02-01..2027-02-28",
    "Feb '27": "2027-02-01..2027-02-28",
    "early January": "2027-01-01..2027-01-10",
    "mid-December": "2026-12-11..2026-12-20",
    "late in March": "2027-03-21..2027-03-31",
    "the 3rd week of January": "2027-01-15..2027-01-21",
    "the second half of December": "2026-12-16..2026-12-31",
    "early 2027": "2027-01-01..2027-04-30",
    "middle of next week": "2026-12-01..2026-12-03",
    "later this month": "2026-11-23..2026-11-30",
    "the week after next": "2026-12-07..2026-12-13",
    "w/c 7 Dec": "2026-12-07..2026-12-13",
    "the weekend": "2026-11-28..2026-11-29",
    "in the new year": "2027-01-01..2027-12-31",
    "between Monday and Wednesday": "2026-11-30..2026-12-02",
    "between Monday and Wednesday last week": "2026-11-16..2026-11-18",
    "from tomorrow until Friday": "2026-11-24..2026-11-27",
    "between 3 and 5 March": "2027-03-03..2027-03-05",
    "3-5 March": "2027-03-03..2027-03-05",
    "what did we win in Q3": "2026-07-01..2026-09-30",
    "deals that close in Q3": "2027-07-01..2027-09-30",
}


@pytest.mark.parametrize("said", DAYS | PERIODS)
def test_a_day_or_period_is_read_as_it_is_said(said: str) -> None:
    assert days(f"see Bo {said}") == [(DAYS | PERIODS)[said]]


@pytest.mark.parametrize(
    "said",
    [
        "to the 2nd stage",
        "the 2nd chair",
        "the first half",
        "Christmas party",
        "first quarter audit",
        "Good Friday Ltd",
        "Kite 2",
        "Q3000",
        "Series 7",
        "the 2026 budget",
        "at 12 High Street",
        "next summer",
        "ten to twelve homes",
        "from ten to twelve",
        "takes five to ten days",
        "version 4.3.",
    ],
)
def test_what_only_looks_like_a_day_is_none(said: str) -> None:
    assert days(f"see Bo {said}") == []


def test_a_date_in_digits_is_read_by_locale() -> None:
    assert days("see Bo 1/2/27") == ["2027-01-02"]
    assert days("see Bo 1/2/27", month_first=False) == ["2027-02-01"]


def test_a_day_of_the_week_and_its_date_are_one() -> None:
    ((said, when),) = marked("see Bo Mon 7.12., 13h30", "date")

    assert (said, when.written()) == ("Mon 7.12., 13h30", "2026-12-07T13:30")


def test_a_period_in_a_question_is_all_of_its_days() -> None:
    answer = Dialogue().say("what's due from tomorrow until Friday?")

    assert "Kickoff with Bob Stone" in answer
    assert "Check in with Carla" in answer
    assert "Prepare demo data" not in answer
