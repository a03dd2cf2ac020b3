"""The pages of the web app, as the server hands them out; the built files are not needed for this."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Client

from api.web import pages
from tests.api.serving import Caller, Server

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
INDEX = '<meta property="csp-nonce" nonce="NONCE"><div id="page"></div>'
SCRIPT = b"console.log('hello');\n" * 100


def pages_of(server: Server) -> pages.Pages:
    app: Any = server.web.config.app
    found: pages.Pages = app.state.pages
    return found


@pytest.fixture
def built(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The server with a built app."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(INDEX)
    (tmp_path / "icon.svg").write_text("<svg/>")
    (tmp_path / "assets" / "a-123.js").write_bytes(SCRIPT)
    (tmp_path / "assets" / "a-123.js.gz").write_bytes(gzip.compress(SCRIPT))
    (tmp_path / ".secret").write_text("secret")
    monkeypatch.setattr(pages_of(server), "folder", tmp_path)
    return server.client


@pytest.mark.parametrize("path", ["/", "/deals", "/deals/a1B2c3D4e5", "/admin/audit?user=x", "/apiary"])
def test_every_page_is_the_one_page(built: Client, path: str) -> None:
    response = built.get(path, headers=HTML)

    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    assert response.headers["cache-control"] == "no-cache"
    assert '<div id="page">' in response.text


def test_a_page_may_load_only_what_is_the_servers(built: Client) -> None:
    one, other = (built.get("/", headers=HTML) for _ in range(2))

    policy = one.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    nonces = [re.search(r'nonce="([^"]+)"', page.text) for page in (one, other)]
    assert nonces[0]
    assert nonces[1]
    assert nonces[0][1] != nonces[1][1]
    assert f"'nonce-{nonces[0][1]}'" in policy


def test_a_file_whose_name_has_a_hash_is_kept_for_ever(built: Client) -> None:
    hashed, icon = built.get("/assets/a-123.js"), built.get("/icon.svg")

    assert hashed.content == SCRIPT
    assert "immutable" in hashed.headers["cache-control"]
    assert hashed.headers["content-type"].startswith("text/javascript")
    assert "immutable" not in icon.headers["cache-control"]


def test_a_file_comes_packed_to_who_can_unpack_it(built: Client) -> None:
    packed = built.get("/assets/a-123.js", headers={"Accept-Encoding": "gzip, br"})
    plain = built.get("/assets/a-123.js", headers={"Accept-Encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content == SCRIPT
    assert "content-encoding" not in plain.headers


@pytest.mark.parametrize(
    "path",
    [
        "/api/nothing",
        "/assets/gone.js",
        "/health/nothing",
        "/docs/nothing",
        "/v1/nothing",
    ],
)
def test_what_is_not_there_below_another_door_is_no_page(built: Client, path: str) -> None:
    response = built.get(path, headers=HTML)

    assert response.status_code == 404
    assert '<div id="page">' not in response.text


@pytest.mark.parametrize("path", ["/.secret", "/%2e%2e/crm.db", "/assets/%2e%2e%2f.secret", "/..%5c.secret"])
def test_nothing_outside_the_pages_is_handed_out(built: Client, path: str) -> None:
    assert "secret" not in built.get(path).text


def test_a_program_that_asks_for_no_page_gets_none(ann: Caller, built: Client) -> None:
    assert ann.refused("GET", "/deals") == (404, "not_found")
    assert ann.refused("POST", "/deals", headers=HTML) == (404, "not_found")
    assert ann.refused("GET", "/api/auth/login", headers=HTML) == (405, "method_not_allowed")


def test_where_nothing_was_built_a_page_says_how(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_of(server), "folder", tmp_path)

    response = server.client.get("/", headers=HTML)

    assert response.status_code == 503
    assert "make web" in response.text
    assert "nonce=" in response.text
    assert pages.NONCE not in response.text
