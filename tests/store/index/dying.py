"""A program of its own: `python -m tests.store.index.dying URL FOLDER STEP` dies in a step of the upkeep.

It kills itself just before the step commits what it wrote; `filing` is between two writes to Chroma.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from store.index import filing
from store.index.index import Index
from store.index.upkeep import Upkeep
from store.store import Store
from tests.embedding import Letters


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(url: str, folder: Path, step: str) -> None:
    store = Store.open(url)
    filing.WORTH = 0
    usual = getattr(Upkeep, step, None)
    store.index = Index(store, Letters(), folder=None if usual else folder)  # Chroma takes a second to import

    def dying(self: Upkeep) -> bool:
        def on_commit(connection: Any) -> None:
            if connection.get_execution_options().get("writes"):
                die()

        event.listen(store.engine, "commit", on_commit)
        done: bool = usual(self)  # type: ignore[misc]
        event.remove(store.engine, "commit", on_commit)
        return done

    if usual:
        setattr(Upkeep, step, dying)
        if step == "_swap":
            store.index.catch_up()
        store.index.rebuild()
    else:
        from chromadb.api.models.Collection import Collection

        Collection.modify = die  # type: ignore[method-assign]
        store.index.rebuild()
    sys.exit("it did not die")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
