"""Bringing a sheet in, taking it back, and taking one out."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from store.principal import Principal
from tests.web.browsing import IDRIS, Site, press

SHEET = """\
Name,Branche,City
Basalt Bakery,Food,Bremen
Slate Storage,Logistics,Kiel
,Food,Nowhere
"""


def named(site: Site, name: str) -> int:
    with site.server.store.reading(Principal.system()) as records:
        return len(records.find("Company", {"name": name}))


def step(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="Row by row").get_by_role("row").filter(has_text=name)


def test_a_sheet_is_tried_brought_in_and_taken_back(site: Site) -> None:
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/transfer?of=companies", "Import and export")
    page.get_by_role("textbox", name="Paste rows").fill(SHEET)
    press(page, "Preview")

    expect(page.get_by_text("1 row cannot be imported")).to_be_visible()
    expect(step(page, "Basalt Bakery")).to_contain_text("new")
    expect(page.get_by_role("button", name="Import 2 rows")).to_be_disabled()
    page.get_by_role("button", name="Column Branche is taken for").click()
    page.get_by_role("option", name="Industry").click()
    expect(step(page, "Basalt Bakery")).to_contain_text("Industry")
    visitor.accessible()
    visitor.shot("import")
    assert named(site, "Basalt Bakery") == 0

    page.get_by_text("Import the other rows without them").click()
    press(page, "Import 2 rows")
    expect(page.get_by_role("heading", name="Import finished")).to_be_visible()
    assert named(site, "Basalt Bakery") == named(site, "Slate Storage") == 1

    press(page, "Undo the import")
    visitor.accessible()
    page.get_by_role("alertdialog").get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("heading", name="Import undone")).to_be_visible()
    assert named(site, "Basalt Bakery") == named(site, "Slate Storage") == 0


def test_an_import_is_undone_later_from_the_timeline_of_what_it_brought(site: Site) -> None:
    with site.server.store.records(site.server.workspace.users.principal_named(IDRIS)) as records:
        records.create("Company", {"name": "Marl Mills"})
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/transfer?of=companies", "Import and export")
    page.get_by_role("textbox", name="Paste rows").fill("Name\nChert Chocolate\nMarl Mills\n")
    press(page, "Preview")
    expect(step(page, "Marl Mills")).to_contain_text("duplicate")
    expect(page.get_by_role("link", name="Marl Mills")).to_be_visible()  # which one it is
    press(page, "Import 1 row")
    page.get_by_role("link", name="See the companies").click()
    page.get_by_role("link", name="Chert Chocolate").click()
    page.get_by_role("link", name="Show the import").click()
    press(page, "Undo this run")
    visitor.accessible()
    page.get_by_role("alertdialog").get_by_role("button", name="Undo").click()

    expect(page.get_by_text("Taken back.", exact=True)).to_be_visible()
    assert named(site, "Chert Chocolate") == 0


def test_a_file_is_read_as_spreadsheets_save_it(site: Site, tmp_path: Path) -> None:
    sheet = tmp_path / "firmen.csv"
    sheet.write_bytes("Name;City\nMüller & Söhne;Köln\n".encode("cp1252"))
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/transfer?of=companies", "Import and export")
    with page.expect_file_chooser() as chooser:
        press(page, "Choose a file")
    chooser.value.set_files(sheet)

    expect(step(page, "Müller & Söhne")).to_contain_text("new")
    expect(page.get_by_text("columns parted by semicolons")).to_be_visible()


def test_a_list_is_taken_out_as_it_is_filtered(site: Site) -> None:
    with site.server.store.records(site.server.workspace.users.principal_named(IDRIS)) as records:
        for name in ("Feldspar One", "Feldspar Two"):
            records.create("Company", {"name": name})
    visitor = site.visitor(IDRIS)
    page = visitor.page
    visitor.goes("/companies?q=feldspar", "Companies")
    page.get_by_role("link", name="Export").click()
    expect(page.get_by_text("2 companies in the file")).to_be_visible()
    visitor.accessible()
    with page.expect_download() as download:
        press(page, "Download")

    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert download.value.suggested_filename == "companies.csv"
    assert len(lines) == 3
    assert all("Feldspar" in line for line in lines[1:])
