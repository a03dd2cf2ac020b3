"""Without a server: what was read stays, what is changed meanwhile is kept, sent when it is back, and never lost."""

from playwright.sync_api import Page, Route, expect

from store.fields import Pointer
from store.principal import Principal
from tests.web.browsing import AHEAD, BACK, IDRIS, Site, Visitor, card, press

AWAY = "ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket"
READY = "() => navigator.serviceWorker.ready.then(() => undefined)"
"""Waits until the worker has all pages."""
KEPT = """async (names) => {
  const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
  const has = async () => {
    const all = await indexedDB.databases();
    if (!all.some((one) => one.name === "parley-kept")) return false;
    const opened = await asked(indexedDB.open("parley-kept"));
    const keys = await asked(opened.transaction("answers").objectStore("answers").getAllKeys());
    opened.close();
    return names.every((name) => keys.some((key) => key.includes(name)));
  };
  while (!(await has())) await new Promise((done) => setTimeout(done, 50));
}"""
"""Waits until answers to these queries are kept."""
HELD = """async () => {
  const opening = indexedDB.open("parley-queue");
  await new Promise((done) => (opening.onsuccess = done));
  const changes = opening.result.transaction("changes", "readwrite").objectStore("changes");
  const hold = () => (window.letGo ? opening.result.close() : (changes.count().onsuccess = hold));
  hold();
}"""
"""Lets nobody else write to the queue until the page says `letGo`."""


def opened(site: Site, *, keeps: bool = False) -> Visitor:
    """Idris, without the chat beside the pages."""
    visitor = site.visitor(IDRIS, keeps=keeps)
    visitor.allows(AWAY)
    visitor.page.add_init_script("localStorage.setItem('parley.chat', 'closed')")
    return visitor


def goes_away(visitor: Visitor) -> None:
    visitor.page.wait_for_function(AHEAD)
    visitor.page.context.set_offline(True)
    expect(visitor.page.get_by_text("No connection to the server.")).to_be_visible()


def comes_back(visitor: Visitor) -> None:
    visitor.page.context.set_offline(False)
    expect(visitor.page.get_by_text("No connection to the server.")).to_be_hidden(timeout=BACK)


def moves(page: Page, object_id: str) -> None:
    """Move a deal from the first stage to the next one."""
    card(page, object_id, "lead").get_by_role("link").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(card(page, object_id, "qualified")).to_be_visible()


def edited(page: Page, **said: str) -> None:
    """Change fields of the record on the page."""
    press(page, "Edit")
    for name, text in said.items():
        page.get_by_label(name, exact=True).fill(text)
    press(page, "Save")
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()


