"""What the pages are built of."""

import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from tests.web.browsing import HERE, IDRIS, Site

NARROW = {"width": 1_100, "height": 800}
FILES = """() => performance.getEntriesByType("resource")
  .filter((one) => one.name.includes("/assets/"))
  .filter((one) => one.startTime < (performance.getEntriesByName("parley.ahead")[0]?.startTime ?? Infinity))
  .map((one) => [one.name.split("/").pop(), one.encodedBodySize])"""
MOST = 190_000
"""Bytes that a page may take from the network until it shows its records, packed. No more than 200 kB are promised."""


def test_what_is_loaded_before_the_first_page_is_small(site: Site) -> None:
    for user, path, heading in (
        (None, "/sign-in", "Sign in"),
        (IDRIS, "/today", "Today"),
        (IDRIS, "/pipeline", "Pipeline"),
    ):
        visitor = site.visitor(user, size=NARROW)  # with the chat closed
        visitor.goes(path, heading)
        if path == "/pipeline":
            expect(visitor.page.locator("[data-card]").first).to_be_visible()
        sizes = dict(visitor.page.evaluate(FILES))

        assert len(sizes) > 3
        assert path != "/pipeline" or any(name.startswith("parse-") for name in sizes)  # the SDK, which reads the cards
        assert sum(sizes.values()) < MOST, sizes


def test_no_page_asks_anybody_but_the_server(site: Site) -> None:
    visitor = site.visitor(IDRIS)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.goes("/deals", "Deals")
    expect(visitor.page.get_by_role("row").nth(2)).to_be_visible()

    assert len(asked) > 5
    assert [url for url in asked if not url.startswith(f"{site.url}/")] == []


def test_its_parts_do_what_they_say() -> None:
    npm = shutil.which("npm")
    if npm is None or not (HERE / "web" / "node_modules").exists():
        pytest.skip("Node, or what the pages are built with, is not installed: make web")

    ran = subprocess.run([npm, "test", "--silent"], cwd=HERE / "web", capture_output=True, text=True, timeout=600)

    assert ran.returncode == 0, ran.stdout + ran.stderr
