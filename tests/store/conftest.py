"""One database for a whole module: making one costs more than most tests."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, text

from store.migrations import VERSION_TABLE
from store.schema import Schema
from store.store import Store

KEPT = ("parley_setting", VERSION_TABLE)
"""Tables that say what the database is, and not what is in it."""


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Iterator[Store]:
    """A workspace that the tests of a module share; `cleared` empties it."""
    if request.param == "sqlite":
        store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('shared')}/crm.db", schema)
        yield store
        store.close()
        return
    server: str = request.getfixturevalue("postgres")
    admin: Engine = request.getfixturevalue("postgres_admin")
    name = f"shared_{uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('postgres_made')}"))
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    store = Store.open(server.replace("/postgres?", f"/{name}?"), schema)
    yield store
    store.close()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def cleared(store: Store) -> Store:
    """Return the workspace without any record."""
    with store.writing() as connection:
        for table in store.schema.metadata.sorted_tables:
            if table.name not in KEPT:
                connection.execute(delete(table))
    return store
