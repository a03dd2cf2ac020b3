"""A server for apps, on SQLite and on PostgreSQL, shared by all tests: each lets its own people join."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from store.schema import Schema
from store.store import Store
from tests.api.parse.apps import App, master_key
from tests.api.serving import Server, on_sqlite, served


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def apps(request: pytest.FixtureRequest, schema: Schema, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, which has a master key."""
    home = tmp_path_factory.mktemp("apps")
    settings: dict[str, Any] = {"app_id": "crm-app", "master_key": master_key()}
    if request.param == "sqlite":
        made: Path = request.getfixturevalue("sqlite_made")
        with on_sqlite(made, schema, home, **settings) as server:
            yield server
        return
    address: str = request.getfixturevalue("postgres")
    admin: Engine = request.getfixturevalue("postgres_admin")
    name = f"apps_{uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {request.getfixturevalue('postgres_made')}"))
    url = address.replace("/postgres?", f"/{name}?")
    store = Store.open(url, schema)
    try:
        with served(store, url, home, **settings) as server:
            yield server
    finally:
        store.close()
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def app(apps: Server) -> App:
    """An app in which nobody has signed in."""
    return App(apps.client)


@pytest.fixture
def ann(app: App) -> App:
    """The app of a salesperson."""
    return app.joins()


@pytest.fixture
def bob(app: App) -> App:
    """The app of another one."""
    return app.joins()


@pytest.fixture
def master(app: App) -> App:
    """An app with the master key."""
    return App(app.client, master=master_key())
