"""What the embedded adapter stores: tantivy's schema, and an entry as its document. Pure."""

from __future__ import annotations

import tantivy

from indexer.embedded.query import NO_DAY
from indexer.index import FACETS, KEYWORDS, Entry, group_of, number_of
from indexer.terms import checked_key, safe_keyword

NUMBERED = {"party": "party_number", "unit": "unit_number"}
"""Facets of many values, counted by numbers that stand for them: tantivy takes 20 µs to tell the text of one value,
and tells all that were found before it knows which are the most frequent."""


def schema() -> tantivy.Schema:
    """The fields of a generation."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("digest", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("rank_terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("title_terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("pairs", tokenizer_name="whitespace", index_option="position")
    builder.add_text_field("atoms", tokenizer_name="whitespace", index_option="position")
    for name in KEYWORDS:
        named = name in NUMBERED
        counted = name in FACETS and not named
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=counted, stored=named)
    for numbered in NUMBERED.values():
        builder.add_integer_field(numbered, indexed=True, fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_integer_field("amounts", fast=True)
    builder.add_integer_field("group", fast=True)
    builder.add_integer_field("version", stored=True)
    return builder.build()


def document(entry: Entry) -> tantivy.Document:
    """An entry as it is stored."""
    made = tantivy.Document()
    made.add_text("key", checked_key(entry.key))
    made.add_text("digest", entry.digest)
    made.add_text("rank_terms", entry.rank_terms)
    made.add_text("title_terms", entry.title_terms)
    made.add_text("pairs", entry.pairs)
    made.add_text("atoms", entry.atoms)
    for fen in entry.amounts:
        made.add_integer("amounts", fen)
    for name, values in entry.keywords.items():
        for value in dict.fromkeys(map(safe_keyword, values)):
            made.add_text(name, value)
            if name in NUMBERED:
                made.add_integer(NUMBERED[name], number_of(value))
    made.add_integer("day", entry.day or NO_DAY)
    made.add_integer("group", group_of(entry))
    made.add_integer("version", entry.version)
    return made
