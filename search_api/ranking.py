"""The weights of ranking, each with the experiment that chose it (docs/benchmarks.md has the tables)."""

from __future__ import annotations

CANDIDATES = 100
"""Cases the engine gives by the whole text, to be ranked anew. On LeCaRD nearly all that is relevant is among them."""
NEAREST = 20
"""Nearest cases whose citations say which law is likely; `engines.md` of the design measured 20."""
RANK_SMOOTHING = 5.0
"""Of those citations: 1 / (rank + 5)."""
SMOOTHING = 0.2
"""Weight of the archive in the language model. .2, .5 and .8 give MAP .500 each on the 71 queries."""
LIKENESS = (2.0, 1.0, 0.5, 2.0)
"""Weights of words, class, law of the class and law of the nearest: what nested cross-validation on the 71 queries chooses
most often (benchmarks/fusion.py). On queries they were not chosen on MAP is .574, with equal weights .566."""
TEMPERATURE = 10.0
"""Of the class model over whole texts: 10 gives MAP .561 in the fusion, 20 .554, 40 .546."""

TITLE_WEIGHT = 0.5
"""How much a typed word counts that stands in the title, beside what it counts in the text. Plain texts are ranked by
the text alone: with titles, lay questions find their article less often (MRR@10 .413 → .375)."""

EXACT_FIRST = 10_000.0
"""Added where the letters stand as typed, so that what a habit finds comes after all of it; BM25 stays far below."""

CITED_STEP = 2 * EXACT_FIRST
"""Added to an article that the query names, once more for each one named after it: above all that only mentions it."""

NEAR_NAME = 12.0
"""Added in a relaxed search where a party has the name but for one character: benchmarks/known_item.py."""

SAME_TIME = 8.0
"""Added in a relaxed search where the entry's own day lies in the time asked for: the same experiment."""
