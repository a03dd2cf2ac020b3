"""The playground, with and without a browser."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Client
from playwright.sync_api import Page, expect, sync_playwright

from api.playground.visitors import CLASSES
from store.schema import Schema
from tests.api.serving import TIMEOUT, Caller, Server, on_sqlite
from tests.web.browsing import CHROMIUM, Visitor, launched


@pytest.fixture(scope="module")
def ground(sqlite_made: Path, schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a playground, that nobody may join but by visiting it."""
    with on_sqlite(sqlite_made, schema, tmp_path_factory.mktemp("ground"), playground=True) as server:
        yield server


def visits(server: Server) -> Caller:
    said = Caller(server.client).post("/playground/account")
    return Caller(server.client, said["token"])


class TestVisitors:
    def test_each_has_a_piece_of_the_sample_and_sees_no_other(self, ground: Server) -> None:
        first, second = (visits(ground).get("/api/sync") for _ in range(2))

        ids = [{one["objectId"] for one in page["records"] if one["className"] != "_User"} for page in (first, second)]
        assert len(ids[0]) == len(ids[1]) > 50
        assert ids[0].isdisjoint(ids[1])
        assert {one["className"] for one in first["records"]} == {*CLASSES.values(), "_User"}

    def test_is_a_salesperson_and_no_more(self, ground: Server) -> None:
        assert visits(ground).get("/api/auth/me")["roles"] == ["rep"]

    def test_there_is_none_where_it_is_not_wanted(self, server: Server) -> None:
        stranger = Caller(server.client)

        assert stranger.refused("GET", "/playground") == (404, "not_found")
        assert stranger.refused("POST", "/playground/account") == (404, "not_found")


def test_the_demo_is_served_with_one_and_thrown_away(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "api.cli", "demo", "--serve", "--port", "0"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = next(line for line in process.stderr if line.startswith("Whoever"))
        (address,) = re.findall(r"http://\S+(?=/playground)", told)
        with Client(base_url=address, timeout=TIMEOUT) as client:
            visitor = Caller(client, Caller(client).post("/playground/account")["token"])
            assert visitor.get("/api/auth/me")["roles"] == ["rep"]
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=TIMEOUT)

    assert list(tmp_path.glob("parley-demo-*")) == []


class TestThePage:
    def test_runs_nothing_that_stands_in_it_or_comes_from_elsewhere(self, ground: Server) -> None:
        answer = ground.client.get("/playground")

        assert "script-src 'self';" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "://" not in answer.text


@pytest.fixture(scope="module")
def browsed(ground: Server) -> Iterator[Visitor]:
    """Somebody who has come to the page."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright, launched(playwright) as browser:
        context = browser.new_context(base_url=str(ground.client.base_url), viewport={"width": 1280, "height": 860})
        visitor = Visitor(context.new_page())
        visitor.goes("/playground", "Parley playground")
        expect(visitor.page.get_by_text("You are visitor-")).to_be_visible()
        yield visitor
        assert visitor.wrong == []
        context.close()


@pytest.fixture
def page(browsed: Visitor) -> Page:
    """The page."""
    return browsed.page


class TestInTheBrowser:
    def test_every_example_of_rest_is_answered(self, page: Page) -> None:
        page.get_by_role("tab", name="REST").click()
        for example in page.get_by_label("Example").locator("option").all_inner_texts()[:-1]:
            assert sends(page, example).startswith("20"), example

    def test_a_conversation_goes_on_where_its_id_is_put_in(self, ground: Server, page: Page) -> None:
        ground.says("Hello.")
        page.get_by_role("tab", name="REST").click()
        sends(page, "A conversation to talk in")
        thread = page.locator("#answer").inner_text().split('"id": "')[1].split('"')[0]
        page.get_by_label("Example").select_option("Say something (put the thread's id in the address)")
        page.get_by_role("textbox", name="Address").fill(f"/api/threads/{thread}/messages")

        page.get_by_role("button", name="Send").click()

        expect(page.locator("#status")).to_contain_text("200")
        expect(page.locator("#answer")).to_contain_text("Hello.")

    def test_every_example_of_graphql_is_answered(self, page: Page) -> None:
        page.get_by_role("tab", name="GraphQL").click()
        for example in page.get_by_label("Example").locator("option").all_inner_texts():
            assert sends(page, example).startswith("200"), example
            assert '"errors"' not in page.locator("#answer").inner_text()

    def test_tells_how_to_do_the_same_in_a_terminal(self, page: Page) -> None:
        page.get_by_role("tab", name="REST").click()
        page.get_by_label("Example").select_option("Who you are")
        expect(page.get_by_label("Variables")).to_be_hidden()

        told = page.locator("#terminal").text_content() or ""
        assert told.startswith("curl -X GET 'http://127.0.0.1:")
        assert "X-Parse-Session-Token" in told

    def test_says_what_is_wrong_with_the_variables(self, page: Page) -> None:
        page.get_by_role("tab", name="GraphQL").click()
        page.get_by_label("Variables").fill("{")
        page.get_by_role("button", name="Send").click()

        expect(page.locator("#status")).to_have_text("The variables are no JSON.")

    def test_another_account_is_another_one(self, page: Page) -> None:
        before = page.locator("#account").inner_text()
        page.get_by_role("button", name="New account").click()

        expect(page.locator("#account")).to_contain_text("You are visitor-")
        expect(page.locator("#account")).not_to_have_text(before)


def sends(page: Page, example: str) -> str:
    """Send an example, and return the status of its answer."""
    page.get_by_label("Example").select_option(example)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#status")).to_contain_text(" ms")
    return page.locator("#status").inner_text()
