"""What no door can read is the client's fault at every door."""

from collections.abc import Iterator

import pytest

from api.http.limits import LARGEST
from tests.api.serving import Caller

ACCEPT = "application/json, text/event-stream"
APPS = ("/parse/classes/Deal", "/parse/batch", "/graphql")
PROGRAMS = ("/api/threads", "/v1/chat/completions", "/mcp")


@pytest.fixture
def headers(ann: Caller) -> dict[str, str]:
    """What somebody shows at any door."""
    token = ann.post("/api/tokens", name="Program", scope="full")["token"]
    app = {"X-Parse-Application-Id": "parley", "X-Parse-Session-Token": ann.token}
    return app | {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Accept": ACCEPT}


@pytest.mark.parametrize("path", [*APPS, *PROGRAMS])
class TestABody:
    def test_that_is_huge_is_refused_whether_or_not_it_says_so(
        self, ann: Caller, headers: dict[str, str], path: str
    ) -> None:
        def parts() -> Iterator[bytes]:
            yield b" " * LARGEST
            yield b"{}"

        for content in (b"x" * (LARGEST + 1), parts()):
            assert ann.client.post(path, content=content, headers=headers).status_code == 413

    def test_that_is_no_json_object_is_refused(self, ann: Caller, headers: dict[str, str], path: str) -> None:
        for content in (b"{", b"5", b'"\xff"', b"[" * 50_000):
            assert 400 <= ann.client.post(path, content=content, headers=headers).status_code < 500