class TestChangesMadeMeanwhile:
    def test_are_sent_on_return_and_meet_what_others_did(self, site: Site) -> None:
        moved = site.made("Deal", title="Moved in the tunnel", stage="lead")
        both = site.made("Deal", title="Edited by two", stage="lead", amount=100.0)
        visitor = opened(site)
        page = visitor.page
        visitor.goes(f"/deals/{both}", "Edited by two")
        visitor.goes("/pipeline?q=two", "Pipeline")
        visitor.goes("/pipeline", "Pipeline")
        expect(card(page, moved, "lead")).to_be_visible()
        card(page, both, "lead").get_by_role("link").first.click()
        expect(page.get_by_role("heading", level=1, name="Edited by two")).to_be_visible()
        press(page, "Edit")
        expect(page.get_by_label("Amount")).to_be_visible()  # with all that the form is made of
        press(page, "Cancel")
        page.go_back()
        expect(card(page, moved, "lead")).to_be_visible()

        goes_away(visitor)
        card(page, moved, "lead").drag_to(page.locator('section[data-stage="qualified"]'))
        expect(card(page, moved, "qualified")).to_be_visible()
        expect(page.get_by_text("It is kept here, and sent when the server is back.").first).to_be_visible()
        card(page, both, "lead").get_by_role("link").first.click()
        edited(page, Amount="150", Notes="Talked to them on the train.")
        expect(page.get_by_text("2 changes wait.")).to_be_visible()
        expect(page.get_by_text("€150", exact=True)).to_be_visible()
        visitor.accessible()
        site.changed("Deal", both, amount=175.0, stage="proposal")
        comes_back(visitor)

        expect(page.get_by_text("One of your changes meets what others have done since.")).to_be_visible()
        assert site.stored("Deal", moved)["stage"] == "qualified"
        assert site.stored("Deal", both)["amount"] == 175.0
        expect(page.get_by_text("€175", exact=True)).to_be_visible()
        press(page, "Settle it")
        item = page.get_by_role("listitem", name="Edited by two")
        expect(item.get_by_role("group", name="Amount")).to_contain_text("€150")
        expect(item.get_by_role("group", name="Amount")).to_contain_text("€175")
        expect(item.get_by_role("button", name="Save the choice")).to_be_disabled()
        visitor.accessible()
        visitor.shot("offline")
        item.get_by_role("radio", name="Yours").check()
        press(item, "Save the choice")
        expect(page.get_by_text("All of your changes have been sent.")).to_be_visible()
        press(page.get_by_role("dialog"), "Close")
        expect(page.get_by_text("€150", exact=True)).to_be_visible()
        now = site.stored("Deal", both)
        assert (now["amount"], now["stage"], now["notes"]) == (150.0, "proposal", "Talked to them on the train.")

    def test_outlive_the_page_and_may_be_given_up(self, site: Site) -> None:
        moved, unmoved = (
            site.made("Deal", title=f"{name} over a restart", stage="lead") for name in ("Kept", "Dropped")
        )
        visitor = opened(site, keeps=True)
        page = visitor.page
        visitor.goes("/companies", "Companies")
        expect(page.get_by_role("row").nth(2)).to_be_visible()
        page.evaluate(KEPT, ["schema", '"Company","pages"'])
        visitor.goes("/pipeline", "Pipeline")
        expect(card(page, moved, "lead")).to_be_visible()
        page.evaluate(KEPT, ['"board","Deal","open"'])
        page.evaluate(READY)
        page.reload()  # the worker is in charge from the second time on
        expect(card(page, moved, "lead")).to_be_visible()

        goes_away(visitor)
        page.evaluate(HELD)
        moves(page, moved)
        with page.expect_event("dialog") as asked:
            page.close(run_before_unload=True)
        assert asked.value.type == "beforeunload"  # nobody leaves before it is kept without being asked
        asked.value.dismiss()
        page.evaluate("window.letGo = true")
        moves(page, unmoved)
        expect(page.get_by_text("2 changes wait.")).to_be_visible()  # counted once they are kept
        page.reload()
        expect(card(page, moved, "qualified")).to_be_visible()
        expect(page.get_by_text("2 changes wait.")).to_be_visible()
        press(page, "Show")
        press(page.get_by_role("listitem", name="Dropped over a restart"), "Discard mine")
        press(page.get_by_role("dialog"), "Close")
        expect(card(page, unmoved, "lead")).to_be_visible()
        page.goto("/companies/new")
        page.get_by_label("Name").fill("Tunnel Vision Ltd")
        press(page, "Add")
        expect(page.get_by_role("heading", level=1, name="Tunnel Vision Ltd")).to_be_visible()
        edited(page, Website="https://tunnel.example")
        page.get_by_role("link", name="Companies").first.click()
        expect(page.get_by_role("link", name="Tunnel Vision Ltd")).to_be_visible()
        expect(page.get_by_text("2 changes wait.")).to_be_visible()
        assert site.stored("Deal", moved)["stage"] == "lead"
        comes_back(visitor)

        expect(page.get_by_text("Your 2 changes were sent.")).to_be_visible()
        assert [site.stored("Deal", one)["stage"] for one in (moved, unmoved)] == ["qualified", "lead"]
        with site.server.store.reading(Principal.system()) as records:
            (company,) = records.find("Company", {"name": "Tunnel Vision Ltd"})
        assert company["website"] == "https://tunnel.example"

    def test_are_not_doubled_when_only_the_answer_is_lost(self, site: Site) -> None:
        visitor = opened(site)
        page = visitor.page
        visitor.goes("/companies/new", "New company")

        def lose(route: Route) -> None:
            route.fetch()
            page.context.set_offline(True)
            route.abort()

        page.wait_for_function(AHEAD)
        page.route("**/parse/classes/Company", lose)
        page.get_by_label("Name").fill("Said twice")
        press(page, "Add")
        expect(page.get_by_text("1 change waits.")).to_be_visible()
        page.unroute("**/parse/classes/Company")
        comes_back(visitor)

        expect(page.get_by_text("Your change was sent.")).to_be_visible()
        with site.server.store.reading(Principal.system()) as records:
            assert records.count("Company", {"name": "Said twice"}) == 1

    def test_of_two_tabs_are_sent_once_each(self, site: Site) -> None:
        first, second = (site.made("Deal", title=f"{name} tab", stage="lead") for name in ("First", "Second"))
        visitor = opened(site)
        tab = site.beside(visitor)
        tab.allows(AWAY)
        for one in (visitor, tab):
            one.goes("/pipeline?q=tab", "Pipeline")
            expect(card(one.page, second, "lead")).to_be_visible()
            one.page.wait_for_function(AHEAD)
        goes_away(visitor)
        moves(visitor.page, first)
        expect(tab.page.get_by_text("1 change waits.")).to_be_visible()
        moves(tab.page, second)
        for one in (visitor, tab):
            expect(one.page.get_by_text("2 changes wait.")).to_be_visible()
        comes_back(visitor)

        for one in (visitor, tab):
            expect(one.page.get_by_text("No connection to the server.")).to_be_hidden(timeout=BACK)
            expect(one.page.get_by_text("Your changes are being sent.")).to_be_hidden()
            for moved in (first, second):
                expect(card(one.page, moved, "qualified")).to_be_visible()
        with site.server.store.reading(Principal.system()) as records:
            doors = [[one["door"] for one in records.history(Pointer("Deal", moved))] for moved in (first, second)]
        assert [each.count("sync") for each in doors] == [1, 1]

    def test_that_the_server_does_not_take_stay_with_the_reason(self, site: Site) -> None:
        gone, sent = (site.made("Deal", title=f"{name} below", stage="lead") for name in ("Deleted", "Moved"))
        with site.server.store.records(Principal.system()) as records:
            company = str(records.create("Company", {"name": "Of somebody else"})["object_id"])
            idris = Pointer("_User", site.server.workspace.users.principal_named(IDRIS).user)
            shows = {"title": "Shows it", "assigned_to": idris, "company": Pointer("Company", company)}
            records.create("Deal", shows)
        visitor = opened(site)
        page = visitor.page
        visitor.goes(f"/companies/{company}", "Of somebody else")
        page.get_by_role("link", name="Pipeline").click()
        expect(card(page, sent, "lead")).to_be_visible()
        page.go_back()
        press(page, "Edit")
        expect(page.get_by_label("Website")).to_be_visible()

        goes_away(visitor)
        page.get_by_label("Website").fill("https://elsewhere.example")
        press(page, "Save")
        expect(page.get_by_text("1 change waits.")).to_be_visible()
        page.get_by_role("link", name="Pipeline").click()
        for one in (gone, sent):
            moves(page, one)
        expect(page.get_by_text("3 changes wait.")).to_be_visible()
        with site.server.store.records(Principal.system()) as records:
            records.delete("Deal", gone)
        comes_back(visitor)

        expect(page.get_by_text("2 of your changes meet what others have done since.")).to_be_visible()
        assert site.stored("Deal", sent)["stage"] == "qualified"
        expect(card(page, gone, "qualified")).to_have_count(0)
        press(page, "Settle it")
        item = page.get_by_role("listitem", name="Deleted below")
        expect(item).to_contain_text("It is not there any more")
        expect(item).to_contain_text("Lead → Qualified")
        refused = page.get_by_role("listitem", name="Of somebody else")
        expect(refused).to_contain_text("The server did not take it")
        expect(refused).to_contain_text("https://elsewhere.example")
        visitor.accessible()
        for each in (item, refused):
            press(each, "Discard mine")
        expect(page.get_by_text("All of your changes have been sent.")).to_be_visible()
