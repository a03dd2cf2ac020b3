"""What is due, and what needs somebody: done with one key, and taken back with another."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from store.fields import Pointer
from store.principal import Principal
from tests.web.browsing import IDRIS, PHONE, Site


def ago(days: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=days)


def completed(site: Site, activity: str) -> bool:
    with site.server.store.reading(Principal.system()) as records:
        return records.get("Activity", activity)["completed_at"] is not None


def part(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


class TestThingsToDo:
    def test_stand_by_the_day_on_which_they_are_due(self, site: Site) -> None:
        site.made("Activity", subject="Very late call", due_date=ago(400))
        site.made("Activity", subject="Call of today", due_date=ago(0))
        site.made("Activity", subject="Call in two days", due_date=ago(-2))
        site.made("Activity", subject="Call in a year", due_date=ago(-365))
        site.made("Activity", subject="Call that was made", due_date=ago(3), completed_at=ago(2))
        visitor = site.visitor(IDRIS)
        visitor.goes("/today", "Today")
        page = visitor.page
        expect(part(page, "Overdue").get_by_role("listitem").first).to_contain_text("Very late call")
        expect(part(page, "Today").get_by_text("Call of today")).to_be_visible()
        expect(part(page, "In the next 7 days").get_by_text("Call in two days")).to_be_visible()
        for hidden in ("Call in a year", "Call that was made"):
            expect(page.get_by_text(hidden)).to_have_count(0)
        visitor.accessible()
        visitor.shot("today")

        page.get_by_role("link", name="Very late call").click()
        expect(page.get_by_role("heading", level=1, name="Very late call")).to_be_visible()

    def test_are_completed_with_one_key_and_come_back_with_another(self, site: Site) -> None:
        first = site.made("Activity", subject="First of all", due_date=ago(500))
        second = site.made("Activity", subject="Second of all", due_date=ago(499))
        visitor = site.visitor(IDRIS)
        visitor.goes("/today", "Today")
        page = visitor.page
        page.get_by_role("link", name="First of all").focus()
        page.keyboard.press("c")

        expect(page.get_by_text("Completed First of all.").first).to_be_visible()
        expect(page.get_by_role("link", name="First of all")).to_have_count(0)
        expect(page.get_by_role("link", name="Second of all")).to_be_focused()
        assert completed(site, first)
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("link", name="Second of all")).not_to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Control+z")
        expect(page.get_by_role("link", name="First of all")).to_be_visible()
        assert not completed(site, first)

        page.get_by_role("button", name="Complete Second of all").click()
        expect(page.get_by_text("Completed Second of all.").first).to_be_visible()
        expect(page.get_by_role("link", name="Second of all")).to_have_count(0)
        page.get_by_role("button", name="Undo").first.click()
        expect(page.get_by_role("link", name="Second of all")).to_be_visible()
        assert not completed(site, second)

    def test_that_others_do_leave_the_page(self, site: Site) -> None:
        activity = site.made("Activity", subject="Done elsewhere", due_date=ago(300))
        visitor = site.visitor(IDRIS, size=PHONE)
        visitor.goes("/today", "Today")
        expect(visitor.page.get_by_role("link", name="Done elsewhere")).to_be_visible()
        visitor.accessible()
        visitor.shot("today-phone")
        with site.server.store.records(Principal.system()) as records:
            records.update("Activity", activity, {"completed_at": ago(0)})
        expect(visitor.page.get_by_role("link", name="Done elsewhere")).to_have_count(0)


class TestDeals:
    def test_without_a_next_step_are_told_until_there_is_one(self, site: Site) -> None:
        idris = Pointer("_User", site.server.workspace.users.principal_named(IDRIS).user)
        deal = site.made("Deal", title="Nobody calls", stage="lead", assigned_to=idris, expected_close_date=ago(-3))
        site.made("Deal", title="Far away", stage="lead", assigned_to=idris, expected_close_date=ago(-90))
        visitor = site.visitor(IDRIS)
        visitor.goes("/today", "Today")
        page = visitor.page
        expect(part(page, "Deals closing soon").get_by_text("Nobody calls")).to_be_visible()
        expect(part(page, "Deals closing soon").get_by_text("Far away")).to_have_count(0)
        page.get_by_role("link", name="Plan a next step for Nobody calls").click()
        expect(page.get_by_role("heading", level=1, name="New activity")).to_be_visible()
        expect(page.get_by_role("combobox", name="Related to")).to_have_value("Nobody calls")
        page.go_back()
        idle = part(page, "Deals without a next step")
        expect(idle.get_by_text("Nobody calls")).to_be_visible()
        site.made("Activity", subject="Call them", related_to=Pointer("Deal", deal), due_date=ago(-2))
        expect(idle.get_by_text("Nobody calls")).to_have_count(0)

    def test_of_others_are_shown_when_asked_for(self, site: Site) -> None:
        visitor = site.visitor("maren.hollis@larkfell.example")
        with site.server.store.records(Principal.system()) as records:
            records.create("Deal", {"title": "Of Idris", "stage": "lead", "expected_close_date": ago(100)})
        visitor.goes("/today", "Today")
        page = visitor.page
        expect(part(page, "Deals closing soon")).to_be_visible()
        expect(part(page, "Deals closing soon").get_by_text("Of Idris")).to_have_count(0)
        page.get_by_role("radio", name="Everybody").click()
        expect(part(page, "Deals closing soon").get_by_text("Of Idris")).to_be_visible()
        page.reload()
        expect(part(page, "Deals closing soon").get_by_text("Of Idris")).to_be_visible()
