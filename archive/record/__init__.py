"""The database: tables, migrations, transactions, the audit trail and the outbox."""
