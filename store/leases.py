"""Which runs of this process are at work. A thread is lent to a run for seconds, and for longer as long as it lives.

So a run whose process was killed lets its thread go at once, as people see it, and one that takes minutes keeps it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event, Lock, Thread
from time import sleep
from weakref import ReferenceType, ref

from sqlalchemy import update

from store.errors import StoreError
from store.store import Store

LEASE = timedelta(seconds=10)
"""How long a run may be silent before it counts as dead."""
BEAT = timedelta(seconds=2.5)
"""How often the process tells which of its runs live."""


@dataclass(frozen=True, slots=True)
class Run:
    """One pass of the assistant over a thread."""

    id: str
    thread: str
    door: str
    read_outside: bool
    """Whether text from outside is in the thread's context."""
    lost: Event = field(default_factory=Event, compare=False)
    """Set when another run has the thread, since this one was silent for too long: it must not go on."""


class Leases:
    """The runs that are at work. As long as there are any, a thread of this process tells the others so."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._table = store.schema.own.thread
        self._held: dict[tuple[str, str], Run] = {}
        self._lock = Lock()
        self._tells = False

    def __contains__(self, key: tuple[str, str]) -> bool:
        """Whether a run of this process has a thread, given as its user and its id."""
        return key in self._held

    def hold(self, user: str, run: Run) -> None:
        """Tell from now on that a run lives, which has just got its thread."""
        with self._lock:
            self._held[(user, run.thread)] = run
            if not self._tells:
                self._tells = True
                Thread(target=_tell, args=(ref(self),), name="leases", daemon=True).start()

    def drop(self, user: str, run: Run) -> None:
        """Tell it no longer."""
        with self._lock:
            if (held := self._held.get((user, run.thread))) is not None and held.id == run.id:
                del self._held[(user, run.thread)]

    def tell(self) -> bool:
        """Tell it once; return whether there is anything more to tell."""
        with self._lock:
            held = dict(self._held)
            self._tells = bool(held)
        if not held:
            return False
        try:
            for key in self._renew(held):
                held[key].lost.set()
                self.drop(key[0], held[key])
        except StoreError:
            pass  # the database is busy or down for a moment: it is told the next time
        except BaseException:
            self._tells = False  # the next run begins to tell again
            raise
        return True

    def _renew(self, held: Mapping[tuple[str, str], Run]) -> list[tuple[str, str]]:
        """Lend the threads for longer; return those that another run has by now, or that are gone."""
        c = self._table.c
        with self._store.writing() as connection:
            values = {"busy_until": datetime.now(UTC) + LEASE}
            return [
                (user, thread)
                for (user, thread), run in held.items()
                if not connection.execute(
                    update(self._table).where(c.user == user, c.id == thread, c.busy_with == run.id).values(values)
                ).rowcount
            ]


def _tell(of: ReferenceType[Leases]) -> None:
    """Tell it again and again, as long as there is anything to tell and anybody who has begun it."""
    while True:
        sleep(BEAT.total_seconds())
        leases = of()
        if leases is None or not leases.tell():
            return
        del leases
