"""The shelf is tested on both databases."""

from tests.archive.record.databases import record, record_url

__all__ = ["record", "record_url"]
