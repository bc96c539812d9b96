"""What is wrong with a template, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, as it is told."""

    place: str
    """Paragraph, cell, header or part, with the text around it."""
    what: str
    advice: str
    code: str
    """Stable name of the kind of fault."""
    grave: bool = True
    """False for a doubt, with which the template may be used."""
