"""What happens between two people and their browsers, by keys alone, and on bad days."""

import re

from playwright.sync_api import Dialog, Locator, Page, expect

from store.principal import Principal
from tests.store.people import PASSWORD
from tests.web.browsing import AHEAD, BACK, IDRIS, SCRIPT, Site, Visitor, card, tabs_to
from tests.web.relay import relayed

GONE = "ERR_CONNECTION_(REFUSED|RESET|CLOSED)|ERR_EMPTY_RESPONSE|WebSocket"
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 60_000, "uploadThroughput": 30_000}
"""A network as on a train: 300 ms there and back, 60 kB a second."""


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Assistant")


def without_chat(visitor: Visitor) -> Page:
    visitor.page.add_init_script("localStorage.setItem('parley.chat', 'closed')")
    return visitor.page


def test_what_one_says_in_the_chat_moves_the_card_on_the_board_of_another(site: Site) -> None:
    company = site.made("Company", name="Acme")
    deal = site.made("Deal", title="Acme rollout", stage="qualified", company={"cls": "Company", "id": company})
    one, other = site.visitor(IDRIS), site.visitor("maren.hollis@larkfell.example")
    without_chat(other)
    other.goes("/pipeline?q=acme", "Pipeline")
    expect(card(other.page, deal, "qualified")).to_be_visible()
    one.goes("/companies", "Companies")
    message = panel(one.page).get_by_role("textbox", name="Message to the assistant")
    message.fill("move the Acme deal to proposal")

    message.press("Enter")

    expect(card(other.page, deal, "proposal")).to_be_visible()
    expect(card(other.page, deal, "qualified")).to_have_count(0)
    assert site.stage(deal) == "proposal"


def test_the_keyboard_alone_signs_in_moves_a_card_and_approves_one(site: Site) -> None:
    email = "kay.moss@larkfell.example"
    joined = {"username": "Kay Moss", "email": email, "password": PASSWORD}
    assert site.server.client.post("/api/auth/sign-up", json=joined).status_code == 201
    company = site.made("Company", by=email, name="Keys Works")
    deals = [
        site.made("Deal", by=email, title=f"Keys {place}", stage="lead", company={"cls": "Company", "id": company})
        for place in ("north", "middle", "south")
    ]
    visitor = site.visitor()
    page, keys = visitor.page, visitor.page.keyboard
    visitor.goes("/", "Sign in")
    tabs_to(page, page.locator("input[name=username]"))
    keys.type("Kay Moss")
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(card(page, deals[0], "lead")).to_be_visible()

    tabs_to(page, page.get_by_role("link", name="Skip to the page"))
    keys.press("Enter")
    tabs_to(page, card(page, deals[0], "lead").get_by_role("link"))
    keys.press("Shift+ArrowRight")
    expect(card(page, deals[0], "qualified").get_by_role("link")).to_be_focused()

    keys.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    keys.type("move all deals of Keys Works to proposal")
    keys.press("Control+Enter")
    shown = panel(page).get_by_role("group", name="Shall I make these 3 changes?")
    expect(shown).to_be_visible()
    tabs_to(page, shown.get_by_role("button", name="Approve"), back=True)
    keys.press("Enter")

    for deal in deals:
        expect(card(page, deal, "proposal")).to_be_visible()
    assert {site.stage(deal) for deal in deals} == {"proposal"}


def test_a_server_that_goes_and_comes_back_loses_nothing(site: Site) -> None:
    deal = site.made("Deal", title="Through the outage", stage="lead")
    visitor = site.visitor(IDRIS)
    visitor.allows(GONE)
    page = without_chat(visitor)
    base = site.server.client.base_url
    with relayed(base.host, base.port or 80) as relay:
        visitor.goes(f"{relay.url}/pipeline", "Pipeline")
        expect(card(page, deal, "lead")).to_be_visible()
        page.wait_for_function(AHEAD)

        relay.cut()
        card(page, deal, "lead").get_by_role("link").focus()
        page.keyboard.press("Shift+ArrowRight")
        expect(page.get_by_text("No connection to the server.")).to_be_visible()
        expect(card(page, deal, "qualified")).to_be_visible()
        assert site.stage(deal) == "lead"
        relay.mend()

        expect(page.get_by_text("Your change was sent.")).to_be_visible(timeout=BACK)
        expect(page.get_by_text("No connection to the server.")).to_be_hidden()
        assert site.stage(deal) == "qualified"
        with site.server.store.records(Principal.system()) as records:
            records.update("Deal", deal, {"stage": "proposal"})
        expect(card(page, deal, "proposal")).to_be_visible(timeout=BACK)  # live again


def test_a_slow_network_shows_what_is_done_before_the_server_has_it(site: Site) -> None:
    deal = site.made("Deal", title="On a slow train", stage="lead")
    visitor = site.visitor(IDRIS)
    page = without_chat(visitor)
    page.set_default_timeout(60_000)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    page.goto("/pipeline?q=train")
    expect(page.get_by_role("heading", level=1, name="Pipeline")).to_be_visible(timeout=60_000)
    expect(card(page, deal, "lead")).to_be_visible(timeout=60_000)

    card(page, deal, "lead").get_by_role("link").focus()
    with page.expect_request_finished(lambda request: request.url.endswith(f"/parse/classes/Deal/{deal}")):
        page.keyboard.press("Shift+ArrowRight")
        expect(card(page, deal, "qualified")).to_be_visible()

    expect(page.get_by_text("Moved On a slow train to Qualified.").first).to_be_visible(timeout=60_000)
    assert site.stage(deal) == "qualified"


def test_names_are_text_on_the_board_however_long_they_are_and_whatever_they_say(site: Site) -> None:
    long = site.made("Deal", title="Long " * 180, stage="lead")
    script = site.made("Deal", title=SCRIPT, stage="lead")
    visitor = site.visitor(IDRIS)
    page = without_chat(visitor)
    alerts: list[str] = []

    def alerted(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", alerted)
    visitor.goes("/pipeline", "Pipeline")

    expect(card(page, script, "lead")).to_contain_text(SCRIPT)
    box, column = card(page, long, "lead").bounding_box(), page.locator('section[data-stage="lead"]').bounding_box()
    assert box
    assert column
    assert box["width"] <= column["width"]
    card(page, script, "lead").get_by_role("link").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_text(re.compile(r"Moved <script>")).first).to_be_visible()
    visitor.accessible()
    assert alerts == []
