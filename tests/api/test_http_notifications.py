import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from agent.wording import reminding
from api.http import notifications
from api.reminding import Post, remind
from api.settings import InvalidSettings, Settings
from store.fields import Pointer
from store.principal import Principal
from store.reminders import TAKEN, Due, Reminder
from store.schema import Schema
from tests.api.serving import EVENTS, Caller, Sent, Server, on_sqlite, sent, until

ROUTE = "/api/notifications"


@pytest.fixture
def quiet(sqlite_made: Path, schema: Schema, tmp_path: Path) -> Iterator[Server]:
    """A server whose mornings bring no digest."""
    with on_sqlite(sqlite_made, schema, tmp_path, digest=None) as server:
        yield server


@pytest.fixture
def early(sqlite_made: Path, schema: Schema, tmp_path: Path) -> Iterator[Server]:
    """A server whose mornings begin at midnight, in Berlin."""
    with on_sqlite(sqlite_made, schema, tmp_path, digest=time(0), time_zone="Europe/Berlin") as server:
        yield server


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "BETWEEN", 0.05)
    monkeypatch.setattr(notifications, "STEP", 0.05)


def plans(server: Server, who: Caller, subject: str, due: datetime, **more: Any) -> str:
    with server.store.records(Principal(who.id)) as records:
        values = {"type": "task", "subject": subject, "due_date": due}
        return str(records.create("Activity", values | more)["object_id"])


@contextmanager
def listening(who: Caller, last: str | None = None) -> Iterator[Iterator[Sent]]:
    wanted = {"Authorization": f"Bearer {who.token}"} | EVENTS | ({"Last-Event-ID": last} if last else {})
    with who.client.stream("GET", ROUTE, headers=wanted) as response:
        assert response.status_code == 200, response.read()
        yield sent(response.iter_lines())


def heard(who: Caller) -> bool:
    """Whether somebody is let in; then he goes away again."""
    wanted = {"Authorization": f"Bearer {who.token}"} | EVENTS
    with who.client.stream("GET", ROUTE, headers=wanted) as response:
        return response.status_code == 200


def now() -> datetime:
    return datetime.now(UTC)


