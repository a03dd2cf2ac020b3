"""Which revisions a database has, and the way to the newest. Imported late: Alembic costs a good part of a start."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from store import migrations
from store.errors import StorageMismatch


def config(connection: Connection) -> Config:
    """Return what Alembic must know to work on `connection`."""
    made = Config()
    for name, value in {
        "script_location": migrations.FOLDER,
        "version_locations": migrations.VERSIONS,
        "path_separator": "newline",
    }.items():
        made.set_main_option(name, str(value).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


def ahead(connection: Connection) -> list[str]:
    """Return a sentence for each revision that the database lacks, oldest first.

    Raises:
        StorageMismatch: A newer program made it, or it has our tables and does not say from when they are.
    """
    all_of_them = [*ScriptDirectory.from_config(config(connection)).walk_revisions()][::-1]
    numbers = [revision.revision for revision in all_of_them]
    here = MigrationContext.configure(connection, opts={"version_table": migrations.VERSION_TABLE})
    current = here.get_current_revision()
    if current is None and inspect(connection).has_table("parley_change"):
        raise StorageMismatch("It has tables of Parley, but does not say which version they are of.")
    if current is not None and current not in numbers:
        raise StorageMismatch(
            f"It was made by a newer Parley (its tables are of version {current}, the newest known here is"
            f" {numbers[-1]}). Update Parley."
        )
    missing = all_of_them[numbers.index(current) + 1 if current else 0 :]
    return [f"Parley's own tables get version {revision.revision}: {revision.doc}" for revision in missing]


def upgrade(connection: Connection) -> list[str]:
    """Run the revisions that the database lacks, and return a sentence for each.

    Raises:
        StorageMismatch: As `ahead`.
    """
    if steps := ahead(connection):
        command.upgrade(config(connection), "head")
    return steps
