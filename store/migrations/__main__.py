"""Writes the next revision: what `store/own_tables` has and the revisions so far do not make.

`python -m store.migrations "Threads get a colour." && ruff format store/migrations`

Read what it wrote: a column that may not be empty needs a value for the rows that are there.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from sqlalchemy import MetaData

from store import migrations, own_tables
from store.engine import make_engine
from store.migrations.revisions import config, upgrade
from store.tables import Moment


def write(message: str) -> None:
    """Write the revision that brings a database of the newest version to what the code says."""
    number = len(list(migrations.VERSIONS.glob("[0-9]*_*.py"))) + 1
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder)}/parley.db")
        with engine.connect() as connection, connection.begin():
            upgrade(connection)
            wanted = config(connection)
            comparison = {"target_metadata": _metadata(), "render_item": _render, "include_name": migrations.described}
            wanted.attributes["comparison"] = comparison
            command.revision(wanted, message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()


def _metadata() -> MetaData:
    metadata = MetaData()
    own_tables.add(metadata)
    return metadata


def _render(kind: str, item: Any, _: object) -> str | bool:
    """Write our own type as the one that the database keeps: a revision depends on nothing that may change."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, Moment) else False


if __name__ == "__main__":
    write(" ".join(sys.argv[1:]))
