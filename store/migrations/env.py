"""Runs revisions on a connection that is in a transaction already; Alembic executes this file by its name."""

from alembic import context

from store.migrations import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
    **context.config.attributes.get("comparison", {}),
)
context.run_migrations()
