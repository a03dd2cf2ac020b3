"""The sample workspace behind a real server, and a real browser in front of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from agent.models import make_model
from api.web import pages
from store.sample import state
from store.schema import Schema
from store.store import Store
from store.transfer.loading import import_state
from tests.api.serving import Server, on_sqlite
from tests.web.browsing import PATIENCE, STATIC, Site, launched, missing


@pytest.fixture(scope="session")
def sample_made(sqlite_made: Path, schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace with an added class, to be copied."""
    path = tmp_path_factory.mktemp("web-sample") / "crm.db"
    path.write_bytes(sqlite_made.read_bytes())
    store = Store.open(f"sqlite:///{path}", schema)
    import_state(store, state(datetime.now(UTC), "Europe/Berlin"))
    store.close()
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; each has windows of its own. Without one they are skipped."""
    if reason := missing():
        pytest.skip(reason)
    pages.STATIC = STATIC
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(
    browser: Browser, sample_made: Path, schema: Schema, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of the sample workspace, which answers with the embedded engine; one for the tests of a file."""
    folder = tmp_path_factory.mktemp("web")
    model = make_model("embedded")
    with on_sqlite(sample_made, schema, folder, speaking=model, currency="EUR", time_zone="Europe/Berlin") as server:
        yield server


@pytest.fixture
def site(served: Server, browser: Browser, request: pytest.FixtureRequest) -> Iterator[Site]:
    """The sample workspace for one test. What it does to records stays for the others of its file."""
    with Site(served, browser, shots=request.config.getoption("--screenshots")).open() as site:
        yield site
