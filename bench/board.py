"""The board in a browser, with many open deals: opening it, scrolling, dragging, and what others do meanwhile."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from httpx2 import Client
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.serving import serving, settle
from bench.world import world
from store.principal import Principal
from store.sessions import Sessions
from store.store import Store
from store.transfer.loading import import_state
from store.users import Users

DEALS = 3_000
"""A third of them has ended: 2,000 are on the board, 500 in each column."""
OPENED = 5
WHEELS = 240
STEPS = 40
OTHERS = 20
FRAME = 1_000 / 60
LATE = 1.5
"""Frames that a frame may take before one is missing."""
LASTS = timedelta(hours=1)
WAIT = 60_000
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
PAGES = Path(__file__).parents[1] / "api" / "web" / "static" / "index.html"
TRACE = Path("build") / "board.trace.json"
"""What the browser did while it was scrolled and dragged, for its own tools (`chrome://tracing`)."""
CARD = "section[data-stage] [data-card]"
WATCH = """() => {
  const seen = (window.seen = { frames: [], long: [], on: true });
  const frame = (at) => { seen.frames.push(at); if (seen.on) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((one) => one.duration)))
    .observe({ entryTypes: ["longtask"] });
}"""
SEEN = """() => { window.seen.on = false; return { frames: window.seen.frames, long: window.seen.long }; }"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a stretch of work on a page took."""

    frames: int
    dropped: int
    long: list[float]
    """Milliseconds of tasks of 50 and more."""
    script: float
    """Milliseconds that scripts ran, without layout and painting."""

    def __str__(self) -> str:
        tasks = f"{len(self.long)} long tasks" + (f", the longest {max(self.long):.0f} ms" if self.long else "")
        share = self.script / max(self.frames, 1)
        return f"{self.dropped} of {self.frames + self.dropped} frames dropped, {tasks}, {share:.1f} ms script a frame"


def board_figures() -> Iterator[tuple[str, str]]:
    """Yield what was measured and the figure.

    Raises:
        RuntimeError: There is no browser, or the pages have not been built.
    """
    if not CHROMIUM.exists() or not PAGES.exists():
        raise RuntimeError("The board takes Chromium (apt-get install chromium) and the pages (make web).")
    with TemporaryDirectory() as home:
        store = Store.open(f"sqlite:///{home}/crm.db")
        import_state(store, world(DEALS, people=1))
        token = Sessions(Users(store), lasts=LASTS).start("rep0")
        with serving(Path(home), str(store.engine.url), PARLEY_EMBEDDINGS="off") as (address, process):
            settle(process)
            yield from _figures(store, address, token)
        store.close()


def _figures(store: Store, address: str, token: str) -> Iterator[tuple[str, str]]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        times, scripts = zip(*(_opened(browser, address, token) for _ in range(OPENED)), strict=True)
        yield "opened: until the cards are there, ms", f"{median(times):.0f}"
        yield "  of it scripts, ms", f"{median(scripts):.0f}"
        with _board(browser, address, token) as (page, counted):
            yield "cards that the page holds", str(page.locator(CARD).count())
            yield "memory of its scripts, MB", f"{_metrics(counted)['JSHeapUsedSize'] / 1e6:.0f}"
            TRACE.parent.mkdir(exist_ok=True)
            browser.start_tracing(page=page, path=TRACE)
            yield "scrolled through a column", str(_scrolled(page, counted))
            yield "a card dragged across four columns", str(_dragged(page, counted))
            browser.stop_tracing()
            yield f"{OTHERS} deals that somebody else moves", str(_moved(store, page, counted))
        browser.close()


def _opened(browser: Browser, address: str, token: str) -> tuple[float, float]:
    with _board(browser, address, token) as (page, counted):
        return page.evaluate("performance.now()"), _metrics(counted)["ScriptDuration"] * 1_000


def _scrolled(page: Page, counted: CDPSession) -> Seen:
    box = page.locator('section[data-stage="lead"]').bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 100, box["y"] + 300)
    with _watched(page, counted) as seen:
        for step in range(WHEELS):
            page.mouse.wheel(0, 240 if step < WHEELS / 2 else -240)
    return seen[0]


def _dragged(page: Page, counted: CDPSession) -> Seen:
    card = page.locator('section[data-stage="lead"] [data-card]').first.bounding_box()
    assert card is not None
    with _watched(page, counted) as seen:
        x, y = card["x"] + 60, card["y"] + 60
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 900, y + 100, steps=STEPS)
        page.mouse.move(x + 300, y + 100, steps=STEPS)
        page.mouse.up()
        page.get_by_text("Moved ").first.wait_for()
    return seen[0]


def _moved(store: Store, page: Page, counted: CDPSession) -> Seen:
    """Move deals of a column as somebody else, one after the other, until the board shows the last one elsewhere."""
    ids = page.locator('section[data-stage="negotiation"] [data-card]').evaluate_all(
        "(all) => all.map((one) => one.dataset.card)"
    )[:OTHERS]
    with _watched(page, counted) as seen:
        for object_id in ids:
            with store.records(Principal.system()) as records:
                records.update("Deal", object_id, {"stage": "lead"})
        page.wait_for_selector(f'section[data-stage="negotiation"] [data-card="{ids[-1]}"]', state="detached")
    return seen[0]


@contextmanager
def _watched(page: Page, counted: CDPSession) -> Iterator[list[Seen]]:
    """Count frames and tasks of what is done meanwhile; afterwards the list holds it."""
    found: list[Seen] = []
    before = _metrics(counted)["ScriptDuration"]
    page.evaluate(WATCH)
    yield found
    said = page.evaluate(SEEN)
    frames: list[float] = said["frames"]
    gaps = [late - early for early, late in pairwise(frames)]
    dropped = sum(round(gap / FRAME) - 1 for gap in gaps if gap > LATE * FRAME)
    script = (_metrics(counted)["ScriptDuration"] - before) * 1_000
    found.append(Seen(len(frames), dropped, said["long"], script))


def _metrics(counted: CDPSession) -> dict[str, float]:
    return {one["name"]: one["value"] for one in counted.send("Performance.getMetrics")["metrics"]}


@contextmanager
def _board(browser: Browser, address: str, token: str) -> Iterator[tuple[Page, CDPSession]]:
    """Show the board in a browser of its own, whose user has signed in, without the chat; and count its work."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900}, service_workers="block")
    with Client(base_url=address) as client:
        me: Any = client.get("/api/auth/me", headers={"Authorization": f"Bearer {token}"}).json()
    session = json.dumps(json.dumps({"token": token, "user": me}))
    context.add_init_script(f"localStorage['parley.session'] = {session}; localStorage['parley.chat'] = 'closed'")
    page = context.new_page()
    page.set_default_timeout(WAIT)
    counted = context.new_cdp_session(page)
    counted.send("Performance.enable")
    page.goto("/pipeline")
    page.wait_for_selector(CARD)
    yield page, counted
    context.close()
