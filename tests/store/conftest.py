"""One database for a whole module: making one costs more than most tests."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, delete, text

from store.schema import Schema
from store.store import Store

KEPT = ("parley_setting", "parley_version")
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
    name = f"shared_{uuid4().hex}"
    admin = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    store = Store.open(server.replace("/postgres?", f"/{name}?"), schema)
    yield store
    store.close()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


def cleared(store: Store) -> Store:
    """Return the workspace without any record."""
    with store.writing() as connection:
        for table in store.schema.metadata.sorted_tables:
            if table.name not in KEPT:
                connection.execute(delete(table))
    return store
