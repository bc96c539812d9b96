"""The bare engines: what a user of tantivy or Elasticsearch would write, with nothing of ours but fields and tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tantivy
from elasticsearch import Elasticsearch, helpers

from indexer.index import FACETS, KEYWORDS, WORDS, Entry, group_of
from indexer.terms import words_among


def tantivy_schema() -> tantivy.Schema:
    """The fields of an entry."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("rank_terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("title_terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("atoms", tokenizer_name="whitespace", index_option="position")
    for name in KEYWORDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in FACETS)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("amounts", fast=True)
    builder.add_integer_field("group", fast=True)
    builder.add_integer_field("version", stored=True)
    return builder.build()


def fill_tantivy(folder: Path, entries: Sequence[Entry], *, threads: int, memory: int) -> tantivy.Index:
    """tantivy-py's own loop."""
    index = tantivy.Index(tantivy_schema(), path=str(folder))
    writer = index.writer(memory, threads)
    for entry in entries:
        writer.add_document(
            tantivy.Document(
                key=entry.key,
                digest=entry.digest,
                rank_terms=entry.rank_terms,
                title_terms=entry.title_terms,
                pairs=entry.pairs,
                atoms=entry.atoms,
                day=entry.day,
                amounts=list(entry.amounts),
                group=group_of(entry),
                version=entry.version,
                **{name: list(values) for name, values in entry.keywords.items()},
            )
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


MAPPING: dict[str, Any] = {
    "properties": {
        "key": {"type": "keyword"},
        "digest": {"type": "keyword", "index": False},
        "day": {"type": "integer"},
        "rank_terms": {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
        "title_terms": {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
        "pairs": {"type": "text", "analyzer": "whitespace", "norms": False},
        "atoms": {"type": "text", "analyzer": "whitespace", "norms": False},
        "amounts": {"type": "long"},
        "group": {"type": "long"},
        WORDS: {"type": "keyword"},
        **{name: {"type": "keyword"} for name in KEYWORDS},
    }
}


def fill_elasticsearch(client: Elasticsearch, index: str, entries: Sequence[Entry], *, threads: int) -> None:
    """``helpers.parallel_bulk`` alone, into an index that is not refreshed meanwhile."""
    settings = {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": "-1"}
    client.indices.create(index=index, mappings=MAPPING, settings=settings)
    for ok, item in helpers.parallel_bulk(client, _actions(index, entries), thread_count=threads):
        assert ok, item
    client.indices.refresh(index=index)


def _actions(index: str, entries: Sequence[Entry]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        yield {
            "_index": index,
            "_id": entry.key,
            "key": entry.key,
            "digest": entry.digest,
            "day": entry.day,
            "rank_terms": entry.rank_terms,
            "title_terms": entry.title_terms,
            "pairs": entry.pairs,
            "atoms": entry.atoms,
            "amounts": list(entry.amounts),
            "group": group_of(entry),
            WORDS: words_among(entry.rank_terms),
            **{name: list(values) for name, values in entry.keywords.items()},
        }
