"""People, tokens, the audit trail, classes, the index, and one's own settings."""

import re

from playwright.sync_api import expect

from store.principal import Principal
from tests.web.browsing import IDRIS, MAREN, PHONE, Site, press

BEATRIZ = "Beatriz Ferraz"


def test_a_token_is_shown_once_and_revoked(site: Site) -> None:
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/admin/tokens", "Your settings")
    expect(page.get_by_text("No tokens yet")).to_be_visible()
    press(page, "New token")
    page.get_by_role("textbox", name="Name").fill("Nightly report")
    visitor.accessible()
    press(page, "Make the token")
    token = page.get_by_role("textbox", name="Token").input_value()
    headers = {"Authorization": f"Bearer {token}"}
    assert site.server.client.get("/api/auth/me", headers=headers).json()["email"] == IDRIS
    press(page, "I have kept it")

    expect(page.get_by_role("row", name="Nightly report")).to_contain_text("read, and change nothing")
    assert token not in page.content()
    visitor.accessible()
    press(page, "Revoke Nightly report")
    page.get_by_role("alertdialog").get_by_role("button", name="Revoke").click()
    expect(page.get_by_text("No tokens yet")).to_be_visible()
    assert site.server.client.get("/api/auth/me", headers=headers).status_code == 401


def test_an_admin_changes_roles_and_invites(site: Site) -> None:
    visitor = site.visitor(MAREN)
    page = visitor.page
    visitor.goes("/admin", "Admin")
    visitor.accessible()
    visitor.shot("people")
    press(page, f"Actions for {BEATRIZ}")
    page.get_by_role("menuitem", name="Change roles").click()
    page.get_by_text("Manager", exact=True).last.click()
    visitor.accessible()
    press(page, "Save")

    expect(page.get_by_text(f"Changed the roles of {BEATRIZ}.")).to_be_visible()
    expect(page.get_by_role("row", name=BEATRIZ)).to_contain_text("Manager")
    users = site.server.workspace.users
    assert "manager" in users.principal_named("beatriz.ferraz@larkfell.example").roles

    press(page, "Invite")
    press(page, "Make an invitation")
    expect(page.get_by_role("textbox", name="Invitation code")).not_to_have_value("")


def test_a_salesperson_sees_his_own_settings_and_changes(site: Site) -> None:
    with site.server.store.records(site.server.workspace.users.principal_named(IDRIS)) as records:
        records.create("Company", {"name": "Gneiss Works"})
    visitor = site.visitor(IDRIS, size=PHONE, dark=True)
    page = visitor.page
    visitor.goes("/admin/people", "Your settings")
    expect(page.get_by_role("link", name="People")).to_have_count(0)
    expect(page.get_by_role("row", name="Gneiss Works").first).to_contain_text("added")
    visitor.accessible()
    page.get_by_role("link", name="Profile").click()
    page.get_by_role("textbox", name="Time zone").fill("Mars/Olympus")
    press(page, "Save")
    visitor.allows("422")
    expect(page.get_by_role("alert")).to_contain_text("There is no time zone")
    page.get_by_role("textbox", name="Time zone").fill("Asia/Tokyo")
    press(page, "Save")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert site.server.workspace.users.principal_named(IDRIS).time_zone == "Asia/Tokyo"


def test_a_wrong_password_does_not_end_the_session(site: Site) -> None:
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/admin/profile", "Your settings")
    page.get_by_label("Password until now").fill("not this one")
    page.get_by_label("New password").fill("correct horse battery")
    press(page, "Change the password")
    visitor.allows("401")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    visitor.accessible()


def test_the_audit_trail_is_narrowed_down_to_a_run(site: Site) -> None:
    store, users = site.server.store, site.server.workspace.users
    with store.records(users.principal_named(IDRIS)) as records:
        deal = records.create("Deal", {"title": "Marble yard", "amount": 5.0})["object_id"]
    with store.records(users.principal_named(IDRIS)) as records:
        records.update("Deal", deal, {"amount": 7.0})
    visitor = site.visitor(MAREN)
    page = visitor.page
    visitor.goes(f"/admin/audit?class=Deal&id={deal}", "Admin")
    rows = page.get_by_role("row").filter(has_text="Marble yard")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text(re.compile("Amount €5 → €7"))
    expect(page.get_by_role("combobox", name="Record")).to_have_value("Marble yard")
    visitor.accessible()
    visitor.shot("audit")
    press(page, "Clear filters")
    expect(page.get_by_role("button", name="Show earlier changes")).to_be_visible()


def test_classes_are_described_planned_and_applied(site: Site) -> None:
    visitor = site.visitor(MAREN)
    page = visitor.page
    visitor.goes("/admin/classes", "Admin")
    page.get_by_role("textbox", name="What the CRM shall be").fill(
        "Make a CRM of these classes.\n\nSchema:\n\n1. Warehouse: "
        "name (String, required), gates (Array, optional), terms (Object, optional)\n"
    )
    press(page, "Make a plan")
    plan = page.get_by_role("group", name="The plan")
    expect(plan).to_contain_text("Warehouse")
    visitor.accessible()
    plan.evaluate("plan => plan.scrollIntoView({ block: 'end' })")
    visitor.shot("plan")
    if plan.get_by_role("checkbox").count():
        plan.get_by_role("checkbox").check()
    press(page, "Apply the plan")
    page.get_by_role("alertdialog").get_by_role("button", name="Apply the plan").click()

    expect(page.get_by_text("The plan was applied.")).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Warehouses").click()
    expect(page.get_by_role("heading", name="No warehouses yet")).to_be_visible()
    visitor.accessible()
    page.get_by_role("link", name="New warehouse").first.click()
    page.get_by_role("textbox", name="Name").fill("Quay 4")
    press(page, "Add to gates")
    page.keyboard.type("north")
    page.keyboard.press("Enter")
    page.keyboard.type("7")
    page.get_by_role("textbox", name="Terms").fill('{"days": 30')
    press(page, "Add")
    expect(page.get_by_text("This is not a JSON object")).to_be_visible()
    expect(page.get_by_role("textbox", name="Terms")).to_be_focused()
    visitor.accessible()
    page.get_by_role("textbox", name="Terms").fill('{"days": 30}')
    press(page, "Add")
    expect(page.get_by_role("heading", level=1, name="Quay 4")).to_be_visible()
    with site.server.store.reading(Principal.system()) as records:
        (made,) = records.find("Warehouse")
    assert (made["gates"], made["terms"]) == (["north", 7], {"days": 30})

    # What only looks like something of Parse is an object as any other, and keeps nobody from his records.
    site.changed("Warehouse", str(made["object_id"]), terms={"__type": "Polygon"}, gates=[{"__type": "GeoPoint"}])
    expect(page.get_by_role("definition").filter(has_text="__type: Polygon")).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Warehouses").click()
    expect(page.get_by_role("row", name="Quay 4")).to_contain_text("GeoPoint")


def test_the_index_tells_how_far_it_is(site: Site) -> None:
    site.server.store.index.catch_up()
    visitor = site.visitor(MAREN)
    page = visitor.page
    visitor.goes("/admin/index", "Admin")
    expect(page.get_by_text("Everything is indexed.")).to_be_visible()
    visitor.accessible()
    press(page, "Build it anew")
    page.get_by_role("alertdialog").get_by_role("button", name="Build it anew").click()
    expect(page.get_by_text("The index is being built anew.")).to_be_visible()
