"""A server for apps, on SQLite and on PostgreSQL, shared by all tests: each lets its own people join."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import delete

from tests.api.parse.apps import App, master_key
from tests.api.serving import Server, on_either


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def apps(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server, which has a master key."""
    with on_either(request, tmp_path_factory.mktemp("apps"), app_id="crm-app", master_key=master_key()) as server:
        yield server


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


@pytest.fixture
def shelf(master: App) -> Iterator[str]:
    """A class with a list and an object, as an app has made it; it goes when the test ends."""
    name = f"Shelf{uuid4().hex[:8]}"
    fields = {"name": {"type": "String"}, "marks": {"type": "Array"}, "size": {"type": "Object"}}
    master.does("POST", f"schemas/{name}", {"className": name, "fields": fields})
    yield name
    master.does("DELETE", f"purge/{name}")
    master.does("DELETE", f"schemas/{name}")


@pytest.fixture
def alone(apps: Server) -> Iterator[None]:
    """Nothing that was made here stays: some of it may be for everybody, and the tests share a server."""
    yield
    with apps.store.writing() as connection:
        for name in ("Activity", "Deal", "Contact", "Company"):
            connection.execute(delete(apps.store.schema[name].table))
