"""Two workspaces on each database, made once: one that is emptied for every test, one that all tests only read."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from store.principal import Principal
from store.schema import Schema
from store.store import Store
from tests.tools.desk import Desk, emptied
from tests.tools.world import World, build


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def workspaces(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, schema: Schema
) -> Iterator[tuple[Store, Store]]:
    """Two empty workspaces, on SQLite and on PostgreSQL."""
    urls = [f"sqlite:///{tmp_path_factory.mktemp('tools')}/{name}.db" for name in ("empty", "world")]
    if request.param == "postgres":
        server: str = request.getfixturevalue("postgres")
        address = server.replace("postgresql://", "postgresql+psycopg://")
        admin = create_engine(address, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text("CREATE DATABASE tools_empty"))
            connection.execute(text("CREATE DATABASE tools_world"))
        admin.dispose()
        urls = [server.replace("/postgres?", f"/tools_{name}?") for name in ("empty", "world")]
    first, second = (Store.open(url, schema) for url in urls)
    yield first, second
    first.close()
    second.close()


@pytest.fixture(scope="session")
def world(workspaces: tuple[Store, Store]) -> World:
    """A small workspace that nobody changes."""
    return build(workspaces[1])


@pytest.fixture
def store(workspaces: tuple[Store, Store]) -> Store:
    """An empty workspace."""
    return emptied(workspaces[0])


@pytest.fixture
def desk(store: Store, ann: Principal) -> Desk:
    """Ann's desk in an empty workspace."""
    return Desk(store, ann)


@pytest.fixture
def other(store: Store, bob: Principal) -> Desk:
    """Bob's desk in the same workspace."""
    return Desk(store, bob)


@pytest.fixture
def chief(store: Store, boss: Principal) -> Desk:
    """Their manager's desk."""
    return Desk(store, boss)
