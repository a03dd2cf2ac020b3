"""The store at work: what a page, a record, totals and a change cost."""

from collections.abc import Iterator
from itertools import count

from bench.timing import Figure, timed
from store.principal import Principal
from store.store import Store

REP = Principal("rep7", frozenset({"rep"}))
MANAGER = Principal("rep199", frozenset({"manager"}))
PAGE = 100


def store_figures(store: Store, times: int, server: int | None) -> Iterator[tuple[str, Figure]]:
    """Yield what is measured and its figure."""
    mine = "de7"
    numbers = count(1)

    def page(who: Principal) -> None:
        with store.reading(who) as records:
            rows = records.find("Deal", {"stage": "proposal"}, order=["expected_close_date"], limit=PAGE)
            records.get_many("Company", sorted({row["company"].id for row in rows if row["company"]}))

    def get() -> None:
        with store.reading(REP) as records:
            records.get("Deal", mine)

    def company() -> None:
        with store.reading(REP) as records:
            records.get("Company", "co7")

    def totals(who: Principal) -> None:
        with store.reading(who) as records:
            records.totals("Deal", of="amount", by="stage")

    def counted() -> None:
        with store.reading(REP) as records:
            records.count("Company")

    def change() -> None:
        with store.records(REP) as records:
            records.update("Deal", mine, {"amount": float(next(numbers))})

    def create() -> None:
        with store.records(REP) as records:
            records.create("Deal", {"title": f"New business {next(numbers)}"})

    def names() -> None:
        with store.reading(REP) as records:
            records.named(["move", "the", "karen", "stolo", "deal", "to", "proposal"])

    yield "pipeline page with companies, a rep", timed(lambda: page(REP), times, server)
    yield "pipeline page with companies, a manager", timed(lambda: page(MANAGER), times, server)
    yield "get a deal by id", timed(get, times, server)
    yield "get a company by id (related rule)", timed(company, times, server)
    yield "totals by stage, a rep", timed(lambda: totals(REP), times, server)
    yield "totals by stage, a manager", timed(lambda: totals(MANAGER), times, server)
    yield "count companies, a rep", timed(counted, times, server)
    yield "update a deal, with its change row", timed(change, times, server)
    yield "create a deal, with its change row", timed(create, times, server)
    yield "find names in a sentence of 7 words", timed(names, times, server)
