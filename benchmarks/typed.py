"""Words typed from a case half remembered: does it rank better with or without the single characters of the words?

    python -m benchmarks.typed HOME [--questions 800] [--seed 1]

HOME has cases in its record and index: filled by ``juanzong demo --size county``, or by ``juanzong case import`` with the
messages of ``benchmarks.judged``. One to three words of a case are typed, all of which it holds; MRR@100 of the case.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

from archive.cases.text import case_text
from archive.chinese.fold import fold
from archive.settings import load
from console.office import Office
from indexer.index import Query
from indexer.segment import Segmenter, general_rarity
from indexer.terms import without_atoms
from search_api.language.parse import parse
from search_api.ranking import TITLE_WEIGHT


def typed(text: str, segmenter: Segmenter, chance: Random) -> str:
    """One to three words of a text that are in jieba's dictionary; nothing if it has fewer than four."""
    known = general_rarity()
    words = list(dict.fromkeys(word for word in segmenter.cut(fold(text)) if len(word) > 1 and word in known))
    return " ".join(chance.sample(words, chance.choice((1, 2, 2, 3)))) if len(words) > 3 else ""


def main() -> None:
    """Print both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", type=Path)
    options.add_argument("--questions", type=int, default=800)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    office, chance = Office(load({}, given.home)), Random(given.seed)
    with office.record.read() as tx:
        texts = {f"case:{case.no}": case_text(case) for case in tx.cases.all()}
    places: dict[str, list[float]] = {"with": [], "without": []}
    for key in chance.sample(list(texts), min(given.questions, len(texts))):
        query = typed(texts[key], office.segmenter, chance)
        if not query:
            continue
        parsed = parse(query, office.segmenter, office.searcher.today())
        for name, rank in (("with", parsed.rank), ("without", without_atoms(parsed.rank))):
            hits = office.index.search(Query(parsed.match, rank, TITLE_WEIGHT, limit=100)).hits
            places[name].append(next((1 / at for at, hit in enumerate(hits, 1) if hit.key == key), 0.0))
    for name, found in places.items():
        print(f"{name} single characters: {sum(found) / len(found):.3f} over {len(found)}")


if __name__ == "__main__":
    main()
