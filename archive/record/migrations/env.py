"""Alembic's door: migrates over the connection it is handed."""

from alembic import context

from archive.record import ledger_tables
from archive.record.tables import metadata

assert ledger_tables.regions.metadata is metadata  # loaded, so that every table is known
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's transaction holds it all
)
context.run_migrations()
