"""A server for apps, on SQLite and on PostgreSQL, shared by all tests: each lets its own people join."""

from collections.abc import Iterator

import pytest

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
