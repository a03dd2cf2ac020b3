"""A browser in front of a served workspace, and the people who use it."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Playwright, expect

from store.principal import Principal
from store.rows import Row
from tests.api.serving import Server

HERE = Path(__file__).parents[2]
STATIC = Path(os.environ.get("PARLEY_PAGES", HERE / "api" / "web" / "static"))
"""The built pages; others than the usual while somebody works on them: `npx vite build --outDir FOLDER`."""
AXE = HERE / "web" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
SHOTS = HERE / "docs" / "screenshots"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
BLOCKED = re.compile("Service Worker registration blocked by Playwright")
PATIENCE = 30_000
"""Milliseconds that something may take to be seen."""
BACK = 40_000
"""Milliseconds until a page has noticed that the server is there again."""
IDRIS = "idris.bowen@larkfell.example"
BEATRIZ = "beatriz.ferraz@larkfell.example"
MAREN = "maren.hollis@larkfell.example"
"""Two salespeople of the sample, and their admin."""
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
TABS = 60
"""How often somebody presses Tab at most until he is where he wants to be."""
AHEAD = """() => ["Toasts-", "Waiting-", "MenuList-"].every((part) =>
  performance.getEntriesByType("resource").some(({ name }) => name.includes("/assets/" + part)))"""
"""Whether the page has loaded what tells that there is no server."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CHECK = """\
async (rules) => {
  // What was read out, and is empty again; and hints of buttons, which stand beside everything.
  const said = { exclude: ["[data-live-announcer]", "[data-overlay-container]:has(> [role=tooltip])"] };
  const found = await axe.run(said, { runOnly: { type: "tag", values: rules }, preload: false });
  return found.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.slice(0, 5).map(({ html, any }) => html.slice(0, 200) + " " + (any[0]?.message ?? "")),
  }));
}"""


def missing() -> str | None:
    """Why there is nothing to browse with, or nothing to be seen; none where all is there."""
    if not CHROMIUM.exists():
        return "Chromium is not installed: apt-get install chromium"
    if not (STATIC / "index.html").exists() or not AXE.exists():
        return "The web app has not been built: make web, which needs Node 20 or newer"
    return None


def launched(playwright: Playwright) -> Browser:
    """A headless browser that asks nobody outside."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


def press(within: Page | Locator, name: str) -> None:
    """Press a button."""
    within.get_by_role("button", name=name, exact=True).click()


def card(page: Page, deal: str, stage: str) -> Locator:
    """A deal on the board, in a stage."""
    return page.locator(f'section[data-stage="{stage}"] [data-card="{deal}"]')


def tabs_to(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """Go to a place with the Tab key alone."""
    for _ in range(TABS):
        if wanted.evaluate("(place) => place === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    expect(wanted).to_be_focused()


@dataclass
class Visitor:
    """Somebody in front of a page, who notices all that goes wrong on it."""

    page: Page
    shots: bool = False
    allowed: list[re.Pattern[str]] = field(default_factory=lambda: [BLOCKED])
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._hears)
        self.page.on("pageerror", lambda error: self.wrong.append(f"thrown: {error}"))

    def goes(self, path: str, heading: str | None = None) -> None:
        """Go to a page, and wait for its heading."""
        self.page.goto(path)
        if heading is not None:
            expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    def allows(self, pattern: str) -> None:
        """Take a message on the console for what the test is about, and for no fault."""
        self.allowed.append(re.compile(pattern))

    def accessible(self) -> None:
        """See to it that axe-core finds nothing on the page as it is."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        self.page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")
        found = self.page.evaluate(CHECK, RULES)
        assert not found, json.dumps(found, indent=2)

    def shot(self, name: str) -> None:
        """Keep a picture of the page for the documents, when these are asked for."""
        if self.shots:
            SHOTS.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=SHOTS / f"{name}.png", animations="disabled", caret="hide")

    def faults(self) -> list[str]:
        """What went wrong and was not allowed to."""
        return [one for one in self.wrong if not any(pattern.search(one) for pattern in self.allowed)]

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")


@dataclass
class Site:
    """A served workspace as browsers see it."""

    server: Server
    browser: Browser
    shots: bool = False
    opened: list[tuple[BrowserContext, Visitor]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return str(self.server.client.base_url).rstrip("/")

    def visitor(
        self, user: str | None = None, *, size: dict[str, int] | None = None, dark: bool = False, keeps: bool = False
    ) -> Visitor:
        """Open a browser of its own for a user, named by his e-mail address, who has signed in; or for nobody yet.

        Only a browser that `keeps` the pages has them without the server; then Playwright sees no request for a file.
        """
        context = self.browser.new_context(
            base_url=self.url,
            viewport=size or WIDE,  # type: ignore[arg-type]
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Berlin",
            service_workers="allow" if keeps else "block",
        )
        if user is not None:
            kept = json.dumps(json.dumps(self.signed_in(user)))
            context.add_init_script(
                f"localStorage.getItem('parley.was') || localStorage.setItem('parley.session', {kept})"
            )
            context.add_init_script("localStorage.setItem('parley.was', 'yes')")  # whoever signs out stays signed out
        visitor = Visitor(context.new_page(), self.shots)
        self.opened.append((context, visitor))
        return visitor

    def beside(self, visitor: Visitor) -> Visitor:
        """Another tab of the same browser."""
        tab = Visitor(visitor.page.context.new_page(), self.shots)
        self.opened.append((visitor.page.context, tab))
        return tab

    def made(self, cls: str, by: str = IDRIS, **values: object) -> str:
        """Make a record of a user and return its id."""
        with self.server.store.records(self.server.workspace.users.principal_named(by)) as records:
            return str(records.create(cls, values)["object_id"])

    def changed(self, cls: str, object_id: str, **values: object) -> None:
        """Change a record behind the pages' back."""
        with self.server.store.records(Principal.system()) as records:
            records.update(cls, object_id, values)

    def stored(self, cls: str, object_id: str) -> Row:
        """A record as the server has it."""
        with self.server.store.reading(Principal.system()) as records:
            return records.get(cls, object_id)

    def stage(self, deal: str) -> object:
        """The stage of a deal."""
        return self.stored("Deal", deal)["stage"]

    def signed_in(self, user: str) -> dict[str, Any]:
        """A session of a user, as pages keep it."""
        principal = self.server.workspace.users.principal_named(user)
        token = self.server.sessions().start(principal.user)
        me = self.server.client.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"}).json()
        return {"token": token, "user": me}

    @contextmanager
    def open(self) -> Iterator["Site"]:
        """Let a test use it; close what it opened, and see to it that nothing went wrong on any page."""
        try:
            yield self
            faults = [fault for _, visitor in self.opened for fault in visitor.faults()]
            assert not faults, "\n".join(faults)
        finally:
            for context in {id(one): one for one, _ in self.opened}.values():
                context.close()
            self.opened.clear()
