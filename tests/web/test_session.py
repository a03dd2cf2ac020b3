"""From signing up to signing out, and what happens when a session ends or the server is away."""

import re

from playwright.sync_api import Page, expect

from tests.store.people import PASSWORD
from tests.web.browsing import AHEAD, BACK, IDRIS, Site

UNAUTHORISED = "status of 40[01]"
OFFLINE = "ERR_INTERNET_DISCONNECTED|WebSocket"


def says(page: Page, **said: str) -> None:
    """Fill fields by their names."""
    for name, text in said.items():
        page.locator(f"input[name={name}]").fill(text)


class TestSomebodyNew:
    def test_signs_up_out_and_in_again(self, site: Site) -> None:
        visitor = site.visitor()
        page = visitor.page
        visitor.allows(UNAUTHORISED)
        visitor.goes("/deals", "Sign in")
        visitor.accessible()
        visitor.shot("sign-in")

        page.get_by_role("link", name="Make an account").click()
        page.get_by_role("button", name="Make the account").click()
        expect(page.get_by_text("Say what people call you.")).to_be_visible()
        visitor.accessible()
        says(page, username="Nia Webb", email="nia@example.com", password=PASSWORD)
        page.get_by_role("button", name="Make the account").click()
        expect(page.get_by_role("heading", level=1, name="Deals")).to_be_visible()  # where he wanted to

        page.get_by_role("button", name="Account of Nia Webb").click()
        page.get_by_role("menuitem", name="Sign out").click()
        expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
        says(page, username="Nia Webb", password="wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("password")
        says(page, username="Nia Webb", password=PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Account of Nia Webb")).to_be_visible()


class TestASessionThatEnds:
    def test_in_another_tab_leaves_what_was_typed(self, site: Site) -> None:
        visitor = site.visitor()
        visitor.goes("/sign-up")
        says(visitor.page, username="Tom Reed", email="tom@example.com", password=PASSWORD)
        visitor.page.keyboard.press("Enter")
        expect(visitor.page.get_by_role("button", name="Account of Tom Reed")).to_be_visible()
        visitor.goes("/companies/new", "New company")
        visitor.page.get_by_label("Name").fill("Half a company")

        tab = site.beside(visitor)
        tab.goes("/companies", "Companies")
        tab.page.get_by_role("button", name="Account of Tom Reed").click()
        tab.page.get_by_role("menuitem", name="Sign out").click()
        dialog = visitor.page.get_by_role("alertdialog", name="You signed out in another tab")
        expect(dialog).to_be_visible()
        visitor.accessible()
        says(visitor.page, password=PASSWORD)
        visitor.page.keyboard.press("Enter")

        expect(dialog).to_be_hidden()
        expect(visitor.page.get_by_label("Name")).to_have_value("Half a company")
        visitor.page.get_by_role("button", name="Add").click()
        expect(visitor.page.get_by_role("heading", level=1, name="Half a company")).to_be_visible()
        expect(tab.page.get_by_role("button", name="Account of Tom Reed")).to_be_visible()  # signed in there as well

    def test_on_the_server_is_said_at_the_next_call(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.allows(UNAUTHORISED)
        visitor.goes("/deals", "Deals")
        expect(visitor.page.get_by_role("cell").first).to_be_visible()
        site.server.sessions().logout(visitor.page.evaluate("JSON.parse(localStorage['parley.session']).token"))

        visitor.page.get_by_role("link", name="Companies").click()

        expect(visitor.page.get_by_role("alertdialog", name="Your session has ended")).to_be_visible()


class TestAServerThatIsAway:
    def test_is_said_and_what_is_shown_stays(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.allows(OFFLINE)
        page = visitor.page
        visitor.goes("/deals", "Deals")
        expect(page.get_by_role("cell").first).to_be_visible()

        page.wait_for_function(AHEAD)
        page.context.set_offline(True)
        page.get_by_label("Find deals by name").fill("freezer")
        expect(page.get_by_text("No connection to the server.")).to_be_visible()
        expect(page.get_by_role("cell").first).to_be_visible()
        visitor.accessible()

        page.context.set_offline(False)
        expect(page.get_by_text("No connection to the server.")).to_be_hidden(timeout=BACK)
        expect(page.get_by_role("cell").first).to_contain_text(re.compile("freezer", re.IGNORECASE))

    def test_keeps_no_page_that_was_never_loaded_and_shows_it_on_return(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.allows(f"{OFFLINE}|Failed to fetch dynamically imported module|React Router caught")
        page = visitor.page
        visitor.goes("/deals", "Deals")
        expect(page.get_by_role("cell").first).to_be_visible()
        page.wait_for_function(AHEAD)
        page.context.set_offline(True)
        expect(page.get_by_text("No connection to the server.")).to_be_visible()
        page.get_by_role("link", name="Reports").click()
        expect(page.get_by_role("main").get_by_text("The server cannot be reached.")).to_be_visible()

        page.context.set_offline(False)

        expect(page.get_by_role("heading", level=1, name="Reports")).to_be_visible(timeout=BACK)
