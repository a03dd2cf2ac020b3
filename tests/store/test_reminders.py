from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from store.fields import Pointer
from store.principal import Principal
from store.reminders import KEPT, LATE, TAKEN, Reminder, Reminders
from store.store import Store
from tests.store.people import Join, at_once, cheap, count, join_of

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
MORNING = time(8)

Plan = Callable[..., str]


@pytest.fixture
def join(store: Store) -> Join:
    return join_of(cheap(store))


@pytest.fixture
def me(join: Join) -> Principal:
    return join("ann", "rep")


@pytest.fixture
def reminders(store: Store) -> Reminders:
    return Reminders(store)


@pytest.fixture
def plan(store: Store, me: Principal) -> Plan:
    """Plan something, by default Ann's; its id."""

    def make(subject: str, due: datetime | None, who: Principal = me, **more: Any) -> str:
        with store.records(who) as records:
            values = {"type": "task", "subject": subject, "due_date": due} | more
            return str(records.create("Activity", values)["object_id"])

    return make


def taken(reminders: Reminders, who: Principal, now: datetime = NOON, *, digest: time | None = None) -> list[Reminder]:
    """What is to be sent by the web; all of it is."""
    found = reminders.take(who, "web", digest=digest, now=now)
    for one in found:
        reminders.sent(who, one.id, now=now)
    return found


def names(found: list[Reminder]) -> list[list[str]]:
    return [[due.name for due in one.due] for one in found]


class TestWhatFallsDue:
    def test_is_told_once_to_each_channel_also_after_a_restart(
        self, reminders: Reminders, me: Principal, plan: Plan, store: Store
    ) -> None:
        plan("Call Jane", NOON)

        assert names(taken(reminders, me, NOON - timedelta(seconds=1))) == []
        assert names(taken(reminders, me)) == [["Call Jane"]]
        assert taken(Reminders(store), me, NOON + timedelta(hours=1)) == []
        assert names(reminders.take(me, "slack", digest=None, now=NOON)) == [["Call Jane"]]

    def test_is_told_again_when_it_is_put_off(
        self, store: Store, reminders: Reminders, me: Principal, plan: Plan
    ) -> None:
        activity = plan("Call Jane", NOON)
        taken(reminders, me)
        with store.records(me) as records:
            records.update("Activity", activity, {"due_date": NOON + timedelta(hours=1)})

        assert names(taken(reminders, me, NOON + timedelta(hours=1))) == [["Call Jane"]]

    def test_is_not_told_when_done_or_long_overdue(self, reminders: Reminders, me: Principal, plan: Plan) -> None:
        plan("Done", NOON, completed_at=NOON)
        plan("Old", NOON - LATE - timedelta(seconds=1))
        plan("Some day", None)

        assert taken(reminders, me) == []

    def test_is_told_to_its_maker_and_the_assignee_of_its_deal(
        self, store: Store, reminders: Reminders, me: Principal, plan: Plan, join: Join
    ) -> None:
        bob, boss, eve = join("bob", "rep"), join("boss", "manager"), join("eve", "rep")
        with store.records(me) as records:
            values = {"title": "Pilot", "assigned_to": Pointer("_User", bob.user)}
            deal = Pointer("Deal", records.create("Deal", values)["object_id"])
            contact = Pointer("Contact", records.create("Contact", {"name": "Jane"})["object_id"])
        plan("Visit", NOON, related_to=deal)
        with store.records(me) as records:
            records.share("Contact", contact.id, {eve.user: "write"})
        plan("Ring", NOON, who=eve, related_to=contact)

        (visit,) = taken(reminders, bob)
        assert (visit.due[0].name, visit.due[0].about, visit.due[0].due) == ("Visit", "Pilot", NOON)
        assert names(taken(reminders, me)) == [["Visit"]]
        assert names(taken(reminders, eve)) == [["Ring"]]
        assert taken(reminders, boss) == []

    def test_is_not_told_to_who_may_not_read_it_any_more(
        self, store: Store, reminders: Reminders, me: Principal, plan: Plan
    ) -> None:
        activity = plan("Call Jane", NOON)
        (first,) = reminders.take(me, "web", digest=None, now=NOON)
        with store.records(me) as records:
            records.delete("Activity", activity)

        assert reminders.after(me, "web", 0) == []
        assert reminders.take(me, "web", digest=None, now=NOON + TAKEN) == []
        assert first.id

    def test_is_taken_by_one_of_many(self, reminders: Reminders, me: Principal, plan: Plan, store: Store) -> None:
        plan("Call Jane", NOON)
        found = at_once(5, lambda _: Reminders(store).take(me, "web", digest=None, now=NOON))

        assert sorted(len(one) for one in found) == [0, 0, 0, 0, 1]

    def test_is_taken_again_when_it_was_not_sent(self, reminders: Reminders, me: Principal, plan: Plan) -> None:
        plan("Call Jane", NOON)
        (first,) = reminders.take(me, "web", digest=None, now=NOON)

        assert reminders.take(me, "web", digest=None, now=NOON + TAKEN - timedelta(seconds=1)) == []
        assert [one.id for one in reminders.take(me, "web", digest=None, now=NOON + TAKEN)] == [first.id]

    def test_is_told_again_to_who_missed_it(self, reminders: Reminders, me: Principal, plan: Plan, join: Join) -> None:
        plan("One", NOON - timedelta(hours=1))
        plan("Two", NOON)
        one, two = taken(reminders, me)

        assert names(reminders.after(me, "web", one.id)) == [["Two"]]
        assert reminders.after(me, "web", two.id) == []
        assert reminders.after(join("bob"), "web", 0) == []

    def test_is_forgotten_at_last(self, reminders: Reminders, me: Principal, plan: Plan, store: Store) -> None:
        plan("One", NOON)
        plan("Two", NOON + KEPT)
        taken(reminders, me)
        taken(reminders, me, NOON + KEPT)

        assert count(store, "reminder") == 1


