"""The REST door and live queries, asked as apps ask them, beside what Parse Server takes for the same.

Search by meaning is off, since Parse Server has none: docs/memory.md tells what the vectors of new records take.
"""

import asyncio
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import psutil

from bench.listeners import WHERE, heard
from bench.load import Ask, loaded
from bench.serving import cpu, server_cpu, serving, settle
from bench.world import STAGES, world
from store.sessions import Sessions
from store.store import Store
from store.transfer.loading import import_state
from store.users import Users

PEOPLE = 4
COMPANIES = 200
LISTENERS = 100
ROUNDS = 30
AT_ONCE = (1, 16)
TRIES = 3
"""How often each row is measured; the best one counts, since other programs share the machine."""
WARM = 50
"""Requests before the first that counts."""
GET, PAGE, CREATE, UPDATE = "get a deal", "pipeline page with companies", "create a deal", "update a deal"
ASKED = urlencode({"where": json.dumps(WHERE), "order": "expectedCloseDate", "limit": 100, "include": "company"})
SHARED = "de0"
"""A deal that everybody may read."""
LASTS = timedelta(days=1)

THEIRS = {
    (GET, 1): 2.3,
    (GET, 16): 2.1,
    (PAGE, 1): 21.5,
    (PAGE, 16): 18.3,
    (CREATE, 1): 3.7,
    (CREATE, 16): 2.4,
    (UPDATE, 1): 5.6,
    (UPDATE, 16): 4.1,
}
"""CPU ms of a request to parse-server 9.10.0, with its PostgreSQL's, on such a machine: two cores, 10,000 deals."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one kind of request costs."""

    what: str
    at_once: int
    rate: float
    """Requests a second."""
    median: float
    """Milliseconds until the answer, or until the last one has heard of a change."""
    late: float
    """The 95th percentile of these."""
    server: float
    """CPU milliseconds of a request."""
    database: float
    """The same of the database's processes, where it has its own."""

    @property
    def both(self) -> float:
        """The CPU milliseconds of a request, all together."""
        return self.server + self.database

    @property
    def theirs(self) -> float | None:
        """What Parse Server takes for it, where that was measured."""
        return THEIRS.get((self.what, self.at_once))


def rest_figures(store: Store, database: int | None, deals: int, requests: int) -> Iterator[Row]:
    """Yield what each kind of request costs, on an empty workspace that gets so many deals.

    Args:
        store: The workspace; it is closed.
        database: The process id of its database server, if it has one.
        deals: How many.
        requests: Of each kind that are measured.
    """
    import_state(store, _world(deals))
    sessions = Sessions(Users(store), lasts=LASTS)
    tokens = [sessions.start(f"rep{n}") for n in range(PEOPLE + LISTENERS)]
    url = store.engine.url.render_as_string(hide_password=False)
    store.close()
    with TemporaryDirectory() as home, serving(Path(home), url, PARLEY_EMBEDDINGS="off") as (address, process):
        settle(process)
        work = Work(address, process, database, tokens, deals)
        yield from work.rows(requests)
        yield from work.heard()


class Work:
    """The pieces of work, and who does them."""

    def __init__(
        self, address: str, process: psutil.Process, database: int | None, tokens: list[str], deals: int
    ) -> None:
        self._address = address
        self._process = process
        self._database = database
        self._tokens = tokens
        self._deals = deals
        self._numbers = count()

    def rows(self, requests: int) -> Iterator[Row]:
        """Yield what requests cost, one at a time and several at once."""
        asked: dict[str, Ask] = {GET: self._get, PAGE: self._page, CREATE: self._create, UPDATE: self._update}
        for what, ask in asked.items():
            for at_once in AT_ONCE:
                loaded(self._address, ask, requests=WARM, at_once=at_once)
                yield min((self._asked(what, ask, requests, at_once) for _ in range(TRIES)), key=lambda row: row.both)

    def heard(self) -> Iterator[Row]:
        """Yield what a change costs, and how long it takes until a hundred have heard of it."""
        for what, tokens in (
            ("a change, to 100 apps of one user", self._tokens[:1] * LISTENERS),
            ("a change, to apps of 100 users", self._tokens[PEOPLE:]),
        ):
            before: list[tuple[float, float]] = []
            began = partial(self._note, before)
            times = asyncio.run(heard(self._address, tokens, self._change, ROUNDS, began))
            yield self._row(what, LISTENERS, times, sum(times), before[0])

    def _note(self, spent: list[tuple[float, float]]) -> None:
        spent.append(self._spent())

    def _asked(self, what: str, ask: Ask, requests: int, at_once: int) -> Row:
        before, begun = self._spent(), time.perf_counter()
        times = loaded(self._address, ask, requests=requests, at_once=at_once)
        return self._row(what, at_once, times, time.perf_counter() - begun, before)

    def _row(self, what: str, at_once: int, times: list[float], wall: float, before: tuple[float, float]) -> Row:
        server, database = (
            (now - then) * 1000 / len(times) for now, then in zip(self._spent(), before, strict=True)
        )  # fmt: skip
        late = quantiles(times, n=20)[-1]
        return Row(what, at_once, len(times) / wall, median(times) * 1000, late * 1000, server, database)

    def _spent(self) -> tuple[float, float]:
        return cpu(self._process), server_cpu(self._database)

    def _change(self, number: int) -> None:
        loaded(self._address, lambda _: self._changed(number), requests=1, at_once=1)

    def _changed(self, number: int) -> tuple[str, str, str, bytes]:
        return self._put(0, {"stage": "proposal", "amount": number + next(self._numbers)})

    def _get(self, number: int) -> tuple[str, str, str, bytes]:
        deal = number * 7 % self._deals
        return "GET", f"/parse/classes/Deal/de{deal}", self._tokens[deal % PEOPLE], b""

    def _page(self, number: int) -> tuple[str, str, str, bytes]:
        return "GET", f"/parse/classes/Deal?{ASKED}", self._tokens[number % PEOPLE], b""

    def _create(self, number: int) -> tuple[str, str, str, bytes]:
        values = {"title": f"New business {next(self._numbers)}", "amount": 1_000 + number, "stage": "lead"}
        return "POST", "/parse/classes/Deal", self._tokens[number % PEOPLE], json.dumps(values).encode()

    def _update(self, _: int) -> tuple[str, str, str, bytes]:
        number = next(self._numbers)
        return self._put(1 + number * 7 % (self._deals - 1), {"stage": STAGES[number % len(STAGES)]})

    def _put(self, deal: int, values: dict[str, object]) -> tuple[str, str, str, bytes]:
        return "PUT", f"/parse/classes/Deal/de{deal}", self._tokens[deal % PEOPLE], json.dumps(values).encode()


def _world(deals: int) -> dict[str, list[dict[str, object]]]:
    """Return a state as Parse Server was measured with: four people and 200 companies. And a hundred who listen."""
    made = world(deals, people=PEOPLE, companies=COMPANIES)
    names = [f"rep{n}" for n in range(PEOPLE, PEOPLE + LISTENERS)]
    made["users"] += [{"id": one, "name": one, "email": f"{one}@example.com", "role": "rep"} for one in names]
    made["deals"][0] |= {"acl": {"*": "read"}}
    return made
