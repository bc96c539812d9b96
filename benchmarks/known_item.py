"""A case half remembered: two words of it, the name with a wrong character, the month. Is it among the first ten?

``python -m benchmarks.known_item HOME [--count 500] [--seed 1]`` over a home filled by ``juanzong demo --size county``.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from random import Random

from archive.chinese.fold import atoms, fold, is_symbol
from archive.county.remembered import Remembered, remembered
from archive.settings import load
from console.office import Office
from indexer.segment import Segmenter, general_rarity
from search_api.access import ADMINISTRATOR
from search_api.search import Request

_WRONG = "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英建国志华玉红海峰"


def damaged(item: Remembered, segmenter: Segmenter, seed: int) -> str:
    """The query: of the rarer half of the words any two, the name with one character another, the month."""
    random = Random(f"{seed}:{item.no}")
    rarity = general_rarity()
    words = dict.fromkeys(
        word
        for word in segmenter.cut(fold(item.text))
        if len(word) >= 2 and word in rarity and not any(is_symbol(atom) or atom.isascii() for atom in atoms(word))
    )
    rare = sorted(words, key=lambda word: -rarity[word])[: max(2, len(words) // 2)]
    two = random.sample(rare, min(2, len(rare)))
    at = random.randrange(len(item.petitioner))
    wrong = random.choice([sign for sign in _WRONG if sign != item.petitioner[at]])
    name = item.petitioner[:at] + wrong + item.petitioner[at + 1 :]
    year, month = item.month.split("-")
    return f"{' '.join(two)} {name} {year}年{int(month)}月"


def main() -> None:
    """Print the share found, and how long a query takes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("home", type=Path)
    asked.add_argument("--count", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    office = Office(load({}, given.home))
    segmenter = office.segmenter
    places: list[int] = []
    missed: list[str] = []
    times: list[float] = []
    for item in remembered(office.record, given.count, given.seed):
        query = damaged(item, segmenter, given.seed)
        begun = time.perf_counter()
        answer = office.searcher.search(Request(query, limit=10), ADMINISTRATOR)
        times.append(1000 * (time.perf_counter() - begun))
        place = next((at for at, hit in enumerate(answer.hits, 1) if hit.case_no == item.no), 0)
        places.append(place)
        if not place:
            missed.append(f"{item.no} {item.petitioner}: {query}")
    times.sort()
    print(
        f"{len(places)} cases, first ten {sum(map(bool, places)) / len(places):.1%}, first {places.count(1) / len(places):.1%}"
    )
    print(f"p50 {times[len(times) // 2]:.0f} ms, p95 {times[len(times) * 95 // 100]:.0f} ms")
    print(*missed[:20], sep="\n")


if __name__ == "__main__":
    main()
