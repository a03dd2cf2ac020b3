"""The store at work: what a page, a record, totals and a change cost."""

from collections.abc import Callable, Iterator
from itertools import count

from bench.timing import Figure, timed
from bench.world import word
from store.principal import Principal
from store.store import Store

REP = Principal("rep7", frozenset({"rep"}))
MANAGER = Principal("rep199", frozenset({"manager"}))
PAGE = 100
MINE = "de7"


class Working:
    """The pieces of work, on one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._numbers = count(1)
        self._said = [word(7).casefold(), word(7 % 50)[:-1].casefold()]

    def page(self, who: Principal) -> None:
        """Read a page of deals in a stage, by date, and their companies."""
        with self._store.reading(who) as records:
            rows = records.find("Deal", {"stage": "proposal"}, order=["expected_close_date"], limit=PAGE)
            records.get_many("Company", sorted({row["company"].id for row in rows if row["company"]}))

    def get(self, cls: str, object_id: str) -> None:
        """Read one record."""
        with self._store.reading(REP) as records:
            records.get(cls, object_id)

    def totals(self, who: Principal) -> None:
        """Add up the deals by stage."""
        with self._store.reading(who) as records:
            records.totals("Deal", of="amount", by="stage")

    def count(self) -> None:
        """Count companies."""
        with self._store.reading(REP) as records:
            records.count("Company")

    def update(self) -> None:
        """Change a deal."""
        with self._store.records(REP) as records:
            records.update("Deal", MINE, {"amount": float(next(self._numbers))})

    def create(self) -> None:
        """Add a deal."""
        with self._store.records(REP) as records:
            records.create("Deal", {"title": f"New business {next(self._numbers)}"})

    def names(self) -> None:
        """Look up the words of a sentence."""
        with self._store.reading(REP) as records:
            records.named(["move", "the", *self._said, "deal", "to", "proposal"])


def store_figures(store: Store, times: int, server: int | None) -> Iterator[tuple[str, Figure]]:
    """Yield what is measured and its figure."""
    work = Working(store)
    measured: list[tuple[str, Callable[[], object]]] = [
        ("pipeline page with companies, a rep", lambda: work.page(REP)),
        ("pipeline page with companies, a manager", lambda: work.page(MANAGER)),
        ("get a deal by id", lambda: work.get("Deal", MINE)),
        ("get a company by id (related rule)", lambda: work.get("Company", "co7")),
        ("totals by stage, a rep", lambda: work.totals(REP)),
        ("totals by stage, a manager", lambda: work.totals(MANAGER)),
        ("count companies, a rep", work.count),
        ("update a deal, with its change row", work.update),
        ("create a deal, with its change row", work.create),
        ("find names in a sentence of 7 words", work.names),
    ]
    for what, piece in measured:
        yield what, timed(piece, times, server)
