"""Every page is there, in both appearances, and anybody can use it."""

import pytest

from tests.web.browsing import PHONE, Site

PAGES = (
    "/pipeline",
    "/today",
    "/companies",
    "/contacts",
    "/deals",
    "/activities",
    "/projects",
    "/reports",
    "/transfer",
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_can_be_used_by_anybody(site: Site, dark: bool) -> None:
    visitor = site.visitor("idris.bowen@larkfell.example", dark=dark)
    for path in PAGES:
        visitor.goes(path)
        visitor.page.get_by_role("heading", level=1).wait_for()
        visitor.accessible()


def test_it_is_at_home_on_a_phone(site: Site) -> None:
    visitor = site.visitor("idris.bowen@larkfell.example", size=PHONE)
    visitor.goes("/deals")
    visitor.page.get_by_role("button", name="Open the menu").click()
    visitor.page.get_by_role("link", name="Today").click()
    visitor.page.get_by_role("heading", level=1, name="Today").wait_for()
    visitor.accessible()
