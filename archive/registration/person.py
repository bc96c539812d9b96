"""A person named in a text, and what he may be in its matter."""

from __future__ import annotations

from dataclasses import dataclass

PETITIONER, PARTY, RESPONDENT, SUSPECT, OTHER = "petitioner", "party", "respondent", "suspect", "other"
"""``SUSPECT``: a neighbour, an employer, a dealer: whom letters complain of, where nothing else says of whom."""


@dataclass(frozen=True, slots=True)
class Person:
    """A name in the running text and what the person is in the matter."""

    start: int
    end: int
    name: str
    role: str
    confidence: float
