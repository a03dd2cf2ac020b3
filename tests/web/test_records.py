"""Lists and pages of records, of every class alike."""

import re

from playwright.sync_api import Page, expect

from store.fields import Pointer
from store.principal import Principal
from store.schema import Schema
from tests.samples import sample
from tests.web.browsing import IDRIS, MAREN, PHONE, SCRIPT, Site, press


def titled(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


class TestAList:
    def test_keeps_its_filters_and_order_in_the_address(self, site: Site) -> None:
        visitor = site.visitor(MAREN)
        page = visitor.page
        visitor.goes("/deals", "Deals")
        page.get_by_role("button", name="Amount").click()
        expect(page).to_have_url(re.compile("sort=amount"))
        page.get_by_role("button", name="Amount").click()
        expect(page).to_have_url(re.compile("sort=-amount"))
        press(visitor.page, "Filter")
        page.get_by_role("menuitem", name="Stage", exact=True).click()
        page.get_by_role("dialog").get_by_text("Won", exact=True).click()
        press(visitor.page, "Apply")
        expect(page).to_have_url(re.compile("stage=won"))
        expect(page.get_by_role("button", name="Stage Won")).to_be_visible()
        with site.server.store.reading(Principal.system()) as records:
            (best,) = records.find("Deal", {"stage": "won"}, order=["-amount"], limit=1)
        expect(page.get_by_role("row").nth(1)).to_contain_text(best["title"])
        visitor.accessible()
        visitor.shot("list")

        page.reload()

        expect(page.get_by_role("columnheader", name="Amount")).to_have_attribute("aria-sort", "descending")
        expect(page.get_by_role("row").nth(1)).to_contain_text(best["title"])
        assert {row.split("\n")[2] for row in page.get_by_role("row").all_inner_texts()[1:]} == {"Won"}

    def test_follows_what_happens(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        visitor.goes("/companies?q=orchard", "Companies")
        expect(visitor.page.get_by_text("Nothing matches")).to_be_visible()

        site.made("Company", name="Orchard Street Foods")

        expect(visitor.page.get_by_role("link", name="Orchard Street Foods")).to_be_visible()

    def test_of_many_holds_only_what_is_in_sight(self, site: Site) -> None:
        visitor = site.visitor(MAREN)
        visitor.goes("/activities", "Activities")
        expect(visitor.page.get_by_role("row").nth(5)).to_be_visible()

        total = int(visitor.page.get_by_role("table").get_attribute("aria-rowcount") or 0)

        assert total > 100
        assert visitor.page.get_by_role("row").count() < 60

    def test_on_a_phone_is_cards_in_an_order_that_is_chosen(self, site: Site) -> None:
        visitor = site.visitor(MAREN, size=PHONE)
        page = visitor.page
        visitor.goes("/deals?stage=won", "Deals")
        page.get_by_role("button", name="Ordered by Last change").click()
        page.get_by_role("menuitemradio", name="Amount").click()
        expect(page).to_have_url(re.compile("sort=amount"))
        with site.server.store.reading(Principal.system()) as records:
            (least,) = records.find("Deal", {"stage": "won"}, order=["amount"], limit=1)
        row = page.get_by_role("row").nth(1)
        expect(row).to_contain_text(least["title"])
        expect(row).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.querySelector('[role=table]').scrollWidth - innerWidth") <= 0
        visitor.accessible()
        visitor.shot("list-phone")


class TestARecord:
    def test_of_every_class_is_added_changed_and_deleted(self, site: Site, schema: Schema) -> None:
        visitor = site.visitor(IDRIS)
        page = visitor.page
        for cls in (one for one in schema.classes.values() if not one.model.managed):
            title = cls.title.wire[0].upper() + cls.title.wire[1:]
            visitor.goes(f"/{cls.wire_plural}/new", f"New {cls.word}")
            page.get_by_role("textbox", name=title, exact=True).fill("First name")
            press(visitor.page, "Add")
            titled(page, "First name")

            press(visitor.page, "Edit")
            page.get_by_role("textbox", name=title, exact=True).fill("Second name")
            press(visitor.page, "Save")
            titled(page, "Second name")
            expect(page.get_by_text(f"{title} First name → Second name")).to_be_visible()
            visitor.accessible()

            press(visitor.page, "More actions")
            page.get_by_role("menuitem", name="Delete").click()
            visitor.page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
            titled(page, cls.plural[0].upper() + cls.plural[1:])
            expect(page.get_by_text("Deleted Second name.")).to_be_visible()

    def test_that_was_deleted_comes_back(self, site: Site) -> None:
        deal = site.made("Deal", title="Cold store at the quay", notes="Kept")
        visitor = site.visitor(IDRIS)
        visitor.goes(f"/deals/{deal}", "Cold store at the quay")
        more = visitor.page.get_by_role("button", name="More actions")
        more.press("Enter")
        visitor.page.get_by_role("menuitem", name="Delete").press("Enter")
        expect(visitor.page.get_by_role("alertdialog")).to_be_visible()
        visitor.page.keyboard.press("Escape")
        expect(more).to_be_focused()
        more.click()
        visitor.page.get_by_role("menuitem", name="Delete").click()
        visitor.page.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
        expect(visitor.page.get_by_text("Deleted Cold store at the quay.")).to_be_visible()

        press(visitor.page, "Undo")

        expect(visitor.page.get_by_role("link", name="Cold store at the quay")).to_be_visible()
        assert site.stored("Deal", deal)["notes"] == "Kept"

    def test_says_what_is_wrong_with_it(self, site: Site) -> None:
        visitor = site.visitor(IDRIS)
        page = visitor.page
        visitor.goes("/deals/new", "New deal")
        page.get_by_label("Amount").fill("a lot")
        press(visitor.page, "Add")
        expect(page.get_by_text("Title is needed.")).to_be_visible()
        expect(page.get_by_text("This is not a number.")).to_be_visible()
        page.get_by_label("Title").fill("x" * 5_000)
        expect(page.get_by_text(re.compile("Title has at most .* characters"))).to_be_visible()
        visitor.accessible()

    def test_points_to_others_by_what_is_typed(self, site: Site) -> None:
        company = site.made("Company", name="Quayside Larder")
        visitor = site.visitor(IDRIS)
        page = visitor.page
        visitor.goes("/deals/new", "New deal")
        page.get_by_label("Title").fill("Larder doors")
        page.get_by_role("combobox", name="Company").fill("quays")
        page.get_by_role("option", name="Quayside Larder").click()
        page.get_by_role("combobox", name="Assigned to").fill("beat")
        page.get_by_role("option", name="Beatriz Ferraz").click()
        visitor.accessible()
        press(visitor.page, "Add")

        titled(page, "Larder doors")
        page.get_by_role("link", name="Quayside Larder").click()
        titled(page, "Quayside Larder")
        expect(page.get_by_role("region", name="Deals").get_by_role("link", name="Larder doors")).to_be_visible()
        with site.server.store.reading(Principal.system()) as records:
            (deal,) = records.find("Deal", {"title": "Larder doors"})
        assert deal["company"].id == company
        assert deal["assigned_to"].id == "user-beatriz-ferraz"

    def test_shows_text_as_text(self, site: Site, schema: Schema) -> None:
        visitor = site.visitor(IDRIS)
        for cls in (one for one in schema.classes.values() if not one.model.managed):
            texts = {spec.name: SCRIPT for spec in cls.fields.values() if spec.long}
            record = site.made(cls.name, **sample(schema, cls.name) | texts | {cls.title.name: SCRIPT})
            visitor.goes(f"/{cls.wire_plural}/{record}", SCRIPT)
            visitor.goes(f"/{cls.wire_plural}?q=onerror", None)
            expect(visitor.page.get_by_role("link", name=SCRIPT)).to_be_visible()

    def test_may_be_as_long_as_it_likes(self, site: Site) -> None:
        name = "Endless " * 24
        company = site.made("Company", name=name.strip(), notes="word " * 1_000 + "x" * 5_000)
        visitor = site.visitor(IDRIS)
        visitor.goes(f"/companies/{company}", "Endless Endless")
        width = visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0
        visitor.accessible()


class TestATimeline:
    def test_tells_what_was_done_and_what_was_changed(self, site: Site) -> None:
        with site.server.store.reading(Principal.system()) as records:
            deal = records.find("Deal", {"stage": "negotiation"}, order=["-amount"], limit=1)[0]
            done = records.find("Activity", {"related_to": Pointer("Deal", deal["object_id"])}, limit=50)
        visitor = site.visitor(MAREN)
        visitor.goes(f"/deals/{deal['object_id']}", deal["title"])
        timeline = visitor.page.get_by_role("region", name="Timeline")
        for activity in done:
            expect(timeline.get_by_role("link", name=activity["subject"]).first).to_be_visible()
        press(visitor.page, "Edit")
        visitor.page.get_by_label("Amount").fill("12,345.5")
        press(visitor.page, "Save")
        expect(timeline.get_by_text("→ €12,345.50")).to_be_visible()
        expect(timeline.get_by_text("Maren Hollis changed now · web app")).to_be_visible()
        visitor.accessible()
        visitor.page.locator("main").evaluate("page => page.scrollTo(0, 0)")
        visitor.shot("record")

        timeline.get_by_role("button", name="Undo").first.click()
        visitor.page.get_by_role("alertdialog", name="Take this back?").get_by_role("button", name="Undo").click()

        expect(visitor.page.get_by_text("Taken back.", exact=True)).to_be_visible()
        assert site.stored("Deal", deal["object_id"])["amount"] == deal["amount"]


class TestTwoPeople:
    def test_who_change_different_fields_both_have_their_way(self, site: Site) -> None:
        deal = site.made("Deal", title="Two hands", amount=5.0)
        idris, maren = site.visitor(IDRIS), site.visitor(MAREN)
        for visitor in (idris, maren):
            visitor.goes(f"/deals/{deal}", "Two hands")
            press(visitor.page, "Edit")
        idris.page.get_by_label("Amount").fill("7")
        maren.page.get_by_label("Title").fill("Two hands, renamed")
        press(idris.page, "Save")
        expect(idris.page.get_by_text("Saved Two hands.")).to_be_visible()
        expect(maren.page.get_by_text("Taken over: Amount")).to_be_visible()
        press(maren.page, "Save")

        titled(maren.page, "Two hands, renamed")
        assert site.stored("Deal", deal)["amount"] == 7
        assert site.stored("Deal", deal)["title"] == "Two hands, renamed"

    def test_who_change_the_same_see_both_versions(self, site: Site) -> None:
        deal = site.made("Deal", title="One field", notes="Before")
        idris, maren = site.visitor(IDRIS), site.visitor(MAREN)
        for visitor in (idris, maren):
            visitor.goes(f"/deals/{deal}", "One field")
            press(visitor.page, "Edit")
        idris.page.get_by_label("Notes").fill("What Idris wrote")
        maren.page.get_by_label("Notes").fill("What Maren wrote")
        press(idris.page, "Save")
        conflict = maren.page.get_by_role("alert").filter(has_text="Somebody else changed this record")
        expect(conflict).to_contain_text("What Idris wrote")
        expect(conflict).to_contain_text("What Maren wrote")
        expect(maren.page.get_by_role("button", name="Save")).to_be_disabled()
        maren.accessible()
        maren.shot("conflict")
        press(maren.page, "Keep your notes")
        press(maren.page, "Save")

        expect(maren.page.get_by_text("Saved One field.")).to_be_visible()
        assert site.stored("Deal", deal)["notes"] == "What Maren wrote"
        expect(idris.page.get_by_text("What Maren wrote")).to_be_visible()
