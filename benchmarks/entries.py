"""Entries to measure engines with: real judgments where the data is at hand, else made Chinese text, and said so."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import asdict
from importlib import resources
from itertools import accumulate, islice
from pathlib import Path

from archive.chinese.fold import fold
from indexer.index import Entry
from indexer.segment import Segmenter
from indexer.terms import text_terms

CHARACTERS = 1_000
"""Length of a text, about that of a letter of two pages."""


def texts(data: Path | None) -> Iterator[str]:
    """Texts of about 1,000 characters, without end when made."""
    if data is None:
        yield from _made()
        return
    for name in ("lecard/docs_pool.jsonl.xz", "petitions/messages.jsonl.xz"):
        with lzma.open(data / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                whole = "".join(str(row.get(key) or "") for key in ("fact", "reason", "judgment", "text", "reply"))
                whole = " ".join(whole.split())
                for at in range(0, len(whole), CHARACTERS):
                    if len(whole) - at > CHARACTERS // 2:
                        yield whole[at : at + CHARACTERS]


def _made() -> Iterator[str]:
    """Words of jieba's dictionary, drawn as often as it says they are used; the same on every machine."""
    lines = (resources.files("jieba") / "dict.txt").read_text("utf-8").splitlines()
    rows = [line.split(" ") for line in lines]
    words = [row[0] for row in rows]
    weights = list(accumulate(int(row[1]) for row in rows))
    chance = random.Random(1)
    while True:
        drawn = chance.choices(words, cum_weights=weights, k=CHARACTERS * 2 // 3)
        text = "".join(word + ("，" if at % 9 == 8 else "") for at, word in enumerate(drawn))
        yield text[:CHARACTERS]


def entries(data: Path | None, count: int) -> Iterator[Entry]:
    """``count`` entries; texts are used again, a little changed, where the data has fewer."""
    segmenter = Segmenter()
    number = 0
    while number < count:
        for text in islice(texts(data), count - number):
            folded = fold(text if number < count else text[::-1])
            both = [folded, fold(text[:20])]
            (terms, joined), (title_terms, _) = text_terms(both, [segmenter.ranked_words(one) for one in both])
            yield Entry(
                key=f"document:{number:06d}",
                kind="document",
                rank_terms=terms,
                title_terms=title_terms,
                pairs=joined,
                keywords={
                    "kind": ("document",),
                    "category": (f"类别{number % 40}",),
                    "region": (f"乡镇{number % 23}",),
                    "year": (str(2000 + number % 25),),
                },
                day=730_000 + number % 9_000,
                digest=f"{number:016x}",
                version=number + 1,
            )
            number += 1


def spool(path: Path, data: Path | None, count: int) -> None:
    """Write entries to a file, to be read one by one later."""
    with path.open("w", encoding="utf-8") as file:
        for entry in entries(data, count):
            file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


def read(path: Path, count: int) -> Iterator[Entry]:
    """The first ``count`` entries of such a file, one at a time."""
    with path.open(encoding="utf-8") as file:
        for line in islice(file, count):
            values = json.loads(line)
            values["keywords"] = {name: tuple(given) for name, given in values["keywords"].items()}
            yield Entry(**values)


def source(data: Path | None) -> str:
    """What the figures were measured on, for the table's caption."""
    return "made text (no --data)" if data is None else "judgments and messages of --data"
