"""Reports: every figure leads to the records that it counts."""

import re
from datetime import UTC, datetime

from playwright.sync_api import expect

from store.principal import Principal
from tests.web.browsing import MAREN, PHONE, Site


class TestReports:
    def test_lead_from_every_figure_to_its_records(self, site: Site) -> None:
        with site.server.store.reading(Principal.system()) as records:
            won = records.totals("Deal", {"stage": "won"})[0]["count"]
            proposals = records.totals("Deal", {"stage": "proposal"})[0]["count"]
        visitor = site.visitor(MAREN)
        page = visitor.page
        visitor.goes("/reports", "Reports")
        chart = page.get_by_role("region", name="Pipeline by stage")
        expect(chart.get_by_role("link", name=re.compile(f"Proposal: €.*, {proposals} deals"))).to_be_visible()
        visitor.accessible()
        visitor.shot("reports")

        chart.get_by_role("link", name=re.compile("Proposal")).click()
        expect(page.get_by_role("heading", level=1, name="Deals")).to_be_visible()
        expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", str(proposals + 1))
        page.go_back()
        page.get_by_role("list", name="Key figures").get_by_role("link", name=re.compile("^Won")).click()
        expect(page.get_by_role("button", name=re.compile("^Stage since"))).to_be_visible()
        expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", str(won + 1))

    def test_lead_from_a_month_to_what_was_won_in_it(self, site: Site) -> None:
        with site.server.store.records(Principal.system()) as records:
            records.create("Deal", {"title": "Won just now", "stage": "won", "amount": 1_000.0})
        visitor = site.visitor(MAREN)
        page = visitor.page
        visitor.goes("/reports?months=24", "Reports")
        chart = page.get_by_role("region", name="Won by month")
        expect(chart.get_by_role("link")).to_have_count(24)  # also months in which nothing was won
        expect(chart.get_by_role("link", name="€0").first).to_be_visible()
        chart.get_by_role("link").last.click()

        expect(page).to_have_url(re.compile(rf"stageSince={datetime.now(UTC):%Y-%m}-01\.\."))
        expect(page.get_by_role("link", name="Won just now")).to_be_visible()

    def test_are_tables_for_those_who_prefer_them(self, site: Site) -> None:
        visitor = site.visitor(MAREN, size=PHONE, dark=True)
        page = visitor.page
        visitor.goes("/reports", "Reports")
        people = page.get_by_role("region", name="Activity by person")
        people.get_by_role("button", name="Table").click()
        row = people.get_by_role("row", name=re.compile("Idris Bowen"))
        with site.server.store.reading(Principal.system()) as records:
            done = {"completed_at": {"empty": False}, "created_by": "user-idris-bowen"}
            count = records.totals("Activity", done)[0]["count"]
        expect(row.get_by_role("link")).to_have_text(str(count))
        visitor.accessible()
        visitor.shot("reports-phone")
        row.get_by_role("link").click()
        expect(page.get_by_role("table")).to_have_attribute("aria-rowcount", str(count + 1))

    def test_are_about_ones_own_when_one_likes(self, site: Site) -> None:
        visitor = site.visitor(MAREN)
        page = visitor.page
        visitor.goes("/reports", "Reports")
        chart = page.get_by_role("region", name="Pipeline by stage")
        expect(chart.get_by_role("link").first).to_be_visible()
        page.get_by_role("radio", name="Mine").click()
        expect(page).to_have_url(re.compile("mine=1"))
        page.reload()
        expect(page.get_by_role("radio", name="Mine")).to_be_checked()
        expect(chart.get_by_role("link").first).to_have_attribute("href", re.compile("mine=1"))
