"""What one check of ``juanzong doctor`` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found."""

    check: str
    """Its name, in Chinese."""
    ok: bool | None
    """None where something is missing that the office can do without."""
    message: str
    advice: str = ""
