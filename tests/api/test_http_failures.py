import logging
import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

import agent
import api
import store
import tools
from api.http.failures import STATUS
from store.errors import StorageBusy, StorageDown, StorageFull, StoreError
from tests.api.serving import Caller, Server

JSON = {"Content-Type": "application/json"}
LOGIN = "/api/auth/login"


def errors(cls: type[StoreError] = StoreError) -> Iterator[type[StoreError]]:
    """Every error that the store, the assistant and this door can raise."""
    for package in (store, tools, agent, api):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(("api.cli", "store.migrations")):
                import_module(module.name)
    yield cls
    for one in cls.__subclasses__():
        yield from errors(one)


class TestTheTable:
    def test_has_a_status_for_every_error(self) -> None:
        ours = {
            one.code for one in errors() if one.__module__.startswith(("store", "tools", "agent", "api.http", "api.s"))
        }
        assert ours == set(STATUS)

    def test_blames_the_server_only_for_what_is_its_own(self) -> None:
        assert {code for code, status in STATUS.items() if status >= 500} == {
            "chroma_down",
            "embedding_down",
            "invalid_settings",
            "model_misconfigured",
            "model_unavailable",
            "no_workspace",
            "storage_busy",
            "storage_down",
            "storage_full",
            "storage_mismatch",
        }


class TestBadRequests:
    @pytest.mark.parametrize(
        "content",
        [b"{", b"\xff\xfe", b"{'a': 1}", b'{"a":' * 50_000, b"[" * 200_000, b"9" * 5_000, b"nul"],
        ids=["cut", "no UTF-8", "no JSON", "deep", "deeper", "long number", "cut word"],
    )
    def test_that_are_no_json_are_told_so(self, ann: Caller, content: bytes) -> None:
        assert ann.refused("POST", LOGIN, content=content, headers=JSON) == (400, "invalid_request")

    @pytest.mark.parametrize(
        "content", [b"", b"null", b"[]", b'"text"', b"{}", b"NaN", b'{"username": "a", "password": "b", "more": 1}']
    )
    def test_that_are_something_else_are_told_so(self, ann: Caller, content: bytes) -> None:
        assert ann.refused("POST", LOGIN, content=content, headers=JSON) == (422, "invalid_values")

    def test_that_do_not_say_that_they_are_json_are_refused(self, ann: Caller) -> None:
        content = b'{"username": "a", "password": "b"}'
        refused = ann("POST", LOGIN, content=content, headers={"Content-Type": "text/plain"})
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_values")
        assert "application/json" in refused.json()["error"]

    def test_that_say_too_much_are_told_how_much_is_taken(self, ann: Caller) -> None:
        refused = ann("GET", "/api/names", params={"text": "x" * 1_001})
        assert refused.json()["error"] == "text: this has more than 1,000 characters."
        refused = ann("POST", "/api/threads", json={"name": "Pilot", "id": "my-own"})
        assert (refused.status_code, refused.json()["error"]) == (422, "id: there is no such field.")

    @pytest.mark.parametrize("chunked", [False, True])
    def test_that_are_too_large_are_refused(self, ann: Caller, chunked: bool) -> None:
        parts: Any = (b" " * 100_000 for _ in range(11)) if chunked else b" " * 1_100_000
        assert ann.refused("POST", LOGIN, content=parts, headers=JSON) == (413, "body_too_large")

    def test_do_not_repeat_what_was_sent(self, ann: Caller) -> None:
        sent = {"username": "a", "password": ["my secret"]}
        assert "my secret" not in ann("POST", LOGIN, json=sent).text

    @pytest.mark.parametrize(
        "query",
        [
            {"limit": 0},
            {"limit": 201},
            {"limit": "many"},
            {"before": 0},
            {"before": 2**70},
            {"before": "x"},
            {"class": "Deal"},
            {"id": "x"},
            {"run": "\x00"},
            {"user": "\x00"},
            {"class": "\x00", "id": "\x00"},
            {"run": "x" * 101},
        ],
    )
    def test_for_changes_have_sensible_values(self, ann: Caller, query: dict[str, Any]) -> None:
        assert ann.refused("GET", "/api/changes", params=query) == (422, "invalid_values")

    @pytest.mark.parametrize(
        ("method", "path", "refusal"),
        [
            ("GET", "/nowhere", (404, "not_found")),
            ("GET", "/api/threads/", (404, "not_found")),
            ("PUT", "/api/threads", (405, "method_not_allowed")),
            ("GET", "/api/changes?class=Planet&id=x", (404, "unknown_class")),
            ("GET", "/api/changes?class=Deal&id=%20", (404, "record_not_found")),
            ("GET", "/api/threads?offset=-1", (422, "invalid_values")),
            ("GET", "/api/threads?offset=99999999999999999999", (422, "invalid_values")),
            ("GET", "/api/threads/%00", (422, "invalid_values")),
            ("GET", f"/api/threads/{'x' * 101}", (422, "invalid_values")),
            ("GET", "/api/cards/%00", (422, "invalid_values")),
            ("POST", "/api/runs/%00/undo", (422, "invalid_values")),
            ("POST", "/api/runs/nothing/undo", (404, "nothing_to_undo")),
        ],
    )
    def test_for_what_is_not_there_are_told_so(
        self, ann: Caller, method: str, path: str, refusal: tuple[int, str]
    ) -> None:
        assert ann.refused(method, path) == refusal

    def test_that_are_no_http_end_and_disturb_nobody(self, server: Server, ann: Caller) -> None:
        import socket

        url = server.client.base_url
        for said in (b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"GET /" + b"x" * 100_000):
            with socket.create_connection((url.host, url.port or 0)) as connection:
                connection.sendall(said)
                connection.settimeout(5)
                assert b"Traceback" not in connection.recv(10_000)
        assert ann.get("/health/live") == {"status": "ok"}


