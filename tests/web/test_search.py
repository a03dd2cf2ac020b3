"""Ctrl-K: to a record, a page, what was written, and the assistant."""

import re

from playwright.sync_api import Page, expect

from tests.web.browsing import IDRIS, PHONE, Site


def called(page: Page, text: str) -> None:
    page.keyboard.press("Control+k")
    palette = page.get_by_role("combobox", name="Find a record")
    expect(palette).to_be_focused()
    palette.fill(text)


def test_leads_to_a_record_with_the_keyboard_alone(site: Site) -> None:
    with site.server.store.records(site.server.workspace.users.principal_named(IDRIS)) as records:
        deal = records.create("Deal", {"title": "Quarrystone chillers"})["object_id"]
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/today", "Today")
    with page.expect_response(lambda answer: "/api/search" in answer.url):  # what it brings moves what is chosen
        called(page, "quarryst")
    expect(page.get_by_role("option", name="Quarrystone chillers")).to_have_attribute("aria-selected", "true")
    visitor.accessible()
    visitor.shot("search")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(f"/deals/{deal}$"))
    expect(page.get_by_role("heading", level=1, name="Quarrystone chillers")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_takes_a_question_to_the_assistant(site: Site) -> None:
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/reports", "Reports")
    called(page, "how many deals do I have?")
    expect(page.get_by_role("option").first).to_have_text("Ask “how many deals do I have?”")
    page.keyboard.press("Enter")

    chat = page.get_by_role("complementary", name="Assistant")
    expect(chat.get_by_text("how many deals do I have?").first).to_be_visible()
    expect(chat.get_by_text(re.compile(r"\d+ .*deals")).last).to_be_visible()


def test_leads_to_pages_and_does_what_they_offer(site: Site) -> None:
    visitor = site.visitor(IDRIS, size=PHONE, dark=True)
    page = visitor.page
    visitor.goes("/today", "Today")
    called(page, "new comp")
    visitor.accessible()
    page.get_by_role("option", name="New company").click()
    expect(page.get_by_role("heading", level=1, name="New company")).to_be_visible()


def test_shows_what_was_written(site: Site) -> None:
    with site.server.store.records(site.server.workspace.users.principal_named(IDRIS)) as records:
        records.create("Company", {"name": "Tarnwater", "notes": "They fret about the periscope shortage."})
    site.server.store.index.catch_up()
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/search", "Search")
    page.get_by_role("searchbox", name="What to look for").fill("periscope")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("text=periscope"))
    expect(page.get_by_text("They fret about the periscope shortage.")).to_be_visible()
    visitor.accessible()
    page.get_by_role("link", name="Tarnwater").first.click()
    expect(page.get_by_role("heading", level=1, name="Tarnwater")).to_be_visible()
