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
TEMPERATURE = 10.0
"""Of the class model over whole texts: 10 gives MAP .561 in the fusion, 20 .554, 40 .546."""
