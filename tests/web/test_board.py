"""The pipeline as a board: it moves by hand, by keys, and by what others do."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from store.fields import Pointer
from store.principal import Principal
from tests.web.browsing import BEATRIZ, IDRIS, MAREN, PHONE, Site, Visitor, card

Made = Callable[..., str]


@pytest.fixture
def deal(site: Site) -> Made:
    """Make a deal of Idris, which should have closed long ago, and return its id."""

    def make(title: str, stage: str = "lead", **values: object) -> str:
        mine = {"title": title, "stage": stage, "expected_close_date": datetime(2020, 1, 1, tzinfo=UTC)} | values
        with site.server.store.records(site.server.workspace.users.principal_named(IDRIS)) as records:
            return str(records.create("Deal", mine)["object_id"])

    return make


def column(page: Page, value: str) -> Locator:
    return page.locator(f'section[data-stage="{value}"]')


def board(visitor: Visitor, address: str = "/pipeline") -> Page:
    """Show the board, without the chat beside it."""
    visitor.page.add_init_script("localStorage.setItem('parley.chat', 'closed')")
    visitor.goes(address, "Pipeline")
    expect(column(visitor.page, "lead")).to_be_visible()
    return visitor.page


def undo(page: Page) -> None:
    page.get_by_role("button", name="Undo").first.click()


class TestTheBoard:
    def test_has_a_column_for_each_stage_with_its_count_and_total(self, site: Site) -> None:
        visitor = site.visitor(MAREN)
        page = board(visitor)
        with site.server.store.reading(Principal.system()) as records:
            found = records.find("Deal", {"stage": "proposal"}, limit=1_000)
            won = records.totals("Deal", {"stage": "won"})[0]["count"]
        head = column(page, "proposal").locator("header")
        expect(head).to_contain_text(f"Proposal {len(found)}")
        expect(head).to_contain_text(f"€{sum(one['amount'] or 0 for one in found) / 1000:.1f}K")
        expect(column(page, "won").locator("header")).to_contain_text(f"Won {won}")
        expect(page.get_by_role("heading", level=2, name="Lost")).to_be_visible()
        visitor.accessible()
        visitor.shot("pipeline")

        column(page, "proposal").get_by_title("Proposal: show the list").click()
        expect(page).to_have_url(re.compile(r"/deals\?stage=proposal"))

    def test_shows_what_a_deal_is_about(self, site: Site, deal: Made) -> None:
        with site.server.store.reading(Principal.system()) as records:
            company = records.find("Company", {}, limit=1)[0]
        made = deal(
            "Ice tunnel",
            amount=4_321.0,
            company=Pointer("Company", company["object_id"]),
            assigned_to=Pointer("_User", "user-idris-bowen"),
        )
        page = board(site.visitor(IDRIS))
        shown = card(page, made, "lead")
        for said in (company["name"], "€4,321", "overdue", "0 days in this stage", "Owner: idris"):
            expect(shown).to_contain_text(re.compile(re.escape(said), re.IGNORECASE))

    def test_holds_only_the_cards_in_sight(self, site: Site) -> None:
        with site.server.store.records(Principal.system()) as records:
            for number in range(300):
                records.create("Deal", {"title": f"Small {number}", "stage": "lead"})
        page = board(site.visitor(MAREN))
        expect(column(page, "lead").locator("header")).to_contain_text(re.compile("Lead 3[0-9][0-9]"))
        assert page.locator("[data-card]").count() < 120


class TestMoving:
    def test_by_drag_and_drop_can_be_taken_back(self, site: Site, deal: Made) -> None:
        made = deal("Drag me")
        visitor = site.visitor(IDRIS)
        page = board(visitor)
        card(page, made, "lead").drag_to(column(page, "qualified"))

        expect(card(page, made, "qualified")).to_be_visible()
        expect(page.get_by_text("Moved Drag me to Qualified.").first).to_be_visible()
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
        assert site.stage(made) == "qualified"
        undo(page)
        expect(card(page, made, "lead")).to_be_visible()
        assert site.stage(made) == "lead"

    def test_by_drag_and_drop_wins_a_deal(self, site: Site, deal: Made) -> None:
        made = deal("Win me", "negotiation", amount=1.0)
        page = board(site.visitor(IDRIS))
        before = column(page, "won").locator("header").inner_text()
        card(page, made, "negotiation").drag_to(column(page, "won"))

        expect(card(page, made, "won")).to_contain_text("Win me")
        expect(column(page, "won").locator("header")).not_to_have_text(before)
        expect(card(page, made, "negotiation")).to_have_count(0)

    def test_by_keys_alone_is_said_and_keeps_the_focus(self, site: Site, deal: Made) -> None:
        made = deal("Walk me", "qualified")
        page = board(site.visitor(IDRIS))
        card(page, made, "qualified").get_by_role("link").focus()
        page.keyboard.press("Shift+ArrowRight")

        expect(card(page, made, "proposal").get_by_role("link")).to_be_focused()
        expect(page.get_by_role("status").filter(has_text="Moved Walk me to Proposal.")).to_be_attached()
        page.keyboard.press("Shift+ArrowLeft")
        expect(card(page, made, "qualified").get_by_role("link")).to_be_focused()
        page.keyboard.press("ArrowLeft")
        expect(column(page, "lead").locator("a:focus")).to_have_count(1)
        page.keyboard.press("ArrowRight")
        expect(column(page, "qualified").locator("a:focus")).to_have_count(1)

    def test_by_its_menu_needs_no_dragging(self, site: Site, deal: Made) -> None:
        made = deal("Press me")
        visitor = site.visitor(IDRIS, size=PHONE)
        page = board(visitor)
        page.get_by_role("button", name="Move Press me").click()
        page.get_by_role("menuitemradio", name="Qualified").click()

        expect(page.get_by_text("Moved Press me to Qualified.").first).to_be_visible()
        expect(card(page, made, "qualified")).to_be_attached()
        visitor.accessible()
        visitor.shot("pipeline-phone")

    def test_what_is_refused_goes_back(self, site: Site, deal: Made) -> None:
        made = deal("Keep me")
        visitor = site.visitor(IDRIS)
        visitor.allows("status of 400")
        page = board(visitor)
        refusal = '{"code": 119, "error": "Not now."}'
        page.route("**/parse/classes/Deal/*", lambda route: route.fulfill(status=400, body=refusal))
        card(page, made, "lead").drag_to(column(page, "qualified"))

        expect(page.get_by_text("Not now.")).to_be_visible()
        expect(card(page, made, "lead")).to_be_visible()
        expect(card(page, made, "qualified")).to_have_count(0)


class TestWhatOthersDo:
    def test_is_seen_at_once(self, site: Site, deal: Made) -> None:
        made = deal("Moved elsewhere")
        one, other = site.visitor(IDRIS), site.visitor(MAREN)
        board(one, "/pipeline?q=elsewhere")
        board(other)
        expect(card(one.page, made, "lead")).to_be_visible()
        expect(card(other.page, made, "lead")).to_be_visible()
        card(other.page, made, "lead").drag_to(column(other.page, "proposal"))
        expect(card(one.page, made, "proposal")).to_be_visible()
        site.changed("Deal", made, stage="lost")
        expect(card(one.page, made, "proposal")).to_have_count(0)
        expect(card(one.page, made, "lost")).to_be_visible()
        site.changed("Deal", made, stage="lead", title="Moved elsewhere and back")
        expect(card(one.page, made, "lead")).to_contain_text("and back")

    def test_takes_a_deal_from_one_and_gives_it_to_another(self, site: Site) -> None:
        idris, beatriz = (site.server.workspace.users.principal_named(name).user for name in (IDRIS, BEATRIZ))
        with site.server.store.records(Principal.system()) as records:
            values = {"title": "Handed over", "stage": "lead", "assigned_to": Pointer("_User", idris)}
            made = str(records.create("Deal", values)["object_id"])
        one, other = site.visitor(IDRIS), site.visitor(BEATRIZ)
        board(one)
        board(other)
        expect(card(one.page, made, "lead")).to_be_visible()
        expect(card(other.page, made, "lead")).to_have_count(0)

        site.changed("Deal", made, assigned_to=Pointer("_User", beatriz))

        expect(card(one.page, made, "lead")).to_have_count(0)
        expect(card(other.page, made, "lead")).to_be_visible()


class TestFilters:
    def test_live_in_the_address(self, site: Site, deal: Made) -> None:
        small, large = deal("Filter small", amount=10.0), deal("Filter large", amount=99_000.0)
        visitor = site.visitor(MAREN)
        page = board(visitor, "/pipeline?q=filter")
        expect(card(page, small, "lead")).to_be_visible()
        page.get_by_role("button", name="Filter", exact=True).click()
        page.get_by_role("menuitem", name="Amount").click()
        page.get_by_label("From").fill("50000")
        page.get_by_role("button", name="Apply").click()
        expect(card(page, small, "lead")).to_have_count(0)
        expect(page).to_have_url(re.compile(r"amount=50000"))

        page.reload()

        expect(card(page, large, "lead")).to_be_visible()
        expect(card(page, small, "lead")).to_have_count(0)
        visitor.accessible()
        page.get_by_role("button", name="Mine").click()
        expect(page).to_have_url(re.compile("mine=1"))
        expect(card(page, large, "lead")).to_have_count(0)
        site.changed("Deal", small, amount=60_000.0, assigned_to=Pointer("_User", "user-maren-hollis"))
        expect(card(page, small, "lead")).to_be_visible()
        page.goto("/pipeline?assignedTo=user-maren-hollis")
        expect(page.get_by_role("button", name="Assigned to Maren Hollis", exact=True)).to_be_visible()
        page.get_by_role("button", name="Clear filters").click()
        expect(page).to_have_url(re.compile("/pipeline$"))
