"""Figures over all cases: how common each word is, and which words mark the cases of a class (naive Bayes). Pure.

The class of a case is its category, where at least half of the cases have one and there are two or more; elsewhere the
article it cites that the fewest other cases cite, of those cited by ten or more.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from archive.laws.citations import resolve_citation
from archive.record.likeness import Standing
from indexer.likeness.profile import Profile, Terms

ALPHA = 0.05
"""What each word counts in a class that lacks it."""
_FEWEST = 10
"""Cases that make an article a class."""
_RARE = 2
"""Cases a word must stand in to be kept: what stands in one marks nothing."""
_MOST_CLASSES = 60_000
"""Classes that two bytes number; an archive with more of them has none worth the name."""
_WAITING = 250_000
"""Counted words in memory before they are added up; more only where the sums themselves are more."""


@dataclass(frozen=True, slots=True)
class Model:
    """The figures."""

    cases: int
    words: float
    """All words of all cases."""
    terms: Terms
    """Sorted; the next four stand beside it."""
    frequency: NDArray[np.float64]
    starts: NDArray[np.int64]
    """Where the classes of each term begin in the next two; one longer than ``terms``."""
    classes: NDArray[np.uint16]
    weights: NDArray[np.float32]
    """What a term adds to a class beyond what it adds to a class without it, as a logarithm."""
    priors: NDArray[np.float64]
    """Of each class, as a logarithm."""
    masses: NDArray[np.float64]
    """Of each class, the logarithm of all its words."""
    names: tuple[str, ...]
    """Of the classes."""
    cited: Mapping[str, int]
    """How many cases cite each article."""

    def places(self, terms: Terms) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """For each of these terms where it stands in ``terms``, and whether it does."""
        if not len(self.terms):
            return np.zeros(len(terms), np.intp), np.zeros(len(terms), np.bool_)
        at = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        return at, self.terms[at] == terms


def articles_of(standing: Standing) -> tuple[str, ...]:
    """The articles a case rests on, each by its key; a citation nobody can read stands for itself."""
    return tuple(dict.fromkeys(key for cited in standing.cited for key in _keys_of(cited)))


@lru_cache(maxsize=50_000)
def _keys_of(cited: str) -> tuple[str, ...]:
    return tuple(resolve_citation(cited)) or (cited,)


def build(cases: Iterable[tuple[Standing | None, Profile]], filed: Mapping[Standing, int]) -> Model:
    """The figures over these cases, each taken once and let go.

    Args:
        cases: what each is filed under, if anything, and its counted words.
        filed: what there is to be filed under, and under each how many cases.
    """
    articles = {one: articles_of(one) for one in filed}
    cited: Counter[str] = Counter()
    for one, keys in articles.items():
        for key in keys:
            cited[key] += filed[one]
    class_of = _classes(filed, articles, cited)
    sizes: Counter[str] = Counter()
    for one, name in class_of.items():
        sizes[name] += filed[one]
    names = tuple(sorted(name for name, _ in sizes.most_common(_MOST_CLASSES)))
    number = {name: at for at, name in enumerate(names)}
    frequency, holders, marks = _Sum(), _Sum(), _Sum()
    priors = np.ones(len(names))
    seen = 0
    for standing, profile in cases:
        seen += 1
        wide = profile.terms.astype(np.uint64)
        frequency.add(wide, profile.counts)
        holders.add(wide, np.ones(len(wide)))
        at = number.get(class_of.get(standing, "")) if standing else None
        if at is not None:
            priors[at] += 1
            marks.add((wide << np.uint64(16)) | np.uint64(at), np.log1p(profile.counts))
    return _assembled(seen, frequency, holders, marks, priors, names, cited)


def _classes(
    filed: Mapping[Standing, int], articles: Mapping[Standing, tuple[str, ...]], cited: Mapping[str, int]
) -> dict[Standing, str]:
    under = {one: one.category for one in filed if one.category}
    if sum(filed[one] for one in under) * 2 >= sum(filed.values()) and len(set(under.values())) > 1:
        return under
    common = ((one, [key for key in keys if cited[key] >= _FEWEST]) for one, keys in articles.items())
    return {one: min(keys, key=lambda key: (cited[key], key)) for one, keys in common if keys}


class _Sum:
    """Adds up numbers by key, bounded in memory by the keys there are."""

    def __init__(self) -> None:
        self._keys: list[NDArray[np.uint64]] = []
        self._values: list[NDArray[np.float64]] = []
        self._size = self._summed = 0

    def add(self, keys: NDArray[np.uint64], values: NDArray[np.float64]) -> None:
        self._keys.append(keys)
        self._values.append(values)
        self._size += len(keys)
        if self._size > max(_WAITING, self._summed):
            keys, values = self.total()
            self._keys, self._values, self._size, self._summed = [keys], [values], 0, len(keys)

    def total(self) -> tuple[NDArray[np.uint64], NDArray[np.float64]]:
        if not self._keys:
            return np.zeros(0, np.uint64), np.zeros(0)
        keys, inverse = np.unique(np.concatenate(self._keys), return_inverse=True)
        return keys, np.bincount(inverse, np.concatenate(self._values), len(keys)).astype(np.float64)


def _assembled(
    cases: int,
    frequency: _Sum,
    holders: _Sum,
    marks: _Sum,
    priors: NDArray[np.float64],
    names: tuple[str, ...],
    cited: Mapping[str, int],
) -> Model:
    terms, counts = frequency.total()
    kept = holders.total()[1] >= min(_RARE, cases)
    words = float(counts.sum())
    keys, sums = marks.total()
    of_term = np.searchsorted(terms, keys >> np.uint64(16))
    known = kept[of_term] if len(keys) else np.zeros(0, bool)
    keys, sums, of_term = keys[known], sums[known], of_term[known]
    classes = (keys & np.uint64(0xFFFF)).astype(np.uint16)
    place = np.cumsum(kept) - 1
    vocabulary = int(kept.sum())
    per_term = np.bincount(place[of_term], minlength=vocabulary) if len(keys) else np.zeros(vocabulary, np.int64)
    masses = np.bincount(classes, sums, len(names)) + ALPHA * vocabulary
    return Model(
        cases=cases,
        words=words,
        terms=terms[kept].astype(np.uint32),
        frequency=counts[kept],
        starts=np.concatenate([[0], np.cumsum(per_term)]).astype(np.int64),
        classes=classes,
        weights=np.log1p(sums / ALPHA).astype(np.float32),
        priors=np.log(priors / priors.sum()) if len(names) else priors,
        masses=np.log(np.maximum(masses, ALPHA)),
        names=names,
        cited=dict(cited),
    )


_ARRAYS = ("terms", "frequency", "starts", "classes", "weights", "priors", "masses")


def to_bytes(model: Model) -> bytes:
    """As it is stored."""
    values = {field.name: getattr(model, field.name) for field in fields(model)}
    rest = json.dumps({name: value for name, value in values.items() if name not in _ARRAYS}, ensure_ascii=False)
    stream = io.BytesIO()
    arrays: dict[str, Any] = {name: values[name] for name in _ARRAYS}
    np.savez(stream, rest=np.frombuffer(rest.encode("utf-8", "replace"), np.uint8), **arrays)
    return stream.getvalue()


def from_bytes(stored: bytes) -> Model:
    """What ``to_bytes`` made."""
    with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
        rest = json.loads(arrays["rest"].tobytes())
        rest["names"] = tuple(rest["names"])
        return Model(**{name: arrays[name] for name in _ARRAYS}, **rest)
