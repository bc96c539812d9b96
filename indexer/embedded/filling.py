"""Filling a generation: entries added, replaced and removed by one writer at a time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import tantivy

from archive.errors import IndexUnavailable
from indexer.embedded.schema import document
from indexer.index import Entry
from indexer.terms import checked_key

_WRITER_MEMORY = 96 * 1024 * 1024
_MOST_WAITING = 128_000_000
"""Characters of terms handed to the writer before they are committed. tantivy lets 10,000 documents wait for its
threads, however long they are; a commit waits for them, so that memory does not grow with the archive. Half as many cost a third of the speed."""


def fill(
    schema: tantivy.Schema, folder: Path, threads: int, entries: Iterable[Entry], deleted: Iterable[str] | None = None
) -> int:
    """Add entries to a generation and commit; with ``deleted`` remove these and replace what stands there.

    Returns how many were added. Raises IndexUnavailable.
    """
    index = tantivy.Index(schema, path=str(folder))
    standing = None if deleted is None else _Versions(index.searcher(), schema)
    writer = index.writer(_WRITER_MEMORY, threads)
    count = waiting = 0
    try:
        for key in map(checked_key, deleted or ()):
            writer.delete_documents_by_term("key", key)
        for entry in entries:
            made = document(entry)
            if standing is not None:
                if standing.has_newer(entry):
                    continue
                writer.delete_documents_by_term("key", entry.key)
            writer.add_document(made)
            count += 1
            waiting += len(entry.rank_terms) + len(entry.title_terms) + len(entry.pairs) + len(entry.atoms)
            if waiting > _MOST_WAITING:
                _commit(writer)
                waiting = 0
        _commit(writer)
        writer.wait_merging_threads()
    finally:
        del writer  # its lock goes with it; a traceback that is kept must not keep it
    return count


def _commit(writer: tantivy.IndexWriter) -> None:
    try:
        writer.commit()
    except ValueError as exc:
        raise IndexUnavailable(
            "写不进检索索引文件夹，原来的索引仍在使用。", "请检查磁盘空间和文件夹的权限，然后重试。"
        ) from exc


class _Versions:
    """The versions standing in a generation while it is written to."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self._schema = schema
        self._written: dict[str, int] = {}

    def has_newer(self, entry: Entry) -> bool:
        """Whether a newer version stands there; if not, this one is taken for written."""
        if entry.version <= 0:
            return False
        standing = self._written.get(entry.key)
        if standing is None:
            query = tantivy.Query.term_query(self._schema, "key", entry.key, "basic")
            found = self._searcher.search(query, limit=1, count=False).hits
            standing = int(self._searcher.doc(found[0][1]).get_first("version") or 0) if found else 0
        self._written[entry.key] = max(standing, entry.version)
        return standing > entry.version
