"""Talking beside the pages: answers, changes and their undo, approval, conversations."""

import json
import re

from playwright.sync_api import Locator, Route, expect

from tests.web.browsing import IDRIS, PHONE, SCRIPT, Site, Visitor, press, tabs_to


def panel(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("complementary", name="Assistant")


def message(visitor: Visitor) -> Locator:
    return panel(visitor).get_by_role("textbox", name="Message to the assistant")


def says(visitor: Visitor, text: str) -> None:
    """Type it and send it with the keyboard."""
    message(visitor).fill(text)
    message(visitor).press("Enter")


def answer(visitor: Visitor) -> Locator:
    """The last answer, when it is there as a whole."""
    last = panel(visitor).get_by_role("article").last
    expect(last).to_have_attribute("aria-busy", "false")
    return last


def card_of_three(site: Site, visitor: Visitor, word: str) -> tuple[list[str], Locator]:
    """Three deals of a company of its own, and a card that would move them."""
    company = site.made("Company", name=f"{word} Works")
    deals = [
        site.made("Deal", title=f"{word} {n}", stage="lead", company={"cls": "Company", "id": company})
        for n in ("north", "middle", "south")
    ]
    visitor.goes("/companies", "Companies")
    says(visitor, f"move all deals of {word} Works to proposal")
    card = panel(visitor).get_by_role("group", name="Shall I make these 3 changes?")
    expect(card).to_be_visible()
    return deals, card


class TestAnAnswer:
    def test_has_a_table_whose_names_lead_to_their_records(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies", "Companies")
        says(visitor, "show my open deals")

        table = answer(visitor).get_by_role("table")

        expect(table.get_by_role("columnheader").first).to_have_text("Title")
        expect(answer(visitor).get_by_text("2 steps")).to_be_visible()
        visitor.accessible()
        visitor.shot("chat")
        table.get_by_role("link", name="Thornbury Foods chillers").click()
        expect(visitor.page).to_have_url(re.compile("/deals/deal-"))
        expect(visitor.page.get_by_role("heading", level=1, name="Thornbury Foods chillers")).to_be_visible()

    def test_of_a_page_is_about_its_record(self, site: Site) -> None:
        deal = site.made("Deal", title="Ice rink at the fair", stage="lead")
        visitor = site.visitor(IDRIS)
        visitor.goes(f"/deals/{deal}", "Ice rink at the fair")
        expect(panel(visitor).get_by_text("About Ice rink at the fair")).to_be_visible()

        press(panel(visitor), "Move this deal to qualified")

        expect(answer(visitor).get_by_role("listitem").filter(has_text="Changed Ice rink")).to_contain_text("Qualified")
        assert site.stage(deal) == "qualified"
        expect(visitor.page.get_by_role("main").get_by_text("Qualified").first).to_be_visible()

    def test_shows_what_others_wrote_as_it_was_written(self, site: Site) -> None:
        site.made("Company", name=f"Quarry {SCRIPT}")
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies", "Companies")

        says(visitor, "show my companies")

        expect(answer(visitor).get_by_text(f"Quarry {SCRIPT}")).to_be_visible()
        assert visitor.page.locator("img[onerror]").count() == 0

    def test_is_judged_by_its_reader(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies", "Companies")
        says(visitor, "who am I")
        press(answer(visitor), "Bad answer")
        answer(visitor).get_by_role("textbox", name="What was wrong with it?").fill("I know that")
        press(answer(visitor), "Send")
        expect(visitor.page.get_by_text("Thank you.")).to_be_visible()

        visitor.page.reload()

        expect(answer(visitor).get_by_role("button", name="Bad answer")).to_have_attribute("aria-pressed", "true")


class TestAChange:
    def test_is_shown_and_taken_back(self, site: Site) -> None:
        deal = site.made("Deal", title="Frost gate", stage="lead")
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies", "Companies")
        says(visitor, "move the Frost gate deal to proposal")

        changed = answer(visitor).get_by_role("group", name="1 change")
        expect(changed).to_contain_text("Stage")
        expect(changed.locator("del")).to_have_text("Lead")
        expect(changed.locator("ins")).to_have_text("Proposal")
        assert site.stage(deal) == "proposal"
        visitor.accessible()
        visitor.shot("change")

        press(changed, "Undo")

        expect(changed.get_by_text("Taken back", exact=True)).to_be_visible()
        assert site.stage(deal) == "lead"
        says(visitor, "move the Frost gate deal to qualified")
        expect(answer(visitor).get_by_role("group", name="1 change")).to_be_visible()
        visitor.accessible()  # with two of them

    def test_of_several_records_is_previewed_before_it_is_taken_back(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        deals, card = card_of_three(site, visitor, "Brine")
        press(card, "Approve")
        changed = answer(visitor).get_by_role("group", name="3 changes")
        press(changed, "Undo")
        dialog = visitor.page.get_by_role("dialog", name="Take these 3 changes back?")
        expect(dialog.get_by_role("listitem")).to_have_count(3)
        visitor.accessible()

        press(dialog, "Take back")

        expect(changed.get_by_text("Taken back", exact=True)).to_be_visible()
        assert [site.stage(deal) for deal in deals] == ["lead"] * 3


class TestACard:
    def test_is_approved(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        deals, card = card_of_three(site, visitor, "Glacier")
        expect(card.locator("ins").first).to_have_text("Proposal")
        visitor.accessible()
        visitor.shot("approval")

        press(card, "Approve")

        expect(card.get_by_text("Approved", exact=True)).to_be_visible()
        answer(visitor)
        assert [site.stage(deal) for deal in deals] == ["proposal"] * 3

    def test_is_rejected_with_the_keyboard(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        deals, card = card_of_three(site, visitor, "Fjord")
        approve = card.get_by_role("button", name="Approve")
        expect(approve).to_be_enabled()  # as soon as the answer with the card has ended
        approve.focus()
        visitor.page.keyboard.press("Tab")

        visitor.page.keyboard.press("Enter")

        expect(card.get_by_text("Rejected", exact=True)).to_be_visible()
        answer(visitor)
        assert [site.stage(deal) for deal in deals] == ["lead"] * 3

    def test_is_approved_without_what_was_unticked(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        deals, card = card_of_three(site, visitor, "Tundra")
        card.get_by_role("checkbox", name="Change Tundra middle").focus()
        visitor.page.keyboard.press("Space")

        press(card, "Approve 2 of 3")

        expect(card.get_by_text("Approved 2 of 3")).to_be_visible()
        answer(visitor)
        assert [site.stage(deal) for deal in deals] == ["proposal", "lead", "proposal"]

    def test_is_approved_by_a_yes(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        deals, card = card_of_three(site, visitor, "Polar")

        says(visitor, "yes")

        expect(card.get_by_text("Approved", exact=True)).to_be_visible()
        answer(visitor)
        assert [site.stage(deal) for deal in deals] == ["proposal"] * 3

    def test_shows_both_versions_of_what_has_changed_since(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.allows("409")
        deals, card = card_of_three(site, visitor, "Icicle")
        with site.server.store.records(site.server.workspace.users.principal_named(IDRIS)) as records:
            records.update("Deal", deals[1], {"stage": "qualified"})
        press(card, "Approve")

        row = card.get_by_role("listitem").filter(has_text="Icicle middle")
        expect(row.get_by_role("row").filter(has_text="Stage")).to_contain_text("LeadQualified")
        visitor.accessible()
        visitor.shot("approval-conflict")
        press(card, "Approve 2 of 3")

        expect(card.get_by_text("Approved 2 of 3")).to_be_visible()
        answer(visitor)
        assert [site.stage(deal) for deal in deals] == ["proposal", "qualified", "proposal"]


class TestConversations:
    def test_are_found_renamed_and_deleted(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies", "Companies")
        says(visitor, "how many companies are there?")
        answer(visitor)
        press(panel(visitor), "New conversation")
        says(visitor, "how many contacts are there?")
        answer(visitor)
        press(panel(visitor), "Conversations")
        page = visitor.page
        listed = panel(visitor)
        press(listed, "More about how many companies are there?")
        page.get_by_role("menuitem", name="Rename").click()
        page.get_by_role("dialog").get_by_role("textbox", name="Name").fill("Head count")
        page.keyboard.press("Enter")
        expect(listed.get_by_role("button", name=re.compile("^Head count"))).to_be_visible()
        visitor.accessible()

        listed.get_by_role("searchbox", name="Find in conversations").fill("how many companies")
        expect(listed.get_by_role("button", name=re.compile("^how many contacts"))).to_have_count(0)
        listed.get_by_role("button", name=re.compile("^Head count")).click()
        expect(panel(visitor).get_by_role("heading", level=2, name="Head count")).to_be_visible()
        expect(answer(visitor)).to_contain_text("companies")

        press(panel(visitor), "Conversations")
        press(panel(visitor), "More about Head count")
        page.get_by_role("menuitem", name="Delete").click()
        press(page.get_by_role("alertdialog"), "Delete")
        expect(panel(visitor).get_by_role("button", name=re.compile("^how many contacts")).first).to_be_visible()
        expect(panel(visitor).get_by_role("button", name=re.compile("^Head count"))).to_have_count(0)

    def test_are_there_again_when_the_page_is_loaded_again(self, site: Site) -> None:
        deal = site.made("Deal", title="Sorbet cabinet", stage="lead")
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies", "Companies")
        says(visitor, "move the Sorbet cabinet deal to proposal")
        answer(visitor)
        message(visitor).fill("not said yet")

        visitor.page.reload()

        expect(message(visitor)).to_have_value("not said yet")
        press(answer(visitor), "Undo")
        expect(answer(visitor).get_by_text("Taken back", exact=True)).to_be_visible()
        assert site.stage(deal) == "lead"


class TestSaying:
    def test_waits_while_something_is_answered(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies", "Companies")
        held: list[Route] = []
        visitor.page.route("**/messages", lambda route: held.append(route) if not held else route.continue_())
        with visitor.page.expect_request("**/messages"):
            says(visitor, "how many companies are there?")

        says(visitor, "how many contacts are there?")
        says(visitor, "how many deals are there?")
        expect(panel(visitor).get_by_text("Waits for the present answer")).to_have_count(2)
        press(panel(visitor).get_by_text("how many deals are there?").locator(".."), "Take back")
        expect(message(visitor)).to_have_value("how many deals are there?")
        held[0].continue_()

        expect(panel(visitor).get_by_role("article").nth(1)).to_contain_text("contacts")
        expect(panel(visitor).get_by_role("article").first).to_contain_text("companies")

    def test_begins_from_the_search(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies", "Companies")
        press(panel(visitor), "Close the assistant")
        visitor.page.keyboard.press("Control+k")
        visitor.page.get_by_role("dialog").get_by_role("combobox").fill("how many companies are there?")

        visitor.page.keyboard.press("Control+Enter")

        expect(answer(visitor)).to_contain_text("companies.")

    def test_is_stopped(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.allows("404")
        visitor.goes("/companies", "Companies")
        visitor.page.route("**/messages", lambda _: None)
        with visitor.page.expect_request("**/messages"):
            says(visitor, "how many companies are there?")

        press(panel(visitor), "Stop")

        expect(answer(visitor)).to_contain_text("Stopped.")
        visitor.page.unroute("**/messages")
        press(answer(visitor), "Say it again")
        expect(answer(visitor)).to_contain_text("companies.")

    def test_goes_on_where_the_connection_broke(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.allows("ERR_FAILED|ERR_CONNECTION")
        visitor.goes("/companies", "Companies")
        broken: list[Route] = []

        def cut(route: Route) -> None:
            """Let the server hear it, and the page nothing of the answer."""
            if broken:
                route.continue_()
                return
            broken.append(route)
            route.fetch()
            route.abort()

        visitor.page.route("**/messages", cut)

        says(visitor, "how many companies are there?")

        expect(answer(visitor)).to_contain_text("companies.")
        expect(panel(visitor).get_by_role("article")).to_have_count(1)
        visitor.page.reload()
        expect(answer(visitor)).to_contain_text("companies.")
        expect(panel(visitor).get_by_role("log").get_by_text("how many companies are there?")).to_have_count(1)

    def test_keeps_what_was_said_when_the_session_has_ended(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.allows("401|404")  # lists below ask once more, as nobody
        visitor.goes("/companies", "Companies")
        expect(message(visitor)).to_be_visible()
        visitor.page.route(
            "**/api/threads",
            lambda route: route.fulfill(
                status=401, body=json.dumps({"code": "sign_in_failed", "error": "Your session has ended."})
            ),
        )

        says(visitor, "how many companies are there?")

        expect(visitor.page.get_by_role("alertdialog", name="Your session has ended")).to_be_visible()
        expect(panel(visitor).locator("textarea")).to_have_value("how many companies are there?")

    def test_takes_the_keyboard_only(self, site: Site) -> None:
        deal = site.made("Deal", title="Cider press", stage="lead")
        visitor = site.visitor(IDRIS)
        page = visitor.page
        visitor.goes("/companies", "Companies")
        press(panel(visitor), "Close the assistant")
        expect(page.get_by_role("button", name="Assistant")).to_be_focused()
        page.keyboard.press("Enter")
        expect(message(visitor)).to_be_focused()
        page.keyboard.type("move the Cider press deal to proposal")
        page.keyboard.press("Enter")
        answer(visitor)
        expect(page.get_by_role("status").filter(has_text="Cider press")).to_have_count(1)
        tabs_to(page, answer(visitor).get_by_role("button", name="Undo"), back=True)

        page.keyboard.press("Enter")

        expect(answer(visitor).get_by_text("Taken back", exact=True)).to_be_visible()
        assert site.stage(deal) == "lead"


def test_it_comes_from_below_on_a_phone(site: Site) -> None:
    visitor = site.visitor(IDRIS, size=PHONE, dark=True)
    visitor.goes("/companies", "Companies")
    press(visitor.page, "Assistant")
    expect(message(visitor)).to_be_focused()
    visitor.page.mouse.move(0, 0)  # off the buttons, whose hints would take the key
    expect(visitor.page.get_by_role("tooltip")).to_have_count(0)
    says(visitor, "what is due this week?")
    answer(visitor)
    visitor.accessible()
    visitor.shot("chat-phone")
    visitor.page.keyboard.press("Escape")
    expect(panel(visitor)).to_have_count(0)
