"""What the Elasticsearch adapter stores: settings, strict mapping, and an entry's operation in a bulk request. Pure."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from indexer.index import KEYWORDS, WORDS, Entry, Stamp, group_of
from indexer.terms import checked_key, safe_keyword, words_among

_LONGEST_ID = 512
"""Bytes Elasticsearch takes as a document's ``_id``."""
WINDOW = 100_000
"""As far as an offset reaches in one question; beyond, hits are walked past by steps. A server as it comes allows 10,000."""
_NO_TERM = "~"
"""Stands in an empty field; never asked for. Lucene leaves entries without a field out of its averages, tantivy counts
them with a length of nothing: with this both weigh a title alike, and rank alike."""
_NEVER_LISTED = frozenset({"date", "scope", "identity", "phone", "pinyin"})
"""Keywords whose values are asked for and never given."""
FILLING = {
    "refresh_interval": "-1",
    "auto_expand_replicas": "false",
    "number_of_replicas": 0,
    "translog.durability": "async",
}
"""Settings of a generation nobody asks yet: the fastest to fill; a crash throws it away."""
IN_USE = {"refresh_interval": "1s", "auto_expand_replicas": "0-1", "translog.durability": "request"}
"""Settings of the generation in use: one copy wherever the cluster has a second node, every write on disk."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One line, or two, of a bulk request."""

    key: str
    lines: bytes
    """The action and, unless it deletes, the document, each ended by a newline."""


def settings() -> dict[str, Any]:
    """Index settings while filling. One shard holds a county's and a city's archive, and its counts are exact."""
    return {"index": {"number_of_shards": 1, "max_result_window": WINDOW, **FILLING}}


def mapping(built_with: dict[str, Any]) -> dict[str, Any]:
    """The strict mapping of a generation, carrying what it was built with (``meta``).

    Text arrives cut (``indexer.terms``), so the built-in whitespace analyzer is the only one needed on the server.
    The long term fields stay out of ``_source``: they are made from the record and never read back.
    """
    terms = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
    properties: dict[str, Any] = {
        "key": {"type": "keyword"},
        "digest": {"type": "keyword", "index": False},
        "day": {"type": "integer"},
        "rank_terms": terms,
        "title_terms": terms,
        "pairs": {"type": "text", "analyzer": "whitespace", "index_options": "positions", "norms": False},
        "atoms": {"type": "text", "analyzer": "whitespace", "index_options": "positions", "norms": False},
        "amounts": {"type": "long"},
        "group": {"type": "long"},
        WORDS: {"type": "keyword"},
    }
    properties |= {name: {"type": "keyword", "doc_values": name not in _NEVER_LISTED} for name in KEYWORDS}
    return {
        "dynamic": "strict",
        "_source": {"excludes": ["rank_terms", "title_terms", "pairs", "atoms", WORDS]},
        "_meta": built_with,
        "properties": properties,
    }


def meta(stamp: Stamp, **more: Any) -> dict[str, Any]:
    """The ``_meta`` of a generation."""
    return {**asdict(stamp), **more}


def identity(key: str) -> str:
    """The ``_id`` of an entry: its key, or a digest of a key too long for one."""
    encoded = checked_key(key).encode()
    return key if 0 < len(encoded) <= _LONGEST_ID else f"sha256:{hashlib.sha256(encoded).hexdigest()}"


def store(entry: Entry) -> Operation:
    """The operation that adds or replaces an entry; an older version never replaces a newer one."""
    action: dict[str, Any] = {"_id": identity(entry.key)}
    if entry.version > 0:
        action |= {"version": entry.version, "version_type": "external_gte"}
    document: dict[str, Any] = {
        "key": entry.key,
        "digest": entry.digest,
        "rank_terms": entry.rank_terms or _NO_TERM,
        "title_terms": entry.title_terms or _NO_TERM,
        "pairs": entry.pairs,
        "atoms": entry.atoms,
        "group": group_of(entry),
        WORDS: words_among(entry.rank_terms),
    }
    if entry.amounts:
        document["amounts"] = entry.amounts
    if entry.day is not None:
        document["day"] = entry.day
    for name, values in entry.keywords.items():
        if values:
            document[name] = [safe_keyword(value) for value in values]
    return Operation(entry.key, _line({"index": action}) + _line(document))


def remove(key: str) -> Operation:
    """The operation that removes an entry; removing what is not there is no error."""
    return Operation(key, _line({"delete": {"_id": identity(key)}}))


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
