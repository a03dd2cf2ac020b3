"""What the pages are built of."""

import shutil
import subprocess

import pytest
from playwright.sync_api import expect

from tests.web.browsing import HERE, Site

MOST = 200_000
"""Bytes that a page may take from the network before it is there, packed."""


def test_a_first_page_is_small(site: Site) -> None:
    visitor = site.visitor("idris.bowen@larkfell.example")
    visitor.goes("/pipeline", "Pipeline")
    files = """() => performance.getEntriesByType("resource")
      .filter((one) => one.name.includes("/assets/") && !/\\/(parse|ChatPanel)/.test(one.name))
      .map((one) => [one.name.split("/").pop(), one.encodedBodySize])"""

    sizes = dict(visitor.page.evaluate(files))

    assert len(sizes) > 3
    assert sum(sizes.values()) < MOST, sizes


def test_no_page_asks_anybody_but_the_server(site: Site) -> None:
    visitor = site.visitor("idris.bowen@larkfell.example")
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

    ran = subprocess.run([npm, "test", "--silent"], cwd=HERE / "web", capture_output=True, text=True, timeout=200)

    assert ran.returncode == 0, ran.stdout + ran.stderr
