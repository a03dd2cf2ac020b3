"""Who may sign up by himself: the first one, whoever is invited, nobody."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from store.admission import Admission
from store.schema import Schema
from tests.api.serving import on_sqlite
from tests.store.people import PASSWORD
from tests.web.browsing import Site


def joins(page: Page, **said: str) -> None:
    for name, text in {"username": "Ada", "email": "ada@example.com", "password": PASSWORD, **said}.items():
        page.locator(f"input[name={name}]").fill(text)
    page.get_by_role("button", name="Make the account").click()


def test_by_invitation_whoever_has_a_code_joins_in_its_role(
    browser: Browser, sqlite_made: Path, schema: Schema, tmp_path: Path
) -> None:
    with on_sqlite(sqlite_made, schema, tmp_path, sign_up="invite") as server, Site(server, browser).open() as site:
        users = server.workspace.users
        code = Admission(users, "invite").invite(users.principal_named("person1"), "manager")
        visitor = site.visitor()
        visitor.allows("status of 40[013]")
        visitor.goes("/sign-up", "Make an account")
        joins(visitor.page, invitation=" ")
        expect(visitor.page.get_by_text("This workspace admits only whom it has invited.")).to_be_visible()
        visitor.accessible()
        joins(visitor.page, invitation="no-such-code")
        expect(visitor.page.get_by_role("alert")).to_be_visible()
        joins(visitor.page, invitation=code)

        expect(visitor.page.get_by_role("button", name="Account of Ada")).to_be_visible()
        assert users.principal_named("Ada").roles == {"manager"}


def test_the_first_one_is_led_to_an_account_whatever_the_policy_and_then_nobody_else(
    browser: Browser, sqlite_made: Path, schema: Schema, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.api.serving.Server.joins", lambda server: None)  # nobody is there yet
    with on_sqlite(sqlite_made, schema, tmp_path, sign_up="closed") as server, Site(server, browser).open() as site:
        visitor = site.visitor()
        visitor.allows("status of 401")
        visitor.goes("/", "Make an account")
        expect(visitor.page.get_by_text("you become the admin")).to_be_visible()
        visitor.accessible()
        joins(visitor.page)
        expect(visitor.page.get_by_role("button", name="Account of Ada")).to_be_visible()
        assert "admin" in server.workspace.users.principal_named("Ada").roles

        other = site.visitor()
        other.goes("/sign-up", "Make an account")
        expect(other.page.get_by_text("Ask its admin for an account.")).to_be_visible()
        expect(other.page.get_by_role("textbox")).to_have_count(0)
        other.accessible()
        other.page.get_by_role("link", name="Sign in").click()
        expect(other.page.get_by_role("link", name="Make an account")).to_have_count(0)
