"""The sample workspace, made at many moments."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from store.sample import state
from store.sample.diary import steps

World = dict[str, list[dict[str, Any]]]

ORDINARY = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
MOMENTS = {
    "a Wednesday": ORDINARY,
    "the end of a month": datetime(2026, 4, 30, 17, 0, tzinfo=UTC),
    "a month that ends on a Sunday": datetime(2026, 5, 31, 12, 0, tzinfo=UTC),
    "29 February": datetime(2028, 2, 29, 8, 0, tzinfo=UTC),
    "New Year": datetime(2027, 1, 1, 0, 0, 1, tzinfo=UTC),
    "the last minute of a year": datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
    "a Saturday": datetime(2026, 8, 15, 6, 0, tzinfo=UTC),
    "the hour that summer time skips": datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
}
ZONES = ("UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland")
YEAR = [datetime(2028, 1, 1, 22, 15, tzinfo=UTC) + timedelta(days=n) for n in range(366)]
CLOSED = ("won", "lost")
FICTION = re.compile(
    r"\+44 (7700 900|1632 960|113 496 0|117 496 0|141 496 0)\d{3}"  # Ofcom, telephone numbers for drama use
    r"|\+49 (89 99998|40 66969|221 4710) \d{3}"  # Bundesnetzagentur, Mitteilung 148/2021
    r"|\+33 4 65 71 \d\d \d\d"  # ARCEP, décision 2018-0881
    r"|\+46 70 174 06 (0[5-9]|[1-9]\d)"  # PTS, 070-1740605 to 070-1740699
    r"|\+353 20 91\d \d{4}"  # ComReg, 020 91x xxxx
    r"|\+1 207-555-01\d\d"  # NANPA, 555-0100 to 555-0199
)
DATED = re.compile(
    r"\b((Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\b"
)


@pytest.fixture(
    params=[(now, zone) for now in MOMENTS.values() for zone in ZONES], ids=lambda pair: f"{pair[0]}, {pair[1]}"
)
def moment(request: pytest.FixtureRequest) -> tuple[datetime, ZoneInfo]:
    now, zone = request.param
    return now, ZoneInfo(zone)


@pytest.fixture
def world(moment: tuple[datetime, ZoneInfo]) -> World:
    now, zone = moment
    return state(now, zone.key)


@pytest.fixture
def sample() -> World:
    return state(ORDINARY)


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def texts(world: World) -> list[str]:
    return [value for rows in world.values() for row in rows for value in row.values() if isinstance(value, str)]


class TestRecords:
    def test_there_are_as_many_as_promised(self, sample: World) -> None:
        assert {name: len(rows) for name, rows in sample.items()} == {
            "users": 3,
            "companies": 30,
            "contacts": 60,
            "deals": 60,
            "activities": 150,
        }

    def test_ids_are_readable_and_used_once(self, sample: World) -> None:
        ids = [row["id"] for rows in sample.values() for row in rows]

        assert len(ids) == len(set(ids))
        assert [name for name in ids if not re.fullmatch(r"[a-z0-9-]{1,64}", name)] == []

    def test_every_reference_names_a_record(self, sample: World) -> None:
        users, companies = by_id(sample["users"]), by_id(sample["companies"])
        contacts, deals = by_id(sample["contacts"]), by_id(sample["deals"])
        related = {"Contact": contacts, "Deal": deals}

        assert all(row["createdBy"] in users for name in sample if name != "users" for row in sample[name])
        assert all(row["company"] in companies for row in [*sample["contacts"], *sample["deals"]])
        assert all(deal["contact"] in contacts and deal["assignedTo"] in users for deal in sample["deals"])
        assert all(row["relatedTo"]["id"] in related[row["relatedTo"]["class"]] for row in sample["activities"])

    def test_a_deals_contact_works_for_its_company(self, sample: World) -> None:
        contacts = by_id(sample["contacts"])

        assert [deal for deal in sample["deals"] if contacts[deal["contact"]]["company"] != deal["company"]] == []

    def test_every_stage_and_every_type_occurs(self, sample: World) -> None:
        stages = Counter(deal["stage"] for deal in sample["deals"])

        assert set(stages) == {"lead", "qualified", "proposal", "negotiation", "won", "lost"}
        assert min(stages.values()) >= 5
        assert {row["type"] for row in sample["activities"]} == {"call", "email", "meeting", "note", "task"}

    def test_no_text_is_written_twice(self, sample: World) -> None:
        written = [row[field] for row in sample["activities"] for field in ("subject", "description")]
        written += [row["notes"] for name in ("companies", "contacts", "deals") for row in sample[name] if row["notes"]]

        assert [text for text, times in Counter(written).items() if times > 1] == []
        assert [text for text in written if not text.strip()] == []

    def test_no_text_names_a_day_that_moves_with_the_dates(self, sample: World) -> None:
        assert [text for text in texts(sample) if DATED.search(text)] == []

    def test_addresses_and_numbers_reach_nobody(self, sample: World) -> None:
        people = [*sample["users"], *sample["contacts"]]

        assert [person["email"] for person in people if not person["email"].endswith(".example")] == []
        assert [row["website"] for row in sample["companies"] if not row["website"].endswith(".example")] == []
        phones = [row["phone"] for row in sample["contacts"] if row["phone"]]
        assert [phone for phone in phones if not FICTION.fullmatch(phone)] == []
        assert len(phones) == len(set(phones)) > 30

    def test_the_same_moment_gives_the_same_workspace(self) -> None:
        assert state(ORDINARY, "Europe/Berlin") == state(ORDINARY, "Europe/Berlin")


class TestCast:
    """What the first sentences of a newcomer need."""

    def test_exactly_one_deal_has_to_do_with_acme(self, sample: World) -> None:
        [company] = [row for row in sample["companies"] if "acme" in row["name"].lower()]
        people = [row["id"] for row in sample["contacts"] if row["company"] == company["id"]]

        [deal] = [row for row in sample["deals"] if row["company"] == company["id"] or row["contact"] in people]

        assert deal["stage"] in ("lead", "qualified")
        others = [row for name in ("companies", "contacts", "deals", "activities") for row in sample[name]]
        words = [f"{row.get('name')} {row.get('title')} {row.get('subject')}" for row in others if row is not company]
        words += [f"{row.get('notes')} {row.get('description')}" for row in others]
        assert [text for text in words if "acme" in text.lower()] == []

    def test_there_is_one_jane(self, sample: World) -> None:
        [jane] = [row for row in sample["contacts"] if re.match(r"Jan", row["name"])]

        assert jane["name"].split()[0] == "Jane"

    def test_an_admin_comes_first_and_two_reps_follow(self, sample: World) -> None:
        assert [user["role"] for user in sample["users"]] == ["admin", "rep", "rep"]

    def test_each_of_us_has_open_deals_and_something_to_do(self, sample: World) -> None:
        everybody = {user["id"] for user in sample["users"]}

        assert {deal["assignedTo"] for deal in sample["deals"] if deal["stage"] not in CLOSED} == everybody
        assert {row["createdBy"] for row in sample["activities"] if not row["completedAt"]} == everybody

    def test_a_rep_has_deals_that_another_rep_has_nothing_to_do_with(self, sample: World) -> None:
        one, other = [user["id"] for user in sample["users"] if user["role"] == "rep"]

        assert [d for d in sample["deals"] if d["assignedTo"] == one and d["createdBy"] != other]
        assert [d for d in sample["deals"] if d["assignedTo"] == other and d["createdBy"] != one]

    def test_some_names_are_ambiguous(self, sample: World) -> None:
        first_names = Counter(row["name"].split()[0] for row in sample["contacts"])
        first_words = Counter(row["name"].split()[0] for row in sample["companies"])

        assert first_names["David"] == 2
        assert first_words["Thornbury"] == 2

    def test_a_company_has_deals_whose_titles_do_not_name_it(self, sample: World) -> None:
        [company] = [row["id"] for row in sample["companies"] if row["name"].startswith("Vesterhav")]
        titles = [deal["title"] for deal in sample["deals"] if deal["company"] == company]

        assert len(titles) == 2
        assert [title for title in titles if "Vesterhav" in title] == []

    def test_some_deals_are_quiet_and_some_have_no_next_step(self, sample: World) -> None:
        going = {deal["id"] for deal in sample["deals"] if deal["stage"] not in CLOSED}
        planned = {row["relatedTo"]["id"] for row in sample["activities"] if not row["completedAt"]}
        weeks_ago = ORDINARY - timedelta(weeks=4)
        done = [row for row in sample["activities"] if row["completedAt"]]
        recent = {row["relatedTo"]["id"] for row in done if at(row["completedAt"]) > weeks_ago}
        touched = {row["relatedTo"]["id"] for row in done}

        assert len(going - planned) >= 5
        assert len((going & touched) - recent) >= 4


class TestDates:
    def test_every_moment_is_iso_8601_in_utc(self, world: World) -> None:
        rows = [*world["deals"], *world["activities"]]
        moments = [row[f] for row in rows for f in ("expectedCloseDate", "dueDate", "completedAt") if row.get(f)]

        assert len(moments) > 200
        assert {at(text).utcoffset() for text in moments} == {timedelta(0)}

    def test_a_close_date_is_midnight_of_a_day_in_the_time_zone(
        self, world: World, moment: tuple[datetime, ZoneInfo]
    ) -> None:
        dates = [at(deal["expectedCloseDate"]) for deal in world["deals"] if deal["expectedCloseDate"]]

        assert {f"{day.astimezone(moment[1]):%H:%M}" for day in dates} == {"00:00"}

    def test_closed_deals_closed_in_the_past(self, world: World, moment: tuple[datetime, ZoneInfo]) -> None:
        closed = [deal for deal in world["deals"] if deal["stage"] in CLOSED]

        assert [deal["id"] for deal in closed if at(deal["expectedCloseDate"]) >= moment[0]] == []

    def test_what_is_done_was_done_before_now(self, world: World, moment: tuple[datetime, ZoneInfo]) -> None:
        done = [row["completedAt"] for row in world["activities"] if row["completedAt"]]

        assert max(map(at, done)) < moment[0]

    def test_a_closed_deal_has_nothing_done_about_the_sale_after_it_closed(
        self, world: World, moment: tuple[datetime, ZoneInfo]
    ) -> None:
        closed = {d["id"]: at(d["expectedCloseDate"]) for d in world["deals"] if d["stage"] in CLOSED}
        done = [row for row in world["activities"] if row["completedAt"] and row["relatedTo"]["id"] in closed]

        late = [r["id"] for r in done if at(r["completedAt"]) > closed[r["relatedTo"]["id"]] + timedelta(days=1)]
        assert late == []

    def test_calls_and_meetings_keep_working_days_and_hours(
        self, world: World, moment: tuple[datetime, ZoneInfo]
    ) -> None:
        talks = [row for row in world["activities"] if row["type"] in ("call", "meeting")]
        begun = [at(row["dueDate"] or row["completedAt"]).astimezone(moment[1]) for row in talks]

        assert {when.weekday() for when in begun} <= {0, 1, 2, 3, 4}
        assert {when.hour for when in begun} <= set(range(7, 19))
        assert [when for when in begun if (when.month, when.day) in ((1, 1), (12, 25), (12, 26))] == []

    def test_nobody_is_in_two_places_at_once(self, world: World) -> None:
        talks = [row for row in world["activities"] if row["type"] in ("call", "meeting")]
        places = Counter((row["createdBy"], row["dueDate"] or row["completedAt"]) for row in talks)

        assert [place for place, times in places.items() if times > 1] == []

    def test_something_is_due_today_and_soon_and_overdue(self, world: World, moment: tuple[datetime, ZoneInfo]) -> None:
        now, zone = moment
        today = now.astimezone(zone).date()
        due = [at(row["dueDate"]).astimezone(zone).date() for row in world["activities"] if not row["completedAt"]]

        assert due.count(today) >= 3
        assert len([day for day in due if today < day <= today + timedelta(days=7)]) >= 8
        assert len([day for day in due if day < today]) >= 5

    def test_some_open_deals_should_have_closed_already(self, world: World, moment: tuple[datetime, ZoneInfo]) -> None:
        going = [d for d in world["deals"] if d["stage"] not in CLOSED and d["expectedCloseDate"]]

        assert len([deal for deal in going if at(deal["expectedCloseDate"]) < moment[0] - timedelta(days=1)]) >= 3

    @pytest.mark.parametrize("now", YEAR, ids=lambda now: f"{now:%d %B}")
    def test_large_open_deals_close_this_month_on_every_day_of_a_year(self, now: datetime) -> None:
        zone = ZoneInfo("Europe/Berlin")
        today = now.astimezone(zone).date()

        large = [d for d in state(now, zone.key)["deals"] if d["amount"] > 50_000 and d["stage"] not in CLOSED]
        closing = [at(deal["expectedCloseDate"]).astimezone(zone).date() for deal in large]

        this_month = [day for day in closing if (day.year, day.month) == (today.year, today.month)]
        assert len([day for day in this_month if day >= today]) >= 5

    def test_today_is_the_day_of_the_time_zone(self) -> None:
        late = datetime(2026, 3, 18, 23, 0, tzinfo=UTC)

        def todays_tasks(zone: str) -> set[date]:
            rows = [
                row for row in state(late, zone)["activities"] if row["subject"] == "Answer Russell about maintenance"
            ]
            return {at(row["dueDate"]).astimezone(ZoneInfo(zone)).date() for row in rows}

        assert todays_tasks("UTC") == {date(2026, 3, 18)}
        assert todays_tasks("Asia/Tokyo") == {date(2026, 3, 19)}


class TestDiary:
    def test_a_step_without_a_day_is_refused(self) -> None:
        with pytest.raises(ValueError, match="Not a step of a diary: 'tomorrow 10:00 call Price'"):
            list(steps("tomorrow 10:00 call Price\n    Two columns."))
