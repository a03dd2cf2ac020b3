import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from openai import OpenAI

from agent.events import Event as Told
from agent.events import Reply
from api.http import rates, streams
from api.http.metrics import Metrics
from api.http.rates import Rates, TooManyRequests
from api.http.streams import Streams
from api.settings import InvalidSettings, Settings
from store.schema import Schema
from store.store import Store
from tests.api.serving import TIMEOUT, Caller, Server, on_sqlite
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


def test_the_limit_of_a_user_is_one_for_all_doors(strict: Server) -> None:
    ann = strict.joins()
    token = ann.post("/api/tokens", name="Program", scope="full")["token"]
    for _ in range(4):
        ann.get("/api/threads")
    app = {"X-Parse-Application-Id": "parley", "X-Parse-Session-Token": ann.token}
    asked: dict[str, Any] = {"query": "{ deals { count } a: deals { count } }"}
    several = {"requests": [{"method": "GET", "path": f"/parse/classes/{cls}"} for cls in ("Deal", "Contact")]}

    found = [
        strict.client.get("/parse/classes/Deal", headers=app),
        strict.client.get("/parse/users/me", headers=app),
        strict.client.post("/parse/batch", headers=app, json=several),
        strict.client.post("/graphql", headers=app, json=asked),
    ]
    program = Caller(strict.client, token)
    spoken = {"model": "parley", "messages": [{"role": "user", "content": "hello"}]}
    found += [program("POST", "/v1/chat/completions", json=spoken), program("POST", "/mcp", json={})]

    assert [one.status_code for one in found] == [429] * 6
    assert [one.json()["code"] for one in found[:4]] == [155] * 4
    assert found[4].json()["error"]["code"] == "rate_limit_exceeded"
    assert found[5].json()["code"] == "too_many_requests"
    assert strict.client.get("/parse/health", headers=app).status_code == 200


def test_an_app_is_limited_on_this_machine_only_if_a_limit_is_set(
    sqlite_made: Path, schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.settings.REQUESTS", 3)
    with on_sqlite(sqlite_made, schema, tmp_path) as server:
        ann = server.joins()
        app = {"X-Parse-Application-Id": "parley", "X-Parse-Session-Token": ann.token}
        elsewhere = app | {"X-Forwarded-For": "203.0.113.5"}

        def asks(headers: dict[str, str]) -> int:
            return server.client.get("/parse/classes/Deal", headers=headers).status_code

        assert [asks(app) for _ in range(5)] == [200] * 5
        assert [asks(elsewhere) for _ in range(4)] == [200, 200, 200, 429]


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


def test_of_runs_that_wait_the_next_is_of_whoever_has_the_fewest_at_work(store: Store) -> None:
    gates, order = {name: Event() for name in ("a1", "a2", "a3", "b1")}, list[str]()

    def told(name: str, _: Event) -> Iterator[Told]:
        order.append(name)
        assert gates[name].wait(TIMEOUT)
        yield Reply("Done.", name, name, [])

    async def body() -> None:
        found = Streams(store, Metrics(), 2)
        begun = {name: found.start(name[0], name, partial(told, name)) for name in gates}
        for name in ("a1", "b1", "a2", "a3"):
            gates[name].set()
            await asyncio.wait_for(begun[name].result(), TIMEOUT)

    asyncio.run(body())

    assert sorted(order[:2]) == ["a1", "a2"]
    assert order[2:] == ["b1", "a3"]


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

    @pytest.mark.parametrize("path", ["/v1/chat/completions", "/mcp"])
    def test_may_send_the_headers_of_their_clients(self, strict: Server, path: str) -> None:
        with OpenAI(api_key="parley_x", base_url="http://x/v1", organization="o", project="p") as client:
            sdk = {*client.default_headers, *client.auth_headers, "X-Stainless-Retry-Count", "X-Stainless-Timeout"}
        names = sorted(name.lower() for name in {*sdk, "Idempotency-Key", "X-Conversation-ID", "Mcp-Protocol-Version"})
        asked = {
            "Origin": PAGE,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": ",".join(names),
        }

        before = strict.client.options(path, headers=asked)
        foreign = strict.client.options(path, headers=asked | {"Origin": "https://evil.example"})

        assert {"openai-organization", "x-stainless-lang", "authorization"} <= set(names)
        assert before.status_code == 200
        assert set(names) <= {one.strip() for one in before.headers["access-control-allow-headers"].split(",")}
        assert "access-control-allow-origin" not in foreign.headers

    def test_that_are_others_may_not(self, strict: Server, server: Server) -> None:
        for client, origin in ((strict.client, "https://evil.example"), (server.client, PAGE)):
            response = client.get("/health/live", headers={"Origin": origin})
            assert "access-control-allow-origin" not in response.headers


class TestSettings:
    def test_have_limits_that_a_team_does_not_meet(self) -> None:
        settings = Settings.of({})
        assert (settings.most_requests, settings.sign_ups, settings.origins) == (600, 60, ())

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
            ("PARLEY_RUNS", "0"),
            ("PARLEY_ORIGINS", "*"),
            ("PARLEY_ORIGINS", "https://a.example/"),
            ("PARLEY_ORIGINS", "a.example"),
        ],
    )
    def test_that_cannot_be_are_refused(self, name: str, value: str) -> None:
        with pytest.raises(InvalidSettings, match=name):
            Settings.of({name: value})
