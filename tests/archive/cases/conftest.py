"""Import and export run on both databases."""

from tests.archive.record.databases import record, record_url

__all__ = ["record", "record_url"]
