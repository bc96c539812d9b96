"""Pages made of text, as a reader hands them over."""

from __future__ import annotations

from archive.extract.reading import Line, Page


def pages_of(text: str) -> list[Page]:
    """One page for each part between form feeds, one line for each line."""
    return [
        Page(number, tuple(Line(line) for line in part.split("\n"))) for number, part in enumerate(text.split("\f"), 1)
    ]