class TestNotifications:
    def test_tell_what_has_fallen_due_and_what_falls_due(self, quiet: Server) -> None:
        ann = quiet.joins()
        first = now() - timedelta(minutes=1)
        activity = plans(quiet, ann, "Call Jane", first)

        with listening(ann) as events:
            heard = next(events)
            assert heard.kind == "due"
            assert heard.said == {
                "class": "Activity",
                "id": activity,
                "name": "Call Jane",
                "due": first.isoformat(),
                "about": "",
            }
            plans(quiet, ann, "Ring back", now())
            assert next(events).said["name"] == "Ring back"

    def test_tell_nothing_twice_but_to_who_missed_it(self, quiet: Server) -> None:
        ann = quiet.joins()
        plans(quiet, ann, "One", now() - timedelta(minutes=2))
        plans(quiet, ann, "Two", now() - timedelta(minutes=1))
        with listening(ann) as events:
            one, two = next(events), next(events)

        plans(quiet, ann, "Three", now())
        with listening(ann) as events:
            three = next(events)
        with listening(ann, last=one.id) as events:
            again = [next(events), next(events)]

        assert [event.said["name"] for event in (one, two, three)] == ["One", "Two", "Three"]
        assert [event.id for event in again] == [two.id, three.id]

    def test_begin_with_the_digest_of_the_day(self, early: Server) -> None:
        ann = early.joins()
        midnight = now().astimezone(ZoneInfo("Europe/Berlin")).replace(hour=0, minute=0, second=0, microsecond=0)
        deal = Pointer("Deal", early.owns(ann, "Pilot")[0])
        plans(early, ann, "Long ago", midnight - timedelta(days=9))
        plans(early, ann, "Today", midnight, related_to=deal)

        with listening(ann) as events:
            digest = next(events)

        assert (digest.kind, digest.said["day"], digest.said["more"]) == ("digest", midnight.date().isoformat(), 0)
        assert [(one["name"], one["about"]) for one in digest.said["due"]] == [("Today", "Pilot")]
        assert [one["name"] for one in digest.said["overdue"]] == ["Long ago"]

    def test_are_heard_by_so_many_pages_of_a_user_at_once(self, quiet: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(notifications, "MOST", 2)
        ann, bob = quiet.joins(), quiet.joins()
        plans(quiet, bob, "Call Jane", now())

        with listening(ann):
            with listening(ann):
                refused = ann("GET", ROUTE)
                assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
                assert int(refused.headers["retry-after"]) >= 1
                with listening(bob) as events:
                    assert next(events).said["name"] == "Call Jane"
            until(lambda: heard(ann))
            assert ann.get("/api/auth/me")["id"] == ann.id

    @pytest.mark.parametrize("how", ["signed out", "revoked", "disabled"])
    def test_end_at_once_when_their_token_is_not_good_any_more(
        self, quiet: Server, how: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(notifications, "BETWEEN", 600)
        ann = quiet.joins()
        plans(quiet, ann, "Call Jane", now())
        made = ann.post("/api/tokens", name="Page", scope="read")
        page = Caller(ann.client, made["token"]) if how == "revoked" else ann
        ends: dict[str, Callable[[], object]] = {
            "signed out": lambda: ann("POST", "/api/auth/logout"),
            "revoked": lambda: ann("DELETE", f"/api/tokens/{made['id']}"),
            "disabled": lambda: quiet.workspace.users.disable(Principal.system(), ann.id),
        }
        with listening(page) as events:
            next(events)
            ends[how]()
            assert [(event.kind, event.said["code"]) for event in events] == [("error", "sign_in_failed")]
        assert page.refused("GET", ROUTE) == (401, "sign_in_failed")

    def test_do_not_keep_a_server_from_stopping(self, quiet: Server) -> None:
        ann = quiet.joins()
        plans(quiet, ann, "Call Jane", now())
        with listening(ann) as events:
            next(events)
            quiet.stop()
            assert list(events) == []


class TestAChannelThatSends:
    def test_gets_everything_once_and_what_failed_again(self, quiet: Server) -> None:
        ann, bob = quiet.joins(), quiet.joins()
        plans(quiet, ann, "Call Jane", now())
        plans(quiet, bob, "Call Eve", now())
        got: list[tuple[str, str]] = []

        async def fails(_: Principal, __: str) -> bool:
            raise ConnectionError

        async def post(who: Principal, text: str) -> bool:
            got.append((who.user, text))
            return who.user == ann.id

        def reminded(by: Post, later: timedelta = timedelta()) -> int:
            return asyncio.run(remind(quiet.workspace, "slack", by, now=now() + later))

        assert [reminded(fails), reminded(post), reminded(post, TAKEN), reminded(post, TAKEN)] == [0, 0, 1, 0]
        assert {user: text.split(",")[0] for user, text in got} == {
            ann.id: "**Due now:** Call Jane",
            bob.id: "**Due now:** Call Eve",
        }

    def test_is_left_alone_with_those_who_may_not_sign_in(self, quiet: Server) -> None:
        ann = quiet.joins()
        plans(quiet, ann, "Call Jane", now())
        quiet.workspace.users.disable(Principal.system(), ann.id)

        async def post(*_: object) -> bool:
            raise AssertionError

        assert asyncio.run(remind(quiet.workspace, "slack", post)) == 0


def test_a_digest_is_told_in_words() -> None:
    due = Due("Activity", "a", "Call Jane", datetime(2026, 3, 18, 9, 30, tzinfo=UTC), "Pilot")
    late = Due("Activity", "b", "Visit", datetime(2026, 3, 1, 9, tzinfo=UTC))
    digest = Reminder(1, "digest", date(2026, 3, 18), [due], [late], 3)

    assert reminding(digest, "Europe/Berlin").splitlines() == [
        "**Due today**",
        "",
        "- Call Jane (Pilot), 10:30",
        "",
        "**Overdue**",
        "",
        "- Visit, 2026-03-01",
        "",
        "… and 3 more.",
    ]


def test_settings_take_a_time_or_off() -> None:
    assert str(Settings.of({"PARLEY_DIGEST": "7:30"}).digest) == "07:30:00"
    assert Settings.of({"PARLEY_DIGEST": "off"}).digest is None
    for wrong in ("24:00", "eight", "8"):
        with pytest.raises(InvalidSettings, match="PARLEY_DIGEST"):
            Settings.of({"PARLEY_DIGEST": wrong})
