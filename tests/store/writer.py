"""A program of its own, beside the tests.

`python -m tests.store.writer URL` writes without end, until it is killed. Once a change is committed it says so on a
line: what it did, to which record, and the number in it.
`python -m tests.store.writer URL DEAL TIMES` adds one to the amount of a deal, so many times.
"""

import sys
from itertools import count

from store.changes import Origin
from store.errors import Conflict
from store.fields import Pointer
from store.principal import Principal
from store.records import Records
from store.store import Store

SYSTEM = Principal.system()


def write(url: str) -> None:
    """Make, change, share and delete deals for ever, each round in units of work of several writes."""
    store = Store.open(url)
    for number in count():
        key = f"deal{number}"
        with store.records(SYSTEM, Origin("test", f"run{number}")) as records:
            create(records, number)
        say("made", key, number)
        with store.records(SYSTEM, Origin("test", f"run{number}")) as records:
            records.update("Deal", key, {"title": f"Renamed {number}", "amount": number})
            records.share("Deal", key, {"role:rep": "read"})
        say("changed", key, number)
        if number % 3 == 0:
            with store.records(SYSTEM, Origin("test", f"run{number}")) as records:
                records.delete("Deal", key)
                records.delete("Company", f"company{number}")
            say("deleted", key, number)


def create(records: Records, number: int) -> None:
    """Make a company and a deal with it."""
    company = records.create("Company", {"name": f"Company {number}"}, object_id=f"company{number}")["object_id"]
    values = {"title": f"Deal {number}", "company": Pointer("Company", company)}
    records.create("Deal", values, object_id=f"deal{number}")


def say(what: str, key: str, number: int) -> None:
    """Tell whoever listens, at once."""
    sys.stdout.write(f"{what} {key} {number}\n")
    sys.stdout.flush()


def add_up(url: str, deal: str, times: int) -> None:
    """Add one to the amount, so many times."""
    store = Store.open(url)
    for _ in range(times):
        add_one(store, SYSTEM, deal)
    store.close()


def add_one(store: Store, who: Principal, deal: str) -> None:
    """Read a deal and write its amount plus one, as often as it takes."""
    while True:
        with store.reading(SYSTEM) as records:
            seen = records.history(Pointer("Deal", deal), limit=1)[0]["after"]
        try:
            with store.records(who) as records:
                records.update("Deal", deal, {"amount": seen["amount"] + 1}, version=seen["version"])
        except Conflict:
            continue
        return


if __name__ == "__main__":
    if len(sys.argv) > 2:
        add_up(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    else:
        write(sys.argv[1])
