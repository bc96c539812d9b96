"""How much of the precedents' figures is choice: weights of the signals chosen on some queries, judged on the others.

``python -m benchmarks.fusion HOME --data DIR [--repeats 10] [--seed 0]`` over a home filled with LeCaRD's judgments
(``benchmarks.judged``). The queries are divided into five folds. For each, every mixture of a grid is judged on the four
other folds, and the one with the best mean of MAP over them ranks the fifth. A mixture has nothing else to be fitted,
so that each of the four is a fold it was not fitted to. This is repeated with other divisions; a query's value is the
mean over them. Beside it: equal weights, and the best mixture chosen on the very queries it is judged by, which is too good.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.chinese.fold import fold
from archive.settings import load
from benchmarks.judged import queries
from console.office import Office
from indexer.likeness.profile import profile_of
from search_api.access import ADMINISTRATOR
from search_api.evaluate.chance import interval, paired_p
from search_api.evaluate.measures import MEASURES, Grades
from search_api.precedents.fusion import deviations, measure
from search_api.precedents.ranked import candidates_of, figures_of
from search_api.ranking import CANDIDATES
from search_api.search import Searcher

_FOLDS = 5
_RELEVANT_FROM = 3
_SHOWN = ("MAP", "NDCG@10", "NDCG@20", "NDCG@30")
_STEPS = (0.0, 0.5, 1.0, 2.0)
MIXTURES = np.array(sorted({tuple(np.array(one) / sum(one)) for one in product(_STEPS, repeat=4) if any(one)}))
"""Weights of words, class, law of the class and law of the nearest; every mixture once."""
_EQUAL = int(np.abs(MIXTURES - 0.25).sum(axis=1).argmin())
Values = Mapping[str, NDArray[np.float64]]
"""Of each measure a row for each mixture, a column for each query."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One query with the signals of its judged documents."""

    grades: Grades
    documents: tuple[str, ...]
    signals: NDArray[np.float64]


def main() -> None:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("home", type=Path)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--repeats", type=int, default=10)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    judged = signals_of(Office(load({}, given.home)).searcher, given.data)
    values = values_of(judged)
    divisions = [folds(len(judged), given.seed + at) for at in range(given.repeats)]
    chosen = Counter(int(best) for division in divisions for best in choices(values["MAP"], division))
    equal = {name: values[name][_EQUAL] for name in _SHOWN}
    nested = {name: np.mean([outer(values, name, one) for one in divisions], axis=0) for name in _SHOWN}
    best = int(values["MAP"].mean(axis=1).argmax())
    print(f"{len(judged)} queries, {len(MIXTURES)} mixtures, {given.repeats} divisions into {_FOLDS} folds")
    _show("equal weights", equal, equal, given.seed)
    _show("chosen on the other folds", nested, equal, given.seed)
    _show("chosen on the same queries (too good)", {name: values[name][best] for name in _SHOWN}, equal, given.seed)
    print("chosen most often (words, class, law of the class, law of the nearest):")
    for at, times in chosen.most_common(5):
        print(f"  {' '.join(f'{weight:.2f}' for weight in MIXTURES[at])}  {times} of {given.repeats * _FOLDS}")


def signals_of(searcher: Searcher, data: Path) -> list[Judged]:
    """The signals of every judged document, as precedents weigh them."""
    model = figures_of(searcher)()
    if model is None:
        raise SystemExit("This home has no figures of likeness: run juanzong index rebuild.")
    found = []
    for query in queries(data / "lecard"):
        text, grades = query["text"], query["labels"]
        around = searcher.rank(text, ADMINISTRATOR, kind="case", limit=CANDIDATES)
        among = searcher.rank(text, ADMINISTRATOR, kind="case", limit=CANDIDATES, among=list(grades))
        candidates = candidates_of(searcher, (*around, *among))
        wanted = [candidates[hit.key] for hit in among]
        near = [candidates[hit.key] for hit in around]
        asked = profile_of(searcher.segmenter.ranked_words(fold(text)).split())
        signals = deviations(measure(asked, wanted, near, model))
        found.append(Judged(grades, tuple(one.no for one in wanted), signals))
    return found


def values_of(judged: Sequence[Judged]) -> Values:
    """Every measure of every mixture on every query."""
    measures = [one for one in MEASURES if one.name in _SHOWN]
    values = {one.name: np.zeros((len(MIXTURES), len(judged))) for one in measures}
    for column, one in enumerate(judged):
        for row, order in enumerate(np.argsort(-(one.signals @ MIXTURES.T), axis=0, kind="stable").T):
            ranked = [one.documents[at] for at in order]
            for each in measures:
                values[each.name][row, column] = each.of(ranked, one.grades, _RELEVANT_FROM)
    return values


def folds(size: int, seed: int) -> NDArray[np.int64]:
    """The fold of each query."""
    return np.random.default_rng(seed).permutation(size) % _FOLDS


def choices(values: NDArray[np.float64], division: NDArray[np.int64]) -> list[int]:
    """For each outer fold the mixture with the best mean over the inner folds; of equals the first."""
    means = np.column_stack([values[:, division == fold].mean(axis=1) for fold in range(_FOLDS)])
    return [int(np.delete(means, fold, axis=1).mean(axis=1).argmax()) for fold in range(_FOLDS)]


def outer(values: Values, name: str, division: NDArray[np.int64]) -> NDArray[np.float64]:
    """The measure of each query under the mixture chosen without its fold."""
    chosen = np.array(choices(values["MAP"], division))
    return np.asarray(values[name][chosen[division], np.arange(len(division))], np.float64)


def _show(title: str, values: Values, against: Values, seed: int) -> None:
    print(title)
    for name in _SHOWN:
        ours, theirs = values[name].tolist(), against[name].tolist()
        low, high = interval(ours, seed)
        print(
            f"  {name:8} {np.mean(ours):.3f}  {low:.3f}–{high:.3f}  p against equal {paired_p(ours, theirs, seed):.3f}"
        )


if __name__ == "__main__":
    main()
