"""A place of its own beside a workspace, in the same kind of database, for a time: what happens there is nobody's."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from store.engine import make_engine, told
from store.errors import ReadOnly

PREFIX = "parley_scratch_"
KEPT = timedelta(days=1)
"""After how long one is dropped that was left behind by a process which was killed."""
OLD = text(
    "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, :prefix) AND nspname < :before"
    " AND pg_has_role(nspowner, 'USAGE')"
)
NOT_ALLOWED = "42501"
"""PostgreSQL's code of what the user may not do (appendix A of its manual)."""


@contextmanager
def scratch(url: str) -> Iterator[str]:
    """Give the address of an empty database: on PostgreSQL a schema in the same one, else a file. It goes at the end.

    Args:
        url: The workspace's own address.

    Raises:
        ReadOnly: The database's user may make no schema in it.
        StorageDown: The database cannot be reached.
    """
    if url.startswith("sqlite"):
        with TemporaryDirectory(prefix="parley-scratch-", ignore_cleanup_errors=True) as folder:
            yield f"sqlite:///{Path(folder)}/crm.db"
        return
    engine = make_engine(url)
    try:
        name = _made(engine)
        try:
            yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"
        finally:
            with told(), engine.begin() as connection:
                connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    finally:
        engine.dispose()


def _made(engine: Engine) -> str:
    """Make a schema and return its name; old ones that were left behind are dropped."""
    now = datetime.now(UTC)
    name = f"{PREFIX}{now:%Y%m%d}_{token_hex(6)}"
    with told(), engine.begin() as connection:
        try:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        except ProgrammingError as error:
            if getattr(error.orig, "sqlstate", None) != NOT_ALLOWED:
                raise
            raise ReadOnly(
                "The database's user may make no schema in it (GRANT CREATE ON DATABASE allows it)."
            ) from error
        old = {"prefix": PREFIX, "before": f"{PREFIX}{now - KEPT:%Y%m%d}"}
        for one in connection.scalars(OLD, old).all():
            connection.execute(text(f'DROP SCHEMA "{one}" CASCADE'))
    return name
