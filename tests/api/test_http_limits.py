from collections.abc import Iterator
from pathlib import Path

import pytest

from api.http import rates, streams
from api.http.rates import Rates, TooManyRequests
from api.settings import InvalidSettings, Settings
from store.schema import Schema
from tests.api.serving import Caller, Server, on_sqlite
from tests.store.people import PASSWORD

PAGE = "https://crm.example"
SIGN_UP = "/api/auth/sign-up"


@pytest.fixture
def strict(sqlite_made: Path, schema: Schema, tmp_path: Path) -> Iterator[Server]:
    """A server with small limits, which one page of another origin may call."""
    with on_sqlite(sqlite_made, schema, tmp_path, requests=5, sign_ups=4, origins=(PAGE,)) as server:
        yield server


def test_a_user_asks_only_so_often(strict: Server) -> None:
    ann, bob = strict.joins(), strict.joins()

    statuses = [ann("GET", "/api/threads").status_code for _ in range(6)]

    assert statuses == [200] * 5 + [429]
    refused = ann("GET", "/api/auth/me")
    assert refused.json()["code"] == "too_many_requests"
    assert int(refused.headers["retry-after"]) == refused.json()["seconds"] == 12
    assert bob("GET", "/api/threads").status_code == 200
    assert ann("GET", "/health/live").status_code == 200


def test_a_user_has_only_so_many_runs_at_work(server: Server, ann: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_OF_ONE", 1)
    token = ann.post("/api/tokens", name="Chat client", scope="full")["token"]
    again = {"headers": {"Idempotency-Key": "second"}, "json": {"text": "hello"}}
    said = {"model": "parley", "messages": [{"role": "user", "content": "hello"}]}
    second = f"/api/threads/{ann.thread()}/messages"
    halts, go = server.waits()
    with server.aside(lambda: ann.says(ann.thread(), "hello")):
        assert halts.wait(10)
        assert ann.refused("POST", second, **again) == (429, "too_many_requests")
        assert Caller(ann.client, token)("POST", "/v1/chat/completions", json=said).status_code == 429
        go.set()

    server.says("Hello.", "Hello.")
    assert ann("POST", second, **again).status_code == 200
    assert Caller(ann.client, token)("POST", "/v1/chat/completions", json=said).status_code == 200


def test_an_address_signs_up_and_in_only_so_often(strict: Server) -> None:
    name = strict.joins().get("/api/auth/me")["username"]
    caller = Caller(strict.client)
    for _ in range(2):
        caller.post("/api/auth/login", username=name, password=PASSWORD)

    wanted = {"username": "zoe", "email": "zoe@example.com", "password": PASSWORD}
    assert caller.refused("POST", SIGN_UP, json=wanted) == (429, "too_many_requests")
    assert caller.refused("POST", "/api/auth/login", json=wanted | {"email": None})[0] == 429


def test_thirty_people_sign_up_in_a_minute_by_default(sqlite_made: Path, schema: Schema, tmp_path: Path) -> None:
    with on_sqlite(sqlite_made, schema, tmp_path, sign_ups=Settings.of({}).sign_ups) as server:
        assert len({server.joins().id for _ in range(30)}) == 30


class TestRates:
    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        now = [1_000.0]
        monkeypatch.setattr(rates, "monotonic", lambda: now[0])
        return now

    def test_come_back_evenly(self, clock: list[float]) -> None:
        found = Rates()
        for _ in range(4):
            found.take("ann", 4)
        with pytest.raises(TooManyRequests) as refused:
            found.take("ann", 4)
        assert refused.value.seconds == 15

        clock[0] += 15
        found.take("ann", 4)
        clock[0] += 14
        with pytest.raises(TooManyRequests):
            found.take("ann", 4)

    def test_are_never_more_than_a_minute_has(self, clock: list[float]) -> None:
        found = Rates()
        found.take("ann", 2)
        clock[0] += 1_000
        for _ in range(2):
            found.take("ann", 2)
        with pytest.raises(TooManyRequests):
            found.take("ann", 2)

    def test_do_not_remember_everybody_for_ever(self, clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rates, "MOST", 10)
        found = Rates()
        for n in range(50):
            found.take(f"asker {n}", 1)
            clock[0] += 10
        assert len(found._left) <= 11
        with pytest.raises(TooManyRequests):
            found.take("asker 49", 1)


class TestOtherOrigins:
    def test_of_the_settings_may_call(self, strict: Server) -> None:
        asked = {
            "Origin": PAGE,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type,last-event-id,idempotency-key",
        }
        before = strict.client.options("/api/threads", headers=asked)
        after = Caller(strict.client)("GET", "/api/threads", headers={"Origin": PAGE})

        assert (before.status_code, after.status_code) == (200, 401)
        for response in (before, after):
            assert response.headers["access-control-allow-origin"] == PAGE
            assert "access-control-allow-credentials" not in response.headers

    def test_that_are_others_may_not(self, strict: Server, server: Server) -> None:
        for client, origin in ((strict.client, "https://evil.example"), (server.client, PAGE)):
            response = client.get("/health/live", headers={"Origin": origin})
            assert "access-control-allow-origin" not in response.headers


class TestSettings:
    def test_have_limits_that_a_team_does_not_meet(self) -> None:
        settings = Settings.of({})
        assert (settings.requests, settings.sign_ups, settings.origins) == (600, 60, ())

    def test_are_read(self) -> None:
        given = {"PARLEY_REQUESTS": "10", "PARLEY_SIGNUPS": "5", "PARLEY_ORIGINS": "https://a.example, http://b:3000"}
        settings = Settings.of(given)
        assert (settings.requests, settings.sign_ups) == (10, 5)
        assert settings.origins == ("https://a.example", "http://b:3000")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PARLEY_REQUESTS", "0"),
            ("PARLEY_REQUESTS", "-1"),
            ("PARLEY_REQUESTS", "many"),
            ("PARLEY_REQUESTS", "1" * 5_000),
            ("PARLEY_SIGNUPS", "1.5"),
            ("PARLEY_ORIGINS", "*"),
            ("PARLEY_ORIGINS", "https://a.example/"),
            ("PARLEY_ORIGINS", "a.example"),
        ],
    )
    def test_that_cannot_be_are_refused(self, name: str, value: str) -> None:
        with pytest.raises(InvalidSettings, match=name):
            Settings.of({name: value})