class TestOurFaults:
    def test_are_told_without_a_word_of_the_program(
        self, server: Server, ann: Caller, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise RuntimeError("the text of a record")

        monkeypatch.setattr("store.threads.Threads.every", broken)
        with caplog.at_level(logging.ERROR):
            response = ann("GET", "/api/threads")

        assert (response.status_code, response.json()["code"]) == (500, "program_fault")
        assert response.headers["x-content-type-options"] == "nosniff"
        for told in (response.text, caplog.text):
            assert "text of a record" not in told
        assert "Traceback" not in response.text
        assert "RuntimeError at " in caplog.text
        assert "in broken" in caplog.text

    def test_in_a_run_are_told_the_same_way(self, server: Server, ann: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("the text of a record")

        monkeypatch.setattr("agent.graph.prune", broken)
        server.says("Hello.")
        refused = ann("POST", f"/api/threads/{ann.thread()}/messages", json={"text": "hello"})
        assert (refused.status_code, refused.json()["code"]) == (500, "program_fault")
        assert "text of a record" not in refused.text

    @pytest.mark.parametrize(
        ("error", "status"), [(StorageBusy(), 503), (StorageDown("it is gone"), 503), (StorageFull(), 507)]
    )
    def test_of_the_database_are_told_by_their_code(
        self, ann: Caller, monkeypatch: pytest.MonkeyPatch, error: StoreError, status: int
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("store.threads.Threads.every", broken)
        monkeypatch.setattr("api.workspace.Workspace.is_empty", broken)

        assert ann.refused("GET", "/api/threads") == (status, error.code)
        assert ann.refused("GET", "/health/ready") == (status, error.code)
        assert ann.get("/health/live") == {"status": "ok"}


class TestEveryAnswer:
    @pytest.mark.parametrize("path", ["/health/live", "/api/threads", "/nowhere", "/docs", "/openapi.json"])
    def test_tells_browsers_to_be_careful(self, ann: Caller, path: str) -> None:
        headers = ann("GET", path).headers

        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert ("script-src" in headers["content-security-policy"]) == (path == "/docs")
        assert "uvicorn" not in str(headers)


class TestTheDocumentation:
    @pytest.fixture
    def described(self, ann: Caller) -> Any:
        return ann.get("/openapi.json")

    def test_describes_every_route(self, described: Any) -> None:
        routes = [route for path in described["paths"].values() for route in path.values()]

        assert len(routes) >= 15
        for route in routes:
            assert route["description"].endswith("."), route["operationId"]
            assert route["tags"], route["operationId"]
            assert "HTTPValidationError" not in str(route)

    def test_describes_every_value(self, described: Any) -> None:
        bare = [
            f"{name}.{key}"
            for name, shape in described["components"]["schemas"].items()
            for key, value in shape["properties"].items()
            if not ({"description", "examples", "$ref", "allOf", "anyOf", "format"} & set(value))
        ]
        assert bare == []

    def test_says_that_a_message_may_be_answered_by_events(self, described: Any) -> None:
        answers = described["paths"]["/api/threads/{thread}/messages"]["post"]["responses"]
        assert set(answers["200"]["content"]) == {"application/json", "text/event-stream"}
        assert set(answers) >= {"200", "401", "404", "409", "413", "422", "502"}

    def test_can_be_read_in_a_browser_that_reaches_nothing_else(self, ann: Caller) -> None:
        page = ann("GET", "/docs")

        assets = re.findall(r'(?:href|src)="([^"]+)"', page.text)
        assert assets == ["data:,", "/docs/swagger-ui.css", "/docs/swagger-ui.js", "/docs/start.js"]
        assert "http" not in page.headers["content-security-policy"]
        for path in assets[1:]:
            asset = ann("GET", path)
            assert (asset.status_code, asset.headers["content-type"].split(";")[0]) in (
                (200, "text/css"),
                (200, "text/javascript"),
            )
        assert "SwaggerUIBundle" in ann("GET", "/docs/swagger-ui.js").text
