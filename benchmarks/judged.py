"""The judged sets as files that ``juanzong`` takes: queries, judgements, and what is to be found.

    python -m benchmarks.judged --data DIR --out DIR

Writes for each set ``NAME.queries.jsonl`` and ``NAME.qrels``; for ``lecard`` and ``petitions`` also ``NAME.cases.jsonl``
for ``juanzong case import``; for ``statutes`` a folder of laws for ``juanzong law import``. The charges of LeCaRD's
documents and queries are left out: precedents must be found without them. Petitions come without their topics, which are
the queries. None of it may enter the project.
"""

from __future__ import annotations

import argparse
import json
import lzma
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from search_api.evaluate.trec import format_qrels


def main() -> None:
    """Write the files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    lecard(given.data / "lecard", given.out)
    petitions(given.data / "petitions", given.out)
    statutes(given.data, given.out)


def lecard(data: Path, out: Path) -> None:
    """Judgments; each query ranks its judged documents only."""
    every = queries(data)
    judged = {query["qid"]: query["labels"] for query in every}
    asked = [{"id": q["qid"], "text": q["text"], "among": list(q["labels"])} for q in every]
    _write(out, "lecard", asked, judged, map(judgment, _lines(data / "docs_pool.jsonl.xz")))


def judgment(document: Mapping[str, Any]) -> dict[str, Any]:
    """A judgment as a case."""
    return {
        "no": document["id"],
        "title": document["title"],
        "facts": document["fact"],
        "text": document["reason"],
        "outcome": document["judgment"],
        "legal_basis": [f"《刑法》第{article}条" for article in document["articles"]],
    }


def petitions(data: Path, out: Path) -> None:
    """Messages without their topics; the query is the topic."""
    every = queries(data)
    judged = {query["id"]: query["relevant"] for query in every}
    cases = ({"no": m["id"], "text": m["text"]} for m in _lines(data / "messages.jsonl.xz"))
    _write(out, "petitions", [{"id": q["id"], "text": q["text"]} for q in every], judged, cases)


def statutes(data: Path, out: Path) -> None:
    """Lay questions, and the laws that hold their articles."""
    every = queries(data / "statute-questions")
    judged = {query["id"]: query["relevant"] for query in every}
    _write(out, "statutes", [{"id": q["id"], "text": q["text"]} for q in every], judged, ())
    with tarfile.open(data / "laws.tar.xz") as laws:
        laws.extractall(out / "laws", filter="data")


def queries(data: Path) -> list[dict[str, Any]]:
    """The queries of a set, with their judgements."""
    found: list[dict[str, Any]] = json.loads((data / "queries.json").read_text("utf-8"))
    return found


def _write(
    out: Path,
    name: str,
    queries: Iterable[Mapping[str, Any]],
    judged: Mapping[str, Mapping[str, int]],
    cases: Iterable[Mapping[str, Any]],
) -> None:
    _write_lines(out / f"{name}.queries.jsonl", queries)
    (out / f"{name}.qrels").write_text(format_qrels(judged), "utf-8")
    _write_lines(out / f"{name}.cases.jsonl", cases)


def _write_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