class TestTheDigest:
    def test_comes_in_the_morning_of_his_zone_once_a_day(self, reminders: Reminders, me: Principal, plan: Plan) -> None:
        tokyo = Principal(me.user, me.roles, "Asia/Tokyo")
        midnight = datetime(2026, 3, 17, 15, tzinfo=UTC)
        plan("Long ago", midnight - timedelta(days=40))
        plan("That day", midnight)
        plan("That evening", midnight + timedelta(hours=20))
        plan("Next day", midnight + timedelta(days=1))

        assert taken(reminders, tokyo, midnight + timedelta(hours=7, minutes=59), digest=MORNING) == []
        (digest,) = taken(reminders, tokyo, midnight + timedelta(hours=8), digest=MORNING)
        assert (digest.kind, digest.day) == ("digest", date(2026, 3, 18))
        assert [due.name for due in digest.due] == ["That day", "That evening"]
        assert [due.name for due in digest.overdue] == ["Long ago"]
        assert names(taken(reminders, tokyo, midnight + timedelta(hours=21), digest=MORNING)) == [["That evening"]]
        later = taken(reminders, tokyo, midnight + timedelta(hours=33), digest=MORNING)
        assert [[due.name for due in one.overdue] for one in later] == [["Long ago", "That day", "That evening"]]

    def test_is_not_made_of_nothing(self, reminders: Reminders, me: Principal, plan: Plan) -> None:
        assert taken(reminders, me, digest=MORNING) == []
        plan("Later today", NOON + timedelta(hours=1))
        assert taken(reminders, me, digest=MORNING) == []

    def test_leaves_what_is_due_on_a_day_to_it(self, reminders: Reminders, me: Principal, plan: Plan) -> None:
        midnight = datetime(2026, 3, 18, tzinfo=UTC)
        plan("On the day", midnight)

        assert taken(reminders, me, midnight, digest=MORNING) == []
        assert [one.kind for one in taken(reminders, me, digest=MORNING)] == ["digest"]
        assert [one.kind for one in reminders.take(me, "slack", digest=None, now=NOON)] == ["due"]
