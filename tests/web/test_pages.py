"""Every page is there, in both appearances, and anybody can use it."""

import pytest
from playwright.sync_api import expect

from tests.web.browsing import IDRIS, PHONE, Site, tabs_to

LISTS = ("/companies", "/contacts", "/activities", "/projects")
OTHERS = ("/pipeline", "/today", "/deals", "/reports", "/transfer")
"""Those that tests of their own look at in light."""


@pytest.mark.parametrize(("dark", "paths"), [(False, LISTS), (True, LISTS + OTHERS)], ids=["light", "dark"])
def test_every_page_can_be_used_by_anybody(site: Site, dark: bool, paths: tuple[str, ...]) -> None:
    visitor = site.visitor(IDRIS, dark=dark)
    for path in paths:
        visitor.goes(path)
        visitor.page.get_by_role("heading", level=1).wait_for()
        visitor.accessible()


def test_it_is_at_home_on_a_phone(site: Site) -> None:
    visitor = site.visitor(IDRIS, size=PHONE)
    visitor.goes("/deals")
    visitor.page.get_by_role("button", name="Open the menu").click()
    visitor.page.get_by_role("link", name="Today").click()
    visitor.page.get_by_role("heading", level=1, name="Today").wait_for()
    visitor.accessible()


def test_a_button_with_a_drawing_says_what_it_does(site: Site) -> None:
    visitor = site.visitor(IDRIS)
    visitor.goes("/today", "Today")
    button, hint = (visitor.page.get_by_role(role, name="Appearance") for role in ("button", "tooltip"))
    button.hover()
    expect(hint).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(hint).to_have_count(0)
    tabs_to(visitor.page, button)
    expect(hint).to_be_visible()
